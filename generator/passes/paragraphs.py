"""Cues to paragraphs: captions are cut to fit a screen, and a page is not a screen."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from generator.model.source import Span
from generator.model.transcript import Transcript, Utterance, Word
from generator.passes.places import places

SENTENCE_END = re.compile(r"[.!?…。！？؟][\"”’')\]]*$")
# A paragraph ends with the first sentence that ends after this many words; text without
# sentences is cut where someone pauses, or at the limit.
ENOUGH_WORDS, MOST_WORDS = 60, 160
PAUSE_MS, LONG_PAUSE_MS = 1200, 8000
PAUSE_WORDS = 25


def join(transcript: Transcript) -> Transcript:
    """Return the transcript with its cues joined into paragraphs; each keeps its cues' times."""
    if transcript.grain == "paragraph":
        return transcript
    starts = places(transcript)
    groups = list(_groups(transcript.utterances, set(starts)))
    # Each chapter starts with a paragraph of its own, which now has another number.
    firsts = [0, *accumulate(len(group) for group in groups)]
    numbers = {first: number for number, first in enumerate(firsts)}
    markers = tuple(
        replace(marker, before=numbers[start])
        for marker, start in zip(transcript.markers, starts, strict=True)
    )
    joined = tuple(_joined(group) for group in groups)
    return replace(transcript, utterances=joined, markers=markers)


def _groups(utterances: Sequence[Utterance], cuts: set[int]) -> Iterator[list[Utterance]]:
    group: list[Utterance] = []
    words = 0
    for index, utterance in enumerate(utterances):
        if group and (index in cuts or _apart(group, utterance, words)):
            yield group
            group, words = [], 0
        group.append(utterance)
        words += utterance.text.count(" ") + 1
    if group:
        yield group


def _apart(group: Sequence[Utterance], after: Utterance, words: int) -> bool:
    """Whether a paragraph ends between what it has so far and the next cue."""
    first, last = group[0], group[-1]
    if after.label or after.event != first.event or after.markup or last.markup:
        return True
    if after.speaker_name is not None and after.speaker_name != _speaker(group):
        return True
    end_ms = last.start_ms if last.end_ms is None else last.end_ms
    pause_ms = 0
    if after.start_ms is not None and end_ms is not None:
        pause_ms = after.start_ms - end_ms
    sentence = SENTENCE_END.search(last.text) is not None
    if pause_ms >= LONG_PAUSE_MS or (pause_ms >= PAUSE_MS and sentence and words >= PAUSE_WORDS):
        return True
    return words >= MOST_WORDS or (sentence and words >= ENOUGH_WORDS)


def _speaker(group: Sequence[Utterance]) -> str | None:
    return next((u.speaker_name for u in group if u.speaker_name is not None), None)


def _joined(group: Sequence[Utterance]) -> Utterance:
    first, last = group[0], group[-1]
    if len(group) == 1 and not first.words and first.start_ms is None:
        return first
    ends_ms = [u.end_ms for u in group if u.end_ms is not None]
    return replace(
        first,
        text=" ".join(u.text for u in group),
        span=Span(first.span.path, first.span.line, max(last.span.end_line, first.span.line)),
        speaker_name=_speaker(group),
        end_ms=max(ends_ms) if ends_ms else None,
        words=tuple(word for u in group for word in _words(u)),
    )


def _words(utterance: Utterance) -> tuple[Word, ...]:
    """Return the timed words; a cue without its own is one long word."""
    if utterance.words or utterance.start_ms is None or utterance.end_ms is None:
        return utterance.words
    return (Word(utterance.text, utterance.start_ms, utterance.end_ms),)
