"""Transcripts pasted off a web page: `Name 0:31:27` on a line of its own, the words below.

    00:00:00 – Arrival

    Ada Marsh 00:00:00

    We found the letters in a tin box.

Names and times stand alone on a line; a time, a dash and a title begin a chapter. What the page
has above the first of these is kept line by line as `preamble`; the passes know what it says.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from generator.importers.text import Manuscript
from generator.model.clock import parse_clock
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.transcript import Exclusion, Marker, Transcript, Utterance

CLOCK = r"\d{1,3}:\d\d(?::\d\d)?"
LABEL = re.compile(rf"(?P<text>\S.{{0,118}}?)[ \t\u00a0]+(?P<clock>{CLOCK})")
HEADING = re.compile(rf"(?P<clock>{CLOCK})\s*[-–—]\s*(?P<text>\S.*)")
# A name has a letter, no quotation mark, and does not end like a sentence or before a dash.
NOT_A_NAME = re.compile(r"[.!?…:;,/(–—-]$|^[\d\W]+$|[“”\"«»]")
# Small words inside names; any other word of a name begins with a capital or has no case.
PARTICLES = frozenset(
    (
        "de",
        "da",
        "do",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ibn",
        "ter",
    )
)
MOST_WORDS = 8
LONGEST_LABEL = 140
LONGEST_HEADING = 400


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that is not speech: a turn's label or a chapter's heading."""

    kind: Literal["label", "chapter"]
    text: str
    """The name, or the title."""
    start_ms: int


def marks(lines: tuple[str, ...]) -> dict[int, Mark]:
    """Return the labels and headings by their index in `lines`.

    "We met at 10:30" has the form of a label too. A name is one that looks like a name, or that
    labels several turns.
    """
    found = {index: mark for index, line in enumerate(lines) if (mark := _mark(line))}
    uses = Counter(mark.text for mark in found.values() if mark.kind == "label")
    return {
        index: mark
        for index, mark in found.items()
        if mark.kind == "chapter" or uses[mark.text] > 1 or _looks_like_a_name(mark.text)
    }


def _mark(line: str) -> Mark | None:
    text = line.strip()
    if len(text) < LONGEST_LABEL and (found := LABEL.fullmatch(text)):
        if not NOT_A_NAME.search(found["text"]):
            return _timed("label", found)
    elif len(text) < LONGEST_HEADING and (found := HEADING.fullmatch(text)):
        return _timed("chapter", found)
    return None


def _timed(kind: Literal["label", "chapter"], found: re.Match[str]) -> Mark | None:
    try:
        return Mark(kind, found["text"].strip(), parse_clock(found["clock"]))
    except ValueError:
        return None


def _looks_like_a_name(text: str) -> bool:
    words = text.split()
    return len(words) <= MOST_WORDS and all(
        word in PARTICLES or not word[0].islower() for word in words
    )


def sniff(manuscript: Manuscript) -> tuple[float, str]:
    """Return how sure it is, 0 to 1, that names and times stand on lines of their own, and why."""
    labels = sum(1 for mark in marks(manuscript.lines).values() if mark.kind == "label")
    if not labels:
        return 0.0, "no line has just a name and a time"
    filled = sum(1 for line in manuscript.lines if line.strip())
    # A page of one-line turns has as many labels as paragraphs; long answers have fewer.
    score = min(0.98, 0.5 + 0.5 * min(1.0, 20 * labels / filled) * min(1.0, labels / 4))
    lines = "line has" if labels == 1 else "lines have"
    return round(score, 2), f"{labels} {lines} just a name and a time"


def read(manuscript: Manuscript) -> Transcript:
    """Return the conversation, its chapters, and the lines above it as `preamble`."""
    found = marks(manuscript.lines)
    start = _start(manuscript.lines, found)
    utterances: list[Utterance] = []
    markers: list[Marker] = []
    excluded = list(_preamble(manuscript, start))
    pending: tuple[Mark, int] | None = None
    for first, last, text in _blocks(manuscript.lines, start, found):
        span = manuscript.span(first, last)
        mark = found.get(first - 1)
        if mark is None:
            label, line = pending or (None, first)
            utterances.append(
                Utterance(
                    text=text,
                    span=span,
                    speaker_name=label.text if label else None,
                    start_ms=label.start_ms if label else None,
                    label=manuscript.span(line) if label else None,
                )
            )
            pending = None
            continue
        excluded.append(Exclusion(mark.kind, text, span))
        if mark.kind == "chapter":
            markers.append(Marker(mark.text, mark.start_ms, span))
        pending = (mark, first) if mark.kind == "label" else None
    return Transcript(
        path=manuscript.path,
        title="",
        grain="paragraph",
        utterances=tuple(utterances),
        markers=tuple(markers),
        excluded=tuple(excluded),
        text=manuscript.text,
    )


def silent_turns(transcript: Transcript) -> tuple[Diagnostic, ...]:
    """Return a finding for each label that has no words below it."""
    used = {utterance.label.line for utterance in transcript.utterances if utterance.label}
    return tuple(
        Diagnostic(
            transcript.path,
            label.span.line,
            Severity.WARNING,
            "turn-empty",
            f"there are no words under {label.text!r}",
            "add what was said, or remove the line",
        )
        for label in transcript.excluded
        if label.code == "label" and label.span.line not in used
    )


def _start(lines: tuple[str, ...], found: dict[int, Mark]) -> int:
    """Return the index of the first label, or of the headings that stand right above it."""
    labels = (index for index, mark in found.items() if mark.kind == "label")
    start = next(labels, len(lines))
    for index in range(start - 1, -1, -1):
        if index in found:
            start = index
        elif lines[index].strip():
            break
    return start


def _preamble(manuscript: Manuscript, start: int) -> Iterator[Exclusion]:
    for number, line in enumerate(manuscript.lines[:start], 1):
        if line.strip():
            yield Exclusion("preamble", line.strip(), manuscript.span(number))


def _blocks(
    lines: tuple[str, ...], start: int, found: dict[int, Mark]
) -> Iterator[tuple[int, int, str]]:
    """Yield (first line, last line, text); labels and headings are blocks of their own."""

    def kind(numbered: tuple[int, str]) -> str:
        number, line = numbered
        return "blank" if not line.strip() else "mark" if number - 1 in found else "text"

    for of_kind, group in groupby(enumerate(lines[start:], start + 1), key=kind):
        block = list(group)
        if of_kind == "text":
            yield block[0][0], block[-1][0], " ".join(line.strip() for _, line in block)
        elif of_kind == "mark":
            for number, line in block:
                yield number, number, line.strip()
