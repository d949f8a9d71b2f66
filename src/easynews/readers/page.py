"""One block of a pasted page, and whether it goes or stays."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from easynews.readers import lines
from easynews.readers.rules import rule_for

LONGEST_HEADING = 12
"""Words; a longer line without an end mark is a broken sentence, not a heading."""

_SHORTEST_SENTENCE = 3
_LONG_ENOUGH_FOR_STORY = 20
_TERMINAL = re.compile(r"[.!?…][\"'”’»)\]]*$")


def is_whole(text: str) -> bool:
    """Whether this text ends as a sentence does."""
    return _TERMINAL.search(text[-12:]) is not None


@dataclass(eq=False)
class Piece:
    """A block of the page; it stays as long as it has no `reason` to go.

    `kind` is that of the entry that names it as furniture, `data` what the entry found in it.
    """

    text: str
    gap: bool
    kind: str = ""
    reason: str = ""
    data: Mapping[str, str | None] = field(default_factory=dict)

    def drop(self, reason: str, kind: str = "menu") -> None:
        """Lets the piece go, unless it is gone already."""
        if not self.reason:
            self.reason, self.kind = reason, kind

    def drop_if(self, kinds: tuple[str, ...]) -> None:
        """Lets the piece go if an entry of one of these kinds names it."""
        text = lines.without_bullet(self.text)
        rule = None if self.reason else rule_for(text, kinds)
        found = rule.match(text) if rule else None
        if rule and found:
            self.drop(rule.reason, rule.kind)
            self.data = found.groupdict()

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def is_sentence(self) -> bool:
        """Whether it has the end mark and the length of a sentence."""
        return is_whole(self.text) and self.words >= _SHORTEST_SENTENCE

    @property
    def is_question(self) -> bool:
        """Whether this may be a headline that asks."""
        return self.words <= LONGEST_HEADING and self.text[-1] in "?!"

    @property
    def is_story(self) -> bool:
        """Whether it stays and is running text."""
        return not self.reason and (self.is_sentence or self.words >= _LONG_ENOUGH_FOR_STORY)


def kept(page: Iterable[Piece]) -> list[Piece]:
    """What stays of a page."""
    return [piece for piece in page if not piece.reason]
