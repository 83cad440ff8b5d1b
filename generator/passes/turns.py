"""Utterances to turns: what one speaker says until another speaks or a chapter begins."""

from collections.abc import Iterator, Mapping, Sequence

from generator.model.episode import Paragraph, Time, Turn
from generator.model.people import Speaker
from generator.model.source import Span
from generator.model.transcript import Transcript, Utterance


def collect(transcript: Transcript, speakers: Mapping[str, Speaker]) -> list[Turn]:
    """Return the turns in the source's order; ids, ends and estimated times come later.

    Each label opens a turn, also when the same speaker goes on. A paragraph without a label
    belongs to the turn above it, but never across the heading of a chapter.
    """
    return [_turn(group, speaker_id) for group, speaker_id in _groups(transcript, speakers)]


def _groups(
    transcript: Transcript, speakers: Mapping[str, Speaker]
) -> Iterator[tuple[list[Utterance], str]]:
    headings = iter([marker.span.line for marker in transcript.markers])
    heading = next(headings, None)
    group: list[Utterance] = []
    speaker_id = ""
    for utterance in transcript.utterances:
        crosses = False
        while heading is not None and heading < utterance.span.line:
            crosses, heading = True, next(headings, None)
        if group and (utterance.label or crosses):
            yield group, speaker_id
            group = []
        if utterance.speaker_name:
            speaker_id = speakers[utterance.speaker_name].id
        group.append(utterance)
    if group:
        yield group, speaker_id


def _turn(group: Sequence[Utterance], speaker_id: str) -> Turn:
    first, last = group[0], group[-1]
    start_line = first.label.line if first.label else first.span.line
    return Turn(
        id="",
        speaker_id=speaker_id,
        paragraphs=tuple(Paragraph("", u.text, u.span, words=u.words) for u in group),
        span=Span(first.span.path, start_line, last.span.end_line),
        time=None if first.start_ms is None else Time(first.start_ms, first.end_ms, exact=True),
    )
