"""How good the output is over our own samples: no figure may get worse, unless `--lower-floors` says so."""

import tomllib
from pathlib import Path

import pytest

from easynews import simplify
from tests.quality.measures import measures

FLOORS = Path(__file__).parent / "floors.toml"
SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
FACTS = ("names lost", "numbers lost", "quotations lost", "negations changed")
"""What no flag lowers: facts."""
SLACK = 0.005


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, float]]:
    return {file.stem: measures(simplify(file.read_text(encoding="utf-8"))) for file in SAMPLES}


@pytest.mark.parametrize("name", FACTS)
def test_no_fact_is_lost(found: dict[str, dict[str, float]], name: str) -> None:
    assert {stem: figures[name] for stem, figures in found.items() if figures[name]} == {}


def test_nothing_is_worse_than_it_was(found: dict[str, dict[str, float]], request: pytest.FixtureRequest) -> None:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if request.config.getoption("--lower-floors"):
        FLOORS.write_text(_as_toml(found), encoding="utf-8")
        return
    worse = [
        f"{stem}: {name} is {value:.2f}, was {floors[stem][name]:.2f}"
        for stem, figures in found.items()
        for name, value in figures.items()
        if name not in FACTS and value > floors[stem][name] + SLACK
    ]
    assert worse == [], "Make it better, or run `pytest tests/quality --lower-floors` and say why."


def _as_toml(found: dict[str, dict[str, float]]) -> str:
    lines = ["# Written by `pytest tests/quality --lower-floors`: the figures the output must not fall behind.", ""]
    for stem, figures in found.items():
        lines += [f'["{stem}"]', *(f'"{k}" = {v:.2f}' for k, v in figures.items() if k not in FACTS), ""]
    return "\n".join(lines)
