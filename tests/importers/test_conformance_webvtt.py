"""WebVTT as a browser reads it: the assertions of the web platform tests.

Of the file parsing tests, those about the number of cues, their ids, texts and times are held:
134 assertions. Cue settings and regions say where a cue is drawn; a book draws none.
"""

import html
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import importers
from generator.model.source import Source
from generator.model.transcript import Cue
from tests.importers.corpus import suite

TEXT = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x2FFF), min_size=1
)
CUE = st.builds(
    Cue,
    id=st.sampled_from(["", "7", "two words"]),
    start_ms=st.integers(0, 359_999_999),
    end_ms=st.integers(0, 359_999_999),
    voice=st.sampled_from(["", "Ada Marsh", "Tomás & Reyes"]),
    text=TEXT.map(lambda text: f"x {text} x"),
    line=st.just(0),
)
PATH = re.compile(r"cues\[(\d+)\]\.(id|text|startTime|endTime)|cues\.length")
TREE_TEXT = re.compile(r'^\| +"(.*?)"$', re.MULTILINE | re.DOTALL)
TREE_VOICE = re.compile(r'^\| +title="(.*)"$', re.MULTILINE)


def conformant(name: str, data: bytes) -> list[Cue]:
    return importers.timed_cues(Source(name, data), "vtt-plain", conformant=True)


def value(cues: list[Cue], path: re.Match[str]) -> Any:
    """Return what an assertion is about."""
    if path[1] is None:
        return len(cues)
    cue = cues[int(path[1])]
    times = {"startTime": cue.start_ms / 1000, "endTime": cue.end_ms / 1000}
    return {"id": cue.id, "text": cue.text, **times}[path[2]]


def test_all_assertions_about_cues_hold_for_the_files_of_the_web_platform_tests() -> None:
    folder = suite("webvtt-wpt-file")
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    held, broken = 0, []
    for name, entry in expected.items():
        cues = conformant(name, (folder / name).read_bytes())
        for assertion in entry["asserts"]:
            path = PATH.fullmatch(assertion["path"])
            if not path:
                continue
            seen, wanted = value(cues, path), assertion["equals"]
            # Two assertions about regions were written down as "there are cues".
            if (bool(seen) if wanted is True else seen) == wanted:
                held += 1
            else:
                broken.append((name, assertion, seen))
    assert (held, broken) == (134, [])


@pytest.mark.parametrize(
    ("part", "texts", "voices"),
    [
        ("entities", 25, 0),
        ("tags", 28, 6),
        ("text", 5, 0),
        ("timestamps", 10, 0),
        ("tree-building", 9, 0),
    ],
)
def test_texts_and_voices_are_those_of_the_trees_a_browser_builds(
    part: str, texts: int, voices: int
) -> None:
    folder = suite("webvtt-wpt-cuetext")
    trees = json.loads((folder / f"{part}.json").read_text("utf-8"))
    cues = conformant(part, (folder / f"{part}.vtt").read_bytes())
    wanted = [
        ("".join(TREE_TEXT.findall(tree)), next(iter(TREE_VOICE.findall(tree)), ""))
        for tree in (entry["expectedTree"] for entry in trees)
    ]
    assert [(cue.text, cue.voice) for cue in cues] == wanted
    named = sum(len(TREE_VOICE.findall(entry["expectedTree"])) for entry in trees)
    assert (len(cues), named) == (texts, voices)


@pytest.mark.parametrize(
    ("timing", "times"),
    [
        ("00:01.000 --> 00:02.000", (1000, 2000)),
        ("00:01.000-->00:02.000 size:40%", (1000, 2000)),
        ("123:00:01.000 --> 123:00:02.000", (442_801_000, 442_802_000)),
        ("00:02.000 --> 00:01.000", (2000, 1000)),
        ("1.000 --> 2.000", None),
        ("00:01,000 --> 00:02,000", None),
        ("00:01.0 --> 00:02.0", None),
        ("60:00.000 --> 60:01.000", None),
        ("00:01.000 -> 00:02.000", None),
    ],
)
def test_a_cue_is_kept_only_with_the_times_that_the_standard_knows(
    timing: str, times: tuple[int, int] | None
) -> None:
    cues = conformant("a.vtt", f"WEBVTT\n\nid\n{timing}\nA tin box.\n".encode())
    assert [(cue.start_ms, cue.end_ms) for cue in cues] == ([times] if times else [])


def test_a_file_without_the_signature_has_no_cues_for_the_standard_but_all_for_a_reader() -> None:
    source = Source("a.vtt", b"00:01.000 --> 00:02.000\nOne.\n\n00:03.000 --> 00:04.000\nTwo.\n")
    assert importers.timed_cues(source, conformant=True) == []
    assert [cue.text for cue in importers.timed_cues(source)] == ["One.", "Two."]


def clock(ms: int) -> str:
    s = ms // 1000
    return f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}.{ms % 1000:03}"


@given(st.lists(CUE, max_size=6), st.sampled_from(["\n", "\r\n", "\r"]))
def test_cues_written_as_the_standard_wants_are_read_back_with_and_without_leniency(
    cues: list[Cue], end: str
) -> None:
    lines = ["WEBVTT", ""]
    for cue in cues:
        lines += [cue.id] if cue.id else []
        lines.append(f"{clock(cue.start_ms)} --> {clock(cue.end_ms)}")
        voice = f"<v {html.escape(cue.voice)}>" if cue.voice else ""
        lines += [voice + html.escape(cue.text), ""]
    source = Source("a.vtt", end.join(lines).encode())
    for conformant in (True, False):
        seen = importers.timed_cues(source, "vtt-plain", conformant=conformant)
        assert [replace(cue, line=0) for cue in seen] == cues
