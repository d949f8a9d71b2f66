"""Turns *with* and a participle into a sentence: *…, with prices rising by 3 %*.

Looks for: a comma, *with*, a noun and an *-ing* or *-ed* form, up to the end of the sentence.
Changes: *The shops closed, with 300 workers losing their jobs* → *The shops closed. 300 workers lost their jobs.*
Leaves alone: *with* and a plain noun, and everything inside quotation marks.

>>> from easynews.rewrite.rules import absolutes, example
>>> example(absolutes, "The economy grew slowly for most of last year, with food prices rising by 3 %.")
'The economy grew slowly for most of last year. Food prices rose by 3 %.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.english.classes import word_class
from easynews.rewrite import cutting, grammar, subjects
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft, new_words
from easynews.rewrite.proposal import Cut

NAME = "absolutes"
SURE = 0.5
TIMES = word_class("times in the past")
HOLDING = frozenset({"remain", "be", "have", "include", "cost", "belong", "represent", "need"})


def propose(draft: Draft) -> Iterator[Cut]:
    """At most one proposal: the last *with* behind a comma."""
    main, verb = draft.root, grammar.finite(draft.root)
    if verb is None or grammar.subject(main) is None or grammar.negated(main) or verb.tag_ == "MD":
        return
    for clause in reversed(draft.doc):
        if clause.tag_ not in {"VBG", "VBN"} or clause.dep_ not in {"advcl", "acl", "obl"} or clause.i < main.i:
            continue
        cut = _cut(draft, verb, clause)
        if cut is not None:
            yield cut
            return


def _cut(draft: Draft, verb: Token, clause: Token) -> Cut | None:
    noun = grammar.subject(clause) if clause.dep_ != "acl" else clause.head
    top = clause if clause.dep_ != "acl" else clause.head
    where = cutting.stretch(draft, top)
    if noun is None or where is None or noun.i > clause.i or grammar.auxiliaries(clause):
        return None
    start, end = where
    opened = draft.doc[start].lower_ == "with" and draft.doc[start - 1].text == ","
    if not opened or not cutting.ends(draft, end) or any(draft.quoted[start:end]) or top.head != draft.root:
        return None
    if (
        noun.pos_ not in {"NOUN", "PROPN"}
        or clause._.sure < SURE
        or any(t.lower_ == "no" for t in draft.doc[start:end])
    ):
        return None
    if any(t.lower_ in {"rather", "instead"} for t in clause.subtree):
        return None
    if clause.dep_ == "acl" and noun.i + 1 != clause.i:
        return None
    over = any(t.lower_ in TIMES and t.lower_ != "may" or t.like_num and len(t.text) == 4 for t in clause.subtree)
    several, told = grammar.plural(noun), verb.tag_ == "VBD" or verb.lower_ == "had" or over
    word = draft.words[clause.i]
    acts = subjects.human(noun) or noun.lemma_.lower() in subjects.ACTORS
    if clause.tag_ == "VBG" and (told or not acts or clause.lemma_.lower() in HOLDING):
        form = new_words(grammar.inflected(clause, "VBD" if told else "VBP" if several else "VBZ"), NAME, word.source)
    else:
        be = ("were" if several else "was") if told else ("are" if several else "is")
        form = [*new_words(be, NAME), word]
    verb_at = clause.i
    while len(form) > 1 and draft.doc[verb_at - 1].tag_ == "RB":
        verb_at -= 1
    adverbs = draft.words[verb_at : clause.i]
    before, after = draft.words[start + 1 : verb_at], draft.words[clause.i + 1 : end]
    words = [*before, *form[:-1], *adverbs, form[-1], *after]
    first = sentence(draft.words[: start - 1], NAME)
    why = "Cut at “with”: one thing in each sentence."
    return Cut(NAME, (first, sentence(words, NAME)), (start, end), why, SURE)
