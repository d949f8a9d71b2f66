"""Voices: what each of them can do, which there are, and how to open one.

An engine is one file beside this one with two functions, `voices()` and `open_voice(name)`, and its
name in `ENGINES`.
"""

from array import array
from dataclasses import dataclass, field
from importlib import import_module
from types import TracebackType
from typing import Protocol, Self, cast

from easynews.errors import SpeechError

ENGINES = ("espeak",)
"""The engines, the default one first."""

_QUIET = 24
_MARGIN = 0.01


@dataclass(frozen=True)
class Clip:
    """A piece of speech: mono 16-bit samples in the machine's byte order, `rate` of them a second."""

    samples: bytes = field(repr=False)
    rate: int

    @property
    def seconds(self) -> float:
        """How long it is heard."""
        return len(self.samples) / 2 / self.rate


@dataclass(frozen=True)
class VoiceInfo:
    """A voice that can be opened: its name, its language (`en-us`), a description and its engine."""

    name: str
    language: str
    description: str
    engine: str


class Voice(Protocol):
    """Says one sentence at a time. Use it in one thread, and as a context manager, which closes it."""

    @property
    def name(self) -> str:
        """The name it was opened by."""
        ...

    def say(self, text: str, rate: int) -> Clip:
        """Says one sentence.

        The same text and rate give the same samples, whatever was said before.

        Args:
            text: one sentence, as it should be read.
            rate: the engine's own speed setting, roughly words a minute.

        Returns:
            The sentence, without silence before and after it.

        Raises:
            SpeechError: this sentence can't be said; others still can.
        """
        ...

    def close(self) -> None:
        """Ends the engine and removes its files; a second call does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Engine(Protocol):
    """What the file of an engine offers."""

    def voices(self) -> list[VoiceInfo]:
        """Its voices, the default one first."""
        ...

    def open_voice(self, name: str) -> Voice:
        """Opens one of them."""
        ...


def _engine(name: str) -> Engine:
    return cast(Engine, import_module(f"easynews.voices.{name}"))


def list_voices() -> list[VoiceInfo]:
    """All voices, English ones first, the default one at the very beginning.

    Raises:
        SetupError: a speech engine is missing or broken.
    """
    known = [voice for engine in ENGINES for voice in _engine(engine).voices()]
    return sorted(known, key=lambda voice: not voice.language.startswith("en"))


def open_voice(name: str | None = None) -> Voice:
    """Opens a voice by its name; None opens the default voice.

    Raises:
        SpeechError: there is no such voice; the message names the English ones.
        SetupError: the speech engine is missing or broken.
    """
    known = list_voices()
    wanted = known[0].name if name is None else name.strip().lower()
    for voice in known:
        if voice.name == wanted:
            return _engine(voice.engine).open_voice(voice.name)
    english = [voice.name for voice in known if voice.language.startswith("en")]
    others = len(known) - len(english)
    raise SpeechError(
        f"There is no voice called {name!r}.",
        f"Choose one of: {', '.join(english)} (and {others} for other languages).",
    )


def trim(clip: Clip) -> Clip:
    """The clip without the silence at both ends; empty when there is nothing to hear."""
    samples = array("h", clip.samples)
    first = next((at for at, value in enumerate(samples) if abs(value) > _QUIET), len(samples))
    last = next((at for at in range(len(samples) - 1, first, -1) if abs(samples[at]) > _QUIET), first)
    if first == last:
        return Clip(b"", clip.rate)
    margin = int(_MARGIN * clip.rate)
    return Clip(samples[max(0, first - margin) : last + margin].tobytes(), clip.rate)
