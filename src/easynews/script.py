"""What a voice will say: a plain article as lines with pauses, and how a line is read aloud."""

import re
import unicodedata
from collections.abc import Callable
from textwrap import shorten

from easynews.documents import Line, PlainArticle, Script

AFTER_TITLE = 0.9
BETWEEN_SENTENCES = 0.45
BETWEEN_PARAGRAPHS = 0.8
"""Pauses in seconds, for the easy pace; the recording stretches or shortens all of them together."""

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_HIDDEN = {"Cf", "Cs", "Co", "Cn"}
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_COUNTRIES = {"US": "U S ", "A": "Australian ", "C": "Canadian ", "NZ": "New Zealand ", "HK": "Hong Kong ", "": ""}
_COINS = {
    "$": ("dollar", "dollars", "cents"),
    "£": ("pound", "pounds", "pence"),
    "€": ("euro", "euros", "cents"),
    "¥": ("yen", "yen", "sen"),
}
_UNITS = {
    "km/h": "kilometre* an hour",
    "kph": "kilometre* an hour",
    "mph": "mile* an hour",
    "km": "kilometre*",
    "kg": "kilogram*",
    "°C": "degree* Celsius",
    "°F": "degree* Fahrenheit",
}
_TITLES = {
    "Mr": "Mr",
    "Mrs": "Mrs",
    "Ms": "Miz",
    "Dr": "Dr",
    "St": "St",
    "Sen": "Senator",
    "Gov": "Governor",
    "Rep": "Representative",
    "Gen": "General",
    "Col": "Colonel",
    "Lt": "Lieutenant",
    "Capt": "Captain",
    "Sgt": "Sergeant",
    "Prof": "Professor",
    "Rev": "Reverend",
}
_MONTHS = {
    "Jan": "January",
    "Feb": "February",
    "Mar": "March",
    "Apr": "April",
    "Aug": "August",
    "Sept": "September",
    "Sep": "September",
    "Oct": "October",
    "Nov": "November",
    "Dec": "December",
}
_ALL_MONTHS = "|".join(sorted({*_MONTHS.values(), "May", "June", "July"}))
_DECADES = {
    "2": "twenties",
    "3": "thirties",
    "4": "forties",
    "5": "fifties",
    "6": "sixties",
    "7": "seventies",
    "8": "eighties",
    "9": "nineties",
}


def _money(found: re.Match[str]) -> str:
    country, sign, whole, part, scale = found.groups(default="")
    one, many, small = _COINS[sign]
    coin = _COUNTRIES[country] + (one if whole == "1" and len(part) in (0, 2) and not scale else many)
    if len(part) == 2 and not scale:
        return f"{part} {small}" if whole == "0" else f"{whole} {coin} {part}"
    number = f"{whole}.{part}" if part else whole
    return f"{number} {_SCALES.get(scale, scale)} {coin}"


def _measure(found: re.Match[str]) -> str:
    number, unit = found.groups()
    return f"{number} {_UNITS[unit].replace('*', '' if number == '1' else 's')}"


def _year(found: re.Match[str]) -> str:
    before, century, rest = found.groups()
    if rest[0] == "0" and century == "20":
        return found.group()
    said = "hundred" if rest == "00" else f"oh {rest[1]}" if rest[0] == "0" else rest
    return f"{before} {century} {said}"


def _decade(found: re.Match[str]) -> str:
    return f"{found[1]} {_DECADES[found[2]]}".strip()


_Change = tuple[str, str | Callable[[re.Match[str]], str]]

_CHANGES: tuple[_Change, ...] = (
    # 5-3 and 10–12 are "to"; 2026-09-05 and 555-1234 are not.
    (
        r"(?<![\w/.,–-])(?!\d{3}-\d{4}\b)([$£€]?\d[\d,.]*)[–-]([$£€]?\d[\d,.]*)(?!\d|[–/-]\d)",
        r"\1 to \2",
    ),
    (r"(?<![\w).-])[−–-](?=\d)", "minus "),
    (
        r"(?<![\w$])(US|A|C|NZ|HK)?([$£€¥])(\d+(?:,\d{3})*)(?:\.(\d+))?"
        r"(?:[ -]?(k|mn?|bn|tn|thousand|million|billion|trillion)\b)?(?!\w)",
        _money,
    ),
    (rf"(\d)\s?({'|'.join(_UNITS)})(?!\w)", _measure),
    (r"\b(\d{1,2})\.(\d\d)\s?([ap])\.?m\b\.?", r"\1:\2 \3m"),
    (r"(\d\s?)([ap])\.m\.", r"\1\2m"),
    (r"\b(1[1-9]|20|)([2-9])0s\b", _decade),
    (rf"\b({'|'.join(_MONTHS)})\.(?=\s\d)", lambda found: _MONTHS[found[1]]),
    (
        rf"\b(in|since|until|during|by|from|to|(?:{_ALL_MONTHS})(?: \d{{1,2}},)?) (1[1-9]|20)(\d\d)\b(?![,.]?\d|%)",
        _year,
    ),
    (rf"\b({'|'.join(_TITLES)})\.(?=\s[A-Z])", lambda found: _TITLES[found[1]]),
    # A full stop after an initial would be heard as the end of a sentence.
    (r"\b(?:[A-Z]\.\s?){1,6}(?=[A-Z][a-z])", lambda found: " ".join(found[0].replace(".", " ").split()) + " "),
    (r"\bNo\.?\s(?=\d)", "number "),
    (r"\bvs\.(?=\s)", "versus"),
    (r"\band/or\b", "or"),
    (r"\b([a-z]{2,})/([a-z]{2,})\b", r"\1 or \2"),
    (r"(?<![A-Z]{2} )\bWHO\b(?! [A-Z]{2})", "W H O"),
    (r"#(?=[A-Za-z])", "hashtag "),
    (r"[*_]+", " "),
)
_COMPILED = tuple((re.compile(pattern), change) for pattern, change in _CHANGES)


_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_NO_END = re.compile(rf"\b(?:{'|'.join((*_TITLES, *_MONTHS))}|No|vs|[A-Z])\.\s+$")


def clean(text: str) -> str:
    """The text on one line, without control characters, lone surrogates and invisible marks."""
    kept = (" " if unicodedata.category(c) == "Cc" else c for c in text if unicodedata.category(c) not in _HIDDEN)
    return " ".join("".join(kept).split())


def spoken(text: str) -> str:
    """The text as a voice should read it: `$3.2bn` becomes `3.2 billion dollars`.

    Only changes that are right in every sentence are made; what is shown stays as it was written.
    """
    said = clean(text).translate(_LIGATURES)
    for pattern, change in _COMPILED:
        said = pattern.sub(change, said)
    said = " ".join(said.split())
    return f"{said}." if said and said[-1].isalnum() else said


def _lines(texts: list[str], paragraph: int, last: float) -> list[Line]:
    said = [text for text in map(clean, texts) if text]
    pauses = [BETWEEN_SENTENCES] * (len(said) - 1) + [last]
    return [Line(text, pause, paragraph) for text, pause in zip(said, pauses, strict=False)]


def script_of(plain: PlainArticle) -> Script:
    """The title and every sentence of a plain article as lines, each with the pause after it."""
    lines: list[Line] = []
    for number, part in enumerate((plain.title, *plain.paragraphs)):
        texts = [sentence.text for rewrite in part.rewrites for sentence in rewrite.sentences]
        lines += _lines(texts, number, BETWEEN_PARAGRAPHS if number else AFTER_TITLE)
    return Script(clean(plain.title.text), tuple(lines))


def script_of_text(text: str) -> Script:
    """A text as it stands: a pause after each sentence, a longer one at a blank line.

    Its title is its first sentence, cut to 80 characters.
    """
    paragraphs = re.split(r"\n\s*\n", text)
    lines: list[Line] = []
    for number, paragraph in enumerate(filter(None, map(clean, paragraphs)), start=1):
        lines += _lines(_sentences(paragraph), number, BETWEEN_PARAGRAPHS)
    return Script(shorten(lines[0].text, 80, placeholder="…") if lines else "", tuple(lines))


def _sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph, by their marks; in doubt, two stay one."""
    sentences, start = [], 0
    for found in _END.finditer(paragraph):
        if not _NO_END.search(paragraph, start, found.end()):
            sentences.append(paragraph[start : found.end()])
            start = found.end()
    return [*sentences, paragraph[start:]]
