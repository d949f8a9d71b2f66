"""The lexicon: hard words and phrases, and how to say them plainly. One line an entry, in TSV files beside this one."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from easynews.errors import SetupError


@dataclass(frozen=True)
class Entry:
    """A hard word or phrase (`source`, lemmas) and its plain form; `when` lists conditions that must all hold."""

    source: tuple[str, ...]
    pos: str
    plain: str
    when: tuple[str, ...] = ()


@dataclass(frozen=True)
class Body:
    """An organisation known by its letters."""

    letters: str
    expansion: str
    meaning: str


def rows(name: str) -> list[dict[str, str]]:
    """The lines of a lexicon file, as dictionaries by column.

    Raises:
        SetupError: the file is missing.
    """
    try:
        text = (resources.files("easynews.english.lexicon") / name).read_text(encoding="utf-8")
    except OSError as error:
        raise SetupError(f"The lexicon file {name} is missing.", "Install easynews again.") from error
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _conditions(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


@cache
def phrases() -> dict[str, tuple[Entry, ...]]:
    """Multi-word entries by their first word, the longest first."""
    table: dict[str, list[Entry]] = {}
    for row in rows("phrases.tsv"):
        words = tuple(row["phrase"].split(" "))
        table.setdefault(words[0].rstrip("*"), []).append(
            Entry(words, row["pos"], row["plain"], _conditions(row["when"]))
        )
    return {key: tuple(sorted(entries, key=_longest_first)) for key, entries in table.items()}


def _longest_first(entry: Entry) -> tuple[int, int, int]:
    """The most particular entry first: more words, more conditions, longer lists."""
    return -len(entry.source), -len(entry.when), -len("".join(entry.when))


@cache
def words() -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Single-word entries by lemma and part of speech, those with conditions first."""
    table: dict[tuple[str, str], list[Entry]] = {}
    for row in rows("words.tsv"):
        entry = Entry((row["word"],), row["pos"], row["plain"], _conditions(row["when"]))
        table.setdefault((row["word"], row["pos"]), []).append(entry)
    return {key: tuple(sorted(entries, key=_longest_first)) for key, entries in table.items()}


@cache
def definitions() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """Meanings by the first word of the term: (lemmas, part of speech, meaning), the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in rows("definitions.tsv"):
        term = tuple(row["term"].split(" "))
        table.setdefault(term[0], []).append((term, row["pos"], row["meaning"]))
    return {key: tuple(sorted(found, key=lambda t: (-len(t[0]), t))) for key, found in table.items()}


@cache
def actors() -> dict[str, str]:
    """Capitals and seats that news uses for governments (*Moscow*, *Kremlin*), and who is meant."""
    return {row["name"].removeprefix("the "): row["actor"] for row in rows("metonyms.tsv")}


@cache
def bodies() -> dict[str, Body]:
    """Organisations by their letters."""
    return {row["letters"]: Body(row["letters"], row["expansion"], row["meaning"]) for row in rows("acronyms.tsv")}
