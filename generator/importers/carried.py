"""Text inside something else: the blocks of a web page or a Word file, read as a conversation."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from generator.importers import dialogue
from generator.importers.text import LINE_END, Manuscript
from generator.model.source import Span
from generator.model.transcript import Reading, Transcript

Block = tuple[str, int]
"""A paragraph's text, and the line of the file that it begins on."""


def locate(source: str, texts: Sequence[str]) -> list[Block]:
    """Return each text with the line of `source` that it begins on, as far as it can be found."""
    found = []
    position, line = 0, 1
    for text in texts:
        needle = text.strip().split("\n", 1)[0][:24]
        at = source.find(needle, position, position + 200_000) if needle else -1
        if at >= 0:
            line += source.count("\n", position, at)
            position = at
        found.append((text, line))
    return found


def manuscript_of(manuscript: Manuscript, blocks: Sequence[Block]) -> tuple[Manuscript, list[int]]:
    """Return the blocks as a text of their own, and for each of its lines the file's line."""
    lines: list[str] = []
    origin: list[int] = []
    for text, line in blocks:
        for nth, part in enumerate(LINE_END.split(text)):
            lines.append(part)
            origin.append(line + nth)
        lines.append("")
        origin.append(line)
    text = "\n".join(lines)
    return Manuscript(manuscript.path, text), origin


def read(manuscript: Manuscript, blocks: Sequence[Block], title: str = "") -> Reading:
    """Return the conversation in the blocks, with the lines of the file that carries them."""
    inner, origin = manuscript_of(manuscript, blocks)
    reading = dialogue.read(inner, "")
    last = max(origin, default=1)

    def back(span: Span) -> Span:
        first = origin[min(span.line, len(origin)) - 1]
        return Span(span.path, first, max(first, origin[min(span.end_line, len(origin)) - 1]))

    transcript = reading.transcript
    firsts = sorted(u.span.line for u in transcript.utterances)
    carried: Transcript = replace(
        transcript,
        title=transcript.title or title,
        utterances=tuple(
            replace(u, span=back(u.span), label=back(u.label) if u.label else None)
            for u in transcript.utterances
        ),
        markers=tuple(
            replace(m, span=back(m.span), before=bisect_right(firsts, m.span.line))
            for m in transcript.markers
        ),
        excluded=tuple(replace(x, span=back(x.span)) for x in transcript.excluded),
        line_count=max(manuscript.line_count, last),
    )
    findings = tuple(
        replace(f, line=origin[min(f.line, len(origin)) - 1] if f.line and origin else 0)
        for f in reading.findings
    )
    return Reading(carried, findings)


def moved(reading: Reading, lines: int) -> Reading:
    """Return the reading with all its places so many lines further down."""

    def down(span: Span) -> Span:
        return Span(span.path, span.line + lines, span.end_line + lines)

    transcript = reading.transcript
    whole = replace(
        transcript,
        utterances=tuple(
            replace(u, span=down(u.span), label=down(u.label) if u.label else None)
            for u in transcript.utterances
        ),
        markers=tuple(replace(m, span=down(m.span)) for m in transcript.markers),
        excluded=tuple(replace(x, span=down(x.span)) for x in transcript.excluded),
    )
    findings = tuple(replace(f, line=f.line + lines if f.line else 0) for f in reading.findings)
    return Reading(whole, findings)
