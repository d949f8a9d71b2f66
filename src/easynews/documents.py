"""Every kind of data that flows through easynews: plain frozen values that pickle and become JSON."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from easynews.english.lexicon import Lexicon
    from easynews.options import Choices, Level


@dataclass(frozen=True)
class Dropped:
    """A line of the page that is not part of the story, and why it was left out."""

    text: str
    reason: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of an article; `kind` is `text`, `heading` or `item` (a bullet)."""

    text: str
    kind: str = "text"


@dataclass(frozen=True)
class Article:
    """A news story taken out of its page.

    `date`, `source` and `byline` are data, as written on the page ("" when the page has none).
    """

    title: str
    paragraphs: tuple[Paragraph, ...]
    date: str = ""
    source: str = ""
    byline: str = ""
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True)
class Word:
    """One word or mark of a sentence and where it came from.

    `source` is the span of characters in the source sentence it stands for, or None for a word we
    added; `rule` names the rule that put it there or changed it, "" for a word taken over as it was.
    """

    text: str
    space: bool = True
    source: tuple[int, int] | None = None
    rule: str = ""


@dataclass(frozen=True)
class Edit:
    """One change, made or refused.

    `span` is the span of characters in the source sentence that it concerns. `why` is a sentence a
    learner can read. An edit that was refused has the reason in `refused`, and the words stayed.
    """

    rule: str
    span: tuple[int, int]
    before: str
    after: str
    why: str
    refused: str = ""


@dataclass(frozen=True)
class PlainSentence:
    """One sentence of the result, with the trace of each of its words."""

    text: str
    words: tuple[Word, ...]
    quoted: bool = False


@dataclass(frozen=True)
class Rewrite:
    """One source sentence and what became of it."""

    source: str
    sentences: tuple[PlainSentence, ...]
    edits: tuple[Edit, ...] = ()
    refused: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class PlainParagraph:
    """One paragraph, sentence by sentence; `kind` as in `Paragraph`."""

    rewrites: tuple[Rewrite, ...]
    kind: str = "text"

    @property
    def text(self) -> str:
        """The plain paragraph as running text."""
        return " ".join(s.text for r in self.rewrites for s in r.sentences)

    @property
    def source(self) -> str:
        """The paragraph as it was."""
        return " ".join(r.source for r in self.rewrites)


@dataclass(frozen=True)
class Term:
    """A hard word explained: as it stands in the text, as a dictionary has it, and in words the reader knows."""

    term: str
    meaning: str
    headword: str = ""

    @property
    def shown(self) -> str:
        """What to show before the meaning."""
        return self.headword or self.term


@dataclass(frozen=True)
class Readability:
    """How hard a text is. `own_grade` leaves quotations out; both are Flesch–Kincaid over words."""

    grade: float
    own_grade: float
    words: int
    sentences: int
    words_per_sentence: float
    longest_sentence: int
    hard_words: float
    """Share (0–1) of words outside the level's common words, names left out."""


@dataclass(frozen=True)
class Target:
    """What was asked for and how far we came; `reached` counts half a grade as reached."""

    level: str
    grade: float
    reached: bool
    obstacles: tuple[str, ...] = ()
    measure: str = "Flesch–Kincaid grade"
    score: float = 0.0
    """What the text reached on this measure."""


@dataclass(frozen=True)
class Settings:
    """How an article was rewritten, so that it can be done again without one change."""

    level: "Level"
    choices: "Choices"
    lexicon: "Lexicon | None"
    limits: tuple[int, ...]
    """The sentence length each step of the planner cut down to."""
    undone: tuple[tuple[int, Edit], ...] = ()
    """Changes taken back, each with the number of its sentence."""


@dataclass(frozen=True)
class PlainArticle:
    """The result of simplifying: the plain story, its glossary, its scores and its whole trace."""

    article: Article
    title: PlainParagraph
    paragraphs: tuple[PlainParagraph, ...]
    glossary: tuple[Term, ...]
    before: Readability
    after: Readability
    target: Target
    settings: "Settings | None" = field(default=None, repr=False, compare=False)

    def undo(self, edit: Edit) -> "PlainArticle":
        """The article without this change; everything else stays as it is.

        Raises:
            ValueError: the article has no such change.
        """
        from easynews.rewrite.planner import without

        return without(self, edit)

    @property
    def text(self) -> str:
        """Title and paragraphs as plain text, a blank line between paragraphs."""
        blocks = [self.title.text, *(p.text for p in self.paragraphs)]
        return "\n\n".join(b for b in blocks if b)


@dataclass(frozen=True)
class Line:
    """One sentence of a script: what is said, and the pause after it in seconds."""

    text: str
    pause: float
    paragraph: int = 0
    """Number of the paragraph it belongs to; 0 is the title."""


@dataclass(frozen=True)
class Script:
    """What a voice will say, line by line."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Cue:
    """When a line is heard, in seconds from the start; the pause after it is not part of it."""

    start: float
    end: float
    text: str
    paragraph: int = 0


@dataclass(frozen=True)
class Wrap:
    """A finished sound track: MP3 bytes, exact cues, and what was measured."""

    mp3: bytes = field(repr=False)
    cues: tuple[Cue, ...]
    seconds: float
    loudness: float
    """Integrated loudness in LUFS."""
    pace: float
    """Words a minute, pauses included."""
    voice: str
    unspoken: tuple[str, ...] = ()
    """Sentences the voice could not say."""


@dataclass(frozen=True)
class Product:
    """What `make` hands to the writers: the text and, if asked for, the sound."""

    name: str
    plain: PlainArticle
    wrap: Wrap | None = None
