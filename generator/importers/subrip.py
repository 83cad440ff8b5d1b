"""SubRip captions, the files ending in `.srt`, and SBV.

Numbers may be missing, wrong or double; times may have a point for the comma; text may have empty
lines in it. Names before a colon are speakers where they come again.

`srt-plain`: captions without names, as every caption editor and whisper write them.

    1
    00:00:00,000 --> 00:00:04,000
    We found the letters in a tin box.

    2
    00:00:09,000 --> 00:00:12,500
    And the first one was addressed to you?

`srt-speaker`: names before a colon, as podcast hosts, Descript and Rev write them. A caption
without a name goes on with whoever spoke before.

    1
    00:00:00,000 --> 00:00:04,000
    Ada Marsh: We found the letters in a tin box.

    2
    00:00:09,000 --> 00:00:12,500
    Tomás Reyes: And the first one was addressed to you?

    3
    00:00:13,000 --> 00:00:15,000
    Ada Marsh: It was.

`sbv`: two times and a comma between, as YouTube exports captions.

    0:00:00.000,0:00:04.000
    We found the letters in a tin box.

    0:00:09.000,0:00:12.500
    And the first one was addressed to you?
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.importers import cues as captions
from generator.importers.gather import Guess, Importer, built, error, note, warning
from generator.importers.patterns import pattern
from generator.importers.text import Manuscript
from generator.importers.webvtt_blocks import lenient_ms, plain, usual_times
from generator.model.diagnostic import Diagnostic
from generator.model.source import Span
from generator.model.transcript import Cue, Exclusion, Reading
from generator.model.value import value

FORMATS = ("srt-plain", "srt-speaker", "sbv")
CLOCK = r"\d{1,3}\s?:\s?\d{1,2}\s?:\s?\d{1,2}(?:\s?[,.:]\s?\d{1,3})?"
TIMING = pattern(rf"\s*({CLOCK})\s*--?>\s*({CLOCK})(?=\s|$)\s*(.*)", re.ASCII)
SBV = pattern(r"\s*(\d{1,3}:\d\d:\d\d\.\d{1,3})\s*,\s*(\d{1,3}:\d\d:\d\d\.\d{1,3})\s*", re.ASCII)
ARROW = pattern(r"\s*\S{0,20}\d\S{0,10}\s*--?>\s*\S{0,30}\s*$")
OVERRIDE = pattern(r"\{\\[^{}\n]*\}|\{[a-zA-Z]:[^{}\n]*\}")


@value
class Layout:
    """Where the cues of a file are, by index of their lines."""

    timings: tuple[int, ...]
    broken: tuple[int, ...]
    """Lines that look like a timing and cannot be read."""


def sniff(manuscript: Manuscript) -> Guess | None:
    """Timing lines say what it is."""
    head = manuscript.text[:200].lstrip("\ufeff \t\r\n")
    if not manuscript.readable or head.startswith(("WEBVTT", "<", "{", "[Script")):
        return None
    arrows = sum(1 for line in manuscript.arrowed if TIMING.match(line))
    commas = sum(1 for line in manuscript.numeric if SBV.fullmatch(line))
    if commas > arrows:
        return Guess("sbv", 1.0, f"{commas} lines have two times and a comma between")
    if not arrows:
        return None
    sample = manuscript.sample
    numbered = sum(1 for line in sample if line.strip("\ufeff \t").isdigit())
    found = [_cue(sample, block) for block in _blocks(sample, _layout(sample))]
    dialect = "srt-speaker" if captions.prefixes(found) else "srt-plain"
    score = 1.0 if numbered * 2 >= arrows or _commas(manuscript.arrowed) else 0.95
    return Guess(dialect, score, f"{arrows} timing lines with -->")


def _commas(lines: Sequence[str]) -> bool:
    """Whether the times have a comma before their thousandths."""
    return any("," in line for line in lines if TIMING.match(line))


def _layout(lines: Sequence[str]) -> Layout:
    timings, broken = [], []
    for index, line in enumerate(lines):
        if "->" not in line:
            continue
        if TIMING.match(line):
            timings.append(index)
        elif "-->" in line and ARROW.match(line):
            broken.append(index)
    return Layout(tuple(timings), tuple(broken))


@value
class Block:
    """A cue as it stands in the file."""

    number: str
    timing: int
    """Index of its line."""
    lines: tuple[str, ...]


def _blocks(lines: Sequence[str], layout: Layout) -> list[Block]:
    """Return the cues; text goes up to the number or timing of the next."""
    starts = sorted((*layout.timings, *layout.broken))
    readable = frozenset(layout.timings)
    blocks = []
    first = _before_number(lines, -1, starts[0]) if starts else 0
    for place, timing in enumerate(starts):
        after = starts[place + 1] if place + 1 < len(starts) else len(lines)
        end = _before_number(lines, timing, after)
        text = list(lines[timing + 1 : end])
        while text and not text[-1].strip():
            text.pop()
        number = lines[first].strip("\ufeff \t") if first < timing else ""
        if timing in readable:
            blocks.append(Block(number, timing, tuple(text)))
        first = end
    return blocks


def _before_number(lines: Sequence[str], above: int, timing: int) -> int:
    """Return the index of the number above a timing, or of the timing itself."""
    if not 0 < timing < len(lines):
        return timing
    before = timing - 1
    # A number that stands right below words is one of them, unless it is the file's first.
    apart = before == 0 or not lines[before - 1].strip() or before - 1 == above
    if before > above and apart and lines[before].strip("\ufeff \t").isdigit():
        return before
    return timing


def _cue(lines: Sequence[str], block: Block) -> Cue:
    raw = "\n".join(block.lines)
    if "{" in raw:
        raw = OVERRIDE.sub("", raw)
    times = usual_times(lines[block.timing], ",") or _times(lines[block.timing])
    text = plain(raw).strip("\n")
    return Cue(block.number, *times, "", text, block.timing + 1)


def _times(timing: str) -> tuple[int, int]:
    found = TIMING.match(timing)
    assert found  # `_blocks` has only lines that match
    return lenient_ms(_point(found[1])), lenient_ms(_point(found[2]))


def _point(clock: str) -> str:
    """Return a clock with a point before its thousandths, and no spaces."""
    tidy = re.sub(r"\s", "", clock)
    parts = tidy.split(":")
    return f"{':'.join(parts[:3])}.{parts[3]}" if len(parts) == 4 else tidy


def cues(manuscript: Manuscript, _conformant: bool) -> list[Cue]:
    """Return the timed cues. SubRip has no standard to conform to."""
    sbv = _sbv(manuscript)
    return sbv or _subrip(manuscript.lines)


def _subrip(lines: Sequence[str]) -> list[Cue]:
    return [_cue(lines, block) for block in _blocks(lines, _layout(lines))]


def _sbv(manuscript: Manuscript) -> list[Cue]:
    """Return the cues of an SBV file; none where it is SubRip."""
    timings = [(i, m) for i, line in enumerate(manuscript.lines) if (m := SBV.fullmatch(line))]
    found = []
    for place, (index, match) in enumerate(timings):
        after = timings[place + 1][0] if place + 1 < len(timings) else len(manuscript.lines)
        raw = "\n".join(manuscript.lines[index + 1 : after]).rstrip("\n ")
        text = plain(raw.replace("[br]", "\n"))
        found.append(Cue("", lenient_ms(match[1]), lenient_ms(match[2]), "", text, index + 1))
    return found


def read(manuscript: Manuscript, format_name: str) -> Reading:
    """Return the cues as utterances, with findings for what is wrong with times and numbers."""
    path = manuscript.path
    sbv = _sbv(manuscript) if format_name == "sbv" else []
    layout = _layout(manuscript.lines)
    blocks = [] if sbv else _blocks(manuscript.lines, layout)
    timed = sbv or [_cue(manuscript.lines, block) for block in blocks]
    findings = captions.time_findings(path, timed)
    empty = [cue.line for cue in timed if not cue.text.strip()]
    if empty:
        count = "1 cue has" if len(empty) == 1 else f"{len(empty)} cues have"
        findings.append(note(path, empty[0], "cue-empty", f"{count} no text", "remove them"))
    excluded = [
        Exclusion("id", b.number, Span(path, b.timing, b.timing)) for b in blocks if b.number
    ]
    excluded += [
        Exclusion("time", manuscript.lines[c.line - 1].strip(), Span(path, c.line, c.line))
        for c in timed
    ]
    excluded += _outside(manuscript, timed, layout, findings)
    if captions.is_rolling(timed):
        timed, repeats = captions.without_rolling(path, timed)
        excluded += repeats
    said, heads = captions.utterances(path, timed)
    if not said:
        findings.append(error(path, 0, "empty", "the file has no words", "export it again"))
    transcript = built(manuscript, captions.closed(said), (), [*excluded, *heads])
    return Reading(transcript, tuple(findings))


def _outside(
    manuscript: Manuscript, timed: Sequence[Cue], layout: Layout, findings: list[Diagnostic]
) -> list[Exclusion]:
    """Return what stands above the first cue, and below timings that cannot be read."""
    path = manuscript.path
    found = []
    first = timed[0].line - 1 if timed else len(manuscript.lines)
    above = [
        (i, line)
        for i, line in enumerate(manuscript.lines[:first], 1)
        if line.strip("\ufeff \t") and not (i == first and line.strip("\ufeff \t").isdigit())
    ]
    found += [Exclusion("header", line.strip(), Span(path, i, i)) for i, line in above]
    starts = sorted((*layout.timings, *layout.broken, len(manuscript.lines)))
    after_start = dict(pairwise(starts))
    for index in layout.broken:
        if index < first:
            continue
        after = after_start[index]
        text = "\n".join(manuscript.lines[index:after])
        found.append(Exclusion("stray", text, Span(path, index + 1, max(index + 1, after))))
    if layout.broken:
        count = len(layout.broken)
        message = f"{count} timing lines cannot be read; the text below them is left out"
        hint = "write 00:00:00,000 --> 00:00:02,000"
        findings.append(warning(path, layout.broken[0] + 1, "time-unreadable", message, hint))
    return found


IMPORTER = Importer(FORMATS, __doc__, sniff, read, cues)
