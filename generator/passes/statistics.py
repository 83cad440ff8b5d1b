"""Counts over an episode."""

from collections.abc import Sequence

from generator.model.episode import Chapter, Share, Statistics, Time, Turn
from generator.model.people import Speaker
from generator.passes.timing import USUAL_RATE, speech_end_ms, words_per_second


def count(chapters: Sequence[Chapter], speakers: Sequence[Speaker]) -> Statistics:
    """Return the counts; talk times leave gaps out, and the last turn's end is estimated."""
    turns = [turn for chapter in chapters for turn in chapter.turns]
    counts, times = [turn.word_count for turn in turns], [turn.time for turn in turns]
    rate = words_per_second(counts, times) or USUAL_RATE
    by_speaker: dict[str, list[Turn]] = {speaker.id: [] for speaker in speakers}
    for turn in turns:
        by_speaker.setdefault(turn.speaker_id, []).append(turn)
    return Statistics(
        turns=len(turns),
        paragraphs=sum(len(turn.paragraphs) for turn in turns),
        words=sum(counts),
        duration_ms=max((_end_ms(turn, turn.time, rate) for turn in turns if turn.time), default=0),
        shares=tuple(_share(speaker.id, by_speaker[speaker.id], rate) for speaker in speakers),
    )


def _share(speaker_id: str, turns: Sequence[Turn], rate: float) -> Share:
    talk_ms = sum(
        max(0, _end_ms(turn, turn.time, rate) - turn.time.start_ms) for turn in turns if turn.time
    )
    return Share(speaker_id, len(turns), sum(turn.word_count for turn in turns), talk_ms)


def _end_ms(turn: Turn, time: Time, rate: float) -> int:
    return speech_end_ms(turn.word_count, time, turn.gap_ms, rate)
