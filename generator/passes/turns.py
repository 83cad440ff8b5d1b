"""Utterances to turns: what one speaker says until another speaks or a chapter begins."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from generator.model.episode import Paragraph, Time, Turn
from generator.model.people import Speaker
from generator.model.source import Span
from generator.model.transcript import Transcript, Utterance

# A turn that nothing in the source divides is cut at a paragraph, so that a lecture has places
# to link to and can be divided into parts.
LONG_WORDS = 500


@dataclass(frozen=True, slots=True)
class Collected:
    """A turn, and the index of the utterance that it begins with."""

    first: int
    turn: Turn


def collect(
    transcript: Transcript, speakers: Mapping[str, Speaker], cuts: AbstractSet[int]
) -> list[Collected]:
    """Return the turns in the source's order; ids, ends and estimated times come later.

    Each label opens a turn, also when the same speaker goes on. A paragraph without a label
    belongs to the turn above it, but never across the start of a chapter (`cuts`).
    """
    return [
        Collected(first, _turn(group, speaker_id))
        for first, group, speaker_id in _groups(transcript, speakers, cuts)
    ]


def _groups(
    transcript: Transcript, speakers: Mapping[str, Speaker], cuts: AbstractSet[int]
) -> Iterator[tuple[int, list[Utterance], str]]:
    group: list[Utterance] = []
    first, words, speaker_id = 0, 0, ""
    for index, utterance in enumerate(transcript.utterances):
        after = speaker_id
        if utterance.speaker_name and not utterance.event:
            after = speakers[utterance.speaker_name].id
        elif utterance.speaker_name == "" and not utterance.event:
            after = ""
        divided = (
            utterance.label
            or index in cuts
            or after != speaker_id
            or (group and utterance.event != group[0].event)
            or (words >= LONG_WORDS and (transcript.grain != "paragraph" or not speaker_id))
        )
        if group and divided:
            yield first, group, "" if group[0].event else speaker_id
            group, words = [], 0
        if not group:
            first = index
        speaker_id = after
        group.append(utterance)
        words += utterance.text.count(" ") + 1
    if group:
        yield first, group, "" if group[0].event else speaker_id


def _turn(group: Sequence[Utterance], speaker_id: str) -> Turn:
    first, last = group[0], group[-1]
    start_line = first.label.line if first.label else first.span.line
    ends_ms = [u.end_ms for u in group if u.end_ms is not None]
    closed = last.end_ms is not None
    return Turn(
        id="",
        speaker_id=speaker_id,
        paragraphs=tuple(_paragraph(utterance) for utterance in group),
        span=Span(first.span.path, start_line, max(start_line, last.span.end_line)),
        time=None
        if first.start_ms is None
        else Time(first.start_ms, max(ends_ms) if closed else None, exact=first.exact),
        event=first.event,
    )


def _paragraph(utterance: Utterance) -> Paragraph:
    time = None
    if utterance.start_ms is not None:
        time = Time(utterance.start_ms, utterance.end_ms, exact=utterance.exact)
    return Paragraph("", utterance.text, utterance.span, time, utterance.words, utterance.markup)
