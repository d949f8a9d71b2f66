"""How far to go for this reader: from a level to the least change that gets there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from easynews.documents import (
    Article,
    Edit,
    Paragraph,
    PlainArticle,
    PlainParagraph,
    Readability,
    Rewrite,
    Settings,
    Target,
)
from easynews.english.lexicon import Lexicon, load
from easynews.english.pipeline import load_pipeline
from easynews.english.readability import flesch_kincaid, readability, textstat_score, words_of
from easynews.english.spelling import variety_of
from easynews.options import FLESCH_KINCAID, MEASURES, Choices, Level
from easynews.rewrite import engine, grammar
from easynews.rewrite.draft import Draft, apostrophe_of, draft_of, namesakes_of
from easynews.rewrite.glossary import glossary_of
from easynews.rewrite.proposal import Rule
from easynews.rewrite.quotations import left_open, quoted_tokens
from easynews.rewrite.rules import CUTS, ORDER, indirect, passives, words_rules
from easynews.rewrite.rules.spelling import Spelling

STRICT = 0.5
"""Cutting goes on until a text is this much below where its target counts as reached."""

GOING_ON = frozenset({"it", "they", "he", "she", "this", "these", "its", "their", "his", "her"})
"""First words of a sentence that goes on about the subject of the one before."""

BESIDE_QUOTE = 7
"""Words of our own that a sentence with a quotation may have: the quotation can't be made shorter."""

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
    barred: frozenset[engine.Key] = frozenset()
    """Changes that were taken back and must not be made again."""

    @property
    def is_sentence(self) -> bool:
        """Whether it ends like a sentence; a line without end mark is a headline and is never cut."""
        return self.source.rstrip("\"'”’)]»")[-1:] in {".", "!", "?", "…"}

    def apply(self, rules: Sequence[Rule], longer_than: int) -> None:
        """Let the rules work on every sentence that has come of this one so far."""
        limits = [min(longer_than, BESIDE_QUOTE) if any(d.quoted) else longer_than for d in self.drafts]
        pairs = zip(self.drafts, limits, strict=True)
        outcomes = [engine.rewrite(draft, rules, limit, self.barred) for draft, limit in pairs]
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
    article: Article, level: Level, choices: Choices | None = None, lexicon: Lexicon | None = None
) -> PlainArticle:
    """The article in plain English for this level, with its whole trace; `lexicon` is ours when none is given.

    Words and phrases come first, as they never break a sentence. Then long sentences are cut, the
    surest cuts first. Once the text has reached its target grade, only sentences longer than the
    level's longest are still cut.
    """
    return _simplify(article, Settings(level, choices or Choices(), lexicon, ()))


def without(plain: PlainArticle, edit: Edit) -> PlainArticle:
    """The article without one change: everything is done again with the same limits, but for that change.

    Raises:
        ValueError: the article has no such change, or was not made by `simplify`.
    """
    rewrites = [r for p in (plain.title, *plain.paragraphs) for r in p.rewrites]
    exact = [k for k, r in enumerate(rewrites) if any(e is edit for e in r.edits)]
    equal = [k for k, r in enumerate(rewrites) if edit in r.edits]
    if plain.settings is None or not equal:
        raise ValueError("This article has no such change.")
    undone = (*plain.settings.undone, ((exact or equal)[0], edit))
    return _simplify(plain.article, replace(plain.settings, undone=undone))


def _simplify(article: Article, settings: Settings) -> PlainArticle:
    level, known = settings.level, settings.lexicon or load()
    title, *body = _blocks((Paragraph(article.title, "heading"), *article.paragraphs))
    works = [work for block in body if block.kind != "heading" for work in block.works]
    everything = [*title.works, *(w for block in body for w in block.works)]
    for number, edit in settings.undone:
        everything[number].barred |= {engine.key_of(edit)}
    before = _scores([w.first for w in works] or [w.first for w in everything], level)
    limits = _Limits(level, works, list(settings.limits))
    _all_passes(everything, works, settings.choices, limits, known)
    after = _scores([d for w in works or everything for d in w.drafts], level)
    drafts = [d for w in everything for d in w.drafts]
    return PlainArticle(
        article,
        _paragraph(title),
        tuple(map(_paragraph, body)),
        glossary_of(drafts, level.vocabulary, known),
        before,
        after,
        _target(level, works),
        replace(settings, limits=tuple(limits.used)),
    )


@dataclass
class _Limits:
    """The sentence length down to which each step cuts; the same again when a change is taken back."""

    level: Level
    works: Sequence[_Work]
    given: list[int]
    used: list[int] = field(default_factory=list)

    def next(self) -> int:
        """The limit for the next step: short when the text is above its target, else only the longest."""
        at = len(self.used)
        above = at >= len(self.given) and not MEASURES[self.level.measure].reached(
            _score(self.works, self.level), self.level.grade - STRICT
        )
        limit = self.given[at] if at < len(self.given) else self.level.mean_words if above else self.level.longest
        self.used.append(limit)
        return limit


def _all_passes(
    everything: Sequence[_Work], works: Sequence[_Work], choices: Choices, limits: _Limits, lexicon: Lexicon
) -> None:
    source = [t.text for w in everything for t in w.first.doc]
    spelling = _spelling(choices, source)
    again = len(limits.given) // len(CUTS)
    for _ in range(again or MOST_PASSES):
        done = sum(len(work.edits) for work in everything)
        if "words" in choices.groups:
            for work in everything:
                work.apply(words_rules(limits.level.vocabulary, lexicon), 0)
        if "structure" in choices.groups:
            _cut(works, choices, limits)
        for work in everything:
            work.apply(spelling, 0)
        if not again and done == sum(len(work.edits) for work in everything):
            break


def _cut(works: Sequence[_Work], choices: Choices, limits: _Limits) -> None:
    """The cuts, step by step, in the sentences of the story; then the order, whatever the length."""
    for rules in CUTS:
        limit = limits.next()
        for work in works:
            if work.is_sentence:
                work.apply(rules, limit)
    for work in works:
        if work.is_sentence:
            work.apply(ORDER, 0)
            if choices.quotes == "report":
                work.apply((indirect,), 0)
    _make_active(works)


def _make_active(works: Sequence[_Work]) -> None:
    """Passives with a doer, where the text does not go on about their subject: there the passive serves a purpose."""
    places = [(work, k) for work in works if work.is_sentence for k in range(len(work.drafts))]
    for at, (work, k) in enumerate(places):
        before, after = (_words_at(places, at - 1), _words_at(places, at + 1))
        noun = grammar.subject(work.drafts[k].root)
        if noun is None or noun.lower_ in before or after[:1] and after[0] in GOING_ON:
            continue
        outcome = engine.rewrite(work.drafts[k], (passives,), 0, work.barred)
        work.drafts = (*work.drafts[:k], *outcome.drafts, *work.drafts[k + 1 :])
        work.edits += outcome.edits
        known = {(e.rule, e.span, e.refused) for e in work.refused}
        work.refused += [e for e in outcome.refused if (e.rule, e.span, e.refused) not in known]


def _words_at(places: Sequence[tuple[_Work, int]], at: int) -> list[str]:
    """The words of the sentence at this place, in small letters; none where there is no sentence."""
    if not 0 <= at < len(places):
        return []
    work, k = places[at]
    return [w.text.lower() for w in work.drafts[k].words]


def _spelling(choices: Choices, source: Sequence[str]) -> tuple[Rule, ...]:
    """The rule for the spelling asked for; without a wish our own words follow the source."""
    if choices.spelling != "source":
        return (Spelling(choices.spelling),)
    variety = variety_of(source)
    return (Spelling(variety, ours_only=True),) if variety else ()


def _blocks(paragraphs: Iterable[Paragraph]) -> Iterator[_Block]:
    """The parsed paragraphs; a quotation may run over several."""
    read = [(paragraph, load_pipeline()(paragraph.text)) for paragraph in paragraphs]
    apostrophe, namesakes = apostrophe_of(" ".join(p.text for p, _ in read)), namesakes_of(doc for _, doc in read)
    going_on = False
    for paragraph, doc in read:
        quoted = quoted_tokens(doc, going_on)
        sentences = [s for s in doc.sents if any(not t.is_space for t in s)]
        drafts = [replace(draft_of(s, quoted), apostrophe=apostrophe, namesakes=namesakes) for s in sentences]
        pairs = zip(sentences, drafts, strict=True)
        yield _Block(tuple(_Work(s.text.strip(), (draft,), draft) for s, draft in pairs), paragraph.kind)
        going_on = left_open(doc, going_on)


def _paragraph(block: _Block) -> PlainParagraph:
    return PlainParagraph(tuple(w.result() for w in block.works), block.kind)


def _scores(drafts: Sequence[Draft], level: Level) -> Readability:
    rows: list[tuple[str, Doc, Sequence[bool]]] = [(d.text, d.doc, d.quoted) for d in drafts]
    return readability(rows, level.vocabulary)


def _score(works: Sequence[_Work], level: Level) -> float:
    """The text's score on the level's measure, quotations left out."""
    own = [
        "".join(t.text_with_ws for t, q in zip(d.doc, d.quoted, strict=True) if not q) for w in works for d in w.drafts
    ]
    if level.measure == FLESCH_KINCAID:
        return flesch_kincaid([text for text in own if len(words_of(text)) > 1])
    return textstat_score([text.strip() for text in own if len(words_of(text)) > 1], MEASURES[level.measure].function)


def _target(level: Level, works: Sequence[_Work]) -> Target:
    measure, score = MEASURES[level.measure], round(_score(works, level), 2)
    reached = measure.reached(score, level.grade)
    obstacles = () if reached else tuple(_obstacles(level, works))
    return Target(level.name, level.grade, reached, obstacles, measure.label, score)


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
