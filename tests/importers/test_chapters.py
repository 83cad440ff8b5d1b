"""Chapters from each place where transcripts keep them."""

from collections.abc import Mapping

import pytest

from generator.model.episode import Episode
from generator.model.site import Brief, Site
from generator.model.source import Source
from generator.pipeline import Examined, examine

NAMED = "".join(f"Ada Marsh 00:0{n}:00\n\nThis is box {n}.\n\n" for n in range(6))
VOICES = "WEBVTT\n\n" + "".join(
    f"00:0{n}:00.000 --> 00:0{n}:05.000\n<v Ada>This is box {n}.\n\n" for n in range(6)
)
NUMBERED = "".join(
    f"{n + 1}\n00:0{n}:00,000 --> 00:0{n}:05,000\nThis is box {n}.\n\n" for n in range(6)
)
TRANSCRIPTS = {"talk.txt": NAMED, "talk.vtt": VOICES, "talk.srt": NUMBERED}


def examined(files: Mapping[str, str]) -> Examined:
    sources = [Source(f"seeds/{name}", text.encode()) for name, text in files.items()]
    return examine(sources, Brief(), Site())


def chapters(episode: Episode) -> list[tuple[str, int | None, str]]:
    """Return title, start in seconds and first words of each chapter."""
    return [
        (
            chapter.title,
            chapter.time.start_ms // 1000 if chapter.time else None,
            chapter.turns[0].paragraphs[0].text if chapter.turns else "",
        )
        for chapter in episode.chapters
    ]


def check(text: str, expected: list[tuple[str, int | None, str]]) -> None:
    one = examined({"talk": text})
    assert chapters(one.episode) == expected
    account = one.episode.account
    assert account.source == account.spoken + account.excluded


def test_a_line_with_a_time_a_dash_and_a_title() -> None:
    check(
        "00:00:00 – Arrival\n\nAda 00:00:00\n\nWe found it.\n\nTom 00:00:09\n\nWhere?\n\n"
        "00:01:00 – Letters\n\nAda 00:01:00\n\nIn a box.\n",
        [("Arrival", 0, "We found it."), ("Letters", 60, "In a box.")],
    )


def test_a_markdown_heading_with_a_time() -> None:
    check(
        "### (00:00:00) - Arrival\n\nAda (00:00:00):\nWe found it.\n\nTom (00:00:09):\nWhere?\n\n"
        "### (00:01:00) - Letters\n\nAda (00:01:00):\nIn a box.\n",
        [("Arrival", 0, "We found it."), ("Letters", 60, "In a box.")],
    )


TALK = "Ada 00:00:00\n\nWe found it.\n\nTom 00:00:09\n\nWhere?\n\nAda 00:01:00\n\nIn a box.\n"
LISTS = {
    "below a heading": "Timestamps\n\n(00:00:00) – Arrival\n\n(00:01:00) – Letters\n\nTranscript",
    "right above the talk": "00:00 Arrival\n01:00 Letters",
    "with dashes": "0:00 - Arrival\n1:00 - Letters",
    "with bullets and links": "- [0:00](https://a.example/?t=0) Arrival\n- [1:00](#60) Letters",
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_above_a_talk_without_headings(name: str) -> None:
    check(
        f"The tin box\n\n{LISTS[name]}\n\n{TALK}",
        [("Arrival", 0, "We found it."), ("Letters", 60, "In a box.")],
    )


def test_headings_in_the_text_go_before_a_list_above_it() -> None:
    one = examined(
        {"talk": f"The tin box\n\n0:00 - Arrival\n0:30 - Letters\n\n0:00 - The box\n\n{TALK}"}
    )
    assert chapters(one.episode) == [("The box", 0, "We found it.")]
    assert [f.code for f in one.findings] == ["contents-differ", "contents-differ"]


def test_a_list_above_a_talk_without_times_makes_no_chapters() -> None:
    check(
        "Box\n\n00:00 Arrival\n01:00 Letters\n\nAda: We found it.\n\nTom: Where?\n\nAda: There.",
        [("The conversation", None, "We found it.")],
    )


ENTRIES = [("Arrival", 0, "This is box 0."), ("The letters", 120, "This is box 2.")]
BESIDE = {
    "show notes": ("talk.chapters.txt", "In this episode\n\n00:00 Arrival\n02:00 The letters\n"),
    "a list with dashes": ("talk.chapters.txt", "00:00 - Arrival\n02:00 – The letters\n"),
    "a list of mp4chaps": ("talk.txt", "00:00:00.000 Arrival\n00:02:00.000 The letters\n"),
    "a list with links": (
        "talk.chapters.md",
        "* [0:00](https://a.example/?t=0) Arrival\n* [2:00](#120) The letters\n",
    ),
    "podcast chapters": (
        "talk.chapters.json",
        (
            '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Arrival"},'
            ' {"startTime": 120, "title": "The letters"}]}'
        ),
    ),
    "captions of chapters": (
        "talk.chapters.vtt",
        "WEBVTT\n\n00:00.000 --> 02:00.000\nArrival\n\n02:00.000 --> 06:00.000\nThe letters\n",
    ),
}


@pytest.mark.parametrize("transcript", TRANSCRIPTS)
@pytest.mark.parametrize("kind", BESIDE)
def test_a_file_of_chapters_beside_a_transcript(kind: str, transcript: str) -> None:
    name, text = BESIDE[kind]
    if name == transcript:
        name = "talk-chapters.txt"
    one = examined({transcript: TRANSCRIPTS[transcript], name: text})
    assert one.source.path == f"seeds/{transcript}"
    assert chapters(one.episode) == ENTRIES
    assert one.findings == ()


@pytest.mark.parametrize("kind", BESIDE)
def test_a_file_of_chapters_without_its_transcript_is_a_finding(kind: str) -> None:
    name, text = BESIDE[kind]
    one = examined({name: text})
    assert [finding.code for finding in one.findings] == ["chapters-alone"]
    assert one.episode.turns == ()


def test_chapters_with_pictures_and_addresses_keep_them() -> None:
    text = (
        '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Arrival",'
        ' "url": "https://a.example/x", "img": "https://a.example/i.png"},'
        ' {"startTime": 120, "title": "An advertisement", "toc": false}]}'
    )
    first, second = examined({"talk.txt": NAMED, "talk.chapters.json": text}).episode.chapters
    assert (first.url, first.image_url) == ("https://a.example/x", "https://a.example/i.png")
    assert (first.in_contents, second.in_contents) == (True, False)


def test_chapters_by_time_beside_a_text_without_times_are_left_out_with_a_finding() -> None:
    text = "Ada: We found it.\n\nTom: Where?\n\nAda: In a box.\n"
    one = examined({"talk.txt": text, "talk.chapters.txt": BESIDE["show notes"][1]})
    assert [(f.path, f.code) for f in one.findings] == [
        ("seeds/talk.chapters.txt", "chapters-unplaced")
    ]
    assert [chapter.title for chapter in one.episode.chapters] == ["The conversation"]


def test_timed_lines_of_speech_are_no_list_of_chapters() -> None:
    lines = "".join(f"00:{2 * n:02} This is what Ada said as number {n}\n" for n in range(20))
    one = examined({"talk.txt": lines})
    assert one.choice.format == "txt-time-text"


def test_headers_in_a_list_of_turns() -> None:
    check(
        "---\ntitle: Box\ntranscript:\n- header: Arrival\n- line: We found it.\n  sec: 0\n"
        "  who: Ada\n- header: Letters\n- line: Where?\n  sec: 60\n  who: Tom\n---\n",
        [("Arrival", 0, "We found it."), ("Letters", 60, "Where?")],
    )


def test_points_of_an_oral_historys_index() -> None:
    check(
        "<ROOT><record><version>5.4</version><title>Ada</title><sync>1:|3(1)</sync><index>"
        "<point><time>0</time><title>The box</title></point><point><time>60</time>"
        "<title>Letters</title></point></index><transcript>REYES: How?\n\nMARSH: In a tin box.\n\n"
        "REYES: And then?</transcript></record></ROOT>",
        [("The box", 0, "How?"), ("Letters", 60, "In a tin box.")],
    )


def test_sections_of_an_argument_in_court() -> None:
    turn = (
        '{{"start": {0}, "turns": [{{"speaker": {{"name": "{1}"}}, "text_blocks":'
        ' [{{"start": {0}, "stop": {0}.5, "text": "{2}"}}]}}]}}'
    )
    sections = ", ".join((turn.format(0, "Ada", "May it."), turn.format(60, "Tom", "Thanks.")))
    check(
        f'{{"title": "x", "transcript": {{"title": "M v. R", "sections": [{sections}]}}}}',
        [("Argument of Ada", 0, "May it."), ("Argument of Tom", 60, "Thanks.")],
    )


def test_breaks_of_the_recording_where_there_is_nothing_else() -> None:
    speech = "word " * 700
    text = f"**Ada:** {speech}\n\n**Break:** \\[10:00\\]\n\n**Tom:** {speech}\n"
    one = examined({"talk.md": text})
    assert [(c.title, c.inferred) for c in one.episode.chapters] == [
        ("Part 1", True),
        ("Part 2", True),
    ]
    assert [turn.event for turn in one.episode.chapters[0].turns] == ["", "break"]
