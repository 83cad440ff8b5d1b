"""Each download, read back by other people's software, has every spoken word once."""

import io
import itertools
import json
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pysubs2
import pytest
import srt
import webvtt

from generator.renderers import captions, epub, podcast, text
from tests.conftest import need
from tests.renderers.seed import SITE, by_path, episode, episode_of, theme

WORDS = [w for turn in episode().turns for p in turn.paragraphs for w in p.text.split()]
TRANSCRIPT = {
    "type": "object",
    "required": ["version", "segments"],
    "properties": {
        "version": {"const": "1.0.0"},
        "segments": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["startTime", "body"],
                "properties": {
                    "speaker": {"type": "string", "minLength": 1},
                    "startTime": {"type": "number", "minimum": 0},
                    "endTime": {"type": "number", "minimum": 0},
                    "body": {"type": "string", "minLength": 1},
                },
                "additionalProperties": False,
            },
        },
    },
}
CHAPTERS = {
    "type": "object",
    "required": ["version", "chapters"],
    "properties": {
        "version": {"const": "1.2.0"},
        "chapters": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["startTime"],
                "properties": {
                    "startTime": {"type": "number"},
                    "endTime": {"type": "number"},
                    "title": {"type": "string"},
                    "url": {"type": "string", "pattern": "^https://"},
                },
                "additionalProperties": False,
            },
        },
    },
}


def file(name: str) -> str:
    """Return a download of the seed as text."""
    made = {
        **by_path(captions.per_episode(episode(), SITE, theme())),
        **by_path(podcast.per_episode(episode(), SITE, theme())),
        **by_path(text.per_episode(episode(), SITE, theme())),
    }
    return made[f"ilya/{name}"].decode()


def test_webvtt_as_webvtt_py_reads_it() -> None:
    cues = list(webvtt.from_buffer(io.StringIO(file("transcript.vtt"))))
    assert [w for cue in cues for w in cue.text.replace("&amp;", "&").split()] == WORDS
    assert {cue.voice for cue in cues} == {"Ilya Sutskever", "Dwarkesh Patel"}
    assert not any(cue.identifier for cue in cues)
    assert not any("\n" in cue.text for cue in cues)


def test_webvtt_as_pysubs2_reads_it_and_times_only_go_forward() -> None:
    events = pysubs2.SSAFile.from_string(file("transcript.vtt")).events
    assert [w for event in events for w in event.plaintext.replace("&amp;", "&").split()] == WORDS
    assert all(event.start < event.end for event in events)
    assert all(a.end <= b.start for a, b in itertools.pairwise(events))


def test_no_cue_reaches_into_a_gap() -> None:
    gap = next(turn for turn in episode().turns if turn.gap_ms > 120_000)
    assert gap.time is not None
    assert gap.time.end_ms is not None
    events = pysubs2.SSAFile.from_string(file("transcript.vtt")).events
    middle_ms = gap.time.end_ms - gap.gap_ms // 2
    assert not [event for event in events if event.start <= middle_ms <= event.end]


def test_subrip_as_srt_reads_it() -> None:
    cues = list(srt.parse(file("transcript.srt")))
    assert [cue.index for cue in cues] == list(range(1, len(cues) + 1))
    said = " ".join(cue.content for cue in cues)
    for name in ("Ilya Sutskever: ", "Dwarkesh Patel: "):
        assert said.count(name) == (66 if name.startswith("Ilya") else 67)
        said = said.replace(name, "")
    assert said.split() == WORDS
    assert all(len(cue.content.split("\n")) <= 2 for cue in cues)
    assert all(len(line) <= 42 for cue in cues for line in cue.content.split("\n"))
    assert all(cue.start < cue.end for cue in cues)


def test_the_podcast_transcript() -> None:
    data = json.loads(file("transcript.json"))
    jsonschema.validate(data, TRANSCRIPT)
    assert [w for segment in data["segments"] for w in segment["body"].split()] == WORDS
    assert len(data["segments"]) == 133
    starts = [segment["startTime"] for segment in data["segments"]]
    assert starts == sorted(starts)


def test_the_podcast_chapters() -> None:
    data = json.loads(file("chapters.json"))
    jsonschema.validate(data, CHAPTERS)
    assert [c["startTime"] for c in data["chapters"]][:3] == [0, 579, 1129]
    cues = list(webvtt.from_buffer(io.StringIO(file("chapters.vtt"))))
    assert [cue.text for cue in cues] == [chapter.title for chapter in episode().chapters]


def test_plain_text() -> None:
    lines = file("transcript.txt").split("\n")
    spoken = [p.text for turn in episode().turns for p in turn.paragraphs]
    assert [line for line in lines if line in set(spoken)] == spoken


def test_markdown_is_read_as_the_words_that_were_said() -> None:
    from markdown_it import MarkdownIt
    from selectolax.lexbor import LexborHTMLParser

    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(file("transcript.md"))
    tree = LexborHTMLParser(html)
    for label in tree.css("p > strong, p > strong + a, p > em:only-child"):
        label.decompose()
    shown = [w for p in tree.css("p") for w in p.text().split()]
    assert shown[len(episode().summary.split()) :] == WORDS


@pytest.mark.parametrize(
    "said",
    ["2. That looks", "- a dash", "# one", "> more", "*x* _y_ `z`", "<b>&amp;</b>", "$3", "1) a"],
)
def test_markdown_shows_what_was_said_and_not_what_it_could_mean(said: str) -> None:
    from markdown_it import MarkdownIt
    from selectolax.lexbor import LexborHTMLParser

    html = MarkdownIt("commonmark").render(text.escaped(said))
    paragraph = LexborHTMLParser(html).css_first("p")
    assert paragraph is not None
    assert paragraph.text(strip=True) == said


def test_the_book_has_the_words_and_a_contents_list() -> None:
    with zipfile.ZipFile(io.BytesIO(epub.book(episode()))) as archive:
        names = archive.namelist()
        assert names[0] == "mimetype"
        assert archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        pages = [archive.read(name).decode() for name in names if name.startswith("chapter-")]
        contents = archive.read("nav.xhtml").decode()
    said = []
    for page in pages:
        for paragraph in ET.fromstring(page).iter("{http://www.w3.org/1999/xhtml}p"):
            said += "".join(paragraph.itertext()).split()
    assert said == WORDS
    assert contents.count("<li>") == 10


def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    need("java")
    jar = epubcheck_jar()
    hostile = episode_of(
        b"A & <b>\x01\n\n0:00 \xe2\x80\x93 <i>\n\nX < Y & Z 0:00\n\n]]> & \x0b<p>\n"
    )
    for name, one in (("seed", episode()), ("hostile", replace(hostile, slug="h"))):
        path = tmp_path / f"{name}.epub"
        path.write_bytes(epub.book(one))
        command = ["java", "-jar", jar, "--failonwarnings", str(path)]
        run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert run.returncode == 0, run.stdout + run.stderr


def epubcheck_jar() -> str:
    """Debian's epubcheck is a jar that some systems can run by its name and others cannot."""
    return str(Path(need("epubcheck")).resolve())


def test_without_times_there_are_no_captions() -> None:
    untimed = episode_of(b"No times.\n\nNone at all.\n")
    assert list(captions.per_episode(untimed, SITE, theme())) == []
    assert list(podcast.per_episode(untimed, SITE, theme())) == []


def test_outputs_choose_the_downloads() -> None:
    only = replace(SITE, outputs=("srt",))
    made = by_path(captions.per_episode(episode(), only, theme()))
    assert list(made) == ["ilya/transcript.srt"]
    assert list(text.per_episode(episode(), only, theme())) == []
    assert list(epub.per_episode(episode(), only, theme())) == []


@pytest.mark.parametrize("length", [10, 250, 5000])
def test_long_sentences_are_cut_and_no_word_is_lost(length: int) -> None:
    said = " ".join(["word"] * length) + ". " + "x" * 400 + ", and; more"
    pieces = list(captions.sentences(said))
    assert " ".join(pieces).split() == said.split()
    assert all(len(piece) <= captions.LONGEST or " " not in piece for piece in pieces)


def test_ids_of_the_book_are_names_that_xml_allows() -> None:
    with zipfile.ZipFile(io.BytesIO(epub.book(episode()))) as archive:
        page = archive.read("chapter-001.xhtml").decode()
    assert re.findall(r'id="([^"]+)"', page)[:3] == ["t0", "t4", "t5"]
