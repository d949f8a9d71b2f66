"""Readers: bytes, paths and pastes → articles, or an error that helps."""

import io
import re
from collections import Counter
from pathlib import Path

import pytest

from easynews import limits
from easynews.documents import Article
from easynews.errors import InputError, LimitError
from easynews.readers import parse_article, read_article, read_source
from easynews.readers.furniture import article_from
from easynews.readers.text import check_english, clean, read_text

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases" / "furniture").glob("*.txt"))
SAMPLES = sorted((HERE.parent / "samples").glob("*.txt"))

STORY = "The mayor said on Monday that the bridge would be closed for a week after two of its cables broke."


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalnum())


def everything(article: Article) -> str:
    return " ".join([article.title, *(p.text for p in article.paragraphs), *(d.text for d in article.dropped)])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_furniture(case: Path) -> None:
    page, _, rest = case.read_text("utf-8").partition("# keep\n")
    keep, _, rest = rest.partition("# drop\n")
    drop, _, data = rest.partition("# data\n")
    article = article_from(clean(page, "The case"))
    assert [
        f"title: {article.title}".strip(),
        *(f"{p.kind}: {p.text}" for p in article.paragraphs),
    ] == keep.splitlines()
    assert [dropped.text for dropped in article.dropped] == drop.splitlines()
    assert all(dropped.reason for dropped in article.dropped)
    found = {"date": article.date, "source": article.source, "byline": article.byline}
    assert [f"{name}: {value}".strip() for name, value in found.items()] == data.splitlines()
    assert letters(everything(article)) == letters(page)


def test_there_are_cases() -> None:
    assert len(CASES) >= 12
    assert len(SAMPLES) >= 6


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_sample(sample: Path) -> None:
    article = read_article(str(sample))
    story = " ".join([article.title, *(p.text for p in article.paragraphs)])
    assert article.title and not article.title.endswith(".")
    assert sum(p.kind == "text" for p in article.paragraphs) >= 6
    assert 250 <= len(story.split()) <= 600
    for furniture in (
        "Share",
        "Source:",
        "min read",
        "newsletter",
        "Published",
        "Sign up",
        "cookie",
        "©",
        "(c)",
        "Read",
    ):
        assert not re.search(rf"(?<!\w){re.escape(furniture)}(?!\w)", story)
    assert letters(everything(article)) == letters(sample.read_text("utf-8"))


def test_furniture_alone_is_no_story() -> None:
    with pytest.raises(InputError, match="holds no story, only .*share button"):
        article_from("Home\nNews\nSport\nShare\n3 min read\nSource: AAP")


def test_one_line_is_a_story_and_not_a_headline() -> None:
    article = article_from("Dog bites mayor")
    assert (article.title, [p.text for p in article.paragraphs]) == ("", ["Dog bites mayor"])


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"PK\x03\x04", "Word"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"ID3\x04", "MP3"),
        (b"\xff\xfb\x90", "MP3"),
        (b"{\\rtf1", "RTF"),
        (b"\0\0\0\x18ftypmp42", "MP4"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"The dog\0barks", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
    ],
)
def test_binary_is_refused_by_name(start: bytes, kind: str) -> None:
    with pytest.raises(InputError, match=kind) as error:
        read_text(start + b" and so on" * 50, "It")
    assert error.value.advice


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert (
        read_text("He said: “£5 for a café crème – no.”".encode(encoding), "It")
        == "He said: “£5 for a café crème – no.”"
    )


def test_one_broken_byte_does_not_spoil_the_rest() -> None:
    assert read_text("“Café”, she said. £5 ".encode() + b"\xe2\x80", "It") == "“Café”, she said. £5"


@pytest.mark.parametrize("empty", ["", "  \n\n ", "\u200b\ufeff", "\x07"])
def test_empty_is_refused(empty: str) -> None:
    with pytest.raises(InputError, match="empty"):
        clean(empty, "The text")


def test_two_megabytes_are_refused_with_their_size() -> None:
    with pytest.raises(LimitError, match=r"2\.0 MB.*up to 1 MB.*Keep one article"):
        read_text(b"word " * 400_000, "big.txt")
    with pytest.raises(LimitError, match="250,000 characters"):
        read_text(b"words " * 41_666 + b"word", "long.txt")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\u00a0b\tc  d ", "a b c d"),
        ("ab\u202e\u2066\u200bc\u00ad\x1b\ufeff", "abc"),
        ("cafe\u0301 of\ufb01ce", "café of\ufb01ce"),
        ("Wait......... what?!?!", "Wait... what?!?!"),
        ("Well... yes", "Well... yes"),
        ("_______\n=====", "___\n==="),
        ("((((((((((", "((("),
        ("e" + "\u0301\u0302\u0303\u0304\u0305\u0306", "é\u0302\u0303"),
        ("x" * 130, "x" * 60 + " " + "x" * 60 + " " + "x" * 10),
        ("see https://example.org/" + "a" * 100 + " now", "see https://example.org/" + "a" * 39 + "… now"),
        ("()" * 40, "()" * 30 + " " + "()" * 10),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text, "It") == cleaned
    assert clean(cleaned, "It") == cleaned


def test_no_run_is_longer_than_the_tokenizer_can_bear() -> None:
    cleaned = clean("(" * 20_000 + "[]" * 9_000 + "a-" * 9_000, "It")
    assert max(map(len, cleaned.split())) <= limits.RUN_WITHOUT_SPACE


@pytest.mark.parametrize(
    "line",
    [
        "(Share) " * 50,
        "1.1." * 100 + "!",
        "Mon " * 100 + "x",
        "a | " * 99 + "!",
        "copy link " * 40,
        "By A. B. C. D. " * 25,
    ],
)
def test_hostile_lines_come_through(line: str) -> None:
    article = article_from(clean(f"{STORY}\n\n{line}\n\n{STORY}", "It"))
    assert [p.text for p in article.paragraphs][0] == STORY


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file .*Check the name"):
        read_article(str(tmp_path / "nothing.txt"))


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        read_article(str(tmp_path))


def test_a_text_in_place_of_a_path() -> None:
    with pytest.raises(InputError, match="…") as error:
        read_article(STORY * 60)
    assert len(str(error.value)) < 250


def test_large_file(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"word " * 400_000)
    with pytest.raises(LimitError, match=r"2\.0 MB"):
        read_source(str(tmp_path / "big.txt"))


def test_standard_input() -> None:
    assert read_article("-", io.BytesIO(STORY.encode())).paragraphs[0].text == STORY
    assert read_source("-", io.BytesIO(b"Guten Tag")) == "Guten Tag"
    with pytest.raises(InputError, match="Standard input is empty"):
        read_article("-", io.BytesIO(b""))


def test_a_file_and_a_paste_give_the_same(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    assert read_article(str(tmp_path / "story.txt")) == parse_article(STORY)


FOREIGN = {
    "French": "Le gouvernement a annoncé lundi que la nouvelle loi entrera en vigueur l'année prochaine, malgré les "
    "critiques de l'opposition. Le ministre a déclaré que les impôts ne seront pas augmentés.",
    "German": "Die Regierung teilte am Montag mit, dass das neue Gesetz im nächsten Jahr in Kraft tritt. Der Minister "
    "sagte, die Steuern würden nicht erhöht, und warnte vor Panik.",
    "Spanish": "El gobierno anunció el lunes que la nueva ley entrará en vigor el próximo año, a pesar de las críticas "
    "de la oposición. El ministro dijo que los impuestos no subirán.",
    "Italian": "Il governo ha annunciato lunedì che la nuova legge entrerà in vigore il prossimo anno, nonostante le "
    "critiche dell'opposizione. Il ministro ha detto che le tasse non saliranno.",
    "Dutch": "De regering maakte maandag bekend dat de nieuwe wet volgend jaar in werking treedt. De minister zei dat "
    "er geen hogere belastingen komen en was tevreden over de steun in het parlement.",
    "Portuguese": "O governo anunciou na segunda-feira que a nova lei entrará em vigor no próximo ano, apesar das "
    "críticas da oposição. O ministro disse que os impostos não vão subir.",
    "Indonesian": "Pemerintah mengumumkan pada hari Senin bahwa undang-undang baru akan berlaku tahun depan. Menteri "
    "mengatakan pajak tidak akan naik dan meminta warga untuk tetap tenang.",
    "Turkish": "Hükümet pazartesi günü yeni yasanın gelecek yıl yürürlüğe gireceğini duyurdu. Bakan, vergilerin "
    "artmayacağını söyledi ve halktan sakin olmasını istedi.",
    "Swedish": "Regeringen meddelade på måndagen att den nya lagen träder i kraft nästa år. Ministern sade att "
    "skatterna inte ska höjas och bad alla att vara lugna.",
    "Russian": "Правительство объявило в понедельник, что новый закон вступит в силу в следующем году.",
    "Chinese": "政府周一宣布新法律将于明年生效。部长表示税收不会增加。",
    "Arabic": "أعلنت الحكومة يوم الاثنين أن القانون الجديد سيدخل حيز التنفيذ العام المقبل.",
    "Hindi": "सरकार ने सोमवार को घोषणा की कि नया कानून अगले साल लागू होगा।",
    "nothing": "4 + 4 = 8, 12:30",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_refused(language: str) -> None:
    with pytest.raises(InputError, match="English") as error:
        parse_article(FOREIGN[language])
    assert error.value.advice


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        STORY.upper(),
        "Pope dies",
        "Storm batters coast\nBank holds rates\nPolice arrest ex-minister\nHospital strike enters second week",
        "María Núñez and Jörg Müller of the Café de la Paix in São Paulo said they were “très contents” with it.",
        "Ana Ruiz (born 17 February 1966 in Lunde, Telemark) is a Norwegian former Alpine skier.",
    ],
)
def test_english_is_accepted(text: str) -> None:
    check_english(text, "The text")
