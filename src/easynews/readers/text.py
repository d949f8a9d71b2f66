"""Bytes or pasted text → clean text that the rest of easynews can work on in linear time."""

import re
import unicodedata
from collections.abc import Iterable, Set
from functools import cache
from importlib.resources import files

from easynews import limits
from easynews.errors import InputError, LimitError

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

_SIGNATURES = (
    (b"PK\x03\x04", "a zip file, such as a Word or EPUB document"),
    (b"PK\x05\x06", "an empty zip file"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WAV sound or a WebP picture"),
    (b"ID3", "an MP3 sound file"),
    (b"OggS", "an Ogg sound file"),
    (b"fLaC", "a FLAC sound file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf", "a 7-Zip file"),
    (b"Rar!", "a RAR file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)

_WEB_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|\?xml)\b", re.IGNORECASE)

_LINE_END = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028]")
_REPEATED_MARK = re.compile(rf"([^\w\s]|_)\1{{{limits.REPEATED_MARK},}}")
_STACKED_ACCENTS = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")
_LONG_RUN = re.compile(rf"\S{{{limits.RUN_WITHOUT_SPACE + 1},}}")
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)

_PASTE_INSTEAD = "Open it in its own program, copy the text of the article and paste it, or save it as plain text."


def read_text(data: bytes, name: str) -> str:
    """The clean text in these bytes.

    Args:
        data: UTF-8, UTF-16 or UTF-32 with a byte order mark, or Windows-1252.
        name: what to call the input in a message.

    Raises:
        InputError: the bytes are not text, or hold nothing.
        LimitError: there is too much of it.
    """
    if len(data) > limits.ARTICLE_BYTES:
        raise too_large(name, len(data))
    return clean(_decoded(data, name), name)


def too_large(name: str, size: int) -> LimitError:
    """The error for an input of this many bytes."""
    return LimitError(
        f"{name} holds {size / 1e6:.1f} MB; one article may hold up to {limits.ARTICLE_BYTES / 1e6:.0f} MB.",
        "Keep one article and cut the rest away, or give each article a file of its own.",
    )


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="ignore")
    _refuse_binary(data, name)
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken and broken * 2 >= sum(not char.isascii() for char in text):
        return data.decode("cp1252", errors="ignore")
    return text.replace("\ufffd", "")


def _refuse_binary(data: bytes, name: str) -> None:
    likely = next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), "")
    if data[4:8] == b"ftyp":
        likely = "an MP4 film or sound"
    if data[:1] == b"\xff" and data[1:2] in (b"\xfb", b"\xf3", b"\xf2"):
        likely = "an MP3 sound file"
    if _WEB_PAGE.match(data[:1000]):
        raise InputError(
            f"{name} is the source code of a web page, not its text.",
            "Open the page in a browser, copy the text of the article and paste it.",
        )
    if likely:
        raise InputError(f"{name} is not plain text: it looks like {likely}.", _PASTE_INSTEAD)
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r" for byte in data)
    # One stray control character comes with many a paste; data has one in every ten or so.
    if b"\0" in data or controls > 2 + len(data) // 100:
        raise InputError(f"{name} is not plain text: it looks like binary data.", _PASTE_INSTEAD)


def clean(text: str, name: str) -> str:
    """Text with nothing left in it that could hide, spoof or slow anything down.

    Lines end in a newline and carry no space at their ends; white space is one plain space; control,
    zero-width and direction characters are gone; a mark follows itself at most
    `limits.REPEATED_MARK` times; a longer run without a space than `limits.RUN_WITHOUT_SPACE` is cut.

    Raises:
        InputError: nothing remains.
        LimitError: more remains than `limits.ARTICLE_CHARACTERS`.
    """
    if len(text) > limits.ARTICLE_BYTES:
        raise too_large(name, len(text))
    text = _LINE_END.sub("\n", text.replace("\u2029", "\n\n"))
    text = unicodedata.normalize("NFC", "".join(_visible(text)))
    text = _REPEATED_MARK.sub(lambda found: found[1] * limits.REPEATED_MARK, text)
    text = _LONG_RUN.sub(_cut, _STACKED_ACCENTS.sub(r"\1", text))
    text = "\n".join(" ".join(line.split(" ")).strip() for line in re.sub(" +", " ", text).split("\n"))
    text = re.sub("\n{3,}", "\n\n", text).strip("\n")
    if not text:
        raise InputError(f"{name} is empty.", "Paste or name a text that holds a news story in English.")
    if len(text) > limits.ARTICLE_CHARACTERS:
        raise LimitError(
            f"{name} holds {len(text):,} characters; one article may hold up to {limits.ARTICLE_CHARACTERS:,}.",
            "Cut it into parts, for instance at its chapters, and turn them into plain English one by one.",
        )
    return text


def _visible(text: str) -> Iterable[str]:
    for char in text:
        if char == "\n" or " " <= char <= "~":
            yield char
            continue
        category = unicodedata.category(char)
        if category == "Zs" or char == "\t":
            yield " "
        elif category[0] != "C":
            yield char


def _cut(found: re.Match[str]) -> str:
    run, longest = found[0], limits.RUN_WITHOUT_SPACE
    if _LINK.match(run):
        return run[: longest - 1] + "…"
    pieces = []
    while len(run) > longest:
        # A dash or slash near the end is a better place to cut than the middle of a word.
        end = next((i for i in range(longest, longest // 2, -1) if not run[i - 1].isalnum()), longest)
        pieces.append(run[:end])
        run = run[end:]
    return " ".join([*pieces, run])


_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 12
_LOWEST_SHARE = 0.08


@cache
def _common_words() -> tuple[Set[str], Set[str]]:
    """The most common words of English, and those of other languages."""
    table = files("easynews.readers").joinpath("common-words.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in table if not line.startswith("#")]
    english = {word for language, words in rows if language == "English" for word in words.split()}
    foreign = {word for language, words in rows if language != "English" for word in words.split()}
    return english, foreign


def check_english(text: str, name: str) -> None:
    """Refuses a text that is not English.

    Counts words that only English, or only another language, uses all the time; words that both use
    count when nothing foreign is about. English news has 30–50 common words in 100, a list of headlines 10–30, other
    languages under 5.

    Raises:
        InputError: the text has no words, or does not look like English.
    """
    advice = "easynews reads English only: give it an article in English."
    letters = [char for char in text[:20_000] if char.isalpha()]
    if not letters:
        raise InputError(f"{name} holds no words.", advice)
    latin = sum(char < "\u0250" or "\u1e00" <= char <= "\u1eff" for char in letters)
    if latin * 2 < len(letters):
        raise InputError(f"{name} does not look like English: most of it is in other letters.", advice)
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    of_english, of_others = _common_words()
    english = sum(word in of_english and word not in of_others for word in words)
    foreign = sum(word in of_others and word not in of_english for word in words)
    common = english if foreign else sum(word in of_english for word in words)
    if foreign > english or (len(words) >= _FEWEST_WORDS and common < _LOWEST_SHARE * len(words)):
        raise InputError(f"{name} does not look like English.", advice)
