"""Readers: a path, standard input or pasted text → the article in it."""

import sys
from pathlib import Path
from typing import BinaryIO

from easynews import limits
from easynews.documents import Article
from easynews.errors import InputError
from easynews.readers.furniture import article_from
from easynews.readers.text import check_english, clean, read_text, too_large

__all__ = ["parse_article", "read_article", "read_source"]

_LONGEST_NAME = 80


def read_source(source: str, stdin: BinaryIO | None = None) -> str:
    """The clean text in a file, or on standard input, whatever its language.

    Args:
        source: a path, or `-` for standard input.
        stdin: the bytes to read for `-`; standard input itself if not given.

    Raises:
        InputError: there is no such file, or it can't be read as text.
        LimitError: it is larger than one article may be.
    """
    if source == "-":
        return read_text((stdin or sys.stdin.buffer).read(limits.ARTICLE_BYTES + 1), _name(source))
    return read_text(_bytes_of(source), _name(source))


def read_article(source: str, stdin: BinaryIO | None = None) -> Article:
    """The article in a file, or on standard input; the arguments and errors of `read_source`.

    Raises:
        InputError: besides, the text is not English or holds no story.
    """
    return _article(read_source(source, stdin), _name(source))


def parse_article(text: str, name: str = "The text") -> Article:
    """The article in a text that was pasted; `name` is what messages call it.

    Raises:
        InputError: it holds no story in English.
        LimitError: it is larger than one article may be.
    """
    return _article(clean(text, name), name)


def _article(text: str, name: str) -> Article:
    check_english(text, name)
    return article_from(text)


def _name(source: str) -> str:
    if source == "-":
        return "Standard input"
    return source if len(source) <= _LONGEST_NAME else source[:_LONGEST_NAME] + "…"


def _bytes_of(source: str) -> bytes:
    path, shown = Path(source), _name(source)
    try:
        if path.is_dir():
            raise InputError(f"{shown} is a folder.", "Name one text file in it.")
        if path.is_file() and path.stat().st_size > limits.ARTICLE_BYTES:
            raise too_large(shown, path.stat().st_size)
        with path.open("rb") as file:
            return file.read(limits.ARTICLE_BYTES + 1)
    except FileNotFoundError:
        raise InputError(
            f"There is no file {shown}.", "Check the name, or give - to read from standard input."
        ) from None
    except PermissionError:
        raise InputError(
            f"{shown} may not be read.", "Ask its owner for the right to read it, or copy its text."
        ) from None
    except (OSError, ValueError) as error:
        raise InputError(
            f"{shown} can't be read: {error.strerror if isinstance(error, OSError) else error}.",
            "Give the path of a text file.",
        ) from None
