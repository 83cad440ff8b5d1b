"""Where chapters begin: before which utterance each marker stands."""

from collections.abc import Sequence

from generator.model.transcript import Marker, Transcript, Utterance

# A chapter's clock is often a moment later than the words it is for.
EARLY_MS = 1500


def places(transcript: Transcript) -> list[int]:
    """Return for each marker the index of the first utterance of its chapter, never going down.

    A marker of the transcript's own file stands before the lines below it. One that came from
    another file stands before what is said from its time on.
    """
    found = []
    latest = 0
    for marker in transcript.markers:
        if marker.before is not None:
            after = max(latest, marker.before)
        elif marker.span.path == transcript.path:
            after = _below(transcript.utterances, marker, latest)
        else:
            after = from_time_on(transcript.utterances, marker.start_ms, latest)
        found.append(after)
        latest = after
    return found


def _below(utterances: Sequence[Utterance], marker: Marker, start: int) -> int:
    index = start
    while index < len(utterances) and utterances[index].span.line <= marker.span.line:
        index += 1
    return index


def from_time_on(utterances: Sequence[Utterance], from_ms: int | None, start: int) -> int:
    """Return the index, from `start`, of the first utterance that begins at a time or later."""
    # What begins with the recording begins with its first words, also where these have no time.
    if not from_ms:
        return start
    for index in range(start, len(utterances)):
        start_ms = utterances[index].start_ms
        if start_ms is not None and start_ms >= from_ms - EARLY_MS:
            return index
    return len(utterances)
