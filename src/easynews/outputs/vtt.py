"""WebVTT captions: one cue a sentence, at most two lines at a time."""

import math
from collections.abc import Iterable, Iterator

from easynews.documents import Cue
from easynews.script import clean

LINE = 42
"""Most characters a caption line may have."""


def vtt(cues: Iterable[Cue]) -> str:
    """Captions for the cues of a sound track, in order of time.

    A sentence that needs more than two lines of 42 characters is shown part by part, each for its
    share of the time; the first part starts and the last part ends with the sentence.
    """
    blocks, now = ["WEBVTT"], 0
    for cue in cues:
        parts = _parts(clean(cue.text))
        now = max(now, round(cue.start * 1000))
        for text, until in _timed(parts, now, max(now + len(parts), round(cue.end * 1000))):
            blocks.append(f"{_time(now)} --> {_time(until)}\n{_escaped(text)}")
            now = until
    return "\n\n".join(blocks) + "\n"


def _time(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _words(text: str) -> list[str]:
    return [word[at : at + LINE] for word in text.split() for at in range(0, len(word), LINE)]


def _parts(text: str) -> list[str]:
    """The text in as few parts as fit on two lines each, all about equally long."""
    words = _words(text)
    for number in range(math.ceil(len(text) / (2 * LINE)), len(words) + 1):
        parts = [_two_lines(part) for part in _shares(words, number)] if number else []
        if all(parts):
            return [part for part in parts if part]
    return []


def _shares(words: list[str], number: int) -> Iterator[list[str]]:
    """The words in this many parts, cut where the text is nearest to equal shares."""
    ends = [0]
    for word in words:
        ends.append(ends[-1] + len(word) + 1)
    cuts = [0]
    for share in range(1, number):
        wanted = ends[-1] * share / number
        free = range(cuts[-1] + 1, len(words) - number + share + 1)
        cuts.append(min(free, key=lambda at: abs(ends[at] - wanted)))
    for start, end in zip(cuts, [*cuts[1:], len(words)], strict=True):
        yield words[start:end]


def _two_lines(words: list[str]) -> str:
    """The words on one line, or on two of like length; "" when they don't fit."""
    whole = " ".join(words)
    if len(whole) <= LINE:
        return whole
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    first, second = min(halves, key=lambda pair: max(map(len, pair)))
    return f"{first}\n{second}" if max(len(first), len(second)) <= LINE else ""


def _timed(parts: list[str], start: int, end: int) -> Iterator[tuple[str, int]]:
    """Each part with the millisecond at which it ends."""
    whole, shown = sum(map(len, parts)), 0
    for number, part in enumerate(parts, start=1):
        shown += len(part)
        until = start + round((end - start) * shown / whole)
        yield part, min(max(until, start + number), end - (len(parts) - number))
