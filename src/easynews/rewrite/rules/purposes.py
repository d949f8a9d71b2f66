"""Cuts off what something was done for: *They cut prices to win back customers*.

Looks for: *to* and a verb that say why somebody did something, at the end of the sentence or at its front.
Changes: *They cut prices. The aim was to win back customers.*
Leaves alone: an infinitive that the verb needs (*tried to win*), what did not happen, and everything inside
    quotation marks.

>>> from easynews.rewrite.rules import example, purposes
>>> example(purposes, "The company cut all its prices last year to win back its customers.")
'The company cut all its prices last year. The aim was to win back its customers.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.rewrite import cutting, grammar, subjects
from easynews.rewrite.compose import sentence, small
from easynews.rewrite.draft import Draft, new_words, span_of
from easynews.rewrite.proposal import Cut

NAME = "purposes"
SURE = 0.65
FINDINGS = frozenset({"show", "reveal", "find", "discover", "prove"})
"""What was found is more than what was wanted."""
SHORTEST = 5
"""A purpose of fewer words is no burden."""
UNITS = word_class("units of time")
NO_DEEDS = word_class("verbs that need an infinitive")


def propose(draft: Draft) -> Iterator[Cut]:
    """At most one proposal: the purpose of the main verb."""
    main, verb = draft.root, grammar.finite(draft.root)
    noun = grammar.subject(main)
    if noun is None or verb is None or grammar.negated(main) or not subjects.can_want(noun):
        return
    if grammar.children(main, "ccomp") or main.pos_ != "VERB" or draft.doc[-1].text == "?":
        return
    if verb.tag_ == "MD" and verb.lower_ not in {"will"}:
        return
    for clause in grammar.children(main, "advcl"):
        to = next((c for c in clause.children if c.lower_ == "to" and c.dep_ == "mark"), None)
        where = cutting.stretch(draft, clause)
        if to is not None and where is not None and clause.tag_ == "VB" and clause._.sure >= SURE:
            cut = (_front if where[0] == 0 else _cut)(draft, main, verb, to, where)
            if cut is not None:
                yield cut
                return


def _cut(draft: Draft, main: Token, verb: Token, to: Token, where: tuple[int, int]) -> Cut | None:
    start, end = where
    if main.lemma_.lower() in NO_DEEDS or verb.lemma_ == "have" and _again_and_again(draft, start, end):
        return None
    whole = _in_order(draft, start)
    if draft.doc[start + whole] != to or start < main.i + 2 or end - start < SHORTEST or not cutting.ends(draft, end):
        return None
    before = draft.doc[start - 1]
    beside = {t.lower_ for t in draft.doc[main.i : start]} & {"enough", "too", "so", "how", "as", "again"}
    if before.pos_ in {"ADV", "ADJ", "PART", "CCONJ", "VERB", "AUX"} or beside or any(draft.quoted[start:end]):
        return None
    if draft.doc[to.i + 1].lemma_.lower() in FINDINGS:
        return None
    if any(t.lower_.endswith(("self", "selves")) for t in draft.doc[start:end]):
        return None
    if grammar.nearer_verb(main, draft.doc[to.i + 1]):
        return None
    lead = "The aim was" if verb.tag_ == "VBD" else "The aim is"
    words: list[Word] = [*new_words(lead, NAME), *_to(draft, start), *draft.words[to.i + 1 : end]]
    first = sentence(draft.words[: start - (before.text == ",")], NAME)
    return Cut(NAME, (first, sentence(words, NAME)), (start, end), "Cut at “to”: what it was for comes after.")


def _front(draft: Draft, main: Token, verb: Token, to: Token, where: tuple[int, int]) -> Cut | None:
    """*To test this, they asked 100 people* → *They wanted to test this. So they asked 100 people.*."""
    end, noun = where[1], grammar.subject(main)
    if noun is None or draft.doc[end].text != "," or noun.left_edge.i != end + 1 or any(draft.quoted[: end + 1]):
        return None
    if any(t.tag_ in {"PRP", "PRP$"} and t.lower_ not in {"it", "its"} for t in draft.doc[:end]):
        return None
    short = subjects.again(draft, noun, NAME, after=where, body=list(draft.doc[noun.right_edge.i + 1 :]))
    told = verb.tag_ == "VBD"
    if short is None or not (told or grammar.plural(noun)) or end - where[0] < SHORTEST - 1:
        return None
    whole = list(draft.words[noun.left_edge.i : noun.right_edge.i + 1])
    wanted = new_words("wanted" if told else "want", NAME, draft.words[0].source)
    first = [*whole, *wanted, *_to(draft, 0), *draft.words[to.i + 1 : end]]
    names = grammar.is_name(noun) and noun.lower_ != "the"
    so = [*new_words("So", NAME), small(short[0], names), *short[1:]]
    second = [*so, *draft.words[noun.right_edge.i + 1 :]]
    why = "Cut behind “To …”: what it was for comes first."
    return Cut(NAME, (sentence(first, NAME), sentence(second, NAME)), (0, end), why)


def _in_order(draft: Draft, start: int) -> int:
    """How many words stand before *to* in *in order to* and *so as to*; none in a bare *to*."""
    opened = [t.lower_ for t in draft.doc[start : start + 3]]
    return 2 if opened in (["in", "order", "to"], ["so", "as", "to"]) else 0


def _to(draft: Draft, start: int) -> list[Word]:
    """*to*, for *to* or *in order to*."""
    stretch = draft.words[start : start + _in_order(draft, start) + 1]
    return new_words("to", NAME, span_of(stretch)) if len(stretch) > 1 else [small(stretch[0], False)]


def _again_and_again(draft: Draft, start: int, end: int) -> bool:
    """Whether *every summer* or *for years* may tell how often or how long it was done, and not what for."""
    return any(t.lower_ in {"every", "each", "since"} or t.lemma_.lower() in UNITS for t in draft.doc[start:end])
