"""Where sentences begin, by the punctuation of edited news."""

from functools import cache
from importlib import resources

from spacy.language import Language
from spacy.tokens import Doc, Token

from easynews.english.classes import word_class
from easynews.limits import SENTENCE_WORDS

STOPS = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "??"})
CLOSERS = frozenset({'"', "”", "’", "''", "»", ")", "]", "'"})
OPENERS = frozenset({'"', "“", "‘", "``", "«", "(", "[", "'"})
DASHES = frozenset({"-", "–", "—"})
BULLETS = frozenset({"•", "▪", "◦", "●", "‣"})
STARTERS = word_class("sentence starters")
REPORTING = word_class("speech tags")


@cache
def abbreviations() -> dict[str, bool]:
    """Abbreviations in lower case, and whether each may end a sentence."""
    text = (resources.files("easynews.english") / "abbreviations.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {row[0]: len(row) > 1 for row in rows}


def _ends_sentence(token: Token) -> bool | None:
    """Whether the token is an end mark: yes, no, or only if a sentence clearly starts next (None)."""
    if token.text in STOPS:
        return not _is_number_sign(token)
    if not token.text.endswith(".") or len(token.text) < 2:
        return False
    if token.lower_ in abbreviations():
        return None if abbreviations()[token.lower_] else False
    after_number = token.i > 0 and token.nbor(-1).like_num and not token.nbor(-1).whitespace_
    initial = len(token.text) == 2 and token.text[0].isalpha() and not after_number
    return not initial and token.text.count(".") == 1


def _is_number_sign(stop: Token) -> bool:
    """Whether the stop belongs to *No. 2*."""
    doc, at = stop.doc, stop.i
    return 0 < at < len(doc) - 1 and doc[at - 1].text in {"No", "Nos"} and doc[at + 1].text[0].isdigit()


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
        return word.lower_ in STARTERS and word.text[:1].isupper() or following.text in OPENERS - {"(", "["}
    if word.text[:1].islower():
        return False
    return not (closed and doc[end].text != "." and _speaker_follows(doc, start))


def _closes(doc: Doc, at: int, end: int) -> bool:
    """Whether the mark at `at` closes what the end mark at `end` ended."""
    token = doc[at]
    return (
        token.text in CLOSERS
        and not doc[at - 1].whitespace_
        and (bool(token.whitespace_) or at + 1 == len(doc) or doc[at + 1].text in CLOSERS or doc[at + 1].is_space)
    )


def sentence_starts(doc: Doc) -> list[int]:
    """Numbers of the tokens that begin a sentence, in order; 0 always does.

    A blank line always ends a sentence; so does a full stop, question or exclamation mark (after
    its closing quotation marks) unless it belongs to an abbreviation or an initial, or goes on in
    lower case. A run of more than `SENTENCE_WORDS` words is cut at its last mark.
    """
    starts, at = [0], 0
    while at < len(doc):
        token = doc[at]
        if token.is_space and token.text.count("\n") > 1 and at + 1 < len(doc):
            starts.append(at + 1)
        elif token.text in BULLETS and at > starts[-1]:
            starts.append(at)
        elif _ends_sentence(token) is not False:
            start = at + 1
            while start < len(doc) and _closes(doc, start, at):
                start += 1
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
        starts = set(sentence_starts(doc))
        for token in doc:
            token.is_sent_start = token.i in starts
    return doc
