import io
import os
import signal
import subprocess
import sys
import tempfile
import time
from array import array
from contextlib import suppress
from pathlib import Path

import espeakng_loader
import imageio_ffmpeg
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3

from easynews.audio import LOUDNESS, PEAK, Tags, decode, ffmpeg_version, measure, record
from easynews.documents import (
    Article,
    Line,
    PlainArticle,
    PlainParagraph,
    PlainSentence,
    Readability,
    Rewrite,
    Script,
    Target,
)
from easynews.errors import SetupError, SpeechError
from easynews.options import PACES
from easynews.script import script_of, script_of_text, spoken
from easynews.voices import Clip, list_voices, open_voice, trim
from easynews.voices.espeak import EspeakVoice, Patience, speakable
from easynews.voices.worker import LONGEST_DATA_PATH
from tests.voices import FakeVoice

HOSTILE = [
    "",
    "  \n ",
    "...",
    "a\x00b",
    "\ud800",
    "hi \udfff there",
    "😀🚒",
    "<speak><break time='9s'/>hi</speak>",
    "&amp;",
]
SCRIPT = Script(
    "Storm hits the coast",
    (
        Line("Storm hits the coast", 0.9),
        Line("A big storm reached the coast on Monday night, and 300 people left their homes.", 0.45, 1),
        Line("The mayor said that the school will stay closed until the water has gone down.", 0.8, 1),
    ),
)


@pytest.fixture(autouse=True)
def private_temporary_folder(tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture(params=["fake", "en-us"])
def voice(request):
    with FakeVoice() if request.param == "fake" else open_voice(request.param) as opened:
        yield opened


@pytest.fixture
def espeak():
    with EspeakVoice("en-us", "gmw/en-us") as opened:
        yield opened


def gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def ended(pid):
    """Gone, or waiting for a parent that is not ours to collect it."""
    stat = Path(f"/proc/{pid}/stat")
    return gone(pid) or (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")


def loud(samples):
    return max(map(abs, samples), default=0) > 300


# What every voice must do


def test_a_voice_says_a_sentence_without_silence_around_it(voice):
    clip = voice.say("It rained.", 120)
    samples = array("h", clip.samples)
    edge = clip.rate // 20
    assert clip.rate >= 8000 and 0.3 < clip.seconds < 3
    assert loud(samples[:edge]) or loud(samples[-3 * edge :])
    assert max(map(abs, samples[:edge])) > 24 < max(map(abs, samples[-edge:]))


def test_a_voice_says_the_same_thing_the_same_way(voice):
    first = voice.say("She sells fresh fish.", 120)
    voice.say("Something else, and faster.", 200)
    assert voice.say("She sells fresh fish.", 120) == first


def test_a_higher_rate_is_faster(voice):
    slow, fast = (voice.say("The water has gone down in the town.", rate).seconds for rate in (100, 200))
    assert slow > 1.5 * fast


@pytest.mark.parametrize("text", HOSTILE)
def test_a_voice_survives_any_text(voice, text):
    with suppress(SpeechError):
        assert voice.say(text, 120).samples
    assert voice.say("It still works.", 120).samples


def test_a_voice_may_be_closed_twice(voice):
    voice.close()
    voice.close()


# Which voices there are


def test_english_voices_come_first():
    names = [info.name for info in list_voices()]
    english = [name for name in names if name.startswith("en")]
    assert names[0] == "en-us" and "en-gb" in english
    assert names[: len(english)] == english
    assert len(set(names)) == len(names)


def test_an_unknown_voice_names_those_there_are():
    with pytest.raises(SpeechError, match="en-us, .*en-gb"):
        open_voice("bob")


def test_trim_keeps_nothing_of_silence():
    assert trim(Clip(bytes(2000), 8000)) == Clip(b"", 8000)


# The espeak worker


def test_a_text_of_5000_characters_is_said_in_pieces(espeak):
    assert espeak.say("Many people left their homes. " * 170, 400).seconds > 100


def test_a_text_without_spaces_is_said_too(espeak):
    assert espeak.say("ab" * 1100, 400).seconds > 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See https://www.bbc.co.uk/news/uk?x=1#a.", "See bbc.co.uk."),
        ("(www.cnn.com), or http://me:pw@x.org:80/a!", "(cnn.com), or x.org!"),
        (f"https://{'long' * 20}.org/", "a link"),
        ("a\x00b\u202ec\ud800\n\td", "a bc d"),
    ],
)
def test_text_is_made_speakable(text, said):
    assert speakable(text) == said


def test_a_worker_that_was_killed_is_replaced(espeak):
    first = espeak.say("It rained.", 120)
    os.kill(espeak._worker.process.pid, signal.SIGKILL)
    assert espeak.say("It rained.", 120) == first


def hanging(folder, times):
    """A worker that hangs the first `times` times it is started."""
    program = (
        "import os, pathlib, sys, time\n"
        f"marks = pathlib.Path({str(folder)!r})\n"
        f"if len(list(marks.iterdir())) >= {times}:\n"
        "    os.execv(sys.executable, [sys.executable, '-m', 'easynews.voices.worker', sys.argv[1]])\n"
        "(marks / str(os.getpid())).touch()\n"
        "print('{}', flush=True)\n"
        "time.sleep(60)\n"
    )
    return (sys.executable, "-c", program)


@pytest.fixture
def marks(tmp_path):
    folder = tmp_path / "marks"
    folder.mkdir()
    return folder


def test_a_worker_that_hangs_once_is_replaced(marks):
    with EspeakVoice("en-us", "gmw/en-us", Patience(1, 0.01), hanging(marks, 1)) as voice:
        assert voice.say("It rained.", 120).samples


def test_a_worker_that_always_hangs_costs_one_sentence(marks):
    start = time.monotonic()
    with (
        EspeakVoice("en-us", "gmw/en-us", Patience(0.3, 0), hanging(marks, 9)) as voice,
        pytest.raises(SpeechError, match=r"It rained\..*no answer"),
    ):
        voice.say("It rained.", 120)
    assert time.monotonic() - start < 5
    pids = [int(mark.name) for mark in marks.iterdir()]
    assert len(pids) == 2 and all(map(gone, pids))


def test_a_worker_that_does_not_start_is_a_setup_error():
    with (
        EspeakVoice("en-us", "x", program=(sys.executable, "-c", "raise SystemExit(3)")) as voice,
        pytest.raises(SetupError, match="Install it again"),
    ):
        voice.say("Hello.", 120)


def test_closing_leaves_no_process(espeak):
    espeak.say("It rained.", 120)
    process = espeak._worker.process
    espeak.close()
    assert process.returncode is not None and gone(process.pid)


def test_an_exception_leaves_nothing_behind(private_temporary_folder):
    with pytest.raises(ZeroDivisionError), EspeakVoice("en-us", "gmw/en-us") as voice:
        voice.say("It rained.", 120)
        assert list(private_temporary_folder.iterdir())
        raise ZeroDivisionError


def test_a_forgotten_voice_leaves_nothing_behind():
    voice = EspeakVoice("en-us", "gmw/en-us")
    voice.say("It rained.", 120)
    pid = voice._worker.process.pid
    del voice
    assert gone(pid)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_stopping_the_program_leaves_nothing_behind(private_temporary_folder, sent):
    program = (
        "from easynews.voices.espeak import EspeakVoice\n"
        "with EspeakVoice('en-us', 'gmw/en-us') as voice:\n"
        "    while True:\n"
        "        voice.say('It rained.', 120)\n"
        "        print(voice._worker.process.pid, flush=True)\n"
    )
    environment = {**os.environ, "TMPDIR": str(private_temporary_folder)}
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as running:
        pid = int(running.stdout.readline())
        running.send_signal(sent)
    deadline = time.monotonic() + 5
    while (list(private_temporary_folder.iterdir()) or not ended(pid)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert ended(pid)


def test_long_paths_do_no_harm(private_temporary_folder, tmp_path, monkeypatch):
    deep = tmp_path / ("d" * 90) / ("e" * 90)
    deep.mkdir(parents=True)
    data = deep / "data"
    data.symlink_to(espeakng_loader.get_data_path())
    assert len(str(data)) > LONGEST_DATA_PATH
    (tmp_path / "espeakng_loader.py").write_text(
        f"def get_library_path(): return {espeakng_loader.get_library_path()!r}\n"
        f"def get_data_path(): return {str(data)!r}\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    with EspeakVoice("en-us", "gmw/en-us") as voice:
        assert voice.say("It rained.", 120).samples
        folder = voice._worker.folder
        assert (folder / "data").is_symlink()
    assert not folder.exists()


def test_the_worker_imports_nothing_heavy():
    program = "import easynews.voices.worker, sys; print({'spacy', 'numpy', 'gradio', 'pydub'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


# From an article to a script


def plain(*paragraphs):
    def paragraph(texts):
        return PlainParagraph(tuple(Rewrite(t, (PlainSentence(t, ()),)) for t in texts))

    score = Readability(5, 5, 1, 1, 1, 1, 0)
    title, *rest = map(paragraph, paragraphs)
    return PlainArticle(Article("", ()), title, tuple(rest), (), score, score, Target("easy", 7, True))


def test_a_script_is_the_title_and_every_sentence():
    script = script_of(plain(["Rain"], ["It rained.", "  ", "It\nstopped."], ["The end."]))
    assert script == Script(
        "Rain",
        (Line("Rain", 0.9), Line("It rained.", 0.45, 1), Line("It stopped.", 0.8, 1), Line("The end.", 0.8, 2)),
    )


def test_a_text_as_it_stands_is_a_script_too():
    script = script_of_text(
        "Mr. Lee left on Jan. 3. “Why?” she asked.\nHe said: “No.” The U.S. Army came!\n \n\nThe end"
    )
    assert script.title == "Mr. Lee left on Jan. 3."
    assert [(line.text, line.pause, line.paragraph) for line in script.lines] == [
        ("Mr. Lee left on Jan. 3.", 0.45, 1),
        ("“Why?” she asked.", 0.45, 1),
        ("He said: “No.”", 0.45, 1),
        ("The U.S. Army came!", 0.8, 1),
        ("The end", 0.8, 2),
    ]


def test_a_text_without_words_is_an_empty_script():
    assert script_of_text(" \n\n \x00") == Script("", ())


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It cost $3.2bn.", "It cost 3.2 billion dollars."),
        ("He paid US$1.50 or £40m", "He paid 1 U S dollar 50 or 40 million pounds."),
        ("They won 5-3 in 1999.", "They won 5 to 3 in 19 99."),
        ("Call 555-1234 on 2026-09-05.", "Call 555-1234 on 2026-09-05."),
        ("Mr. J.K. Smith of the U.S. army", "Mr J K Smith of the U.S. army."),
        ("Sen. Lee left on Jan. 3, 2026.", "Senator Lee left on January 3, 20 26."),
        (
            "In the 1990s it was -5 °C at 10.30 p.m. there.",
            "In the 19 nineties it was minus 5 degrees Celsius at 10:30 pm there.",
        ),
        ("The WHO and COVID-19", "The W H O and COVID-19."),
        ("A 50-year-old drove 90 km/h.", "A 50-year-old drove 90 kilometres an hour."),
        ("“Yes,” she said.", "“Yes,” she said."),
        ("", ""),
    ],
)
def test_what_is_said(written, said):
    assert spoken(written) == said


@pytest.mark.parametrize(
    "text", ["A." * 20_000, "$" * 20_000, "1" * 20_000, "1-" * 20_000, "a/" * 20_000, "https://" * 5000]
)
def test_hostile_text_is_made_ready_quickly(text):
    start = time.monotonic()
    speakable(spoken(text))
    assert time.monotonic() - start < 2


# From a script to a sound track


@pytest.fixture(scope="module")
def wraps():
    made = []
    for _ in range(2):
        with open_voice("en-us") as voice:
            made.append(record(SCRIPT, voice, PACES["easy"]))
    return made


def test_the_same_script_gives_the_same_bytes(wraps):
    assert wraps[0] == wraps[1]


def test_the_track_has_the_wanted_loudness_and_pace(wraps, tmp_path):
    wrap, sound = wraps[0], tmp_path / "track.mp3"
    sound.write_bytes(wrap.mp3)
    measured = measure(sound)
    assert measured.loudness == pytest.approx(LOUDNESS, abs=0.5) == wrap.loudness
    assert measured.peak <= PEAK
    assert PACES["easy"].slowest <= wrap.pace <= PACES["easy"].fastest


def test_the_track_is_as_long_as_it_says(wraps):
    wrap = wraps[0]
    info = MP3(io.BytesIO(wrap.mp3)).info
    assert (info.bitrate, info.sample_rate, info.channels) == (64_000, 44_100, 1)
    assert decode(wrap.mp3).seconds == pytest.approx(wrap.seconds, abs=0.005)
    assert info.length == pytest.approx(wrap.seconds, abs=0.08)


def test_cues_are_where_the_sound_is(wraps):
    wrap = wraps[0]
    clip = decode(wrap.mp3)
    samples = array("h", clip.samples)
    assert [cue.text for cue in wrap.cues] == [line.text for line in SCRIPT.lines]
    quiet = [0.0, *(cue.end for cue in wrap.cues)]
    for before, cue in zip(quiet, wrap.cues, strict=False):
        first, start = round((before + 0.02) * clip.rate), round((cue.start - 0.005) * clip.rate)
        assert not loud(samples[first:start])
        assert loud(samples[start : start + clip.rate // 8])
    assert wrap.cues[-1].end < wrap.seconds


def test_players_see_what_it_is(wraps):
    tags = ID3(io.BytesIO(wraps[0].mp3), translate=False)
    assert tags.version == (2, 3, 0)
    assert [str(tags[key]) for key in ("TIT2", "TPE1", "TALB", "TLAN")] == [
        SCRIPT.title,
        "easynews",
        "News in plain English",
        "eng",
    ]
    assert tags.getall("USLT")[0].text.splitlines() == [line.text for line in SCRIPT.lines]
    assert [at for _, at in tags.getall("SYLT")[0].text] == [round(cue.start * 1000) for cue in wraps[0].cues]


def words(count):
    return "word " * (count - 1) + "end."


def script(*lengths):
    return Script("A title", tuple(Line(words(n), 0.45, 1) for n in lengths))


@pytest.mark.parametrize("name", list(PACES))
@pytest.mark.parametrize("lengths", [(6, 9, 12, 8, 15), (3, 2, 4), (40, 35)])
def test_every_pace_is_met(name, lengths):
    wrap = record(script(*lengths), FakeVoice(), PACES[name])
    assert PACES[name].slowest <= wrap.pace <= PACES[name].fastest


def test_cues_add_up_sample_by_sample():
    wrap = record(script(6, 9), FakeVoice(), PACES["easy"])
    for cue in wrap.cues:
        assert cue.start * 22_050 == pytest.approx(round(cue.start * 22_050), abs=1e-6)
    assert wrap.cues[0].start == pytest.approx(0.2)


def test_what_cannot_be_said_is_left_out_and_listed():
    lines = (Line("Bad one.", 0.45), *script(6, 9).lines, Line("* * *", 0.45), Line("Bad two.", 0.45))
    wrap = record(Script("", lines), FakeVoice("Bad"), PACES["easy"])
    assert wrap.unspoken == ("Bad one.", "* * *", "Bad two.")
    assert len(wrap.cues) == 2


@pytest.mark.parametrize("lines", [(), (Line("...", 0.45),), (Line("...", 0.45),) * 500])
def test_nothing_to_say_is_an_error(lines):
    voice = FakeVoice()
    with pytest.raises(SpeechError, match="(?i)nothing"):
        record(Script("", lines), voice, PACES["easy"])
    assert len(voice.said) < 10


def test_progress_tells_what_is_being_done():
    told = []
    record(script(6, 9), FakeVoice(), PACES["slow"], lambda *step: told.append(step))
    assert told[:2] == [("reading aloud", 1, 2), ("reading aloud", 2, 2)]
    assert told[-2:] == [("making the sound", 0, 1), ("making the sound", 1, 1)]


def test_hostile_tags_do_no_harm():
    lines = (Line("a\x00b \ud800 <b> " + words(5), 0.45),)
    tags = Tags("T\x00\ud800", "-i /etc/passwd", "c")
    read = ID3(io.BytesIO(record(Script("x", lines), FakeVoice(), PACES["easy"], tags=tags).mp3))
    assert (str(read["TIT2"]), str(read["TALB"])) == ("T", "-i /etc/passwd")


@pytest.mark.parametrize(("program", "error"), [("/nonexistent/ffmpeg", SetupError), ("/bin/false", SpeechError)])
def test_a_broken_ffmpeg_is_told_plainly(monkeypatch, program, error):
    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", lambda: program)
    with pytest.raises(error, match="ffmpeg"):
        record(script(6), FakeVoice(), PACES["easy"])


def test_ffmpeg_tells_its_version():
    assert ffmpeg_version().startswith("ffmpeg version ")


def test_bytes_that_are_no_sound_are_refused():
    with pytest.raises(SpeechError):
        decode(b"no sound" * 100)


def test_no_path_of_ours_is_in_the_sound(wraps):
    assert str(Path.home()).encode() not in wraps[0].mp3 and b"/tmp" not in wraps[0].mp3


def test_joined_letters_are_spoken_as_letters():
    assert spoken("the of\ufb01ce") == "the office."


def test_a_silent_answer_is_asked_for_again(espeak, monkeypatch):
    from easynews.voices import espeak as module

    read, silent = module._read, [True]

    def once_silent(path):
        clip = read(path)
        return Clip(bytes(len(clip.samples)), clip.rate) if silent and silent.pop() else clip

    monkeypatch.setattr(module, "_read", once_silent)
    assert espeak.say("It rained.", 120).samples
    assert silent == []
