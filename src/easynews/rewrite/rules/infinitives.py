"""Cuts between things somebody wants, plans or asks for: *They want to cut prices and to open new shops*.

Looks for: one verb with two infinitives or more, joined by *and*.
Changes: *They want to cut prices. They also want to open new shops.*
Leaves alone: what is not wanted, what belongs together (*between*, *both*), a question, and everything inside
    quotation marks.

>>> from easynews.rewrite.rules import example, infinitives
>>> example(infinitives, "The company plans to cut its prices in May and to open forty new shops in the north.")
'The company plans to cut its prices in May. It also plans to open forty new shops in the north.'
"""

import itertools
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
    """At most one proposal: the infinitives joined to the first one of the main verb."""
    main, noun = draft.root, grammar.subject(draft.root)
    if main.lemma_.lower() not in VERBS or noun is None or noun.i > main.i or grammar.negated(main):
        return
    if any(t.text in {",", ":"} for t in draft.doc[noun.i : main.i]):
        return
    if draft.doc[-1].text == "?" or noun.dep_ not in {"nsubj", "nsubj:pass"}:
        return
    for wanted in grammar.children(main, "xcomp", "ccomp", "advcl"):
        to = any(c.lower_ == "to" and c.dep_ == "mark" for c in wanted.children)
        joined = _chain(wanted)
        if wanted.lemma_.lower() in ONE_DEED or not all(c.tag_ == "VB" and not grammar.subject(c) for c in joined):
            continue
        if to and wanted.tag_ == "VB" and joined and wanted.i > main.i and not grammar.negated(wanted):
            cut = _cut(draft, main, noun, wanted, joined)
            if cut is not None:
                yield cut
                return


def _cut(draft: Draft, main: Token, noun: Token, wanted: Token, joined: list[Token]) -> Cut | None:
    found = [cutting.stretch(draft, clause, grammar.children(clause, "conj")) for clause in joined]
    places = [where for where in found if where is not None]
    link = next((c for c in joined[-1].children if c.dep_ == "cc"), None)
    if len(places) < len(joined) or link is None or link.lower_ != "and" or draft.doc[places[-1][0]] != link:
        return None
    start, end = places[0][0], places[-1][1]
    if not _side_by_side(draft, places) or any(c._.sure < SURE for c in joined):
        return None
    if not cutting.ends(draft, end) or any(draft.quoted[start:end]) or min(e - s for s, e in places) < SHORTEST - 1:
        return None
    if end - places[-1][0] < SHORTEST:
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
    one = helping[:1] if helping else []
    lead = [*subject, *one, *new_words("also", NAME), *helping[1:], *told]
    more = []
    for at, stop in places:
        rest = list(draft.words[at + (draft.doc[at] == link) : stop])
        to = [] if rest[0].text == "to" else new_words("to", NAME)
        more.append(sentence([*lead, *to, *rest], NAME))
    why = f"Cut at “{link.text}”: one thing in each sentence."
    before = draft.words[: start - (draft.doc[start - 1].text == ",")]
    return Cut(NAME, (sentence(before, NAME), *more), (start, end), why, SURE)


def _chain(wanted: Token) -> list[Token]:
    """What is joined to an infinitive, one after the other, also where each hangs on the one before it."""
    joined = [c for c in grammar.children(wanted, "conj") if c.i > wanted.i]
    for clause in joined:
        joined += [c for c in grammar.children(clause, "conj") if c not in joined and c.tag_ == "VB"]
    return sorted(joined, key=lambda t: t.i)


def _side_by_side(draft: Draft, places: list[tuple[int, int]]) -> bool:
    """Whether nothing but a comma stands between the joined infinitives, and before the first of several."""
    gaps = [draft.doc[a[1] : b[0]] for a, b in itertools.pairwise(places)]
    opened = len(places) == 1 or draft.doc[places[0][0] - 1].text == ","
    return opened and all(t.text == "," for gap in gaps for t in gap)


def _simple_object(main: Token, between: list[Token]) -> bool:
    """Whether only a short object stands between (*asked the government to …*)."""
    inside = all(t.head == main or t.head in between for t in between)
    return inside and len(between) <= 4 and not any(t.is_punct or t.tag_ in {"PRP$"} for t in between)
