"""easynews turns the news into plain English that people can read and hear.

Offline, traceable, and never changing a fact:

>>> from easynews import simplify
>>> simplify("The storm hit the coast and the mayor closed all schools.", level="very easy").text
'The storm hit the coast. The mayor closed all schools.'
"""

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from easynews.documents import PlainArticle, Product, Wrap

__version__ = "0.1.0"
__all__ = ["__version__", "make", "simplify", "speak"]


def simplify(
    text: str,
    level: str = "easy",
    grade: float | None = None,
    measure: str = "flesch-kincaid",
    quotes: str = "keep",
    spelling: str = "source",
) -> "PlainArticle":
    """A news text in plain English.

    Args:
        text: the article, as pasted: page furniture is left out.
        level: `very-easy` (A2), `easy` (B1) or `plain` (B2).
        grade: a target grade in place of a level.
        measure: what `grade` counts: `flesch-kincaid`, `flesch-ease`, `gunning-fog`, `smog`, `coleman-liau`,
            `automated`, `dale-chall` or `linsear`.
        quotes: `keep` leaves quotations word for word, `report` turns long ones into reported speech.
        spelling: `source`, `british` or `american`.

    Returns:
        The plain article: `.text`, `.glossary`, `.before` and `.after`, the trace of every change, and `.undo(edit)`.

    Raises:
        EasynewsError: the text holds no story in English, or an option makes no sense.
    """
    from easynews.options import GROUPS, QUOTES, SPELLINGS, Choices, level_for_grade, level_named, one_of
    from easynews.pipeline import read, rewrite

    wanted = level_named(level) if grade is None else level_for_grade(grade, measure)
    choices = Choices(GROUPS, one_of(quotes, QUOTES, "way with quotes"), one_of(spelling, SPELLINGS, "spelling"))
    return rewrite(read(text), wanted, choices)


def speak(text: str, pace: str = "easy", voice: str | None = None) -> "Wrap":
    """A text read aloud as it stands.

    Args:
        text: what to say; a blank line makes a longer pause.
        pace: `slow` (about 100 words a minute), `easy` (120) or `normal` (150).
        voice: a voice's name; see `easynews voices`.

    Returns:
        The sound track: `.mp3` (bytes), `.cues` (when each sentence is heard), `.seconds`, `.pace`.

    Raises:
        SpeechError: there is no such voice, or it failed.
    """
    from easynews.options import pace_named
    from easynews.pipeline import record
    from easynews.script import script_of_text

    return record(script_of_text(text), pace_named(pace), voice)


def make(
    text: str,
    out: str | PathLike[str] | None = None,
    level: str = "easy",
    grade: float | None = None,
    pace: str = "easy",
    name: str = "",
    formats: str = "txt,html,json,mp3,vtt",
) -> "Product":
    """The whole way: a pasted article to plain text, page, captions and MP3.

    Args:
        text: the article, as pasted.
        out: folder to write the files to; None writes nothing.
        level: see `simplify`.
        grade: see `simplify`.
        pace: see `speak`.
        name: file name without ending; made from the headline when empty.
        formats: which files, with commas between them; without `mp3`, `html` has no sound.

    Returns:
        The product: `.plain` (the article) and `.wrap` (the sound, None when not asked for).

    Raises:
        EasynewsError: see its subclasses; the message says what to do.
    """
    from easynews.options import formats_named, level_for_grade, level_named, pace_named
    from easynews.outputs import write
    from easynews.pipeline import make_product

    wanted = formats_named(formats)
    sound = pace_named(pace) if {"mp3", "vtt"} & set(wanted) else None
    product = make_product(text, level_named(level) if grade is None else level_for_grade(grade), sound, name)
    if out is not None:
        write(product, Path(out), wanted)
    return product
