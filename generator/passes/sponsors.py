"""Who paid: the entries of a page's list of sponsors."""

import re
from dataclasses import replace

from generator.model.transcript import Exclusion, Reading, Sponsor, Transcript
from generator.passes.links import links_in

BULLET = re.compile(r"[•*\-–·▪◦]\s+")
# The name ends where its verb begins: "Labelbox helped me", "Gemini 3 is the first".
NAME = re.compile(r"((?:[A-Z][\w’'.&+-]*|\d[\w.]*)(?:\s+(?:[A-Z][\w’'.&+-]*|\d[\w.]*))*)")


def find(transcript: Transcript) -> Reading:
    """Return the transcript with a `Sponsor` for each entry of its list of sponsors."""
    lines = [line for line in transcript.excluded if line.code == "sponsor"]
    entries = [line for line in lines if BULLET.match(line.text)]
    return Reading(replace(transcript, sponsors=tuple(_sponsor(line) for line in entries)))


def _sponsor(line: Exclusion) -> Sponsor:
    text = BULLET.sub("", line.text, count=1)
    named = NAME.match(text)
    links = links_in(text, line.span)
    return Sponsor(
        name=named.group() if named else text.split(" ", 1)[0],
        text=text,
        href=links[0].href if links else "",
        span=line.span,
    )
