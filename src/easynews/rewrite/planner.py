"""How far to go for this reader: from a level to the least change that gets there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from easynews.documents import Article, Edit, Paragraph, PlainArticle, PlainParagraph, Readability, Rewrite, Target
from easynews.english.lexicon import Lexicon, load
from easynews.english.pipeline import load_pipeline
from easynews.english.readability import flesch_kincaid, readability
from easynews.options import GROUPS, Level
from easynews.rewrite import engine
from easynews.rewrite.draft import Draft, draft_of
from easynews.rewrite.glossary import glossary_of
from easynews.rewrite.proposal import Rule
from easynews.rewrite.quotations import left_open, quoted_tokens
from easynews.rewrite.rules import CUTS, words_rules

NEAR_ENOUGH = 0.5
"""A target counts as reached when the grade is at most this much above it."""


MOST_PASSES = 4
"""A shorter sentence is read anew and may show more; it hardly ever does after the second pass."""


@dataclass
class _Work:
    """One source sentence on its way."""

    source: str
    drafts: tuple[Draft, ...]
    first: Draft
    edits: list[Edit] = field(default_factory=list)
    refused: list[Edit] = field(default_factory=list)

    @property
    def is_sentence(self) -> bool:
        """Whether it ends like a sentence; a line without end mark is a headline and is never cut."""
        return self.source.rstrip("\"'”’)]»")[-1:] in {".", "!", "?", "…"}

    def apply(self, rules: Sequence[Rule], longer_than: int) -> None:
        """Let the rules work on every sentence that has come of this one so far."""
        outcomes = [engine.rewrite(draft, rules, longer_than) for draft in self.drafts]
        self.drafts = engine.in_order([d for outcome in outcomes for d in outcome.drafts])
        self.edits += [e for outcome in outcomes for e in outcome.edits]
        known = {(e.rule, e.span, e.refused) for e in self.refused}
        self.refused += [e for o in outcomes for e in o.refused if (e.rule, e.span, e.refused) not in known]

    def result(self) -> Rewrite:
        """The finished sentence with its trace."""
        plain = tuple(d.plain() for d in self.drafts)
        return Rewrite(self.source, plain, tuple(self.edits), tuple(self.refused))


@dataclass(frozen=True)
class _Block:
    works: tuple[_Work, ...]
    kind: str


def simplify(
    article: Article, level: Level, groups: Iterable[str] = GROUPS, lexicon: Lexicon | None = None
) -> PlainArticle:
    """The article in plain English for this level, with its whole trace; `lexicon` is ours when none is given.

    Words and phrases come first, as they never break a sentence. Then long sentences are cut, the
    surest cuts first. Once the text has reached its target grade, only sentences longer than the
    level's longest are still cut.
    """
    wanted, known = set(groups), lexicon or load()
    title, *body = _blocks((Paragraph(article.title, "heading"), *article.paragraphs))
    works = [work for block in body if block.kind != "heading" for work in block.works]
    everything = [*title.works, *(w for block in body for w in block.works)]
    before = _scores([w.first for w in works] or [w.first for w in everything], level)
    for _ in range(MOST_PASSES):
        done = sum(len(work.edits) for work in everything)
        _one_pass(everything, works, level, wanted, known)
        if done == sum(len(work.edits) for work in everything):
            break
    after = _scores([d for w in works or everything for d in w.drafts], level)
    drafts = [d for w in everything for d in w.drafts]
    return PlainArticle(
        article,
        _paragraph(title),
        tuple(map(_paragraph, body)),
        glossary_of(drafts, level.vocabulary, known),
        before,
        after,
        _target(level, after, works),
    )


def _one_pass(
    everything: Sequence[_Work], works: Sequence[_Work], level: Level, wanted: set[str], lexicon: Lexicon
) -> None:
    """Words everywhere, then the cuts, step by step, in the sentences of the story."""
    if "words" in wanted:
        for work in everything:
            work.apply(words_rules(level.vocabulary, lexicon), 0)
    if "structure" in wanted:
        for rules in CUTS:
            limit = level.mean_words if _own_grade(works) > level.grade else level.longest
            for work in works:
                if work.is_sentence:
                    work.apply(rules, limit)


def _blocks(paragraphs: Iterable[Paragraph]) -> Iterator[_Block]:
    """The parsed paragraphs; a quotation may run over several."""
    going_on = False
    for paragraph in paragraphs:
        doc = load_pipeline()(paragraph.text)
        yield _block(doc, paragraph.kind, quoted_tokens(doc, going_on))
        going_on = left_open(doc, going_on)


def _block(doc: Doc, kind: str, quoted: Sequence[bool]) -> _Block:
    works = []
    for sentence in doc.sents:
        if any(not t.is_space for t in sentence):
            draft = draft_of(sentence, quoted)
            works.append(_Work(sentence.text.strip(), (draft,), draft))
    return _Block(tuple(works), kind)


def _paragraph(block: _Block) -> PlainParagraph:
    return PlainParagraph(tuple(w.result() for w in block.works), block.kind)


def _scores(drafts: Sequence[Draft], level: Level) -> Readability:
    rows: list[tuple[str, Doc, Sequence[bool]]] = [(d.text, d.doc, d.quoted) for d in drafts]
    return readability(rows, level.vocabulary)


def _own_grade(works: Sequence[_Work]) -> float:
    own = [
        "".join(t.text_with_ws for t, q in zip(d.doc, d.quoted, strict=True) if not q) for w in works for d in w.drafts
    ]
    return flesch_kincaid(own)


def _target(level: Level, after: Readability, works: Sequence[_Work]) -> Target:
    reached = after.own_grade <= level.grade + NEAR_ENOUGH
    return Target(level.name, level.grade, reached, () if reached else tuple(_obstacles(level, works)))


def _obstacles(level: Level, works: Sequence[_Work]) -> Iterable[str]:
    """What stands in the way of the target, in sentences a person can use."""
    drafts = [d for w in works for d in w.drafts]
    long = [d for d in drafts if d.length > level.longest]
    quoting = sum(any(d.quoted) for d in long)
    if long:
        noun = "sentence is" if len(long) == 1 else "sentences are"
        yield f"{len(long)} {noun} longer than {level.longest} words, {quoting} of them with a quotation."
    words = sum(d.length for d in drafts)
    names = sum(t.pos_ == "PROPN" or bool(t.ent_type_) for d in drafts for t in d.doc)
    yield f"{100 * names / max(1, words):.0f} % of the words are names, which stay as they are."
    refused = sum(len(w.refused) for w in works)
    if refused:
        yield f"{refused} more {'change was' if refused == 1 else 'changes were'} possible but not safe."
