"""What a reader may choose besides a level: another measure, quotations, spelling; and taking a change back."""

from dataclasses import replace
from pathlib import Path

import pytest

from easynews import cli, simplify
from easynews.documents import PlainArticle
from easynews.errors import UsageError
from easynews.options import MEASURES, Level, level_for_grade

SAMPLES = Path(__file__).parent.parent / "samples"
STORY = """Mayor vows to rebuild theatre

The neighbours, who had waited for two years, painted the theatre in bright colours, and the mayor, who is the leader of
the Port Anse council, has called for an immediate cessation of hostilities between the two clubs in the harbour.

The mayor said: “We will build a new theatre near the old port because the river is rising and people are afraid.”
"""


@pytest.fixture(scope="module")
def storm() -> PlainArticle:
    return simplify((SAMPLES / "storm.txt").read_text(encoding="utf-8"))


def test_undo_takes_back_one_change_and_nothing_else(storm: PlainArticle) -> None:
    for part in storm.paragraphs[:4]:
        for made in part.rewrites:
            for edit in made.edits:
                again = storm.undo(edit)
                pairs = zip(storm.paragraphs, again.paragraphs, strict=True)
                changed = [r.source for a, b in pairs for r, s in zip(a.rewrites, b.rewrites, strict=True) if r != s]
                assert changed == [made.source], edit
                left = [e for p in again.paragraphs for r in p.rewrites if r.source == made.source for e in r.edits]
                assert (edit.span, edit.before, edit.after) not in [(e.span, e.before, e.after) for e in left]


def test_all_changes_of_a_sentence_taken_back_give_the_source(storm: PlainArticle) -> None:
    number, made = next((k, r) for k, p in enumerate(storm.paragraphs) for r in p.rewrites if len(r.edits) > 1)
    plain = storm
    for _ in range(40):
        now = next(r for r in plain.paragraphs[number].rewrites if r.source == made.source)
        if not now.edits:
            break
        plain = plain.undo(now.edits[-1])
    assert " ".join(s.text for s in now.sentences) == " ".join(made.source.split())


def test_undo_of_a_change_that_is_not_there_says_so(storm: PlainArticle) -> None:
    edit = next(e for p in storm.paragraphs for r in p.rewrites for e in r.edits)
    with pytest.raises(ValueError, match="no such change"):
        storm.undo(replace(edit, after="something else"))
    with pytest.raises(ValueError, match="no such change"):
        replace(storm, settings=None).undo(edit)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda m: m.name)
def test_every_measure_has_its_score_and_its_verdict(measure: object) -> None:
    assert measure in MEASURES.values()
    easy = 90.0 if measure.rises else 3.0  # type: ignore[attr-defined]
    plain = simplify(STORY, grade=easy, measure=measure.name)  # type: ignore[attr-defined]
    assert plain.target.measure == measure.label and plain.target.score != 0  # type: ignore[attr-defined]
    assert plain.target.reached == measure.reached(plain.target.score, easy)  # type: ignore[attr-defined]
    assert plain.target.reached or plain.target.obstacles


def test_a_harder_target_changes_less() -> None:
    text = (SAMPLES / "storm.txt").read_text(encoding="utf-8")
    easy, hard = simplify(text, grade=3), simplify(text, grade=14)
    assert easy.after.sentences > hard.after.sentences


def test_targets_out_of_range_and_unknown_names_are_refused() -> None:
    for call in (
        lambda: level_for_grade(200, "flesch-ease"),
        lambda: level_for_grade(7, "nonsense"),
        lambda: simplify(STORY, quotes="drop"),
        lambda: simplify(STORY, spelling="klingon"),
    ):
        with pytest.raises(UsageError):
            call()
    assert isinstance(level_for_grade(70, "flesch-ease"), Level)


def test_a_measure_without_a_grade_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["simplify", str(SAMPLES / "storm.txt"), "--measure", "smog"]) == 2
    assert "--grade" in capsys.readouterr().err


def test_quotations_are_reported_only_when_asked_for() -> None:
    quote = "“We will build a new theatre near the old port because the river is rising and people are afraid.”"
    assert quote in simplify(STORY).text
    reported = simplify(STORY, quotes="report").text
    assert "“" not in reported
    assert "said that they would build a new theatre near the old port because the river was rising" in reported


def test_spelling_follows_the_source_or_the_wish() -> None:
    british, american = simplify(STORY).text, simplify(STORY, spelling="american").text
    assert "neighbours" in british and "colours" in british
    assert "neighbors" in american and "theater in bright colors" in american
    assert "“We will build a new theatre" in american, "a quotation keeps its spelling"
    assert "theatre" in simplify(american, spelling="british").text


def test_a_headline_stays_a_headline() -> None:
    title = simplify(STORY).title.text
    assert title and not title.endswith(".") and "theatre" in title


@pytest.mark.parametrize("choices", [{"spelling": "american"}, {"quotes": "report"}, {"grade": 3}], ids=str)
def test_a_second_run_with_the_same_wishes_changes_nothing(choices: dict[str, object]) -> None:
    once = simplify(STORY, **choices)  # type: ignore[arg-type]
    assert simplify(once.text, **choices).text == once.text  # type: ignore[arg-type]
