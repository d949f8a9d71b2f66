"""One story made easier by hand: what the writers and the page are tested with, and looked at."""

import re
from dataclasses import replace

from easynews.documents import (
    Article,
    Cue,
    Dropped,
    Edit,
    Paragraph,
    PlainArticle,
    PlainParagraph,
    PlainSentence,
    Product,
    Readability,
    Rewrite,
    Target,
    Term,
    Word,
    Wrap,
)

HOSTILE = "</script><img src=x onerror=\"alert(1)\"> & ${alert(2)} {{ 7*7 }} {% raw %} 'quoted'"


def traced(text: str, source: str, rule: str = "easier-word") -> PlainSentence:
    """A plain sentence whose words point to the same words of the source, in order, or to a rule."""
    words, at = [], 0
    for token in re.finditer(r"\w+|[^\w\s]", text):
        found = source.find(token[0], at)
        span = (found, found + len(token[0])) if found >= 0 else None
        at = span[1] if span else at
        space = text[token.end() : token.end() + 1] == " "
        words.append(Word(token[0], space, span, "" if span else rule))
    return PlainSentence(text, tuple(words), quoted=text.startswith("“"))


def edit(source: str, rule: str, before: str, after: str, why: str, refused: str = "") -> Edit:
    """An edit at the place where `before` stands in the source."""
    start = source.index(before)
    return Edit(rule, (start, start + len(before)), before, after, why, refused)


def rewrite(source: str, *plain: str, edits: tuple[tuple[str, str, str, str], ...] = ()) -> Rewrite:
    """A source sentence, its plain sentences, and the edits that were made."""
    sentences = tuple(traced(text, source) for text in plain or (source,))
    return Rewrite(source, sentences, tuple(edit(source, *one) for one in edits))


_TITLE = rewrite(
    "Council approves harbour ferry following decade-long dispute", "City council says yes to harbour ferry"
)

_VOTE = rewrite(
    "The city council on Tuesday approved a proposal to reinstate the harbour ferry, which was discontinued in 2014, "
    "following a contentious dispute over its cost.",
    "On Tuesday the city council said yes to a plan to bring back the harbour ferry.",
    "The ferry stopped running in 2014.",
    "Before the vote, people argued strongly about its cost.",
    edits=(
        ("easier-word", "approved a proposal", "said yes to a plan", "These words are used more often."),
        ("easier-word", "reinstate", "bring back", "“Bring back” is a more common way to say it."),
        (
            "which-clause",
            ", which was discontinued in 2014,",
            "The ferry stopped running in 2014.",
            "The middle of the sentence became a sentence of its own.",
        ),
        (
            "time-link",
            "following a contentious dispute over its cost",
            "Before the vote, people argued strongly about its cost.",
            "A noun became a verb, so that we see who did what.",
        ),
    ),
)

_COST = rewrite(
    "Construction of two electric vessels is expected to cost about 42 million dollars, of which at least a third "
    "would be met by the national infrastructure fund.",
    "Two electric ships may be built, and this is expected to cost about 42 million dollars.",
    "At least a third of the money would come from the national infrastructure fund.",
    edits=(
        ("easier-word", "vessels", "ships", "A ship is the everyday word for a vessel."),
        ("of-which", ", of which", ". … of the money", "A long sentence became two."),
        ("passive", "be met by", "come from", "The sentence now says where the money comes from."),
    ),
)

_QUOTE_SOURCE = "“We cannot afford to get this wrong a second time,” said Marta Okafor, the deputy mayor."
_QUOTE = Rewrite(
    _QUOTE_SOURCE,
    (
        traced("Marta Okafor is the deputy mayor.", _QUOTE_SOURCE, "apposition"),
        traced("She said: “We cannot afford to get this wrong a second time.”", _QUOTE_SOURCE, "who-said-it"),
    ),
    (
        edit(
            _QUOTE_SOURCE,
            "apposition",
            ", the deputy mayor",
            "Marta Okafor is the deputy mayor.",
            "Who she is became a sentence of its own.",
        ),
        edit(_QUOTE_SOURCE, "who-said-it", "said Marta Okafor", "She said:", "Who said it now comes first."),
    ),
    (
        edit(
            _QUOTE_SOURCE,
            "easier-word",
            "afford to get this wrong",
            "make this mistake",
            "This phrase is hard.",
            "These are her exact words, so nothing inside the quotation marks may change.",
        ),
    ),
)

_OPPONENTS_SOURCE = "Opponents allege that passenger forecasts were inflated, a claim the operator denies."
_OPPONENTS = Rewrite(
    _OPPONENTS_SOURCE,
    (
        traced("Opponents say that the number of expected passengers was made too high.", _OPPONENTS_SOURCE),
        traced("The operator says this is not true.", _OPPONENTS_SOURCE),
    ),
    (
        edit(
            _OPPONENTS_SOURCE,
            "easier-word",
            "allege",
            "say",
            "“Say” is easier, and it is still only what the opponents claim.",
        ),
    ),
    (
        edit(
            _OPPONENTS_SOURCE,
            "drop-claim",
            "Opponents allege that",
            "",
            "This would make the sentence shorter.",
            "Without these words a claim would look like a fact.",
        ),
    ),
)

_SAME = rewrite("The first boat could sail in May 2028.")
_ASK = rewrite("The council will also ask people on the east side where the ferry should stop.")
_LIST = rewrite("Under the plan:")
_ITEMS = (
    rewrite(
        "a ferry will depart every 20 minutes during peak hours;",
        "A ferry will leave every 20 minutes when most people travel.",
        edits=(("easier-word", "depart", "leave", "“Leave” is more common."),),
    ),
    rewrite("children under 12 travel free.", "Children under 12 travel free."),
)

PARAGRAPHS = (
    PlainParagraph((_VOTE,)),
    PlainParagraph((_COST,)),
    PlainParagraph((rewrite("What happens next"),), "heading"),
    PlainParagraph((_QUOTE,)),
    PlainParagraph((_OPPONENTS, _SAME)),
    PlainParagraph((_ASK,)),
    PlainParagraph((_LIST,)),
    *(PlainParagraph((item,), "item") for item in _ITEMS),
)

ARTICLE = Article(
    title=_TITLE.source,
    paragraphs=tuple(Paragraph(p.source, p.kind) for p in PARAGRAPHS),
    date="18 November 2026",
    source="Harbour Courier",
    byline="By Ines Falk",
    dropped=(
        Dropped("4 min read", "reading time"),
        Dropped("Share this story", "button of the page"),
        Dropped("Sign up for our morning letter", "advertisement"),
    ),
)

PLAIN = PlainArticle(
    article=ARTICLE,
    title=PlainParagraph((_TITLE,)),
    paragraphs=PARAGRAPHS,
    glossary=(
        Term("city council", "the group of people who are chosen to run a city"),
        Term("infrastructure fund", "public money for roads, bridges, railways and ports"),
        Term("fund", "money kept for one purpose"),
        Term("afford", "to have enough money, or to be able to do something without harm"),
        Term("deputy", "a person who is second after the leader, and does the leader’s work when needed"),
        Term("Opponents", "people who are against something"),
    ),
    before=Readability(13.4, 13.1, 108, 6, 18.0, 34, 0.17),
    after=Readability(7.0, 6.8, 118, 12, 9.8, 16, 0.06),
    target=Target("easy", 7.0, reached=True),
)

SENTENCES = [
    (sentence.text, number)
    for number, paragraph in enumerate((PLAIN.title, *PLAIN.paragraphs))
    for one in paragraph.rewrites
    for sentence in one.sentences
]

CUES = tuple(
    Cue(start=2.5 * place, end=2.5 * place + 2.1, text=text, paragraph=number)
    for place, (text, number) in enumerate(SENTENCES)
)

WRAP = Wrap(
    mp3=b"ID3\x03\x00\x00\x00\x00\x00\x00" + bytes(range(256)),
    cues=CUES,
    seconds=2.5 * len(CUES),
    loudness=-19.1,
    pace=119.0,
    voice="English (America)",
)

SILENT = Product(name="harbour-ferry", plain=PLAIN)
SPOKEN = replace(SILENT, wrap=WRAP)


def hostile() -> Product:
    """The same story with text that tries to break out wherever a page could have put it."""
    sentence = PlainSentence(HOSTILE, (Word(HOSTILE, False, None, HOSTILE),))
    bad = Edit(HOSTILE, (0, 1), HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    paragraph = PlainParagraph((Rewrite(HOSTILE + "!", (sentence,), (bad,), (bad,)),))
    term = Term(HOSTILE, HOSTILE)
    article = Article(HOSTILE, (), HOSTILE, HOSTILE, HOSTILE, (Dropped(HOSTILE, HOSTILE),))
    target = Target(HOSTILE, 7.0, False, (HOSTILE,))
    kinds = tuple(replace(paragraph, kind=kind) for kind in ("text", "heading", "item"))
    plain = replace(
        PLAIN, article=article, title=paragraph, paragraphs=kinds, glossary=(term, Term("img", HOSTILE)), target=target
    )
    return Product(name=HOSTILE, plain=plain, wrap=replace(WRAP, voice=HOSTILE, cues=(Cue(0, 1, HOSTILE, 1),)))
