"""Putting words together into sentences."""

from collections.abc import Sequence
from dataclasses import replace

from easynews.documents import Word

EDGE = frozenset({",", ";", ":", "-", "–", "—"})
ENDS = frozenset({".", "!", "?", "…", "..."})
CLOSING = frozenset({")", "]", "”", "’", "''"})
OPENING = frozenset({"(", "[", "“", "‘", "$", "£", "€"})
CLITICS = frozenset({"'ll", "'re", "'ve", "'d", "'m"})
NO_SPACE_BEFORE = EDGE - {"-", "–", "—"} | ENDS | CLOSING | {"'s", "’s", "n't"}


def sentence(words: Sequence[Word], rule: str, end: Word | None = None) -> tuple[Word, ...]:
    """A sentence of these words: no stray mark at either edge, a capital at the start, an end mark.

    Args:
        words: the words, in order.
        rule: the rule to name for marks that are added.
        end: the end mark to use; a full stop when None.
    """
    inner = list(words)
    while inner and inner[0].text in EDGE:
        inner.pop(0)
    while inner and inner[-1].text in EDGE:
        inner.pop()
    inner = _stopped_inside(_without_doubled_marks(inner), rule)
    if inner and not _ended(inner):
        stop = end or Word(".", False, None, rule)
        inner = [*inner[:-1], replace(inner[-1], space=False), stop]
    inner = [_spaced(w, inner[k + 1] if k + 1 < len(inner) else None) for k, w in enumerate(inner)]
    if inner:
        first = next((k for k, w in enumerate(inner) if w.text[0].isalnum()), 0)
        inner[first] = replace(inner[first], text=capital(inner[first].text))
    return tuple(inner)


def _stopped_inside(words: list[Word], rule: str) -> list[Word]:
    """A full stop for a comma that stands before the closing quotation mark of the last word."""
    if len(words) > 2 and words[-1].text in {"”", "’", '"', "'"} and words[-2].text == ",":
        return [*words[:-2], replace(words[-2], text=".", rule=rule), words[-1]]
    return words


def _ended(words: list[Word]) -> bool:
    last = words[-1].text
    figure = len(words) > 1 and words[-2].text[-1].isdigit() and not words[-2].space
    if last in ENDS or (last.endswith(".") and (len(last) > 2 or figure)):
        return True
    return last in CLOSING | {'"', "'"} and len(words) > 1 and words[-2].text in ENDS


def _without_doubled_marks(words: list[Word]) -> list[Word]:
    """No comma straight after a comma or before an end mark."""
    kept: list[Word] = []
    for word in words:
        if kept and kept[-1].text in {",", ";"} and (word.text in EDGE or word.text in ENDS):
            kept.pop()
            if kept:
                kept[-1] = replace(kept[-1], space=False)
        kept.append(word)
    return kept


def _spaced(word: Word, following: Word | None) -> Word:
    if following is None:
        return replace(word, space=False)
    if following.text in NO_SPACE_BEFORE or following.text.lower().replace("’", "'") in CLITICS:
        return replace(word, space=False) if word.space else word
    apart = word.source is None or following.source is None or word.source[1] != following.source[0]
    torn = word.rule != following.rule or (apart and word.source != following.source)
    ours = bool(word.rule or following.rule) and following.text.lower() not in {"n't", "n’t", "not"}
    if not word.space and ours and word.text[-1].isalnum() and following.text[0].isalnum():
        return replace(word, space=True)
    if not word.space and torn and word.text not in OPENING and following.text not in CLOSING | {'"', "'"}:
        return replace(word, space=True)
    return word


def capital(text: str) -> str:
    """The word with a capital first letter; words such as *iPhone* stay."""
    return text if any(c.isupper() for c in text[1:]) else text[:1].upper() + text[1:]


def small(word: Word, name: bool) -> Word:
    """The word as it stands inside a sentence: names, *I* and capitals-only words keep their capital."""
    if name or word.text == "I" or word.text.startswith("I'") or sum(c.isupper() for c in word.text) > 1:
        return word
    return replace(word, text=word.text[:1].lower() + word.text[1:])
