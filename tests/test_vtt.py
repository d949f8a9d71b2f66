import re

import pytest

from easynews.documents import Cue
from easynews.outputs.vtt import LINE, vtt

LONG = (
    "The government said on Monday that it would give more money to schools, hospitals and fire stations "
    "in the north of the country, where a big storm broke the roofs of more than two thousand homes."
)
TIMING = re.compile(r"(\d\d):(\d\d):(\d\d)\.(\d{3}) --> (\d\d):(\d\d):(\d\d)\.(\d{3})")


def blocks(captions):
    head, *rest = captions.rstrip("\n").split("\n\n")
    assert head == "WEBVTT"
    return [block.split("\n") for block in rest]


def times(captions):
    found = [list(map(int, match.groups())) for match in TIMING.finditer(captions)]
    return [tuple(((h * 60 + m) * 60 + s) * 1000 + ms for h, m, s, ms in (t[:4], t[4:])) for t in found]


def test_one_cue_a_sentence():
    captions = vtt([Cue(0.2, 1.5, "Hello."), Cue(2.0, 3.25, "It rained."), Cue(3725.5, 3726.0, "Bye.")])
    assert captions == (
        "WEBVTT\n\n00:00:00.200 --> 00:00:01.500\nHello.\n\n"
        "00:00:02.000 --> 00:00:03.250\nIt rained.\n\n01:02:05.500 --> 01:02:06.000\nBye.\n"
    )


def test_no_cues():
    assert vtt([]) == "WEBVTT\n"


def test_two_lines_of_like_length():
    [[_, *lines]] = blocks(vtt([Cue(0, 3, "The minister said that the new road would cost a lot of money.")]))
    assert lines == ["The minister said that the new", "road would cost a lot of money."]


def test_a_long_sentence_is_shown_part_by_part_for_its_whole_time():
    captions = vtt([Cue(1.0, 11.0, LONG)])
    shown, spans = blocks(captions), times(captions)
    assert " ".join(line for _, *lines in shown for line in lines) == LONG
    assert all(len(lines) <= 2 and max(map(len, lines)) <= LINE for _, *lines in shown)
    assert spans[0][0] == 1000 and spans[-1][1] == 11000
    assert all(before[1] == after[0] for before, after in zip(spans, spans[1:], strict=False))
    assert min(end - start for start, end in spans) > 2000


def test_marks_of_the_format_are_escaped():
    captions = vtt([Cue(0, 1, "A & B <b>bold</b> --> 00:01"), Cue(1, 2, "one\n\n2 --> 3\r\nNOTE x")])
    assert captions.count("-->") == 2
    assert "A &amp; B &lt;b&gt;bold&lt;/b&gt; --&gt; 00:01" in captions
    assert len(blocks(captions)) == 2


@pytest.mark.parametrize("text", ["x" * 5000, "a " * 3000, "\ud800 \x00 hi", "(" * 300, "", " \n "])
def test_hostile_text_stays_within_two_lines(text):
    captions = vtt([Cue(0, 9, text)])
    captions.encode()
    assert all(1 <= len(lines) <= 2 and max(map(len, lines)) <= LINE for _, *lines in blocks(captions))


def test_times_never_go_back():
    spans = times(vtt([Cue(0, 5, "One."), Cue(4, 4.5, "Two."), Cue(4.2, 4.2, LONG), Cue(1, 2, "Three.")]))
    flat = [moment for span in spans for moment in span]
    assert flat == sorted(flat)
    assert all(start < end for start, end in spans)
