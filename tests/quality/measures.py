"""What is measured on a rewritten article, so that it can be pinned: how easy it became and what it kept."""

import re
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc

from easynews.documents import PlainArticle
from easynews.english import load_pipeline
from easynews.english.levels import is_hard
from easynews.rewrite.quotations import quoted_tokens

VOCABULARY = 3000
LONG = 20
NEGATIONS = ["not", "n't", "n’t", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot"]
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
QUOTE = re.compile(r"[“\"]([^“”\"]+)[”\"]")


def measures(plain: PlainArticle) -> dict[str, float]:
    """The figures of one article; shares are in percent."""
    source = "\n".join(p.source for p in plain.paragraphs)
    docs = [load_pipeline()(s.text) for s in _sentences(plain)]
    own = [sum(t.text[0].isalnum() for t, q in zip(d, quoted_tokens(d), strict=True) if not q) for d in docs]
    explained = {w for term in plain.glossary for w in re.findall(r"\w+", f"{term.term} {term.headword}".lower())}
    words = [t for d in docs for t in d if t.text[0].isalpha()]
    hard = [t for t in words if is_hard(t, VOCABULARY) and not {t.lower_, t.lemma_.lower()} & explained]
    return {
        "own grade": plain.after.own_grade,
        "grade": plain.after.grade,
        "words a sentence": sum(t.text[0].isalnum() for d in docs for t in d) / len(docs),
        "long sentences": 100 * sum(n > LONG for n in own) / len(own),
        "words not explained": 100 * len(hard) / len(words),
        "names lost": _lost(_names(load_pipeline()(source)), plain.text),
        "numbers lost": _lost(NUMBER.findall(source), plain.text),
        "quotations lost": _lost([q.strip(" ,.") for q in QUOTE.findall(source)], plain.text),
        "negations changed": abs(_negations(source) - _negations("\n".join(p.text for p in plain.paragraphs))),
        "not a sentence": 100 * sum(_broken(d) for d in docs) / len(docs),
    }


def _sentences(plain: PlainArticle) -> Iterator[object]:
    for paragraph in plain.paragraphs:
        if paragraph.kind == "text":
            for made in paragraph.rewrites:
                yield from made.sentences


def _names(doc: Doc) -> list[str]:
    return [t.text for t in doc if t.pos_ == "PROPN"]


def _lost(wanted: list[str], text: str) -> float:
    return float(sum(w.lower() not in text.lower() for w in set(wanted)))


def _negations(text: str) -> int:
    counted = Counter(t.lower_ for t in load_pipeline()(text))
    return sum(counted[w] for w in NEGATIONS)


def _broken(doc: Doc) -> bool:
    """Whether a sentence begins small, ends without a mark, or has no verb at all."""
    text = doc.text.strip().strip("\"“”'’")
    verb = any(t.pos_ in {"VERB", "AUX"} for t in doc)
    return not verb or text[:1].islower() or doc.text.strip()[-1] not in '.!?"”…'
