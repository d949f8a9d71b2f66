"""How common a word is."""

from functools import cache, lru_cache

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
