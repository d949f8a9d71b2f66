"""Closed classes of words, from `classes.toml`."""

import tomllib
from functools import cache
from importlib import resources


@cache
def _classes() -> dict[str, str]:
    return tomllib.loads((resources.files("easynews.english") / "classes.toml").read_text(encoding="utf-8"))


def word_class(name: str) -> frozenset[str]:
    """The words of a class, such as `negations` or `reporting verbs`."""
    return frozenset(_classes()[name].split())
