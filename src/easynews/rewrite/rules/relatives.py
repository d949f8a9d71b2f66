"""Turns a *which* or *who* clause between commas into a sentence of its own.

Looks for: a comma, *which* or *who* as the subject (or *whose* before it), a finite verb.
Changes: the clause leaves its sentence and follows it, with what it speaks about as its subject.
Leaves alone: clauses without a comma (they pick out which one is meant), clauses that may speak about
    the whole sentence before them, and everything inside quotation marks.

>>> from easynews.rewrite.rules import example, relatives
>>> example(relatives, "The bridge, which opened in 1932, is closed.")
'The bridge is closed. The bridge opened in 1932.'
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.rewrite import grammar, subjects
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft, new_words
from easynews.rewrite.proposal import Cut

NAME = "relatives"
SURE = 0.6
VERY_SURE = 0.92
"""Confidence from which a noun that stands nearer does not count as a rival."""

WHOLE_CLAUSE = word_class("verbs about a whole clause")
"""Verbs whose *, which …* often speaks about all that was said before."""


def propose(draft: Draft) -> Iterator[Cut]:
    """One proposal for each relative clause, the last first, so that the earlier ones stay in place."""
    for clause in reversed(draft.doc):
        if clause.dep_ == "acl:relcl" and not draft.quoted[clause.i]:
            cut = _cut(draft, clause)
            if cut is not None:
                yield cut


def _cut(draft: Draft, clause: Token) -> Cut | None:
    pronoun, noun = _pronoun(clause), grammar.subject(clause)
    if pronoun is None or noun is None or grammar.finite(clause) is None:
        return None
    body = grammar.subtree(clause)
    if not grammar.unbroken(body):
        return None
    while body and body[-1].text in {",", "-", "–", "—"}:
        body.pop()
    inner = [t for t in body if not (t.text == "," and t.i < pronoun.i)]
    start, end = inner[0].i, body[-1].i + 1
    if inner[0] != pronoun or start == 0 or draft.doc[start - 1].text != "," or not _ends_well(draft, body, start, end):
        return None
    if _tied(draft, clause, pronoun, end):
        return None
    subject = _subject(draft, clause, pronoun)
    if subject is None or not _points_at(clause):
        return None
    last = [draft.doc[end]] if end + 1 < len(draft.doc) and draft.doc[end].text == "," else []
    closing = [t for t in last if _closes_only(draft, t, start - 1, clause.head)]
    gone = {start - 1, *(t.i for t in (*inner, *closing))}
    first = sentence(draft.of(t for t in draft.doc if t.i not in gone), NAME)
    second = sentence([*subject, *draft.of(t for t in inner if t != pronoun)], NAME)
    why = f"Cut at “{pronoun.text}”: what is said about {draft.words[clause.head.i].text} gets its own sentence."
    return Cut(NAME, (first, second), (start, end), why, aside=None if subject[0].text == "They" else 1)


def _tied(draft: Draft, clause: Token, pronoun: Token, end: int) -> bool:
    """Whether the clause and its sentence need each other, or the clause may speak of something else."""
    noun = clause.head
    if pronoun.lower_ == "which" and noun.ent_type_ == "PERSON" or grammar.children(noun, "conj"):
        return True
    owners = any(t.tag_ == "PRP$" for t in clause.subtree)
    pointing = any(t.lower_ in {"this", "these", "those"} for t in draft.doc[end:])
    return pointing or (owners and noun != grammar.subject(draft.root))


def _pronoun(clause: Token) -> Token | None:
    """*which* or *who* as the subject, or *whose* in front of it."""
    noun = grammar.subject(clause)
    if noun is not None and noun.lower_ in {"which", "who"}:
        return noun
    return next((c for c in noun.children if c.lower_ == "whose"), None) if noun is not None else None


def _subject(draft: Draft, clause: Token, pronoun: Token) -> list[Word] | None:
    """What the clause speaks about, said again; *Ana Ruiz's* for *whose*."""
    source = draft.words[pronoun.i].source
    subject = subjects.again(draft, clause.head, NAME, source)
    if subject is None or pronoun.lower_ != "whose":
        return subject
    if subject[0].text in {"They", "It", "He", "She"} or subject[-1].text.endswith("s"):
        return None
    return [*subject[:-1], replace(subject[-1], space=False), *new_words("'s", NAME, source)]


def _ends_well(draft: Draft, body: list[Token], start: int, end: int) -> bool:
    """Whether the clause ends at a mark, is not quoted, and no list goes on after it."""
    if end + 1 < len(draft.doc) and draft.doc[end + 1].dep_ == "cc":
        return False
    if any(t.text == "," and t.nbor().lower_ == "to" for t in body[:-1]):
        return False
    return (end == len(draft.doc) or draft.doc[end].is_punct) and not any(draft.quoted[start:end])


def _closes_only(draft: Draft, comma: Token, opening: int, noun: Token) -> bool:
    """Whether the comma after the clause only closes it, and separates nothing else."""
    if _inside_commas(draft, opening):
        return False
    if noun.head == draft.root and noun.dep_ in grammar.SUBJECTS and comma.i < draft.root.i:
        return True
    after = draft.doc[comma.i + 1]
    return after.pos_ in {"VERB", "AUX"} and after.tag_ not in {"VBG", "VBN"}


def _inside_commas(draft: Draft, opening: int) -> bool:
    """Whether the comma at `opening` also closes something (*Ana Ruiz, 33, who …*): then one of the two must stay."""
    earlier = [t for t in draft.doc[max(0, opening - 12) : opening] if t.text == ","]
    return bool(earlier) and not any(t.tag_ in grammar.FINITE for t in draft.doc[earlier[-1].i : opening])


def _points_at(clause: Token) -> bool:
    """Whether the clause surely speaks about the noun it hangs on."""
    noun, verb = clause.head, grammar.finite(clause)
    if clause._.sure < SURE or noun.pos_ not in {"NOUN", "PROPN"} or verb is None:
        return False
    whole = any(t.pos_ in {"VERB", "AUX"} and t.i < noun.i for t in noun.doc) and clause.i > noun.i
    if whole and clause.lemma_ in WHOLE_CLAUSE and not grammar.is_name(noun):
        return False
    owner = any(t.lower_ == "whose" for t in clause.subtree)
    return (owner or _agree(noun, verb)) and not _rival(clause, noun)


def _agree(noun: Token, verb: Token) -> bool:
    if verb.tag_ == "VBZ" or verb.lower_ == "was":
        return not grammar.plural(noun) or noun.lower_ == "police"
    if verb.tag_ == "VBP" or verb.lower_ == "were":
        return grammar.plural(noun) or grammar.is_name(noun)
    return True


def _rival(clause: Token, noun: Token) -> bool:
    """Whether another noun stands nearer to the clause and fits it as well."""
    start = min(t.i for t in clause.subtree if not t.is_punct)
    between = [
        t for t in noun.doc[noun.i + 1 : start] if t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in {"flat", "compound"}
    ]
    between = [t for t in between if not (t.pos_ == "PROPN" and t.head == noun and t.dep_ == "nmod")]
    if not between or clause._.sure >= VERY_SURE:
        return False
    verb = grammar.finite(clause)
    fits = [t for t in between if verb is not None and _agree(t, verb) and t.dep_ != "appos"]
    return bool(fits) and not (
        verb is not None and (verb.tag_ in {"VBZ", "VBP"} or verb.lower_ in {"was", "were"}) and not fits
    )
