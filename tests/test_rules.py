"""Every rule against its case file: what must change, and what must stay."""

from pathlib import Path
from typing import Any

import pytest

from easynews.english import reader
from easynews.rewrite import rules
from tests.parses import StoredModel

CASES = Path(__file__).parent / "cases" / "rules"


def cases() -> list[tuple[str, str, str]]:
    """(rule, sentence, expected) of every case file."""
    found = []
    for file in sorted(CASES.glob("*.txt")):
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]
        for source, expected in zip(lines[::2], lines[1::2], strict=True):
            assert expected.startswith("="), f"{file.name}: {expected}"
            found.append((file.stem, source, expected[2:].strip() if expected.startswith("=>") else source))
    return found


def every_rule() -> list[Any]:
    """Every rule there is, those that only a reader's wish calls included."""
    return [rule for step in (*rules.CUTS, rules.ORDER) for rule in step] + [
        rules.passives,
        rules.words,
        rules.numbers,
        rules.spelling,
        rules.indirect,
    ]


@pytest.fixture(autouse=True)
def checked_parses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "model", StoredModel)


@pytest.mark.parametrize(("rule", "source", "expected"), cases())
def test_case(rule: str, source: str, expected: str) -> None:
    assert rules.example(getattr(rules, rule), source) == expected


def test_every_rule_has_cases_of_both_kinds() -> None:
    for name in {Path(file).stem for file in CASES.glob("*.txt")} | {rule.NAME for rule in every_rule()}:
        mine = [(s, e) for rule, s, e in cases() if rule == name]
        assert sum(s != e for s, e in mine) >= 5, name
        assert sum(s == e for s, e in mine) >= 5, name


@pytest.mark.parametrize(("rule", "source", "expected"), cases())
def test_second_run_changes_nothing(rule: str, source: str, expected: str) -> None:
    assert rules.example(getattr(rules, rule), expected) == expected
