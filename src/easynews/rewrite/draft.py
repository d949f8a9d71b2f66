"""A sentence under rewriting: its words with their trace, and its parse, side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from easynews.documents import PlainSentence, Word
from easynews.english.pipeline import load_pipeline, parse_words


@dataclass(frozen=True)
class Draft:
    """Words and parse of one sentence: `words[i]` is `doc[i]`; `quoted[i]` tells if it stands in quotation marks."""

    words: tuple[Word, ...]
    doc: Doc
    quoted: tuple[bool, ...]
    aside: bool = False
    """Whether it only adds something about a name or thing, and may stand a little later."""
    naming: bool = False
    """Whether it says who somebody is, which goes before whatever else is said of them."""
    goes_on: bool = False
    """Whether it goes on from the sentence before, so that nothing may come between."""

    apostrophe: str = "'"
    """The one the text uses."""
    namesakes: frozenset[str] = frozenset()
    """Surnames that two people in the text share, so that nobody is called by them alone."""

    @cached_property
    def text(self) -> str:
        """The sentence as it reads now."""
        return text_of(self.words)

    @cached_property
    def length(self) -> int:
        """Number of words, marks left out."""
        return sum(any(c.isalnum() for c in w.text) for w in self.words)

    @cached_property
    def own_length(self) -> int:
        """Number of words outside quotation marks."""
        pairs = zip(self.words, self.quoted, strict=True)
        return sum(any(c.isalnum() for c in w.text) for w, quoted in pairs if not quoted)

    @cached_property
    def root(self) -> Token:
        """The word everything hangs on."""
        return next(t for t in self.doc if t.head.i == t.i)

    def of(self, tokens: Iterable[Token]) -> list[Word]:
        """The words of these tokens, in sentence order."""
        return [self.words[i] for i in sorted({t.i for t in tokens})]

    def plain(self) -> PlainSentence:
        """The finished sentence."""
        return PlainSentence(self.text, self.words, all(self.quoted) if self.quoted else False)


def text_of(words: Sequence[Word]) -> str:
    """The words as running text."""
    return "".join(w.text + (" " if w.space else "") for w in words).strip()


def apostrophe_of(text: str) -> str:
    """The apostrophe that a text uses: the curly one if it is there at all."""
    return "’" if "’" in text else "'"


def namesakes_of(docs: Iterable[Doc]) -> frozenset[str]:
    """The surnames that stand behind more than one first name."""
    first: dict[str, set[str]] = {}
    for doc in docs:
        for name in doc.ents:
            if name.label_ == "PERSON" and len(name) > 1:
                first.setdefault(name[-1].text, set()).add(name[0].text)
    return frozenset(last for last, firsts in first.items() if len(firsts) > 1)


def draft_of(sentence: Span, quoted: Sequence[bool]) -> Draft:
    """The draft of a parsed source sentence, before any change; white space tokens are left out."""
    mark = apostrophe_of(sentence.doc.text)
    tokens = [t for t in sentence if not t.is_space]
    words = tuple(
        Word(
            t.text,
            bool(t.whitespace_) or _space_next(t),
            (t.idx - sentence.start_char, t.idx - sentence.start_char + len(t)),
        )
        for t in tokens
    )
    inside = tuple(quoted[t.i] for t in tokens)
    if len(tokens) == len(sentence):
        doc = sentence.as_doc()
        for copy, token in zip(doc, tokens, strict=True):
            copy._.sure = token._.sure
        return Draft(words, doc, inside, apostrophe=mark)
    return Draft(words, parse_words([w.text for w in words], [w.space for w in words]), inside, apostrophe=mark)


def _space_next(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].is_space


def redraft(words: Sequence[Word], quoted: Sequence[bool], before: Draft | None = None) -> Draft:
    """A draft of changed words, parsed again as one sentence; it has the place of the one `before` the change."""
    words = tuple(words)
    doc = parse_words([w.text for w in words], [w.space for w in words])
    if before is None:
        return Draft(words, doc, tuple(quoted))
    return replace(before, words=words, doc=doc, quoted=tuple(quoted))


def new_words(text: str, rule: str, source: tuple[int, int] | None = None, space: bool = True) -> list[Word]:
    """Words of ours; `source` is what they stand for, `space` whether one follows the last."""
    tokens = list(load_pipeline().make_doc(text))
    words = [Word(t.text, bool(t.whitespace_), source, rule) for t in tokens]
    return [*words[:-1], replace(words[-1], space=space)]


def copied(words: Iterable[Word], rule: str) -> list[Word]:
    """The same words said again by a rule; they keep their source."""
    return [replace(w, rule=rule) for w in words]


def span_of(words: Iterable[Word]) -> tuple[int, int]:
    """The stretch of the source sentence that these words come from; (0, 0) when all are ours."""
    spans = [w.source for w in words if w.source]
    return (min(s for s, _ in spans), max(e for _, e in spans)) if spans else (0, 0)
