"""All options, with their defaults and checks."""

from dataclasses import dataclass

from easynews.errors import UsageError


@dataclass(frozen=True)
class Measure:
    """A measure of how hard a text is: its name, textstat's function, its range, and what counts as near the target."""

    name: str
    label: str
    function: str
    lowest: float = 1.0
    highest: float = 16.0
    near: float = 0.5
    rises: bool = False
    """Whether more means easier."""

    def reached(self, score: float, target: float) -> bool:
        """Whether a score meets a target, or misses it by no more than what counts as near."""
        return score >= target - self.near if self.rises else score <= target + self.near


FLESCH_KINCAID = "flesch-kincaid"
MEASURES = {
    measure.name: measure
    for measure in (
        Measure(FLESCH_KINCAID, "Flesch–Kincaid grade", "flesch_kincaid_grade"),
        Measure("flesch-ease", "Flesch reading ease", "flesch_reading_ease", 1, 100, 3, True),
        Measure("gunning-fog", "Gunning fog", "gunning_fog"),
        Measure("smog", "SMOG index", "smog_index"),
        Measure("coleman-liau", "Coleman–Liau index", "coleman_liau_index"),
        Measure("automated", "Automated readability index", "automated_readability_index"),
        Measure("dale-chall", "Dale–Chall score", "dale_chall_readability_score", 1, 16, 0.3),
        Measure("linsear", "Linsear Write", "linsear_write_formula"),
    )
}


@dataclass(frozen=True)
class Level:
    """A reader's level: target grade, sentence lengths in words, and how many common words are known."""

    name: str
    cefr: str
    grade: float
    mean_words: int
    longest: int
    vocabulary: int
    measure: str = FLESCH_KINCAID


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

QUOTES = ("keep", "report")
"""What to do with quotations: keep each word for word, or turn hard ones into reported speech."""
SPELLINGS = ("source", "british", "american")


@dataclass(frozen=True)
class Choices:
    """How a text is rewritten besides its level."""

    groups: tuple[str, ...] = GROUPS
    quotes: str = "keep"
    spelling: str = "source"


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


def level_for_grade(grade: float, measure: str = FLESCH_KINCAID) -> Level:
    """A level with this target, its limits taken from the nearest named level.

    Args:
        grade: the target, on the scale of the measure.
        measure: the name of a measure (`MEASURES`).

    Raises:
        UsageError: there is no such measure, or the target is out of its range.
    """
    scale = MEASURES.get(measure)
    if scale is None:
        raise UsageError(f"There is no measure called {measure!r}.", f"Choose one of: {', '.join(MEASURES)}.")
    if not scale.lowest <= grade <= scale.highest:
        advice = f"Choose one from {scale.lowest:g} to {scale.highest:g}"
        raise UsageError(f"A target grade of {grade:g} is out of range.", f"{advice}; 7 suits most learners.")
    alike = (100 - grade) / 5 + 1 if scale.rises else grade
    near = min(LEVELS.values(), key=lambda level: abs(level.grade - alike))
    name = f"grade {grade:g}" if measure == FLESCH_KINCAID else f"{scale.label} {grade:g}"
    return Level(name, near.cefr, float(grade), near.mean_words, near.longest, near.vocabulary, measure)


def one_of(value: str, known: tuple[str, ...], what: str) -> str:
    """The value, if it is one of these.

    Raises:
        UsageError: it is not.
    """
    if value not in known:
        raise UsageError(f"There is no {what} called {value!r}.", f"Choose one of: {', '.join(known)}.")
    return value


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
