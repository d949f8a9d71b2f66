"""Turns a long quotation into reported speech: *Ruiz said: “I am ill.”* becomes *Ruiz said that Ruiz was ill.*.

Only used when the reader asks for it (`--quotes report`); otherwise a quotation stays word for word.

Looks for: *S said:* and one whole quoted sentence of twelve words or more.
Changes: the marks go; person (*I* → the speaker), tense (*is* → *was*) and time (*tomorrow* → *the next day*) shift.
Leaves alone: questions, orders, *you*, words such as *ago* and *next* whose time nobody can shift, quotations of
    several sentences, and short ones.

>>> from easynews.rewrite.rules import example, indirect
>>> example(indirect, "The mayor said: “We will build a new bridge near the old port because the river is rising.”")
'The mayor said that they would build a new bridge near the old port because the river was rising.'
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.rewrite import grammar, subjects
from easynews.rewrite.compose import CLOSING, ENDS, OPENING, sentence, small
from easynews.rewrite.draft import Draft, new_words, redraft
from easynews.rewrite.proposal import Cut

NAME = "indirect"
SHORTEST = 12
VERBS = word_class("speech tags")
STUCK = word_class("words that cannot be reported")
TIMES = {"now": "then", "today": "that day", "tomorrow": "the next day", "yesterday": "the day before",
         "tonight": "that night", "here": "there"}  # fmt: skip
MODALS = {
    "ca": "could",
    "wo": "would",
    "sha": "would",
    "will": "would",
    "'ll": "would",
    "’ll": "would",
    "can": "could",
    "may": "might",
    "shall": "would",
}
BE_HAVE_DO = {"is": "was", "am": "was", "are": "were", "has": "had", "have": "had", "does": "did", "do": "did",
              "'m": "was", "’m": "was", "'re": "were", "’re": "were", "'ve": "had", "’ve": "had"}  # fmt: skip
WE = {"we": "they", "us": "them", "our": "their"}
HE = {"he": ("he", "him", "his"), "she": ("she", "her", "her"), "they": ("they", "them", "their")}


def propose(draft: Draft) -> Iterator[Cut]:
    """At most one proposal."""
    doc = draft.doc
    start = next((k for k, quoted in enumerate(draft.quoted) if quoted), 0)
    if (
        start < 3
        or doc[start - 1].text != ":"
        or not all(draft.quoted[start:])
        or doc[start].text not in OPENING | {'"'}
    ):
        return
    if doc[-1].text not in CLOSING | {'"'} or doc[-2].text != "." or len(doc) - start < SHORTEST + 3:
        return
    tag = draft.doc[: start - 1]
    verbs = [t for t in tag if t.lower_ in VERBS]
    body = list(draft.words[start + 1 : -2])
    if len(verbs) != 1 or any(w.text in ENDS | OPENING | {"?", "!", ";", ":", '"'} for w in body):
        return
    low = {w.text.lower() for w in body}
    if low & STUCK or any(t.text == "," for t in tag):
        return
    inner = redraft([*body, draft.words[-2]], [False] * (len(body) + 1))
    told = _reported(draft, verbs[0], inner, body)
    if told is None:
        return
    lead = [*draft.words[: start - 1]]
    lead[-1] = replace(lead[-1], space=True)
    that = new_words("that", NAME, draft.words[start - 1].source)
    why = "The quotation is told in reported speech, as you asked."
    yield Cut(NAME, (sentence([*lead, *that, *told], NAME),), (start, len(doc)), why, 0.0, reports=True)


def _reported(draft: Draft, verb: Token, inner: Draft, body: list[Word]) -> list[Word] | None:
    """The quoted words as reported speech; None when somebody or some time in them can't be shifted."""
    noun = grammar.subject(verb)
    if noun is None or grammar.finite(inner.root) is None or grammar.subject(inner.root) is None:
        return None
    speaker = _speaker(draft, noun)
    if speaker is None:
        return None
    past = verb.tag_ == "VBD"
    words: list[Word] = []
    for token, word in zip(inner.doc, body, strict=False):
        new = _person(token, speaker) or (_shifted(token) if past else None) or _plain(token)
        made = new_words(new, NAME, word.source, word.space) if new else [word]
        if words and token.text[0] in "'’n" and new:
            words[-1] = replace(words[-1], space=True)
        words += made
    names = {t.text for d in (inner.doc, draft.doc) for t in d if grammar.is_name(t) and t.lower_ != "the"} | {"I"}
    return [small(words[0], words[0].text in names), *words[1:]]


def _speaker(draft: Draft, noun: Token) -> tuple[str, str, str] | None:
    """What *I*, *me* and *my* become."""
    if noun.lower_ in HE:
        return HE[noun.lower_]
    again = subjects.again(draft, noun, NAME)
    if again is None or again[0].text in {"They", "It", "I", "We"}:
        return ("they", "them", "their") if again and again[0].text == "They" else None
    name = " ".join(w.text for w in again)
    name = name[0].lower() + name[1:] if name.startswith("The ") else name
    return name, name, f"{name}'s"


def _person(token: Token, speaker: tuple[str, str, str]) -> str | None:
    low = token.lower_
    if low in WE:
        return WE[low]
    return dict(zip(("i", "me", "my"), speaker, strict=True)).get(low)


def _shifted(token: Token) -> str | None:
    """A finite verb one step back in time, or a time word as seen from later."""
    low = token.lower_
    if low in TIMES:
        return TIMES[low]
    if token.tag_ == "MD" and low in MODALS:
        return MODALS[low]
    if token.tag_ not in {"VBZ", "VBP"}:
        return None
    if low in {"'s", "’s"}:
        return "had" if token.head.tag_ == "VBN" and token.dep_ == "aux" else "was"
    return BE_HAVE_DO.get(low) or grammar.inflected(token, "VBD")


def _plain(token: Token) -> str | None:
    return {"n't": "not", "n’t": "not", "ca": "can", "wo": "will"}.get(token.lower_)
