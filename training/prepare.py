"""Stage 1, `prepare`: the treebanks as one corpus to train on and one to hold out.

    python training/prepare.py WORK --train A.conllu.xz… --held B.conllu.xz… [--names A.ner.iob2.xz…]

Writes `train.json` and `held.json` in WORK: sentences with words, labels, trees and, where the source has them, names.
"""

import argparse
import json
import random
from dataclasses import asdict, replace
from pathlib import Path

from data import CONFIG, Sentence, read, read_names

TITLES = frozenset((Path(__file__).parent / "titles.txt").read_text(encoding="utf-8").split())


def without_titles(sentence: Sentence) -> None:
    """Leave titles out of people's names, as Universal NER does: *President Ana Ruiz* is *Ana Ruiz*."""
    tags = sentence.names or []
    for at, tag in enumerate(tags):
        if tag != "B-PER":
            continue
        while sentence.words[at].lower() in TITLES and at + 1 < len(tags) and tags[at + 1] == "I-PER":
            tags[at], tags[at + 1] = "O", "B-PER"
            at += 1


def capitals(sentence: Sentence) -> Sentence:
    """The sentence in capitals, as in a headline or a news lead."""
    return replace(sentence, words=[word.upper() for word in sentence.words])


def unstopped(sentence: Sentence) -> Sentence:
    """The sentence without its full stop, as in a headline."""
    last = len(sentence.words)
    if last < 4 or sentence.words[-1] != "." or last in sentence.heads:
        return sentence
    cut = {k: v[:-1] for k, v in asdict(sentence).items() if v is not None}
    return Sentence(**{"names": None} | cut)


def varied(sentences: list[Sentence]) -> list[Sentence]:
    """A small share of the sentences dressed as headlines; the rest as they are."""
    noise, shares = random.Random(CONFIG["seed"]), CONFIG["prepare"]
    found = []
    for sentence in sentences:
        if noise.random() < shares["unstopped"]:
            sentence = unstopped(sentence)
        if noise.random() < shares["capitals"]:
            sentence = capitals(sentence)
        found.append(sentence)
    return found


def gather(files: list[Path], names: dict[str, Path]) -> list[Sentence]:
    """All sentences of the files; names from `Entity` (GUM) or from the name file of the same stem."""
    found = []
    for file in files:
        sentences = read(file, names="gum" in file.name)
        if given := names.get(file.name.split(".")[0]):
            read_names(given, sentences)
        for sentence in sentences:
            without_titles(sentence)
        found += sentences
    return found


def save(sentences: list[Sentence], file: Path) -> None:
    """Write the corpus, one sentence a line."""
    rows = [json.dumps(asdict(s), ensure_ascii=False) for s in sentences]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")


def load(file: Path) -> list[Sentence]:
    """Read what `save` wrote."""
    return [Sentence(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Write both corpora and say how large they are."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("--train", type=Path, nargs="+", required=True)
    arguments.add_argument("--held", type=Path, nargs="+", required=True)
    arguments.add_argument("--names", type=Path, nargs="*", default=[])
    given = arguments.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    names = {file.name.split(".")[0]: file for file in given.names}
    for part, files in (("train", given.train), ("held", given.held)):
        sentences = gather(files, names)
        save(varied(sentences) if part == "train" else sentences, given.work / f"{part}.json")
        words, named = sum(len(s.words) for s in sentences), sum(s.names is not None for s in sentences)
        print(f"{part}: {len(sentences):,} sentences, {words:,} words, {named:,} sentences with names")


if __name__ == "__main__":
    main()
