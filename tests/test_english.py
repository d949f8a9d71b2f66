"""The English pipeline: loads offline, cuts sentences, and reads each the same way every time."""

from pathlib import Path

import numpy as np
import pytest

from easynews.english import load_pipeline
from easynews.english.articles import article
from easynews.english.lemmas import inflect, lemma
from easynews.english.readability import flesch_kincaid, score_table, syllables
from easynews.english.tree import best_tree
from easynews.limits import SENTENCE_WORDS


def sentence_cases() -> list[list[str]]:
    text = (Path(__file__).parent / "cases" / "sentences.txt").read_text(encoding="utf-8")
    blocks = [[line for line in block.splitlines() if line[0] != "#"] for block in text.split("\n\n")]
    return [block for block in blocks if block]


@pytest.mark.parametrize("sentences", sentence_cases(), ids=lambda s: s[0][:40])
def test_sentences(sentences: list[str]) -> None:
    doc = load_pipeline()(" ".join(sentences))
    assert [s.text.strip() for s in doc.sents] == sentences


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


def test_pipe_gives_what_single_calls_give() -> None:
    nlp, texts = load_pipeline(), ["The storm hit.", "Ana Ruiz left the town on Monday."]
    assert [[t.dep_ for t in d] for d in nlp.pipe(texts)] == [[t.dep_ for t in nlp(text)] for text in texts]


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
