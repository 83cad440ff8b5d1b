"""WebVTT as a browser reads it: the assertions of the web platform tests.

Of the file parsing tests, those about the number of cues, their ids, texts and times are held:
134 assertions. Cue settings and regions say where a cue is drawn; a book draws none.
"""

import json
import re
from typing import Any

import pytest

from generator import importers
from generator.model.source import Source
from generator.model.transcript import Cue
from tests.importers.corpus import suite

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
