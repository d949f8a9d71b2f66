"""Every line of the lexicon: in order, unique, easier than what it replaces, and of use."""

import re

import pytest

from easynews.english import lexicon
from easynews.english.lemmas import inflect
from easynews.english.levels import common_words, frequency
from easynews.rewrite import rules

CONDITIONS = {
    "obj",
    "noobj",
    "prep",
    "noprep",
    "subj",
    "mod",
    "attr",
    "pred",
    "compl",
    "nocompl",
    "sing",
    "plur",
    "tag",
}
PARTS = {"NOUN", "VERB", "ADJ", "ADV", "ADP", "SCONJ", "OTHER"}
FILES = {
    "phrases.tsv": ("phrase", "pos", "plain", "when", "comment"),
    "words.tsv": ("word", "pos", "plain", "when", "comment"),
    "definitions.tsv": ("term", "pos", "meaning", "comment"),
    "acronyms.tsv": ("letters", "expansion", "meaning", "comment"),
    "metonyms.tsv": ("name", "actor", "comment"),
}


@pytest.mark.parametrize("name", FILES)
def test_lines_are_whole_sorted_and_unique(name: str) -> None:
    columns, found = FILES[name], lexicon.rows(name)
    assert found and tuple(found[0]) == columns
    assert all(None not in row and None not in row.values() for row in found)
    keys = [tuple(row[c] for c in columns if c in {"pos", "when", columns[0]}) for row in found]
    assert len(set(keys)) == len(keys)
    firsts = [row[columns[0]].lower() for row in found]
    assert firsts == sorted(firsts)


def entries() -> list[lexicon.Entry]:
    tables = (lexicon.words().values(), lexicon.phrases().values())
    return [entry for table in tables for group in table for entry in group]


def test_parts_and_conditions_are_known() -> None:
    for entry in entries():
        assert entry.pos in PARTS, entry
        assert {c.partition("=")[0] for c in entry.when} <= CONDITIONS, entry
        assert not entry.plain.endswith((".", ",")) and entry.plain == entry.plain.strip(), entry


def test_there_are_enough_lines() -> None:
    assert len(entries()) >= 300


def test_the_plain_word_is_more_common() -> None:
    for (word, _), group in lexicon.words().items():
        for entry in group:
            hardest = min(frequency(w) for w in entry.plain.split(" "))
            assert hardest > frequency(word), entry


def test_no_chains() -> None:
    """The plain side is never itself replaced, whatever the context."""
    single = {(word, pos) for (word, pos), group in lexicon.words().items() if any(not e.when for e in group)}
    for entry in entries():
        for word in entry.plain.split(" "):
            assert (word, entry.pos) not in single or word in common_words(1500), entry


def test_no_chains_from_words_to_phrases() -> None:
    """No plain side holds a phrase that is itself replaced: a second run would change it again."""
    found = [entry for group in lexicon.phrases().values() for entry in group if "…" not in entry.source]
    phrases = {" ".join(word.rstrip("*") for word in entry.source) for entry in found}
    for entry in entries():
        assert [p for p in phrases if f" {p} " in f" {entry.plain} "] == [], entry


def test_phrases_have_two_words_and_keep_their_gap() -> None:
    for group in lexicon.phrases().values():
        for entry in group:
            assert len(entry.source) >= 2, entry
            assert ("…" in entry.source) == ("…" in entry.plain), entry


def test_verbs_inflect() -> None:
    for entry in entries():
        if entry.pos == "VERB":
            verb = entry.plain.split(" ")[0]
            forms = [inflect(verb, tag) for tag in ("VBD", "VBG", "VBZ", "VBN")]
            assert all(re.fullmatch(r"[a-z-]+", form) for form in forms), entry
            assert verb in {"put", "cut", "let", "set", "hit", "shut", "hurt", "cost", "spread"} or forms[2] != verb, (
                entry
            )


def test_definitions_are_short_and_not_circular() -> None:
    for row in lexicon.rows("definitions.tsv"):
        assert len(row["meaning"].split()) <= 14, row
        assert row["meaning"][0].islower() or row["meaning"].split()[0] in {"English"}, row
        assert row["term"] not in row["meaning"].split(), row


CESSATION = [
    "the cessation of hostilities",
    "a cessation of hostilities",
    "an immediate cessation of hostilities",
    "the cessation of all hostilities",
    "cessation of hostilities",
    "hostilities",
]


@pytest.mark.parametrize("phrase", CESSATION)
@pytest.mark.parametrize("frame", ["They want {}.", "They agreed to {} on Monday.", "Both sides talked about {}."])
def test_cessation_of_hostilities_comes_out_plain(phrase: str, frame: str) -> None:
    plain = rules.example(rules.words, frame.format(phrase))
    assert "hostilit" not in plain and "cessation" not in plain
    assert "fighting" in plain
