"""Turns *The film, released in February, made …* into two sentences.

Looks for: a subject, a comma, a past participle with what belongs to it, a comma, and the main verb.
Changes: *The film was released in February.* follows; the helping verb is *was* when the sentence tells of the past
    or the clause names a time in it, and *is* for a lasting state (*based in*, *known as*).
Leaves alone: a clause whose time nobody can be sure of, and everything inside quotation marks.

>>> from easynews.rewrite.rules import example, reduced
>>> example(reduced, "The film, released in February, made 40 million dollars.")
'The film made 40 million dollars. The film was released in February.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.english.classes import word_class
from easynews.rewrite import grammar, subjects
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft, new_words
from easynews.rewrite.proposal import Cut

NAME = "reduced"
SURE = 0.6
STATES = word_class("lasting states")
NAMING = frozenset({"call", "dub", "entitle", "know", "name", "title"})
TIMES = word_class("times in the past")


def propose(draft: Draft) -> Iterator[Cut]:
    """At most one proposal: the clause behind the subject of the main clause."""
    noun = grammar.subject(draft.root)
    if noun is None or noun.pos_ not in {"NOUN", "PROPN"}:
        return
    for clause in noun.children:
        if clause.dep_ == "acl" and clause.tag_ == "VBN" and clause._.sure >= SURE:
            cut = _cut(draft, noun, clause)
            if cut is not None:
                yield cut
                return


def _cut(draft: Draft, noun: Token, clause: Token) -> Cut | None:
    body = [t for t in grammar.subtree(clause) if t.text != "," or t.i > clause.i]
    while body and body[-1].is_punct:
        body.pop()
    start, end = body[0].i, body[-1].i + 1
    commas = start > 0 and end < len(draft.doc) and draft.doc[start - 1].text == "," == draft.doc[end].text
    if not commas or not grammar.unbroken(body) or any(draft.quoted[start:end]) or end > draft.root.i:
        return None
    if body[0] != clause and body[0].tag_ != "RB" or any(t.text == "," for t in body):
        return None
    helping = _helping(draft, noun, clause, body)
    subject = subjects.again(draft, noun, NAME, draft.words[start - 1].source)
    if helping is None or subject is None or subject[0].text == "They":
        return None
    gone = {start - 1, end, *(t.i for t in body)}
    first = sentence(draft.of(t for t in draft.doc if t.i not in gone), NAME)
    second = sentence([*subject, *new_words(helping, NAME), *draft.of(body)], NAME)
    why = f"What is said about {draft.words[noun.i].text} gets its own sentence."
    return Cut(NAME, (first, second), (start, end), why, aside=1)


def _helping(draft: Draft, noun: Token, clause: Token, body: list[Token]) -> str | None:
    """*was*, *were*, *is* or *are*; None when the time is not clear."""
    verb = grammar.finite(draft.root)
    if verb is None:
        return None
    told = verb.tag_ == "VBD" and draft.root.lemma_.lower() not in grammar.REPORTING
    past = told or any(t.lower_ in TIMES or (t.like_num and len(t.text) == 4) for t in body)
    state = clause.lemma_.lower() in STATES
    lasting = state and not told
    if not (past or lasting) or (state and told and clause.lemma_.lower() not in NAMING):
        return None
    several = grammar.plural(noun)
    if lasting:
        return "are" if several else "is"
    return "were" if several else "was"
