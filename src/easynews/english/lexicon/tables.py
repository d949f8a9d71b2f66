"""The lexicon's files: ours, and a team's own (TSV or TOML), read and checked line by line."""

import csv
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from easynews.english.lexicon.check import COLUMNS, faults
from easynews.errors import InputError, SetupError

Row = dict[str, str]
FIRST = {columns[0]: name for name, columns in COLUMNS.items()}
"""The first column says which table a file holds."""
OPTIONAL = frozenset({"when", "comment"})


def _records(lines: list[str]) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def shipped(name: str) -> list[Row]:
    """The lines of one of our files.

    Raises:
        SetupError: the file is missing.
    """
    try:
        text = (resources.files("easynews.english.lexicon") / f"{name}.tsv").read_text(encoding="utf-8")
    except OSError as error:
        raise SetupError(f"The lexicon file {name}.tsv is missing.", "Install easynews again.") from error
    head, *rows = _records(text.splitlines())
    return [dict(zip(head, row, strict=False)) for row in rows]


def own_tables(files: tuple[Path, ...]) -> dict[str, list[Row]]:
    """A team's files as tables; those given later stand before those given earlier.

    Raises:
        InputError: a file can't be read, or a line of it is wrong.
    """
    found: dict[str, list[Row]] = {}
    for file in files:
        wrong = []
        for line, name, row in _read(file):
            wrong += [f"  line {line}: {fault}" for fault in faults(name, row)]
            found.setdefault(name, []).insert(0, row)
        if wrong:
            raise InputError(
                f"{file} has lines that can't be used:\n" + "\n".join([*wrong, ""]), "Correct them and run again."
            )
    return found


def _read(file: Path) -> Iterator[tuple[int, str, Row]]:
    """Line number, table and values of each entry."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} can't be read as text in UTF-8.", "Save it as UTF-8, as TSV or TOML.") from error
    yield from _toml(text, file) if file.suffix.lower() == ".toml" else _tsv(text, file)


def _tsv(text: str, file: Path) -> Iterator[tuple[int, str, Row]]:
    lines = text.splitlines()
    head = lines[0].split("\t") if lines else [""]
    name = FIRST.get(head[0])
    if name is None or not set(head) <= set(COLUMNS[name]):
        wanted = "; ".join(" ".join(columns) for columns in COLUMNS.values())
        raise InputError(f"The first line of {file} must name the columns.", f"Columns, with tabs between: {wanted}.")
    for number, record in enumerate(_records(lines[1:]), 2):
        if any(cell.strip() for cell in record) and not record[0].startswith("#"):
            row = dict(zip(head, (cell.strip() for cell in record), strict=False))
            extra = {"": " ".join(record[len(head) :])} if len(record) > len(head) else {}
            yield number, name, _whole(name, row | extra)


def _toml(text: str, file: Path) -> Iterator[tuple[int, str, Row]]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{file} is not TOML: {error}.", "Correct it and run again.") from error
    for name, rows in tables.items():
        if name not in COLUMNS or not isinstance(rows, list):
            known = ", ".join(f"[[{table}]]" for table in COLUMNS)
            raise InputError(f"{file} has a table called {name!r}.", f"Use {known}.")
        places = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == f"[[{name}]]"]
        for number, row in zip(places, rows, strict=True):
            yield number, name, _whole(name, {key: str(value).strip() for key, value in row.items()})


def _whole(name: str, row: Row) -> Row:
    return {column: "" for column in COLUMNS[name] if column in OPTIONAL} | row
