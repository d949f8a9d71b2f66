"""The table of page furniture, `furniture.tsv`: kinds of entry, and how each kind matches a line."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WHOLE_LINES = ("line", "end", "date", "caption", "source", "comments", "reply")
ANYWHERE = (*WHOLE_LINES, "notice")
OUTSIDE = ("label", "day", "byline")
BETWEEN = ("day", "byline", "writer")
AT_END = ("credit", "agency")

_AT_START = ("notice", "promo", "dateline")
_FOR_LONG_LINES = ("notice", "dateline")
_HEED_CAPITALS = ("byline", "name", "writer", "source", "caption", "credit", "agency", "dateline")

_LONGEST_FURNITURE = 400
"""Characters; a longer line is story unless it starts as a notice does."""


@dataclass(frozen=True)
class Rule:
    """One entry of the table."""

    pattern: re.Pattern[str]
    kind: str
    reason: str

    def match(self, text: str) -> re.Match[str] | None:
        """Where the pattern is found: at the start, at the end, or as the whole line, as its kind asks."""
        if self.kind in AT_END:
            return self.pattern.search(text)
        return self.pattern.match(text) if self.kind in _AT_START else self.pattern.fullmatch(text)


def rule_for(text: str, kinds: tuple[str, ...]) -> Rule | None:
    """The first entry of one of these kinds that matches the line."""
    if len(text) > _LONGEST_FURNITURE:
        kinds = tuple(kind for kind in kinds if kind in _FOR_LONG_LINES)
    return next((rule for rule in _rules_of(kinds) if rule.match(text)), None)


def day_in(text: str) -> str:
    """The first date in a text, as written there, or ""."""
    found = re.search(_table()[0]["DAY"], text, re.IGNORECASE)
    return found[0] if found else ""


@cache
def _rules_of(kinds: tuple[str, ...]) -> tuple[Rule, ...]:
    return tuple(rule for rule in _table()[1] if rule.kind in kinds)


@cache
def _table() -> tuple[dict[str, str], tuple[Rule, ...]]:
    parts: dict[str, str] = {}
    rules = []
    for line in files("easynews.readers").joinpath("furniture.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        pattern, kind, reason, _ = line.split("\t")
        for name, part in parts.items():
            pattern = pattern.replace(f"{{{name}}}", part)
        if kind == "part":
            parts[reason] = pattern
        else:
            flags = re.NOFLAG if kind in _HEED_CAPITALS else re.IGNORECASE
            rules.append(Rule(re.compile(pattern, flags), kind, reason))
    return parts, tuple(rules)
