"""Turns to chapters: where the source has headings, and parts of even length where it has none."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model.episode import Chapter, Time, Turn
from generator.model.slug import slugify, unique
from generator.model.source import Span
from generator.model.transcript import Marker

PART_WORDS = 1800
"""What one reads in about eight minutes; a part ends at the next turn after that."""
# Names of other pages in an episode's folder.
TAKEN = ("index", "transcript")


def divide(markers: Sequence[Marker], turns: Sequence[Turn], whole: Span) -> tuple[Chapter, ...]:
    """Return the chapters in order; every turn is in exactly one of them.

    Turns above the first heading become a chapter "Opening". Without headings the turns are
    cut into parts, marked as inferred.
    """
    drafts = list(_headed(markers, turns) if markers else _parts(turns))
    taken = set(TAKEN)
    return tuple(
        replace(
            chapter,
            id=unique(slugify(chapter.title)[:80].strip("-") or f"chapter-{number}", taken),
            time=chapter.time or _start(chapter.turns),
            span=_span(chapter, whole),
        )
        for number, chapter in enumerate(drafts, 1)
    )


def _headed(markers: Sequence[Marker], turns: Sequence[Turn]) -> Iterator[Chapter]:
    lines = [marker.span.line for marker in markers]
    opening = tuple(turn for turn in turns if turn.span.line < lines[0])
    if opening:
        yield _inferred("Opening", opening)
    ends = [*lines[1:], None]
    for marker, first, end in zip(markers, lines, ends, strict=True):
        inside = tuple(
            t for t in turns if first < t.span.line and (end is None or t.span.line < end)
        )
        yield Chapter(
            id="",
            title=marker.title,
            turns=inside,
            span=marker.span,
            time=None if marker.start_ms is None else Time(marker.start_ms, None, exact=True),
            url=marker.url,
            image_url=marker.image_url,
            in_contents=marker.in_contents,
        )


def _parts(turns: Sequence[Turn]) -> Iterator[Chapter]:
    total = sum(turn.word_count for turn in turns)
    wanted = max(1, round(total / PART_WORDS))
    part: list[Turn] = []
    parts: list[list[Turn]] = [part]
    words = 0
    for turn in turns:
        if part and words >= total * len(parts) / wanted:
            part = []
            parts.append(part)
        part.append(turn)
        words += turn.word_count
    for number, group in enumerate(parts, 1):
        title = f"Part {number}" if len(parts) > 1 else "The conversation"
        yield _inferred(title, tuple(group))


def _inferred(title: str, turns: tuple[Turn, ...]) -> Chapter:
    return Chapter(id="", title=title, turns=turns, span=Span("", 0, 0), inferred=True)


def _start(turns: Sequence[Turn]) -> Time | None:
    return next((turn.time for turn in turns if turn.time), None)


def _span(chapter: Chapter, whole: Span) -> Span:
    if not chapter.turns:
        return whole if chapter.inferred else chapter.span
    first = chapter.turns[0].span.line if chapter.inferred else chapter.span.line
    return Span(whole.path, first, chapter.turns[-1].span.end_line)


def close(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """Return the chapters with their ends: the next chapter's start, or the last turn's end."""
    closed = []
    for number, chapter in enumerate(chapters):
        time = chapter.time
        if time is not None:
            following = next((c.time.start_ms for c in chapters[number + 1 :] if c.time), None)
            ends = [turn.time.end_ms for turn in chapter.turns if turn.time]
            end_ms = following if following is not None else (ends[-1] if ends else None)
            time = replace(time, end_ms=None if end_ms is None else max(end_ms, time.start_ms))
        closed.append(replace(chapter, time=time))
    return tuple(closed)
