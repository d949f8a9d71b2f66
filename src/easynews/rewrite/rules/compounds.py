"""Takes *-based*, *-led*, *-backed* and the like apart: *a London-based company* → *a company based in London*.

Looks for: a name, a hyphen and one of these participles before a noun.
Changes: the participle follows the noun, with *in* or *by*.
Leaves alone: everything else with a hyphen, and everything inside quotation marks.

>>> from easynews.rewrite.rules import compounds, example
>>> example(compounds, "The Port Anse-based company makes boats.")
'The company based in Port Anse makes boats.'
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from easynews.english.articles import article
from easynews.rewrite import grammar
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft, new_words
from easynews.rewrite.proposal import Cut

NAME = "compounds"
LINKS = {"based": "in", "led": "by", "backed": "by", "owned": "by", "run": "by", "funded": "by", "controlled": "by",
         "held": "by", "occupied": "by", "sponsored": "by", "brokered": "by"}  # fmt: skip


def propose(draft: Draft) -> Iterator[Cut]:
    """At most one proposal: the last such word."""
    for token in reversed(draft.doc):
        if token.lower_ in LINKS and token.i > 1 and draft.doc[token.i - 1].text == "-" and not draft.quoted[token.i]:
            cut = _cut(draft, token)
            if cut is not None:
                yield cut
                return


def _cut(draft: Draft, token: Token) -> Cut | None:
    noun = token.head if token.head.i > token.i else token
    while noun.dep_ in {"amod", "compound"} and noun.head.i > noun.i:
        noun = noun.head
    end, start = token.i - 1, token.i - 1
    while start and grammar.is_name(draft.doc[start - 1]) and draft.doc[start - 1].text[0].isupper():
        start -= 1
    between = draft.doc[token.i + 1 : noun.i + 1]
    if start == end or noun.pos_ != "NOUN" or noun.i <= token.i or not 1 <= len(between) <= 4:
        return None
    after = draft.doc[noun.i + 1] if noun.i + 1 < len(draft.doc) else noun
    nested = after.tag_ in {"HYPH", "POS", "NN", "NNS", "NNP"} and after != noun or after.lower_ == ","
    nested = nested or after.tag_ == "IN"
    if any(t.is_punct for t in between) or nested or token.lower_ == "run" and draft.doc[start].ent_type_ == "PERSON":
        return None
    bare = noun.tag_ == "NN" and not any(c.dep_ in {"det", "nmod:poss"} for c in noun.children)
    letters = draft.doc[start].text.isupper() and draft.doc[start].ent_type_ != "LOC"
    if bare or after.dep_ == "cc" or token.lower_ == "based" and letters:
        return None
    place = draft.words[start:end]
    made = new_words(LINKS[token.lower_], NAME, draft.words[end].source)
    tail = [*(replace(draft.words[token.i], space=True),), *made, *_thed(draft, start), *place]
    tail[-1] = replace(tail[-1], space=draft.words[noun.i].space)
    head = list(draft.words[:start])
    moved = [*(replace(w, space=True) for w in draft.words[token.i + 1 : noun.i + 1])]
    if head and head[-1].text.lower() in {"a", "an"}:
        right = article(moved[0].text)
        head[-1] = replace(head[-1], text=right.capitalize() if head[-1].text[0].isupper() else right, rule=NAME)
    words = [*head, *moved, *tail, *draft.words[noun.i + 1 :]]
    why = f"“{draft.doc[start : token.i + 1].text}” is taken apart."
    return Cut(NAME, (sentence(words, NAME),), (start, noun.i + 1), why, 0.0)


def _thed(draft: Draft, start: int) -> list:  # type: ignore[type-arg]
    """*the* before names of countries that have it."""
    return (
        new_words("the", NAME)
        if draft.doc[start].text in {"US", "UK", "UN", "EU", "Netherlands", "Philippines"}
        else []
    )
