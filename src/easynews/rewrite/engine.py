"""Carries proposals out: asks the guard, parses the pieces again, and keeps the trace."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from easynews.documents import Edit
from easynews.rewrite import grammar, guard
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


Key = tuple[tuple[int, int], str, str]


def key_of(edit: Edit) -> Key:
    """What makes two changes of one sentence the same change, whichever rule makes it."""
    return edit.span, edit.before, edit.after


def rewrite(draft: Draft, rules: Sequence[Rule], longer_than: int = 0, barred: frozenset[Key] = frozenset()) -> Outcome:
    """Apply the rules until nothing more applies; the pieces of a cut are looked at again.

    Args:
        draft: the sentence.
        rules: the rules, in the order in which they are asked.
        longer_than: leave sentences with at most this many words of their own alone.
        barred: changes that must not be made.
    """
    edits: list[Edit] = []
    refused: dict[tuple[str, tuple[int, int], str], Edit] = {}
    done: list[Draft] = []
    waiting = [(draft, 0)]
    while waiting:
        current, rounds = waiting.pop(0)
        changed = None
        if current.own_length > longer_than and rounds < MOST_ROUNDS:
            changed = _first_change(current, rules, edits, refused, barred)
        if changed is None:
            done.append(current)
        else:
            behind = _asides_first(waiting) if not current.aside and len(changed) > 1 and changed[-1].aside else 0
            waiting[behind:behind] = [(changed.pop(), rounds + 1)] if behind else []
            waiting[:0] = [(piece, rounds + 1) for piece in changed]
    return Outcome(in_order(done), tuple(edits), tuple(refused.values()))


def _asides_first(waiting: Sequence[tuple[Draft, int]]) -> int:
    """How many asides of the same sentence come next: what is said of a later word stays nearer to it."""
    return next((k for k, (draft, _) in enumerate(waiting) if not draft.aside), len(waiting))


LEANING = frozenset({"This", "These", "But", "So", "They", "He", "She", "It", "There", "At", "Before", "After", "Then"})
"""First words of ours that point to the sentence before."""


def in_order(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts with each aside behind the sentence it speaks of, and none before a sentence that leans on another."""
    ordered: list[Draft] = []
    for draft in drafts:
        at = len(ordered)
        if draft.aside:
            at = _home(ordered, draft)
        elif _leans(draft):
            while at > 1 and ordered[at - 1].aside:
                at -= 1
        ordered.insert(at, draft)
    return tuple(ordered)


def _leans(draft: Draft) -> bool:
    first, second = draft.words[:1], draft.words[1:2]
    ours = bool(first and first[0].rule and first[0].text in LEANING)
    return ours or draft.goes_on or bool(second and second[0].rule and second[0].text in {"this", "these"})


def _home(ordered: Sequence[Draft], aside: Draft) -> int:
    """Where an aside goes: behind the last sentence that names what it speaks of, and what already follows that."""
    noun = grammar.subject(aside.root)
    named = [k for k, d in enumerate(ordered) if not d.aside and noun and any(w.text == noun.text for w in d.words)]
    at = named[-1] + 1 if named else len(ordered)
    while at < len(ordered) and (_leans(ordered[at]) or ordered[at].aside and not aside.naming):
        at += 1
    return at


def _first_change(
    draft: Draft,
    rules: Sequence[Rule],
    edits: list[Edit],
    refused: dict[tuple[str, tuple[int, int], str], Edit],
    barred: frozenset[Key],
) -> list[Draft] | None:
    for rule in rules:
        proposals = list(rule.propose(draft))
        swaps = [p for p in proposals if isinstance(p, Swap)]
        if swaps:
            swapped = _swap_all(draft, swaps, edits, refused, barred)
            if swapped is not None:
                return [swapped]
        for cut in (p for p in proposals if isinstance(p, Cut)):
            pieces = [_piece(draft, cut, k) for k in range(len(cut.pieces))]
            reason = guard.refusal(draft, cut, pieces)
            edit = as_edit(cut, draft, reason)
            if key_of(edit) in barred:
                continue
            if not reason:
                edits.append(edit)
                return pieces
            refused.setdefault((edit.rule, edit.span, reason), edit)
    return None


def _swap_all(
    draft: Draft,
    swaps: list[Swap],
    edits: list[Edit],
    refused: dict[tuple[str, tuple[int, int], str], Edit],
    barred: frozenset[Key],
) -> Draft | None:
    """All swaps the guard lets through, in one go (they do not overlap); None when there are none."""
    good: list[Swap] = []
    for swap in swaps:
        reason = guard.refusal(draft, swap, [_swapped(draft, [swap])])
        edit = as_edit(swap, draft, reason)
        if key_of(edit) in barred:
            continue
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
    return redraft(words, quoted, draft)


def _piece(draft: Draft, cut: Cut, number: int) -> Draft:
    """A piece of a cut, with its quotation flags carried over by source, and its place among the sentences."""
    inside = {(w.source, w.text) for w, quoted in zip(draft.words, draft.quoted, strict=True) if quoted}
    words, own = cut.pieces[number], number == cut.aside
    piece = redraft(words, [(w.source, w.text) in inside for w in words], draft)
    return replace(
        piece,
        aside=draft.aside or own,
        naming=draft.naming and not number or own and cut.naming,
        goes_on=cut.goes_on if number else draft.goes_on,
    )
