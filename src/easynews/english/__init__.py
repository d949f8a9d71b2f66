"""What we know about English."""

from typing import Any


def load_pipeline() -> Any:
    """The English pipeline as a spaCy `Language`; see `easynews.english.pipeline`."""
    from easynews.english.pipeline import load_pipeline as load

    return load()
