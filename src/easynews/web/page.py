"""The page: paste a story, choose a level and a pace, read and hear it."""

import atexit
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from easynews.documents import Product
from easynews.errors import EasynewsError, InputError, LimitError, SetupError
from easynews.limits import ARTICLE_CHARACTERS
from easynews.options import level_named, pace_named
from easynews.outputs import write
from easynews.outputs.html import html
from easynews.outputs.text import scores

if TYPE_CHECKING:
    import gradio as gr
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_BYTES = 4_000_000
"""Largest request: five times the longest article, so that most long pastes still get a friendly answer."""

CLOSED_PATHS = re.compile(r"(^|/)(file=(?!/)|file/|proxy=|upload$)")
"""Parts of Gradio that fetch addresses for strangers or take in files; this page needs neither."""

HEADERS = {
    b"content-security-policy": b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    b"style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; media-src 'self' data:; "
    b"object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
}

LEVEL_CHOICES = [
    ("Very easy: short sentences and very common words (A2)", "very-easy"),
    ("Easy: common words, for most learners (B1)", "easy"),
    ("Plain: clear English, for everyone (B2)", "plain"),
]
PACE_CHOICES = [("Slow", "slow"), ("Easy", "easy"), ("Normal", "normal"), ("No sound", "none")]

STYLE = """
.gradio-container { max-width: 72rem !important; margin: 0 auto; font-size: 1.05rem; }
#paste textarea { font-size: 1.1rem; line-height: 1.6; }
#status { min-height: 1.7rem; }
#status p { margin: 0; font-size: 1.1rem; }
#story iframe { display: block; width: 100%; height: 85vh; border-radius: .8rem; }
#story iframe { border: 1px solid var(--border-color-primary); }
:focus-visible { outline: 3px solid #0b5a69; outline-offset: 2px; }
.dark :focus-visible { outline-color: #86cfdd; }
"""


@dataclass(frozen=True)
class Answer:
    """What the page shows after a press of the button."""

    status: str
    story: str = ""
    files: tuple[Path, ...] = ()


def answer(text: str, level: str, pace: str, folder: Path) -> Answer:
    """Make a story easy and say how it went; every error becomes a sentence a person can act on.

    Args:
        text: what was pasted.
        level: name of a level.
        pace: name of a pace, or `none` for no sound.
        folder: where the files to download go, in a folder of their own.
    """
    try:
        product = _product(text, level, pace)
        formats = ("html", "txt", "mp3") if product.wrap else ("html", "txt")
        files = write(product, Path(tempfile.mkdtemp(dir=folder)), formats)
        return Answer(f"Done. {scores(product.plain)}", _framed(html(product)), tuple(files))
    except EasynewsError as error:
        return Answer(f"{error.happened} {error.advice}".strip())
    except Exception:
        logging.getLogger(__name__).exception("The page could not make a story easy.")
        return Answer("Something went wrong in easynews itself. Try another story, and please report this one.")


def build() -> "gr.Blocks":
    """The page, ready to launch. Nothing is sent to anyone, and files live in a private temporary folder."""
    folder = _private_folder()
    # Gradio reads this when it is imported, and would call home without it.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    def respond(text: str, level: str, pace: str) -> Iterator[list[Any]]:
        yield [_paragraph("Working… A long story takes a minute."), "", *_downloads(())]
        result = answer(text, level, pace, folder)
        yield [_paragraph(result.status), result.story, *_downloads(result.files)]

    page = gr.Blocks(title="easynews", analytics_enabled=False, delete_cache=(600, 3600))
    with page:
        gr.HTML("<h1>easynews</h1><p>Paste a news story. Get it back in plain English, to read and to hear.</p>")
        text = gr.Textbox(label="News story", lines=10, max_lines=18, elem_id="paste")
        with gr.Row():
            level = gr.Radio(LEVEL_CHOICES, value="easy", label="Level")
            pace = gr.Radio(PACE_CHOICES, value="easy", label="How fast the voice reads")
        button = gr.Button("Make it easy", variant="primary")
        status = gr.HTML(elem_id="status", js_on_load='element.setAttribute("role", "status");')
        story = gr.HTML(elem_id="story")
        with gr.Row():
            downloads = [
                gr.DownloadButton(f"Download the {name}", visible=False) for name in ("page", "text", "sound (MP3)")
            ]
        button.click(respond, [text, level, pace], [status, story, *downloads], api_name="make_easy")
    page.queue(max_size=20, default_concurrency_limit=2)
    return page


def launch(**options: Any) -> None:
    """Build the page and serve it, on this computer only; `GRADIO_SERVER_PORT` chooses the port.

    Args:
        options: more options for Gradio's own `launch`, which win over ours.

    Raises:
        SetupError: the port is taken.
    """
    from starlette.middleware import Middleware

    page = build()
    ours = {
        "app_kwargs": {"middleware": [Middleware(Gate)]},
        "css": STYLE,
        "enable_monitoring": False,
        "footer_links": [],
        "run_history": False,
        "share": False,
        "ssr_mode": False,
        "theme": _theme(),
    }
    try:
        page.launch(**{**ours, **options})
    except OSError as error:
        if "port" not in str(error):
            raise
        raise SetupError("No free port was found for the page.", "Set GRADIO_SERVER_PORT to another number.") from error


class Gate:
    """Stands before Gradio: closes what the page does not need, limits requests, and adds security headers."""

    def __init__(self, app: "ASGIApp") -> None:
        self.app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif _is_closed(scope["path"]):
            await _refuse(send, 403, b"This page does not fetch addresses or take files.")
        elif int(dict(scope["headers"]).get(b"content-length", b"0") or 0) > BODY_BYTES:
            await _refuse(send, 413, b"This request is too large.")
        else:
            await self.app(scope, _counted(receive), _headed(send))


def _is_closed(path: str) -> bool:
    """Whether a path is closed, also when its signs are percent-encoded more than once."""
    while (plain := unquote(path)) != path:
        path = plain
    return bool(CLOSED_PATHS.search(path.lower()))


async def _refuse(send: "Send", status: int, reason: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS.items()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": reason})


def _counted(receive: "Receive") -> "Receive":
    """The same request, cut off when more arrives than was announced and allowed."""
    seen = 0

    async def counted() -> "Message":
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return message if seen <= BODY_BYTES else {"type": "http.disconnect"}

    return counted


def _headed(send: "Send") -> "Send":
    """The same answer with our headers."""

    async def headed(message: "Message") -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *HEADERS.items()]}
        await send(message)

    return headed


def _product(text: str, level: str, pace: str) -> Product:
    if not text.strip():
        raise InputError("There is no story yet.", "Paste a news story into the box, then press the button.")
    if len(text) > ARTICLE_CHARACTERS:
        raise LimitError(
            f"This text has {len(text):,} characters; the limit is {ARTICLE_CHARACTERS:,}.",
            "Paste one story at a time.",
        )
    from easynews.pipeline import make_product

    return make_product(text, level_named(level), None if pace == "none" else pace_named(pace))


def _framed(page: str) -> str:
    """A page inside our page, in a sandbox: its script runs, and reaches nothing of ours."""
    return f'<iframe title="The story in plain English" sandbox="allow-scripts" srcdoc="{_inert(page)}"></iframe>'


def _paragraph(text: str) -> str:
    return f"<p>{_inert(text)}</p>"


def _inert(text: str) -> str:
    """Text that stays text: HTML is escaped, and so are the signs of Gradio's own templates."""
    return escape(text).replace("$", "&#36;").replace("{", "&#123;").replace("}", "&#125;")


def _downloads(files: tuple[Path, ...]) -> list[Any]:
    """What the three download buttons become: those with a file are shown."""
    import gradio as gr

    padded = [*files, None, None, None][:3]
    return [gr.update(value=str(file) if file else None, visible=file is not None) for file in padded]


def _private_folder() -> Path:
    """A temporary folder nobody else can read, gone when the program ends."""
    folder = Path(tempfile.mkdtemp(prefix="easynews-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["GRADIO_TEMP_DIR"] = str(folder)
    return folder


def _theme() -> Any:
    """Gradio's look with system fonts and colours that keep their contrast."""
    import gradio as gr

    fonts = ["system-ui", "sans-serif"]
    return gr.themes.Default(primary_hue="teal", neutral_hue="stone", font=fonts, font_mono=["monospace"]).set(
        button_primary_background_fill="#0b5a69",
        button_primary_background_fill_dark="#0b5a69",
        button_primary_background_fill_hover="#084652",
        button_primary_background_fill_hover_dark="#084652",
        button_primary_text_color="white",
        button_primary_text_color_dark="white",
        block_label_text_color="#23211d",
        block_label_text_color_dark="#e8e4db",
        block_title_text_color="#23211d",
        block_title_text_color_dark="#e8e4db",
        block_background_fill_dark="#202429",
        block_border_color_dark="#363b42",
        input_background_fill_dark="#17191c",
        input_border_color="#857d6d",
        input_border_color_dark="#7f858d",
        checkbox_border_color="#857d6d",
        checkbox_border_color_dark="#9aa0a8",
        checkbox_background_color_selected="#0b5a69",
        checkbox_background_color_selected_dark="#1f8a9c",
        checkbox_border_color_selected="#0b5a69",
        checkbox_border_color_selected_dark="#86cfdd",
        checkbox_label_background_fill_dark="#202429",
        checkbox_label_background_fill_selected_dark="#202429",
        body_background_fill="#fbf9f4",
        body_background_fill_dark="#17191c",
    )
