"""Saying the subject again after a cut, so that nobody can be mistaken for somebody else."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.rewrite.compose import capital, small
from easynews.rewrite.draft import Draft, copied, new_words, span_of
from easynews.rewrite.grammar import REPORTING, finite, is_name, subtree

PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "this", "that"})
UNREPEATABLE = word_class("subjects that cannot be said again")
OUTSIDE = frozenset({"acl", "acl:relcl", "appos", "nmod", "parataxis", "advcl", "punct", "cc", "conj", "cop", "aux"})
ROLES = word_class("roles")
HUMAN = ("er", "or", "ist", "ian", "man", "woman", "ant", "eer")
"""Endings of words for what a person does, at the head of a phrase beside a person's name."""

PARTICLES = frozenset(
    ["de", "da", "di", "du", "dos", "van", "von", "der", "den", "la", "le", "bin", "al", "el", "ter", "del"]
)
"""Small words of surnames: *de Zilva* is no *Zilva*."""
ORDINALS = frozenset({"second", "third", "fourth", "other", "former", "latter"})
EMPTY_ALONE = word_class("nouns that need what follows")
LONGEST_WHOLE = 7
"""Words of a subject that is said again as a whole."""
SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
COUNTED = word_class("counting words")
THINGS = word_class("things")
PEOPLE = word_class("people")
ACTORS = word_class("bodies that act")
KINDS = word_class("adjectives of kind")
WITH_CAPITAL = word_class("adjectives with a capital")
PERSONAL = frozenset({"it", "they", "them", "their"})
SURE, NAME_SURE = 0.6, 0.25
"""Least confidence in what a noun is to its verb, for saying it again; a name is found whole by other means too."""
VAGUE_AMOUNTS = frozenset({"lot", "number", "majority", "couple", "range"})


def lowered(draft: Draft, tokens: Sequence[Token]) -> list[Word]:
    """The words as they stand inside a sentence: without a capital that the first has only at the front."""
    words = draft.of(tokens)
    numbered = len(tokens) > 1 and tokens[1].text[0].isdigit() and tokens[0].pos_ != "DET"
    return [small(words[0], numbered or is_name(tokens[0]) and tokens[0].lower_ != "the"), *words[1:]]


def human(noun: Token) -> bool:
    """Whether a common noun means a person or people."""
    lemma = noun.lemma_.lower()
    return lemma in PEOPLE or lemma in ROLES or (lemma not in THINGS and lemma.endswith(HUMAN))


def can_want(noun: Token) -> bool:
    """Whether a subject is somebody who can want something: a person, people, or a body such as a company."""
    named = noun.ent_type_ in {"PERSON", "ORG"}
    acting = noun.lower_ in {"he", "she", "they", "we", "i"} or noun.lemma_.lower() in ACTORS
    return noun.dep_ == "nsubj" and (named or acting or (noun.pos_ == "NOUN" and human(noun)))


def again(
    draft: Draft,
    noun: Token,
    rule: str,
    stands_for: tuple[int, int] | None = None,
    one: bool = False,
    after: tuple[int, int] | None = None,
    body: Sequence[Token] = (),
) -> list[Word] | None:
    """The subject said again: a pronoun as it was, a name, *they* or *it* where that is clear, or *the* and the noun.

    Never guesses a person's gender, and never repeats a quantity (*no*, *few*, *every*), which would
    say something else the second time: then the answer is None.

    Args:
        draft: the sentence.
        noun: the head of the subject.
        rule: the rule that asks.
        stands_for: source span the new subject replaces (a relative pronoun); the noun's own if None.
        one: whether it is one person, even if something is joined to the name (*the director, and a founder*).
        after: numbers of the words that stand before it, when they are not the whole sentence.
        body: what follows it; where *it* or *they* is said there of something else, the subject is no pronoun.
    """
    phrase = [t for t in subtree(noun) if _in_phrase(t, noun)]
    if noun.lower_ in {"one", "ones"}:
        return None
    of_all = noun.lower_ == "all" and any(c.tag_ == "NNS" for c in noun.children if c.dep_ == "nmod")
    if of_all or noun.tag_ == "NNS" and any(c.lower_ in {"all", "both"} for c in noun.children):
        return new_words("They", rule, span_of(draft.of(phrase))) if noun.head == draft.root else None
    if noun.tag_ == "NN" and any(c.lower_ == "another" for c in noun.children) and human(noun) and not stands_for:
        return [*new_words("This", rule, span_of(draft.of(phrase))), *copied([draft.words[noun.i]], rule)]
    if (
        noun._.sure < (NAME_SURE if noun.ent_type_ else SURE)
        or {t.lower_ for t in phrase} & UNREPEATABLE
        or draft.quoted[noun.i]
    ):
        return None
    beside = [c for c in noun.children if c.dep_ in {"appos", "flat"} and c.pos_ == "PROPN" and noun.pos_ == "NOUN"]
    name = next((c for c in beside if c.ent_type_ == "PERSON" or c.i == noun.i + 1), None)
    if noun.dep_ == "appos" and noun.head.ent_type_ == "PERSON":
        name = noun.head
    if name is not None and noun.pos_ == "NOUN" and noun.tag_ == "NN":
        words = _name(draft, name, [t for t in subtree(name) if _in_phrase(t, name)], rule)
    else:
        main = noun.head == draft.root and noun.dep_ in {"nsubj", "nsubj:pass"}
        before = list(draft.doc[slice(*after)]) if after else list(draft.doc)
        others = [t for t in before if t.tag_ in {"NN", "NNP"} and t.dep_ not in {"compound", "flat"}]
        clear = not stands_for or all(noun in t.ancestors or t == noun or human(t) for t in others)
        words = _short(
            draft,
            noun,
            phrase,
            rule,
            main,
            one,
            [*before, *(t for t in body if t.lower_ in PERSONAL)] if clear else None,
        )
    bare = noun.pos_ == "NOUN" and noun.tag_ == "NN" and not any(c.dep_ in {"det", "nmod:poss"} for c in noun.children)
    verb = finite(draft.root)
    dropped = any(c.dep_ == "amod" for c in noun.children)
    shorter = words is not None and len(words) < noun.i - noun.left_edge.i + 1
    if bare and words and shorter and name is None and words[0].text not in {"It", "They", "The"}:
        return None
    bare = bare and verb is not None and (verb.tag_ == "VBD" or dropped)
    if words and stands_for and bare and words[0].text not in {"It", "They", "The"} and name is None:
        words = [*new_words("This", rule), small(words[0], is_name(draft.doc[noun.left_edge.i])), *words[1:]]
    if words and stands_for:
        words = [replace(w, source=stands_for) for w in words]
    if words:
        words[0] = replace(words[0], text=capital(words[0].text))
        words[-1] = replace(words[-1], space=True)
    return words


def _in_phrase(token: Token, noun: Token) -> bool:
    """Whether a token belongs to the noun phrase itself and not to a clause that hangs on it."""
    while token.i != noun.i:
        if token.dep_ in OUTSIDE:
            return False
        token = token.head
    return True


def _short(
    draft: Draft, noun: Token, phrase: list[Token], rule: str, same_role: bool, one: bool, before: list[Token] | None
) -> list[Word] | None:
    span = span_of(draft.of(phrase))
    low = noun.lower_
    if low in PRONOUNS:
        return None if low in {"this", "that"} else copied([draft.words[noun.i]], rule)
    if noun.pos_ == "PRON" or noun.tag_ in {"WDT", "WP"}:
        return None
    several = not one and any(c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} for c in noun.children)
    people = noun.lower_ in WITH_CAPITAL - {"us"} and phrase[0].lower_ == "the" and noun == phrase[-1]
    if people:
        return new_words("They", rule, span) if same_role else None
    counted = any(c.dep_ in {"nummod", "det:predet"} or c.lower_ in COUNTED for c in noun.children) or low in COUNTED
    if several or (counted and noun.tag_ in {"NNS", "CD"}):
        return new_words("They", rule, span) if same_role else _these(draft, noun, rule, span)
    if noun.lower_.removesuffix("s") in WITH_CAPITAL and noun.text.endswith("s") and not same_role:
        return _these(draft, noun, rule, span)
    if is_name(noun) and any(t.text[0].isupper() or t.text[0].isdigit() for t in phrase if t.lower_ != "the"):
        the = phrase[0].lower_ == "the" and noun.ent_type_ != "PERSON" and not phrase[-1].text.endswith("s")
        if the and same_role and before and noun.tag_ == "NNP" and _only_thing(noun, before):
            return new_words("It", rule, span)
        return _name(draft, noun, phrase, rule)
    if noun.pos_ not in {"NOUN", "PROPN"} or _goes_on(noun):
        return None
    if any(c.tag_ == "DT" and c.lower_ == "a" for c in phrase) and noun.lower_ in VAGUE_AMOUNTS:
        return None
    if any(c.dep_ == "nummod" and any(g.dep_ in {"advmod", "nmod"} for g in c.children) for c in noun.children):
        return None
    if same_role and noun.tag_ == "NNS" and not _other_plural(before or list(noun.doc), phrase):
        return new_words("They", rule, span)
    if same_role and noun.tag_ == "NN" and noun.lower_ in THINGS | ACTORS and before and _only_thing(noun, before):
        return new_words("It", rule, span)
    core = [t for t in phrase if t.i == noun.i or t.dep_ in {"compound", "amod"} and t.i < noun.i and _naming(t)]
    again = copied(draft.of(_joined(core)), rule)
    inside = core[0].i > 0 and core[0].text[0].isupper()
    keeps = inside or is_name(draft.doc[core[0].i]) or core[0].lower_ in WITH_CAPITAL
    lowered = [small(again[0], keeps), *again[1:]]
    owner = next((c for c in noun.children if c.tag_ == "PRP$" and human(noun)), None)
    if owner is not None:
        return [*copied([draft.words[owner.i]], rule), *lowered]
    of = next((c for c in noun.children if c.dep_ == "nmod" and c.i > noun.i), None)
    if of is not None and noun.lemma_.lower() in EMPTY_ALONE:
        whole = list(draft.doc[noun.left_edge.i : of.right_edge.i + 1])
        short = len(whole) <= LONGEST_WHOLE and not any(t.is_punct or t.tag_ in {"WDT", "WP"} for t in whole)
        return _whole(draft, whole, rule) if short else None
    if any(c.dep_ in {"det", "nmod:poss"} or c.lower_ == "one" for c in noun.children):
        return [*new_words("The", rule, span), *lowered]
    verb = finite(draft.root)
    told = verb is not None and verb.tag_ == "VBD"
    longer = any(c.i > noun.i and c.dep_ in {"nmod", "acl"} for c in noun.children)
    if noun.tag_ == "NNS" and (longer or told or not same_role):
        return [*new_words("The" if same_role else "These", rule, span), *lowered]
    shorter = any(c.dep_ == "amod" and c not in core for c in noun.children)
    if noun.tag_ == "NNS" and shorter:
        return [*new_words("These", rule, span), *lowered]
    return again


def _whole(draft: Draft, tokens: Sequence[Token], rule: str) -> list[Word]:
    """The words said again as they stand inside a sentence."""
    return copied(lowered(draft, tokens), rule)


def _these(draft: Draft, noun: Token, rule: str, span: tuple[int, int]) -> list[Word] | None:
    """*These men* for *two men*; None for a list."""
    if noun.tag_ not in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in noun.children):
        return None
    these = "The" if noun.lower_ == "police" else "These"
    return [*new_words(these, rule, span), *copied([draft.words[noun.i]], rule)]


def _only_thing(noun: Token, before: list[Token]) -> bool:
    """Whether *it* can mean nothing else: no other thing is the subject of anything in the sentence."""
    others = [t for t in before if t.i != noun.i and t.dep_ in {"nsubj", "nsubj:pass"} and t.tag_ in {"NN", "NNP"}]
    pronouns = any(t.lower_ in {"it", "its"} and (t.i < noun.i or t.dep_ in {"obj", "obl", "nmod"}) for t in before)
    many = any(t.lower_ in {"they", "their"} for t in noun.doc) and noun.lower_ in ACTORS
    return not pronouns and not many and not [t for t in others if not human(t)]


def _other_plural(before: list[Token], phrase: list[Token]) -> bool:
    """Whether *they* could mean somebody else in what stands before."""
    acts = any(human(t) for t in phrase if t.pos_ == "NOUN")
    others = [t for t in before if t not in phrase and not (acts and t.lemma_.lower() in THINGS)]
    return any(t.tag_ in {"NNS", "NNPS"} or t.lower_ in {"they", "them", "their"} for t in others)


def _naming(token: Token) -> bool:
    """Whether a modifier is needed to know which one is meant (*foreign minister*, *central bank*)."""
    kind = token.lower_ in KINDS | ORDINALS or token.text[0].isupper() and token.i > 0 or token.lower_ in WITH_CAPITAL
    near = token.i + 1 == token.head.i or token.lower_ in ORDINALS
    return token.dep_ == "compound" or is_name(token) or (kind and near)


def _joined(tokens: list[Token]) -> list[Token]:
    """The noun with the modifiers right before it, and what hyphens tie to them (*anti-corruption*)."""
    doc, inside = tokens[-1].doc, {t.i for t in tokens}
    start = tokens[-1].i
    while start and (start - 1 in inside or start > 1 and doc[start - 1].tag_ == "HYPH"):
        start -= 2 if doc[start - 1].tag_ == "HYPH" else 1
    return list(doc[start : tokens[-1].i + 1])


def _surely_person(noun: Token) -> bool:
    """Whether a name is a person's not only by its label: somebody says something, has a title, or is a *who*."""
    title = any(c.dep_ == "nmod:desc" for c in noun.children)
    who = any(t.lower_ == "who" for c in noun.children if c.dep_ == "acl:relcl" for t in c.children)
    says = noun.dep_ == "nsubj" and noun.head.lemma_.lower() in REPORTING
    told = noun.dep_ == "appos" and noun.head.dep_ == "nsubj" and noun.head.head.lemma_.lower() in REPORTING
    human = any(c.dep_ == "appos" and (c.lower_ in ROLES or c.lower_.endswith(HUMAN)) for c in noun.children)
    return noun.ent_type_ == "PERSON" and (title or who or says or told or human)


def _name(draft: Draft, noun: Token, phrase: list[Token], rule: str) -> list[Word] | None:
    """The name again: the surname of somebody who is surely a person, else the whole name."""
    if _surely_person(noun) and phrase[0].lower_ != "the":
        flat = [t for t in phrase if t == noun or t.dep_ == "flat"]
        surname = [t for t in flat if t.text[0].isupper() and t.text.rstrip(".").lower() not in SUFFIXES]
        hyphenated = any(t.tag_ == "HYPH" for t in draft.doc[flat[0].i : flat[-1].i + 1])
        particles = {t.lower_ for t in flat} & PARTICLES
        alone = not particles and bool(surname) and surname[-1].text not in draft.namesakes
        if len(surname) > 1 and not hyphenated and alone and surname[-1] != noun:
            return copied([draft.words[surname[-1].i]], rule)
    span = next((list(e) for e in draft.doc.ents if e.start <= noun.i < e.end), [noun])
    if any(t.tag_ == "POS" for t in span) and not any(t.lower_ == "the" for t in span):
        return None
    first, last = span[0].i, span[-1].i
    of = next((t.i for t in span if t.lower_ == "of" and noun.ent_type_ == "PERSON" and t.i > noun.i), None)
    last = last if of is None else of - 1
    while (
        last + 1 < len(draft.doc)
        and draft.doc[last + 1].dep_ in {"flat", "compound"}
        and draft.doc[last + 1].head == noun
    ):
        last += 1
    while first and (_belongs(draft.doc[first - 1], noun) or _stuck(draft.doc[first - 1])):
        first -= 1
    if last + 1 < len(draft.doc) and draft.doc[last + 1].text == "'s" or _goes_on(draft.doc[last]):
        return None
    if first and draft.doc[first - 1].text == ")" and noun.lower_ in THINGS:
        return [*new_words("The", rule, draft.words[noun.i].source), *copied([draft.words[noun.i]], rule)]
    owned = first > 0 and draft.doc[first - 1].tag_ in {"PRP$", "POS"}
    called = first == last and noun.ent_type_ in {"ORG", "PERSON"} or draft.doc[first].lower_ == "the"
    the = new_words("The", rule, draft.words[first].source) if owned and not called else []
    return [*the, *copied(draft.words[first : last + 1], rule)]


def _belongs(token: Token, noun: Token) -> bool:
    """Whether a word before a name is part of what it is called (*the US*, *One Hyde Park*, *Ms Lee*)."""
    article = token.lower_ == "the" and token.head == noun
    named = token.i > 0 or token.dep_ in {"nummod", "nmod:desc"}
    return article or (token.text[0].isupper() and not token.is_punct and named and token.head == noun)


def _stuck(token: Token) -> bool:
    """Whether no space stands between a word and the next."""
    return not token.whitespace_ and (token.text[-1].isalnum() or token.tag_ == "HYPH")


def _goes_on(token: Token) -> bool:
    """Whether a capital letter or a hyphen shows that a name goes on after the token."""
    if token.i + 1 >= len(token.doc):
        return False
    after = token.nbor()
    return after.tag_ == "HYPH" or (after.text[0].isupper() and after.text not in {"I"})
