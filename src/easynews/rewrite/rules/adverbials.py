"""Moves a long time or place out of the middle of a sentence to its front.

Looks for: a subject, a comma, a phrase of four words or more with a preposition, a comma, and the main verb.
Changes: *The minister, in a speech on Monday, said …* → *In a speech on Monday, the minister said …*
Leaves alone: sentences that begin with something else than their subject, contrasts (*unlike*), and everything
    inside quotation marks.

>>> from easynews.rewrite.rules import adverbials, example
>>> example(adverbials, "The minister, in a speech on Monday in Port Anse, said the bridge was safe.")
'In a speech on Monday in Port Anse, the minister said the bridge was safe.'
"""

from collections.abc import Iterator
from dataclasses import replace

from easynews.rewrite import cutting, grammar
from easynews.rewrite.compose import sentence, small
from easynews.rewrite.draft import Draft
from easynews.rewrite.proposal import Cut

NAME = "adverbials"
SURE = 0.6
SHORTEST = 4
MOVABLE = frozenset({"in", "on", "at", "after", "before", "during", "since", "until", "by", "for", "within"})


def propose(draft: Draft) -> Iterator[Cut]:
    """At most one proposal: the first such phrase."""
    main, noun, verb = draft.root, grammar.subject(draft.root), grammar.finite(draft.root)
    if noun is None or verb is None or noun.left_edge.i != 0 or noun.i > main.i or verb.lower_ == "had":
        return
    for phrase in grammar.children(main, "obl"):
        where = cutting.stretch(draft, phrase)
        if where is None or not noun.i < where[0] < verb.i or not cutting.set_off(draft, *where):
            continue
        start, end = where
        fits = end - start >= SHORTEST and draft.doc[start].lower_ in MOVABLE and phrase._.sure >= SURE
        whole = list(draft.doc[: start - 1])
        inner = any(t.text == "," for t in whole) or any(t.tag_ in {"PRP$", "PRP"} for t in draft.doc[start:end])
        if fits and not inner and not any(draft.quoted[: end + 1]):
            front = [*draft.words[start:end]]
            front[-1] = replace(front[-1], space=False)
            comma = draft.words[end]
            name = grammar.is_name(draft.doc[0]) and draft.doc[0].lower_ != "the"
            rest = [small(draft.words[0], name), *draft.words[1 : start - 1], *draft.words[end + 1 :]]
            why = f"“{draft.doc[start:end].text}” comes first."
            yield Cut(NAME, (sentence([*front, comma, *rest], NAME),), (start, end), why, SURE)
            return
