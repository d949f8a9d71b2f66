"""British and American spelling, from `spelling.tsv` (British, tab, American)."""

from collections.abc import Iterable
from functools import cache
from importlib import resources

BRITISH, AMERICAN = "british", "american"


@cache
def _pairs() -> dict[str, dict[str, str]]:
    """For each variety, the words of the other with the spelling to use."""
    text = (resources.files("easynews.english") / "spelling.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    return {AMERICAN: {row[0]: row[1] for row in rows}, BRITISH: {row[1]: row[0] for row in rows}}


def respelt(word: str, variety: str) -> str:
    """The word as it is spelt in this variety, capitals kept; the word itself when both spell it alike."""
    other = _pairs()[variety].get(word.lower())
    if other is None:
        return word
    if word.isupper():
        return other.upper()
    return other[:1].upper() + other[1:] if word[:1].isupper() else other


def variety_of(words: Iterable[str]) -> str:
    """`british`, `american`, or "" when a text shows neither.

    British writers also write *organize*, so that ending speaks for nobody.
    """
    low = [word.lower() for word in words]
    british = sum(w in _pairs()[AMERICAN] for w in low)
    american = sum(w in _pairs()[BRITISH] and "iz" not in w for w in low)
    if british == american:
        return ""
    return BRITISH if british > american else AMERICAN
