"""When turns end, where the recording has more than the text, and estimated times inside a turn."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from statistics import median

from generator.model.clock import format_clock, format_length
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.episode import Time
from generator.model.transcript import Utterance
from generator.passes.turns import Collected

# Shorter turns say little about how fast people speak, and stamps are whole seconds.
RATE_FROM_WORDS = 20
RATE_FROM_TURNS = 5
STAMP_MS = 1000
THIN_MS, THIN_RATIO = 60_000, 1.6
GAP_MS, GAP_RATIO = 120_000, 2.5
USUAL_RATE = 2.5
"""Words a second, where a transcript is too short to measure its own."""


def fill(turns: Sequence[Collected]) -> list[Time | None]:
    """Return the times of the turns, those without one between two that have one estimated.

    The time from one stamp to the next is shared out by words. Turns before the first stamp and
    after the last stay without a time, because nothing bounds them.
    """
    times = [turn.time for turn in turns]
    stamped = [place for place, time in enumerate(times) if time]
    for first, after in pairwise(stamped):
        if after == first + 1:
            continue
        own, following = times[first], times[after]
        assert own and following  # noqa: PT018 - both are stamped
        span_ms = max(0, following.start_ms - own.start_ms)
        words = [0, *accumulate(max(1, turn.word_count) for turn in turns[first:after])]
        for place in range(first + 1, after):
            start_ms = own.start_ms + span_ms * words[place - first] // words[-1]
            times[place] = Time(start_ms, None, exact=False)
    return times


def close(
    turns: Sequence[Collected], times: Sequence[Time | None], duration_ms: int | None
) -> tuple[list[Time | None], list[Diagnostic]]:
    """Return the times, each ending where the next timed turn starts; and backward times.

    The last turn ends with the recording, and stays open where nobody knows its length.
    """
    following = [duration_ms, *(time.start_ms for time in reversed(times) if time)]
    closed: list[Time | None] = []
    findings, latest_ms = [], -1
    for turn, time in zip(turns, times, strict=True):
        if time is None:
            closed.append(None)
            continue
        following.pop()
        closed.append(_closed(time, following[-1]))
        if time.start_ms < latest_ms:
            findings.append(_runs_back(turn, time.start_ms, latest_ms))
        latest_ms = max(latest_ms, time.start_ms)
    return closed, findings


def _closed(time: Time, next_ms: int | None) -> Time:
    if time.end_ms is not None or next_ms is None:
        return time
    return Time(time.start_ms, max(time.start_ms, next_ms), time.exact)


def words_per_second(counts: Sequence[int], times: Sequence[Time | None]) -> float:
    """Return the median rate of speech over turns that are long enough to tell.

    `counts` are the words of each turn, `times` its time.
    """
    rates = [
        count * 1000 / (time.end_ms - time.start_ms)
        for count, time, after in zip(counts, times, [*times[1:], None], strict=False)
        if count >= RATE_FROM_WORDS
        and time
        and _measured(time, after)
        and time.end_ms is not None
        and time.end_ms > time.start_ms
    ]
    return median(rates) if len(rates) >= RATE_FROM_TURNS else 0.0


def _measured(time: Time, after: Time | None) -> bool:
    """Whether the source itself says when a turn starts, and when it ends or the next starts."""
    return time.exact and (after is None or after.exact)


def find_gaps(
    turns: Sequence[Collected], times: Sequence[Time | None]
) -> tuple[list[int], list[Diagnostic]]:
    """Return for each turn how far, in ms, the recording runs on beyond its words; mostly 0.

    What a turn's words would take at the usual rate of this conversation is compared with the
    time to the next turn. A `timing-gap` has two minutes or more to spare, `timing-thin` one.
    """
    rate = words_per_second([turn.word_count for turn in turns], times)
    gaps_ms = [0] * len(turns)
    findings: list[Diagnostic] = []
    if not rate:
        return gaps_ms, findings
    for place, (turn, time) in enumerate(zip(turns, times, strict=True)):
        after = place + 1 if place + 1 < len(turns) else None
        if time is None or time.end_ms is None or turn.event:
            continue
        if not _measured(time, None if after is None else times[after]):
            continue
        length_ms = time.end_ms - time.start_ms
        speech_ms = int(turn.word_count * 1000 / rate)
        spare_ms = length_ms - speech_ms - STAMP_MS
        wide = spare_ms >= GAP_MS and length_ms >= GAP_RATIO * speech_ms
        if wide or (spare_ms >= THIN_MS and length_ms >= THIN_RATIO * speech_ms):
            gaps_ms[place] = (length_ms - speech_ms) // 1000 * 1000
            following = None if after is None else turns[after]
            findings.append(_gap(turn, time.start_ms, time.end_ms, following, wide=wide))
    return gaps_ms, findings


def speech_end_ms(count: int, time: Time, gap_ms: int, rate: float) -> int:
    """Return when the `count` words of a turn end: before its gap; estimated if its end is open."""
    if time.end_ms is None:
        return time.start_ms + int(count * 1000 / rate)
    return time.end_ms - gap_ms


def paragraph_times(
    turn: Collected, time: Time | None, gap_ms: int, rate: float
) -> list[Time | None]:
    """Return a time for each paragraph of a turn: its own, or a share of what lies between.

    Only a turn's first start is exact. Without a time of the turn, paragraphs have only their own.
    """
    own = [_own_time(utterance) for utterance in turn.utterances]
    if time is None:
        return own
    end_ms = speech_end_ms(turn.word_count, time, gap_ms, rate)
    stamped = [place for place, stamp in enumerate(own) if place == 0 or stamp]
    times: list[Time | None] = []
    for first, after in pairwise([*stamped, len(own)]):
        stamp = own[first]
        if after == first + 1 and stamp and stamp.end_ms is not None:
            times.append(stamp)
            continue
        following = own[after] if after < len(own) else None
        start_ms = stamp.start_ms if stamp else time.start_ms
        until_ms = max(start_ms, following.start_ms if following else end_ms)
        lengths = [len(utterance.text) for utterance in turn.utterances[first:after]]
        times += spread(Time(start_ms, until_ms, time.exact), lengths)
    return times


def _own_time(utterance: Utterance) -> Time | None:
    if utterance.start_ms is None:
        return None
    return Time(utterance.start_ms, utterance.end_ms, utterance.exact)


def spread(whole: Time, lengths: Sequence[int]) -> list[Time]:
    """Share `whole`, which has an end, among paragraphs in proportion to their characters.

    Only the first start is exact; the others are estimates.
    """
    if len(lengths) == 1:
        return [whole]
    marks = [0, *accumulate(lengths)]
    span_ms = (whole.end_ms or whole.start_ms) - whole.start_ms
    # marks[-1] is never 0: no paragraph is empty.
    edges_ms = [whole.start_ms + span_ms * mark // marks[-1] for mark in marks]
    return [
        Time(start_ms, end_ms, whole.exact and nth == 0)
        for nth, (start_ms, end_ms) in enumerate(pairwise(edges_ms))
    ]


def _runs_back(turn: Collected, start_ms: int, latest_ms: int) -> Diagnostic:
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


def _gap(
    turn: Collected, start_ms: int, end_ms: int, after: Collected | None, *, wide: bool
) -> Diagnostic:
    length = format_length(end_ms - start_ms)
    start, end = format_clock(start_ms), format_clock(end_ms)
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
        start_ms,
    )
