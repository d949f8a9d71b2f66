"""Says a script at a wanted pace: measures the words a minute that are really heard, and corrects."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from easynews.documents import Line, Script
from easynews.errors import SpeechError
from easynews.options import Pace
from easynews.script import spoken
from easynews.voices import Clip, Voice

LEAD = 0.2
"""Seconds of silence at the start: wireless headphones swallow the first moment."""

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much is done, and of how many."""

_TAKES = 3
_WORDS_A_MINUTE_PER_RATE = 1.05
"""For espeak, pauses left out; a first guess that saves most scripts a second take."""

_EASY = 120
"""Words a minute for which a script's pauses are written."""

_MOST_PAUSE = 0.3
"""Share of the time that may be silence, or short sentences would have to be rushed."""

_PLAY = 0.25
"""How much longer or shorter than natural a pause may get to meet the pace exactly."""

_GIVE_UP_AFTER = 6


@dataclass(frozen=True)
class Take:
    """All lines of a script said once; `stretch` times its written pause is heard after each."""

    said: tuple[tuple[Line, Clip], ...]
    unspoken: tuple[str, ...]
    stretch: float = 1.0

    @property
    def words(self) -> int:
        """Words of the lines that were said, as they are written."""
        return sum(count_words(line.text) for line, _ in self.said)

    @property
    def speech(self) -> float:
        """Seconds of speech, without pauses."""
        return sum(clip.seconds for _, clip in self.said)

    @property
    def pauses(self) -> float:
        """Seconds of silence after the lines, before they are stretched."""
        return sum(line.pause for line, _ in self.said)

    @property
    def pace(self) -> float:
        """Words a minute, pauses included."""
        return self.words * 60 / (LEAD + self.speech + self.pauses * self.stretch)


def count_words(text: str) -> int:
    """The words of a text as it is written; a mark that stands alone is none."""
    return sum(any(c.isalnum() for c in word) for word in text.split())


def say_at_pace(script: Script, voice: Voice, pace: Pace, progress: Progress) -> Take:
    """Says a script so that it is heard at this pace, or as near to it as the voice can come.

    Raises:
        SpeechError: not one of its lines could be said.
        SetupError: the speech engine is missing or broken.
    """
    lines = script.lines
    plan = Take(tuple((line, Clip(b"", 1)) for line in lines), ())
    rate = round(plan.words * 60 / _speech_wanted(plan, pace) / _WORDS_A_MINUTE_PER_RATE)
    unspoken: tuple[str, ...] = ()
    for number in range(_TAKES):
        what = "reading aloud again, at a better pace" if number else "reading aloud"
        take = _say_all(lines, voice, rate, partial(progress, what))
        unspoken += take.unspoken
        take = Take(take.said, unspoken, _stretch(take, pace))
        corrected = round(rate * take.speech / _speech_wanted(take, pace))
        if pace.slowest < take.pace < pace.fastest or corrected == rate:
            break
        lines, rate = tuple(line for line, _ in take.said), corrected
    return take


def _say_all(lines: tuple[Line, ...], voice: Voice, rate: int, tell: Callable[[int, int], None]) -> Take:
    said: list[tuple[Line, Clip]] = []
    unspoken: list[str] = []
    for done, line in enumerate(lines, start=1):
        try:
            said.append((line, voice.say(spoken(line.text), rate)))
        except SpeechError:
            unspoken.append(line.text)
            if not said and len(unspoken) == _GIVE_UP_AFTER:
                raise
        tell(done, len(lines))
    if not said:
        raise SpeechError("Nothing in this text could be said.", "Check that it holds English sentences.")
    return Take(tuple(said), tuple(unspoken))


def _seconds(take: Take, pace: Pace) -> float:
    return max(take.words, 1) * 60 / pace.words_a_minute


def _natural_stretch(take: Take, pace: Pace) -> float:
    longest = _MOST_PAUSE * _seconds(take, pace) / take.pauses if take.pauses else 1.0
    return min(_EASY / pace.words_a_minute, longest)


def _speech_wanted(take: Take, pace: Pace) -> float:
    return _seconds(take, pace) - take.pauses * _natural_stretch(take, pace)


def _stretch(take: Take, pace: Pace) -> float:
    """Pauses that make up for what the speech itself is off, within bounds."""
    natural = _natural_stretch(take, pace)
    if not take.pauses:
        return natural
    exact = (_seconds(take, pace) - LEAD - take.speech) / take.pauses
    return min(max(exact, natural * (1 - _PLAY)), natural * (1 + _PLAY))
