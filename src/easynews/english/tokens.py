"""Tokens as spaCy cuts them, on any text in linear time."""

import re
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_suffix_regex

from easynews.english.sentences import abbreviation_tokens
from easynews.limits import RUN_CHARACTERS

GLUED_REFERENCE = r"(?<=[.!?\"”’\]])\[\d{1,3}\]"
"""A reference mark behind an end mark, as encyclopaedias print it: *in 1805.[6]*."""
LONG_RUN = re.compile(rf"\S{{{RUN_CHARACTERS}}}(?=\S)")


class BoundedTokenizer:
    """spaCy's tokenizer, which takes quadratic time on a run without spaces, behind a cut of long runs."""

    def __init__(self, nlp: Language) -> None:
        inner: Any = nlp.tokenizer
        for word in abbreviation_tokens():
            inner.add_special_case(word, [{"ORTH": word}])
        inner.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), GLUED_REFERENCE]).search
        self.inner: Any = inner

    def __call__(self, text: str) -> Doc:
        """Cut a text into tokens; joined with their spaces they are the text."""
        edges = [match.end() for match in LONG_RUN.finditer(text)]
        if not edges:
            whole: Doc = self.inner(text)
            return whole
        parts = [self.inner(text[a:b]) for a, b in zip([0, *edges], [*edges, len(text)], strict=True)]
        tokens = [token for part in parts for token in part]
        return Doc(self.inner.vocab, [token.text for token in tokens], [bool(token.whitespace_) for token in tokens])

    def to_disk(self, *_: Any, **__: Any) -> None:
        """Nothing to write: the tokenizer is made anew with the pipeline."""

    from_disk = to_disk
