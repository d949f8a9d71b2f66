"""The result as JSON: everything we know, with the trace of every word."""

import json as encoder
import math
import re
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from easynews.documents import Edit, PlainParagraph, PlainSentence, Product, Rewrite, Wrap

FORMAT = "easynews/1"
"""Name and version of this layout; the number rises when a reader of the old one would break."""


def json(product: Product) -> str:
    """Everything about a result as JSON, keys always in the same order.

    The sound is described and timed, but its bytes stay in the MP3 file.
    """
    document = _finite(_document(product))
    encoded = encoder.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    # UTF-8 has no lone surrogates, but JSON can name them.
    return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", encoded) + "\n"


def _document(product: Product) -> dict[str, Any]:
    plain = product.plain
    return {
        "format": FORMAT,
        "easynews": _version(),
        "name": product.name,
        "article": asdict(plain.article),
        "title": _paragraph(plain.title),
        "paragraphs": [_paragraph(paragraph) for paragraph in plain.paragraphs],
        "glossary": [asdict(term) for term in plain.glossary],
        "scores": {"before": asdict(plain.before), "after": asdict(plain.after)},
        "target": asdict(plain.target),
        "sound": _sound(product.wrap) if product.wrap else None,
    }


def _paragraph(paragraph: PlainParagraph) -> dict[str, Any]:
    return {
        "kind": paragraph.kind,
        "text": paragraph.text,
        "rewrites": [_rewrite(rewrite) for rewrite in paragraph.rewrites],
    }


def _rewrite(rewrite: Rewrite) -> dict[str, Any]:
    return {
        "source": rewrite.source,
        "sentences": [_sentence(sentence) for sentence in rewrite.sentences],
        "edits": [_edit(edit) for edit in rewrite.edits],
        "refused": [{**_edit(edit), "refused": edit.refused} for edit in rewrite.refused],
    }


def _sentence(sentence: PlainSentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "quoted": sentence.quoted,
        "words": [asdict(word) for word in sentence.words],
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {"rule": edit.rule, "span": edit.span, "before": edit.before, "after": edit.after, "why": edit.why}


def _sound(wrap: Wrap) -> dict[str, Any]:
    return {
        "seconds": wrap.seconds,
        "loudness": wrap.loudness,
        "pace": wrap.pace,
        "voice": wrap.voice,
        "bytes": len(wrap.mp3),
        "unspoken": wrap.unspoken,
        "cues": [asdict(cue) for cue in wrap.cues],
    }


def _finite(value: Any) -> Any:
    """The same value with `null` for numbers JSON has no sign for, such as the loudness of silence."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return value


def _version() -> str:
    try:
        return version("easynews")
    except PackageNotFoundError:
        return "unknown"
