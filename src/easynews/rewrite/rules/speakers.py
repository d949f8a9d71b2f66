"""Puts who said it before a quotation: *“It is safe,” the mayor said* → *The mayor said: “It is safe.”*.

Looks for: a sentence that begins with a whole quotation and ends with who said it.
Changes: the order; inside the marks only the comma at the end becomes a full stop.
Leaves alone: a quotation that began earlier or goes on later, and who said it when more is told behind it.

>>> from easynews.rewrite.rules import example, speakers
>>> example(speakers, "“The bridge is safe,” said the mayor.")
'The mayor said: “The bridge is safe.”'
"""

from collections.abc import Iterator
from dataclasses import replace

from easynews.english.classes import word_class
from easynews.rewrite import grammar
from easynews.rewrite.compose import CLOSING, OPENING, sentence
from easynews.rewrite.draft import Draft
from easynews.rewrite.proposal import Cut

NAME = "speakers"
VERBS = word_class("speech tags")
TIMES = word_class("times in the past")
LONGEST = 14


def propose(draft: Draft) -> Iterator[Cut]:
    """At most one proposal."""
    doc = draft.doc
    end = next((k for k, quoted in enumerate(draft.quoted) if not quoted), 0)
    whole = end > 2 and doc[0].text in OPENING | {'"', "``"} and doc[end - 1].text in CLOSING | {'"', "''"}
    tag = [t for t in doc[end:] if not t.is_punct]
    if not whole or any(draft.quoted[end:]) or not 2 <= len(tag) <= LONGEST or doc[-1].text != ".":
        return
    if (
        any(t.is_punct and t.text != "," and t.tag_ != "POS" or t.tag_ in {"VBG", "WP", "WDT"} for t in doc[end:-1])
        or doc[end - 2].text != ","
    ):
        return
    verbs = [t for t in tag if t.lower_ in VERBS]
    others = [t for t in tag if t.tag_ in grammar.FINITE and t not in verbs]
    if len(verbs) != 1 or others or any(t.lower_ in {"and", "but", "as", "when"} for t in tag):
        return
    verb = verbs[0]
    if verb == tag[0]:
        noun = grammar.subject(verb)
        if noun is None or noun.i < verb.i:
            return
        speaker = [t for t in grammar.subtree(noun) if t.i >= end]
        time = next((t.i for t in speaker if t.lower_ in {"on", "in"} and t.head.lower_ in TIMES), len(doc))
        speaker = [t for t in speaker if t.i < time]
        behind = [t for t in doc[end + 1 : -1] if t not in speaker]
        if speaker[0].i != verb.i + 1 or not grammar.unbroken(speaker):
            return
        comma = [replace(draft.words[end - 2], rule=NAME, space=True)] if any(t.text == "," for t in speaker) else []
        said = draft.of(speaker)
        said[-1] = replace(said[-1], space=not comma)
        words = [*said, *comma, draft.words[verb.i], *draft.of(behind)]
    else:
        words = list(draft.words[end:-1])
    while words and words[0].text == ",":
        words.pop(0)
    words = [*words[:-1], replace(words[-1], space=False)]
    colon = replace(draft.words[end - 2], text=":", space=True, rule=NAME)
    stop = replace(draft.words[-1], space=False)
    quote = [*draft.words[: end - 2], stop, replace(draft.words[end - 1], space=False)]
    told = [*sentence(words, NAME)[:-1], colon]
    told[-2] = replace(told[-2], space=False)
    yield Cut(NAME, ((*told, *quote),), (end, len(doc)), "Who said it comes first.", 0.0)
