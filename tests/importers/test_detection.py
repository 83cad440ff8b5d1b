"""What a file is, is told by what is in it; what is no transcript is refused in words."""

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import importers
from generator.importers.text import decode
from generator.model.site import Brief, Site
from generator.model.source import Source
from generator.model.transcript import Reading
from generator.pipeline import Examined, examine
from tests.conftest import talkbook
from tests.importers.test_formats import EXAMPLES

TALK = "Ada Marsh: We found it.\n\nTomás Reyes: Where?\n\nAda Marsh: In a box.\n"


def read(text: str, format_name: str = "") -> tuple[Reading, str]:
    reading, choice = importers.read(Source("seeds/case", text.encode()), format_name)
    return reading, choice.format


def refused(text: str, what: str) -> None:
    """Check that nothing is read, and that the finding says what it looks like and what to do."""
    reading, _ = read(text)
    assert reading.transcript.utterances == ()
    assert [finding.code for finding in reading.findings] == ["not-a-transcript"]
    assert what in reading.findings[0].message
    assert reading.findings[0].hint


def is_read(text: str) -> None:
    reading, _ = read(text)
    assert reading.transcript.utterances
    assert "not-a-transcript" not in [finding.code for finding in reading.findings]


CHATS = {
    "meeting": "00:05:17\tAda:\tHere is the scan\n00:05:40\tTomás:\tThanks\n",
    "meeting, saved": "10:15:03 From A to Everyone:\n\tlook\n10:16:10 From B to Everyone:\n\tyes\n",
    "WhatsApp": "12/03/2026, 10:15 - Ada Marsh: Look!\n12/03/2026, 10:16 - Tom: Not yet\n",
    "WhatsApp, iOS": "[12.03.26, 10:15:03] Ada: Look!\n[12.03.26, 10:16:10] Tom: Not yet\n",
    "Telegram": "Ada Marsh, [12.03.2026 10:15]\nlook\n\nTom, [12.03.2026 10:16]\nnot yet\n",
    "Slack": "Ada Marsh  10:15 AM\nhave you seen it?\nTom Reyes  10:16 AM\nnot yet\n",
    "Discord": "Ada — Today at 10:15 AM\nlook\nTom — Today at 10:16 AM\nno\n",
    "IRC": "[10:15] <ada> look\n[10:16] <tom> no\n[10:17] * ada waves\n",
}


@pytest.mark.parametrize("name", CHATS)
def test_a_chat_is_refused(name: str) -> None:
    refused(CHATS[name], "chat")


OTHERS: Mapping[str, tuple[str, str]] = {
    "newsletter": (
        "# The weekly\n\nHello all.\n\n## News\n\nA [new room](https://a.example).\n\nUnsubscribe\n",
        "a newsletter",
    ),
    "e-mail": (
        "From: Ada <ada@a.example>\nTo: Tom <tom@a.example>\nSubject: The box\n\nIt is here.\n",
        "an e-mail",
    ),
    "readme": (
        "# tinbox\n\nOpens boxes.\n\n## Install\n\n```sh\npip install x\n```\n\n## Usage\n\nRun.\n",
        "the description of a program",
    ),
    "python": (
        (
            "import os\n\n\ndef main(path):\n    for name in os.listdir(path):\n"
            "        print(name)\n\n\nmain('.')\n"
        ),
        "a program",
    ),
    "patch": (
        "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-box\n+tin box\n",
        "a program, or a change to one",
    ),
    "log": (
        (
            "2026-03-12 10:15:03,123 INFO server: started\n2026-03-12 10:15:04,001 ERROR db: lost\n"
            "2026-03-12 10:15:06,400 INFO db: connected\n"
        ),
        "the log of a program",
    ),
    "log with clocks": (
        "[10:15:03] INFO: started\n[10:15:04] WARN: slow\n[10:15:05] INFO: stopped\n",
        "the log of a program",
    ),
    "yaml": (
        "name: tests\non: [push]\njobs:\n  test:\n    runs-on: linux\n    steps:\n      - run: x\n",
        "settings",
    ),
    "yaml as front matter": (
        "---\ntitle: Box\nservices:\n- name: web\n  image: x\n---\n",
        "settings",
    ),
    "toml": ('title = "Box"\nport = 80\n[people]\nname = "Ada"\n', "settings"),
    "csv": ("name,age,city\nAda,36,London\nTomás,40,Madrid\n", "a table"),
    "tsv": ("name\tage\nAda\t36\nTomás\t40\n", "a table"),
    "feed": (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Box</title></channel></rss>',
        "the feed",
    ),
    "drawing": ('<svg xmlns="http://www.w3.org/2000/svg"><text>Hi</text></svg>', "<svg>"),
    "page": (
        "<!doctype html><html><body><h1>Boxes</h1><p>Buy a box today.</p></body></html>",
        "a web page",
    ),
    "empty page": ("<html><body><div id=root></div></body></html>", "a web page"),
    "json": ('{"name": "box", "items": [{"id": 1, "text": "x"}]}', "(with name, items)"),
    "json list": ('[{"id": 1, "user": "ada", "text": "hello"}]', "JSON of something else"),
    "calendar": ("BEGIN:VCALENDAR\nVERSION:2.0\nSUMMARY:Box\nEND:VCALENDAR\n", "a calendar"),
    "rtf": ("{\\rtf1 We found it.}", "rich text"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_transcript_is_refused_and_the_finding_says_what_it_looks_like(
    name: str,
) -> None:
    refused(*OTHERS[name])


SPEECH = {
    "one word": "Hello\n",
    "prose": "We found it, dry and whole.\n\nNobody had opened it; nobody had asked.\n",
    "a dialogue of dashes": "- Where was it?\n- In a box.\n- And the first one?\n- Was for me.\n",
    "small letters": "ada: we found it in the mill, you know.\ntom: where?\nada: in a box.\n",
    "talk of a program": TALK + "\nTomás Reyes: I write `return x;` here.\n",
    "talk of a mailing": TALK + "\nTomás Reyes: Some unsubscribe at once.\n",
    "verse": "Tin box, tin box\nwho left you there\n",
    "clocks of a recording": "[10:15] **Ada:** We found it.\n\n[10:16] **Tomás:** Where?\n",
}


@pytest.mark.parametrize("name", SPEECH)
def test_speech_that_has_a_mark_of_something_else_is_read(name: str) -> None:
    is_read(SPEECH[name])


def test_a_newsletter_that_was_read_aloud_is_a_transcript_of_one_speaker() -> None:
    text = (
        "**Ada Marsh:** Good morning, and here are the news of the week.\n\n## The archive\n\n"
        "The archive in the mill [opens its doors](https://a.example) on Friday.\n\n"
        "**Zero cost** - Everyone may come, and nobody pays; it is all in the notes.\n\n"
        "Unsubscribe from noise. Until next week.\n"
    )
    reading, format_name = read(text)
    assert format_name == "md-bold-name"
    names = {u.speaker_name for u in reading.transcript.utterances if u.speaker_name}
    assert names == {"Ada Marsh"}


@pytest.mark.parametrize("text", ["", " \n\n\t\n", "\ufeff"])
def test_a_file_without_words_is_a_finding(text: str) -> None:
    reading, _ = read(text)
    assert [finding.code for finding in reading.findings] == ["empty"]


def test_what_was_refused_is_read_when_its_format_is_named() -> None:
    text, _ = OTHERS["newsletter"]
    reading, format_name = read(text, "txt-unlabelled")
    assert format_name == "txt-unlabelled"
    assert reading.transcript.utterances


def test_a_file_that_fits_two_formats_alike_is_a_note_that_names_the_other() -> None:
    text = (
        '{"segments": [{"start": 0, "end": 1, "text": "A box."}],'
        ' "result": [{"word": "box", "start": 0, "end": 1}]}'
    )
    reading, format_name = read(text)
    (tie,) = [finding for finding in reading.findings if finding.code == "format-tie"]
    other = {"json-whisper": "json-kaldi", "json-kaldi": "json-whisper"}[format_name]
    assert f'format = "{other}"' in tie.hint


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_the_ending_of_a_files_name_never_changes_what_is_read(name: str, example: str) -> None:
    seen = set()
    for ending in ("txt", "md", "vtt", "srt", "json", "xml", "html", "csv", "docx", ""):
        source = Source(f"seeds/talk.{ending}", example.encode())
        reading, choice = importers.read(source)
        said = [(u.speaker_name, u.start_ms, u.text) for u in reading.transcript.utterances]
        # A name that promises something else is worth a finding of its own, and changes nothing.
        codes = [f.code for f in reading.findings if f.code != "not-as-named"]
        seen.add((choice, tuple(said), tuple(codes)))
    assert [choice.format for choice, *_ in seen] == [name]


def examined(files: Mapping[str, str], format_name: str = "") -> Examined:
    sources = [Source(f"seeds/{name}", text.encode()) for name, text in files.items()]
    return examine(sources, Brief(format=format_name), Site())


CHAPTERS = '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Arrival"}]}'
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nWe found it.\n\n00:02.000 --> 00:04.000\nWhere?\n"


def test_the_format_of_the_brief_is_the_transcripts_and_not_that_of_the_chapters_beside() -> None:
    one = examined({"talk.chapters.json": CHAPTERS, "talk.vtt": CAPTIONS}, "vtt-voice")
    assert one.choice.format == "vtt-voice"
    assert [chapter.title for chapter in one.episode.chapters] == ["Arrival"]


def test_the_format_of_the_brief_chooses_among_several_forms() -> None:
    files = {"talk.txt": TALK, "talk.vtt": CAPTIONS}
    assert examined(files).source.path == "seeds/talk.txt"
    assert examined(files, "vtt-plain").source.path == "seeds/talk.vtt"


def test_an_unknown_format_has_a_suggestion_and_the_content_decides() -> None:
    one = examined({"talk.txt": TALK}, "txt-name-colom")
    assert one.choice.format == "txt-name-colon"
    (finding,) = [f for f in one.findings if f.code == "unknown-format"]
    assert 'format = "txt-name-colon"' in finding.hint


def test_what_is_refused_beside_a_transcript_says_why() -> None:
    one = examined({"talk.txt": TALK, "talk.transcript.json": '{"id": 1}'})
    assert [(f.path, f.code) for f in one.findings] == [
        ("seeds/talk.transcript.json", "not-a-transcript")
    ]


def test_inspect_shows_the_format_the_reason_and_the_score(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    run = talkbook("inspect", tmp_path / "talk.txt", cwd=tmp_path)
    assert "talk.txt: txt-name-colon" in run.stdout
    assert "because   3 lines have a name and a colon before the words (score 0." in run.stdout
    (tmp_path / "talk.txt").write_text(CHATS["IRC"], encoding="utf-8")
    run = talkbook("inspect", tmp_path / "talk.txt", cwd=tmp_path)
    assert "error[not-a-transcript]: the file looks like a chat" in run.stdout + run.stderr


@pytest.mark.parametrize("part", [". ", "a:", "[1:", "- x ", "a,", "10:15 ", "(", "\u200e1/1/1, "])
def test_a_line_without_end_is_looked_at_in_no_time(part: str) -> None:
    start = time.process_time()
    importers.choose(decode(Source("seeds/case", (part * 200_000 + "\n").encode() * 3)))
    assert time.process_time() - start < 5


def test_captions_of_a_talk_about_descriptions_are_no_descriptions() -> None:
    said = "\n\n".join(
        f"00:00:{2 * n:02}.000 --> 00:00:{2 * n + 2:02}.000\nWe wrote the job anew, part {n}."
        for n in range(12)
    )
    seen = "\n\n".join(
        f"00:0{n}:00.000 --> 00:0{n}:03.000\nA hand opens the box." for n in range(6)
    )
    path = "seeds/job-description.vtt"
    assert importers.read(Source(path, f"WEBVTT\n\n{said}".encode()))[1].format == "vtt-plain"
    assert importers.read(Source(path, f"WEBVTT\n\n{seen}".encode()))[1].format != "vtt-plain"
