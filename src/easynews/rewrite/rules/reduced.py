"""Turns *The film, released in February, made …* and *a man wearing a mask* into two sentences.

Looks for: a participle with what belongs to it, behind a noun and set off by commas; without commas only at the end of
    the sentence and behind a new thing (*a man wearing a mask*), where it does not pick out which one is meant.
Changes: *The film was released in February.* follows; the helping verb is *was* when the sentence tells of the past
    or the clause names a time in it, and *is* for a lasting state (*based in*, *known as*).
Leaves alone: a clause whose time nobody can be sure of, and everything inside quotation marks.

>>> from easynews.rewrite.rules import example, reduced
>>> example(reduced, "The film, released in February, made 40 million dollars.")
'The film made 40 million dollars. It was released in February.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.rewrite import cutting, grammar, subjects
from easynews.rewrite.antecedents import VERY_SURE
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft, new_words
from easynews.rewrite.proposal import Cut

NAME = "reduced"
SURE, PICKING_SURE = 0.5, 0.75
"""Least confidence in a clause between commas, and in one without them."""
QUITE_SURE = 0.95
"""Least confidence in a clause behind a noun that hangs on another (*a study of 40 homes, published in May*)."""
STATES = word_class("lasting states")
HOLDING = word_class("participles of lasting states")
DEEDS = word_class("deeds that are over")
POSTURES = frozenset({"seat", "dress", "perch", "hunch", "crouch", "flank", "accompany", "surround"})
"""How somebody was while it happened, not before or after."""
NAMING = frozenset({"call", "dub", "entitle", "know", "name", "title"})
TIMES = word_class("times in the past")
REASONS = frozenset({"believe", "cite", "fear", "hope", "want", "worry"})
"""*One sponsor, fearing for its name, has left* says why, not only who."""
TO_COME = frozenset({"set", "due", "expect", "likely", "plan", "schedule"})
"""Main words of sentences about what is still to come."""
SHORTEST = 4
"""A clause of fewer words without commas is no burden."""


def propose(draft: Draft) -> Iterator[Cut]:
    """One proposal for each participle behind a noun, the last first."""
    for clause in reversed(draft.doc):
        if clause.dep_ == "acl" and clause.tag_ in {"VBN", "VBG"} and clause.head.i < clause.i:
            cut = _cut(draft, clause.head, clause)
            if cut is not None:
                yield cut


def _cut(draft: Draft, noun: Token, clause: Token) -> Cut | None:
    where = cutting.stretch(draft, clause)
    if where is None or noun.pos_ not in {"NOUN", "PROPN"} or grammar.children(noun, "conj", "cc"):
        return None
    start, end = where
    loose = cutting.set_off(draft, start, end)
    if clause._.sure < (SURE if loose else PICKING_SURE) or any(draft.quoted[start:end]):
        return None
    between = [t for t in draft.doc[noun.i + 1 : start] if t.pos_ == "NOUN" and t.dep_ == "nmod"]
    if between and clause._.sure < VERY_SURE or loose and noun.dep_ == "nmod" and clause._.sure < QUITE_SURE:
        return None
    if any(c.dep_ == "case" and c.lower_ == "according" for c in noun.children):
        return None
    if not (draft.doc[start] == clause or (draft.doc[start].tag_.startswith("RB") and clause.i == start + 1)):
        return None
    if draft.doc[start].lower_ in {"long", "once", "now", "then", "previously", "formerly"}:
        return None
    if not loose and end - start < SHORTEST:
        return None
    if not loose and cutting.new_subject(draft, noun) and start == noun.i + 1:
        return _in_front(draft, noun, clause, start, end)
    if not loose and not _picks_none(draft, noun, start, end):
        return None
    if any(t.text == "," for t in draft.doc[start:end]) or grammar.children(clause, "conj", "mark", "aux", "cc"):
        return None
    if clause.lemma_.lower() in NAMING and any(t.dep_ == "acl:relcl" for t in clause.subtree):
        return None
    thing = any(t.tag_ == "NN" for t in draft.doc[start:end])
    if loose and thing and any(t.lower_ == "it" for t in draft.doc[end:]) or _unit_inside(draft, start, end):
        return None
    forms = _forms(draft, noun, clause)
    main = grammar.subject(draft.root)
    about = main if noun == draft.root and main is not None and not grammar.children(noun, "case") else noun
    subject = subjects.again(draft, about, NAME, draft.words[clause.i].source)
    if forms is None or subject is None or subject[0].text == "They":
        return None
    body = _with_forms(draft, clause, forms, start, end)
    first = sentence(cutting.rest(draft, start, end), NAME)
    why = f"What is said about {draft.words[noun.i].text} gets its own sentence."
    aside = None if subject[0].text == "It" else 1
    return Cut(NAME, (first, sentence([*subject, *body], NAME)), (start, end), why, aside=aside)


def _unit_inside(draft: Draft, start: int, end: int) -> bool:
    """Whether a number outside gets its unit from one inside (*…, put at 3 million dollars, cost 5 million*)."""
    numbers = [t for t in draft.doc if t.tag_ == "CD" and t.dep_ not in {"nummod", "compound", "flat", "fixed"}]
    alone = any(not start <= t.i < end and t.dep_ in {"obj", "nsubj", "nsubj:pass", "xcomp", "conj"} for t in numbers)
    return alone and any(t.dep_ == "nummod" for t in draft.doc[start:end])


def _with_forms(draft: Draft, clause: Token, forms: list[Word], start: int, end: int) -> list[Word]:
    """The clause with its finite verb; an adverb goes behind the helping verb (*were already …*)."""
    adverb = list(draft.words[start : clause.i])
    return [*forms[:-1], *adverb, forms[-1], *draft.words[clause.i + 1 : end]]


def _in_front(draft: Draft, noun: Token, clause: Token, start: int, end: int) -> Cut | None:
    """*A man wearing a mask robbed the bank* → *A man was wearing a mask. The man robbed the bank.*."""
    forms, subject = _forms(draft, noun, clause), subjects.again(draft, noun, NAME)
    if forms is None or subject is None or draft.doc[end].is_punct or any(t.text == "," for t in draft.doc[: noun.i]):
        return None
    first = [*draft.words[:start], *_with_forms(draft, clause, forms, start, end)]
    second = sentence([*subject, *draft.words[end:]], NAME)
    why = f"What is said about {draft.words[noun.i].text} gets its own sentence."
    return Cut(NAME, (sentence(first, NAME), second), (start, end), why)


def _picks_none(draft: Draft, noun: Token, start: int, end: int) -> bool:
    near = start == noun.i + 1 and cutting.firm_end(draft.doc[start])
    return near and cutting.ends(draft, end) and cutting.new_thing(draft, noun)


def _forms(draft: Draft, noun: Token, clause: Token) -> list[Word] | None:
    """The participle with its helping verb; None when the time is not clear."""
    above = noun.head if noun.dep_.startswith("nsubj") and noun.head.pos_ == "VERB" else draft.root
    word, verb = draft.words[clause.i], grammar.finite(above)
    if verb is None:
        return None
    told = verb.tag_ == "VBD" and not grammar.children(draft.root, "ccomp")
    several = grammar.plural(noun)
    if clause.lemma_.lower() in REASONS or draft.root.lemma_.lower() in TO_COME:
        return None
    if any(t.lower_ == "until" for t in clause.subtree) or clause.lemma_.lower() in POSTURES:
        return None
    if clause.tag_ == "VBG":
        now = verb.tag_ in {"VBZ", "VBP"}
        told = verb.tag_ == "VBD"
        if not (told or now):
            return None
        holding = clause.lemma_.lower() in HOLDING
        if noun.ent_type_ == "PERSON" and not told and not holding:
            return None
        if holding or not subjects.human(noun) or not told:
            tag = "VBD" if told else "VBP" if several else "VBZ"
            return new_words(grammar.inflected(clause, tag), NAME, word.source, word.space)
        be = ("were" if several else "was") if told else ("are" if several else "is")
        return [*new_words(be, NAME), word]
    done = verb.lemma_ == "have" and verb != draft.root and clause.lemma_.lower() not in STATES
    dated = any(t.lower_ in TIMES or (t.like_num and len(t.text) == 4) for t in clause.subtree)
    dated = dated and not any(t.lower_ == "since" for t in clause.subtree)
    done_by = any(c.dep_ == "obl:agent" for c in clause.children)
    done_when = any(
        g.lower_ in {"after", "before", "during"} for c in grammar.children(clause, "obl") for g in c.children
    )
    deed = clause.lemma_.lower() in DEEDS and (done_by or done_when)
    past = told or done or dated or deed
    state = clause.lemma_.lower() in STATES
    if clause.lemma_.lower() == "call" and not grammar.children(clause, "xcomp", "obj", "ccomp"):
        return None
    if not (past or state) or (state and told and clause.lemma_.lower() not in NAMING):
        return None
    if state and not told and not dated:
        return [*new_words("are" if several else "is", NAME), word]
    return [*new_words("were" if several else "was", NAME), word]
