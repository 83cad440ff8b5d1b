"""When turns end, where the recording has more than the text, and estimated times inside a turn."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from statistics import median

from generator.model.clock import format_clock, format_length
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.episode import Paragraph, Time, Turn

# Shorter turns say little about how fast people speak, and stamps are whole seconds.
RATE_FROM_WORDS = 20
RATE_FROM_TURNS = 5
STAMP_MS = 1000
THIN_MS, THIN_RATIO = 60_000, 1.6
GAP_MS, GAP_RATIO = 120_000, 2.5
USUAL_RATE = 2.5
"""Words a second, where a transcript is too short to measure its own."""


def close(turns: Sequence[Turn], duration_ms: int | None) -> tuple[list[Turn], list[Diagnostic]]:
    """Return the turns, each ending where the next timed one starts; and backward times.

    The last turn ends with the recording, and stays open where nobody knows its length.
    """
    starts = [turn.time.start_ms if turn.time else None for turn in turns]
    following: list[int | None] = [duration_ms, *(s for s in reversed(starts) if s is not None)]
    closed, findings, latest_ms = [], [], -1
    for turn in turns:
        if turn.time is None:
            closed.append(turn)
            continue
        following.pop()
        closed.append(replace(turn, time=_closed(turn.time, following[-1])))
        if turn.time.start_ms < latest_ms:
            findings.append(_runs_back(turn, latest_ms))
        latest_ms = max(latest_ms, turn.time.start_ms)
    return closed, findings


def fill(turns: Sequence[Turn]) -> list[Turn]:
    """Return the turns, those without a time between two that have one with an estimate.

    The time from one stamp to the next is shared out by words. Turns before the first stamp and
    after the last stay without a time, because nothing bounds them.
    """
    stamped = [place for place, turn in enumerate(turns) if turn.time]
    filled = list(turns)
    for first, after in pairwise(stamped):
        if after == first + 1:
            continue
        own, following = turns[first].time, turns[after].time
        assert own and following  # noqa: PT018 - both are stamped
        span_ms = max(0, following.start_ms - own.start_ms)
        words = [0, *accumulate(max(1, turn.word_count) for turn in turns[first:after])]
        for place in range(first + 1, after):
            start_ms = own.start_ms + span_ms * words[place - first] // words[-1]
            filled[place] = replace(turns[place], time=Time(start_ms, None, exact=False))
    return filled


def _closed(time: Time, next_ms: int | None) -> Time:
    if time.end_ms is not None or next_ms is None:
        return time
    return replace(time, end_ms=max(time.start_ms, next_ms))


def words_per_second(turns: Sequence[Turn]) -> float:
    """Return the median rate of speech over turns that are long enough to tell."""
    rates = [
        turn.word_count * 1000 / (turn.time.end_ms - turn.time.start_ms)
        for turn, after in zip(turns, [*turns[1:], None], strict=False)
        if turn.word_count >= RATE_FROM_WORDS
        and turn.time
        and _measured(turn, after)
        and turn.time.end_ms is not None
        and turn.time.end_ms > turn.time.start_ms
    ]
    return median(rates) if len(rates) >= RATE_FROM_TURNS else 0.0


def _measured(turn: Turn, after: Turn | None) -> bool:
    """Whether the source itself says when the turn starts, and when it ends or the next starts."""
    if turn.time is None or not turn.time.exact:
        return False
    return after is None or after.time is None or after.time.exact


def mark_gaps(turns: Sequence[Turn]) -> tuple[list[Turn], list[Diagnostic]]:
    """Return the turns with `gap_ms` where the recording runs on far longer than the words.

    What a turn's words would take at the usual rate of this conversation is compared with the
    time to the next turn. A `timing-gap` has two minutes or more to spare, `timing-thin` one.
    """
    rate = words_per_second(turns)
    marked, findings = [], []
    for place, turn in enumerate(turns):
        after = turns[place + 1] if place + 1 < len(turns) else None
        open_ended = turn.time is None or turn.time.end_ms is None
        if not rate or open_ended or turn.event or not _measured(turn, after):
            marked.append(turn)
            continue
        assert turn.time and turn.time.end_ms is not None  # noqa: PT018 - not open-ended
        length_ms = turn.time.end_ms - turn.time.start_ms
        speech_ms = int(turn.word_count * 1000 / rate)
        spare_ms = length_ms - speech_ms - STAMP_MS
        wide = spare_ms >= GAP_MS and length_ms >= GAP_RATIO * speech_ms
        if wide or (spare_ms >= THIN_MS and length_ms >= THIN_RATIO * speech_ms):
            gap_ms = (length_ms - speech_ms) // 1000 * 1000
            marked.append(replace(turn, gap_ms=gap_ms))
            findings.append(_gap(marked[-1], after, wide=wide))
        else:
            marked.append(turn)
    return marked, findings


def estimate(turns: Sequence[Turn]) -> list[Turn]:
    """Return the turns with a time for each paragraph; only a turn's first start is exact."""
    rate = words_per_second(turns) or USUAL_RATE
    return [_with_paragraph_times(turn, rate) if turn.time else turn for turn in turns]


def speech_end_ms(turn: Turn, time: Time, rate: float = USUAL_RATE) -> int:
    """Return when the words of a turn end: before its gap; estimated where its end is open."""
    if time.end_ms is None:
        return time.start_ms + int(turn.word_count * 1000 / rate)
    return time.end_ms - turn.gap_ms


def _with_paragraph_times(turn: Turn, rate: float) -> Turn:
    """Return the turn with its paragraphs' own times kept, and the others shared out between."""
    assert turn.time
    whole = replace(turn.time, end_ms=speech_end_ms(turn, turn.time, rate))
    exact = [n for n, p in enumerate(turn.paragraphs) if n == 0 or p.time]
    timed: list[Paragraph] = []
    for nth, after in pairwise([*exact, len(turn.paragraphs)]):
        group = turn.paragraphs[nth:after]
        own = group[0].time or whole
        if len(group) == 1 and own.end_ms is not None and group[0].time:
            timed.append(group[0])
            continue
        following = turn.paragraphs[after].time if after < len(turn.paragraphs) else None
        end_ms = following.start_ms if following else whole.end_ms
        start_ms = own.start_ms if group[0].time else whole.start_ms
        stretch = Time(start_ms, max(start_ms, end_ms or 0), exact=whole.exact)
        timed += spread(stretch, group)
    return replace(turn, paragraphs=tuple(timed))


def spread(whole: Time, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Share `whole`, which has an end, among `paragraphs` in proportion to their characters.

    Only the first start is exact; the others are estimates.
    """
    marks = [0, *accumulate(len(paragraph.text) for paragraph in paragraphs)]
    span_ms = (whole.end_ms or whole.start_ms) - whole.start_ms
    # marks[-1] is never 0: no paragraph is empty.
    edges_ms = [whole.start_ms + span_ms * mark // marks[-1] for mark in marks]
    for nth, (paragraph, (start, end)) in enumerate(
        zip(paragraphs, pairwise(edges_ms), strict=True)
    ):
        yield replace(paragraph, time=Time(start, end, exact=whole.exact and nth == 0))


def _runs_back(turn: Turn, latest_ms: int) -> Diagnostic:
    assert turn.time
    start_ms = turn.time.start_ms
    return Diagnostic(
        turn.span.path,
        turn.span.line,
        Severity.WARNING,
        "time-runs-back",
        f"turn starts at {format_clock(start_ms)}, before the one above"
        f" ({format_clock(latest_ms)})",
        f"write a time from {format_clock(latest_ms)} on, or accept it in the episode's TOML",
        start_ms,
    )


def _gap(turn: Turn, after: Turn | None, *, wide: bool) -> Diagnostic:
    assert turn.time and turn.time.end_ms is not None  # noqa: PT018 - see above
    length = format_length(turn.time.end_ms - turn.time.start_ms)
    start, end = format_clock(turn.time.start_ms), format_clock(turn.time.end_ms)
    words = "1 word" if turn.word_count == 1 else f"{turn.word_count} words"
    message = f"{words} for {length}, from {start} to {end}; the recording says more than the text"
    if after and after.speaker_id and after.speaker_id == turn.speaker_id:
        message += "; the same speaker goes on, so an answer may be missing"
    return Diagnostic(
        turn.span.path,
        turn.span.line,
        Severity.WARNING if wide else Severity.NOTE,
        "timing-gap" if wide else "timing-thin",
        message,
        f'listen there, or accept it: [[accept]] code = "'
        f'{"timing-gap" if wide else "timing-thin"}", at = "{start}"',
        turn.time.start_ms,
    )
