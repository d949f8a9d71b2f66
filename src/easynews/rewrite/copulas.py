"""Whether *is* or *was* may be said of what a phrase beside a name says (*Ana Ruiz, the mayor, …*)."""

from spacy.tokens import Token

from easynews.english.classes import word_class
from easynews.rewrite import grammar, subjects
from easynews.rewrite.draft import Draft

ROLES = word_class("roles")
LONG_AGO = frozenset({"ago", "century", "then", "decade", "decades", "later"})
ENDED = word_class("verbs of ending")
"""Verbs after which nobody and nothing may be what it was."""
CHANGING = frozenset({"late", "then", "now", "once", "until", "recently", "soon"})
LASTING = word_class("participles of lasting states") | {"work", "live", "specialise", "specialize", "serve", "teach"}


def copula(draft: Draft, phrase: Token) -> str | None:
    """*is* when the sentence reports or speaks of the present, says what somebody does, or what something bare means.

    *was* of a thing in a sentence that names a past year; None in doubt.
    """
    words = {t.lower_ for t in phrase.subtree}
    if grammar.finite(draft.root) is None or words & CHANGING or words & {"last", "ago", "yesterday"}:
        return None
    dead = [t for t in draft.doc if t.lemma_.lower() in {"death", "funeral"} and grammar.children(t, "nmod:poss")]
    if dead and not words & {"former", "ex"}:
        return None
    if phrase.head.ent_type_ == "LOC" and phrase.lower_ not in ROLES:
        return "is"
    if any(c.tag_ == "VBG" and c.lemma_.lower() not in LASTING for c in grammar.children(phrase, "acl")):
        return None
    inner = [grammar.finite(c) for c in grammar.children(phrase, "acl:relcl")]
    tags = {v.tag_ for v in inner if v is not None}
    own = {t.i for t in phrase.subtree}
    years = any(t.like_num and len(t.text) == 4 and t.text.isdigit() for t in draft.doc if t.i not in own)
    years = years and not (phrase.head.dep_ == "nsubj" and phrase.head.head.lemma_.lower() in grammar.REPORTING)
    if tags & {"VBZ", "VBP"} or (not years and (grammar.present(draft.root) or grammar.present(phrase.head.head))):
        human = phrase.head.ent_type_ == "PERSON" and subjects.human(phrase) and not _long_ago(draft)
        return "is" if human or not tags & {"VBD"} else None
    first = phrase.left_edge if not phrase.left_edge.is_punct else phrase.left_edge.nbor()
    role = phrase.head.ent_type_ == "PERSON" and subjects.human(phrase)
    role = role or phrase.ent_type_ == "PERSON" and subjects.human(phrase.head)
    if role and not years and not _long_ago(draft):
        return "is"
    thing, bare = phrase.head, not any(c.dep_ in {"det", "nmod:poss", "nummod"} for c in phrase.head.children)
    if (
        thing.pos_ == "NOUN"
        and bare
        and first.lower_ in {"a", "an"}
        and not subjects.human(phrase)
        and not tags & {"VBD"}
    ):
        return "is"
    body = phrase.head.ent_type_ == "ORG" and not subjects.human(phrase) and first.lower_ in {"a", "an", "the"}
    if body and not years and not tags & {"VBD"} and not _long_ago(draft):
        return "is"
    gone = draft.root.lemma_.lower() in {"kill", "die", "murder", "execute", "drown", "assassinate"}
    if years and grammar.finite(draft.root).tag_ in {"VBZ", "VBP"}:  # type: ignore[union-attr]
        return None
    return "was" if years and (gone or phrase.head.ent_type_ not in {"PERSON", "ORG"}) else None


def _long_ago(draft: Draft) -> bool:
    """Whether the sentence tells of a time that may be long ago, or of a death."""
    return any(t.lower_ in LONG_AGO or t.lemma_.lower() in ENDED or t.text.endswith("0s") for t in draft.doc)
