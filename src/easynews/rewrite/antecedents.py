"""What a relative clause speaks about."""

from spacy.tokens import Token

from easynews.rewrite import grammar, subjects
from easynews.rewrite.draft import Draft

VERY_SURE = 0.85
"""Confidence from which a noun that stands nearer does not count as a rival."""
RIVAL_SURE = 0.6
"""Confidence that settles it between the noun it hangs on and one above that fits too."""
NEAR_SURE = 0.3
"""Confidence from which a clause is taken to speak about the only noun that fits."""


def antecedent(draft: Draft, clause: Token, first: Token, start: int) -> Token | None:
    """What the clause speaks about: the noun it hangs on, or the only noun before it that fits."""
    person = _one_person(draft, clause.head, first, start)
    if person is not None:
        return person
    noun = clause.head
    own = grammar.subject(clause)
    verb = grammar.finite(clause) if own == first else None
    if clause._.sure < VERY_SURE and _set_off_above(draft, noun):
        return None
    chain = [t for t in draft.doc[noun.i : start] if t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in {"flat", "compound"}]
    chain = [t for t in chain if not (t.ent_iob_ == "I" and t.head == noun and t.i == noun.i + 1)]
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


def _one_person(draft: Draft, noun: Token, first: Token, start: int) -> Token | None:
    """The person meant, where both nouns that *who* may hang on are one (*Ana Ruiz, a doctor in London, who …*)."""
    person = noun.head if noun.dep_ == "appos" else noun
    roles = [c for c in grammar.children(person, "appos") if c.i < start and subjects.human(c)]
    if first.lower_ not in {"who", "whose"} or person.ent_type_ != "PERSON" or len(roles) != 1:
        return None
    between = [t for t in draft.doc[person.i + 1 : start] if t != roles[0] and t.dep_ not in {"flat", "compound"}]
    others = any(t.ent_type_ == "PERSON" or t.pos_ == "NOUN" and subjects.human(t) for t in between)
    return None if others else person


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


def _fits(noun: Token, pronoun: Token) -> bool:
    """Whether *who* or *which* can speak about the noun."""
    if pronoun.lower_ in {"who", "whom"}:
        return noun.ent_type_ == "PERSON" or (noun.pos_ == "NOUN" and noun.lemma_.lower() not in subjects.THINGS)
    person = noun.lower_ in subjects.ROLES or noun.lemma_.lower() in subjects.PEOPLE or noun.ent_type_ == "PERSON"
    return pronoun.lower_ != "which" or not person


def _agree(noun: Token, verb: Token | None) -> bool:
    if verb is None:
        return False
    if verb.tag_ == "VBZ" or verb.lower_ == "was":
        return not grammar.plural(noun) or noun.lower_ == "police"
    if verb.tag_ == "VBP" or verb.lower_ == "were":
        return grammar.plural(noun) or grammar.is_name(noun)
    return True
