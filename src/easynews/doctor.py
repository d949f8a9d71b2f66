"""What is installed and works, and what to do if not."""

import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata

from easynews import __version__
from easynews.errors import EasynewsError

LIBRARIES = ("spacy", "onnxruntime", "textstat", "lemminflect", "wordfreq", "pyttsx3", "pydub", "gradio")


@dataclass(frozen=True)
class Finding:
    """One part, whether it works, and in words what was found or what to do."""

    part: str
    good: bool
    words: str


def check_up() -> list[Finding]:
    """Every part that the main job needs, tried out."""
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("easynews", lambda: f"{__version__} on Python {platform.python_version()}, {platform.system()}"),
        ("libraries", _libraries),
        ("English", _english),
        ("lexicon", _lexicon),
        ("readability", _readability),
        ("voice", _voice),
        ("sound", _sound),
    )
    return [_checked(part, check) for part, check in checks]


def _checked(part: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(part, True, check())
    except EasynewsError as error:
        return Finding(part, False, str(error))
    except Exception as error:
        return Finding(
            part,
            False,
            f"{type(error).__name__}: {error} Install easynews again: pip install --force-reinstall easynews",
        )


def _libraries() -> str:
    return ", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)


def _english() -> str:
    from easynews.english.pipeline import load_pipeline

    doc = load_pipeline()("The mayor opened the bridge.")
    return f"model loaded, reads “{doc.text}” as {' '.join(t.pos_ for t in doc)}"


def _lexicon() -> str:
    from easynews.english.lexicon.tables import shipped

    sizes = {name: len(shipped(name)) for name in ("phrases", "words", "definitions", "acronyms")}
    return ", ".join(f"{count} {name}" for name, count in sizes.items())


def _readability() -> str:
    from easynews.english.readability import flesch_kincaid

    return f"textstat works offline (test sentence: grade {flesch_kincaid(['The mayor opened the new bridge.']):.1f})"


def _voice() -> str:
    from easynews.voices import open_voice

    with open_voice(None) as voice:
        clip = voice.say("This is a test.", 150)
    return f"{voice.name} speaks ({len(clip.samples) / 2 / clip.rate:.1f} s for a test sentence)"


def _sound() -> str:
    from easynews.audio import ffmpeg_version

    return ffmpeg_version()
