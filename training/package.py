"""Stage 2, `package`: the trained networks as the files that ship inside easynews.

python training/package.py WORK --train A.conllu.xz… [--out src/easynews/english/model]
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
from data import read
from encoder import Encoder, vocabulary
from head import Head, Reader
from pack import pack
from train import CONFIG, HERE

sys.path.insert(0, str(HERE.parent / "src"))


def export_encoder(saved: dict, target: Path) -> None:
    """Write `encoder.onnx`."""
    encoder = Encoder()
    encoder.load_state_dict(saved["encoder"])
    whole = target / "encoder-float.onnx"
    torch.onnx.export(
        encoder.eval(), (torch.randint(1000, 2000, (1, 12)),), str(whole), input_names=["ids"], output_names=["states"],
        dynamic_axes={"ids": {1: "pieces"}, "states": {1: "pieces"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    pack(whole, target / "encoder.onnx")
    whole.unlink()


def export_head(saved: dict, target: Path) -> None:
    """Write `head.onnx` and `relations.npy`."""
    head = Head(CONFIG["head"], *saved["sizes"])
    head.load_state_dict(saved["head"])
    states = torch.zeros(1, 7, saved["sizes"][0])
    numbers = torch.zeros(1, 7, dtype=torch.long)
    inputs, outputs = ["states", "shapes", "suffixes"], ["arcs", "tags", "pos", "names", "child", "parent"]
    whole = target / "head-float.onnx"
    axes = {name: {1: "words"} for name in inputs} | {name: {0: f"{name}_words"} for name in outputs}
    torch.onnx.export(
        Reader(head).eval(), (states, numbers, numbers), str(whole), input_names=inputs, output_names=outputs,
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    pack(whole, target / "head.onnx")
    whole.unlink()
    np.save(target / "relations.npy", head.rel_weight.detach().numpy().astype(np.float16))


def lemma_exceptions(files: list[Path]) -> dict[str, str]:
    """Forms whose lemma in the treebanks is not the one our lemmatizer would give: `form|tag` to lemma."""
    from easynews.english import lemmas

    lemmas._exceptions = lambda: {}
    seen: dict[str, Counter] = defaultdict(Counter)
    for file in files:
        for sentence in read(file):
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


def main() -> None:
    """Write the model folder."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("--train", type=Path, nargs="+", required=True)
    arguments.add_argument("--out", type=Path, default=HERE.parent / "src" / "easynews" / "english" / "model")
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    saved = torch.load(given.work / "model.pt", weights_only=False)
    export_encoder(saved, given.out)
    export_head(saved, given.out)
    (given.out / "vocabulary.txt").write_text(vocabulary(), encoding="utf-8")
    text = json.dumps(saved["labels"], ensure_ascii=False, indent=0)
    (given.out / "labels.json").write_text(text + "\n", encoding="utf-8")
    table = json.dumps(lemma_exceptions(given.train), ensure_ascii=False, indent=0)
    (given.out / "lemmas.json").write_text(table + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
