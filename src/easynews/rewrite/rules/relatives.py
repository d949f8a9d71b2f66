"""Turns a *which*, *who*, *whose*, *where* or *when* clause into a sentence of its own.

Looks for: a relative clause between commas or dashes; one without them only at the end of the sentence and behind
    a new thing (*a bridge that …*), where it does not pick out which one is meant.
Changes: the clause leaves its sentence and follows it, with what it speaks about in the pronoun's place.
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
from easynews.rewrite import cutting, grammar, subjects
from easynews.rewrite.compose import sentence, small
from easynews.rewrite.draft import Draft, new_words
from easynews.rewrite.proposal import Cut

NAME = "relatives"
SURE = 0.5
PICKING_SURE = 0.75
"""Least confidence for a clause without a comma, where no mark shows that it is one."""
VERY_SURE = 0.85
"""Confidence from which a noun that stands nearer does not count as a rival."""

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
    loose = cutting.set_off(draft, start, end) and draft.doc[start].lower_ != "that"
    active = clause.head.dep_ == "nsubj"
    if not loose and active and cutting.new_subject(draft, clause.head) and clause._.sure >= PICKING_SURE:
        return _in_front(draft, clause, start, end)
    if not loose and not _adds(draft, clause, start, end):
        return None
    if _list_goes_on(draft, start, end) or _goes_on(clause) or _leans(draft, start, end) or _torn(draft, clause, end):
        return None
    retold = _retold(draft, clause, start, end)
    if retold is None:
        return None
    if loose and not cutting.ends(draft, end) and _order_matters(draft, clause, start, end):
        return _background_first(draft, clause, start, end) if _at_front(draft, clause, start) else None
    first = sentence(cutting.rest(draft, start, end), NAME)
    second = sentence(retold, NAME)
    said = "all this" if retold[0].text == "This" else draft.words[clause.head.i].text
    why = f"Cut at “{draft.words[start].text}”: what is said about {said} gets its own sentence."
    pointing = retold[0].text in {"They", "This", "These", "It", "There", "At"} or _first_is_case(draft, start)
    least = PICKING_SURE if not loose else 0.2 if retold[0].text in {"There", "At"} else NEAR_SURE
    return Cut(NAME, (first, second), (start, end), why, least, aside=None if pointing else 1)


def _first_is_case(draft: Draft, start: int) -> bool:
    """Whether the clause begins with a preposition (*during which …*) and so leans on what stands before."""
    return draft.doc[start].pos_ == "ADP"


def _order_matters(draft: Draft, clause: Token, start: int, end: int) -> bool:
    """Whether what stands behind the clause leans on it, or both tell of deeds in the past."""
    verbs = [grammar.finite(draft.root), grammar.finite(clause)]
    deeds = all(v is not None and v.tag_ == "VBD" for v in verbs) and verbs[1] == clause
    dated = any(t.lower_ in LONG_AGO or t.like_num and len(t.text) == 4 for t in clause.subtree)
    behind = [t for t in draft.doc[end:] if not draft.quoted[t.i]]
    inside = draft.doc[start:end]
    people = any(t.ent_type_ == "PERSON" or t.pos_ == "NOUN" and subjects.human(t) for t in inside)
    named = {t.lower_ for t in inside if t.tag_ == "NNS"}
    leaning = (LEANING if people else frozenset()) | (THEM if named else frozenset())
    pronouns = any(t.tag_ in {"PRP", "PRP$"} and t.lower_ in leaning for t in behind)
    new = any(t.lower_ in {"a", "an"} and t.dep_ == "det" for t in draft.doc[start:end])
    known = any(t.lower_ == "the" and t.head.tag_ == "NN" and t.head.dep_ == "obl:agent" for t in behind)
    later = any(t.lower_ in {"since", "later", "then", "subsequently"} and t.pos_ == "ADV" for t in behind)
    return later or pronouns or new and known or deeds and not dated and clause.lemma_.lower() not in STATIVE


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
    if subject is None:
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
    had = any(t.lower_ == "had" for t in grammar.auxiliaries(clause))
    if subject is None or had or first.head != clause or any(draft.doc[k].tag_ == "MD" for k in range(start, end)):
        return None
    told = sentence([*draft.words[:start], *draft.words[start + 1 : end]], NAME)
    why = f"Cut at “{first.text}”: what is said about {draft.words[noun.i].text} gets its own sentence."
    return Cut(NAME, (told, sentence([*subject, *draft.words[end:]], NAME)), (start, end), why, PICKING_SURE)


def _adds(draft: Draft, clause: Token, start: int, end: int) -> bool:
    """Whether a clause without a comma tells something new about a new thing, instead of picking one out."""
    first = draft.doc[start]
    if not cutting.ends(draft, end) or clause.dep_ != "acl:relcl" or first.lower_ not in {"that", "who", "which"}:
        return False
    unsure = any(draft.doc[k].tag_ == "MD" for k in range(start, end))
    firm = first.head == clause and cutting.firm_end(clause)
    return not unsure and firm and cutting.new_thing(draft, clause.head)


def _retold(draft: Draft, clause: Token, start: int, end: int) -> list[Word] | None:
    """The clause as a sentence, without its end mark."""
    first, own = draft.doc[start], grammar.subject(clause)
    words = list(draft.words[start + 1 : end])
    if _about_everything(draft, clause, first, end):
        return [*new_words("This", NAME, draft.words[start].source), *words]
    noun = _antecedent(draft, clause, first, start)
    told = grammar.finite(draft.root)
    timed = told is not None and told.tag_ == "VBD"
    if (
        clause.dep_ != "acl:relcl"
        or noun is None
        or first.lower_ == "when"
        and not timed
        or _tied(draft, noun, clause, first, end)
    ):
        return None
    if first == own and first.lower_ in {"which", "who", "that"}:
        subject = _subject(draft, noun, first)
        return [*subject, *words] if subject and draft.doc[start + 1].text != "," else None
    if first.lower_ == "whose" and own is not None and first.head == own:
        owner = _owner(draft, noun, first)
        return [*owner, *words] if owner else None
    if first.dep_ == "obj" and clause.lemma_.lower() in ABOUT_IT_ALL:
        return None
    if first.lower_ in {"which", "whom", "who"} and first.dep_ == "obj" and first.head == clause:
        return _object(draft, noun, clause, first, start, end)
    return _placed(draft, noun, clause, first, start, end)


def _antecedent(draft: Draft, clause: Token, first: Token, start: int) -> Token | None:
    """What the clause speaks about: the noun it hangs on, or the only noun before it that fits."""
    noun = clause.head
    own = grammar.subject(clause)
    verb = grammar.finite(clause) if own == first else None
    if clause._.sure < VERY_SURE and _set_off_above(draft, noun):
        return None
    chain = [t for t in draft.doc[noun.i : start] if t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in {"flat", "compound"}]
    if first.lower_ in {"where", "when"}:
        return chain[-1] if chain else None
    above = _above(noun)
    if first.pos_ == "ADP":
        alone = not [t for t in (*chain[1:], *above) if t.pos_ == "NOUN"]
        return noun if alone or clause._.sure >= VERY_SURE else None
    plain = _agree(noun, verb) if verb is not None else first.lower_ != "whose"
    chain = [
        t for t in chain if t == noun or noun in t.ancestors and not (plain and t.pos_ == "PROPN" and t.dep_ == "nmod")
    ]
    fitting = [t for t in chain if (verb is None or _agree(t, verb)) and _fits(t, first)]
    names = [t for t in fitting if t.dep_ == "appos" and t.head in fitting and grammar.is_name(t)]
    if names:
        return names[0]
    rivals = [t for t in above if (verb is None or _agree(t, verb)) and _fits(t, first)]
    if len(fitting) == 1 and clause._.sure >= NEAR_SURE and (not rivals or clause._.sure >= RIVAL_SURE):
        return fitting[0]
    return noun if noun in fitting and clause._.sure >= VERY_SURE else None


def _set_off_above(draft: Draft, noun: Token) -> bool:
    """Whether a noun stands in a participle clause between commas (*a robot, leased from a firm, which …*)."""
    clause = next((t for t in noun.ancestors if t.dep_ == "acl"), None)
    return clause is not None and clause.left_edge.i > 0 and draft.doc[clause.left_edge.i - 1].text == ","


def _above(noun: Token) -> list[Token]:
    """The nouns that a noun hangs on (*rules* for *contracts* in *rules on contracts*)."""
    found = []
    while noun.dep_ == "nmod" and noun.pos_ == "NOUN" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
        found.append(noun)
    return found


RIVAL_SURE = 0.6
"""Confidence that settles it between the noun it hangs on and one above that fits too."""
NEAR_SURE = 0.3
"""Confidence from which a clause is taken to speak about the only noun that fits."""


def _fits(noun: Token, pronoun: Token) -> bool:
    """Whether *who* or *which* can speak about the noun."""
    if pronoun.lower_ in {"who", "whom"}:
        return noun.ent_type_ == "PERSON" or (noun.pos_ == "NOUN" and noun.lemma_.lower() not in subjects.THINGS)
    person = noun.lower_ in subjects.ROLES or noun.lemma_.lower() in subjects.PEOPLE or noun.ent_type_ == "PERSON"
    return pronoun.lower_ != "which" or not person


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
    return subjects.again(draft, noun, NAME, source)


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
    subject = subjects.again(draft, noun, NAME, source)
    tail = subject is not None and any(w.text.lower() in {"of", "at", "from", "for", "in", "on"} for w in subject)
    if subject is None or tail or subject[-1].text.endswith("s") and subject[-1].text not in {"Its"}:
        return None
    if subject[0].text in {"They", "It"}:
        return new_words("Its" if subject[0].text == "It" else "Their", NAME, source)
    return [
        *subject[:-1],
        replace(subject[-1], space=False),
        *new_words(f"{draft.apostrophe}s", NAME, source),
    ]


def _object(draft: Draft, noun: Token, clause: Token, pronoun: Token, start: int, end: int) -> list[Word] | None:
    """*…, which the council sold in May* → *The council sold the bridge in May*."""
    thing = subjects.again(draft, noun, NAME, draft.words[pronoun.i].source)
    if thing is None or clause.pos_ != "VERB" or grammar.children(clause, "xcomp", "ccomp", "iobj"):
        return None
    at = max([clause.i, *(c.i for c in grammar.children(clause, "compound:prt"))]) + 1
    if thing[0].text in {"They", "It"}:
        thing = new_words("them" if thing[0].text == "They" else "it", NAME, draft.words[pronoun.i].source)
    else:
        thing = [small(thing[0], grammar.is_name(noun) and thing[0].text not in {"The", "These", "This"}), *thing[1:]]
    return [*draft.words[start + 1 : at], *thing, *draft.words[at:end]]


UNITS = word_class("units of time")
TIMES = UNITS | {"spring", "summer", "autumn", "fall", "winter", "morning", "evening", "night"}
LINKS = frozenset({"and", "or", "but"})
LEANING, THEM = frozenset({"he", "she", "him", "her", "his"}), frozenset({"they", "them", "their"})
"""Pronouns that may mean somebody, or people and things, that only the clause names."""
LONG_AGO, STATIVE = word_class("times in the past"), word_class("verbs of states")
MOTION = frozenset({"move", "go", "come", "travel", "arrive", "return", "flee", "head", "emigrate", "fly", "sail"})
PLACING = frozenset({"during", "in", "after", "at", "on", "under", "through", "before"})


def _placed(draft: Draft, noun: Token, clause: Token, first: Token, start: int, end: int) -> list[Word] | None:
    """*where …* → *There, …*; *during which …* → *During this time, …*; *most of whom …* → *Most of them …*."""
    source, own = draft.words[first.i].source, grammar.subject(clause)
    if first.lower_ == "where" and first.head == clause and own is not None and own.i > first.i:
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
    if not case or noun.pos_ != "NOUN" or own is None or own.i < start + 2 or examples:
        return None
    named = noun.text if noun.lemma_.lower() not in UNITS else "time"
    these = "these" if grammar.plural(noun) and named != "time" else "this"
    lead = [*draft.words[start : start + 1], *new_words(f"{these} {named},", NAME, draft.words[start + 1].source)]
    return [*lead, *draft.words[start + 2 : end]]


def _tied(draft: Draft, noun: Token, clause: Token, first: Token, end: int) -> bool:
    """Whether the clause and its sentence need each other, or the clause may speak of something else."""
    if grammar.children(noun, "conj") or any(c.i < clause.i for c in grammar.children(noun, "acl:relcl")):
        return True
    own = OWNERS if noun.ent_type_ == "PERSON" else frozenset({"its"}) if _acts(noun) else frozenset()
    owners = any(t.tag_ == "PRP$" and t.lower_ not in own for t in clause.subtree)
    above = next((t for t in noun.ancestors if grammar.subject(t) is not None), draft.root)
    edge = noun.left_edge.i
    fronted = noun.i < getattr(grammar.subject(above), "left_edge", noun).i or draft.doc[edge - 1].text == ";"
    compared = first.lower_ == "where" and any(t.tag_ in {"JJS", "RBS", "JJR", "RBR"} for t in clause.subtree)
    goes_on = end + 1 < len(draft.doc) and draft.doc[end].text == "," and draft.doc[end + 1].tag_ == "VBG"
    if (
        fronted
        or compared
        or goes_on
        or _timeless(draft, noun, clause)
        or _earlier_still(draft, clause)
        or cutting.points_back(draft, clause.left_edge.i, end)
    ):
        return True
    pointing = any(t.lower_ in {"this", "these", "those", "same"} for t in draft.doc[end:])
    at_root = noun == grammar.subject(draft.root)
    return pointing or (owners and not at_root and first.lower_ != "where")


def _timeless(draft: Draft, noun: Token, clause: Token) -> bool:
    """Whether something new in a story of the past is explained in the present (*a strike, which is a kind of …*)."""
    main, verb = grammar.finite(draft.root), grammar.finite(clause)
    new = any(c.lower_ in {"a", "an"} for c in noun.children)
    past = main is not None and main.tag_ == "VBD"
    return new and past and verb is not None and verb.tag_ in {"VBZ", "VBP"} and verb != clause


def _earlier_still(draft: Draft, clause: Token) -> bool:
    """Whether both tell of what had been: nobody could say any more what came first."""
    both = [grammar.finite(draft.root), grammar.finite(clause)]
    return all(verb is not None and verb.lower_ == "had" and verb.dep_ == "aux" for verb in both)


OWNERS = frozenset({"his", "her"})


def _acts(noun: Token) -> bool:
    return noun.ent_type_ == "ORG" or noun.lemma_.lower() in subjects.ACTORS


def _list_goes_on(draft: Draft, start: int, end: int) -> bool:
    """Whether a list goes on after the clause, or a purpose stands in it."""
    if end + 1 < len(draft.doc) and draft.doc[end + 1].dep_ == "cc":
        return True
    return any(t.text == "," and t.nbor().lower_ == "to" for t in draft.doc[start : end - 1])


def _leans(draft: Draft, start: int, end: int) -> bool:
    """Whether it says *do so*, *this* or *the same* of something the sentence before tells."""
    words = draft.doc[start + 1 : end]
    times = any(t.lower_ in {"following", "next", "previous"} and t.head.lemma_.lower() in TIMES for t in words)
    if times:
        return True
    if any(t.lower_ in {"nevertheless", "nonetheless", "however", "therefore"} for t in words):
        return True
    so = any(t.lower_ == "so" and t.nbor(-1).lemma_ == "do" for t in words)
    return so or any(t.lower_ in {"such", "same", "likewise", "this"} and t.dep_ != "nmod:unmarked" for t in words)


def _torn(draft: Draft, clause: Token, end: int) -> bool:
    """Whether what goes on behind the clause, or in it, belongs to words before it (*turn it, which …, into …*)."""
    behind = draft.doc[end + 1].lower_ in {"into", "onto", "of"} if end + 1 < len(draft.doc) else False
    opened = draft.doc[clause.left_edge.i + 1].lower_ in {"as", "while", "when"}
    behind = behind or any(t.lower_ == "of" and t.nbor(-1).text == "," for t in clause.subtree if t.i > clause.i)
    joined = [c for c in grammar.children(clause, "conj") if c.tag_ == "VBG" and grammar.finite(c) is None]
    return behind or opened or bool(joined) and clause.tag_ != "VBG"


def _goes_on(clause: Token) -> bool:
    """Whether a second clause is joined to it with a pronoun of its own (*that … and that …*)."""
    joined = grammar.children(clause, "conj")
    linked = any(t.tag_ in {"WDT", "WP", "WP$"} and t.nbor(-1).lower_ in LINKS for t in clause.subtree if t.i)
    if linked:
        return True
    own = {t.i for c in joined for t in c.children}
    return any(
        t.tag_ in {"WDT", "WP", "WP$"} or t.lower_ == "that" and t.i in own
        for c in joined
        for t in c.subtree
        if t.i < c.i
    )


def _agree(noun: Token, verb: Token | None) -> bool:
    if verb is None:
        return False
    if verb.tag_ == "VBZ" or verb.lower_ == "was":
        return not grammar.plural(noun) or noun.lower_ == "police"
    if verb.tag_ == "VBP" or verb.lower_ == "were":
        return grammar.plural(noun) or grammar.is_name(noun)
    return True
