"""Errors a person can act on. Each has an exit code and says what happened and what to do."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line, all of them."""

    OK = 0
    FAILED = 1
    """Something in easynews itself went wrong: please report it."""
    USAGE = 2
    """The command line was not understood."""
    INPUT = 3
    """The input is missing, empty, binary, not English, or holds no story."""
    LIMIT = 4
    """The input is larger than the limits allow."""
    OUTPUT = 5
    """The output could not be written."""
    SPEECH = 6
    """No voice, or the voice failed."""
    SETUP = 7
    """Something that belongs to the installation is missing or broken."""
    INTERRUPTED = 130


class EasynewsError(Exception):
    """Base of all errors meant for the user.

    Args:
        happened: what happened, one sentence.
        advice: what to do about it, one sentence ("" when there is nothing to do).
    """

    exit = Exit.FAILED

    def __init__(self, happened: str, advice: str = "") -> None:
        super().__init__(f"{happened} {advice}".strip())
        self.happened, self.advice = happened, advice


class UsageError(EasynewsError):
    """An option or argument makes no sense."""

    exit = Exit.USAGE


class InputError(EasynewsError):
    """The input can't be read as a news story in English."""

    exit = Exit.INPUT


class LimitError(EasynewsError):
    """The input is larger than the limits allow."""

    exit = Exit.LIMIT


class OutputError(EasynewsError):
    """The output could not be written; nothing was left half-written."""

    exit = Exit.OUTPUT


class SpeechError(EasynewsError):
    """No voice, or the voice failed."""

    exit = Exit.SPEECH


class SetupError(EasynewsError):
    """A part of the installation is missing or broken."""

    exit = Exit.SETUP
