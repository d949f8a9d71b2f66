"""Carries proposals out: asks the guard, parses the pieces again, and keeps the trace."""

from collections.abc import Sequence
from dataclasses import dataclass

from easynews.documents import Edit, Word
from easynews.rewrite import guard
from easynews.rewrite.draft import Draft, redraft
from easynews.rewrite.proposal import Cut, Rule, Swap, as_edit

MOST_ROUNDS = 12
"""Far more than any sentence needs; a rule that keeps proposing must not keep us forever."""


@dataclass(frozen=True)
class Outcome:
    """What became of one draft."""

    drafts: tuple[Draft, ...]
    edits: tuple[Edit, ...] = ()
    refused: tuple[Edit, ...] = ()


def rewrite(draft: Draft, rules: Sequence[Rule], longer_than: int = 0) -> Outcome:
    """Apply the rules until nothing more applies; the pieces of a cut are looked at again.

    Args:
        draft: the sentence.
        rules: the rules, in the order in which they are asked.
        longer_than: leave sentences with at most this many words of their own alone.
    """
    edits: list[Edit] = []
    refused: dict[tuple[str, tuple[int, int], str], Edit] = {}
    done: list[Draft] = []
    waiting = [(draft, 0)]
    while waiting:
        current, rounds = waiting.pop(0)
        changed = None
        if current.own_length > longer_than and rounds < MOST_ROUNDS:
            changed = _first_change(current, rules, edits, refused)
        if changed is None:
            done.append(current)
        else:
            waiting[:0] = [(piece, rounds + 1) for piece in changed]
    return Outcome(in_order(done), tuple(edits), tuple(refused.values()))


LEANING = frozenset({"This", "But", "So", "They", "He", "She", "It"})
"""First words of ours that point to the sentence before."""


def in_order(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts with no aside between a sentence and one that leans on it."""
    ordered: list[Draft] = []
    for draft in drafts:
        at = len(ordered)
        if not draft.aside and draft.words and draft.words[0].rule and draft.words[0].text in LEANING:
            while at > 1 and ordered[at - 1].aside:
                at -= 1
        ordered.insert(at, draft)
    return tuple(ordered)


def _first_change(
    draft: Draft, rules: Sequence[Rule], edits: list[Edit], refused: dict[tuple[str, tuple[int, int], str], Edit]
) -> list[Draft] | None:
    for rule in rules:
        proposals = list(rule.propose(draft))
        swaps = [p for p in proposals if isinstance(p, Swap)]
        if swaps:
            swapped = _swap_all(draft, swaps, edits, refused)
            if swapped is not None:
                return [swapped]
        for cut in (p for p in proposals if isinstance(p, Cut)):
            pieces = [_piece(draft, words, draft.aside or k == cut.aside) for k, words in enumerate(cut.pieces)]
            reason = guard.refusal(draft, cut, pieces)
            edit = as_edit(cut, draft, reason)
            if not reason:
                edits.append(edit)
                return pieces
            refused.setdefault((edit.rule, edit.span, reason), edit)
    return None


def _swap_all(
    draft: Draft, swaps: list[Swap], edits: list[Edit], refused: dict[tuple[str, tuple[int, int], str], Edit]
) -> Draft | None:
    """All swaps the guard lets through, in one go (they do not overlap); None when there are none."""
    good: list[Swap] = []
    for swap in swaps:
        reason = guard.refusal(draft, swap, [_swapped(draft, [swap])])
        edit = as_edit(swap, draft, reason)
        if reason:
            refused.setdefault((edit.rule, edit.span, reason), edit)
        elif not good or swap.start >= good[-1].end:
            good.append(swap)
            edits.append(edit)
    return _swapped(draft, good) if good else None


def _swapped(draft: Draft, swaps: list[Swap]) -> Draft:
    words, quoted = list(draft.words), list(draft.quoted)
    for swap in reversed(swaps):
        words[swap.start : swap.end] = swap.words
        quoted[swap.start : swap.end] = [False] * len(swap.words)
    return redraft(words, quoted, draft.aside)


def _piece(draft: Draft, words: Sequence[Word], aside: bool) -> Draft:
    """A piece of a cut, with its quotation flags carried over by source."""
    inside = {(w.source, w.text) for w, quoted in zip(draft.words, draft.quoted, strict=True) if quoted}
    return redraft(words, [(w.source, w.text) in inside for w in words], aside)
