"""Utterances to turns: what one speaker says until another speaks or a chapter begins."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from generator.model.episode import Paragraph, Time, Turn
from generator.model.people import Speaker
from generator.model.source import Span
from generator.model.speech import count_words
from generator.model.transcript import Transcript, Utterance
from generator.model.value import value

# A turn that nothing in the source divides is cut at a paragraph, so that a lecture has places
# to link to and can be divided into parts.
LONG_WORDS = 500


@value
class Collected:
    """The utterances of one turn, before it has its times and its id."""

    first: int
    """The index of the utterance that it begins with."""
    utterances: Sequence[Utterance]
    speaker_id: str
    span: Span
    time: Time | None
    """As the source has it."""
    word_count: int

    @property
    def event(self) -> str:
        """What is heard instead of speech; all utterances of a turn have the same."""
        return self.utterances[0].event


def collect(
    transcript: Transcript, speakers: Mapping[str, Speaker], cuts: AbstractSet[int]
) -> list[Collected]:
    """Return the turns in the source's order; ids, ends and estimated times come later.

    Each label opens a turn, also when the same speaker goes on. A paragraph without a label
    belongs to the turn above it, but never across the start of a chapter (`cuts`).
    """
    return [
        _collected(first, group, speaker_id)
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


def _collected(index: int, group: Sequence[Utterance], speaker_id: str) -> Collected:
    first, last = group[0], group[-1]
    start_line = first.label.line if first.label else first.span.line
    time = None
    if first.start_ms is not None:
        ends_ms = [u.end_ms for u in group if u.end_ms is not None]
        closed = last.end_ms is not None
        time = Time(first.start_ms, max(ends_ms) if closed else None, exact=first.exact)
    return Collected(
        index,
        group,
        speaker_id,
        Span(first.span.path, start_line, max(start_line, last.span.end_line)),
        time,
        0 if first.event else sum(count_words(utterance.text) for utterance in group),
    )


def finish(
    collected: Collected,
    turn_id: str,
    time: Time | None,
    gap_ms: int,
    times: Sequence[Time | None],
) -> Turn:
    """Return the turn with its id, its time, and the time of each paragraph.

    A later paragraph adds its number to the turn's id.
    """
    return Turn(
        turn_id,
        collected.speaker_id,
        tuple(
            Paragraph(
                turn_id if number == 1 else f"{turn_id}-{number}",
                utterance.text,
                utterance.span,
                own,
                utterance.words,
                utterance.markup,
            )
            for number, (utterance, own) in enumerate(
                zip(collected.utterances, times, strict=True), 1
            )
        ),
        collected.span,
        time,
        gap_ms,
        collected.event,
        collected.word_count,
    )
