"""All options, with their defaults and checks."""

from dataclasses import dataclass

from easynews.errors import UsageError


@dataclass(frozen=True)
class Level:
    """A reader's level: target grade, sentence lengths in words, and how many common words are known."""

    name: str
    cefr: str
    grade: float
    mean_words: int
    longest: int
    vocabulary: int


LEVELS = {
    level.name: level
    for level in (
        Level("very-easy", "A2", 5.0, 8, 12, 1500),
        Level("easy", "B1", 7.0, 11, 16, 3000),
        Level("plain", "B2", 9.0, 15, 22, 6000),
    )
}


@dataclass(frozen=True)
class Pace:
    """How fast a voice reads: the wanted words a minute, pauses included, and its bounds."""

    name: str
    words_a_minute: int
    slowest: int
    fastest: int


PACES = {
    pace.name: pace for pace in (Pace("slow", 100, 95, 105), Pace("easy", 120, 115, 125), Pace("normal", 150, 145, 155))
}

GROUPS = ("words", "structure")
"""Groups of rules that can be chosen."""

FORMATS = ("txt", "html", "json", "mp3", "vtt")


def level_named(name: str) -> Level:
    """The level of this name or CEFR code, whatever the case.

    Raises:
        UsageError: no level has this name.
    """
    wanted = name.strip().lower().replace("_", "-").replace(" ", "-")
    for level in LEVELS.values():
        if wanted in (level.name, level.cefr.lower()):
            return level
    known = ", ".join(f"{level.name} ({level.cefr})" for level in LEVELS.values())
    raise UsageError(f"There is no level called {name!r}.", f"Choose one of: {known}.")


def level_for_grade(grade: float) -> Level:
    """A level with this target grade, its limits taken from the nearest named level.

    Raises:
        UsageError: the grade is not between 1 and 16.
    """
    if not 1 <= grade <= 16:
        raise UsageError(
            f"A target grade of {grade:g} is out of range.", "Choose one from 1 to 16; 7 suits most learners."
        )
    near = min(LEVELS.values(), key=lambda level: abs(level.grade - grade))
    return Level(f"grade {grade:g}", near.cefr, float(grade), near.mean_words, near.longest, near.vocabulary)


def pace_named(name: str) -> Pace:
    """The pace of this name.

    Raises:
        UsageError: no pace has this name.
    """
    if name not in PACES:
        raise UsageError(f"There is no pace called {name!r}.", f"Choose one of: {', '.join(PACES)}.")
    return PACES[name]


def formats_named(names: str) -> tuple[str, ...]:
    """The formats in a list such as `txt,html`, in their usual order.

    Raises:
        UsageError: one of them is unknown.
    """
    wanted = {part.strip().lower().lstrip(".") for part in names.split(",") if part.strip()}
    unknown = sorted(wanted - set(FORMATS))
    if unknown or not wanted:
        raise UsageError(f"Unknown format: {', '.join(unknown) or '(none)'}.", f"Choose from: {', '.join(FORMATS)}.")
    return tuple(f for f in FORMATS if f in wanted)
