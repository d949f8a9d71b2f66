"""Turns a *which*, *who*, *whose*, *where* or *when* clause into a sentence of its own.

Looks for: a relative clause between commas or dashes; one without them only at the end of the sentence and behind
    a new thing (*a bridge that …*), where it does not pick out which one is meant.
Changes: the clause leaves its sentence and follows it, with what it speaks about in the pronoun's place; where what
    stands behind it leans on it, it goes first.
Leaves alone: clauses that pick out which one is meant, clauses that may speak about something else,
    and everything inside quotation marks.

>>> from easynews.rewrite.rules import example, relatives
>>> example(relatives, "The bridge, which opened in 1932, is closed.")
'The bridge is closed. It opened in 1932.'
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.rewrite import cutting, grammar, relation, subjects
from easynews.rewrite.antecedents import NEAR_SURE, antecedent
from easynews.rewrite.compose import capital, sentence, small
from easynews.rewrite.draft import Draft, new_words
from easynews.rewrite.proposal import Cut

NAME = "relatives"
SURE = 0.5
PICKING_SURE = 0.75
"""Least confidence for a clause without a comma, where no mark shows that it is one."""
WHOLE_CLAUSE = word_class("verbs about a whole clause")
"""Verbs whose *, which …* often speaks about all that was said before."""


def propose(draft: Draft) -> Iterator[Cut]:
    """One proposal for each relative clause, the last first, so that the earlier ones stay in place."""
    if draft.doc[-1].text == "?":
        return
    for clause in reversed(draft.doc):
        if clause.dep_ in {"acl:relcl", "advcl:relcl"} and clause.head.i < clause.i:
            cut = _cut(draft, clause)
            if cut is not None:
                yield cut


def _cut(draft: Draft, clause: Token) -> Cut | None:
    where = cutting.stretch(draft, clause)
    if where is None or grammar.finite(clause) is None or grammar.subject(clause) is None:
        return None
    start, end = where
    if clause.tag_ == "WRB" or any(t.tag_ == "WRB" and t.i <= start + 2 and t.i > start for t in draft.doc[start:end]):
        return None
    loose = cutting.set_off(draft, start, end) and draft.doc[start].lower_ != "that"
    new = cutting.new_subject(draft, clause.head) or cutting.investigators(draft, clause.head)
    if not loose and new and clause._.sure >= PICKING_SURE:
        return _in_front(draft, clause, start, end)
    if not loose and not _adds(draft, clause, start, end):
        return None
    if relation.inseparable(draft, clause, start, end):
        return None
    if (
        loose
        and _at_front(draft, clause, start)
        and (cutting.points_back(draft, clause.left_edge.i, end) or relation.speaks_of_it(clause))
        and not relation.tied(draft, clause.head, clause, draft.doc[start], end, in_front=True)
    ):
        noun = draft.words[clause.head.i].text
        cut = _background_first(draft, clause, start, end)
        why = f"Cut at “{draft.words[start].text}”: what is said about {noun} gets its own sentence."
        return replace(cut, why=why) if cut is not None else None
    if loose and not cutting.ends(draft, end) and relation.speaks_of_it(clause):
        return None
    retold = _retold(draft, clause, start, end)
    if retold is None:
        return None
    if loose and not cutting.ends(draft, end) and relation.order_matters(draft, clause, start, end):
        return _background_first(draft, clause, start, end) if _at_front(draft, clause, start) else None
    if retold[0].text == "These" and _same_noun(draft, clause, start, end):
        return None
    first = sentence(cutting.rest(draft, start, end), NAME)
    second = sentence(retold, NAME)
    said = "all this" if retold[0].text == "This" else draft.words[clause.head.i].text
    why = f"Cut at “{draft.words[start].text}”: what is said about {said} gets its own sentence."
    pointing = retold[0].text in {"They", "This", "These", "It", "There", "At"} or _first_is_case(draft, start)
    least = PICKING_SURE if not loose else 0.2 if retold[0].text in {"There", "At"} else NEAR_SURE
    return Cut(NAME, (first, second), (start, end), why, least, aside=None if pointing else 1)


def _same_noun(draft: Draft, clause: Token, start: int, end: int) -> bool:
    """Whether the sentence names others of the kind, which *these managers* would then mean (*male managers*)."""
    lemma, outside = clause.head.lemma_, [t for t in draft.doc if not start <= t.i < end and t != clause.head]
    return any(t.lemma_ == lemma and t.pos_ == "NOUN" for t in outside)


def _first_is_case(draft: Draft, start: int) -> bool:
    """Whether the clause begins with a preposition (*during which …*) and so leans on what stands before."""
    return draft.doc[start].pos_ == "ADP"


def _at_front(draft: Draft, clause: Token, start: int) -> bool:
    """Whether the clause follows the subject that opens the sentence, and speaks about it as its own subject."""
    noun, first = clause.head, draft.doc[start]
    front = noun == grammar.subject(draft.root) and noun.left_edge.i == 0
    whole = not any(t.text == "," for t in draft.doc[: start - 1]) and draft.doc[start - 1].text == ","
    own = grammar.subject(clause)
    return (
        front
        and whole
        and (first.lower_ in {"who", "which"} and first == own or first.lower_ == "whose" and first.head == own)
    )


def _background_first(draft: Draft, clause: Token, start: int, end: int) -> Cut | None:
    """*Ruiz cut short her trip. Ruiz declared …*: what came first is said first."""
    subject = subjects.again(draft, clause.head, NAME)
    near = draft.doc[end + 1 : end + 8]
    leaning = any(t.lower_ in {"then", "later", "instead", "therefore"} for t in near)
    leaning = leaning or any(t.lower_ in {"it", "them", "this"} and t.dep_ in {"obj", "obl", "nmod"} for t in near)
    new = any(c.lower_ in {"a", "an"} for c in clause.head.children)
    if subject is None or leaning or new and draft.doc[start].lower_ == "whose":
        return None
    whom = list(draft.words[: start - 1])
    if draft.doc[start].lower_ == "whose":
        owner = new_words(f"{draft.apostrophe}s", NAME, draft.words[start].source)
        whom = [*whom[:-1], replace(whom[-1], space=False), *owner]
    told = sentence([*whom, *draft.words[start + 1 : end]], NAME)
    why = f"Cut at “{draft.words[start].text}”: what came first is said first."
    rest = sentence([*subject, *draft.words[end + 1 :]], NAME)
    return Cut(NAME, (told, rest), (start, end), why, NEAR_SURE)


def _in_front(draft: Draft, clause: Token, start: int, end: int) -> Cut | None:
    """*A man who wore a mask robbed the bank* → *A man wore a mask. The man robbed the bank.*."""
    noun, first = clause.head, draft.doc[start]
    if first != grammar.subject(clause) or first.lower_ not in {"who", "which", "that"} or draft.doc[end].is_punct:
        return None
    subject = subjects.again(draft, noun, NAME)
    verb = grammar.finite(clause)
    had = any(t.lower_ == "had" for t in grammar.auxiliaries(clause))
    over = verb is not None and (verb.tag_ == "VBD" or verb.lemma_ == "have" and verb != clause)
    if (
        subject is None
        or had
        or not over
        or first.head != clause
        or any(draft.doc[k].tag_ == "MD" for k in range(start, end))
    ):
        return None
    told = sentence([*draft.words[:start], *draft.words[start + 1 : end]], NAME)
    why = f"Cut at “{first.text}”: what is said about {draft.words[noun.i].text} gets its own sentence."
    return Cut(NAME, (told, sentence([*subject, *draft.words[end:]], NAME)), (start, end), why, PICKING_SURE)


OPENERS = frozenset({"that", "who", "which", "whose"})


def _adds(draft: Draft, clause: Token, start: int, end: int) -> bool:
    """Whether a clause without a comma tells something new about a new thing, instead of picking one out."""
    first = draft.doc[start]
    if not cutting.ends(draft, end) or clause.dep_ != "acl:relcl" or first.lower_ not in OPENERS:
        return False
    if clause.head.dep_ == "conj" and clause.head.lemma_.lower() in {"man", "woman", "boy", "girl", "person"}:
        return False
    if any(t.dep_ == "advcl" for t in clause.head.ancestors):
        return False
    edge = clause.head.left_edge.i + clause.head.left_edge.is_punct
    if edge and draft.doc[edge - 1].text == "," and clause.head.i - edge < 3:
        return False
    unsure = any(draft.doc[k].tag_ == "MD" for k in range(start, end))
    owner = first.lower_ == "whose" and first.head == grammar.subject(clause)
    firm = (owner or first.head == clause) and cutting.firm_end(clause)
    new = cutting.new_thing(draft, clause.head) or cutting.told_of(draft, clause.head, clause)
    return not unsure and firm and new


def _retold(draft: Draft, clause: Token, start: int, end: int) -> list[Word] | None:
    """The clause as a sentence, without its end mark."""
    first, own = draft.doc[start], grammar.subject(clause)
    words = list(draft.words[start + 1 : end])
    if _about_everything(draft, clause, first, end):
        return [*new_words("This", NAME, draft.words[start].source), *words]
    noun = antecedent(draft, clause, first, start)
    told = grammar.finite(draft.root)
    timed = told is not None and told.tag_ == "VBD"
    if (
        clause.dep_ != "acl:relcl"
        or noun is None
        or first.lower_ == "when"
        and not timed
        or relation.tied(draft, noun, clause, first, end)
    ):
        return None
    if first == own and first.lower_ in {"which", "who", "that"}:
        subject = _subject(draft, noun, first)
        if subject and relation.fronted(draft, noun) and not (_setting(noun) and subject[0].text not in {"It", "They"}):
            return None
        return [*subject, *words] if subject and draft.doc[start + 1].text != "," else None
    if first.lower_ == "whose" and own is not None and first.head == own:
        owner = _owner(draft, noun, first)
        return [*owner, *words] if owner else None
    if first.dep_ == "obj" and clause.lemma_.lower() in ABOUT_IT_ALL:
        return None
    if first.lower_ in {"which", "whom", "who"} and first.dep_ == "obj" and first.head == clause:
        return _object(draft, noun, clause, first, start, end)
    return _placed(draft, noun, clause, first, start, end)


def _setting(noun: Token) -> bool:
    """Whether a noun at the front only sets the scene (*In May, which was dry, …*) and is not compared (*Unlike …*)."""
    cases = {c.lower_ for c in grammar.children(noun, "case")}
    return bool(cases & {"in", "at", "on", "for", "during", "under", "to", "by"})


def _about_everything(draft: Draft, clause: Token, first: Token, end: int) -> bool:
    """Whether *, which means …* at the end speaks about all that was said before."""
    verb = grammar.finite(clause)
    if (
        first.lower_ != "which"
        or first != grammar.subject(clause)
        or first.dep_ == "nsubj:pass"
        or not cutting.ends(draft, end)
        or verb is None
    ):
        return False
    singular = verb.tag_ in {"VBZ", "VBD", "MD"} and verb.lower_ not in {"were", "are", "have"}
    return (
        singular and clause.pos_ == "VERB" and clause.lemma_.lower() in WHOLE_CLAUSE and not grammar.claimed(draft.doc)
    )


def _subject(draft: Draft, noun: Token, pronoun: Token) -> list[Word] | None:
    """What the clause speaks about, said again."""
    source = draft.words[pronoun.i].source
    main = grammar.subject(draft.root)
    if noun.dep_ == "nmod" and noun.head.lower_ in PARTS and not _agreeing(noun, pronoun):
        return None
    if noun == draft.root and main is not None and not grammar.children(noun, "case"):
        return subjects.again(draft, main, NAME, source)
    subject, verb = subjects.again(draft, noun, NAME, source), grammar.finite(pronoun.head)
    general = verb is not None and verb.tag_ in {"VBP", "MD"} and pronoun.nbor(-1).text == ","
    bare = noun.tag_ == "NNS" and not grammar.children(noun, "det", "nummod", "nmod:poss", "nmod", "amod")
    if subject and len(subject) > 1 and subject[0].text == "These" and general and bare:
        return [replace(subject[1], text=capital(subject[1].text)), *subject[2:]]
    return subject


ABOUT_IT_ALL = frozenset({"attribute", "blame", "call", "describe", "explain", "see", "deny"})
"""Verbs whose object *which* may be all that was said before."""
PARTS = frozenset({"one", "some", "many", "most", "none", "each", "two", "three", "both", "few", "half"})


def _agreeing(noun: Token, pronoun: Token) -> bool:
    """Whether the verb shows that all of *one of the mayors, who …* are meant, and not the one."""
    verb = grammar.finite(pronoun.head)
    return verb is not None and noun.head.lower_ in {"one", "each"} and verb.tag_ == "VBP"


def _owner(draft: Draft, noun: Token, pronoun: Token) -> list[Word] | None:
    """*Ana Ruiz's* for *whose*."""
    source = draft.words[pronoun.i].source
    subject = _subject(draft, noun, pronoun)
    if subject is not None and subject[0].text.lower() in {"he", "she", "i", "we", "you"}:
        return None
    tail = subject is not None and any(w.text.lower() in {"of", "at", "from", "for", "in", "on"} for w in subject)
    if subject is None or tail:
        return None
    if subject[0].text in {"They", "It"}:
        return new_words("Its" if subject[0].text == "It" else "Their", NAME, source)
    if noun.tag_ == "NNS" and subject[0].text not in {"The", "These"} and subject[0].source == source:
        subject = [*new_words("The", NAME, source), small(subject[0], grammar.is_name(noun)), *subject[1:]]
    owner = draft.apostrophe if noun.tag_ == "NNS" and subject[-1].text.endswith("s") else f"{draft.apostrophe}s"
    return [*subject[:-1], replace(subject[-1], space=False), *new_words(owner, NAME, source)]


def _object(draft: Draft, noun: Token, clause: Token, pronoun: Token, start: int, end: int) -> list[Word] | None:
    """*…, which the council sold in May* → *The council sold the bridge in May*."""
    thing = subjects.again(draft, noun, NAME, draft.words[pronoun.i].source)
    if thing is None or clause.pos_ != "VERB" or grammar.children(clause, "xcomp", "ccomp", "iobj", "conj"):
        return None
    at = max([clause.i, *(c.i for c in grammar.children(clause, "compound:prt"))]) + 1
    if thing[0].text in {"They", "It"}:
        thing = new_words("them" if thing[0].text == "They" else "it", NAME, draft.words[pronoun.i].source)
    else:
        thing = [small(thing[0], grammar.is_name(noun) and thing[0].text not in {"The", "These", "This"}), *thing[1:]]
    return [*draft.words[start + 1 : at], *thing, *draft.words[at:end]]


UNITS = word_class("units of time")
MOTION = frozenset({"move", "go", "come", "travel", "arrive", "return", "flee", "head", "emigrate", "fly", "sail"})
LEANING = frozenset({"depend", "rely", "base", "count", "insist", "spend"})
"""Verbs that need their *on* right behind them."""
PLACING = frozenset({"during", "in", "after", "at", "on", "under", "through", "before"})


def _placed(draft: Draft, noun: Token, clause: Token, first: Token, start: int, end: int) -> list[Word] | None:
    """*where …* → *There, …*; *during which …* → *During this time, …*; *most of whom …* → *Most of them …*."""
    source, own = draft.words[first.i].source, grammar.subject(clause)
    if first.lower_ == "where" and first.head == clause and own is not None and own.i > first.i:
        if any(draft.quoted):
            return None
        place = noun.ent_type_ in {"LOC", "ORG"} or noun.pos_ == "PROPN" or noun.lemma_.lower() in word_class("places")
        if not cutting.ends(draft, end) and draft.doc[start - 1].text != "–":
            return None
        nearer = any(t.ent_type_ == "LOC" for t in draft.doc[end:]) or any(c.lower_ == "this" for c in noun.children)
        if nearer or any(t.lower_ == "there" for t in clause.subtree):
            return None
        if clause.lemma_.lower() in MOTION:
            there = new_words("there", NAME, source)
            return [*draft.words[start + 1 : clause.i + 1], *there, *draft.words[clause.i + 1 : end]]
        return [*new_words("There,", NAME, source), *draft.words[start + 1 : end]] if place else None
    if first.lower_ == "when" and first.head == clause and own is not None and own.i > first.i:
        return [*new_words("At that time,", NAME, source), *draft.words[start + 1 : end]]
    if end - start < 4 or draft.doc[start + 1].lower_ != "which" or draft.doc[start + 1].head != clause:
        return None
    case = first.pos_ == "ADP" and first.head == draft.doc[start + 1] and first.lower_ in PLACING
    examples = {t.lower_ for t in draft.doc[noun.i : start]} & {"such", "including", "like"}
    leaning = first.lower_ == "on" and clause.lemma_.lower() in LEANING
    if leaning or not case or noun.pos_ != "NOUN" or own is None or own.i < start + 2 or examples:
        return None
    named = noun.text if noun.lemma_.lower() not in UNITS else "time"
    these = "these" if grammar.plural(noun) and named != "time" else "this"
    lead = [*draft.words[start : start + 1], *new_words(f"{these} {named},", NAME, draft.words[start + 1].source)]
    return [*lead, *draft.words[start + 2 : end]]
