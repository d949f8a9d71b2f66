"""What a rule hands to the engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from easynews.documents import Edit, Word
from easynews.rewrite.draft import Draft, span_of, text_of


@dataclass(frozen=True)
class Swap:
    """Other words in place of the words from `start` up to `end`; the sentence stays one sentence."""

    rule: str
    start: int
    end: int
    words: tuple[Word, ...]
    why: str
    keeps_number: bool = True
    """Whether subject and verb still agree for sure; if not, the guard looks."""


@dataclass(frozen=True)
class Cut:
    """The sentence as several sentences (or as one in another order)."""

    rule: str
    pieces: tuple[tuple[Word, ...], ...]
    at: tuple[int, int]
    """The stretch of words, by number, that made us cut."""
    why: str
    sure: float = 0.5
    """Least confidence the parse must have in where the cut part hangs."""
    aside: int | None = None
    """Number of the piece that only adds something about a name or thing, if there is one."""
    naming: bool = False
    """Whether that piece says who somebody is."""
    goes_on: bool = False
    """Whether each further piece goes on from the one before it, so that nothing may come between."""
    reports: bool = False
    """Whether it turns a quotation into reported speech, which only a reader's wish allows."""


Proposal = Swap | Cut


class Rule(Protocol):
    """A rule looks at a draft and proposes; it never changes anything itself."""

    @property
    def NAME(self) -> str:
        """The rule's name, as it stands in the trace."""
        ...

    def propose(self, draft: Draft) -> Iterator[Proposal]:
        """All proposals for this draft, best first."""
        ...


def as_edit(proposal: Proposal, draft: Draft, refused: str = "") -> Edit:
    """The trace entry for a proposal, made or refused."""
    if isinstance(proposal, Swap):
        old = draft.words[proposal.start : proposal.end]
        return Edit(proposal.rule, span_of(old), text_of(old), text_of(proposal.words), proposal.why, refused)
    after = " ".join(text_of(piece) for piece in proposal.pieces)
    span = span_of(draft.words[proposal.at[0] : proposal.at[1]])
    return Edit(proposal.rule, span, draft.text, after, proposal.why, refused)
