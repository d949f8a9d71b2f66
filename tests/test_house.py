"""The house in order: style, types, docs that match the code."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

from easynews import cli, errors, options, simplify
from easynews.rewrite import rules
from tests.test_rules import every_rule

ROOT = Path(__file__).parent.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "arguments", [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)], ids=" ".join
)
def test_style_and_types(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from easynews.cli import parser; parser().format_help(); print(' '.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "gradio", "numpy", "onnxruntime", "textstat", "lemminflect", "wordfreq", "pydub"} & set(loaded)


def test_exit_codes_are_documented_in_the_help() -> None:
    for code in errors.Exit:
        assert re.search(rf"(^|\s){code.value} ", cli.EPILOG), code


def test_every_error_has_its_own_exit_code() -> None:
    kinds = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, errors.EasynewsError)]
    assert len({kind.exit for kind in kinds}) == len(kinds)


def test_readme_names_every_level_pace_and_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    words = [*options.LEVELS, *options.PACES, "make", "simplify", "score", "speak", "voices", "doctor"]
    assert [w for w in words if w not in readme] == []


def test_readme_shows_the_two_commands_the_gate_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install . && easynews make samples/*.txt --out news" in readme
    assert "pip install '.[test]' && pytest" in readme


def test_rules_table_of_the_readme_is_complete() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = {rule.NAME for rule in every_rule()}
    assert [n for n in names if f"| `{n}` |" not in readme] == []


@pytest.mark.parametrize("rule", every_rule())
def test_docstring_has_its_three_parts_and_its_example_is_true(rule: object) -> None:
    text = (rule if inspect.ismodule(rule) else sys.modules[type(rule).__module__]).__doc__ or ""
    assert "Looks for:" in text and "Changes:" in text and "Leaves alone:" in text
    call = re.search(r'>>> example\(\w+, "(.*)"\)\n\'(.*)\'', text)
    assert call is not None
    assert rules.example(rule, call.group(1)) == call.group(2)


def test_the_readmes_example_is_what_comes_out() -> None:
    quoted = [
        line[2:] for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("> ")
    ]
    before, after = re.findall(r"grade ([\d.]+)\): (.*?)(?= \*\*|$)", " ".join(quoted))
    plain = simplify(before[1])
    assert plain.text == after[1]
    assert [f"{plain.before.own_grade:.1f}", f"{plain.after.own_grade:.1f}"] == [before[0], after[0]]
