"""A voice without an engine: tones, the same ones each time, and at once."""

import math
from array import array
from types import TracebackType
from typing import Self

from easynews.errors import SpeechError
from easynews.voices import Clip, trim

RATE = 22_050
TONE = array("h", (round(6000 * math.sin(math.tau * 220 * at / RATE)) for at in range(RATE)))


class FakeVoice:
    """Says `rate` words a minute; can't say a text that holds one of the `unsayable` words."""

    name = "fake"

    def __init__(self, *unsayable: str) -> None:
        self.unsayable = unsayable
        self.said: list[tuple[str, int]] = []

    def say(self, text: str, rate: int) -> Clip:
        self.said.append((text, rate))
        words = sum(any(c.isalnum() for c in word) for word in text.split())
        if not words or any(word in text for word in self.unsayable):
            raise SpeechError(f"There is nothing to say in {text!r}.")
        count = round(words * 60 / rate * RATE)
        silence = array("h", bytes(2 * (RATE // 5)))
        tone = (TONE * (count // RATE + 1))[:count]
        return trim(Clip((silence + tone + silence).tobytes(), RATE))

    def close(self) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
