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
# Brackets are escaped, in some files more than once: `\[00:18:04.02\]`, `\[\\00:18:04.02\\\]`.
STAMP = re.compile(r"\\{0,3}\[\\{0,3}(?:\d+:)+[\d.]+\\{0,3}\]")


def theirs(text: str) -> list[tuple[str, list[str]]]:
    """Return names and words as the parser yields them, the times taken out of the words.

    A break may have two times, as `[18:04] to [18:51]`.
    """
    parts = LABEL.split(text)
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    turns = [(name, STAMP.sub(" ", body).split()) for name, body in pairs]
    return [(name, [] if name == "Break" and body == ["to"] else body) for name, body in turns]


def ours(data: bytes) -> list[tuple[str, list[str]]]:
    """Return the turns as they were read: name and words, in the source's own Markdown."""
    reading, choice = importers.read(Source("a.md", data))
    assert choice.format == "md-bold-name"
    turns: list[tuple[str, list[str]]] = []
    for said in reading.transcript.utterances:
        if said.label or said.event or not turns:
            turns.append(("Break" if said.event == "break" else said.speaker_name or "", []))
        assert not said.event or said.text == "Break"
        turns[-1][1].extend([] if said.event else (said.markup or said.text).split())
    return turns


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
    assert turns == theirs(data.decode())
    assert len(turns) == count
    assert list(dict.fromkeys(title for title, _ in turns)) == titles


def test_words_above_the_first_label_are_a_turn_without_a_name() -> None:
    data = (suite("md-changelog-parser") / "ship-it-22.md").read_bytes()
    first, *turns = ours(data)
    assert first == ("", LABEL.split(data.decode())[0].split())
    assert turns == theirs(data.decode())
    assert len(turns) == 54


@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_an_empty_text_has_no_turns(data: bytes) -> None:
    reading, _ = importers.read(Source("a.md", data))
    assert reading.transcript.utterances == ()
