"""How common a word is."""

from functools import cache, lru_cache
from typing import Any

from spacy.tokens import Token


@cache
def common_words(count: int) -> frozenset[str]:
    """The `count` most frequent English words (wordfreq)."""
    from wordfreq import top_n_list

    return frozenset(top_n_list("en", count))


@lru_cache(maxsize=50_000)
def frequency(word: str) -> float:
    """Zipf frequency of a word or phrase: 3 is one in a million, 6 one in a thousand (wordfreq)."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "en"))


def is_hard(token: Token, vocabulary: int) -> bool:
    """Whether a word lies outside the `vocabulary` most common words; names and numbers never do."""
    if not token.text[0].isalpha() or token.pos_ in {"PROPN", "NUM", "X", "PUNCT"} or token.ent_type_ or token.like_num:
        return False
    known = common_words(vocabulary)
    return token.lower_ not in known and token.lemma_.lower() not in known


CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
BANDS = (750, 1_500, 3_000, 6_000, 12_000)
"""How many of the commonest words a reader of each level but the last knows."""


@lru_cache(maxsize=50_000)
def band(word: str) -> int:
    """The frequency band of a word: 0 among the 750 commonest English words, 5 beyond the 12,000 commonest."""
    return next((number for number, size in enumerate(BANDS) if word.lower() in common_words(size)), len(BANDS))


@lru_cache(maxsize=50_000)
def cefr_level(lemma: str, pos: str) -> str:
    """A word's level, A1 to C2: cefrpy's, which is computed and noisy, kept within one step of its frequency band.

    Args:
        lemma: the dictionary form.
        pos: the universal part of speech.
    """
    expected = band(lemma)
    tag = {"NOUN": "NN", "VERB": "VB", "ADJ": "JJ", "ADV": "RB"}.get(pos, "")
    found = _analyzer().get_word_pos_level_float(lemma.lower(), tag) if tag else None
    step = expected if found is None else min(max(round(found) - 1, expected - 1), expected + 1)
    return CEFR[min(max(step, 0), len(CEFR) - 1)]


@cache
def _analyzer() -> Any:
    from cefrpy import CEFRAnalyzer

    return CEFRAnalyzer()
