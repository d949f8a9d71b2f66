"""The hard words of a text, explained once each."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from easynews.documents import Term
from easynews.english import lexicon
from easynews.english.levels import is_hard
from easynews.rewrite.draft import Draft
from easynews.rewrite.grammar import REPORTING


def glossary_of(drafts: Sequence[Draft], vocabulary: int) -> tuple[Term, ...]:
    """A meaning for each hard word we can explain, in the order in which they are met."""
    found: dict[str, Term] = {}
    for draft in drafts:
        for key, term in _terms(draft, vocabulary):
            found.setdefault(key, term)
    return tuple(found.values())


def _terms(draft: Draft, vocabulary: int) -> Iterator[tuple[str, Term]]:
    at = 0
    while at < len(draft.doc):
        token = draft.doc[at]
        body = lexicon.bodies().get(token.text)
        length = 1
        actor = lexicon.actors().get(token.text)
        if actor is not None and token.dep_ == "nsubj" and token.head.lemma_.lower() in REPORTING:
            yield token.text, Term(token.text, f"here, {actor}")
        elif body is not None:
            yield body.letters, Term(body.letters, f"{body.expansion}, {body.meaning}")
        else:
            entry = _definition(draft.doc[at:], vocabulary)
            if entry is not None:
                key, length, meaning = entry
                text = "".join(t.text_with_ws for t in draft.doc[at : at + length]).strip()
                yield key, Term(_as_term(text, draft.doc[at]), meaning, key.replace(" - ", "-"))
        at += length


def _definition(tokens: Iterable[Token], vocabulary: int) -> tuple[str, int, str] | None:
    """The key, length and meaning of the term that begins here."""
    ahead = list(tokens)
    first = ahead[0]
    if first.pos_ == "PROPN":
        return None
    for key in dict.fromkeys((first.lemma_.lower(), first.lower_)):
        for term, pos, meaning in lexicon.definitions().get(key, ()):
            words = [(t.lemma_.lower(), t.lower_) for t in ahead[: len(term)]]
            if len(words) < len(term) or any(want not in have for want, have in zip(term, words, strict=True)):
                continue
            if len(term) > 1 or (first.pos_ == pos and is_hard(first, vocabulary)):
                return " ".join(term), len(term), meaning
    return None


def _as_term(text: str, first: Token) -> str:
    """The term without the capital it has only as the first word of a sentence."""
    return text[0].lower() + text[1:] if first.i == 0 and not text.isupper() else text
