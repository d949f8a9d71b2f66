import gc
import sys
import types
from dataclasses import replace
from pathlib import Path

import pytest

from easynews.errors import SetupError
from easynews.limits import ARTICLE_CHARACTERS
from easynews.outputs.html import html
from easynews.web.page import BODY_BYTES, Gate, answer, build, launch
from tests.fixtures_article import HOSTILE, SILENT, SPOKEN, hostile

CHROMIUM = Path("/usr/bin/chromium")
FORGETFUL = pytest.mark.filterwarnings(
    "ignore:unclosed:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def asked(monkeypatch):
    """A stand-in for the pipeline, and what it was asked for."""
    calls = []

    def make_product(text, level, pace, name="", progress=None):
        calls.append((text, level.name, pace and pace.name))
        if text == "boom":
            raise RuntimeError("secret detail")
        if text == "no voice":
            raise SetupError("No voice was found.", "Install one.")
        product = hostile() if text == "hostile" else SPOKEN
        return product if pace else replace(product, wrap=None)

    pipeline = types.ModuleType("easynews.pipeline")
    pipeline.make_product = make_product
    monkeypatch.setitem(sys.modules, "easynews.pipeline", pipeline)
    return calls


@pytest.fixture
def gradio(monkeypatch):
    """Gradio, its settings put back afterwards, and the event loops it forgets collected while we listen."""
    module = pytest.importorskip("gradio")
    for name in ("GRADIO_TEMP_DIR", "GRADIO_ANALYTICS_ENABLED"):
        monkeypatch.setenv(name, "")
    yield module
    gc.collect()


def test_a_story_comes_back_with_page_text_and_sound(asked, tmp_path):
    result = answer("A story.", "easy", "slow", tmp_path)
    assert asked == [("A story.", "easy", "slow")]
    assert result.status == "Done. Reading grade 13.1 → 6.8 (asked for 7)."
    assert [path.suffix for path in result.files] == [".html", ".txt", ".mp3"]
    assert all(path.is_file() and tmp_path in path.parents for path in result.files)


def test_no_sound_is_a_choice(asked, tmp_path):
    result = answer("A story.", "very-easy", "none", tmp_path)
    assert asked == [("A story.", "very-easy", None)]
    assert [path.suffix for path in result.files] == [".html", ".txt"]


@pytest.mark.parametrize(
    ("text", "level", "words"),
    [
        (" \n", "easy", "There is no story yet. Paste a news story"),
        ("a" * (ARTICLE_CHARACTERS + 1), "easy", "200,001 characters; the limit is 200,000. Paste one story"),
        ("no voice", "easy", "No voice was found. Install one."),
        ("A story.", "hard", "There is no level called 'hard'. Choose one of"),
        ("boom", "easy", "Something went wrong in easynews itself."),
    ],
)
def test_errors_are_sentences_to_act_on(asked, tmp_path, text, level, words):
    result = answer(text, level, "easy", tmp_path)
    assert words in result.status
    assert "Traceback" not in result.status and "secret" not in result.status
    assert not result.story and not result.files


def test_the_story_is_shown_in_a_sandbox_where_nothing_gets_out(asked, tmp_path):
    story = answer("hostile", "easy", "easy", tmp_path).story
    assert story.startswith("<iframe ") and 'sandbox="allow-scripts"' in story
    inside = story.partition('srcdoc="')[2].removesuffix('"></iframe>')
    assert not set("<>\"'${}") & set(inside)
    assert HOSTILE not in story


@FORGETFUL
def test_the_page_builds_and_keeps_to_itself(gradio, monkeypatch):
    options = {}
    monkeypatch.setattr(gradio.Blocks, "launch", lambda page, **given: options.update(given, page=page))
    launch(quiet=True)
    assert options["run_history"] is False and options["enable_monitoring"] is False and options["quiet"] is True
    assert options["page"].delete_cache == (600, 3600) and options["page"].analytics_enabled is False
    assert Path(gradio.utils.get_upload_folder()).stat().st_mode & 0o777 == 0o700


@FORGETFUL
def test_a_taken_port_is_explained(gradio, monkeypatch):
    def taken(page, **options):
        raise OSError("Cannot find empty port in range: 7860-7860.")

    monkeypatch.setattr(gradio.Blocks, "launch", taken)
    with pytest.raises(SetupError, match="GRADIO_SERVER_PORT"):
        launch()


@FORGETFUL
def test_the_button_says_working_then_answers(asked, gradio):
    (respond,) = [function.fn for function in build().fns.values() if function.api_name == "make_easy"]
    working, done = respond("A story.", "easy", "none")
    assert "Working" in working[0] and not working[1]
    assert "Done." in done[0] and [update["visible"] for update in done[2:]] == [True, True, False]


def ask(path: str, *bodies: bytes, length: int | None = None) -> tuple[list[dict], list[dict]]:
    """What the gate sends for a request, and what the application behind it received."""
    sent, received, waiting = [], [], [{"type": "http.request", "body": body} for body in bodies or (b"",)]

    async def application(scope, receive, send):
        received.extend([await receive() for _ in waiting[:]])
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive():
        return waiting.pop(0)

    async def send(message):
        sent.append(message)

    headers = [] if length is None else [(b"content-length", str(length).encode())]
    with pytest.raises(StopIteration):
        Gate(application)({"type": "http", "path": path, "headers": headers}, receive, send).send(None)
    return sent, received


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=https://example.com/",
        "/gradio_api/file=HTTP://example.com/",
        "/gradio_api/file=%68ttp%3A//example.com/",
        "/gradio_api/file%3Dhttp://example.com/",
        "/gradio_api/file=%2568ttp://example.com/",
        "/gradio_api/file/http://example.com/",
        "/gradio_api/proxy=https://example.com/",
        "/gradio_api/upload",
    ],
)
def test_the_gate_fetches_nothing_for_strangers(path):
    sent, received = ask(path)
    assert sent[0]["status"] == 403 and not received


@pytest.mark.parametrize(
    "path", ["/", "/gradio_api/file=/tmp/x/story.mp3", "/assets/file-a.js", "/gradio_api/queue/join"]
)
def test_the_gate_lets_the_page_work(path):
    sent, received = ask(path)
    assert sent[0]["status"] == 200 and len(received) == 1
    assert b"nosniff" in dict(sent[0]["headers"]).values()


def test_the_gate_stops_large_requests():
    assert ask("/", length=BODY_BYTES + 1)[0][0]["status"] == 413
    _, received = ask("/", b"x" * BODY_BYTES, b"x")
    assert [message["type"] for message in received] == ["http.request", "http.disconnect"]


@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@FORGETFUL
def test_the_article_in_a_browser(tmp_path, scheme):
    browsers = pytest.importorskip("playwright.sync_api")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    path = tmp_path / "story.html"
    path.write_text(html(SILENT), encoding="utf-8")
    with browsers.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page(viewport={"width": 320, "height": 700}, color_scheme=scheme)
        page.goto(path.as_uri())
        page.click("#beside")
        assert page.locator(".behind[open] .original").first.is_visible()
        page.locator(".term").first.focus()
        page.keyboard.press("Enter")
        assert page.locator(":popover-open").count() == 1
        page.keyboard.press("Escape")
        assert page.locator(":popover-open").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        found = axe.Axe().run(page).response
        browser.close()
    assert [rule["id"] for rule in found["violations"] + found["incomplete"]] == []
