"""A worker process that may crash or hang without harm to us: started, asked with a time limit, ended."""

import json
import os
import selectors
import shutil
import signal
import subprocess
import tempfile
import time
import weakref
from contextlib import suppress
from pathlib import Path
from typing import Any

from easynews import limits
from easynews.errors import SetupError

REPAIR = "Install it again: pip install --force-reinstall pyttsx3 espeakng-loader"
"""Advice for a speech engine that does not start."""

_SHORT_PLACES = ("/tmp", "/var/tmp", "/dev/shm")
_LONG = 100


class Lost(Exception):
    """The worker crashed, hung, or could not do what it was asked."""


def _private_folder() -> Path:
    # The worker may have to link its data into this folder, and that path must be short.
    places = [tempfile.gettempdir()]
    if len(os.fsencode(places[0])) > _LONG:
        places = [place for place in _SHORT_PLACES if os.access(place, os.W_OK)] + places
    return Path(tempfile.mkdtemp(prefix="easynews-voice-", dir=places[0]))


def _end(process: subprocess.Popen[bytes], folder: Path) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(OSError):
                pipe.close()
    shutil.rmtree(folder, ignore_errors=True)


class Worker:
    """A running worker process; `close` may be called any number of times, and runs at exit too."""

    def __init__(self, program: tuple[str, ...]) -> None:
        self.folder = _private_folder()
        try:
            self.process = self._started(program)
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        self.close = weakref.finalize(self, _end, self.process, self.folder)
        try:
            self._answer(limits.VOICE_SECONDS)
        except Lost as lost:
            self.close()
            raise SetupError(f"The speech engine did not start: {lost}.", REPAIR) from lost
        except BaseException:
            self.close()
            raise

    def _started(self, program: tuple[str, ...]) -> subprocess.Popen[bytes]:
        package = str(Path(__file__).parents[2])
        search = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), package)))
        try:
            return subprocess.Popen(
                [*program, str(self.folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env={**os.environ, "PYTHONPATH": search},
                start_new_session=True,  # Ctrl-C is ours to handle, and its children die with it
            )
        except OSError as problem:
            raise SetupError(f"The speech engine did not start: {problem}.", REPAIR) from problem

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The answer to a request.

        Raises:
            Lost: there is none, or it reports an error.
        """
        assert self.process.stdin
        try:
            self.process.stdin.write(json.dumps({**request, "seconds": seconds}).encode() + b"\n")
        except OSError as problem:
            raise Lost("the speech engine has stopped") from problem
        return self._answer(seconds)

    def _answer(self, seconds: float) -> dict[str, Any]:
        assert self.process.stdout
        received, deadline = b"", time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while not received.endswith(b"\n"):
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise Lost(f"no answer within {seconds:.0f} seconds")
                piece = os.read(self.process.stdout.fileno(), 65536)
                if not piece:
                    raise Lost("the speech engine has stopped")
                received += piece
        answer: dict[str, Any] = json.loads(received)
        if "error" in answer:
            raise Lost(answer["error"])
        return answer
