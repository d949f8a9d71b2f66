"""The hard words of a text, explained once each."""

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from easynews.documents import Term
from easynews.english.levels import is_hard
from easynews.english.lexicon import Body, Definition, Lexicon
from easynews.rewrite.draft import Draft
from easynews.rewrite.grammar import REPORTING


def glossary_of(drafts: Sequence[Draft], vocabulary: int, lexicon: Lexicon) -> tuple[Term, ...]:
    """A meaning for each hard word we can explain, in the order in which they are met."""
    found: dict[str, Term] = {}
    story = Counter(word for draft in drafts for token in draft.doc for word in {token.lower_, token.lemma_.lower()})
    for draft in drafts:
        for key, term in _terms(draft, vocabulary, lexicon, story):
            found.setdefault(key, term)
    return tuple(found.values())


def _terms(draft: Draft, vocabulary: int, lexicon: Lexicon, story: Counter[str]) -> Iterator[tuple[str, Term]]:
    at = 0
    while at < len(draft.doc):
        token = draft.doc[at]
        length = 1
        body = _body(lexicon.bodies.get(token.text, ()), story)
        actor = lexicon.actors.get(token.text)
        if actor is not None and token.dep_ == "nsubj" and token.head.lemma_.lower() in REPORTING:
            yield token.text, Term(token.text, f"here, {actor}")
        elif body is not None:
            yield body.letters, Term(body.letters, f"{body.expansion}, {body.meaning}")
        elif (entry := definition_at(draft.doc, at, vocabulary, lexicon)) is not None:
            key, length = " ".join(entry.term), len(entry.term)
            text = "".join(t.text_with_ws for t in draft.doc[at : at + length]).strip()
            yield key, Term(_as_term(text, draft.doc[at]), entry.meaning, key.replace(" - ", "-"))
        at += length


def _body(bodies: Sequence[Body], story: Counter[str]) -> Body | None:
    """What letters stand for in this story; those that mean several things need a word of the story to tell."""
    hits = [sum(story[word] for word in body.near) for body in bodies]
    best = max(hits, default=0)
    fitting = [body for body, hit in zip(bodies, hits, strict=True) if hit == best and (hit or not body.near)]
    return fitting[0] if fitting else None


def definition_at(doc: Doc, at: int, vocabulary: int, lexicon: Lexicon) -> Definition | None:
    """The term that begins here and is explained for this reader."""
    first = doc[at]
    if first.pos_ == "PROPN":
        return None
    for key in dict.fromkeys((first.lemma_.lower(), first.lower_)):
        for entry in lexicon.definitions.get(key, ()):
            words = [(t.lemma_.lower(), t.lower_) for t in doc[at : at + len(entry.term)]]
            if len(words) < len(entry.term) or any(a not in b for a, b in zip(entry.term, words, strict=True)):
                continue
            if len(words) > 1 or (_same_part(first, entry) and is_hard(first, vocabulary)):
                return entry
    return None


def _same_part(token: Token, entry: Definition) -> bool:
    """Whether an entry is for a word's part of speech; a participle may stand in the list as an adjective."""
    participle = token.tag_ in {"VBN", "VBG", "VBD"} and entry.pos == "ADJ" and entry.term == (token.lower_,)
    return token.pos_ == entry.pos or participle


def _as_term(text: str, first: Token) -> str:
    """The term without the capital it has only as the first word of a sentence."""
    return text[0].lower() + text[1:] if first.i == 0 and not text.isupper() else text
