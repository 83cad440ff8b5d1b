"""Counts over an episode."""

from collections.abc import Sequence

from generator.model.episode import Chapter, Share, Statistics, Turn
from generator.model.people import Speaker
from generator.passes.timing import USUAL_RATE, speech_end_ms, words_per_second


def count(chapters: Sequence[Chapter], speakers: Sequence[Speaker]) -> Statistics:
    """Return the counts; talk times leave gaps out, and the last turn's end is estimated."""
    turns = [turn for chapter in chapters for turn in chapter.turns]
    rate = words_per_second(turns) or USUAL_RATE
    ends_ms = [speech_end_ms(turn, turn.time, rate) for turn in turns if turn.time]
    return Statistics(
        turns=len(turns),
        paragraphs=sum(len(turn.paragraphs) for turn in turns),
        words=sum(turn.word_count for turn in turns),
        duration_ms=max(ends_ms, default=0),
        shares=tuple(_share(speaker.id, turns, rate) for speaker in speakers),
    )


def _share(speaker_id: str, turns: Sequence[Turn], rate: float) -> Share:
    own = [turn for turn in turns if turn.speaker_id == speaker_id]
    talk_ms = sum(
        max(0, speech_end_ms(turn, turn.time, rate) - turn.time.start_ms)
        for turn in own
        if turn.time
    )
    return Share(speaker_id, len(own), sum(turn.word_count for turn in own), talk_ms)
