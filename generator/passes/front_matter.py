"""What a page says above the conversation: title, pull quote, summary, sections."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model.clock import parse_clock
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.transcript import Exclusion, Link, Marker, Reading, Transcript

SECTIONS = {
    "sponsors": "sponsor",
    "sponsor": "sponsor",
    "timestamps": "contents",
    "chapters": "contents",
    "contents": "contents",
    "table of contents": "contents",
    "outline": "contents",
    "transcript": "body",
    "full transcript": "body",
}
ENTRY = re.compile(r"[(\[]?(?P<clock>\d{1,3}:\d\d(?::\d\d)?)[)\]]?\s*[-–—:]?\s*(?P<title>\S.*)")
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
    facts = replace(
        transcript.facts,
        quote=" ".join(line.text for line in by_code["quote"]),
        summary=" ".join(line.text for line in by_code["summary"]),
        outlets=tuple(link for line in by_code["outlets"] for link in _outlets(line)),
    )
    read_so_far = replace(
        transcript,
        title=by_code["title"][0].text if by_code["title"] else transcript.title,
        facts=facts,
        excluded=sorted_lines,
    )
    return Reading(read_so_far, tuple(_differences(by_code["contents"], transcript.markers)))


def _sorted(lines: Sequence[Exclusion]) -> Iterator[Exclusion]:
    """Yield the lines in order, each `preamble` line under the code of what it says."""
    section, titled = "", False
    for line in lines:
        if line.code != "preamble":
            yield line
        elif line.text.casefold().rstrip(":") in SECTIONS:
            section = SECTIONS[line.text.casefold().rstrip(":")]
            yield replace(line, code="section")
        elif section in ("sponsor", "contents"):
            yield replace(line, code=section)
        elif not titled:
            titled = True
            yield replace(line, code="title")
        else:
            yield replace(line, code=_code_of(line.text))


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
        found = ENTRY.fullmatch(line.text)
        entry = (parse_clock(found["clock"]), found["title"]) if found else None
        if entry not in headings:
            yield Diagnostic(
                line.span.path,
                line.span.line,
                Severity.WARNING,
                "contents-differ",
                f"the contents list has {line.text!r}, but no chapter has that time and title",
                "write the same time and title in both places",
            )
