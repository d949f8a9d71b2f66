"""The child process that speaks: `python -m easynews.voices.worker FOLDER`.

It reads one request a line from standard input and answers each with one line of JSON. For every
request it forks *before* the engine is started: so each sentence has an engine of its own, a crash
costs one sentence, and the same text gives the same samples whatever was said before (an engine that
goes on speaking changes its samples from call to call). Only light modules are imported here.
"""

import ctypes
import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

LONGEST_DATA_PATH = 150
"""espeak-ng ends the whole process when the path of its data has 160 characters or more."""


def _short(data: Path, folder: Path) -> Path:
    if len(os.fsencode(data)) <= LONGEST_DATA_PATH:
        return data
    link = folder / "data"
    link.symlink_to(data, target_is_directory=True)
    if len(os.fsencode(link)) > LONGEST_DATA_PATH:
        raise OSError(f"the path of the espeak data is too long: {data}")
    return link


def load_engine(folder: Path) -> None:
    """Loads the espeak library and pyttsx3, in the only order that works, and starts nothing."""
    import espeakng_loader

    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    os.environ["ESPEAK_DATA_PATH"] = str(_short(Path(espeakng_loader.get_data_path()), folder))
    import pyttsx3.drivers.espeak  # noqa: F401


def _started_engine() -> Any:
    import pyttsx3

    engine = pyttsx3.init("espeak")
    engine.runAndWait()  # the first call after init does not wait for speech
    return engine


def _voices(request: dict[str, Any]) -> dict[str, Any]:
    found = _started_engine().getProperty("voices")
    return {"voices": [[voice.id, voice.languages[0], voice.name] for voice in found]}


def _say(request: dict[str, Any]) -> dict[str, Any]:
    from pyttsx3.drivers import _espeak

    problems: list[str] = []
    engine = _started_engine()
    engine.connect("error", lambda name, exception: problems.append(str(exception)))
    for setting in ("voice", "rate"):
        engine.setProperty(setting, request[setting])
        _espeak.Synchronize()  # a change that is still under way cancels the speech after it
    engine.save_to_file(request["text"], request["wav"])
    engine.runAndWait()
    return {"error": problems[0]} if problems else {"wav": request["wav"]}


_REQUESTS = {"voices": _voices, "say": _say}


def _reply(channel: int, message: dict[str, Any]) -> None:
    os.write(channel, json.dumps(message).encode() + b"\n")


def _answer(request: dict[str, Any], channel: int) -> None:
    signal.alarm(int(request["seconds"]) + 5)  # when nobody is left to stop an engine that hangs
    try:
        answer = _REQUESTS[request["do"]](request)
    except Exception as problem:
        answer = {"error": f"{type(problem).__name__}: {problem}"}
    _reply(channel, answer)


def _answer_and_end(line: str, channel: int) -> NoReturn:
    code = 1
    try:
        _answer(json.loads(line), channel)
        code = 0
    finally:
        os._exit(code)


def _serve(channel: int) -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _answer_and_end(line, channel)
        if os.waitpid(child, 0)[1]:
            _reply(channel, {"error": "the speech engine crashed"})


def main(folder: Path) -> None:
    """Answers requests until standard input ends, then removes the folder."""
    channel = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # pyttsx3 prints; our answers must stay alone
    try:
        try:
            load_engine(folder)
        except Exception as problem:
            return _reply(channel, {"error": f"{type(problem).__name__}: {problem}"})
        _reply(channel, {"ready": True})
        _serve(channel)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
