"""A thousand episodes of seven shows: each labelled block is a turn or a typed event."""

import re
import tarfile
from collections import Counter
from functools import cache

import pytest

from tests.importers.corpus import Read, corpora, read_data

SHOWS = {
    "afk": 12,
    "backstage": 25,
    "bigtent": 21,
    "gotime": 341,
    "news": 171,
    "podcast": 481,
    "spotlight": 15,
}
# `**Name:** ...`, as the shows' own site looks for it; and the spellings of a break, which it
# takes for a person's name or overlooks.
LABEL = re.compile(r"\*\*(.*?):\*\*")
BREAK = re.compile(r"#*\s*(?:\*\*Break:?\s*\*\*:?|Break:)\s*(?:\\?\[.*)?", re.IGNORECASE)
TOKEN = re.compile(r"\w+")


@cache
def episodes() -> dict[str, dict[str, bytes]]:
    """Return the episodes of each show by name."""
    found: dict[str, dict[str, bytes]] = {}
    with tarfile.open(corpora() / "changelog-dev.tar.xz") as packed:
        for member in packed:
            show, _, name = member.name.partition("/")
            if name.endswith(".md") and (file := packed.extractfile(member)):
                found.setdefault(show, {})[name] = file.read()
    return found


def unlike(found: Read) -> list[str]:
    """Return the lines of labels that are no turn of that name, and of breaks that are no event."""
    turns = {u.label.line: u.speaker_name for u in found.transcript.utterances if u.label}
    events = {u.span.line: u.event for u in found.transcript.utterances if u.event}
    silent = {f.line for f in found.findings if f.code == "turn-empty"}
    wrong = []
    for number, line in enumerate(found.lines, 1):
        if BREAK.fullmatch(line.strip()):
            right = events.get(number) == "break"
        elif label := LABEL.match(line):
            name = " ".join(label[1].removeprefix("*").split())
            right = number in events or turns.get(number) == name
            # A label with nothing below it is said to be one.
            right = right or number in silent
        else:
            continue
        if not right:
            wrong.append(f"{number}: {line[:80]!r} {turns.get(number)!r} {events.get(number)!r}")
    return wrong


@pytest.mark.parametrize("show", SHOWS)
def test_each_labelled_block_is_a_turn_or_a_typed_event(show: str) -> None:
    assert len(episodes()[show]) == SHOWS[show]
    for name, source in episodes()[show].items():
        found = read_data(f"seeds/{show}/{name}", source)
        assert unlike(found) == [], name
        account = found.episode.account
        assert not [f for f in found.findings if f.code in ("words-lost", "words-invented")], name
        assert account.source == account.spoken + account.excluded, name
        said = [p.markup or p.text for t in found.episode.turns for p in t.paragraphs]
        excluded = [x.text for x in found.interpreted.excluded]
        words = Counter(TOKEN.findall("\n".join([*said, *excluded])))
        assert words == Counter(TOKEN.findall(found.text)), name
