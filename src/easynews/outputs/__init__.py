"""Writers: one result in, one file per format out, all of them or none."""

import errno
import hashlib
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from easynews.documents import Product, Wrap
from easynews.errors import OutputError, UsageError

SLUG_CHARACTERS = 60
"""Longest readable part of a file name: it still shows whole in most file lists."""

NAME_BYTES = 200
"""Longest name taken over from a file: systems allow 255, and an ending and our temporary mark follow."""


def write(product: Product, folder: Path, formats: Iterable[str]) -> list[Path]:
    """Write a result in some formats and return the paths, in the order asked for.

    Every file is written beside its place and then renamed, so a file is either whole or not there.

    Args:
        product: the result; its name becomes the file name, or its title does when it has none.
        folder: where to write; it is made if need be.
        formats: names out of `WRITERS`.

    Raises:
        UsageError: a format is unknown.
        OutputError: the folder can't be made or written to, the disk is full, or there is no sound to write.
    """
    contents = {name: _content(product, name) for name in formats}
    stem = _stem(product)
    paths = {folder / f"{stem}.{name}": content for name, content in contents.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_all(paths)
    except OSError as error:
        raise _explained(error, folder) from error
    return list(paths)


def write_bytes(content: bytes, path: Path) -> None:
    """Write one file, whole or not at all.

    Raises:
        OutputError: it can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_all({path: content})
    except OSError as error:
        raise _explained(error, path.parent) from error


def slug(title: str, text: str) -> str:
    """A file name for a story without one: its title in plain letters and a short hash of title and text."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "")).strip("-")
    short = words[: SLUG_CHARACTERS + 1]
    if len(words) > SLUG_CHARACTERS:
        short = short.rpartition("-")[0] or short[:SLUG_CHARACTERS]
    digest = hashlib.sha256(f"{title}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{short or 'news'}-{digest}"


def _txt(product: Product) -> bytes:
    from easynews.outputs.text import text

    return _encoded(text(product))


def _html(product: Product) -> bytes:
    from easynews.outputs.html import html

    return _encoded(html(product))


def _json(product: Product) -> bytes:
    from easynews.outputs.json import json

    return _encoded(json(product))


def _mp3(product: Product) -> bytes:
    return _sound(product).mp3


def _vtt(product: Product) -> bytes:
    from easynews.outputs.vtt import vtt

    return _encoded(vtt(_sound(product).cues))


WRITERS: dict[str, Callable[[Product], bytes]] = {
    "txt": _txt,
    "html": _html,
    "json": _json,
    "mp3": _mp3,
    "vtt": _vtt,
}
"""Format → what writes it. The writers import late, so that text needs no template engine."""


def _content(product: Product, name: str) -> bytes:
    if name not in WRITERS:
        raise UsageError(f"There is no format called {name!r}.", f"Choose from: {', '.join(WRITERS)}.")
    return WRITERS[name](product)


def _sound(product: Product) -> Wrap:
    if product.wrap is None:
        raise OutputError("This story has no sound to write.", "Ask for a pace, or leave out mp3 and vtt.")
    return product.wrap


def _encoded(content: str) -> bytes:
    return content.encode("utf-8", "replace")


def _stem(product: Product) -> str:
    """The product's name where it is safe as a file name, or a slug of its title."""
    name = product.name
    is_plain = name.isprintable() and not re.search(r'[/\\:*?"<>|]', name) and not name.startswith(".")
    if name.strip() and is_plain and len(name.encode("utf-8", "replace")) <= NAME_BYTES:
        return name
    return slug(product.plain.title.text or name, product.plain.text)


def _write_all(contents: dict[Path, bytes]) -> None:
    """Write every file beside its place, and rename only when all of them are whole."""
    beside = {path: path.with_name(f".{secrets.token_hex(8)}.part") for path in contents}
    try:
        for path, content in contents.items():
            with beside[path].open("xb") as file:
                file.write(content)
        for path, temporary in beside.items():
            temporary.replace(path)
    finally:
        for temporary in beside.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _explained(error: OSError, folder: Path) -> OutputError:
    """The same error in words a person can act on."""
    where = f"“{folder}”"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return OutputError(f"The disk with {where} is full.", "Make some space, or choose another folder.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return OutputError(f"You may not write in {where}.", "Choose a folder of your own.")
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return OutputError(f"{where} is a file, or lies inside one.", "Choose a folder, or move that file away.")
    if error.errno == errno.EISDIR:
        return OutputError(f"In {where} a folder has the name of a file to write.", "Choose another folder.")
    reason = error.strerror or "no reason given"
    return OutputError(f"Nothing could be written in {where}: {reason}.", "Choose another folder.")
