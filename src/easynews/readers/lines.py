"""Lines of a paste → blocks: puts back together what line wrapping and page breaks tore apart."""

import re
from collections.abc import Callable, Set
from dataclasses import dataclass

_NARROWEST, _WIDEST = 30, 100
"""Columns between which a line may be one of a hard-wrapped text."""

_RAGGED = 1.15
"""How much longer than the lines cut in mid-sentence the longest line may be."""

_SLACK = 2
"""Columns that indentation and stripped spaces may cost."""

_SHORTEST_BROKEN = 25
"""A shorter line that ends in mid-air is more likely part of a menu than half a sentence."""

_FEWEST_BROKEN_WORDS = 5

_ENDING = 12
"""Characters that are enough to see how a text ends, so that a long one costs no more."""

_BULLET = re.compile(r"(?:[•‣▪▸►●○◦∙⁃■□–*-]|—)\s+(?=\S)|[•‣▪▸►●■](?=\w)")
_CLOSING = re.compile(r"[.,;:!?…\"'”’»)\]]{1,3}")
_FINISHED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


@dataclass(frozen=True)
class Block:
    """Lines that belong together, as one; `gap` says that a blank line came before."""

    text: str
    gap: bool = False


def is_bullet(text: str) -> bool:
    """Whether this line starts with the marker of a list."""
    return _BULLET.match(text) is not None


def without_bullet(text: str) -> str:
    """The line without its marker."""
    return _BULLET.sub("", text, count=1)


def is_finished(text: str) -> bool:
    """Whether this text ends as a sentence does, or with a colon or semicolon."""
    return _FINISHED.search(text[-_ENDING:]) is not None


def goes_on(first: str, second: str) -> bool:
    """Whether `second`, found after a blank line, is the rest of a sentence that `first` began."""
    if is_finished(first) or is_bullet(second) or len(first[:200].split()) < _FEWEST_BROKEN_WORDS:
        return False
    return first[-1] in ",-–—" or _starts_low(second)


def joined(first: str, second: str, words: Set[str]) -> str:
    """The two as one; a word cut by a hyphen is whole again if it is whole elsewhere, in `words`."""
    if first[-1] != "-" or not first[-2:-1].isalnum() or not second[:1].islower():
        return f"{first} {second}"
    tail = re.match(r"\w+", second)
    if tail and first[:-1].rsplit(" ", 1)[-1] + tail[0] in words:
        return first[:-1] + second
    return first + second


def words_of(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(re.findall(r"\w+", text))


def blocks(text: str, stands_alone: Callable[[str], bool]) -> list[Block]:
    """The blocks of a text.

    Args:
        text: clean text.
        stands_alone: says of a line that it is a whole by itself, such as a button.
    """
    width, words = _wrap_width(text), words_of(text)
    found: list[Block] = []
    gap, last = True, ""
    for line in text.split("\n"):
        if not line:
            gap = True
            continue
        if not gap and _belongs(last, line, width, stands_alone):
            found[-1] = Block(joined(found[-1].text, line, words), found[-1].gap)
        else:
            found.append(Block(line, gap))
        gap, last = False, line
    return found


def _starts_low(text: str) -> bool:
    first = re.match(r"\w+", text)
    # A capital further on marks a name such as iPhone or eBay, which may open a sentence.
    return first is not None and first[0].islower()


def _wrap_width(text: str) -> int:
    """The column at which the text was wrapped, 0 if it was not: where sentences are cut twice or more."""
    lines = text.split("\n")
    pairs = zip(lines, lines[1:], strict=False)
    open_ended = [(line, following) for line, following in pairs if following and not is_finished(line)]
    cut = [len(line) for line, following in open_ended if _starts_low(following)]
    cut = [length for length in cut if _NARROWEST <= length <= _WIDEST]
    if len(cut) < 2:
        return 0
    # The longest line may happen to be cut before a capital letter.
    return max(len(line) for line, _ in open_ended if len(line) <= max(cut) * _RAGGED)


def _belongs(line: str, following: str, width: int, stands_alone: Callable[[str], bool]) -> bool:
    if _CLOSING.fullmatch(following) and not is_finished(line):
        return True
    broken = not is_finished(line) and len(line) >= _SHORTEST_BROKEN
    was_full = len(line) <= width + _SLACK and len(line) + 1 + len(following.split(" ")[0]) > width - _SLACK
    if is_bullet(following):
        # A dash at the start of a line may also be one of running text, if no list is under way.
        return broken and was_full and following[0] in "–—-" and not is_bullet(line)
    if stands_alone(line):
        return False
    if stands_alone(following):
        return broken and was_full and _starts_low(following)
    return (broken and (_starts_low(following) or line[-1] in ",-–—")) or (width > 0 and was_full)
