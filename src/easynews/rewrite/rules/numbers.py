"""Writes shortened numbers and units out: *$3.2bn* becomes *$3.2 billion*, *30mph* becomes *30 miles an hour*.

Looks for: a number with a short unit stuck to it.
Changes: the unit is written out; the figure stays as it is, never rounded.
Leaves alone: quotations, and units that learners know (*km*, *kg*).

>>> from easynews.rewrite.rules import example, numbers
>>> example(numbers, "The bridge cost $3.2bn.")
'The bridge cost $3.2 billion.'
"""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from easynews.rewrite.draft import Draft, new_words, span_of
from easynews.rewrite.proposal import Swap

NAME = "numbers"
UNITS = {
    "bn": "billion", "b": "billion", "tn": "trillion", "m": "million", "k": "thousand", "mn": "million",
    "mph": "miles an hour", "kph": "kilometres an hour", "kmh": "kilometres an hour", "km/h": "kilometres an hour",
}  # fmt: skip
MONEY_ONLY = frozenset({"m", "b", "k"})
SIGNS = ("$", "£", "€", "¥")
SHAPE = re.compile(r"(\d[\d,]*(?:\.\d+)?)([a-z/]+)", re.IGNORECASE)


def propose(draft: Draft) -> Iterator[Swap]:
    """One swap for each shortened number, whether the tokenizer cut it in two or not."""
    for token in draft.doc:
        figure, unit, end = _figure_and_unit(draft, token)
        stop = "." if unit.endswith(".") else ""
        unit = unit.removesuffix(".")
        name = UNITS.get(unit.lower())
        if name is None or any(draft.quoted[token.i : end]):
            continue
        money = token.i > 0 and draft.doc[token.i - 1].text.endswith(SIGNS)
        if unit.lower() in MONEY_ONLY and not money:
            continue
        old = draft.words[token.i : end]
        words = new_words(f"{figure} {name}{stop}", NAME, span_of(old), old[-1].space)
        why = f"“{figure}{unit}” → “{figure} {name}”: written out."
        yield Swap(NAME, token.i, end, tuple(words), why)


def _figure_and_unit(draft: Draft, token: Token) -> tuple[str, str, int]:
    """The figure, its unit, and the number of the token after both; the unit is "" when there is none."""
    found = SHAPE.fullmatch(token.text)
    if found:
        return found.group(1), found.group(2), token.i + 1
    stuck = token.text[0].isdigit() and not draft.words[token.i].space and token.i + 1 < len(draft.doc)
    return (token.text, token.nbor().text, token.i + 2) if stuck else ("", "", token.i + 1)
