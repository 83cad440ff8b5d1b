"""Captions in XML.

All forms of time of the standard are read: clocks, frames, ticks and offsets.

`xml-ttml`: TTML of the W3C with its kin IMSC, DFXP and EBU-TT, as broadcasters and streaming
services write it. Speakers are agents, or names before a colon.

    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p begin="00:00:00" end="00:00:04">We found the letters in a tin box.</p>
        <p begin="9s" dur="3.5s">And the first one was addressed to you?</p>
      </div></body>
    </tt>

`xml-youtube`: what YouTube serves to its player, as download tools save it (srv1, srv3).

    <timedtext format="3"><body>
      <p t="0" d="4000">We found the letters in a tin box.</p>
      <p t="9000" d="3500">And the first one was addressed to you?</p>
    </body></timedtext>
"""

import html
import re
from fractions import Fraction
from typing import Any

from generator.importers import cues as captions
from generator.importers.gather import Guess, Importer, built, error, warning
from generator.importers.patterns import pattern
from generator.importers.text import Manuscript
from generator.importers.xml_nodes import attribute, name_of, named, span_of, text_of
from generator.model.diagnostic import Diagnostic
from generator.model.transcript import Cue, Facts, Reading
from generator.model.value import value

FORMATS = ("xml-ttml", "xml-youtube")
# TTML2, section 12.3.1 "<time-expression>".
CLOCK = pattern(r"(\d{2,}):(\d{2}):(\d{2})(?:\.(\d+)|:(\d{2,})(?:\.\d+)?)?")
SHORT = pattern(r"(?:(\d{1,3}):)?(\d{1,3})(?:\.(\d+))?")
OFFSET = pattern(r"(\d+(?:\.\d+)?)(h|ms|m|s|f|t)")
SKIPPED = frozenset(("metadata", "image", "audio", "font"))
LONGEST_MS = 3_600_000_000


@value
class Rates:
    """How frames and ticks count (TTML2, section 7.2)."""

    frames: Fraction
    ticks: Fraction


def sniff(manuscript: Manuscript) -> Guess | None:
    """The name of the root element."""
    root = manuscript.xml
    if root is None:
        return None
    name = name_of(root)
    if name == "tt":
        return Guess("xml-ttml", 1.0, "the root element is tt")
    if name in ("transcript", "timedtext"):
        for node in named(root, "text", "p"):
            if node.get("start") or node.get("t"):
                return Guess(
                    "xml-youtube", 1.0, f"the root element is {name}, its texts have times"
                )
    return None


def milliseconds(text: str, rates: Rates) -> int | None:
    """Return a time expression in milliseconds; None where it is none.

    >>> milliseconds("1.2m", Rates(Fraction(30), Fraction(1)))
    72000
    >>> milliseconds("01:02:03:20", Rates(Fraction(24000, 1001), Fraction(1)))
    3723834
    """
    text = text.strip()
    value: Fraction | None = None
    if found := CLOCK.fullmatch(text):
        hours, minutes, seconds, fraction, frames = found.groups()
        value = Fraction((int(hours) * 60 + int(minutes)) * 60 + int(seconds))
        if fraction:
            value += Fraction(int(fraction[:9]), 10 ** len(fraction[:9]))
        if frames:
            value += int(frames) / rates.frames
    elif found := OFFSET.fullmatch(text):
        number, unit = Fraction(found[1]), found[2]
        times = {
            "h": Fraction(3600),
            "m": Fraction(60),
            "s": Fraction(1),
            "ms": Fraction(1, 1000),
            "f": 1 / rates.frames,
            "t": 1 / rates.ticks,
        }
        value = number * times[unit]
    elif found := SHORT.fullmatch(text):  # not of the standard, and common: 1:02.5
        minutes, seconds, fraction = found.groups()
        value = Fraction(int(minutes or 0) * 60 + int(seconds))
        value += Fraction(int((fraction or "0")[:9]), 10 ** len((fraction or "0")[:9]))
    if value is None or value * 1000 > LONGEST_MS:
        return None
    return int(value * 1000)


def _rates(root: Any) -> Rates:
    frames = _number(attribute(root, "frameRate")) or Fraction(30)
    multiplier = attribute(root, "frameRateMultiplier").replace(":", " ").split()
    if len(multiplier) == 2 and all(_number(part) for part in multiplier):
        frames *= (_number(multiplier[0]) or 1) / (_number(multiplier[1]) or Fraction(1))
    ticks = _number(attribute(root, "tickRate")) or frames
    return Rates(frames, ticks)


def _number(text: str) -> Fraction | None:
    found = re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", text)
    return (Fraction(text) or None) if found else None


def read(manuscript: Manuscript, format_name: str) -> Reading:
    """Return the captions as utterances."""
    root = manuscript.xml
    if root is None:
        message = "the XML is broken, so nothing of it can be read"
        finding = error(manuscript.path, 0, "xml-broken", message, "xmllint FILE shows where")
        return Reading(built(manuscript, ()), (finding,))
    findings: list[Diagnostic] = []
    timed = (
        _cues(manuscript, root, findings)
        if format_name == "xml-ttml"
        else _youtube(manuscript, root)
    )
    findings += captions.time_findings(manuscript.path, timed)
    if captions.is_rolling(timed):
        timed, repeats = captions.without_rolling(manuscript.path, timed)
    else:
        repeats = []
    said, heads = captions.utterances(manuscript.path, timed)
    if not said:
        findings.append(
            error(manuscript.path, 0, "empty", "the file has no words", "export it again")
        )
    title = next((text_of(node) for node in named(root, "title")), "")
    facts = Facts(language=attribute(root, "lang"))
    transcript = built(manuscript, captions.closed(said), (), [*repeats, *heads], title, facts)
    return Reading(transcript, tuple(findings))


def cues(manuscript: Manuscript, _conformant: bool) -> list[Cue]:
    """Return the timed cues."""
    root = manuscript.xml
    if root is None:
        return []
    return _cues(manuscript, root, []) if name_of(root) == "tt" else _youtube(manuscript, root)


def _cues(manuscript: Manuscript, root: Any, findings: list[Diagnostic]) -> list[Cue]:
    rates = _rates(root)
    agents = {
        attribute(agent, "id"): text_of(next(named(agent, "name"), agent))
        for agent in named(root, "agent")
        if attribute(agent, "id")
    }
    found: list[Cue] = []
    unreadable: list[int] = []
    for node in named(root, "p"):
        start, end, known = _times(node, rates)
        if not known:
            unreadable.append(node.sourceline or 1)
        text = text_of(node, SKIPPED)
        voice = agents.get(_inherited(node, "agent"), "")
        line = span_of(manuscript, node).line
        if text:
            found.append(Cue(attribute(node, "id"), start, end, voice, text, line))
    if unreadable:
        message = f"{len(unreadable)} captions have no time that can be read"
        hint = 'write begin="00:00:00.000"'
        findings.append(warning(manuscript.path, unreadable[0], "time-unreadable", message, hint))
    return found


def _inherited(node: Any, name: str) -> str:
    while node is not None:
        if value := attribute(node, name):
            return value
        node = node.getparent()
    return ""


def _times(node: Any, rates: Rates) -> tuple[int, int, bool]:
    """Return start and end of a paragraph, relative to the elements around it."""
    base = 0
    parent = node.getparent()
    while parent is not None:
        base += milliseconds(attribute(parent, "begin"), rates) or 0
        parent = parent.getparent()
    begin = attribute(node, "begin")
    children = [milliseconds(attribute(child, "begin"), rates) for child in named(node, "span")]
    starts = [ms for ms in children if ms is not None]
    own = milliseconds(begin, rates)
    start = base + (own if own is not None else min(starts, default=0))
    end = milliseconds(attribute(node, "end"), rates)
    length = milliseconds(attribute(node, "dur"), rates)
    end_ms = base + end if end is not None else start + length if length is not None else start
    return start, end_ms, own is not None or bool(starts) or (not begin and base > 0)


def _youtube(manuscript: Manuscript, root: Any) -> list[Cue]:
    """Return the cues of `transcript/text` (seconds) or `timedtext/body/p` (milliseconds)."""
    found = []
    for node in named(root, "text", "p"):
        unit = 1 if node.get("t") is not None else 1000
        start = _scaled(node.get("t") or node.get("start"), unit)
        length = _scaled(node.get("d") or node.get("dur"), unit) or 0
        # The text is escaped twice: `&amp;#39;`.
        text = html.unescape(text_of(node))
        if start is not None and text:
            line = span_of(manuscript, node).line
            found.append(Cue("", start, start + length, "", text, line))
    return found


def _scaled(text: str | None, unit: int) -> int | None:
    value = _number((text or "").strip()) if text else None
    if text and re.fullmatch(r"0+(?:\.0+)?", text.strip()):
        return 0
    return int(value * unit) if value is not None and value * unit < LONGEST_MS else None


IMPORTER = Importer(FORMATS, __doc__, sniff, read, cues)
