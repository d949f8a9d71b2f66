"""Classes of words, from `classes.toml` and `nouns.toml`."""

import tomllib
from functools import cache
from importlib import resources


@cache
def _classes() -> dict[str, str]:
    folder = resources.files("easynews.english")
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("classes.toml", "nouns.toml")]
    return {name: words for text in texts for name, words in tomllib.loads(text).items()}


def word_class(name: str) -> frozenset[str]:
    """The words of a class, such as `negations` or `reporting verbs`."""
    return frozenset(_classes()[name].split())
