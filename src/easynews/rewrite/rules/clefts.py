"""Takes *it was … who* and *there are … who* apart: *It was the mayor who closed it* → *The mayor closed it*.

Looks for: *It is* or *There are*, a noun phrase, and a *who* or *that* clause that ends the sentence.
Changes: the noun phrase becomes the subject of the clause.
Leaves alone: what is denied or singled out (*only*), *it* that stands for something, and everything inside
    quotation marks.

>>> from easynews.rewrite.rules import clefts, example
>>> example(clefts, "It was the mayor who closed the bridge last week.")
'The mayor closed the bridge last week.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.rewrite import cutting, grammar
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft, span_of
from easynews.rewrite.proposal import Cut

NAME = "clefts"
SURE = 0.6


def propose(draft: Draft) -> Iterator[Cut]:
    """At most one proposal: the sentence in plain order."""
    first = draft.doc[0].lower_
    main, verb = draft.root, grammar.finite(draft.root)
    if first not in {"it", "there"} or verb is None or verb.lemma_ != "be" or verb.i != 1 or grammar.negated(main):
        return
    noun = main if first == "it" else next((c for c in main.children if c.dep_ == "nsubj"), None)
    if noun is None or noun.pos_ not in {"NOUN", "PROPN"}:
        return
    for clause in noun.children:
        if clause.dep_ in {"acl:relcl", "advcl:relcl"} and clause._.sure >= SURE:
            cut = _cut(draft, noun, clause, first)
            if cut is not None:
                yield cut


def _cut(draft: Draft, noun: Token, clause: Token, opening: str) -> Cut | None:
    where, own = cutting.stretch(draft, clause), grammar.subject(clause)
    if clause.lemma_.lower() in {"call", "name", "know"}:
        return None
    if where is None or own is None or own.i != where[0] or own.lower_ not in {"who", "that", "which"}:
        return None
    start, end = where
    phrase = list(draft.doc[2:start])
    known = draft.doc[2].lower_ in {"the", "this", "these", "that", "those"} or grammar.is_name(draft.doc[2])
    counted = any(c.dep_ in {"nummod", "amod", "advmod", "det"} for c in noun.children)
    if not cutting.ends(draft, end) or (not known if opening == "it" else not counted) or not phrase:
        return None
    if any(draft.quoted) or any(t.lower_ in {"no", "not", "only", "n't", "few", "one"} or t.is_punct for t in phrase):
        return None
    if (
        phrase[0].dep_ == "advmod"
        and phrase[0].head == noun.head
        or any(t.tag_ in grammar.FINITE for t in phrase)
        or grammar.finite(clause) is None
    ):
        return None
    words = list(draft.words[2:start])
    source = span_of([*draft.words[:2], words[0]])
    words[0] = type(words[0])(words[0].text, words[0].space, source, words[0].rule)
    end_mark = list(draft.words[end:])
    piece = sentence([*words, *draft.words[start + 1 : end], *end_mark], NAME)
    return Cut(NAME, (piece,), (0, start + 1), f"“{draft.doc[:2].text} …” is said in plain order.", SURE)
