"""The spaCy pipeline, and the ways the rest of the project uses it."""

from collections.abc import Sequence
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from easynews.english import lemmas, reader, sentences  # noqa: F401  (they register the components)
from easynews.english.tokens import BoundedTokenizer


@cache
def load_pipeline() -> Language:
    """The English pipeline: tokens, sentences, tags, tree, names and lemmas; loads offline, once a process.

    Raises:
        SetupError: the model files are missing or damaged.
    """
    nlp = spacy.blank("en")
    nlp.tokenizer = BoundedTokenizer(nlp)
    for name in ("easynews_sentences", "easynews_reader", "easynews_lemmas"):
        nlp.add_pipe(name)
    nlp.max_length = 10_000_000
    reader.model()
    return nlp


def parse_words(words: Sequence[str], spaces: Sequence[bool]) -> Doc:
    """The parse of one sentence whose words are already cut."""
    nlp = load_pipeline()
    doc = Doc(nlp.vocab, words=list(words), spaces=list(spaces))
    for token in doc:
        token.is_sent_start = token.i == 0
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc
