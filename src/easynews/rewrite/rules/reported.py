"""Cuts inside reported speech, and says again who said it.

Looks for: *said* (or a like verb) with two clauses joined by *and* or *but* behind it.
Changes: *They said A and B* → *They said A. They also said B.*
Leaves alone: clauses without a subject of their own, a second clause that may not be part of what was
    said, and everything inside quotation marks.

>>> from easynews.rewrite.rules import example, reported
>>> example(reported, "The mayor said that the bridge was safe and that the road would open soon.")
'The mayor said that the bridge was safe. The mayor also said that the road would open soon.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.english.classes import word_class
from easynews.rewrite import grammar, subjects
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft, copied, new_words
from easynews.rewrite.proposal import Cut

NAME = "reported"
SURE = 0.7
VERBS = word_class("verbs of saying")


def propose(draft: Draft) -> Iterator[Cut]:
    """One proposal: the cut before the last joined clause."""
    main = draft.root
    noun = grammar.subject(main)
    if main.lemma_.lower() not in VERBS or noun is None or noun.i > main.i or grammar.auxiliaries(main):
        return
    for said in grammar.children(main, "ccomp"):
        joined = [c for c in said.children if _whole(said, c)]
        bound = any(c.dep_ == "advcl" and c.i < said.i for c in said.children) or grammar.negated(said)
        if joined and said.i > main.i and not bound:
            cut = _cut(draft, main, noun, joined[-1])
            if cut is not None:
                yield cut


def _whole(said: Token, clause: Token) -> bool:
    """Whether a joined clause can stand alone."""
    own = clause.dep_ == "conj" and grammar.subject(clause) is not None and grammar.finite(clause) is not None
    return own and not grammar.shares_helping(said, clause)


def _cut(draft: Draft, main: Token, noun: Token, clause: Token) -> Cut | None:
    link = next((c for c in clause.children if c.dep_ == "cc"), None)
    body = grammar.subtree(clause)
    if link is None or link.lower_ not in {"and", "but"} or link != body[0] or not grammar.unbroken(body):
        return None
    if (
        clause._.sure < SURE
        or any(draft.quoted[t.i] for t in body)
        or any(not t.is_punct for t in draft.doc[body[-1].i + 1 :])
    ):
        return None
    subject = subjects.again(draft, noun, NAME)
    if subject is None:
        return None
    but = new_words("But", NAME, draft.words[link.i].source) if link.lower_ == "but" else []
    if but and noun.pos_ not in {"PROPN"} and not grammar.is_name(noun):
        subject[0] = type(subject[0])(subject[0].text.lower(), True, subject[0].source, NAME)
    verb = copied([draft.words[main.i]], NAME)
    first = sentence(draft.words[: link.i], NAME)
    rest = draft.of(t for t in body if t != link)
    second = sentence([*but, *subject, *new_words("also", NAME), *verb, *rest], NAME)
    why = f"Cut at “{link.text}”: who said it is said again."
    return Cut(NAME, (first, second), (link.i, body[-1].i + 1), why)
