"""Parses checked by hand, so that tests of rules and guard test these and not the model.

`python -m tests.parses` runs the cases of `test_rules.py` and adds to `cases/parses.conllu` the parse of every sentence
they ask for and it lacks, as the model reads it today. Check what it adds: the file says how sentences ARE built, not
how the model reads them. Lines: word, fine tag, part of speech, head, relation, confidence, name.
"""

from functools import cache
from pathlib import Path

from easynews.english import reader
from easynews.english.reader import Reading

FILE = Path(__file__).parent / "cases" / "parses.conllu"
Words = tuple[str, ...]


def parse(block: str) -> tuple[Words, Reading]:
    rows = [line.split("\t") for line in block.splitlines() if line[0] != "#"]
    words, tags, pos, heads, relations, sure, names = zip(*rows, strict=True)
    spans: list[tuple[int, int, str]] = []
    for at, name in enumerate(names):
        if name[0] == "I":
            spans[-1] = (spans[-1][0], at + 1, spans[-1][2])
        elif name[0] == "B":
            spans.append((at, at + 1, name[2:]))
    numbers = [int(head) for head in heads]
    return words, Reading(numbers, list(relations), list(tags), list(pos), spans, [float(s) for s in sure])


def block(words: Words, reading: Reading) -> str:
    names = ["O"] * len(words)
    for start, end, kind in reading.names:
        names[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    columns = (words, reading.tags, reading.pos, reading.heads, reading.relations, reading.sure, names)
    rows = [
        "\t".join(f"{v:.2f}" if isinstance(v, float) else str(v) for v in row) for row in zip(*columns, strict=True)
    ]
    return "\n".join([f"# {' '.join(words)}", *rows])


@cache
def stored() -> dict[Words, Reading]:
    text = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    return dict(parse(part) for part in text.split("\n\n") if part.strip())


class StoredModel:
    """Stands in for the model, and knows only the stored parses."""

    def read(self, words: list[str]) -> Reading:
        found = stored().get(tuple(words))
        assert found, f"No parse of “{' '.join(words)}”: run `python -m tests.parses` and check what it adds."
        return found


class Recorder:
    """Reads with the stored parses, and with the model where there is none; remembers what was asked for."""

    def __init__(self) -> None:
        self.real, self.asked = reader.model(), dict[Words, Reading]()

    def read(self, words: list[str]) -> Reading:
        known = stored().get(tuple(words))
        return self.asked.setdefault(tuple(words), known or self.real.read(words))


def main() -> None:
    from easynews.rewrite import rules
    from tests.test_rules import cases

    recorder = Recorder()
    reader.model = lambda: recorder  # type: ignore[assignment,return-value]
    for rule, source, expected in cases():
        for text in (source, expected):
            rules.example(getattr(rules, rule), text)
    new = [words for words in recorder.asked if words not in stored()]
    FILE.write_text("\n\n".join(block(w, r) for w, r in sorted(recorder.asked.items())) + "\n", encoding="utf-8")
    print(f"{len(recorder.asked)} parses, of these new:", *(" ".join(words) for words in new), sep="\n")


if __name__ == "__main__":
    main()
