"""What makes a line of the lexicon right or wrong."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from easynews.english.lemmas import inflect
from easynews.english.levels import frequency

COLUMNS = {
    "words": ("word", "pos", "plain", "when", "comment"),
    "phrases": ("phrase", "pos", "plain", "when", "comment"),
    "definitions": ("term", "pos", "meaning", "comment"),
    "acronyms": ("letters", "expansion", "meaning", "when", "comment"),
    "metonyms": ("name", "actor", "comment"),
}
PARTS = frozenset({"NOUN", "VERB", "ADJ", "ADV", "ADP", "SCONJ", "OTHER"})
CONDITIONS = frozenset(
    ["obj", "noobj", "prep", "noprep", "subj", "mod", "attr", "pred", "compl", "nocompl", "sing", "plur", "tag"]
)
LONGEST_MEANING = 14
FREE = frozenset({"comment", "when", "plain"})


def faults(table: str, row: dict[str, str]) -> Iterator[str]:
    """What is wrong with one line."""
    columns = COLUMNS[table]
    if unknown := [column for column in row if column not in columns]:
        yield f"more columns than {' '.join(columns)}" if unknown == [""] else f"unknown column {', '.join(unknown)}"
    missing = [column for column in columns if column not in row or not row[column] and column not in FREE]
    if missing:
        yield f"nothing in the column {', '.join(missing)}"
        return
    if "pos" in columns and row["pos"] not in PARTS:
        yield f"unknown part of speech {row['pos']!r}; known are {', '.join(sorted(PARTS))}"
    if table in {"words", "phrases"}:
        yield from _replacement(table, row)
    if table == "acronyms" and row["when"] and not row["when"].startswith("near="):
        yield f"unknown condition {row['when']!r}; known is near=word|word"
    if table == "definitions":
        yield from _definition(row)


def _replacement(table: str, row: dict[str, str]) -> Iterator[str]:
    source, plain = row[COLUMNS[table][0]], row["plain"]
    for condition in filter(None, (part.strip() for part in row["when"].split(";"))):
        if condition.partition("=")[0] not in CONDITIONS:
            yield f"unknown condition {condition!r}; known are {', '.join(sorted(CONDITIONS))}"
    if (" " in source) != (table == "phrases"):
        yield f"{source!r} belongs to the {'words' if table == 'phrases' else 'phrases'}"
    if plain == source:
        yield f"{source!r} is replaced by itself"
    if ("…" in source) != ("…" in plain) and plain:
        yield "a gap (…) has to stand on both sides"
    if table == "words" and plain:
        hardest = min(plain.split(" "), key=frequency)
        if frequency(hardest) <= frequency(source):
            yield f"{hardest!r} is no commoner than {source!r}"
    if row["pos"] == "VERB" and plain:
        verb = plain.split(" ")[0]
        if not all(inflect(verb, tag).isalpha() for tag in ("VBD", "VBG", "VBZ", "VBN")):
            yield f"{verb!r} can't be inflected"


def _definition(row: dict[str, str]) -> Iterator[str]:
    words = row["meaning"].split()
    if len(words) > LONGEST_MEANING:
        yield f"the meaning has {len(words)} words; {LONGEST_MEANING} at most"
    if row["term"] in words:
        yield "the meaning uses the term itself"


@cache
def defining_forms() -> frozenset[str]:
    """Every form of the words that our definitions are written in (`defining.txt`, a closed list)."""
    from lemminflect import getAllInflections

    text = (resources.files("easynews.english.lexicon") / "defining.txt").read_text(encoding="utf-8")
    words = [line for line in text.splitlines() if line and not line.startswith("#")]
    return frozenset(words) | {form for word in words for forms in getAllInflections(word).values() for form in forms}


def outside_defining_words(meaning: str) -> list[str]:
    """The words of a meaning that are neither defining words nor names."""
    plain = " ".join(part for part in meaning.split() if part == part.lower())
    found = [word.removesuffix("'s").removesuffix("'") for word in re.findall(r"[^\W\d_]+(?:'[a-z]+)?", plain)]
    return [word for word in found if word not in defining_forms()]
