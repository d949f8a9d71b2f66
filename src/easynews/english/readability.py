"""How hard a text is to read."""

import re
import warnings
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc

from easynews.documents import Readability
from easynews.english.levels import is_hard

WORD = re.compile(r"[A-Za-zÀ-ÿ0-9]+(?:[.,][0-9]+)*(?:['’][A-Za-zÀ-ÿ]+)*")


def _textstat() -> Any:
    """The textstat module; its use of `pkg_resources` warns, which is not the reader's business."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import textstat

    return textstat.textstat


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """Syllables of one word (CMUdict, by rule for words it lacks), at least 1."""
    return max(1, int(_textstat().syllable_count(word)))


def words_of(text: str) -> list[str]:
    """The words of a text; a mark is not a word, a hyphenated word counts part by part."""
    return WORD.findall(text)


def flesch_kincaid(sentences: Sequence[str]) -> float:
    """Flesch–Kincaid grade over words: 0.39 · words/sentences + 11.8 · syllables/words − 15.59.

    Source: Kincaid, Fishburne, Rogers and Chissom (1975). An empty text has grade 0.
    """
    counted = [words for words in map(words_of, sentences) if words]
    total = sum(map(len, counted))
    if not total:
        return 0.0
    sounded = sum(syllables(w) for words in counted for w in words)
    return 0.39 * total / len(counted) + 11.8 * sounded / total - 15.59


def textstat_score(texts: Sequence[str], function: str) -> float:
    """One of textstat's own measures of a text given sentence by sentence."""
    return round(float(getattr(_textstat(), function)(" ".join(texts))), 2) if texts else 0.0


def readability(sentences: Sequence[tuple[str, Doc, Sequence[bool]]], vocabulary: int) -> Readability:
    """The scores of a text.

    Args:
        sentences: text, parse, and for each token whether it stands in quotation marks.
        vocabulary: how many of the most common words the reader knows.
    """
    texts = [text for text, _, _ in sentences]
    own = [_own_words(doc, quoted) for _, doc, quoted in sentences]
    lengths = [len(words_of(text)) for text in texts]
    hard = [is_hard(t, vocabulary) for _, doc, _ in sentences for t in doc if t.text[0].isalpha()]
    return Readability(
        grade=round(flesch_kincaid(texts), 2),
        own_grade=round(flesch_kincaid([t for t in own if len(words_of(t)) > 1]), 2),
        words=sum(lengths),
        sentences=len(texts),
        words_per_sentence=round(sum(lengths) / max(1, len(texts)), 2),
        longest_sentence=max(lengths, default=0),
        hard_words=round(sum(hard) / max(1, len(hard)), 4),
    )


def _own_words(doc: Doc, quoted: Sequence[bool]) -> str:
    return "".join(t.text_with_ws for t, inside in zip(doc, quoted, strict=True) if not inside)


TABLE = (
    ("Flesch–Kincaid grade", "flesch_kincaid_grade"),
    ("Flesch reading ease", "flesch_reading_ease"),
    ("Gunning fog", "gunning_fog"),
    ("SMOG index", "smog_index"),
    ("Coleman–Liau index", "coleman_liau_index"),
    ("Automated readability index", "automated_readability_index"),
    ("Dale–Chall score", "dale_chall_readability_score"),
    ("Linsear Write", "linsear_write_formula"),
    ("Words", "lexicon_count"),
    ("Sentences", "sentence_count"),
    ("Syllables", "syllable_count"),
    ("Difficult words", "difficult_words"),
)


def score_table(text: str) -> list[tuple[str, float]]:
    """Textstat's own measures of a text, as (name, value)."""
    measures = _textstat()
    return [(label, round(float(getattr(measures, name)(text)), 2)) for label, name in TABLE]
