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


def _closed(time: Time, next_ms: int | None) -> Time:
    if time.end_ms is not None or next_ms is None:
        return time
    return replace(time, end_ms=max(time.start_ms, next_ms))


def words_per_second(turns: Sequence[Turn]) -> float:
    """Return the median rate of speech over turns that are long enough to tell."""
    rates = [
        turn.word_count * 1000 / (turn.time.end_ms - turn.time.start_ms)
        for turn in turns
        if turn.word_count >= RATE_FROM_WORDS
        and turn.time
        and turn.time.end_ms is not None
        and turn.time.end_ms > turn.time.start_ms
    ]
    return median(rates) if len(rates) >= RATE_FROM_TURNS else 0.0


def mark_gaps(turns: Sequence[Turn]) -> tuple[list[Turn], list[Diagnostic]]:
    """Return the turns with `gap_ms` where the recording runs on far longer than the words.

    What a turn's words would take at the usual rate of this conversation is compared with the
    time to the next turn. A `timing-gap` has two minutes or more to spare, `timing-thin` one.
    """
    rate = words_per_second(turns)
    marked, findings = [], []
    for place, turn in enumerate(turns):
        if not rate or turn.time is None or turn.time.end_ms is None:
            marked.append(turn)
            continue
        length_ms = turn.time.end_ms - turn.time.start_ms
        speech_ms = int(turn.word_count * 1000 / rate)
        spare_ms = length_ms - speech_ms - STAMP_MS
        wide = spare_ms >= GAP_MS and length_ms >= GAP_RATIO * speech_ms
        if wide or (spare_ms >= THIN_MS and length_ms >= THIN_RATIO * speech_ms):
            gap_ms = (length_ms - speech_ms) // 1000 * 1000
            marked.append(replace(turn, gap_ms=gap_ms))
            after = turns[place + 1] if place + 1 < len(turns) else None
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
    assert turn.time
    whole = replace(turn.time, end_ms=speech_end_ms(turn, turn.time, rate))
    return replace(turn, paragraphs=tuple(spread(whole, turn.paragraphs)))


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
