"""Every line of the lexicon: in order, unique, easier than what it replaces, and of use."""

from collections import Counter
from pathlib import Path

import pytest

from easynews.documents import Article, Paragraph, Term
from easynews.english.levels import cefr_level, common_words
from easynews.english.lexicon import Entry, load
from easynews.english.lexicon.check import COLUMNS, faults, outside_defining_words
from easynews.english.lexicon.tables import shipped
from easynews.errors import InputError
from easynews.missing import missing_words
from easynews.options import LEVELS
from easynews.pipeline import read, rewrite
from easynews.rewrite import rules

SIZES = {"phrases": 2000, "words": 4000, "definitions": 4000, "acronyms": 500, "metonyms": 190}


@pytest.mark.parametrize("name", COLUMNS)
def test_lines_are_right_sorted_and_unique(name: str) -> None:
    columns, found = COLUMNS[name], shipped(name)
    assert len(found) >= SIZES[name]
    assert [(row[columns[0]], fault) for row in found for fault in faults(name, row)] == []
    keys = [tuple(row[c] for c in columns if c in {"pos", "when", columns[0]}) for row in found]
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    firsts = [row[columns[0]].lower() for row in found]
    assert firsts == sorted(firsts)


def entries() -> list[Entry]:
    lexicon = load()
    return [entry for table in (lexicon.words, lexicon.phrases) for group in table.values() for entry in group]


def test_no_chains() -> None:
    """The plain side is never itself replaced, whatever the context."""
    single = {(word, pos) for (word, pos), group in load().words.items() if any(not e.when for e in group)}
    chains = [
        (" ".join(entry.source), entry.plain)
        for entry in entries()
        for word in entry.plain.split(" ")
        if (word, entry.pos) in single and word not in common_words(1500)
    ]
    assert chains == []


def test_no_chains_from_words_to_phrases() -> None:
    """No plain side holds a phrase that is itself replaced: a second run would change it again."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for group in load().phrases.values():
        for entry in group:
            words = tuple(word.rstrip("*") for word in entry.source)
            if "…" not in words:
                phrases.setdefault(words[0], []).append(words)
    chains = []
    for entry in entries():
        words = tuple(entry.plain.split(" "))
        for at, word in enumerate(words):
            chains += [(entry, p) for p in phrases.get(word, ()) if words[at : at + len(p)] == p]
    assert chains == []


def test_no_line_is_out_of_reach() -> None:
    """A word that every reader knows is never replaced, so no line is for it."""
    assert [word for word, _ in load().words if word in common_words(LEVELS["very-easy"].vocabulary)] == []


def test_meanings_use_defining_words_only() -> None:
    rows = [*shipped("definitions"), *shipped("acronyms")]
    assert [(row["meaning"], odd) for row in rows if (odd := outside_defining_words(row["meaning"]))] == []


def test_letters_that_mean_several_things_are_told_apart_by_the_story() -> None:
    court = simplified("The ICC wants to arrest the general. Its prosecutor in the court said so.")
    cricket = simplified("The ICC chose the place for the final. The cricket teams agreed, said a batter.")
    neither = simplified("The ICC said no on Monday.")
    assert [t.meaning.split(",")[0] for t in (*court, *cricket)] == [
        "International Criminal Court",
        "the International Cricket Council",
    ]
    assert neither == ()


def simplified(text: str) -> tuple[Term, ...]:
    glossary = rewrite(read(text), LEVELS["easy"]).glossary
    return tuple(term for term in glossary if term.term == "ICC")


OWN = {
    "own.tsv": """word\tpos\tplain\tcomment
hostility\tNOUN\tfighting\tour choice
# a note
abandon\tVERB\t\tstays
""",
    "own.toml": """[[words]]
word = "hostility"
pos = "NOUN"
plain = "fighting"

[[words]]
word = "abandon"
pos = "VERB"
plain = ""
""",
}


@pytest.mark.parametrize("name", OWN)
def test_a_list_of_ones_own_goes_before_ours(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(OWN[name], encoding="utf-8")
    lexicon = load((tmp_path / name,))
    text = "They abandoned the plan. The hostilities ended."
    plain = rewrite(Article("", (Paragraph(text),)), LEVELS["easy"], lexicon=lexicon).text
    assert "abandoned" in plain and "fighting" in plain
    assert "abandoned" not in rewrite(Article("", (Paragraph(text),)), LEVELS["easy"]).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("word\tpos\tplain\ncease\tVERB\tstop\ncease\tVERBS\tstop\n", "line 3: unknown part of speech 'VERBS'"),
        ("word\tpos\tplain\nstop\tVERB\tcease\n", "line 2: 'cease' is no commoner than 'stop'"),
        ("word\tpos\tplain\tcolour\ncease\tVERB\tstop\tred\n", "must name the columns"),
        ("word\tpos\tplain\ncease\tVERB\n", "line 2: nothing in the column"),
        ("word\tpos\tplain\twhen\ncease\tVERB\tstop\tobjects=a\n", "line 2: unknown condition 'objects=a'"),
        ("word\tpos\tplain\ncease fire\tVERB\tstop\n", "belongs to the phrases"),
        ("term\tpos\tmeaning\ntruce\tNOUN\t" + "a " * 15 + "\n", "line 2: the meaning has 15 words"),
        ("word\tpos\tplain\ncease\tVERB\tstop\t\tmore\n", "line 2: more columns"),
        ("", "must name the columns"),
    ],
)
def test_a_wrong_line_is_reported_with_its_number(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "own.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load((tmp_path / "own.tsv",))
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["[[words]\n", "[[verbs]]\nword = 'a'\n", "[[words]]\nword = 'cease'\n"])
def test_wrong_toml_is_reported(text: str, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        load((tmp_path / "own.toml",))


def test_missing_words_are_listed_by_frequency() -> None:
    article = Article("", (Paragraph("The zymurgist met a zymurgist. The campanologist left for Veria."),))
    found = missing_words([article], LEVELS["easy"], load())
    assert [(w.lemma, w.times) for w in found] == [("zymurgist", 2), ("campanologist", 1)]
    assert all(w.cefr == "C2" and w.example for w in found)


@pytest.mark.parametrize(
    ("lemma", "pos", "levels"),
    [("house", "NOUN", "A1"), ("hostility", "NOUN", "C1 C2"), ("inflation", "NOUN", "B2 C1"), ("go", "VERB", "A1")],
)
def test_levels_of_words(lemma: str, pos: str, levels: str) -> None:
    assert cefr_level(lemma, pos) in levels.split()


CESSATION = [
    "the cessation of hostilities",
    "a cessation of hostilities",
    "an immediate cessation of hostilities",
    "the cessation of all hostilities",
    "cessation of hostilities",
    "hostilities",
]


@pytest.mark.parametrize("phrase", CESSATION)
@pytest.mark.parametrize("frame", ["They want {}.", "They agreed to {} on Monday.", "Both sides talked about {}."])
def test_cessation_of_hostilities_comes_out_plain(phrase: str, frame: str) -> None:
    plain = rules.example(rules.words, frame.format(phrase))
    assert "hostilit" not in plain and "cessation" not in plain
    assert "fighting" in plain
