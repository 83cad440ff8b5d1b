"""Other people's transcripts: each is read without exception, and its format is named rightly."""

import re
from dataclasses import dataclass

import pytest

from tests.importers.corpus import manifest, read

# Where the corpora are absent one test stands for all, and says so.
FILES = sorted(manifest()) or [""]
# What the manifest calls a folder, and not a format.
FAMILIES = {
    "srt-edge": "srt-plain",  # SubRip with mistakes in it is SubRip
    "vtt-edge": "vtt-plain",  # and so is WebVTT
}


@dataclass(frozen=True)
class Apart:
    """A file that is not of its folder's format."""

    format: str
    reason: str
    shows: str = ""
    """An expression that the file has, as evidence."""
    lacks: str = ""
    """An expression that every file of the folder's format has, and this one has not."""


NO_TIMES = r"\d:\d\d.*(?:-->|,).*\d:\d\d"
NO_LABEL = r"(?m)^\W*(?:[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)+|[A-Z]{2,4}): \S"
NOTES = "bitcoin-research-week-2024-security-assumptions-and-post-quantum"
POLYGON = "md-bold-name/polygon-meet__Polygon-Protocol-Governance-Calls-{}_PPGC_Transcript.md"
APART = {
    "doc/unixhist__aho.doc": Apart("not-text", "old Word files are refused, with advice"),
    "json-whisper/deepgram-fixture__dg_whisper_transcription.json": Apart(
        "json-deepgram", "Deepgram's form, made with a model named whisper", '"transaction_key"'
    ),
    "lrc/subsrt__sample.ass": Apart("ass", "its folder is for what subsrt has", r"\[Script Info\]"),
    **{
        POLYGON.format(number): Apart(
            "txt-name-colon",
            "the names are not bold",
            r"(?m)^[A-Z]\w+ [A-Z]\w+: ",
            r"\*\*[\w ]+:\*\*",
        )
        for number in ("02", "03")
    },
    "md-name-paren-time/lenny__ryan-hoover-transcript.md": Apart(
        "txt-time-name", "times in brackets before the names", r"(?m)^\[00:00:00\] \w+: "
    ),
    "md-time-bold-name/ergo__20250627_tUsw5NZdwmw_transcript.txt": Apart(
        "txt-time-name", "the name is not bold", r"(?m)^\[00:55\] [A-Z]+: ", r"\*\*"
    ),
    "otr/otranscribe__autosave-full.js": Apart(
        "program", "a test of oTranscribe, not its file", r"function\(test\) \{", '"text"'
    ),
    "sbv/webvttpy__invalid_format.sbv": Apart(
        "txt-unlabelled", "two words and no time", r"\Asome text\s*\Z", NO_TIMES
    ),
    "srt-edge/webvttpy__invalid_format1.srt": Apart(
        "txt-unlabelled", "a number and no time", r"\A1\s*\Z", NO_TIMES
    ),
    "srt-edge/webvttpy__invalid_format2.srt": Apart(
        "txt-unlabelled", "two words and no time", r"\Asome text\s*\Z", NO_TIMES
    ),
    "srt-edge/webvttpy__invalid_format3.srt": Apart(
        "txt-unlabelled", "no time", r"\A1\nsome text\s*\Z", NO_TIMES
    ),
    f"txt-name-colon/btc-stacked__{NOTES}.md": Apart(
        "txt-unlabelled", "notes, in which no one speaks", r"(?m)^- ", NO_LABEL
    ),
    "txt-name-colon/tc39__2012-05-may-21.md": Apart(
        "txt-unlabelled", "notes, in which no one speaks", "Questions:", NO_LABEL
    ),
    "vtt-edge/parse-vtt-readme__zoom-parenname.vtt": Apart(
        "vtt-zoom-name", "names on lines of their own", r"(?m)^\(\w+ \w+\)$"
    ),
    "vtt-edge/sample__empty.vtt": Apart("txt-unlabelled", "nothing in it", r"\A\Z"),
    "vtt-plain/ableplayer__deadline_captions_ar.vtt": Apart(
        "vtt-zoom-name", "names before a colon", r"(?m)^\(\w+\): "
    ),
    **{
        f"vtt-plain/ableplayer__deadline_captions_{name}.vtt": Apart(
            "vtt-voice", "voices", r"(?m)^<v "
        )
        for name in ("hi", "it")
    },
    "vtt-plain/pycaption__example.vtt": Apart(
        "vtt-zoom-name", "names before a colon", r"(?m)^WOMAN:$"
    ),
    **{
        f"vtt-voice/{name}.vtt": Apart("vtt-plain", "no voices", "-->", r"<v\b")
        for name in ("ableplayer__itaccess_subtitles_zh-cn", "popcorn__unit")
    },
    "vtt-zoom-name/zoomfilter__input_example.txt": Apart(
        "txt-name-time", "Zoom's text, not its captions", r"\A\[\w+ \w+\] 11:02:09\n", "-->"
    ),
    "xml-ttml/popcorn__data-test.ttml": Apart(
        "xml-other", "a test's data", "<dashboard>", r"<tt\b"
    ),
}


@pytest.mark.parametrize("path", FILES)
def test_a_files_format_is_named(path: str) -> None:
    found = read(path)
    named = manifest()[path]
    expected = APART[path].format if path in APART else FAMILIES.get(named, named)
    assert found.format == expected


@pytest.mark.parametrize("path", sorted(APART) if manifest() else [""])
def test_a_file_that_is_not_of_its_folders_format_shows_why(path: str) -> None:
    found, apart = read(path), APART[path]
    assert apart.format != FAMILIES.get(manifest()[path], manifest()[path])
    assert re.search(apart.shows, found.text)
    assert not apart.lacks or not re.search(apart.lacks, found.text)
