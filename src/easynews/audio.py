"""Clips to one finished sound track: joined, made equally loud, encoded and tagged. Only this file calls ffmpeg."""

import re
import subprocess
import tempfile
import warnings
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import imageio_ffmpeg
from mutagen import id3

from easynews import limits
from easynews.documents import Cue, Script, Wrap
from easynews.errors import SetupError, SpeechError
from easynews.options import Pace
from easynews.pace import LEAD, Progress, Take, say_at_pace
from easynews.script import clean
from easynews.voices import Clip, Voice

with warnings.catch_warnings():
    # pydub warns that it finds no ffmpeg of its own, uses audioop, and has stray backslashes.
    for category in (RuntimeWarning, DeprecationWarning, SyntaxWarning):
        warnings.simplefilter("ignore", category)
    from pydub import AudioSegment

LOUDNESS = -19.0
"""LUFS of a mono track; the same programme in stereo would have -16."""

PEAK = -1.0
"""Highest true peak in dBTP."""

_ATTEMPTS = 4
_LOUDNESS_SLACK = 0.3
_ENCODER_LOSS = 0.5
_SILENT = -70.0
_FADE_IN, _FADE_OUT = 3, 8
_RATE = 44_100
# A file, not a pipe: only then can the length be written at its beginning. Nothing that varies goes in.
_MP3 = (
    *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"),
    *("-ac", "1", "-ar", str(_RATE), "-codec:a", "libmp3lame", "-b:a", "64k", "-id3v2_version", "0"),
)
_REPAIR = "Install it again: pip install --force-reinstall imageio-ffmpeg"


@dataclass(frozen=True)
class Tags:
    """What a player shows about the track; an empty title stands for the title of the script."""

    title: str = ""
    album: str = "News in plain English"
    comment: str = "Read by a computer voice."


@dataclass(frozen=True)
class Measured:
    """Loudness of a sound file: integrated in LUFS, and its true peak in dBTP."""

    loudness: float
    peak: float


def record(
    script: Script, voice: Voice, pace: Pace, progress: Progress | None = None, tags: Tags | None = None
) -> Wrap:
    """Records a script; the same script, voice and pace give the same bytes.

    A line that can't be said is left out and listed in `unspoken`.

    Args:
        script: what to say.
        voice: who says it.
        pace: how fast; the pace reached is measured and corrected.
        progress: is told what is being done, how much of it, and of how many.
        tags: what players show.

    Raises:
        SpeechError: nothing could be said, or the sound could not be encoded.
        SetupError: ffmpeg or the speech engine is missing or broken.
    """
    tell = progress or (lambda what, done, total: None)
    take = say_at_pace(script, voice, pace, tell)
    tell("making the sound", 0, 1)
    track, cues = _joined(take)
    with tempfile.TemporaryDirectory(prefix="easynews-audio-") as folder:
        wav, mp3 = Path(folder, "track.wav"), Path(folder, "track.mp3")
        track.export(wav, format="wav").close()
        measured = _encode(wav, mp3)
        _tag(mp3, tags or Tags(), script.title, cues)
        sound = mp3.read_bytes()
    tell("making the sound", 1, 1)
    seconds = track.frame_count() / track.frame_rate
    return Wrap(sound, cues, seconds, measured.loudness, round(take.pace, 1), voice.name, take.unspoken)


def _joined(take: Take) -> tuple[AudioSegment, tuple[Cue, ...]]:
    """The whole track, and when each line is heard: exact, as it is counted in samples."""
    rate = take.said[0][1].rate
    pieces, cues = [_silence(LEAD, rate)], []
    position = len(pieces[0]) // 2
    for line, clip in take.said:
        sound = _faded(clip, rate)
        pause = _silence(line.pause * take.stretch, rate)
        end = position + len(sound) // 2
        cues.append(Cue(position / rate, end / rate, line.text, line.paragraph))
        pieces += [sound, pause]
        position = end + len(pause) // 2
    return AudioSegment(b"".join(pieces), sample_width=2, frame_rate=rate, channels=1), tuple(cues)


def _silence(seconds: float, rate: int) -> bytes:
    return bytes(2 * round(seconds * rate))


def _faded(clip: Clip, rate: int) -> bytes:
    segment = AudioSegment(clip.samples, sample_width=2, frame_rate=clip.rate, channels=1).set_frame_rate(rate)
    samples: bytes = segment.fade_in(_FADE_IN).fade_out(_FADE_OUT).raw_data
    return samples


def _ffmpeg(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    try:
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-nostats", "-y"]
        done = subprocess.run(
            [*command, "-protocol_whitelist", "file,pipe", *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limits.FFMPEG_SECONDS,
        )
    except (RuntimeError, OSError) as problem:
        raise SetupError("ffmpeg, which makes the sound file, can't be started.", _REPAIR) from problem
    except subprocess.TimeoutExpired as problem:
        raise SpeechError(f"Making the sound took longer than {limits.FFMPEG_SECONDS} seconds.") from problem
    if done.returncode:
        last = (done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"])[-1]
        raise SpeechError(f"ffmpeg could not make the sound: {last}.")
    return done


def ffmpeg_version() -> str:
    """The name and version of the ffmpeg in use.

    Raises:
        SetupError: it is missing.
        SpeechError: it does not work.
    """
    first = _ffmpeg("-version").stdout.decode(errors="replace").partition("\n")[0]
    return " ".join(first.split()[:3])


def measure(sound: Path) -> Measured:
    """Loudness and true peak of a sound file, after ITU-R BS.1770.

    Raises:
        SpeechError: it can't be read, or is silent.
        SetupError: ffmpeg is missing or broken.
    """
    done = _ffmpeg("-i", sound, "-af", "ebur128=framelog=quiet:peak=true", "-f", "null", "-")
    found = re.search(r"I:\s+(-?[\d.]+) LUFS.*?Peak:\s+(-?[\d.]+) dBFS", done.stderr.decode(errors="replace"), re.S)
    if not found or float(found[1]) <= _SILENT:
        raise SpeechError("The sound is silent, or it could not be measured.")
    return Measured(float(found[1]), float(found[2]))


def decode(mp3: bytes) -> Clip:
    """The samples of an MP3, as a player hears them.

    Raises:
        SpeechError: these bytes are no MP3.
        SetupError: ffmpeg is missing or broken.
    """
    with tempfile.TemporaryDirectory(prefix="easynews-audio-") as folder:
        sound = Path(folder, "track.mp3")
        sound.write_bytes(mp3)
        return Clip(_ffmpeg("-i", sound, "-f", "s16le", "-ac", "1", "-ar", str(_RATE), "-").stdout, _RATE)


def _encode(wav: Path, mp3: Path) -> Measured:
    """Writes the MP3 at the wanted loudness; what counts is measured on the MP3 itself."""
    before = measure(wav)
    gain, ceiling = LOUDNESS - before.loudness + _ENCODER_LOSS, PEAK - 1
    for attempt in count(1):
        limited = before.peak + gain > ceiling
        _ffmpeg("-i", wav, "-af", _filters(gain, ceiling if limited else None), *_MP3, mp3)
        after = measure(mp3)
        off = LOUDNESS - after.loudness
        if attempt == _ATTEMPTS or (abs(off) <= _LOUDNESS_SLACK and after.peak <= PEAK):
            break
        gain += off
        ceiling -= max(0.0, after.peak - PEAK)
    return after


def _filters(gain: float, ceiling: float | None) -> str:
    louder = f"volume={gain:.2f}dB"
    if ceiling is None:
        return louder
    # At twice the rate of the voice, the limiter sees the peaks between the samples too.
    return f"aresample={_RATE},{louder},alimiter=limit={ceiling:.2f}dB:level=disabled:attack=1:release=50:latency=1"


def _tag(mp3: Path, tags: Tags, title: str, cues: tuple[Cue, ...]) -> None:
    make: Any = id3  # mutagen has no types
    english = {"encoding": 1, "lang": "eng"}
    lines = [(clean(cue.text), round(cue.start * 1000)) for cue in cues]
    frames = make.ID3()
    for kind, text in (("TIT2", tags.title or title), ("TPE1", "easynews"), ("TALB", tags.album), ("TLAN", "eng")):
        frames.add(make.Frames[kind](encoding=1, text=clean(text)))
    frames.add(make.COMM(**english, desc="", text=clean(tags.comment)))
    frames.add(make.USLT(**english, desc="", text="\n".join(text for text, _ in lines)))
    frames.add(make.SYLT(**english, format=2, type=1, desc="", text=lines))
    frames.save(mp3, v1=0, v2_version=3)
