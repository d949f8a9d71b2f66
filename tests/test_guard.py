"""The guard: whatever a rule proposes, names, numbers, quotations, negations, doubts and sources come through."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from easynews.documents import Word
from easynews.english import load_pipeline
from easynews.rewrite import engine, guard, rules, soundness
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft, draft_of, new_words, redraft
from easynews.rewrite.proposal import Cut, Swap
from easynews.rewrite.quotations import quoted_tokens
from tests.test_rules import cases


def draft(text: str) -> Draft:
    doc = load_pipeline()(text)
    return draft_of(next(iter(doc.sents)), quoted_tokens(doc))


def cut(source: Draft, *pieces: str) -> str:
    """The guard's answer to a cut into these sentences; words are traced by their text."""
    places: dict[str, list[tuple[int, int] | None]] = {}
    for word in source.words:
        places.setdefault(word.text.lower(), []).append(word.source)
    made = []
    for piece in pieces:
        words = new_words(piece, "test")
        traced = [replace(w, source=(places.get(w.text.lower()) or [None])[0]) for w in words]
        made.append(tuple(replace(w, rule="" if w.source else "test") for w in traced))
    proposal = Cut("test", tuple(made), (0, 0), "")
    results = [redraft(words, [w.text in {'"', "“", "”"} for w in words]) for words in made]
    return guard.refusal(source, proposal, results)


SOURCE = "The storm hit Port Anse on Monday and it did not damage more than 40 houses."


def test_a_faithful_cut_passes() -> None:
    source = draft(SOURCE)
    assert cut(source, "The storm hit Port Anse on Monday.", "It did not damage more than 40 houses.") == ""


@pytest.mark.parametrize(
    ("pieces", "word"),
    [
        (("The storm hit Port on Monday.", "It did not damage more than 40 houses."), "Anse"),
        (("The storm hit Port Anse on Monday.", "It did not damage more than houses."), "40"),
        (("The storm hit Port Anse on Monday.", "It did damage more than 40 houses."), "not"),
        (("The storm hit Port Anse on Monday.", "It did not damage 40 houses."), "more"),
        (("The storm hit Port Anse.", "It did not damage more than 40 houses."), "on"),
    ],
)
def test_nothing_is_lost(pieces: tuple[str, ...], word: str) -> None:
    assert word in cut(draft(SOURCE), *pieces)


def test_nothing_is_invented() -> None:
    answer = cut(draft(SOURCE), "The big storm hit Port Anse on Monday.", "It did not damage more than 40 houses.")
    assert answer == "“big” is not in the source."


@pytest.mark.parametrize(
    "piece",
    [
        "Because the storm hit.",
        "Which hit the coast.",
        "The storm.",
        "Hitting the coast.",
        "They was late.",
        "The storm hit and.",
    ],
)
def test_broken_sentences_are_refused(piece: str) -> None:
    assert soundness.unsound(redraft(new_words(piece, "test"), [False] * len(new_words(piece, "test"))))


@pytest.mark.parametrize(
    "piece", ["The storm hit the coast.", "It was late.", "There are 40 houses.", "She will not come."]
)
def test_good_sentences_pass(piece: str) -> None:
    assert not soundness.unsound(redraft(new_words(piece, "test"), [False] * len(new_words(piece, "test"))))


def test_a_claim_keeps_its_source() -> None:
    source = draft("Police said the man took the money and the woman drove the car.")
    assert cut(source, "Police said the man took the money.", "The woman drove the car.")


def test_a_swap_may_not_touch_names_numbers_or_negations() -> None:
    source = draft("Ana Ruiz did not sell 40 cars.")
    for at, text in ((0, "Eva"), (3, "really"), (5, "50")):
        swap = Swap("test", at, at + 1, tuple(new_words(text, "test", source.words[at].source)), "")
        words = [*source.words[:at], *swap.words, *source.words[at + 1 :]]
        assert guard.refusal(source, swap, [redraft(words, source.quoted)]).endswith("must stay.")


SENTENCES = [source for _, source, _ in cases()]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(SENTENCES), st.integers(0, 10_000))
def test_random_losses_are_always_noticed(text: str, seed: int) -> None:
    """Take one word that matters out of a whole sentence: the guard has to refuse."""
    source, noise = draft(text), random.Random(seed)
    matters = [k for k, t in enumerate(source.doc) if guard.protected(t)]
    if not matters:
        return
    gone = noise.choice(matters)
    kept: list[Word] = [w for k, w in enumerate(source.words) if k != gone]
    words = sentence(kept, "test")
    proposal = Cut("test", (words,), (0, 0), "")
    assert guard.refusal(source, proposal, [redraft(words, [False] * len(words))])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(SENTENCES))
def test_all_rules_together_keep_what_matters(text: str) -> None:
    source = draft(text)
    outcome = engine.rewrite(source, rules.CUTS[-1])
    after = " ".join(d.text for d in outcome.drafts).lower()
    for token in source.doc:
        if guard.protected(token):
            assert token.lower_ in after, (token.text, after)
    again = [engine.rewrite(d, rules.CUTS[-1]) for d in outcome.drafts]
    assert [d.text for d in outcome.drafts] == [d.text for o in again for d in o.drafts]


def test_nothing_of_ours_stands_inside_a_quotation_that_goes_on() -> None:
    text = "Ana Ruiz, a doctor in Port Anse, added: “It is not over. We need help.”"
    doc = load_pipeline()(text)
    quoted = quoted_tokens(doc)
    drafts = [d for s in doc.sents for d in engine.rewrite(draft_of(s, quoted), rules.CUTS[-1]).drafts]
    assert "added: “It is not over. We need help.”" in " ".join(d.text for d in drafts)
