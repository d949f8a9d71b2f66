"""Dictionary forms, and the way back."""

import json
from functools import cache, lru_cache
from importlib import resources

from spacy.language import Language
from spacy.tokens import Doc

from easynews.english.levels import frequency

_FIXED = {
    "n't": "not", "'m": "be", "'re": "be", "'ve": "have", "'ll": "will", "’m": "be", "’re": "be", "’ve": "have",
    "n’t": "not", "’ll": "will", "wo": "will", "ca": "can", "sha": "shall", "an": "a",
}  # fmt: skip
_CLASSES = {"NOUN": "NOUN", "VERB": "VERB", "AUX": "AUX", "ADJ": "ADJ", "ADV": "ADV"}


@cache
def _exceptions() -> dict[str, str]:
    text = (resources.files("easynews.english") / "model" / "lemmas.json").read_text(encoding="utf-8")
    table: dict[str, str] = json.loads(text)
    return table


@lru_cache(maxsize=50_000)
def lemma(text: str, tag: str, pos: str) -> str:
    """The dictionary form of a word, given its Penn tag and universal part of speech."""
    from lemminflect import getLemma

    low = text.lower()
    known = _exceptions().get(f"{low}|{tag}")
    if known is not None:
        return known
    if low in _FIXED:
        return _FIXED[low]
    if pos == "PROPN" or tag in {"NNP", "NNPS"}:
        return text
    if pos not in _CLASSES or tag in {"NN", "JJ", "RB", "VB", "MD"}:
        return low
    found = getLemma(low, upos=_CLASSES[pos])
    return str(found[0]) if found else low


@lru_cache(maxsize=20_000)
def inflect(word: str, tag: str) -> str:
    """A word's commonest form for a Penn tag (`VBD`, `NNS`, `JJR` …); the word itself when the tag has none."""
    from lemminflect import getInflection

    if tag in {"NN", "VB", "JJ", "RB"}:
        return word
    if word == "be":
        return {"VBD": "was", "VBZ": "is", "VBP": "are", "VBG": "being", "VBN": "been"}.get(tag, word)
    found = [str(form) for form in getInflection(word, tag=tag)]
    changed = [form for form in found if form != word]
    stays = found[:1] == [word] and tag.startswith("VB")
    return word if stays or not changed else max(changed, key=frequency)


def has_form(text: str, word: str, tag: str) -> bool:
    """Whether a text is the form of a word that a tag says it is; taggers are wrong about some."""
    from lemminflect import getInflection

    return tag in {"NN", "VB", "JJ", "RB", "VBP"} or text in getInflection(word, tag=tag) or text == inflect(word, tag)


@Language.component("easynews_lemmas")
def set_lemmas(doc: Doc) -> Doc:
    """Set every token's lemma."""
    for token in doc:
        token.lemma_ = lemma(token.text, token.tag_, token.pos_)
    return doc
