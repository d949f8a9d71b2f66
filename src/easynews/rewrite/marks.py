"""Quotations and paired marks, which no cut may tear apart or add to."""

from collections.abc import Sequence

from easynews.rewrite.compose import CLOSING, OPENING
from easynews.rewrite.draft import Draft
from easynews.rewrite.proposal import Cut

PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ('"', '"'), ("–", "–"), ("—", "—"))


def harmed(draft: Draft, cut: Cut) -> str:
    """Why the marks of the sentence would not come through; "" when they do."""
    return _marks_torn(draft, cut) or _quotation_broken(draft, cut) or _quotation_left(draft, cut)


def _marks_torn(draft: Draft, cut: Cut) -> str:
    """Whether two marks that belong together would come to stand in different sentences.

    A sentence out of a longer quotation has only one of its marks to begin with: then one piece has it.
    """
    for pair in PAIRS:
        whole = _balance([w.text for w in draft.words], pair)
        if whole < 0 and cut.at[0] < _stray_closing(draft, pair):
            return "It is not clear where the quotation begins."
        torn = [b for b in (_balance([w.text for w in piece], pair) for piece in cut.pieces) if b]
        if torn not in ([], [whole]):
            return "A pair of marks would be torn apart."
    return ""


def _stray_closing(draft: Draft, pair: tuple[str, str]) -> int:
    """The number of the first closing mark that nothing before it opens."""
    open_ = 0
    for k, word in enumerate(draft.words):
        open_ += (word.text == pair[0]) - (word.text == pair[1])
        if open_ < 0:
            return k
    return 0


def _balance(texts: list[str], pair: tuple[str, str]) -> int:
    """How many marks of a pair are left over; for marks that are the same on both sides, 1 for an odd number."""
    opening, closing = pair
    return texts.count(opening) % 2 if opening == closing else texts.count(opening) - texts.count(closing)


def _quotation_broken(draft: Draft, cut: Cut) -> str:
    """Each quotation stands whole in one piece."""
    for start, end in _runs(draft.quoted):
        run = _closed([w.text for w in draft.words[start:end]])
        if not any(_contains(_closed([w.text for w in piece]), run) for piece in cut.pieces):
            return "A quotation would be broken."
    return ""


def _closed(texts: list[str]) -> list[str]:
    """The words with a full stop for a comma before a closing mark: which of them stands there is not what was said."""
    after = [*texts[1:], ""]
    return ["." if t == "," and n in CLOSING | {'"', "''"} else t for t, n in zip(texts, after, strict=True)]


def _quotation_left(draft: Draft, cut: Cut) -> str:
    """A quotation that began before this sentence, or goes on after it, has nothing of ours put into it."""
    first, last = draft.words[0], draft.words[-1]
    begun = draft.quoted[0] and first.text not in OPENING | {'"', "'", "``"}
    going_on = draft.quoted[-1] and last.text not in CLOSING | {'"', "'"}
    if begun and cut.pieces[0][0].source != first.source or going_on and cut.pieces[-1][-1].source != last.source:
        return "Words of ours would stand inside a quotation."
    return ""


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    edges = [k for k in range(len(flags) + 1) if (k < len(flags) and flags[k]) != (k > 0 and flags[k - 1])]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _contains(words: list[str], run: list[str]) -> bool:
    return any(words[k : k + len(run)] == run for k in range(len(words) - len(run) + 1))
