"""Speed, load time and memory of the packaged pipeline, on one core, as one line of JSON."""

import json
import os
import resource
import sys
import time
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples"
ROUNDS = 5


def memory() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def rate(words: int, work) -> float:
    """Words a second of the best of some rounds; machines are noisy."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return words / best


def main() -> None:
    """Measure and print."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    began = time.perf_counter()
    from easynews.english import load_pipeline

    nlp = load_pipeline()
    found = {"load": time.perf_counter() - began, "memory": memory()}
    texts = [file.read_text(encoding="utf-8") for file in sorted(SAMPLES.glob("*.txt"))]
    words = " ".join(texts).split()
    article = " ".join(words[:600])
    length = sum(not token.is_space for token in nlp(article))
    found["article"] = rate(length, lambda: nlp(article))
    batch = [" ".join(words[k : k + 600]) for k in range(0, len(words) - 600, 75)][:40]
    length = sum(not token.is_space for doc in nlp.pipe(batch) for token in doc)
    found["batch"] = rate(length, lambda: list(nlp.pipe(batch)))
    before, long = memory(), " ".join(words * (100_000 // len(words) + 1))
    nlp(long)
    found["grown"] = memory() - before
    print(json.dumps(found))


if __name__ == "__main__":
    main()
