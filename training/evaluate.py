"""Stage 5, `evaluate`: the packaged pipeline on raw text, into `SCORES.md`.

    python training/evaluate.py A.conllu.xz… [--names A.ner.iob2.xz…]

Each sentence's words are joined into running text (ten sentences a paragraph), and the pipeline cuts, tags and parses
it by itself. A token counts when its characters are the same as a gold token's.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from data import Sentence, spans
from prepare import gather
from spacy.tokens import Doc, Token

from easynews.english.pipeline import load_pipeline
from easynews.english.reader import ONE_PHRASE

HERE = Path(__file__).parent
PARAGRAPH = 10
LEANT_ON = ("acl:relcl", "appos", "advcl", "acl", "conj", "ccomp", "xcomp", "nsubj", "obj", "obl", "nmod", "parataxis")
BOUNDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)
SURE = 0.8


@dataclass
class Scores:
    """Counts over one treebank."""

    count: Counter = field(default_factory=Counter)
    relations: dict[str, Counter] = field(default_factory=dict)
    sure: list[tuple[str, float, bool]] = field(default_factory=list)

    def f1(self, right: str, gold: str, found: str) -> float:
        """In percent, of three counts."""
        return 200 * self.count[right] / max(1, self.count[gold] + self.count[found])

    def share(self, right: str) -> float:
        """A count as percent of the words."""
        return 100 * self.count[right] / max(1, self.count["words"])


def text_of(sentences: list[Sentence]) -> tuple[str, list[list[tuple[int, int]]]]:
    """Running text of some sentences, and where each word stands in it."""
    text, places = "", []
    for sentence in sentences:
        row = []
        for word, space in zip(sentence.words, sentence.spaces, strict=True):
            row.append((len(text), len(text) + len(word)))
            text += word + (" " if space else "")
        text = text if text.endswith(" ") else text + " "
        places.append(row)
    return text, places


def score(sentences: list[Sentence]) -> Scores:
    """Compare the pipeline's reading with the treebank's."""
    nlp, scores = load_pipeline(), Scores()
    for start in range(0, len(sentences), PARAGRAPH):
        group = sentences[start : start + PARAGRAPH]
        text, places = text_of(group)
        doc = nlp(text)
        compare_sentences(places, doc, scores)
        compare_words(group, places, doc, scores)
        if any(s.names is not None for s in group):
            compare_names(group, places, doc, scores)
    return scores


def relation(token: Token) -> str:
    return token.dep_.replace("ROOT", "root")


def compare_sentences(places: list[list[tuple[int, int]]], doc: Doc, scores: Scores) -> None:
    starts = {row[0][0] for row in places}
    ours = {next(t for t in s if not t.is_space).idx for s in doc.sents if any(not t.is_space for t in s)}
    scores.count.update(sentences=len(starts), sentences_found=len(ours), sentences_right=len(starts & ours))


def compare_words(group: list[Sentence], places: list[list[tuple[int, int]]], doc: Doc, scores: Scores) -> None:
    count, relations = scores.count, scores.relations
    found = {(t.idx, t.idx + len(t)): t for t in doc if not t.is_space}
    count["found"] += len(found)
    for token in found.values():
        if token.dep_ != "punct":
            count["arcs_found"] += 1
            relations.setdefault(relation(token), Counter())["found"] += 1
    for sentence, row in zip(group, places, strict=True):
        for at, span in enumerate(row):
            want, token = sentence.relations[at], found.get(span)
            count["words"] += 1
            if want != "punct":
                count["arcs"] += 1
                relations.setdefault(want, Counter())["gold"] += 1
            if token is None:
                continue
            count["tokens_right"] += 1
            count["tags"] += token.tag_ == sentence.tags[at]
            count["pos"] += token.pos_ == sentence.pos[at]
            count["lemmas"] += token.lemma_.lower() == sentence.lemmas[at].lower()
            head = row[sentence.heads[at] - 1] if sentence.heads[at] else span
            attached = (token.head.idx, token.head.idx + len(token.head)) == head
            right = attached and relation(token) == want
            if want != "punct":
                count["uas"] += attached
                count["las"] += right
                relations[want]["right"] += right
            if token.dep_ != "punct":
                near = found.get(head) is not None and phrase(found[head]) == phrase(token.head)
                scores.sure.append((relation(token), token._.sure, near and relation(token) == want))


def phrase(token: Token) -> int:
    """The place of the word that a short noun phrase or name hangs on, for any of its words."""
    while token.dep_ in ONE_PHRASE and token.head != token:
        token = token.head
    return int(token.i)


def compare_names(group: list[Sentence], places: list[list[tuple[int, int]]], doc: Doc, scores: Scores) -> None:
    short = {"PERSON": "PER", "ORG": "ORG", "LOC": "LOC"}
    ours = {(e.start_char, e.end_char, short[e.label_]) for e in doc.ents}
    gold = {
        (row[start][0], row[end - 1][1], kind)
        for sentence, row in zip(group, places, strict=True)
        for start, end, kind in spans(sentence.names or [])
    }
    scores.count.update(names=len(gold), names_found=len(ours), names_typed=len(gold & ours))
    scores.count["names_right"] += len({g[:2] for g in gold} & {o[:2] for o in ours})


def table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines] + [""]


def overview(found: dict[str, Scores]) -> list[str]:
    heads = ["", "tokens F1", "sentences F1", "fine tags", "parts of speech", "lemmas", "UAS", "LAS",
             "names with type", "names, spans alone"]  # fmt: skip
    rows = []
    for name, s in found.items():
        values = [s.f1("tokens_right", "words", "found"), s.f1("sentences_right", "sentences", "sentences_found")]
        values += [s.share(k) for k in ("tags", "pos", "lemmas")]
        values += [s.f1(k, "arcs", "arcs_found") for k in ("uas", "las")]
        values += [s.f1(k, "names", "names_found") for k in ("names_typed", "names_right")]
        rows.append([name, *(f"{v:.1f}" for v in values)])
    return table(heads, rows)


def per_relation(name: str, scores: Scores) -> list[str]:
    rows = []
    for label in (*LEANT_ON, *sorted(set(scores.relations) - set(LEANT_ON))):
        c = scores.relations.get(label, Counter())
        if c["gold"] < 10:
            continue
        precision, recall = c["right"] / max(1, c["found"]), c["right"] / c["gold"]
        harmonic = 2 * c["right"] / (c["gold"] + c["found"])
        rows.append([label, str(c["gold"]), *(f"{100 * v:.0f}" for v in (precision, recall, harmonic))])
    return [f"## Relations, {name}", "", *table(["relation", "in gold", "precision", "recall", "F1"], rows)]


def calibration(name: str, scores: Scores) -> list[str]:
    """How often a reading of a given confidence is right; the expected error weighs each band by its words."""
    rows, off = [], 0.0
    for low, high in zip(BOUNDS, BOUNDS[1:], strict=False):
        band = [(sure, right) for _, sure, right in scores.sure if low <= sure < high or sure == high == 1]
        if band:
            mean, right = sum(s for s, _ in band) / len(band), sum(r for _, r in band) / len(band)
            off += abs(mean - right) * len(band) / len(scores.sure)
            rows.append([f"{low:.2f}–{high:.2f}", f"{len(band):,}", f"{100 * mean:.1f}", f"{100 * right:.1f}"])
    what = "relation, and the short phrase the head is in"
    text = f"`token._.sure` against the share of words read right ({what}); mean error {100 * off:.1f} points."
    lines = [f"## Calibration, {name}", "", text, "", *table(["sure", "words", "mean, %", "right, %"], rows)]
    rows = []
    for label in LEANT_ON:
        given = [(sure, right) for relation, sure, right in scores.sure if relation == label]
        kept = [right for sure, right in given if sure >= SURE]
        if given and kept:
            mean = sum(sure for sure, _ in given) / len(given)
            shares = sum(r for _, r in given) / len(given), mean, len(kept) / len(given), sum(kept) / len(kept)
            rows.append([label, str(len(given)), *(f"{100 * v:.0f}" for v in shares)])
    heads = ["relation", "found", "right, %", "mean sure, %", f"sure ≥ {SURE}, %", "of these right, %"]
    return [*lines, *table(heads, rows)]


def resources() -> list[str]:
    """Speed, load time and memory, measured in a fresh process on one core, and the size of the model files."""
    command = [sys.executable, str(HERE.parent / "benchmarks" / "english.py")]
    measured = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(measured.stdout)
    size = sum(f.stat().st_size for f in (HERE.parent / "src/easynews/english/model").iterdir()) / 1e6
    rows = [["model files", f"{size:.1f} MB"], ["load, imports included", f"{found['load']:.1f} s"],
            ["memory after load", f"{found['memory']:.0f} MB"],
            ["600-word article, one core", f"{found['article']:,.0f} words/s"],
            ["40 articles in `nlp.pipe`, one core", f"{found['batch']:,.0f} words/s"],
            ["memory grown by 100,000 words in one call", f"{found['grown']:.0f} MB"]]  # fmt: skip
    return ["## Speed and size", "", *table(["", ""], rows)]


def main() -> None:
    """Score each treebank and write the card."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("files", type=Path, nargs="+")
    arguments.add_argument("--names", type=Path, nargs="*", default=[])
    given = arguments.parse_args()
    names = {file.name.split(".")[0]: file for file in given.names}
    found = {file.name.split(".")[0]: score(gather([file], names)) for file in given.files}
    note = "Raw text in; punctuation is left out of UAS, LAS and calibration."
    lines = ["# Score card", "", note, "", *overview(found)]
    for name, scores in found.items():
        lines += per_relation(name, scores) + calibration(name, scores)
    lines += resources()
    (HERE / "SCORES.md").write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
