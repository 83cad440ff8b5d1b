"""What a page says above the conversation: title, pull quote, summary, sections."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.model.clock import parse_clock
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.transcript import Exclusion, Link, Marker, Reading, Transcript, Utterance
from generator.passes.places import from_time_on

SECTIONS = {
    "sponsors": "sponsor",
    "sponsor": "sponsor",
    "timestamps": "contents",
    "chapters": "contents",
    "contents": "contents",
    "table of contents": "contents",
    "outline": "contents",
    "attendees": "attendees",
    "participants": "attendees",
    "remote attendees": "attendees",
    "transcript": "body",
    "full transcript": "body",
}
# A time and a title with a letter in it, perhaps after a bullet; the time may be a link.
ENTRY = re.compile(
    r"(?:[-*•]\s+)?[(\[]?(?P<clock>\d{1,3}:[0-5]\d(?::[0-5]\d)?)[)\]]?(?:\([^()\s]*\))?"
    r"\s*[-–—:|]?\s*(?P<title>(?=.*[^\W\d_])\S.*)"
)
QUOTED = re.compile(r"[“\"«„].*[”\"»“]")
OUTLETS = re.compile(r"(?:watch|listen|read|subscribe|available)\b.*\bon\b", re.IGNORECASE)
# "Watch on YouTube; listen on Apple Podcasts or Spotify."
OUTLET = re.compile(r"(?:\bon|,|;|\bor|\band)\s+((?:[A-Z][\w.+]*\s?)+)")


def read(transcript: Transcript) -> Reading:
    """Return the transcript with title and facts; each `preamble` line gets its own code."""
    sorted_lines = tuple(_sorted(transcript.excluded))
    by_code = {
        code: [line for line in sorted_lines if line.code == code]
        for code in ("title", "quote", "summary", "outlets", "contents")
    }
    said = " ".join(line.text for line in by_code["summary"])
    facts = replace(
        transcript.facts,
        quote=" ".join(line.text for line in by_code["quote"]),
        summary=transcript.facts.summary or said,
        outlets=tuple(link for line in by_code["outlets"] for link in _outlets(line)),
    )
    read_so_far = replace(
        transcript,
        title=transcript.title or (_bare(by_code["title"][0].text) if by_code["title"] else ""),
        facts=facts,
        excluded=sorted_lines,
    )
    whole = _without_repeats(_without_sections(read_so_far))
    findings = tuple(_differences(by_code["contents"], transcript.markers))
    if not whole.markers:
        whole = replace(whole, markers=_listed(by_code["contents"], whole.utterances))
    return Reading(whole, findings)


def _sorted(lines: Sequence[Exclusion]) -> Iterator[Exclusion]:
    """Yield the lines in order, each `preamble` line under the code of what it says."""
    section, titled = "", False
    entries = {line.span.line for line, *_ in _entries(lines)}
    for line in lines:
        if line.code != "preamble":
            yield line
        elif _section(line.text):
            section = _section(line.text)
            yield replace(line, code="section")
        elif section in ("sponsor", "contents", "attendees"):
            yield replace(line, code=section)
        elif len(entries) > 1 and line.span.line in entries:
            yield replace(line, code="contents")
        elif not titled:
            titled = True
            yield replace(line, code="title")
        else:
            yield replace(line, code=_code_of(line.text))


def _entries(lines: Sequence[Exclusion]) -> Iterator[tuple[Exclusion, int, str]]:
    """Yield the lines of a list of chapters, with time and title."""
    for line in lines:
        if line.code in ("preamble", "contents") and (found := ENTRY.fullmatch(line.text)):
            yield line, parse_clock(found["clock"]), found["title"]


def _listed(contents: Sequence[Exclusion], utterances: Sequence[Utterance]) -> tuple[Marker, ...]:
    """Return the chapters of the page's list, where the text has no headings but has times."""
    entries = list(_entries(contents))
    rising = all(a < b for (_, a, _), (_, b, _) in pairwise(entries))
    if len(entries) < 2 or not rising or all(u.start_ms is None for u in utterances):
        return ()
    markers: list[Marker] = []
    for line, start_ms, title in entries:
        latest = markers[-1].before or 0 if markers else 0
        before = from_time_on(utterances, start_ms, latest)
        markers.append(Marker(title, start_ms, line.span, before=before))
    return tuple(markers)


def _bare(text: str) -> str:
    """Return a heading's words without the marks of Markdown.

    >>> _bare("## **Attendees:**")
    'Attendees:'
    """
    return text.strip("#*_ \t")


def _section(text: str) -> str:
    return SECTIONS.get(_bare(text).casefold().rstrip(":"), "")


def _without_sections(transcript: Transcript) -> Transcript:
    """Return the transcript without chapters whose titles only say that the text begins."""
    dropped = {
        marker.span.line
        for marker in transcript.markers
        if marker.start_ms is None and _section(marker.title)
    }
    if not dropped:
        return transcript
    return replace(
        transcript,
        markers=tuple(m for m in transcript.markers if m.span.line not in dropped),
        excluded=tuple(
            replace(line, code="section")
            if line.code == "chapter" and line.span.line in dropped
            else line
            for line in transcript.excluded
        ),
    )


def _without_repeats(transcript: Transcript) -> Transcript:
    """Return the transcript without headings that stand twice with nothing between them."""
    lines = [utterance.span.line for utterance in transcript.utterances]
    kept: list[Marker] = []
    for marker in transcript.markers:
        above = kept[-1] if kept else None
        if above and above.title == marker.title and _adjacent(above, marker, lines):
            kept[-1] = replace(above, start_ms=_first(above.start_ms, marker.start_ms))
        else:
            kept.append(marker)
    return replace(transcript, markers=tuple(kept))


def _adjacent(above: Marker, below: Marker, lines: Sequence[int]) -> bool:
    """Whether no one speaks between two headings, and their times do not differ."""
    if None not in (above.start_ms, below.start_ms) and above.start_ms != below.start_ms:
        return False
    if above.before is not None and below.before is not None:
        return above.before == below.before
    return bisect_left(lines, above.span.line) == bisect_left(lines, below.span.line)


def _first(start_ms: int | None, other_ms: int | None) -> int | None:
    return other_ms if start_ms is None else start_ms


def _code_of(text: str) -> str:
    if QUOTED.fullmatch(text):
        return "quote"
    return "outlets" if OUTLETS.match(text) and len(text) < 300 else "summary"


def _outlets(line: Exclusion) -> Iterator[Link]:
    for name in OUTLET.findall(line.text):
        yield Link(name.strip(" ."), "", line.span)


def _differences(contents: Sequence[Exclusion], markers: Sequence[Marker]) -> Iterator[Diagnostic]:
    """Compare the page's contents list with the headings in its text, by time and title."""
    if not contents or not markers:
        return
    headings = {(marker.start_ms, marker.title) for marker in markers}
    for line in contents:
        if not any((start_ms, title) in headings for _, start_ms, title in _entries([line])):
            yield Diagnostic(
                line.span.path,
                line.span.line,
                Severity.WARNING,
                "contents-differ",
                f"the contents list has {line.text!r}, but no chapter has that time and title",
                "write the same time and title in both places",
            )
