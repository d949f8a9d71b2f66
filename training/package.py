"""Stage 4, `package`: the trained networks as the files that ship inside easynews.

    python training/package.py WORK

Reads what the stages before left in WORK, writes `src/easynews/english/model/`.
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
from data import CONFIG, Sentence
from encoder import Encoder, vocabulary
from head import Head, Names, Reader
from pack import pack
from prepare import load

from easynews.english import lemmas
from easynews.english.reader import Model

TARGET = Path(__file__).parent.parent / "src" / "easynews" / "english" / "model"


def networks(work: Path) -> tuple[dict, Encoder, Head, Names]:
    """What was trained."""
    saved = torch.load(work / "model.pt", weights_only=False)
    states, *_, names = saved["sizes"]
    finder = Names(CONFIG["names"], states, CONFIG["head"]["suffixes"], names)
    parts = Encoder(), Head(CONFIG["head"], *saved["sizes"]), finder
    for part, weights in zip(parts, (saved["encoder"], saved["head"], torch.load(work / "names.pt")), strict=True):
        part.load_state_dict(weights)
        part.eval()
    return saved["labels"], *parts


def export(encoder: Encoder, head: Head, names: Names) -> None:
    """Write `reader.onnx` and `relations.npy`."""
    inputs, outputs = ["ids", "starts", "shapes", "suffixes"], ["arcs", "tags", "pos", "names", "child", "parent"]
    numbers = torch.zeros(1, 7, dtype=torch.long)
    sample = torch.randint(1000, 2000, (1, 12)), torch.arange(1, 8), numbers, numbers
    axes = {"ids": {1: "pieces"}, "starts": {0: "words"}, "shapes": {1: "words"}, "suffixes": {1: "words"}}
    axes |= {name: {0: f"{name}_rows"} for name in outputs} | {"arcs": {0: "arcs_rows", 1: "arcs_columns"}}
    whole = TARGET / "reader-float.onnx"
    torch.onnx.export(
        Reader(encoder, head, names).eval(), sample, str(whole), input_names=inputs, output_names=outputs,
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    pack(whole, TARGET / "reader.onnx")
    whole.unlink()
    np.save(TARGET / "relations.npy", head.rel_weight.detach().numpy().astype(np.float16))


def lemma_exceptions(sentences: list[Sentence]) -> dict[str, str]:
    """Forms whose lemma in the treebanks is not the one our lemmatizer would give: `form|tag` to lemma."""
    lemmas._exceptions = lambda: {}
    seen: dict[str, Counter] = defaultdict(Counter)
    for sentence in sentences:
        for word, tag, pos, lemma in zip(sentence.words, sentence.tags, sentence.pos, sentence.lemmas, strict=True):
            if pos not in {"PROPN", "X", "PUNCT", "SYM", "NUM"} and lemma != "_":
                seen[f"{word.lower()}|{tag}|{pos}"][lemma.lower()] += 1
    found = {}
    for key, counts in sorted(seen.items()):
        word, tag, pos = key.rsplit("|", 2)
        best, times = counts.most_common(1)[0]
        if times >= 2 and times > 0.7 * counts.total() and lemmas.lemma(word, tag, pos).lower() != best:
            found[f"{word}|{tag}"] = best
    return found


def calibrate(held: list[Sentence]) -> dict[str, float]:
    """Temperatures that make the packaged network's probabilities as large as its share of right answers.

    One for arcs, one for relations given the right head: those of least log loss on held-out sentences
    (Guo et al. 2017).
    """
    model = Model()
    rows: dict[str, list] = {"arcs": [], "relations": []}
    for sentence in held:
        arcs, *_, child, parent = model.scores(sentence.words)
        relations = model.relation_scores(child, parent, sentence.heads)
        for at, (head, name) in enumerate(zip(sentence.heads, sentence.relations, strict=True)):
            if name != "punct":
                rows["arcs"].append((arcs[at], head))
                rows["relations"].append((relations[at], model.relations.index(name)))
    return {name: min(np.arange(0.6, 3.0, 0.02), key=lambda t: loss(pairs, t)) for name, pairs in rows.items()}


def loss(pairs: list[tuple[np.ndarray, int]], temperature: float) -> float:
    """Mean negative log probability of the right answers."""
    total = 0.0
    for scores, right in pairs:
        cooled = (scores - scores.max()).astype(np.float64) / temperature
        total += np.log(np.exp(cooled).sum()) - cooled[right]
    return total / len(pairs)


def main() -> None:
    """Write the model folder."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("work", type=Path)
    given = arguments.parse_args()
    TARGET.mkdir(parents=True, exist_ok=True)
    labels, *parts = networks(given.work)
    export(*parts)
    (TARGET / "vocabulary.txt").write_text(vocabulary(), encoding="utf-8")
    write(TARGET / "labels.json", labels | {"temperatures": {"arcs": 1.0, "relations": 1.0}})
    temperatures = {name: round(float(t), 2) for name, t in calibrate(load(given.work / "held.json")).items()}
    print("temperatures", temperatures)
    write(TARGET / "labels.json", labels | {"temperatures": temperatures})
    write(TARGET / "lemmas.json", lemma_exceptions(load(given.work / "train.json")))


def write(file: Path, table: dict) -> None:
    file.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
