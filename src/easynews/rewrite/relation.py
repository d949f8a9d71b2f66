"""When a relative clause and its sentence need each other: questions that the rule `relatives` asks."""

from spacy.tokens import Token

from easynews.english.classes import word_class
from easynews.rewrite import cutting, grammar, subjects
from easynews.rewrite.draft import Draft

NOT_SO_MUCH = frozenset({"less", "more", "not", "rather", "partly"})
UNITS = word_class("units of time")
TIMES = UNITS | {"spring", "summer", "autumn", "fall", "winter", "morning", "evening", "night"}
LINKS = frozenset({"and", "or", "but"})
LEANING, THEM = frozenset({"he", "she", "him", "her", "his"}), frozenset({"they", "them", "their"})
"""Pronouns that may mean somebody, or people and things, that only the clause names."""
LONG_AGO, STATIVE = word_class("times in the past"), word_class("verbs of states")
OWNERS = frozenset({"his", "her"})


def tied(draft: Draft, noun: Token, clause: Token, first: Token, end: int, in_front: bool = False) -> bool:
    """Whether the clause and its sentence need each other, or the clause may speak of something else.

    A clause that goes `in_front` of its sentence stays before whatever points back into it.
    """
    if grammar.children(noun, "conj") or any(c.i < clause.i for c in grammar.children(noun, "acl:relcl")):
        return True
    own = _own(noun, clause, first)
    owners = any(t.tag_ == "PRP$" and t.lower_ not in own and not _owned_inside(t, clause) for t in clause.subtree)
    behind_semicolon = noun.left_edge.i > 0 and draft.doc[noun.left_edge.i - 1].text == ";"
    placing = fronted(draft, noun) and first.lower_ in {"where", "when"} or behind_semicolon
    compared = first.lower_ == "where" and any(t.tag_ in {"JJS", "RBS", "JJR", "RBR"} for t in clause.subtree)
    goes_on = end + 1 < len(draft.doc) and draft.doc[end].text == "," and draft.doc[end + 1].tag_ == "VBG"
    if (
        placing
        or compared
        or goes_on
        or _timeless(draft, noun, clause)
        or not in_front
        and cutting.points_back(draft, clause.left_edge.i, end)
    ):
        return True
    pointing = any(t.lower_ in {"this", "these", "those", "same"} for t in draft.doc[end:])
    at_root = noun == grammar.subject(draft.root)
    return pointing or (owners and not at_root and first.lower_ != "where")


def fronted(draft: Draft, noun: Token) -> bool:
    """Whether the noun stands in front of the subject of its clause (*In May, which was dry, they …*)."""
    above = next((t for t in noun.ancestors if grammar.subject(t) is not None), draft.root)
    return noun.i < getattr(grammar.subject(above), "left_edge", noun).i


def _own(noun: Token, clause: Token, first: Token) -> frozenset[str]:
    """Owners inside a clause that can only mean its noun, or can never mean it."""
    person = noun.ent_type_ == "PERSON" or noun.dep_ == "appos" and noun.head.ent_type_ == "PERSON"
    own = OWNERS if person else frozenset({"its"}) if _acts(noun) else frozenset()
    if first.dep_.startswith("nsubj") and first.head == clause:
        own |= {"their"} if grammar.plural(noun) else frozenset({"its"})
    thing = noun.pos_ == "NOUN" and not subjects.human(noun)
    return own | OWNERS if thing else own


def _owned_inside(owner: Token, clause: Token) -> bool:
    """Whether *their* goes back to people or things that the clause itself names (*let fans fly their flags*)."""
    inside = [t for t in clause.subtree if t.i < owner.i and t.tag_ == "NNS" and t.i > clause.i]
    return owner.lower_ == "their" and bool(inside) and not grammar.plural(clause.head)


def _timeless(draft: Draft, noun: Token, clause: Token) -> bool:
    """Whether something new in a story of the past is explained in the present (*a strike, which is a kind of …*)."""
    main, verb = grammar.finite(draft.root), grammar.finite(clause)
    new = any(c.lower_ in {"a", "an"} for c in noun.children)
    past = main is not None and main.tag_ == "VBD"
    return new and past and verb is not None and verb.tag_ in {"VBZ", "VBP"} and verb != clause


def _acts(noun: Token) -> bool:
    return noun.ent_type_ == "ORG" or noun.lemma_.lower() in subjects.ACTORS


def inseparable(draft: Draft, clause: Token, start: int, end: int) -> bool:
    """Whether what stands in the clause or right behind it goes on from the words before it."""
    return (
        _list_goes_on(draft, start, end) or _goes_on(clause) or _leans(draft, start, end) or _torn(draft, clause, end)
    )


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
    so = so or any(t.lower_ == "much" and t.nbor(-1).lower_ == "as" and t.dep_ == "obj" for t in words)
    return so or any(t.lower_ in {"such", "same", "likewise", "this"} and t.dep_ != "nmod:unmarked" for t in words)


def _torn(draft: Draft, clause: Token, end: int) -> bool:
    """Whether what goes on behind the clause, or in it, belongs to words before it (*turn it, which …, into …*)."""
    behind = draft.doc[end + 1].lower_ in {"into", "onto", "of"} if end + 1 < len(draft.doc) else False
    opened = draft.doc[clause.left_edge.i + 1].lower_ in {"as", "while", "when"}
    behind = behind or any(t.lower_ == "of" and t.nbor(-1).text == "," for t in clause.subtree if t.i > clause.i)
    joined = [c for c in grammar.children(clause, "conj") if c.tag_ == "VBG" and grammar.finite(c) is None]
    texts = [t.lower_ for t in draft.doc[clause.left_edge.i : end]]
    added = any(texts[k : k + 3] == ["as", "well", "as"] for k in range(len(texts)))
    behind = behind or any(t.text == "," and t.nbor().lower_ in NOT_SO_MUCH for t in draft.doc[clause.i : end - 1])
    behind = behind or added and any(t.tag_ in {"IN", "DT"} for t in clause.subtree if t.lower_ in {"those", "in"})
    return behind or opened or bool(joined) and clause.tag_ != "VBG"


def speaks_of_it(clause: Token) -> bool:
    """Whether *it* or *them* in a clause goes back to something before it, which a clause moved behind would lose."""
    return any(t.lower_ in {"it", "them"} and t.dep_ not in {"expl", "nsubj"} for t in clause.subtree)


def _goes_on(clause: Token) -> bool:
    """Whether a second clause is joined to it with a pronoun of its own (*that … and that …*)."""
    joined = grammar.children(clause, "conj")
    linked = any(t.tag_ in {"WDT", "WP", "WP$", "WRB"} and t.nbor(-1).lower_ in LINKS for t in clause.subtree if t.i)
    if linked:
        return True
    own = {t.i for c in joined for t in c.children}
    return any(
        t.tag_ in {"WDT", "WP", "WP$"} or t.lower_ == "that" and t.i in own
        for c in joined
        for t in c.subtree
        if t.i < c.i
    )


def order_matters(draft: Draft, clause: Token, start: int, end: int) -> bool:
    """Whether what stands behind the clause leans on it, or both tell of deeds in the past: then it comes first."""
    verbs = [grammar.finite(draft.root), grammar.finite(clause)]
    if all(verb is not None and verb.lower_ == "had" and verb.dep_ == "aux" for verb in verbs):
        return True
    deeds = all(v is not None and v.tag_ == "VBD" for v in verbs) and verbs[1] == clause
    dated = any(t.lower_ in LONG_AGO or t.like_num and len(t.text) == 4 for t in clause.subtree)
    behind = [t for t in draft.doc[end:] if not draft.quoted[t.i]]
    inside = draft.doc[start:end]
    people = any(t.ent_type_ == "PERSON" or t.pos_ == "NOUN" and subjects.human(t) for t in inside)
    named = {t.lower_ for t in inside if t.tag_ == "NNS"}
    leaning = (LEANING if people else frozenset()) | (THEM if named else frozenset())
    pronouns = any(t.tag_ in {"PRP", "PRP$"} and t.lower_ in leaning for t in behind)
    new = any(t.lower_ in {"a", "an"} and t.dep_ == "det" for t in inside)
    known = any(t.lower_ == "the" and t.head.tag_ == "NN" and t.head.dep_ == "obl:agent" for t in behind)
    later = any(t.lower_ in {"since", "later", "then", "subsequently"} and t.pos_ == "ADV" for t in behind)
    now, was = verbs[0] is not None and verbs[0].tag_ in {"VBZ", "VBP"}, verbs[1]
    over = now and was is not None and was.lower_ in {"was", "were"} and was.dep_ == "cop" and not dated
    return over or later or pronouns or new and known or deeds and not dated and clause.lemma_.lower() not in STATIVE
