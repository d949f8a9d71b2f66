"""The hard words of a text that the lexicon neither replaces nor explains: what a team should add next."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from easynews.documents import Article
from easynews.english.levels import cefr_level, is_hard
from easynews.english.lexicon import Lexicon
from easynews.english.pipeline import load_pipeline
from easynews.options import Level
from easynews.pipeline import rewrite
from easynews.rewrite.glossary import definition_at


@dataclass(frozen=True)
class MissingWord:
    """A hard word, how often it was met, its level, and a sentence with it."""

    lemma: str
    pos: str
    times: int
    cefr: str
    example: str


def missing_words(articles: Iterable[Article], level: Level, lexicon: Lexicon) -> list[MissingWord]:
    """Hard words left in the plain text without a meaning beside them, the most frequent first."""
    times: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    for article in articles:
        plain = rewrite(article, level, lexicon=lexicon)
        for paragraph in plain.paragraphs:
            doc = load_pipeline()(paragraph.text)
            at = 0
            while at < len(doc):
                entry = definition_at(doc, at, level.vocabulary, lexicon)
                key = doc[at].lemma_.lower(), doc[at].pos_
                if entry is None and is_hard(doc[at], level.vocabulary) and doc[at].text not in lexicon.bodies:
                    times[key] += 1
                    examples.setdefault(key, " ".join(doc[at].sent.text.split()))
                at += len(entry.term) if entry is not None else 1
    ranked = sorted(times, key=lambda key: (-times[key], key))
    return [MissingWord(*key, times[key], cefr_level(*key), examples[key]) for key in ranked]
