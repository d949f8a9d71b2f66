"""The espeak voices, spoken by a worker process that may crash or hang without harm to us."""

import re
import sys
import wave
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from easynews import limits
from easynews.errors import SetupError, SpeechError
from easynews.script import clean
from easynews.voices import Clip, VoiceInfo, trim
from easynews.voices.process import REPAIR, Lost, Worker

DEFAULT = "en-us"
SLOWEST, FASTEST = 80, 450
"""What espeak can do; it takes no notice of a rate outside of this."""

_PROGRAM = (sys.executable, "-P", "-m", "easynews.voices.worker")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.I)
_AFTER_LINK = ".,;:!?)]\"'”’>"
_LONGEST_HOST = 40


@dataclass(frozen=True)
class Patience:
    """Seconds a sentence may take: `base`, and `each` for each of its characters."""

    base: float = limits.VOICE_SECONDS
    each: float = limits.VOICE_SECONDS_PER_CHARACTER


def _site(found: re.Match[str]) -> str:
    link = found[0].rstrip(_AFTER_LINK)
    host = re.split(r"[/?#]", link.partition("://")[2] or link)[0].rpartition("@")[2].partition(":")[0]
    host = host.lower().removeprefix("www.")
    return (host if len(host) <= _LONGEST_HOST else "a link") + found[0][len(link) :]


def speakable(text: str) -> str:
    """The text without what espeak can't say; a link becomes the name of its site."""
    return clean(_LINK.sub(_site, clean(text)))


def _pieces(text: str) -> list[str]:
    pieces = []
    while len(text) > limits.SPOKEN_CHARACTERS:
        start = text[: limits.SPOKEN_CHARACTERS]
        cut = max(start.rfind(mark) + 1 for mark in (". ", "? ", "! ", "; ", ", "))
        cut = cut or start.rfind(" ") + 1 or len(start)
        pieces.append(text[:cut].strip())
        text = text[cut:].strip()
    return [piece for piece in (*pieces, text) if piece]


_TRIES = 2


class EspeakVoice:
    """An espeak voice with a worker process of its own; see `Voice`.

    Args:
        name: as in `voices()`.
        identifier: what espeak itself calls it.
        patience: how long a sentence may take.
        program: the command that runs the worker.
    """

    def __init__(
        self, name: str, identifier: str, patience: Patience | None = None, program: tuple[str, ...] = _PROGRAM
    ) -> None:
        self.name = name
        self._identifier = identifier
        self._patience = patience or Patience()
        self._program = program
        self._worker: Worker | None = None

    def say(self, text: str, rate: int) -> Clip:
        """Says one sentence; see `Voice`.

        Raises:
            SpeechError: this sentence can't be said.
            SetupError: the speech engine is missing or broken.
        """
        clips = [self._clip(piece, rate) for piece in _pieces(speakable(text))]
        said = trim(Clip(b"".join(clip.samples for clip in clips), clips[0].rate)) if clips else None
        if not said or not said.samples:
            raise SpeechError(f"There is nothing to say in {text[:60]!r}.")
        return said

    def _clip(self, text: str, rate: int) -> Clip:
        seconds = self._patience.base + self._patience.each * len(text)
        request = {"do": "say", "text": text, "rate": min(max(int(rate), SLOWEST), FASTEST), "voice": self._identifier}
        problem: Exception | None = None
        for _ in range(_TRIES):
            try:
                worker = self._worker = self._worker or Worker(self._program)
                path = worker.folder / "said.wav"
                worker.ask({**request, "wav": str(path)}, seconds)
                return _heard(_read(path), text)
            except (Lost, OSError, EOFError, wave.Error) as lost:
                problem = lost
                self.close()
        raise SpeechError(f"The voice could not say {text[:60]!r}: {problem}.") from problem

    def close(self) -> None:
        """Ends the worker and removes its files; the next sentence would start a new one."""
        worker, self._worker = self._worker, None
        if worker:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _heard(clip: Clip, text: str) -> Clip:
    """The clip, unless it is silent although there are words in it: once in a thousand calls espeak says nothing."""
    if any(c.isalnum() for c in text) and not trim(clip).samples:
        raise Lost("no sound came")
    return clip


def _read(path: Path) -> Clip:
    with wave.open(str(path), "rb") as sound:
        clip = Clip(sound.readframes(sound.getnframes()), sound.getframerate())
    path.unlink()
    return clip


def _known() -> dict[str, tuple[str, str]]:
    worker = Worker(_PROGRAM)
    try:
        found = worker.ask({"do": "voices"}, limits.VOICE_SECONDS)["voices"]
    except Lost as lost:
        raise SetupError(f"The speech engine did not start: {lost}.", REPAIR) from lost
    finally:
        worker.close()
    return {language: (identifier, description) for identifier, language, description in found}


def voices() -> list[VoiceInfo]:
    """The voices of espeak, the default one first, each named by its language.

    Raises:
        SetupError: the speech engine is missing or broken.
    """
    found = [VoiceInfo(name, name, description, "espeak") for name, (_, description) in _known().items()]
    return sorted(found, key=lambda voice: (voice.name != DEFAULT, voice.name))


def open_voice(name: str) -> EspeakVoice:
    """Opens one of `voices()`; its worker starts with the first sentence.

    Raises:
        SpeechError: espeak has no such voice.
        SetupError: the speech engine is missing or broken.
    """
    known = _known()
    if name not in known:
        raise SpeechError(f"espeak has no voice called {name!r}.")
    return EspeakVoice(name, known[name][0])
