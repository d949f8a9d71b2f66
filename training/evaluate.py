"""Stage 3, `evaluate`: the packaged pipeline on raw text, into `SCORES.md`.

    python training/evaluate.py A.conllu.xz… [--names A.ner.iob2.xz] [--out training/SCORES.md]

Each sentence's words are joined into running text (ten sentences a paragraph), and the pipeline cuts, tags and parses
it by itself. A token counts when its characters are the same as a gold token's.
"""

import argparse
import time
from collections import Counter
from pathlib import Path

from data import Sentence, read, read_names

from easynews.english.pipeline import load_pipeline

PARAGRAPH = 10
SHOWN = ("acl:relcl", "appos", "advcl", "acl", "conj", "ccomp", "xcomp", "nsubj", "obj", "obl", "nmod", "parataxis")


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


def f1(right: int, gold: int, found: int) -> float:
    return 200 * right / max(1, gold + found)


def score(sentences: list[Sentence]) -> tuple[Counter, dict[str, list[int]], float]:
    """Counts, per-relation counts (gold, right, found), and words a second."""
    nlp, count, relations = load_pipeline(), Counter(), {}
    seconds = 0.0
    for start in range(0, len(sentences), PARAGRAPH):
        group = sentences[start : start + PARAGRAPH]
        text, places = text_of(group)
        began = time.perf_counter()
        doc = nlp(text)
        seconds += time.perf_counter() - began
        compare(group, places, doc, count, relations)
    return count, relations, count["words"] / seconds


def compare(group, places, doc, count, relations) -> None:
    found = {(t.idx, t.idx + len(t)): t for t in doc if not t.is_space}
    count["found"] += len(found)
    starts = {row[0][0] for row in places}
    ours = {next(t for t in s if not t.is_space).idx for s in doc.sents if any(not t.is_space for t in s)}
    count["sentences"] += len(starts)
    count["sentences_found"] += len(ours)
    count["sentences_right"] += len(starts & ours)
    for token in found.values():
        if token.dep_ != "punct":
            count["arcs_found"] += 1
            relations.setdefault(token.dep_.replace("ROOT", "root"), [0, 0, 0])[2] += 1
    for sentence, row in zip(group, places, strict=True):
        for at, span in enumerate(row):
            count["words"] += 1
            want = sentence.relations[at]
            if want != "punct":
                count["arcs"] += 1
                relations.setdefault(want, [0, 0, 0])[0] += 1
            token = found.get(span)
            if token is None:
                continue
            count["tokens_right"] += 1
            count["tags"] += token.tag_ == sentence.tags[at]
            count["pos"] += token.pos_ == sentence.pos[at]
            count["lemmas"] += token.lemma_.lower() == sentence.lemmas[at].lower()
            if want != "punct":
                head = row[sentence.heads[at] - 1] if sentence.heads[at] else span
                right = (token.head.idx, token.head.idx + len(token.head)) == head
                count["uas"] += right
                if right and token.dep_.replace("ROOT", "root") == want:
                    count["las"] += 1
                    relations[want][1] += 1
    if any(s.names is not None for s in group):
        names(group, places, doc, count)


def names(group, places, doc, count) -> None:
    short = {"PERSON": "PER", "ORG": "ORG", "LOC": "LOC"}
    ours = {(e.start_char, e.end_char, short[e.label_]) for e in doc.ents}
    gold = set()
    for sentence, row in zip(group, places, strict=True):
        at = 0
        while sentence.names is not None and at < len(row):
            if sentence.names[at].startswith("B"):
                end = at + 1
                while end < len(row) and sentence.names[end].startswith("I"):
                    end += 1
                gold.add((row[at][0], row[end - 1][1], sentence.names[at][2:]))
                at = end
            else:
                at += 1
    count["names"] += len(gold)
    count["names_found"] += len(ours)
    count["names_typed"] += len(gold & ours)
    count["names_right"] += len({g[:2] for g in gold} & {o[:2] for o in ours})


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("files", type=Path, nargs="+")
    arguments.add_argument("--names", type=Path)
    arguments.add_argument("--out", type=Path, default=Path(__file__).parent / "SCORES.md")
    given = arguments.parse_args()
    began = time.perf_counter()
    load_pipeline()
    loaded = time.perf_counter() - began
    lines = [
        "# Score card",
        "",
        "Raw text in, on one machine with two cores; punctuation is left out of UAS and LAS.",
        "",
    ]
    lines += [
        "| | tokens F1 | sentences F1 | fine tags | parts of speech | lemmas | UAS | LAS "
        "| names typed / spans | words a second |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    tables = {}
    for file in given.files:
        sentences = read(file, names="gum" in file.name)
        if given.names and given.names.name.split(".")[0] == file.name.split(".")[0]:
            read_names(given.names, sentences)
        c, tables[file.name.split(".")[0]], speed = score(sentences)
        shares = [100 * c[k] / c["words"] for k in ("tags", "pos", "lemmas")]
        cells = [
            f1(c["tokens_right"], c["words"], c["found"]),
            f1(c["sentences_right"], c["sentences"], c["sentences_found"]),
            *shares,
        ]
        cells += [f1(c["uas"], c["arcs"], c["arcs_found"]), f1(c["las"], c["arcs"], c["arcs_found"])]
        typed, spans = (f1(c[k], c["names"], c["names_found"]) for k in ("names_typed", "names_right"))
        name_cells = f"{typed:.1f} / {spans:.1f}"
        lines.append(
            f"| {file.name.split('.')[0]} | "
            + " | ".join(f"{v:.1f}" for v in cells)
            + f" | {name_cells} | {speed:,.0f} |"
        )
    lines += [
        "",
        "F1 of the relations that rules lean on:",
        "",
        "| | " + " | ".join(SHOWN) + " |",
        "|---" * (len(SHOWN) + 1) + "|",
    ]
    for name, table in tables.items():
        row = [f"{f1(r[1], r[0], r[2]):.0f}" for r in (table.get(k, [0, 0, 0]) for k in SHOWN)]
        lines.append(f"| {name} | " + " | ".join(row) + " |")
    folder = Path(__file__).parent.parent / "src" / "easynews" / "english" / "model"
    size = sum(f.stat().st_size for f in folder.iterdir()) / 1e6
    lines += ["", f"Model files: {size:.1f} MB. Loaded in {loaded:.1f} s.", ""]
    given.out.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
