"""The whole way, top-down: a text goes in, plain English and a sound track come out.

The command line, the page and the Python interface all call this; no other module decides the order.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from easynews.documents import Article, PlainArticle, Product, Script, Wrap
from easynews.options import Choices, Level, Pace

if TYPE_CHECKING:
    from easynews.english.lexicon import Lexicon

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and of how many."""


def read(text: str, name: str = "the text") -> Article:
    """The story in a pasted text, without the page around it."""
    from easynews.readers import parse_article

    return parse_article(text, name)


def rewrite(
    article: Article, level: Level, choices: Choices | None = None, lexicon: "Lexicon | None" = None
) -> PlainArticle:
    """The story in plain English, with the trace of every change; `lexicon` is ours when none is given."""
    from easynews.rewrite.planner import simplify

    return simplify(article, level, choices, lexicon)


def record(script: Script, pace: Pace, voice: str | None = None, progress: Progress | None = None) -> Wrap:
    """The script as a sound track with exact cues."""
    from easynews.audio import record as record_script
    from easynews.voices import open_voice

    with open_voice(voice) as speaker:
        return record_script(script, speaker, pace, progress)


def product_of(
    article: Article,
    level: Level,
    pace: Pace | None,
    name: str = "",
    progress: Progress | None = None,
    voice: str | None = None,
    lexicon: "Lexicon | None" = None,
    choices: Choices | None = None,
) -> Product:
    """An article all the way to a finished product; `pace` None leaves the sound out, no name means the headline's.

    Raises:
        EasynewsError: the article can't be used, or a part of the installation is missing.
    """
    from easynews.outputs import slug
    from easynews.script import script_of

    plain = rewrite(article, level, choices, lexicon)
    wrap = record(script_of(plain), pace, voice, progress) if pace is not None else None
    return Product(name or slug(plain.title.text, plain.text), plain, wrap)


def make_product(
    text: str, level: Level, pace: Pace | None, name: str = "", progress: Progress | None = None
) -> Product:
    """A pasted text all the way to a finished product."""
    return product_of(read(text, name or "The text"), level, pace, name, progress)
