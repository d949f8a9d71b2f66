"""The result as one web page that needs nothing else: no network, no files, and no script to be read."""

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from easynews.documents import Cue, Edit, PlainParagraph, Product, Term
from easynews.options import LEVELS
from easynews.outputs.text import obstacles

QUOTATION = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|‘.*?(?:’(?!\w)|$)", re.DOTALL)
"""Exact words of somebody, as far as we can see; a quotation left open runs to the end of its paragraph."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """Some words of a sentence; `term` is the number of the glossary entry they open, or None.

    `tail` is the marks right after a term, which must not slip to the next line alone.
    """

    text: str
    term: int | None = None
    tail: str = ""


@dataclass(frozen=True)
class Sentence:
    """A sentence as the page shows it, with its times in seconds when it is spoken."""

    pieces: tuple[Piece, ...]
    time: tuple[float, float] | None


@dataclass(frozen=True)
class Block:
    """A paragraph as the page shows it, with what is behind it."""

    kind: str
    sentences: tuple[Sentence, ...]
    source: str
    edits: tuple[Edit, ...]
    refused: tuple[Edit, ...]
    is_changed: bool


def html(product: Product) -> str:
    """One accessible page: the story, its sound inside the page, hard words, the original and every change."""
    plain = product.plain
    title, blocks = _blocks(product)
    return _template().render(
        name=plain.title.text or plain.article.title or product.name or "News in plain English",
        title=title,
        blocks=blocks,
        plain=plain,
        level=LEVELS.get(plain.target.level),
        obstacles=obstacles(plain.target),
        wrap=product.wrap,
        sound=base64.b64encode(product.wrap.mp3).decode("ascii") if product.wrap else "",
    )


@cache
def _template() -> Template:
    """The page's template; every value put into it is escaped."""
    environment = Environment(
        loader=PackageLoader("easynews.outputs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["digest"] = _digest
    environment.filters["duration"] = _duration
    return environment.get_template("article.html")


def _digest(content: str) -> str:
    """The hash by which the page's own policy lets in its own style and script, and no others."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode('ascii')}"


def _duration(seconds: float) -> str:
    """A length of time in words: `2 minutes 10 seconds`."""
    minutes, rest = divmod(round(seconds), 60)
    parts = [(minutes, "minute"), (rest, "second")]
    return " ".join(f"{n} {unit}{'s' * (n != 1)}" for n, unit in parts if n) or "0 seconds"


def _blocks(product: Product) -> tuple[Block, list[Block]]:
    """The title and the paragraphs, hard words marked where they first stand."""
    plain = product.plain
    cues = product.wrap.cues if product.wrap else ()
    waiting = dict(enumerate(plain.glossary))
    title, *blocks = (
        _block(paragraph, {} if number == 0 or paragraph.kind == "heading" else waiting, _cues_of(number, cues))
        for number, paragraph in enumerate((plain.title, *plain.paragraphs))
    )
    return title, [block for block in blocks if block.sentences]


def _cues_of(paragraph: int, cues: Sequence[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.paragraph == paragraph]


def _block(paragraph: PlainParagraph, waiting: dict[int, Term], cues: Sequence[Cue]) -> Block:
    texts = [sentence.text for rewrite in paragraph.rewrites for sentence in rewrite.sentences]
    sentences = zip(_marked(paragraph, waiting), times(texts, cues), strict=True)
    return Block(
        kind=paragraph.kind,
        sentences=tuple(Sentence(tuple(pieces), time) for pieces, time in sentences),
        source=paragraph.source,
        edits=tuple(edit for rewrite in paragraph.rewrites for edit in rewrite.edits),
        refused=tuple(edit for rewrite in paragraph.rewrites for edit in rewrite.refused),
        is_changed=paragraph.text != paragraph.source,
    )


def times(texts: Sequence[str], cues: Sequence[Cue]) -> list[tuple[float, float] | None]:
    """When each sentence of one paragraph is heard, or None for a sentence that is not.

    A long sentence may have been spoken in several pieces, and a voice may have skipped one.
    """
    if len(texts) == len(cues):
        return [(cue.start, cue.end) for cue in cues]
    heard: list[tuple[float, float] | None] = [None] * len(texts)
    at = 0
    for cue in cues:
        found = next((n for n in range(at, len(texts)) if _holds(texts[n], cue.text)), None)
        if found is None:
            continue
        at = found
        start, _ = heard[at] or (cue.start, 0.0)
        heard[at] = (start, cue.end)
    return heard


def _holds(sentence: str, spoken: str) -> bool:
    return bool(spoken.split()) and " ".join(spoken.split()) in " ".join(sentence.split())


def _marked(paragraph: PlainParagraph, waiting: dict[int, Term]) -> Iterator[list[Piece]]:
    """Each sentence in pieces; a term found is taken out of `waiting`, so only its first place is marked."""
    quotations = [found.span() for found in QUOTATION.finditer(paragraph.text)]
    at = 0
    for rewrite in paragraph.rewrites:
        for sentence in rewrite.sentences:
            end = at + len(sentence.text)
            inside = [(first - at, last - at) for first, last in quotations if first < end and last > at]
            if sentence.quoted and not inside:
                inside = [(0, len(sentence.text))]
            yield _pieces(sentence.text, _found(sentence.text, waiting, inside))
            at = end + 1


def _found(text: str, waiting: dict[int, Term], taken: list[Span]) -> list[tuple[Span, int]]:
    """Where terms stand in a sentence, outside the spans taken; longer terms are served first."""
    found: list[tuple[Span, int]] = []
    for number in sorted(waiting, key=lambda n: -len(waiting[n].term)):
        for match in _looking_for(waiting[number].term).finditer(text):
            first, last = match.span()
            if all(last <= start or first >= end for start, end in taken):
                found.append(((first, last), number))
                taken = [*taken, (first, last)]
                del waiting[number]
                break
    return sorted(found)


def _looking_for(term: str) -> re.Pattern[str]:
    """What finds a term as whole words, whatever the case; capitals only find capitals (*US* is not *us*)."""
    if not term.strip():
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", 0 if term.isupper() else re.IGNORECASE)


def _pieces(text: str, found: list[tuple[Span, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    ends = [*(first for (first, _), _ in found[1:]), len(text)][: len(found)]
    for ((first, last), number), end in zip(found, ends, strict=True):
        marks = "".join(re.findall(r"\A[^\w\s]*", text[last:end]))
        pieces += [Piece(text[at:first]), Piece(text[first:last], number, marks)]
        at = last + len(marks)
    return [piece for piece in [*pieces, Piece(text[at:])] if piece.text]
