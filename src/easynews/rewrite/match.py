"""Finding lexicon entries in a parse, and putting the plain form into the same shape."""

from spacy.tokens import Doc, Token

from easynews.english.classes import word_class
from easynews.english.lemmas import has_form, inflect
from easynews.english.levels import frequency
from easynews.english.lexicon import Entry

GAP = 4
OWN = frozenset({"his", "her", "its", "their", "my", "your", "our"})
OBJECTS = ("obj", "nsubj:pass")


def match(entry: Entry, doc: Doc, start: int) -> list[int] | None:
    """Numbers of the tokens an entry covers from `start` on, gap words left out; None when it does not fit."""
    covered: list[int] = []
    at = start
    for place, word in enumerate(entry.source):
        if word == "…":
            following = entry.source[place + 1]
            found = next((k for k in range(at + 1, min(at + GAP + 1, len(doc))) if _is(doc[k], following)), None)
            if found is None or any(t.is_punct for t in doc[at:found]):
                return None
            at = found
            continue
        if at >= len(doc) or not _is(doc[at], word):
            return None
        covered.append(at)
        at += 1
    return covered


def _is(token: Token, word: str) -> bool:
    if word.endswith("*"):
        return token.lower_ == word[:-1]
    if word == "one's":
        return token.lower_ in OWN
    return word in (token.lemma_.lower(), token.lower_)


def holds(entry: Entry, head: Token) -> bool:
    """Whether all conditions of an entry hold at its head word."""
    return all(_holds(condition, head) for condition in entry.when)


def _holds(condition: str, head: Token) -> bool:
    key, _, listed = condition.partition("=")
    values = set(listed.split("|")) if listed else set()
    if key in {"obj", "noobj"}:
        objects = {c.lemma_.lower() for c in head.children if c.dep_ in OBJECTS}
        if head.dep_ in {"acl", "amod"} and head.tag_ == "VBN":
            objects.add(head.head.lemma_.lower())
        return not objects if key == "noobj" else bool(objects & values if values else objects)
    if key in {"prep", "noprep"}:
        found = {c.lower_ for child in head.children for c in child.children if c.dep_ == "case" and child.i > head.i}
        found |= {c.lower_ for c in head.children if c.tag_ == "IN" and c.i > head.i}
        return bool(found & values) is (key == "prep")
    if key == "subj":
        return any(c.lemma_.lower() in values for c in head.children if c.dep_ in {"nsubj", "nsubj:pass"})
    if key == "mod":
        return head.head.lemma_.lower() in values and head.dep_ in {"amod", "advmod"}
    return _has_shape(key, values, head)


def _has_shape(key: str, values: set[str], head: Token) -> bool:
    clausal = [c for c in head.children if c.dep_ in {"ccomp", "xcomp", "acl", "csubj"}]
    simple = {
        "attr": head.dep_ == "amod" and head.i < head.head.i,
        "pred": head.dep_ in {"ROOT", "xcomp", "conj", "ccomp"} and head.dep_ != "amod",
        "nocompl": not clausal,
        "sing": head.tag_ in {"NN", "NNP"},
        "plur": head.tag_ in {"NNS", "NNPS"},
    }
    if key in simple:
        return simple[key]
    if key == "tag":
        return head.tag_ in values
    if key == "compl":
        to = any(
            c.dep_ in {"xcomp", "acl", "ccomp"} and any(g.lower_ == "to" and g.dep_ == "mark" for g in c.children)
            for c in head.children
        )
        that = any(
            c.dep_ in {"ccomp", "acl"} and c.i > head.i and not any(g.lower_ == "to" for g in c.children)
            for c in head.children
        )
        return to if "to" in values else that
    return False


PREPOSITIONS = frozenset({"of", "for", "in", "to", "from", "with", "against", "on", "at"})
UNCOUNTED = word_class("uncounted nouns")
RARE_PLURAL = 2.5
"""A noun whose plural is this much rarer (Zipf) than itself is no count noun: nobody says *fightings*."""


def shaped(entry: Entry, head: Token) -> str | None:
    """The plain form in the head word's form, without capital; None when it has no such form."""
    words = entry.plain.split(" ")
    if entry.pos == "VERB":
        unclear = head.tag_ in {"VBP", "VBD"} and inflect(head.lemma_.lower(), "VBD") == head.lemma_.lower()
        right = has_form(head.lower_, head.lemma_.lower(), head.tag_) and not unclear
        gotten = words[0] == "get" and head.tag_ == "VBN"
        return " ".join([_verb(words[0], head), *words[1:]]) if right and not gotten else None
    if entry.pos == "NOUN" and head.tag_ in {"NNS", "NNPS"}:
        at = noun_at(words)
        words[at] = _plural(words[at])
        return " ".join(words)
    if entry.pos in {"ADJ", "ADV"} and head.tag_ in {"JJR", "JJS", "RBR", "RBS"}:
        formed = inflect(words[0], head.tag_)
        usual = frequency(formed) > frequency(words[0]) - RARE_PLURAL
        return formed if formed != words[0] and len(words) == 1 and usual else None
    return entry.plain


def noun_at(words: list[str]) -> int:
    """Where the head noun of a plain phrase stands: last, or before the first preposition."""
    return next((k - 1 for k, word in enumerate(words) if k and word in PREPOSITIONS), len(words) - 1)


def _plural(noun: str) -> str:
    if noun == "person":
        return "people"
    if noun in UNCOUNTED:
        return noun
    formed = inflect(noun, "NNS")
    already = noun.endswith("s") and not noun.endswith("ss")
    return noun if already or frequency(formed) < frequency(noun) - RARE_PLURAL else formed


def _verb(word: str, head: Token) -> str:
    if head.tag_ == "VBP" and word == "be":
        return "are"
    return inflect(word, head.tag_)
