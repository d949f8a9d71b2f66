"""Turns *Ana Ruiz, the mayor, said …* into two sentences.

Looks for: a name, a comma, a noun phrase that begins with *a*, *an* or *the* or is a role (*head of …*), and a comma.
Changes: *Ana Ruiz is the mayor.* goes first or after, and the sentence goes on with the name.
Leaves alone: lists, sentences about the past where *is* might no longer be true, and everything
    inside quotation marks.

>>> from easynews.rewrite.rules import appositions, example
>>> example(appositions, "Ana Ruiz, the mayor of Port Anse, said the bridge was safe.")
'Ana Ruiz is the mayor of Port Anse. Ruiz said the bridge was safe.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.english.classes import word_class
from easynews.rewrite import grammar, subjects
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft, copied, new_words
from easynews.rewrite.proposal import Cut

NAME = "appositions"
SURE = 0.6
ROLES = word_class("roles")
"""Said without an article too: *Ana Ruiz, head of the school, …*."""


def propose(draft: Draft) -> Iterator[Cut]:
    """One proposal for each apposition, the last first."""
    for phrase in reversed(draft.doc):
        if phrase.dep_ == "appos" and not draft.quoted[phrase.i]:
            cut = _cut(draft, phrase)
            if cut is not None:
                yield cut


def _cut(draft: Draft, phrase: Token) -> Cut | None:
    body, name = [t for t in grammar.subtree(phrase)], phrase.head
    while body and body[-1].is_punct:
        body.pop()
    while body and body[0].is_punct:
        body.pop(0)
    if not body or not grammar.unbroken(body) or phrase._.sure < SURE:
        return None
    if any(draft.quoted[t.i] or t.text == "," for t in body):
        return None
    start, end = body[0].i, body[-1].i + 1
    titled = body[0].lower_ in {"a", "an", "the"} and (phrase.pos_ == "NOUN" or name.ent_type_ == "PERSON")
    role = name.ent_type_ == "PERSON" and phrase.lower_ in ROLES and any(t.lower_ == "of" for t in body)
    if not (titled or role) or not grammar.is_name(name):
        return None
    opening = draft.doc[start - 1].text
    if opening not in {",", "–", "—"} or end >= len(draft.doc) or draft.doc[end].text not in {opening, "."}:
        return None
    if name.ent_type_ != "PERSON" and (grammar.plural(name) or grammar.plural(phrase)):
        return None
    if any(c.dep_ in {"conj", "cc", "appos"} and c != phrase for c in name.children) or not _holds_now(draft, phrase):
        return None
    return _pieces(draft, name, body, start, end)


def _holds_now(draft: Draft, phrase: Token) -> bool:
    """Whether *is* is true: the sentence reports or speaks of the present."""
    verb = grammar.finite(draft.root)
    years = any(t.like_num and len(t.text) == 4 and t.text.isdigit() for t in draft.doc)
    if years or any(t.lower_ in {"late", "then"} for t in phrase.subtree) or verb is None:
        return False
    speaking = {draft.root.lemma_, phrase.head.head.lemma_} & {
        "say",
        "tell",
        "add",
        "warn",
        "announce",
        "ask",
        "explain",
    }
    return verb.tag_ in {"VBZ", "VBP"} or bool(speaking)


def _pieces(draft: Draft, name: Token, body: list[Token], start: int, end: int) -> Cut | None:
    whole = [
        t for t in grammar.subtree(name) if t.i < start and (t == name or t.dep_ in {"flat", "compound", "nummod"})
    ]
    short = subjects.again(draft, name, NAME)
    if short is None or not grammar.unbroken(whole):
        return None
    first_name = [t.i for t in whole]
    goes_on = end + 1 < len(draft.doc) and draft.doc[end + 1].tag_ in {"WP", "WDT", "WP$", "WRB", "VBG", "VBN", "IN"}
    gone = {start - 1, *(t.i for t in body)} | ({end} if draft.doc[end].text != "." and not goes_on else set())
    why = f"Who {draft.words[name.i].text} is gets its own sentence."
    is_words = new_words("is", NAME, draft.words[start - 1].source)
    if first_name[0] == 0:
        rest = [t for t in draft.doc if t.i not in gone and t.i not in first_name]
        says = sentence([*draft.of(whole), *is_words, *draft.of(body)], NAME)
        return Cut(NAME, (says, sentence([*short, *draft.of(rest)], NAME)), (start, end), why)
    rest = [t for t in draft.doc if t.i not in gone]
    says = sentence([*copied(short, NAME), *is_words, *draft.of(body)], NAME)
    return Cut(NAME, (sentence(draft.of(rest), NAME), says), (start, end), why, aside=1)
