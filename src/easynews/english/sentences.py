"""Where sentences begin, by the punctuation of edited news."""

from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

from easynews.english.classes import word_class
from easynews.limits import SENTENCE_WORDS

STOPS = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "??"})
CLOSERS = frozenset({'"', "”", "’", "''", "»", ")", "]", "'"})
OPENERS = frozenset({'"', "“", "‘", "``", "«", "(", "[", "'"})
DASHES = frozenset({"-", "–", "—"})
ELSEWHERE = 2**64 - 1
"""spaCy's mark of a word that begins no sentence: -1 as an unsigned number."""
BULLETS = frozenset({"•", "▪", "◦", "●", "‣"})
STARTERS = word_class("sentence starters")
REPORTING = word_class("speech tags")
AFTER_TIMES = word_class("after times")


@cache
def abbreviations() -> dict[str, frozenset[str]]:
    """Abbreviations in lower case, and what is known of each (see the head of the file)."""
    text = (resources.files("easynews.english") / "abbreviations.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {row[0]: frozenset(" ".join(row[1:]).split()) for row in rows}


def abbreviation_tokens() -> list[str]:
    """Abbreviations that spaCy would cut from their stop and treebanks do not."""
    return [word.capitalize() for word, known in abbreviations().items() if "token" in known]


def _ends_sentence(token: Token) -> bool | None:
    """Whether the token is an end mark: yes, no, or only if a sentence clearly starts next (None)."""
    if token.text in STOPS:
        return not _is_number_sign(token)
    if not token.text.endswith(".") or len(token.text) < 2:
        return False
    if token.lower_ in abbreviations():
        return None if "end" in abbreviations()[token.lower_] else False
    after_number = token.i > 0 and token.nbor(-1).like_num and not token.nbor(-1).whitespace_
    if len(token.text) == 2 and token.text[0].isalpha() and not after_number:
        return None if token.text[0].islower() else False
    return token.text.count(".") == 1


def _is_number_sign(stop: Token) -> bool:
    """Whether the stop belongs to *No. 2*."""
    doc, at = stop.doc, stop.i
    if not 0 < at < len(doc) - 1 or not doc[at + 1].text[0].isdigit() or doc[at - 1].whitespace_:
        return False
    return "number" in abbreviations().get(doc[at - 1].lower_ + ".", ())


def _speaker_follows(doc: Doc, start: int) -> bool:
    """Whether a name and a reporting verb come next, as in *“Why?” Ana Ruiz asked*."""
    for token in doc[start : start + 5]:
        if token.lower_ in REPORTING:
            return True
        if not token.text[:1].isupper():
            return False
    return False


def _starts_here(doc: Doc, end: int, start: int) -> bool:
    """Whether the token at `start` opens a sentence, after an end mark at `end` and its closing marks."""
    following = doc[start]
    word = next((t for t in doc[start : start + 3] if t.text not in OPENERS), following)
    if following.is_punct and following.text not in OPENERS | BULLETS | DASHES:
        return False
    sure = _ends_sentence(doc[end])
    closed = start - end > 1
    if sure is None:
        likely = "often" in abbreviations().get(doc[end].lower_, ()) and word.lower_ not in AFTER_TIMES
        return word.text[:1].isupper() and (word.lower_ in STARTERS or likely)
    if word.text[:1].islower():
        return False
    return not (closed and doc[end].text != "." and _speaker_follows(doc, start))


def _closes(doc: Doc, at: int, end: int) -> int:
    """How many tokens from `at` on close what the end mark at `end` ended: a mark's, or a reference's (*[6]*)."""
    token = doc[at]
    if token.text[0] == "[" and token.text[1:-1].isdigit():
        return 1
    if token.text == "[" and at + 2 < len(doc) and doc[at + 1].is_digit and doc[at + 2].text == "]":
        return 3
    if token.text not in CLOSERS or doc[at - 1].whitespace_:
        return 0
    if token.whitespace_ or at + 1 == len(doc) or doc[at + 1].is_space:
        return 1
    return int(doc[at + 1].text in CLOSERS or doc[at + 1].text[0] == "[")


def _meant_breaks(doc: Doc) -> set[int]:
    """Numbers of the line breaks that end something: the next word would have fitted on the line, and opens one.

    Text that is wrapped at a width breaks only where the next word does not fit.
    """
    breaks = [t.i for t in doc if t.is_space and t.text.count("\n") == 1 and t.i + 1 < len(doc)]
    edges = [0, *(doc[i].idx + len(doc[i].text) for i in breaks), doc[-1].idx + len(doc[-1])]
    lengths = [end - begin for begin, end in zip(edges, edges[1:], strict=False)]
    widest = max(lengths)
    return {
        i
        for i, length in zip(breaks, lengths, strict=False)
        if length + len(doc[i + 1]) <= widest and not doc[i + 1].text[0].islower() and doc[i - 1].text != ","
    }


def sentence_starts(doc: Doc) -> list[int]:
    """Numbers of the tokens that begin a sentence, in order; 0 always does.

    A blank line always ends a sentence, and so does a line break that was meant as one; so does a
    full stop, question or exclamation mark (after its closing quotation and reference marks) unless
    it belongs to an abbreviation, an initial or the number of a point, or goes on in lower case. A run of more than
    `SENTENCE_WORDS` words is cut at its last mark.
    """
    starts, at = [0], 0
    meant = _meant_breaks(doc)
    while at < len(doc):
        token = doc[at]
        if token.is_space and (token.text.count("\n") > 1 or at in meant) and at + 1 < len(doc):
            starts.append(at + 1)
        elif token.text in BULLETS and at > starts[-1]:
            starts.append(at)
        elif _ends_sentence(token) is not False and not (at - starts[-1] == 1 and doc[at - 1].like_num):
            start = at + 1
            while start < len(doc) and (width := _closes(doc, start, at)):
                start += width
            while start < len(doc) and doc[start].is_space:
                start += 1
            if start < len(doc) and _starts_here(doc, at, start):
                starts.append(start)
                at = start - 1
        at += 1
    return _cut_long(doc, sorted(set(starts)))


def _cut_long(doc: Doc, starts: list[int]) -> list[int]:
    found = []
    for begin, end in zip(starts, [*starts[1:], len(doc)], strict=True):
        while end - begin > SENTENCE_WORDS:
            found.append(begin)
            window = range(begin + SENTENCE_WORDS, begin + SENTENCE_WORDS // 2, -1)
            begin = next((k for k in window if doc[k - 1].is_punct), begin + SENTENCE_WORDS)
        found.append(begin)
    return found


@Language.component("easynews_sentences")
def mark_sentences(doc: Doc) -> Doc:
    """Set `is_sent_start` on every token, unless the document has sentences already."""
    if len(doc) and not doc.has_annotation("SENT_START"):
        # At once: setting it token by token costs a look at the whole document each time.
        marks: Any = np.full((len(doc), 1), ELSEWHERE, dtype=np.uint64)
        marks[sentence_starts(doc)] = 1
        attributes: Any = [SENT_START]
        doc.from_array(attributes, marks)
    return doc
