"""What a web page shows around a conversation: players, tabs, comment boxes."""

import re
from dataclasses import replace

from generator.model.transcript import Exclusion, Reading, Transcript

# Above the text: an audio player's clocks and the tabs of the page.
HEAD = re.compile(
    r"/|\d{1,2}:\d\d(:\d\d)?|-\d{1,2}:\d\d|Transcript|Show transcript|Audio|Video|Listen|Play"
    r"|In this video|Search in video|VIEW RECORDING\b.*|Share|Subscribe|Sign in"
    r"|Comments?|Playback speed|×|x|\d+(\.\d+)?[x×]",
    re.IGNORECASE,
)
# Below the text: from the first of these lines on, the page speaks, not the people.
TAIL = re.compile(
    r"Discussion about this (video|episode|podcast|post|transcript)|User['’]s avatar"
    r"|Transcribed by https?://\S+|Transcript provided by .*|(Meeting|Transcription) ended after .*"
    r"|This editable transcript was computer generated.*"
    r"|Write a comment\.*|Ready for more\?|Restacks?|Comments? \(\d+\)|Leave a comment",
    re.IGNORECASE,
)


def cut(transcript: Transcript) -> Reading:
    """Return the transcript without the page's own lines; each becomes a `furniture` exclusion."""
    excluded = list(transcript.excluded)
    for index, line in enumerate(excluded):
        if line.code != "preamble":
            continue
        if not HEAD.fullmatch(line.text):
            break
        excluded[index] = replace(line, code="furniture")
    spoken = len(transcript.utterances)
    for index, utterance in enumerate(transcript.utterances):
        if utterance.speaker_name is None and TAIL.fullmatch(utterance.text):
            spoken = index
            break
    excluded += [
        Exclusion("furniture", utterance.markup or utterance.text, utterance.span)
        for utterance in transcript.utterances[spoken:]
    ]
    kept = transcript.utterances[:spoken]
    return Reading(replace(transcript, utterances=kept, excluded=tuple(excluded)))
