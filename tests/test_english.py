"""The English pipeline: loads offline, cuts sentences, and reads each the same way every time."""

import itertools
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from easynews.english import load_pipeline, reader
from easynews.english.articles import article
from easynews.english.lemmas import inflect, lemma
from easynews.english.readability import flesch_kincaid, score_table, syllables
from easynews.english.tree import best_tree
from easynews.errors import SetupError
from easynews.limits import RUN_CHARACTERS, SENTENCE_WORDS


def sentence_cases() -> list[list[str]]:
    text = (Path(__file__).parent / "cases" / "sentences.txt").read_text(encoding="utf-8")
    blocks = [[line for line in block.splitlines() if line[0] != "#"] for block in text.split("\n\n")]
    return [block for block in blocks if block]


def as_input(line: str) -> str:
    return line.replace("⏎", "\n").replace("¶", "\n\n")


@pytest.mark.parametrize("case", sentence_cases(), ids=lambda case: case[0][:40])
def test_text_is_cut_into_sentences_and_tokens(case: list[str]) -> None:
    lines = [as_input(line) for line in case if not line.startswith("= ")]
    text = "".join(line if line.endswith("\n") else line + " " for line in lines)
    found = list(load_pipeline()(text).sents)
    assert [s.text.split() for s in found] == [line.split() for line in lines]
    for before, line in zip(case, case[1:], strict=False):
        if line.startswith("= "):
            cut = found[lines.index(as_input(before))]
            assert [t.text for t in cut if not t.is_space] == line[2:].split(" ")


def test_a_blank_line_ends_a_sentence() -> None:
    doc = load_pipeline()("Storm hits coast\n\nThe storm hit the coast.")
    assert [s.text.strip() for s in doc.sents] == ["Storm hits coast", "The storm hit the coast."]


def test_reads_tags_tree_names_and_confidence() -> None:
    doc = load_pipeline()("Ana Ruiz, the mayor of Port Anse, said the bridge was safe.")
    said = next(t for t in doc if t.text == "said")
    assert said.dep_ == "ROOT" and said.lemma_ == "say" and said.tag_ == "VBD"
    assert next(t for t in doc if t.text == "mayor").dep_ == "appos"
    assert doc.ents[0].text == "Ana Ruiz" and doc.ents[0].label_ == "PERSON"
    assert all(0 < t._.sure <= 1 for t in doc)


def test_a_sentence_is_read_the_same_alone_and_among_others() -> None:
    nlp = load_pipeline()
    sentence = "The storm, which began on Friday, damaged 40 houses."
    alone = nlp(sentence)
    among = list(nlp(f"It rained. {sentence} Nobody was hurt.").sents)[1]
    assert [(t.dep_, t.tag_, t._.sure) for t in alone] == [(t.dep_, t.tag_, t._.sure) for t in among]


TEXTS = ["The storm hit.", "Ana Ruiz left the town on Monday.", "", "Nobody knew why it had been closed."] * 3


def seen(doc: Doc) -> list[tuple[str, str, str, int, float]]:
    return [(t.text, t.tag_, t.dep_, t.head.i, t._.sure) for t in doc]


@pytest.mark.parametrize("processes", [1, 2])
def test_pipe_gives_what_single_calls_give(processes: int) -> None:
    nlp = load_pipeline()
    found = nlp.pipe(TEXTS, n_process=processes, batch_size=4)
    assert [seen(doc) for doc in found] == [seen(nlp(text)) for text in TEXTS]


def test_threads_share_the_pipeline() -> None:
    nlp = load_pipeline()
    with ThreadPoolExecutor(4) as pool:
        assert [seen(doc) for doc in pool.map(nlp, TEXTS)] == [seen(nlp(text)) for text in TEXTS]


def test_a_damaged_model_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "labels.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(reader.resources, "files", lambda _: tmp_path)
    with pytest.raises(SetupError, match="missing or damaged"):
        reader.Model()


NAMES = ["B-LOC", "B-PER", "I-LOC", "I-PER", "O"]


@pytest.mark.parametrize(
    ("wanted", "scores"),
    [
        (["O", "B-PER", "I-PER"], [[0, 0, 0, 0, 9], [0, 9, 0, 0, 0], [0, 0, 0, 9, 0]]),
        (["O", "B-PER", "I-PER"], [[0, 0, 0, 0, 9], [5, 4, 0, 0, 0], [0, 0, 0, 9, 0]]),
        (["B-LOC", "I-LOC"], [[1, 0, 9, 0, 0], [0, 0, 9, 0, 0]]),
        (["B-PER", "O"], [[0, 9, 0, 0, 0], [0, 0, 3, 0, 2]]),
    ],
)
def test_no_name_goes_on_that_was_not_begun(wanted: list[str], scores: list[list[float]]) -> None:
    assert [NAMES[k] for k in reader.best_path(np.array(scores, dtype=np.float32), NAMES)] == wanted


@given(st.text(st.sampled_from("ab .,'\"([-’…é\n🙂\u200d"), max_size=80), st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_tokens_are_the_text(text: str, repeated: int) -> None:
    whole = text + text[-1:] * repeated + text
    assert load_pipeline().make_doc(whole).text == whole


def test_cutting_long_runs_leaves_other_tokens_alone() -> None:
    nlp = load_pipeline()
    plain, run = "Mr. Osk can't say.", "(" * (RUN_CHARACTERS * 2 + 7)
    tokens = [t.text for t in nlp.make_doc(f"{plain} {run} {plain}")]
    alone = [t.text for t in nlp.make_doc(plain)]
    assert tokens[: len(alone)] == tokens[-len(alone) :] == alone and "".join(tokens[len(alone) : -len(alone)]) == run


def test_best_tree_is_the_best_of_all() -> None:
    noise = np.random.default_rng(0)
    for size in (1, 2, 3, 4, 5) * 8:
        scores = noise.normal(size=(size, size + 1))
        trees = [h for h in itertools.product(range(size + 1), repeat=size) if is_tree(h)]
        assert tuple(best_tree(scores)) == max(trees, key=lambda h: sum(scores[i, h[i]] for i in range(size)))


def is_tree(heads: Sequence[int]) -> bool:
    def reaches_root(at: int) -> bool:
        for _ in heads:
            at = heads[at - 1]
            if not at:
                return True
        return False

    return heads.count(0) == 1 and all(reaches_root(at) for at in range(1, len(heads) + 1))


def test_a_sentence_without_end_is_cut() -> None:
    doc = load_pipeline()("the storm and " * 400)
    assert max(len(s) for s in doc.sents) <= SENTENCE_WORDS


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "((((", "🙂 🙂", "\u202e", "a" * 60])
def test_odd_texts_are_read(text: str) -> None:
    load_pipeline()(text)


def test_best_tree_breaks_cycles_and_has_one_root() -> None:
    scores = np.array([[1.0, 0, 9, 0], [0.5, 9, 0, 0], [2.0, 0, 0, 0]])
    heads = best_tree(scores)
    assert heads.count(0) == 1
    for start in range(1, 4):
        at, steps = start, 0
        while at:
            at, steps = heads[at - 1], steps + 1
            assert steps <= 3


@pytest.mark.parametrize(
    ("word", "tag", "pos", "wanted"),
    [
        ("hostilities", "NNS", "NOUN", "hostility"), ("broke", "VBD", "VERB", "break"), ("was", "VBD", "AUX", "be"),
        ("n't", "RB", "PART", "not"), ("Veria", "NNP", "PROPN", "Veria"), ("better", "JJR", "ADJ", "good"),
    ],
)  # fmt: skip
def test_lemmas(word: str, tag: str, pos: str, wanted: str) -> None:
    assert lemma(word, tag, pos) == wanted


@pytest.mark.parametrize(
    ("word", "tag", "wanted"),
    [("stop", "VBD", "stopped"), ("be", "VBD", "was"), ("country", "NNS", "countries"), ("buy", "VBN", "bought")],
)
def test_inflect(word: str, tag: str, wanted: str) -> None:
    assert inflect(word, tag) == wanted


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("hour", "an"),
        ("union", "a"),
        ("uninsured", "an"),
        ("UN", "a"),
        ("FBI", "an"),
        ("8-year-old", "an"),
        ("one", "a"),
    ],
)
def test_article(word: str, wanted: str) -> None:
    assert article(word) == wanted


def test_flesch_kincaid_counts_words_only() -> None:
    assert flesch_kincaid(["The cat sat on the mat."]) == pytest.approx(0.39 * 6 + 11.8 * 6 / 6 - 15.59)
    assert flesch_kincaid([]) == 0
    assert flesch_kincaid(["Go!", "…"]) == flesch_kincaid(["Go"])


def test_syllables_and_table() -> None:
    assert [syllables(w) for w in ("cat", "water", "hostilities")] == [1, 2, 4]
    assert dict(score_table("The cat sat on the mat. It slept."))["Words"] == 8
