"""Treebanks as lists of sentences."""

import lzma
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

CONFIG = tomllib.loads((Path(__file__).parent / "config.toml").read_text(encoding="utf-8"))

TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}


@dataclass
class Sentence:
    """One sentence: parallel lists, one value a token; heads count from 1, 0 is the root."""

    words: list[str]
    spaces: list[bool]
    lemmas: list[str]
    tags: list[str]
    pos: list[str]
    heads: list[int]
    relations: list[str]
    names: list[str] | None


def _text(path: Path) -> str:
    return lzma.open(path, "rt", encoding="utf-8").read() if path.suffix == ".xz" else path.read_text(encoding="utf-8")


def _entities(rows: list[list[str]]) -> list[str]:
    """BIO tags of GUM's `Entity` column: the outermost entities whose head is a proper noun."""
    spans, open_at = [], {}
    for at, row in enumerate(rows):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for mark in re.findall(r"\([^()]*\)?|[^()]*\)", found.group(1)) if found else ():
            parts = mark.strip("()").split("-")
            if mark.startswith("("):
                open_at.setdefault(parts[0], []).append((at, parts[1]))
            if mark.endswith(")") and open_at.get(parts[0]):
                start, kind = open_at[parts[0]].pop()
                spans.append((start, at + 1, kind))
    tags = ["O"] * len(rows)
    for start, end, kind in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        inside = range(start + 1, end + 1)
        heads = [k for k in range(start, end) if int(rows[k][6]) not in inside]
        if kind in TYPES and len(heads) == 1 and rows[heads[0]][3] == "PROPN":
            start, end = _trim(rows, start, end, heads[0])
            if all(t == "O" for t in tags[start:end]):
                tags[start:end] = [f"B-{TYPES[kind]}"] + [f"I-{TYPES[kind]}"] * (end - start - 1)
    return tags


def _trim(rows: list[list[str]], start: int, end: int, head: int) -> tuple[int, int]:
    """The name itself: no leading *the*, nothing after it that is not part of the name."""
    while start < head and rows[start][3] in {"DET", "PRON", "PUNCT", "NUM", "ADV", "NOUN"}:
        start += 1
    stop = end
    for k in range(head + 1, end):
        capital = rows[k][1][:1].isupper() or rows[k][3] in {"NUM"}
        inside = rows[k][1].lower() in {
            "of",
            "and",
            "for",
            "the",
            "de",
            "&",
            "'s",
            "-",
            "in",
            "on",
            "von",
            "van",
            "al",
            ".",
            "del",
            "la",
        }
        if not (capital or (inside and any(r[3] == "PROPN" for r in rows[k + 1 : end]))):
            stop = k
            break
    return start, stop


def read(path: Path, names: bool = False) -> list[Sentence]:
    """Sentences of a CoNLL-U file (`.conllu` or `.conllu.xz`); with names when it carries `Entity`."""
    sentences = []
    for block in _text(path).strip().split("\n\n"):
        table = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        joined = set()
        for row in table:
            if "-" in row[0]:
                first, last = map(int, row[0].split("-"))
                joined |= set(range(first, last))
                if "SpaceAfter=No" in row[9]:
                    joined.add(last)
        rows = [row for row in table if row[0].isdigit()]
        sentences.append(
            Sentence(
                [r[1] for r in rows],
                ["SpaceAfter=No" not in r[9] and int(r[0]) not in joined for r in rows],
                [r[2] for r in rows],
                [r[4] for r in rows],
                [r[3] for r in rows],
                [int(r[6]) for r in rows],
                [r[7] for r in rows],
                _entities(rows) if names else None,
            )
        )
    return sentences


def read_names(path: Path, sentences: list[Sentence]) -> None:
    """Put the BIO tags of an IOB2 file on the sentences with the same words."""
    tags = {}
    for block in _text(path).strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        tags[tuple(row[1] for row in rows)] = [row[2] for row in rows]
    for sentence in sentences:
        sentence.names = tags.get(tuple(sentence.words))


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Names as (start, end, type)."""
    found, start = set(), 0
    for at, tag in enumerate([*tags, "O"]):
        if not tag.startswith("I-"):
            if start < at and at and tags[start] != "O":
                found.add((start, at, tags[start][2:]))
            start = at
    return found
