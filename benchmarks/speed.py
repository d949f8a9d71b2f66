"""How long each stage takes on our samples, against the floor below it, in one run.

    python benchmarks/speed.py

The floor of rewriting is one bare parse of the text; that of a recording is bare synthesis, each sentence said once.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from easynews.english import load_pipeline
from easynews.options import LEVELS, PACES
from easynews.pipeline import read, record, rewrite
from easynews.script import script_of, spoken
from easynews.voices import open_voice

SAMPLES = Path(__file__).parent.parent / "samples"
T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def main() -> None:
    articles = [read(p.read_text(encoding="utf-8")) for p in sorted(SAMPLES.glob("*.txt"))]
    loading, nlp = timed(load_pipeline)
    rewrite(articles[0], LEVELS["easy"])
    texts = [p.text for a in articles for p in a.paragraphs]
    words = sum(len(t.split()) for t in texts)
    parsing, _ = timed(lambda: [nlp(t) for t in texts])
    rewriting, plain = timed(lambda: [rewrite(a, LEVELS["easy"]) for a in articles])
    script = script_of(plain[0])
    with open_voice() as voice:
        saying, _ = timed(lambda: [voice.say(spoken(line.text), 120) for line in script.lines])
    recording, wrap = timed(lambda: record(script, PACES["easy"]))
    print("| stage | time | ratio to its floor |\n|---|---|---|")
    print(f"| load the English pipeline | {loading:.2f} s | |")
    print(f"| parse {words} words | {parsing:.2f} s ({words / parsing:,.0f} words a second) | 1 |")
    print(f"| rewrite them | {rewriting:.2f} s ({words / rewriting:,.0f} words a second) | {rewriting / parsing:.1f} |")
    print(f"| say one article | {saying:.2f} s | 1 |")
    print(f"| record it ({wrap.seconds:.0f} s of sound) | {recording:.2f} s | {recording / saying:.1f} |")


if __name__ == "__main__":
    main()
