"""Turns to chapters: where the source has headings, and parts of even length where it has none."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.model.episode import Chapter, Time, Turn
from generator.model.slug import slugify, unique
from generator.model.source import Span
from generator.model.transcript import Marker
from generator.model.value import value
from generator.passes.turns import Collected

PART_WORDS = 1800
"""What one reads in about eight minutes; a part ends at the next turn after that."""
# Names of other pages in an episode's folder.
TAKEN = ("index", "questions", "transcript")


@value
class Section:
    """A chapter before its turns are finished."""

    title: str
    first: int
    """The index of its first turn."""
    after: int
    """The index after its last turn."""
    marker: Marker | None = None
    """The heading in the source; None where the chapter is inferred."""
    id: str = ""


def divide(
    markers: Sequence[Marker], starts: Sequence[int], turns: Sequence[Collected]
) -> list[Section]:
    """Return the chapters in order; every turn is in exactly one of them.

    `starts` has for each marker the index of its first utterance. Turns above the first heading
    become a chapter "Opening". Without headings the turns are cut into parts, marked as inferred:
    at breaks in the recording where there are any, else by length.
    """
    if not markers and not turns:
        return []
    sections = _headed(markers, starts, turns) if markers else _parts(turns)
    taken = dict.fromkeys(TAKEN, 1)
    return [
        replace(
            section,
            id=unique(slugify(section.title)[:80].strip("-") or f"chapter-{number}", taken),
        )
        for number, section in enumerate(sections, 1)
    ]


def _headed(
    markers: Sequence[Marker], starts: Sequence[int], turns: Sequence[Collected]
) -> Iterator[Section]:
    firsts = [turn.first for turn in turns]
    edges = [*(bisect_left(firsts, start) for start in starts), len(turns)]
    if edges[0]:
        yield Section("Opening", 0, edges[0])
    for marker, (first, after) in zip(markers, pairwise(edges), strict=True):
        yield Section(marker.title, first, after, marker)


def _parts(turns: Sequence[Collected]) -> Iterator[Section]:
    edges = [0, *(_by_breaks(turns) or _by_length(turns)), len(turns)]
    for number, (first, after) in enumerate(pairwise(edges), 1):
        title = f"Part {number}" if len(edges) > 2 else "The conversation"
        yield Section(title, first, after)


def _by_breaks(turns: Sequence[Collected]) -> list[int]:
    """Cut after each break of the recording that has enough words on both sides; else nowhere."""
    cuts: list[int] = []
    lengths = [0]
    for place, turn in enumerate(turns):
        if turn.event == "break" and lengths[-1] >= PART_WORDS // 3:
            cuts.append(place + 1)
            lengths.append(0)
        else:
            lengths[-1] += turn.word_count
    if cuts and lengths[-1] < PART_WORDS // 3:
        cuts.pop()
        tail = lengths.pop()
        lengths[-1] += tail
    return cuts if max(lengths) < 4 * PART_WORDS else []


def _by_length(turns: Sequence[Collected]) -> list[int]:
    total = sum(turn.word_count for turn in turns)
    wanted = max(1, round(total / PART_WORDS))
    cuts: list[int] = []
    words = 0
    for place, turn in enumerate(turns):
        if place and words >= total * (len(cuts) + 1) / wanted:
            cuts.append(place)
        words += turn.word_count
    return cuts


def fill(sections: Sequence[Section], turns: Sequence[Turn], whole: Span) -> tuple[Chapter, ...]:
    """Return the chapters with their turns.

    One ends where the next that has a time starts, and the last with its last turn.
    """
    chapters: list[Chapter] = []
    following_ms: int | None = None
    for section in reversed(sections):
        inside = tuple(turns[section.first : section.after])
        time = _time(section.marker, inside, following_ms)
        following_ms = time.start_ms if time else following_ms
        marker = section.marker
        chapters.append(
            Chapter(
                section.id,
                section.title,
                inside,
                _span(marker, inside, whole),
                time,
                url=marker.url if marker else "",
                image_url=marker.image_url if marker else "",
                in_contents=marker.in_contents if marker else True,
                inferred=marker is None,
            )
        )
    return tuple(reversed(chapters))


def _time(marker: Marker | None, turns: Sequence[Turn], following_ms: int | None) -> Time | None:
    start = _start(turns)
    if marker and marker.start_ms is not None:
        start = Time(marker.start_ms, None, exact=True)
    if start is None:
        return None
    end_ms = following_ms
    if end_ms is None:
        end_ms = next((turn.time.end_ms for turn in reversed(turns) if turn.time), None)
    end_ms = None if end_ms is None else max(end_ms, start.start_ms)
    return Time(start.start_ms, end_ms, start.exact)


def _start(turns: Sequence[Turn]) -> Time | None:
    """Return the time of the first words; a stamp below words without one is none of theirs."""
    first = next((place for place, turn in enumerate(turns) if turn.word_count), len(turns))
    return next((turn.time for turn in turns[: first + 1] if turn.time), None)


def _span(marker: Marker | None, turns: Sequence[Turn], whole: Span) -> Span:
    if not turns:
        return marker.span if marker else whole
    first = marker.span.line if marker else turns[0].span.line
    return Span(whole.path, first, turns[-1].span.end_line)
