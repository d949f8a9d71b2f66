"""Gives a closing noun that sums a sentence up its own sentence: *…, a move that angered the workers*.

Looks for: a comma or dash at the end, and a noun such as *move*, *rise* or *problem* with a *that* or *which* clause.
Changes: *They cut 300 jobs, a move that angered the workers* → *They cut 300 jobs. This move angered the workers.*
Leaves alone: other nouns, which may name something else, what is denied or asked, and everything inside
    quotation marks.

>>> from easynews.rewrite.rules import example, summaries
>>> example(summaries, "The bank cut 300 jobs in May, a move that angered the workers.")
'The bank cut 300 jobs in May. This move angered the workers.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.english.classes import word_class
from easynews.rewrite import cutting, grammar
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft, new_words
from easynews.rewrite.proposal import Cut

NAME = "summaries"
SURE = 0.1
"""The parse seldom knows what such a noun hangs on; that it sums up shows without."""
NOUNS = word_class("nouns that sum up")


def propose(draft: Draft) -> Iterator[Cut]:
    """At most one proposal: the last such noun."""
    main = draft.root
    if grammar.finite(main) is None or grammar.subject(main) is None or grammar.claimed(draft.doc):
        return
    for clause in reversed(draft.doc):
        noun = clause.head
        if clause.dep_ == "acl:relcl" and noun.lemma_.lower() in NOUNS and noun.i > main.i:
            cut = _cut(draft, noun, clause)
            if cut is not None:
                yield cut
                return


def _cut(draft: Draft, noun: Token, clause: Token) -> Cut | None:
    whole, inner = cutting.stretch(draft, noun), cutting.stretch(draft, clause)
    own, verb = grammar.subject(clause), grammar.finite(clause)
    if whole is None or inner is None or own is None or verb is None or not cutting.set_off(draft, *whole):
        return None
    start, end = whole
    first, relative = draft.doc[start], draft.doc[inner[0]]
    several = grammar.plural(noun)
    new = first.lower_ in {"a", "an"} or (several and first.i >= noun.i - 1 and first.tag_ in {"NNS", "JJ"})
    if not new or not cutting.ends(draft, end) or inner[1] != end or own != relative or own.head != clause:
        return None
    if relative.lower_ not in {"that", "which"} or any(draft.quoted[start:end]) or inner[0] - start > 4:
        return None
    before = draft.words[start : inner[0]] if several else draft.words[start + 1 : inner[0]]
    this = new_words("These" if several else "This", NAME, draft.words[start].source if not several else None)
    second = sentence([*this, *before, *draft.words[inner[0] + 1 : end]], NAME)
    why = f"Cut before “{draft.doc[start : inner[0]].text}”: one thing in each sentence."
    return Cut(NAME, (sentence(draft.words[: start - 1], NAME), second), (start, end), why, SURE)
