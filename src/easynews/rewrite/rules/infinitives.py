"""Cuts between two things somebody wants, plans or asks for: *They want to cut prices and to open new shops*.

Looks for: one verb with two infinitives joined by *and*.
Changes: *They want to cut prices. They also want to open new shops.*
Leaves alone: what is not wanted, what belongs together (*between*, *both*), a question, and everything inside
    quotation marks.

>>> from easynews.rewrite.rules import example, infinitives
>>> example(infinitives, "The company plans to cut its prices in May and to open forty new shops in the north.")
'The company plans to cut its prices in May. It also plans to open forty new shops in the north.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.english.classes import word_class
from easynews.rewrite import cutting, grammar, subjects
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft, copied, new_words
from easynews.rewrite.proposal import Cut

NAME = "infinitives"
ONE_DEED = frozenset({"go", "try", "step", "come"})
"""Verbs that are one deed with what follows *and* (*go further and ask*)."""
SURE = 0.5
SHORTEST = 4
VERBS = word_class("verbs of wanting and asking")


def propose(draft: Draft) -> Iterator[Cut]:
    """At most one proposal: the last infinitive of the main verb."""
    main, noun = draft.root, grammar.subject(draft.root)
    if main.lemma_.lower() not in VERBS or noun is None or noun.i > main.i or grammar.negated(main):
        return
    if any(t.text in {",", ":"} for t in draft.doc[noun.i : main.i]):
        return
    if draft.doc[-1].text == "?" or noun.dep_ not in {"nsubj", "nsubj:pass"}:
        return
    for wanted in grammar.children(main, "xcomp", "ccomp", "advcl"):
        to = any(c.lower_ == "to" and c.dep_ == "mark" for c in wanted.children)
        joined = [c for c in grammar.children(wanted, "conj") if c.tag_ == "VB" and not grammar.subject(c)]
        if wanted.lemma_.lower() in ONE_DEED:
            continue
        if to and wanted.tag_ == "VB" and len(joined) == 1 and wanted.i > main.i and not grammar.negated(wanted):
            cut = _cut(draft, main, noun, wanted, joined[-1])
            if cut is not None:
                yield cut
                return


def _cut(draft: Draft, main: Token, noun: Token, wanted: Token, clause: Token) -> Cut | None:
    where = cutting.stretch(draft, clause)
    link = next((c for c in clause.children if c.dep_ == "cc"), None)
    if where is None or link is None or link.lower_ != "and" or draft.doc[where[0]] != link or clause._.sure < SURE:
        return None
    start, end = where
    if not cutting.ends(draft, end) or any(draft.quoted[start:end]) or end - start < SHORTEST:
        return None
    first_to = next(t for t in wanted.children if t.lower_ == "to" and t.dep_ == "mark")
    between = [t for t in draft.doc[main.i + 1 : first_to.i]]
    if first_to.i - main.i > 1 and not _simple_object(main, between):
        return None
    subject = subjects.again(draft, noun, NAME)
    if subject is None or any(t.lower_ in {"both", "either"} for t in draft.doc[main.i : start]):
        return None
    helping = copied(draft.of(grammar.auxiliaries(main)), NAME)
    told = copied(draft.of([main, *between]), NAME)
    rest = list(draft.words[start + 1 : end])
    to = [] if rest[0].text == "to" else new_words("to", NAME)
    one = helping[:1] if helping else []
    second = [*subject, *one, *new_words("also", NAME), *helping[1:], *told, *to, *rest]
    why = f"Cut at “{link.text}”: one thing in each sentence."
    pieces = (sentence(draft.words[:start], NAME), sentence(second, NAME))
    return Cut(NAME, pieces, (start, end), why, SURE)


def _simple_object(main: Token, between: list[Token]) -> bool:
    """Whether only a short object stands between (*asked the government to …*)."""
    inside = all(t.head == main or t.head in between for t in between)
    return inside and len(between) <= 4 and not any(t.is_punct or t.tag_ in {"PRP$"} for t in between)
