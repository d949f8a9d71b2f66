import errno
import hashlib
import json
import re
from base64 import b64decode, b64encode
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from easynews import outputs
from easynews.documents import Cue, PlainParagraph, Product, Rewrite, Term
from easynews.errors import OutputError, UsageError
from easynews.outputs import slug, write
from easynews.outputs.html import html, times
from easynews.outputs.json import json as as_json
from easynews.outputs.text import plain_text, scores, text
from tests.fixtures_article import ARTICLE, CUES, HOSTILE, PLAIN, SILENT, SPOKEN, WRAP, hostile, traced

VOID = {"meta", "link", "input", "br", "img"}


class Page(HTMLParser):
    """A page taken apart: its elements in order, and the text inside each kind of element."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: dict[str, str] = {}
        self.open: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data):
        for tag in set(self.open):
            self.text[tag] = self.text.get(tag, "") + data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def having(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


def with_paragraphs(*texts: str, terms: tuple[Term, ...] = ()) -> Product:
    paragraphs = tuple(PlainParagraph((Rewrite(one, (traced(one, one),)),)) for one in texts)
    return Product("x", replace(PLAIN, paragraphs=paragraphs, glossary=terms))


def marked(product: Product) -> list[str]:
    return re.findall(r'<button[^>]* class="term"[^>]*>([^<]*)</button>', html(product))


# text


def test_text_has_title_story_words_and_scores():
    lines = text(SILENT).splitlines()
    assert lines[:3] == [PLAIN.title.text, "", PLAIN.paragraphs[0].text]
    assert "Words explained" in lines
    assert "city council: the group of people who are chosen to run a city" in lines
    assert lines[-1] == "Reading grade 13.1 → 6.8 (asked for 7)."


def test_bullets_stand_together():
    assert "\n\n- A ferry will leave every 20 minutes when most people travel.\n- Children under" in text(SILENT)


def test_plain_text_is_only_the_story():
    story = plain_text(PLAIN)
    assert story.startswith(PLAIN.title.text)
    assert "Reading grade" not in story and "Words explained" not in story and ARTICLE.date not in story
    assert "Words explained\ncity council: " in plain_text(PLAIN, glossary=True)


def test_scores_say_what_kept_a_text_hard():
    missed = replace(PLAIN, target=replace(PLAIN.target, reached=False, obstacles=("long names", "quotations.")))
    assert scores(missed).endswith("(asked for 7). What kept it harder: long names; quotations.")


# JSON


def test_json_holds_everything_in_a_stable_order():
    document = json.loads(as_json(SPOKEN))
    assert list(document)[:3] == ["format", "easynews", "name"]
    assert document["format"] == "easynews/1"
    assert document["article"]["dropped"][0] == {"text": "4 min read", "reason": "reading time"}
    assert document["scores"]["before"]["own_grade"] == 13.1
    assert document["target"]["grade"] == 7.0
    assert document["glossary"][0]["term"] == "city council"
    assert [cue["text"] for cue in document["sound"]["cues"]] == [cue.text for cue in CUES]
    assert document["sound"]["bytes"] == len(WRAP.mp3)


def test_json_keeps_the_trace_of_every_word():
    one = json.loads(as_json(SILENT))["paragraphs"][3]["rewrites"][0]
    assert one["edits"][0]["rule"] == "apposition"
    assert "exact words" in one["refused"][0]["refused"]
    word = one["sentences"][0]["words"][0]
    assert word["text"] == one["source"][slice(*word["source"])]
    assert json.loads(as_json(SILENT))["sound"] is None


def test_json_is_readable_and_the_same_every_time():
    encoded = as_json(SPOKEN)
    assert encoded == as_json(SPOKEN)
    assert "“We cannot" in encoded and encoded.endswith("}\n") and '\n  "format"' in encoded


def test_json_survives_lone_surrogates_and_silence():
    odd = replace(SPOKEN, name="a\ud800b", wrap=replace(WRAP, loudness=float("-inf")))
    document = json.loads(as_json(odd).encode())
    assert document["name"] == "a\ud800b"
    assert document["sound"]["loudness"] is None


def test_json_of_hostile_text_reads_back():
    assert json.loads(as_json(hostile()))["article"]["title"] == HOSTILE


# HTML


@pytest.mark.parametrize("product", [SILENT, SPOKEN, hostile()], ids=["silent", "spoken", "hostile"])
def test_page_is_well_formed(product):
    page = Page(html(product))
    assert not page.open
    assert page.all("html") == [{"lang": "en"}]
    assert len(page.all("h1")) == len(page.all("main")) == 1
    ids = page.having("id")
    assert len(ids) == len(set(ids))
    wanted = page.having("popovertarget") + page.having("aria-labelledby") + [h[1:] for h in page.having("href")[1:]]
    assert set(wanted) <= set(ids)


@pytest.mark.parametrize("product", [SILENT, SPOKEN, hostile()], ids=["silent", "spoken", "hostile"])
def test_page_asks_for_nothing_outside_itself(product):
    page = Page(html(product))
    addresses = page.having("src") + page.having("href") + page.having("action") + page.having("srcset")
    assert all(address.startswith(("data:", "#")) for address in addresses)
    assert "url(" not in page.text["style"] and "@import" not in page.text["style"]
    assert not re.search(r"fetch\(|XMLHttp|WebSocket|import\(|https?:", page.text["script"])


def test_hostile_text_stays_text():
    page = Page(html(hostile()))
    assert len(page.all("script")) == 1 and not page.all("img")
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert HOSTILE in page.text["h1"] and page.text["title"] == HOSTILE
    assert page.text["blockquote"].count(HOSTILE) == 3
    assert HOSTILE in page.text["dt"] and HOSTILE in page.text["dd"] and HOSTILE in page.text["li"]
    assert HOSTILE not in page.text["script"] + page.text["style"]


def test_policy_lets_in_only_the_pages_own_script_and_style():
    page = Page(html(hostile()))
    policy = next(m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    for tag in ("script", "style"):
        digest = b64encode(hashlib.sha256(page.text[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not page.having("style")


def test_sound_is_inside_the_page():
    (audio,) = Page(html(SPOKEN)).all("audio")
    assert "controls" in audio and "autoplay" not in audio
    assert b64decode(audio["src"].removeprefix("data:audio/mpeg;base64,")) == WRAP.mp3
    assert not Page(html(SILENT)).all("audio")


def test_every_spoken_sentence_has_its_times():
    starts = Page(html(SPOKEN)).having("data-start")
    assert starts == [f"{cue.start:.3f}" for cue in CUES]
    assert not Page(html(SILENT)).having("data-start")


def test_times_survive_cut_and_skipped_sentences():
    one, two = "A long one; it was cut.", "A short one."
    assert times([one, two], [Cue(0, 1, "A long one;"), Cue(1, 2, "it was cut."), Cue(3, 4, two)]) == [(0, 2), (3, 4)]
    assert times([one, two], [Cue(3, 4, two)]) == [None, (3, 4)]
    assert times([one, two], []) == [None, None]
    assert times([one, two], [Cue(0, 1, "Good morning."), Cue(1, 2, one), Cue(2, 3, two)]) == [(1, 2), (2, 3)]


def test_hard_words_are_marked_once_and_listed():
    assert marked(SILENT) == ["city council", "infrastructure fund", "deputy", "Opponents"]
    page = Page(html(SILENT))
    assert all(term.term in page.text["dt"] and term.meaning in page.text["dd"] for term in PLAIN.glossary)


@pytest.mark.parametrize(
    ("story", "term", "expected"),
    [
        ("A Ban was lifted. The ban ended.", "ban", ["Ban"]),
        ("The urban bank.", "ban", []),
        ("They told us. The US agreed.", "US", ["US"]),
        ("She said: “The ban is bad.” The ban ended.", "ban", ["ban"]),
        ('He said: "The ban is bad." It ended.', "ban", []),
        ("“The ban is bad. We want no ban", "ban", []),
        ("They called it ‘the ban’ in May.", "ban", []),
        ("A C++ course.", "C++", ["C++"]),
        ("Words.", " ", []),
    ],
)
def test_where_a_hard_word_is_marked(story, term, expected):
    assert marked(with_paragraphs(story, terms=(Term(term, "a meaning"),))) == expected


def test_marking_words_keeps_every_character():
    story = "A (ban), a “ban”; C++.NET!"
    page = Page(html(with_paragraphs(story, terms=(Term("ban", "a"), Term("C+", "b"), Term("+.NET", "c")))))
    assert story in page.text["p"]


def test_a_quotation_does_not_reach_into_the_next_paragraph():
    product = with_paragraphs("“The ban is bad", "The ban ended.", terms=(Term("ban", "a rule against something"),))
    assert html(product).count('class="term"') == 1


def test_originals_and_reasons_are_on_the_page():
    page = Page(html(SILENT))
    assert PLAIN.paragraphs[0].source in page.text["blockquote"]
    assert "These words are used more often." in page.text["details"]
    assert "a claim would look like a fact" in page.text["details"]
    assert "Sign up for our morning letter (advertisement)" in " ".join(page.text["li"].split())


def test_scores_are_a_table():
    rows = re.findall(r"<td>(.*?)</td><td>(.*?)</td>", html(SILENT))
    assert rows == [("13.1", "6.8"), ("18", "10"), ("34", "16"), ("17", "6"), ("108", "118")]


def test_a_story_without_title_or_paragraphs_still_has_a_heading():
    bare = replace(PLAIN, title=PlainParagraph(()), paragraphs=(), article=replace(ARTICLE, title=""), glossary=())
    assert Page(html(Product("", bare))).text["h1"] == "News in plain English"


def test_page_is_the_same_every_time():
    assert html(SPOKEN) == html(SPOKEN)


# files


def test_write_makes_one_file_per_format(tmp_path):
    folder = tmp_path / "new" / "folder"
    paths = write(SPOKEN, folder, ("txt", "html", "json", "mp3", "vtt"))
    assert [path.name for path in paths] == [f"harbour-ferry.{name}" for name in ("txt", "html", "json", "mp3", "vtt")]
    assert sorted(folder.iterdir()) == sorted(paths)
    assert paths[0].read_text(encoding="utf-8") == text(SPOKEN)
    assert paths[3].read_bytes() == WRAP.mp3
    assert paths[4].read_bytes().startswith(b"WEBVTT")


def test_write_replaces_an_older_file(tmp_path):
    (tmp_path / "harbour-ferry.txt").write_text("old")
    write(SILENT, tmp_path, ["txt"])
    assert (tmp_path / "harbour-ferry.txt").read_text(encoding="utf-8") == text(SILENT)


@pytest.mark.parametrize("name", ["", "../up", "a/b", ".hidden", "x" * 300, "a\nb", "C:x"])
def test_an_unsafe_name_becomes_a_slug(tmp_path, name):
    (path,) = write(replace(SILENT, name=name), tmp_path, ["txt"])
    assert path.parent == tmp_path
    assert re.fullmatch(r"city-council-says-yes-to-harbour-ferry-[0-9a-f]{8}\.txt", path.name)


def test_a_failing_writer_leaves_nothing_behind(tmp_path, monkeypatch):
    def broken(product):
        raise OutputError("No.")

    monkeypatch.setitem(outputs.WRITERS, "html", broken)
    with pytest.raises(OutputError):
        write(SILENT, tmp_path / "folder", ("txt", "html"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "is full"),
        (errno.EACCES, "may not write"),
        (errno.EROFS, "may not write"),
        (errno.EIO, "Nothing could be written"),
    ],
)
def test_a_write_that_fails_leaves_the_old_files(tmp_path, monkeypatch, number, words):
    old = tmp_path / "harbour-ferry.txt"
    old.write_text("old")
    real = Path.open

    def broken(path, mode="r", *rest, **options):
        if mode == "xb" and len(list(tmp_path.glob(".*.part"))) == 1:
            raise OSError(number, "broken")
        return real(path, mode, *rest, **options)

    monkeypatch.setattr(Path, "open", broken)
    with pytest.raises(OutputError, match=words) as caught:
        write(SILENT, tmp_path, ("txt", "html"))
    assert caught.value.advice
    assert list(tmp_path.iterdir()) == [old] and old.read_text() == "old"


def test_a_file_in_the_place_of_the_folder(tmp_path):
    (tmp_path / "taken").write_text("")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "below"):
        with pytest.raises(OutputError, match="is a file"):
            write(SILENT, folder, ["txt"])


def test_a_folder_in_the_place_of_the_file(tmp_path):
    (tmp_path / "harbour-ferry.txt").mkdir()
    with pytest.raises(OutputError, match="a folder has the name"):
        write(SILENT, tmp_path, ["txt"])
    assert [path.name for path in tmp_path.iterdir()] == ["harbour-ferry.txt"]


def test_no_sound_and_unknown_formats_are_refused_before_anything_is_written(tmp_path):
    with pytest.raises(OutputError, match="no sound"):
        write(SILENT, tmp_path / "a", ("txt", "mp3"))
    with pytest.raises(UsageError, match="no format"):
        write(SILENT, tmp_path / "a", ("txt", "doc"))
    assert not (tmp_path / "a").exists()


def test_slugs_are_plain_short_and_tell_stories_apart():
    assert slug("Café’s “new” owner!", "a").startswith("cafes-new-owner-")
    assert slug("Same", "a") != slug("Same", "b") and slug("Same", "a") == slug("Same", "a")
    assert slug("日本", "a").startswith("news-")
    long = slug("word " * 50, "a")
    assert len(long) <= 60 + 9 and long.isascii() and "--" not in long
    assert len(slug("x" * 99, "\ud800")) == 69
