"""The shape of a conversation: who talks when, as a picture true to time and as a table.

All places are percent of the width, so that the picture fits any screen without being stretched.
Turns stand in a lane for each speaker. A source without times is drawn by its words instead.

The picture stays small whatever the conversation: up to `MOST_LINKS` turns have a link each, from
there on neighbours share one, and silences too thin to be seen between them are closed.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.model.clock import format_clock, format_length
from generator.model.episode import Episode, Turn
from generator.model.value import value

MOST_LINKS = 300
MOST_LANES = 8
"""From here on, those who say least share the last lane."""
THINNEST = 0.15
"""A block is never narrower than this: about one pixel."""
MOST_TICKS = 5
LAST_TICK = 92.0
MINUTES = (1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 360)
WORDS = tuple(step * 10**power for power in range(1, 7) for step in (1, 2, 5))
LONGEST = 3

Block = tuple[float, float]
"""Start and width."""


@value
class Piece:
    """One or several neighbouring turns of one lane: a link to the first of them."""

    turn_id: str
    label: str
    blocks: tuple[Block, ...]


@value
class Lane:
    """What one speaker says, or several who say little."""

    name: str
    mark: int
    """The colour and glyph; 0 for those who share a lane or have no name."""
    percent: int
    """Of all words, 0 to 100."""
    pieces: tuple[Piece, ...]


@value
class Gap:
    """Recording that no text accounts for."""

    block: Block
    label: str


@value
class Part:
    """A chapter: where it is, and a row of the table."""

    id: str
    title: str
    start: str
    """A clock; empty without times."""
    block: Block
    percents: tuple[int, ...]
    """Each lane's part of the words."""


@value
class Shape:
    """The picture and its table."""

    timed: bool
    """Whether its width is time; otherwise it is words."""
    lanes: tuple[Lane, ...]
    parts: tuple[Part, ...]
    gaps: tuple[Gap, ...]
    ticks: tuple[tuple[float, str], ...]
    longest: tuple[Piece, ...]
    unplaced: int
    """Turns without a time, which a picture of time cannot show."""
    shared: bool
    """Whether some links stand for several turns."""


@value
class _Stretch:
    """A turn and where it is."""

    turn: Turn
    chapter: int
    start: float
    end: float


def shape_of(episode: Episode, names: Mapping[str, tuple[str, int]]) -> Shape | None:
    """Return the shape; None where there is nothing to see: fewer than two turns of speech.

    `names` gives name and mark of each speaker by id.
    """
    spoken = [turn for turn in episode.turns if not turn.event]
    timed = _is_timed(spoken, episode.statistics.duration_ms)
    total = episode.statistics.duration_ms if timed else episode.statistics.words
    if len(spoken) < 2 or not total:
        return None
    stretches = list(_by_time(episode) if timed else _by_words(episode))
    lane_of, lanes = _lanes(episode, names)
    pieces, shared = _pieces(stretches, lane_of, names, total=total, timed=timed)
    return Shape(
        timed=timed,
        lanes=tuple(
            replace(lane, pieces=tuple(p for own, p in pieces if own == place))
            for place, lane in enumerate(lanes)
        ),
        parts=tuple(_parts(episode, stretches, lane_of, len(lanes), total)),
        gaps=tuple(_gaps(stretches, total)) if timed else (),
        ticks=tuple(_ticks(total, timed=timed)),
        longest=tuple(_longest(stretches, names, timed=timed)),
        unplaced=len(spoken) - len(stretches),
        shared=shared,
    )


def columns(shape: Shape) -> list[str]:
    """Return each lane as the path of a column, one unit wide and 1000 high, for the slim map."""
    return [
        "".join(f"M{place} {top}h1v{low - top}h-1z" for top, low in _bars(lane))
        for place, lane in enumerate(shape.lanes)
    ]


def _bars(lane: Lane) -> list[tuple[int, int]]:
    """Return where the lane has speech, in thousandths; what touches is one bar."""
    bars: list[tuple[int, int]] = []
    for start, width in sorted(block for piece in lane.pieces for block in piece.blocks):
        top, low = round(10 * start), round(10 * (start + width)) + 1
        if bars and top <= bars[-1][1]:
            bars[-1] = (bars[-1][0], max(low, bars[-1][1]))
        else:
            bars.append((top, low))
    return bars


def _is_timed(spoken: Sequence[Turn], duration_ms: int) -> bool:
    """Whether most words have a time."""
    words = sum(turn.word_count for turn in spoken)
    return bool(duration_ms) and 2 * sum(t.word_count for t in spoken if t.time) > words


def _by_time(episode: Episode) -> Iterator[_Stretch]:
    total_ms = episode.statistics.duration_ms
    for place, chapter in enumerate(episode.chapters):
        for turn in chapter.turns:
            if turn.time and not turn.event:
                end_ms = turn.time.end_ms
                until_ms = total_ms if end_ms is None else end_ms - turn.gap_ms
                start_ms = min(turn.time.start_ms, total_ms)
                yield _Stretch(turn, place, start_ms, min(total_ms, max(start_ms, until_ms)))


def _by_words(episode: Episode) -> Iterator[_Stretch]:
    words = 0
    for place, chapter in enumerate(episode.chapters):
        for turn in chapter.turns:
            if not turn.event:
                yield _Stretch(turn, place, words, words + turn.word_count)
                words += turn.word_count


def _lanes(
    episode: Episode, names: Mapping[str, tuple[str, int]]
) -> tuple[dict[str, int], list[Lane]]:
    """Return each speaker's lane by id, and the lanes, still empty."""
    words: dict[str, int] = {speaker.id: 0 for speaker in episode.speakers}
    for turn in episode.turns:
        if not turn.event:
            words[turn.speaker_id] = words.get(turn.speaker_id, 0) + turn.word_count
    all_words = max(1, sum(words.values()))
    alone = list(words)
    if len(words) > MOST_LANES:
        chosen = sorted(words, key=lambda one: -words[one])[: MOST_LANES - 1]
        alone = [one for one in words if one in chosen]
    lanes = []
    for one in alone:
        name, mark = names.get(one, ("No name", 0))
        lanes.append(Lane(name, mark, round(100 * words[one] / all_words), ()))
    if others := [one for one in words if one not in alone]:
        percent = round(100 * sum(words[one] for one in others) / all_words)
        lanes.append(Lane(f"{len(others)} others", 0, percent, ()))
    place = {one: at for at, one in enumerate(alone)}
    return {one: place.get(one, len(alone)) for one in words}, lanes


def _pieces(
    stretches: Sequence[_Stretch],
    lane_of: Mapping[str, int],
    names: Mapping[str, tuple[str, int]],
    *,
    total: float,
    timed: bool,
) -> tuple[list[tuple[int, Piece]], bool]:
    """Return the pieces with their lanes, and whether one of them is more than one turn."""
    groups = [[stretch] for stretch in stretches]
    slot = 100 / MOST_LINKS
    while len(groups) > MOST_LINKS and slot < 200:
        groups = list(_grouped(stretches, lane_of, total * slot / 100))
        slot *= 2
    found = []
    for group in groups:
        blocks = _blocks(group, total, slot / 8 if len(groups) < len(stretches) else 0)
        label = _label(group, names, timed=timed)
        lane = lane_of[group[0].turn.speaker_id]
        found.append((lane, Piece(group[0].turn.id, label, blocks)))
    return found, len(groups) < len(stretches)


def _grouped(
    stretches: Sequence[_Stretch], lane_of: Mapping[str, int], width: float
) -> Iterator[list[_Stretch]]:
    """Yield the stretches of each lane that begin within one `width`, in order of the first."""
    groups: dict[tuple[int, int], list[_Stretch]] = {}
    for stretch in stretches:
        key = (lane_of[stretch.turn.speaker_id], int(stretch.start / width))
        groups.setdefault(key, []).append(stretch)
    yield from groups.values()


def _blocks(group: Sequence[_Stretch], total: float, closed: float) -> tuple[Block, ...]:
    """Return where the turns are; spaces up to `closed` percent between them vanish."""
    blocks: list[Block] = []
    for stretch in sorted(group, key=lambda stretch: stretch.start):
        start, width = _block(stretch.start, stretch.end, total)
        if closed and blocks and start - sum(blocks[-1]) <= closed:
            first = blocks[-1][0]
            blocks[-1] = (first, round(max(sum(blocks[-1]), start + width) - first, 2))
        else:
            blocks.append((start, width))
    return tuple(blocks)


def _block(start: float, end: float, total: float) -> Block:
    width = max(THINNEST, 100 * (end - start) / total)
    return round(100 * start / total, 2), round(width, 2)


def _label(group: Sequence[_Stretch], names: Mapping[str, tuple[str, int]], *, timed: bool) -> str:
    first = group[0]
    name = names.get(first.turn.speaker_id, ("", 0))[0]
    parts = [_isolated(name)] if name else []
    if timed:
        parts.append(format_clock(int(first.start)))
    if len(group) > 1:
        parts.append(f"{len(group)} turns")
    elif timed:
        parts.append(format_length(int(first.end - first.start)))
    else:
        parts.append(_words(first.turn.word_count))
    return ", ".join(parts)


def _isolated(name: str) -> str:
    """Return the name for a text without markup: numbers after it stay in their order.

    A name written from right to left is put between U+2068 and U+2069 (Unicode Standard Annex #9).
    """
    if not name.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in name):
        return f"\u2068{name}\u2069"
    return name


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count:,} words"


def _parts(
    episode: Episode,
    stretches: Sequence[_Stretch],
    lane_of: Mapping[str, int],
    lanes: int,
    total: float,
) -> Iterator[Part]:
    """Yield the chapters that have speech; each ends where the next begins."""
    starts: dict[int, float] = {}
    for stretch in stretches:
        starts.setdefault(stretch.chapter, stretch.start)
    following = [*list(starts.values())[1:], total]
    for (place, start), end in zip(starts.items(), following, strict=True):
        chapter = episode.chapters[place]
        words = [0] * lanes
        for turn in chapter.turns:
            if not turn.event:
                words[lane_of[turn.speaker_id]] += turn.word_count
        yield Part(
            id=chapter.id,
            title=chapter.title,
            start=format_clock(chapter.time.start_ms) if chapter.time else "",
            block=_block(start, max(start, end), total),
            percents=tuple(round(100 * own / max(1, sum(words))) for own in words),
        )


def _gaps(stretches: Sequence[_Stretch], total: float) -> Iterator[Gap]:
    for stretch in stretches:
        if gap_ms := stretch.turn.gap_ms:
            label = f"Not in this transcript: about {format_length(gap_ms)}"
            yield Gap(_block(stretch.end, stretch.end + gap_ms, total), label)


def _ticks(total: float, *, timed: bool) -> Iterator[tuple[float, str]]:
    """Yield the places of round times, or counts of words, at most `MOST_TICKS` of them."""
    steps = tuple(60_000 * minutes for minutes in MINUTES) if timed else WORDS
    step = next((step for step in steps if total / step <= MOST_TICKS), steps[-1])
    if not timed:
        yield 0.0, "0 words"
    place = 0 if timed else step
    while place < total * LAST_TICK / 100 and place <= step * MOST_TICKS:
        yield round(100 * place / total, 2), format_clock(place) if timed else f"{place:,}"
        place += step


def _longest(
    stretches: Sequence[_Stretch], names: Mapping[str, tuple[str, int]], *, timed: bool
) -> Iterator[Piece]:
    """Yield the turns with most words, in the order of the conversation."""
    most = sorted(stretches, key=lambda stretch: -stretch.turn.word_count)[:LONGEST]
    for stretch in sorted(most, key=lambda stretch: stretch.start):
        yield Piece(stretch.turn.id, _label([stretch], names, timed=timed), ())
