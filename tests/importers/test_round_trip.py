"""A conversation written in any format is read back the same."""

import json
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import importers
from generator.importers.text import decode
from generator.model.clock import cue_clock, format_clock
from generator.model.source import Source
from generator.model.transcript import Transcript
from tests.importers.written import WITHOUT, WRITERS, Said

NAMES = (
    ("Ada Marsh", "Tomás Reyes"),
    ("Łukasz Ōe", "Ольга Иванова"),
    ("Zoë O'Neil", "דוד כהן"),
    ("Jean-Luc Petit", "李小龙"),
)
# Hearings and OHMS write names in Latin capitals.
LATIN = ("html-congress", "txt-hearing", "xml-ohms")
# What a format cannot tell from its own marks is not written in it:
# Markdown and CHAT give meaning to these signs; CSS-like braces are SubStation's and MicroDVD's,
# `|` is MicroDVD's line end, `[br]` SBV's, and CHAT sets punctuation apart.
MEANS = {"md": "*_`<>&[]|~\\#$^", "cha": "<>[]()&+@^°•~‹›/;?!…", "microdvd": "|{}", "ass": "{}\\"}
WORDS = (
    *("don't", '"yes"', "“no”", "AT&T", "&", "<", "a<7", "7>a", "3.5", "$4", "50%", "2026", "x-y"),
    *(
        "שלום",
        "مرحبا",
        "你好，世界",
        "ありがとう",
        "नमस्ते",
        "🙂",
        "👩‍👧",
        "naïve",
        "e\u0301",
        "—",
        "(sic)",
    ),
    *("[Tibby]", "#1", "a/b", "C++", "{x}", "|", "\\n", "*", "_", "ſ", "İ", "ß", ";", "?!", "…"),
)
LETTERS = st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd")), min_size=1, max_size=6)


def texts(format_name: str) -> st.SearchStrategy[str]:
    """Return lines of speech: they begin and end with a plain word, so that none is a mark."""
    marks = MEANS.get(format_name, MEANS["md"] if format_name.startswith("md-") else "")
    known = [word for word in WORDS if not set(word) & set(marks)]
    word = st.sampled_from(known) | LETTERS
    return st.lists(word, max_size=8).map(lambda words: " ".join(["So", *words, "then."]))


@st.composite
def talks(draw: st.DrawFn, format_name: str) -> list[Said]:
    """Return a conversation of two, who take turns; long enough for its form to show."""
    pair = NAMES[0] if format_name in LATIN else draw(st.sampled_from(NAMES))
    lines = draw(st.lists(texts(format_name), min_size=6, max_size=9, unique=True))
    start_s, talk = draw(st.integers(0, 5000)), []
    for number, text in enumerate(lines):
        length_s = draw(st.integers(2, 12))
        talk.append(Said(pair[number % 2], start_s * 1000, (start_s + length_s) * 1000, text))
        start_s += length_s + draw(st.integers(0, 3))
    return talk


def read(data: str | bytes, format_name: str) -> Transcript:
    raw = data.encode() if isinstance(data, str) else data
    importer = next(i for i in importers.IMPORTERS if format_name in i.formats)
    return importer.read(decode(Source("seeds/a", raw)), format_name).transcript


def turns(transcript: Transcript) -> list[tuple[str, int | None, str]]:
    """Return who says what from when; what the same person says in several pieces as one."""
    found: list[tuple[str, int | None, str]] = []
    speaker = ""
    for said in transcript.utterances:
        if said.speaker_name is not None and said.speaker_name != speaker:
            speaker = said.speaker_name
            found.append((speaker, said.start_ms, said.text))
        elif found:
            name, start_ms, text = found[-1]
            found[-1] = (name, start_ms, f"{text} {said.text}")
    return found


def expected_name(format_name: str, number: int, said: Said) -> str:
    if format_name == "txt-qa":
        return "QA"[number % 2]
    last = said.name.split()[-1].upper()
    return {"xml-ohms": last}.get(format_name, f"Mr. {last}") if format_name in LATIN else said.name


@pytest.mark.parametrize("format_name", WRITERS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_conversation_comes_back_as_it_was_written(format_name: str, data: st.DataObject) -> None:
    writer, talk = WRITERS[format_name], data.draw(talks(format_name))
    transcript = read(writer.write(talk), format_name)
    starts = [s.start_ms if writer.times else None for s in talk]
    if writer.names:
        names = [expected_name(format_name, n, s) for n, s in enumerate(talk)]
        assert turns(transcript) == list(zip(names, starts, [s.text for s in talk], strict=True))
    else:
        read_back = [(u.start_ms, u.text) for u in transcript.utterances]
        assert read_back == list(zip(starts, [s.text for s in talk], strict=True))


def test_each_format_has_a_writer_or_a_reason_why_not() -> None:
    assert set(WRITERS) | set(WITHOUT) == set(importers.formats())
    assert not set(WRITERS) & set(WITHOUT)


@pytest.mark.parametrize("name", ["vtt-chapters", "json-chapters", "txt-chapter-list"])
@settings(max_examples=25, deadline=None)
@given(
    titles=st.lists(texts("txt"), min_size=4, max_size=9, unique=True), step_s=st.integers(60, 900)
)
def test_chapters_come_back_as_they_were_written(name: str, titles: list[str], step_s: int) -> None:
    starts = [number * step_s * 1000 for number in range(len(titles) + 1)]
    listed = [(title.rstrip("."), start) for title, start in zip(titles, starts, strict=False)]
    edges = dict(pairwise(starts))
    written = {
        "json-chapters": json.dumps(
            {"chapters": [{"startTime": ms / 1000, "title": title} for title, ms in listed]}
        ),
        "vtt-chapters": "WEBVTT\nKind: chapters\n\n"
        + "\n\n".join(
            f"{cue_clock(ms)} --> {cue_clock(edges[ms])}\n"
            + title.replace("&", "&amp;").replace("<", "&lt;")
            for title, ms in listed
        ),
        "txt-chapter-list": "\n".join(f"{format_clock(ms)} {title}" for title, ms in listed),
    }[name]
    markers = read(written, name).markers
    assert [(marker.title, marker.start_ms) for marker in markers] == listed
