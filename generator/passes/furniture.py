"""What a web page shows around a conversation: players, tabs, comment boxes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model.transcript import Exclusion, Marker, Reading, Transcript, Utterance

# Above the text: an audio player's clocks and the tabs of the page.
HEAD = re.compile(
    r"/|\d{1,2}:\d\d(:\d\d)?|-\d{1,2}:\d\d|Transcript|Show transcript|Audio|Video|Listen|Play"
    r"|In this video|Chapters|Search in video|Follow along.*|Share|Subscribe|Sign in"
    r"|Comments?|Playback speed|×|x|\d+(\.\d+)?[x×]",
    re.IGNORECASE,
)
# What a tool writes into its export, above the text or below: that line and no other.
NOTICE = re.compile(
    r"VIEW RECORDING\b.*|\W*This editable transcript was computer generated.*", re.IGNORECASE
)
# Below the text: from the first of these lines on, the page speaks, not the people.
TAIL = re.compile(
    r"Discussion about this (video|episode|podcast|post|transcript)|User['’]s avatar"
    r"|Transcribed by https?://\S+|Transcript provided by .*|(Meeting|Transcription) ended after .*"
    r"|Write a comment\.*|Ready for more\?|Restacks?|Comments? \(\d+\)|Leave a comment",
    re.IGNORECASE,
)


def cut(transcript: Transcript) -> Reading:
    """Return the transcript without the page's own lines; each becomes a `furniture` exclusion."""
    kept, below = _divided(transcript.utterances)
    markers, trailer = _divided_markers(transcript.markers)
    notices = [u for u in kept if not u.speaker_name and NOTICE.fullmatch(u.text)]
    if trailer:
        line = trailer[0].span.line
        end = next((i for i, u in enumerate(kept) if u.span.line > line), len(kept))
        kept, below = kept[:end], transcript.utterances[end:]
    headings = {marker.span.line for marker in trailer}
    excluded = [
        replace(line, code="furniture")
        if line.code == "chapter" and line.span.line in headings
        else line
        for line in _head(transcript.excluded)
    ]
    page = (*notices, *below)
    excluded += [Exclusion("furniture", u.markup or u.text, u.span) for u in page]
    kept = tuple(u for u in kept if u not in notices) if notices else kept
    return Reading(replace(transcript, utterances=kept, markers=markers, excluded=tuple(excluded)))


def _head(excluded: Sequence[Exclusion]) -> Iterator[Exclusion]:
    """Yield the exclusions, those of the page's lines above the text as `furniture`."""
    top = True
    for line in excluded:
        if line.code == "preamble":
            top = top and bool(HEAD.fullmatch(line.text))
            if top or NOTICE.fullmatch(line.text):
                yield replace(line, code="furniture")
                continue
        yield line


def _divided(
    utterances: Sequence[Utterance],
) -> tuple[tuple[Utterance, ...], tuple[Utterance, ...]]:
    """Return what people say, and what the page says below."""
    for index, utterance in enumerate(utterances):
        if not utterance.speaker_name and TAIL.fullmatch(utterance.text):
            return tuple(utterances[:index]), tuple(utterances[index:])
    return tuple(utterances), ()


def _divided_markers(
    markers: Sequence[Marker],
) -> tuple[tuple[Marker, ...], tuple[Marker, ...]]:
    """Return the chapters, and the headings from the page's first one on."""
    for index, marker in enumerate(markers):
        if marker.start_ms is None and TAIL.fullmatch(marker.title):
            return tuple(markers[:index]), tuple(markers[index:])
    return tuple(markers), ()
