"""The lexicon: hard words and phrases, and how to say them plainly. One line an entry, in TSV files beside this one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from easynews.english.lexicon.tables import own_tables, shipped

T = TypeVar("T")


@dataclass(frozen=True)
class Entry:
    """A hard word or phrase (`source`, lemmas) and its plain form; `when` lists conditions that must all hold.

    An entry without plain form says that the word stays as it is.
    """

    source: tuple[str, ...]
    pos: str
    plain: str
    when: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """A term (lemmas) and what it means."""

    term: tuple[str, ...]
    pos: str
    meaning: str


@dataclass(frozen=True)
class Body:
    """An organisation or thing known by its letters; in a story with one of the words in `near`, if there are any."""

    letters: str
    expansion: str
    meaning: str
    near: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lexicon:
    """All tables, ready to be looked up.

    Attributes:
        words: by lemma and part of speech, those with more conditions first.
        phrases: by first word, the longest first.
        definitions: by first word of the term, the longest first.
        bodies: by letters.
        actors: capitals and seats that news uses for governments (*Moscow*, *Kremlin*), and who is meant.
    """

    words: Mapping[tuple[str, str], tuple[Entry, ...]]
    phrases: Mapping[str, tuple[Entry, ...]]
    definitions: Mapping[str, tuple[Definition, ...]]
    bodies: Mapping[str, tuple[Body, ...]]
    actors: Mapping[str, str]


@cache
def load(files: tuple[Path, ...] = ()) -> Lexicon:
    """Our lexicon with a team's own files over it: a line of theirs takes the place of ours for the same word.

    Raises:
        InputError: a file can't be read or a line of it is wrong; says which line, and what is wrong.
        SetupError: a file of ours is missing.
    """
    tables = {name: list(shipped(name)) for name in ("words", "phrases", "definitions", "acronyms", "metonyms")}
    for name, rows in own_tables(files).items():
        key = _KEYS[name]
        theirs = {tuple(row[column] for column in key) for row in rows}
        tables[name] = rows + [row for row in tables[name] if tuple(row[column] for column in key) not in theirs]
    words = [Entry((r["word"],), r["pos"], r["plain"], _parts(r["when"])) for r in tables["words"]]
    phrases = [Entry(tuple(r["phrase"].split(" ")), r["pos"], r["plain"], _parts(r["when"])) for r in tables["phrases"]]
    terms = [Definition(tuple(r["term"].split(" ")), r["pos"], r["meaning"]) for r in tables["definitions"]]
    bodies = [Body(r["letters"], r["expansion"], r["meaning"], _near(r["when"])) for r in tables["acronyms"]]
    return Lexicon(
        _grouped(((e.source[0], e.pos), e) for e in sorted(words, key=_most_particular)),
        _grouped((e.source[0].rstrip("*"), e) for e in sorted(phrases, key=_most_particular)),
        _grouped((d.term[0], d) for d in sorted(terms, key=lambda d: -len(d.term))),
        _grouped((b.letters, b) for b in bodies),
        {r["name"].removeprefix("the "): r["actor"] for r in tables["metonyms"]},
    )


_KEYS = {
    "words": ("word", "pos"), "phrases": ("phrase", "pos"), "definitions": ("term", "pos"),
    "acronyms": ("letters",), "metonyms": ("name",),
}  # fmt: skip


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _near(text: str) -> frozenset[str]:
    return frozenset(text.removeprefix("near=").split("|")) if text else frozenset()


def _most_particular(entry: Entry) -> tuple[int, int, int]:
    """More words first, then more conditions, then longer lists."""
    return -len(entry.source), -len(entry.when), -len("".join(entry.when))


def _grouped(pairs: Iterable[tuple[object, T]]) -> dict:  # type: ignore[type-arg]
    table: dict[object, list[T]] = {}
    for key, value in pairs:
        table.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in table.items()}
