"""The manual's page of formats is made from the importers' docstrings, and its examples hold."""

import os
import re
from pathlib import Path
from textwrap import dedent

import pytest

from generator import importers
from generator.importers import IMPORTERS
from generator.importers import refused as refusing
from generator.importers.gather import Importer
from generator.model.source import Source

PAGE = Path(__file__).parents[2] / "content" / "pages" / "formats.md"
HEAD = """---
title: Formats
description: Which transcripts talkbook reads, who makes them, and what each looks like.
order: 4
---

Put a file into `seeds/` as your tool gave it to you. talkbook looks at what is in the file; its
ending does not matter. `talkbook inspect seeds/my-episode.txt` names the format, says why, and
lists what was read: names, times, chapters, and each line that is not speech.

If the format is wrong, name the right one in `content/episodes/my-episode.toml`, by a name of this
page:

```toml
format = "txt-name-colon"
```

**Chapters in a file of their own** go beside the transcript under the same name:
`my-episode.chapters.json` or `my-episode.chapters.vtt` belongs to `my-episode.vtt`, and so does
`my-episode.chapters.txt`. JSON chapters of podcasts, WebVTT chapters and a list of times and
titles are read.

**Several forms of one transcript** under the same name, such as `.vtt` and `.json`, make one
episode. The one that says most is read, and a note names the others.

**What is not a transcript** is [refused with a reason](#what-is-not-a-transcript).
"""
NO_EXAMPLE = {
    "docx": "a Word file is not text",
    "not-text": "neither is a recording",
}
NOT_READ = frozenset(("vtt-descriptions", *refusing.FORMATS))
ENTRY = re.compile(r"^`([a-z0-9-]+)`: ", re.MULTILINE)
EXAMPLE = re.compile(r"(?:^(?: {4}.*)?\n)*^ {4}.*\n", re.MULTILINE)


def page() -> str:
    """Return the page: text and Markdown first, what is refused last."""
    return "\n".join([HEAD, *map(section, (IMPORTERS[-1], *IMPORTERS[:-1]))])


def section(importer: Importer) -> str:
    title, _, rest = (importer.manual or "").partition(".\n\n")
    fenced = EXAMPLE.sub(
        lambda found: f"\n```text\n{dedent(found.group()).strip(chr(10))}\n```\n", rest
    )
    return f"## {title}\n\n" + ENTRY.sub(r"**`\1`**: ", fenced)


def entries(importer: Importer) -> dict[str, str]:
    """Return the example of each format that a family's section describes; empty for none."""
    _, *parts = ENTRY.split(importer.manual or "")
    found = {}
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        example = EXAMPLE.search(text)
        # Only the blank lines around an example are not part of it.
        found[name] = dedent(example.group()).strip("\n") + "\n" if example else ""
    return found


def test_the_page_of_formats_is_what_the_importers_say() -> None:
    if os.environ.get("UPDATE"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text("utf-8") == page()


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.formats[0])
def test_each_format_is_described_once_and_no_other(importer: Importer) -> None:
    assert sorted(entries(importer)) == sorted(importer.formats)
    without = {name for name, example in entries(importer).items() if not example}
    assert without == NO_EXAMPLE.keys() & set(importer.formats)


EXAMPLES = [(n, e) for i in IMPORTERS for n, e in entries(i).items() if e]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_an_example_is_read_as_its_format(name: str, example: str) -> None:
    reading, choice = importers.read(Source("seeds/example", example.encode()))
    assert choice.format == name
    transcript = reading.transcript
    refused = "not-a-transcript" in [finding.code for finding in reading.findings]
    assert refused == (name in NOT_READ)
    assert refused or transcript.utterances or transcript.markers


def test_bracketed_hours_minutes_and_seconds_before_words_are_not_lyrics() -> None:
    lines = "[00:00:05] We found the letters.\n[00:01:10] Nobody knew.\n[01:02:03] Until now.\n"
    reading, choice = importers.read(Source("a.txt", lines.encode()))
    assert choice.format == "txt-time-text"
    assert [u.start_ms for u in reading.transcript.utterances] == [5_000, 70_000, 3_723_000]
