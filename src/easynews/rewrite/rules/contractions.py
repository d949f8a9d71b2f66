"""Writes *don't*, *it's* and *they'll* out: learners read the whole words more easily.

Looks for: a verb or *not* that is shortened with an apostrophe.
Changes: *don't* becomes *do not*, *can't* becomes *cannot*, *it's* becomes *it is* or *it has*, as the parse says.
Leaves alone: *'s* that shows an owner, *let's*, questions (*isn't it?*), what could be two words, and quotations.

>>> from easynews.rewrite.rules import contractions, example
>>> example(contractions, "The boats don't leave before noon because it's too foggy.")
'The boats do not leave before noon because it is too foggy.'
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from easynews.rewrite import grammar
from easynews.rewrite.draft import Draft, new_words, span_of
from easynews.rewrite.proposal import Swap

NAME = "contractions"
SURE = 0.8
"""Least confidence in what a short form hangs on, where that tells which word it is."""
HELPERS = {"ca": "can", "wo": "will", "sha": "shall"}
NEVER_PASSIVE = frozenset({"been", "got", "had", "come", "become", "happened", "begun", "seemed", "appeared"})
"""Forms before which *'s* can only be *has*."""
WHOLE = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}


def propose(draft: Draft) -> Iterator[Swap]:
    """One swap for each shortened word."""
    for token in draft.doc:
        low = token.lower_.replace("’", "'")
        if draft.quoted[token.i] or not token.i or token.nbor(-1).whitespace_ or draft.doc[-1].text == "?":
            continue
        whole = _not(token) if low == "n't" else WHOLE.get(low) or _is_has_would(token, low)
        if whole is not None:
            yield _swap(draft, token, whole, low == "n't")


def _not(token: Token) -> str | None:
    helper = token.nbor(-1)
    verb = helper if helper.dep_ == "ROOT" or helper.head == helper else helper.head
    noun = grammar.subject(verb)
    if noun is not None and noun.i > token.i or helper.lower_ in {"ai", "sha"}:
        return None
    whole = HELPERS.get(helper.lower_, helper.lower_)
    return "cannot" if whole == "can" else f"{whole} not"


def _is_has_would(token: Token, low: str) -> str | None:
    """What *'s* and *'d* stand for; None where that is not sure."""
    if token.tag_ == "POS" or token.nbor(-1).lower_ == "let" or token._.sure < SURE or token.i + 1 >= len(token.doc):
        return None
    helping = token.dep_ == "aux"
    if low == "'s" and token.tag_ == "VBZ":
        has = helping and token.head.tag_ in {"VBN", "VBD"} or token.nbor().lower_ in NEVER_PASSIVE
        return "has" if has else "is"
    if low == "'d" and helping and (token.nbor().tag_ == "VBN" or token.nbor().lower_ == "better"):
        return "had"
    return "would" if low == "'d" and helping and token.head.tag_ == "VB" else None


def _swap(draft: Draft, token: Token, whole: str, joined: bool) -> Swap:
    """The word before and the short form; *not* takes the helping verb before it into the whole form."""
    before, short = draft.words[token.i - 1 : token.i + 1]
    text = before.text + short.text
    why = f"“{text}” → “{whole if joined else f'{before.text} {whole}'}”: written out."
    if not joined:
        words = [replace(before, space=True), *new_words(whole, NAME, short.source, short.space)]
    else:
        whole = whole[0].upper() + whole[1:] if before.text[0].isupper() else whole
        words = new_words(whole, NAME, span_of([before, short]), short.space)
    return Swap(NAME, token.i - 1, token.i + 1, tuple(words), why)
