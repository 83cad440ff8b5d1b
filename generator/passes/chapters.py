"""Turns to chapters: where the source has headings, and parts of even length where it has none."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model.episode import Chapter, Time, Turn
from generator.model.slug import slugify, unique
from generator.model.source import Span
from generator.model.transcript import Marker
from generator.passes.turns import Collected

PART_WORDS = 1800
"""What one reads in about eight minutes; a part ends at the next turn after that."""
# Names of other pages in an episode's folder.
TAKEN = ("index", "transcript")


def divide(
    markers: Sequence[Marker], starts: Sequence[int], turns: Sequence[Collected], whole: Span
) -> tuple[Chapter, ...]:
    """Return the chapters in order; every turn is in exactly one of them.

    `starts` has for each marker the index of its first utterance. Turns above the first heading
    become a chapter "Opening". Without headings the turns are cut into parts, marked as inferred:
    at breaks in the recording where there are any, else by length.
    """
    drafts = list(_headed(markers, starts, turns) if markers else _parts([c.turn for c in turns]))
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


def _headed(
    markers: Sequence[Marker], starts: Sequence[int], turns: Sequence[Collected]
) -> Iterator[Chapter]:
    opening = tuple(c.turn for c in turns if c.first < starts[0])
    if opening:
        yield _inferred("Opening", opening)
    ends = [*starts[1:], None]
    for marker, first, end in zip(markers, starts, ends, strict=True):
        inside = tuple(c.turn for c in turns if first <= c.first and (end is None or c.first < end))
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
    groups = _by_breaks(turns) or _by_length(turns)
    for number, group in enumerate(groups, 1):
        title = f"Part {number}" if len(groups) > 1 else "The conversation"
        yield _inferred(title, tuple(group))


def _by_breaks(turns: Sequence[Turn]) -> list[list[Turn]]:
    """Cut after each break of the recording that has enough words on both sides; else nothing."""
    parts: list[list[Turn]] = [[]]
    words = 0
    for turn in turns:
        if turn.event == "break" and words >= PART_WORDS // 3:
            parts[-1].append(turn)
            parts.append([])
            words = 0
            continue
        parts[-1].append(turn)
        words += turn.word_count
    if len(parts) > 1 and words < PART_WORDS // 3:
        tail = parts.pop()
        parts[-1] += tail
    longest = max((sum(turn.word_count for turn in part) for part in parts), default=0)
    return parts if len(parts) > 1 and longest < 4 * PART_WORDS else []


def _by_length(turns: Sequence[Turn]) -> list[list[Turn]]:
    total = sum(turn.word_count for turn in turns)
    wanted = max(1, round(total / PART_WORDS))
    parts: list[list[Turn]] = [[]]
    words = 0
    for turn in turns:
        if parts[-1] and words >= total * len(parts) / wanted:
            parts.append([])
        parts[-1].append(turn)
        words += turn.word_count
    return parts


def _inferred(title: str, turns: tuple[Turn, ...]) -> Chapter:
    return Chapter(id="", title=title, turns=turns, span=Span("", 0, 0), inferred=True)


def _start(turns: Sequence[Turn]) -> Time | None:
    """Return the time of the first words; a stamp below words without one is none of theirs."""
    first = next((place for place, turn in enumerate(turns) if turn.word_count), len(turns))
    return next((turn.time for turn in turns[: first + 1] if turn.time), None)


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
