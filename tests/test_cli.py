"""The command line as a person uses it: what goes to stdout, what to stderr, and the exit code."""

import io
import json
import sys
from pathlib import Path

import pytest

from easynews import cli
from easynews.errors import Exit

STORY = (
    "Storm hits Port Anse\n\nThe storm hit the coast on Monday and the mayor closed all 31 schools. "
    "Ana Ruiz, the mayor of Port Anse, said the bridge was safe.\n"
)

LONG = "The storm hit the southern coast on Monday and the mayor closed all 31 schools."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_simplify_prints_the_text_and_nothing_else(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["simplify", str(story), "--level", "a2"]) == Exit.OK
    out, err = capsys.readouterr()
    assert out.startswith("Storm hits Port Anse\n\nThe storm hit the coast on Monday. The mayor closed all 31 schools.")
    assert err == ""


def test_simplify_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    give(monkeypatch, STORY.encode())
    assert cli.main(["simplify"]) == Exit.OK
    assert "31 schools" in capsys.readouterr().out


def test_simplify_json_has_the_trace(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["simplify", str(story), "--level", "very-easy", "--json"]) == Exit.OK
    data = json.loads(capsys.readouterr().out)
    assert data["format"] == "easynews/1"
    assert "clauses" in json.dumps(data)


def test_lines_gives_one_line_for_each(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    give(monkeypatch, f"{LONG}\n\nHello\n( ( (\n".encode())
    assert cli.main(["simplify", "--lines", "--level", "very-easy"]) == Exit.OK
    lines = capsys.readouterr().out.split("\n")
    assert lines == [LONG.replace(" and the", ". The"), "", "Hello", "( ( (", ""]


def test_rules_can_be_chosen(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["simplify", str(story), "--rules", "words", "--level", "a2"]) == Exit.OK
    assert "on Monday and the mayor" in capsys.readouterr().out


def test_score_prints_a_table(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["score", str(story)]) == Exit.OK
    assert "Flesch–Kincaid grade" in capsys.readouterr().out


def test_make_writes_the_files_and_names_them(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "news"
    assert cli.main(["make", str(story), "--out", str(out), "--formats", "txt,json,html"]) == Exit.OK
    assert sorted(p.name for p in out.iterdir()) == ["story.html", "story.json", "story.txt"]
    printed = capsys.readouterr()
    assert printed.out.split() == [str(out / f"story.{f}") for f in ("txt", "html", "json")]
    assert "grade" in printed.err


def test_make_goes_on_after_a_bad_source(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "news"
    arguments = ["make", str(tmp_path / "none.txt"), str(story), "--out", str(out), "--formats", "txt"]
    assert cli.main(arguments) == Exit.INPUT
    assert (out / "story.txt").exists()
    assert "none.txt" in capsys.readouterr().err


def test_a_bad_lexicon_is_reported_once_before_any_work(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, out = tmp_path / "own.tsv", tmp_path / "out"
    own.write_text("word\tpos\tplain\ncease\tVERBS\tstop\n", encoding="utf-8")
    for lexicon, said in ((own, "line 2"), (tmp_path / "none.tsv", "can't be read")):
        code = cli.main(["make", str(story), str(story), "--out", str(out), "--lexicon", str(lexicon)])
        assert code == Exit.INPUT and not out.exists()
        assert capsys.readouterr().err.count(said) == 1


def test_lexicon_commands(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("word\tpos\tplain\ncease\tVERB\tstop\n", encoding="utf-8")
    story.write_text("The funambulist ceased to speak. The funambulist left.", encoding="utf-8")
    assert cli.main(["lexicon", "check", str(own)]) == Exit.OK
    assert cli.main(["lexicon", "missing", str(story), "--lexicon", str(own)]) == Exit.OK
    head, first, *_ = capsys.readouterr().out.splitlines()
    assert head.split("\t")[:3] == ["word", "pos", "times"] and first.split("\t")[:3] == ["funambulist", "NOUN", "2"]


def test_two_sources_with_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(STORY, encoding="utf-8")
    sources = [str(tmp_path / f / "story.txt") for f in ("a", "b")]
    assert cli.main(["make", *sources, "--out", str(tmp_path / "news"), "--formats", "txt"]) == Exit.OK
    assert sorted(p.name for p in (tmp_path / "news").iterdir()) == ["story-2.txt", "story.txt"]


def test_make_with_sound(story: Path, tmp_path: Path) -> None:
    assert cli.main(["make", str(story), "--out", str(tmp_path), "--formats", "mp3,vtt,html"]) == Exit.OK
    assert (tmp_path / "story.mp3").read_bytes()[:3] == b"ID3"
    cues = (tmp_path / "story.vtt").read_text(encoding="utf-8")
    assert cues.startswith("WEBVTT") and "Storm hits Port Anse" in cues
    assert "data:audio/mpeg;base64," in (tmp_path / "story.html").read_text(encoding="utf-8")


def test_same_bytes_twice(story: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        cli.main(["make", str(story), "--out", str(tmp_path / folder)])
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


FRENCH = "Le gouvernement a annoncé lundi que les écoles de la ville resteront fermées à cause de la tempête."


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Exit.INPUT),
        (b"  \n\n ", Exit.INPUT),
        (b"Share\n3 min read\nPublished\n", Exit.INPUT),
        (FRENCH.encode(), Exit.INPUT),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), Exit.INPUT),
        (b"word " * 400_000, Exit.LIMIT),
    ],
    ids=["empty", "blank", "furniture", "French", "binary", "2 MB"],
)
def test_bad_input(
    data: bytes, code: Exit, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    for arguments in (["simplify", str(path)], ["make", str(path), "--out", str(tmp_path / "out")]):
        assert cli.main(arguments) == code
        out, err = capsys.readouterr()
        assert out == "" and "Traceback" not in err and err.startswith("easynews: ")
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())
    give(monkeypatch, data)
    assert cli.main(["simplify", "-"]) == code


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["simplify", "no-such-file.txt"], Exit.INPUT),
        (["simplify", "."], Exit.INPUT),
        (["simplify", "STORY", "--level", "hard"], Exit.USAGE),
        (["simplify", "STORY", "--grade", "40"], Exit.USAGE),
        (["simplify", "STORY", "--rules", "magic"], Exit.USAGE),
        (["make", "STORY", "--pace", "fast"], Exit.USAGE),
        (["make", "STORY", "--formats", "pdf"], Exit.USAGE),
        (["make", "STORY", "--out", "STORY", "--formats", "txt"], Exit.OUTPUT),
        (["speak", "STORY", "-o", "STORY/x.mp3"], Exit.OUTPUT),
        (["speak", "STORY", "-o", "x.mp3", "--voice", "nobody"], Exit.SPEECH),
    ],
)
def test_bad_use(arguments: list[str], code: Exit, story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [a.replace("STORY", str(story)) for a in arguments]
    assert cli.main(given) == code
    out, err = capsys.readouterr()
    assert out == "" and "Traceback" not in err and err.count("\n") == 1


def test_wrong_command_line_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["make"])
    assert stopped.value.code == Exit.USAGE
    capsys.readouterr()


def test_doctor_is_happy(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor"]) == Exit.OK
    assert "NO " not in capsys.readouterr().out


def test_doctor_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("easynews.voices.open_voice", lambda name=None: 1 / 0)
    assert cli.main(["doctor"]) == Exit.SETUP
    assert "NO  voice" in capsys.readouterr().out


def test_voices_lists_english_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["voices"]) == Exit.OK
    assert "\ten" in capsys.readouterr().out.splitlines()[0]


def test_our_own_fault_is_one_line(
    monkeypatch: pytest.MonkeyPatch, story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("easynews.pipeline.rewrite", lambda *_: 1 / 0)
    assert cli.main(["simplify", str(story)]) == Exit.FAILED
    err = capsys.readouterr().err
    assert "Traceback" not in err and "ZeroDivisionError" in err
