"""Transcripts pasted off a web page: `Name 0:31:27` on a line of its own, the words below.

    00:00:00 – Arrival

    Ada Marsh 00:00:00

    We found the letters in a tin box.

Names and times stand alone on a line; a time, a dash and a title begin a chapter. What the page
has above the first of these is kept line by line as `preamble`; the passes know what it says.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from generator.importers.text import Manuscript
from generator.model.clock import parse_clock
from generator.model.transcript import Exclusion, Marker, Transcript, Utterance

CLOCK = r"\d{1,3}:\d\d(?::\d\d)?"
# A name has a letter and does not end like a sentence or like a dash before a time.
LABEL = re.compile(rf"(?P<name>\S.{{0,118}}?)[ \t\u00a0]+(?P<clock>{CLOCK})")
HEADING = re.compile(rf"(?P<clock>{CLOCK})\s*[-–—]\s*(?P<title>\S.*)")
NOT_A_NAME = re.compile(r"[.!?…:;,/(–—-]$|^[\d\W]+$|^at\b|^from\b", re.IGNORECASE)
LONGEST_LABEL = 140


def label(line: str) -> tuple[str, int] | None:
    """Return the name and the time in milliseconds of a turn's label, or None."""
    if len(line) > LONGEST_LABEL:
        return None
    found = LABEL.fullmatch(line.strip())
    if not found or NOT_A_NAME.search(found["name"]):
        return None
    return _with_time(found["name"], found["clock"])


def heading(line: str) -> tuple[str, int] | None:
    """Return the title and the time in milliseconds of a chapter's heading, or None."""
    found = HEADING.fullmatch(line.strip()) if len(line) < 400 else None
    return _with_time(found["title"].strip(), found["clock"]) if found else None


def _with_time(text: str, clock: str) -> tuple[str, int] | None:
    try:
        return text, parse_clock(clock)
    except ValueError:
        return None


def sniff(manuscript: Manuscript) -> tuple[float, str]:
    """Return how sure it is, 0 to 1, that names and times stand on lines of their own, and why."""
    labels = sum(1 for line in manuscript.lines if label(line))
    if not labels:
        return 0.0, "no line has just a name and a time"
    filled = sum(1 for line in manuscript.lines if line.strip())
    # A page of one-line turns has as many labels as paragraphs; long answers have fewer.
    score = min(0.98, 0.5 + 0.5 * min(1.0, 20 * labels / filled) * min(1.0, labels / 4))
    lines = "line has" if labels == 1 else "lines have"
    return round(score, 2), f"{labels} {lines} just a name and a time"


def read(manuscript: Manuscript) -> Transcript:
    """Return the conversation, its chapters, and the lines above it as `preamble`."""
    start = _start(manuscript.lines)
    utterances: list[Utterance] = []
    markers: list[Marker] = []
    excluded = list(_preamble(manuscript, start))
    pending: tuple[str, int, int] | None = None
    for first, last, text in _blocks(manuscript.lines, start):
        span = manuscript.span(first, last)
        if first == last and (named := label(text)):
            excluded.append(Exclusion("label", text, span))
            pending = (*named, first)
        elif first == last and (titled := heading(text)):
            excluded.append(Exclusion("chapter", text, span))
            markers.append(Marker(titled[0], titled[1], span))
            pending = None
        else:
            name, start_ms, line = pending or (None, None, first)
            utterances.append(
                Utterance(
                    text=text,
                    span=span,
                    speaker_name=name,
                    start_ms=start_ms,
                    label=manuscript.span(line) if pending else None,
                )
            )
            pending = None
    return Transcript(
        path=manuscript.path,
        title="",
        grain="paragraph",
        utterances=tuple(utterances),
        markers=tuple(markers),
        excluded=tuple(excluded),
        text=manuscript.text,
    )


def _start(lines: tuple[str, ...]) -> int:
    """Return the index of the first label, or of the headings that stand right above it."""
    start = next((i for i, line in enumerate(lines) if label(line)), len(lines))
    for index in range(start - 1, -1, -1):
        if heading(lines[index]):
            start = index
        elif lines[index].strip():
            break
    return start


def _preamble(manuscript: Manuscript, start: int) -> Iterator[Exclusion]:
    for number, line in enumerate(manuscript.lines[:start], 1):
        if line.strip():
            yield Exclusion("preamble", line.strip(), manuscript.span(number))


def _blocks(lines: tuple[str, ...], start: int) -> Iterator[tuple[int, int, str]]:
    """Yield (first line, last line, text); labels and headings are blocks of their own."""
    numbered = enumerate(lines[start:], start + 1)
    for kind, group in groupby(numbered, key=lambda pair: _kind(pair[1])):
        if kind == "blank":
            continue
        block = list(group)
        if kind == "text":
            yield block[0][0], block[-1][0], " ".join(line.strip() for _, line in block)
        else:
            for number, line in block:
                yield number, number, line.strip()


def _kind(line: str) -> str:
    if not line.strip():
        return "blank"
    return "mark" if label(line) or heading(line) else "text"
