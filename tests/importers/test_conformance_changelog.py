"""`**Name:** text` against the parser of changelog.com and the figures in its tests.

That parser knows one rule: what stands in bold and ends in a colon opens a turn. Two differences
are ours on purpose: a break is an event and no speaker, and words above the first label, which it
refuses, are a turn that names no one.
"""

import re

import pytest

from generator import importers
from generator.model.source import Source
from tests.importers.corpus import suite

LABEL = re.compile(r"\*\*(.*?):\*\*")
STAMP = re.compile(r"\\\[(?:\d+:)+[\d.]+\\\]")
# Breaks are written `\[\\00:18:04.02\\\] to \[\\00:18:51.08\]`, and shorter.
BREAK_STAMPS = re.compile(r"[\\\[\]\d:.]+(?: to [\\\[\]\d:.]+)?")


def theirs(text: str) -> list[tuple[str, list[str]]]:
    """Return names and words as the parser yields them, the times taken out of the words."""
    parts = LABEL.split(text)
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return [(name, STAMP.sub(" ", body).split()) for name, body in pairs]


def ours(data: bytes) -> list[tuple[str, list[str]]]:
    """Return the turns as they were read: name and words, in the source's own Markdown."""
    reading, choice = importers.read(Source("a.md", data))
    assert choice.format == "md-bold-name"
    turns: list[tuple[str, list[str]]] = []
    for said in reading.transcript.utterances:
        if said.label or said.event or not turns:
            turns.append(("Break" if said.event == "break" else said.speaker_name or "", []))
        turns[-1][1].extend([] if said.event else (said.markup or said.text).split())
    return turns


def without_break_times(turns: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    for name, body in turns:
        assert name != "Break" or BREAK_STAMPS.fullmatch(" ".join(body)) or not body
    return [(name, [] if name == "Break" else body) for name, body in turns]


@pytest.mark.parametrize(
    ("name", "count", "titles"),
    [
        ("the-changelog-200.md", 181, ["Adam Stacoviak", "Jerod Santo", "Raquel Vélez", "Break"]),
        ("js-party-1.md", 185, ["Mikeal Rogers", "Alex Sexton", "Rachel White", "Break"]),
    ],
)
def test_turns_are_those_of_the_shows_own_parser(name: str, count: int, titles: list[str]) -> None:
    data = (suite("md-changelog-parser") / name).read_bytes()
    turns = ours(data)
    assert turns == without_break_times(theirs(data.decode()))
    assert len(turns) == count
    assert list(dict.fromkeys(title for title, _ in turns)) == titles


def test_words_above_the_first_label_are_a_turn_without_a_name() -> None:
    data = (suite("md-changelog-parser") / "ship-it-22.md").read_bytes()
    first, *turns = ours(data)
    assert first == ("", LABEL.split(data.decode())[0].split())
    assert turns == without_break_times(theirs(data.decode()))
    assert len(turns) == 54


@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_an_empty_text_has_no_turns(data: bytes) -> None:
    reading, _ = importers.read(Source("a.md", data))
    assert reading.transcript.utterances == ()
