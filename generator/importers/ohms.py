"""Oral histories with an index: OHMS.

`xml-ohms`: the format of the Nunn Center's Oral History Metadata Synchronizer, in which archives
publish interviews. Its marks say which word is spoken at each full minute; times between are
estimates. Points of the index are chapters. Version 6, with WebVTT inside, is read too.

    <ROOT><record><version>5.4</version>
      <title>Interview with Ada Marsh</title>
      <sync>1:|2(4)</sync>
      <index><point><time>0</time><title>The tin box</title></point></index>
      <transcript>REYES: How did you find the letters?

    MARSH: They were in a tin box.</transcript>
    </record></ROOT>
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from generator.importers import carried, webvtt
from generator.importers.gather import Guess, Importer, built, error
from generator.importers.patterns import pattern
from generator.importers.text import Manuscript
from generator.importers.xml_nodes import name_of, named, span_of, text_of
from generator.model.source import Span
from generator.model.transcript import Exclusion, Facts, Marker, Reading, Transcript, Utterance

FORMATS = ("xml-ohms",)
FOOTNOTE = pattern(r"\[\[footnote\]\](.*?)\[\[/footnote\]\]", re.DOTALL)
FOOTNOTES = pattern(r"\[\[footnotes\]\].*?(?:\[\[/footnotes\]\]|\Z)", re.DOTALL)
SYNC = pattern(r"(\d+)\((\d+)\)")
INTERVAL = pattern(r"\s*(\d{1,3}):")
LINK = pattern(r"\[\[/?(?:link|note|/?notes)\]\]")


def sniff(manuscript: Manuscript) -> Guess | None:
    """The root element and the record in it."""
    root = manuscript.xml
    if root is None or name_of(root) != "ROOT" or next(named(root, "record"), None) is None:
        return None
    return Guess("xml-ohms", 1.0, "the record of an OHMS file")


def read(manuscript: Manuscript, _format_name: str) -> Reading:
    """Return the interview with its index as chapters."""
    root = manuscript.xml
    record = None if root is None else next(named(root, "record"), None)
    if record is None:
        finding = error(manuscript.path, 0, "xml-broken", "the XML is broken", "xmllint FILE")
        return Reading(built(manuscript, ()), (finding,))
    fields = {name_of(child): child for child in record}
    vtt = (fields["vtt_transcript"].text or "") if "vtt_transcript" in fields else ""
    if vtt.strip():
        reading = _captions(manuscript, fields["vtt_transcript"], vtt)
    else:
        reading = _written(manuscript, fields)
    transcript = reading.transcript
    marked = replace(
        transcript,
        title=text_of(fields["title"]) if "title" in fields else "",
        facts=Facts(
            summary=text_of(fields["description"]) if "description" in fields else "",
            language=_language(fields),
        ),
        markers=_points(manuscript, record, transcript.utterances),
        line_count=manuscript.line_count,
    )
    if marked.utterances:
        return Reading(marked, reading.findings)
    hint = "export the record with its transcript"
    finding = error(manuscript.path, 0, "empty", "the record has no transcript", hint)
    return Reading(marked, (*(f for f in reading.findings if f.code != "empty"), finding))


def _language(fields: dict[str, Any]) -> str:
    name = text_of(fields["language"]).casefold() if "language" in fields else ""
    return {"english": "en", "german": "de", "french": "fr", "spanish": "es"}.get(name, "")


def _captions(manuscript: Manuscript, node: Any, vtt: str) -> Reading:
    text = re.sub(r"<br\s*/?>(?:\s*<br\s*/?>)*", " ", vtt)
    inner = Manuscript(manuscript.path, text)
    reading = webvtt.read(inner, "vtt-voice")
    return carried.moved(reading, span_of(manuscript, node).line - 1)


def _written(manuscript: Manuscript, fields: dict[str, Any]) -> Reading:
    node = fields.get("transcript")
    raw = (node.text or "") if node is not None else ""
    if node is None or not raw.strip() or raw.strip().casefold() == "no transcript.":
        return Reading(built(manuscript, ()))
    notes = [found.group() for found in (*FOOTNOTES.finditer(raw), *FOOTNOTE.finditer(raw))]
    blank = FOOTNOTE.sub("", FOOTNOTES.sub(lambda m: "\n" * m.group().count("\n"), raw))
    blank = LINK.sub("", blank)
    line = span_of(manuscript, node).line
    reading = carried.read(manuscript, [(blank, line)])
    transcript = reading.transcript
    excluded = [Exclusion("footnote", note, Span(manuscript.path, line, line)) for note in notes]
    timed = _timed(transcript, raw, line, fields)
    whole = replace(
        timed,
        excluded=(*timed.excluded, *excluded),
        text="\n".join([timed.text, *notes]),
    )
    return Reading(whole, reading.findings)


def _timed(transcript: Transcript, raw: str, line: int, fields: dict[str, Any]) -> Transcript:
    """Give each utterance its time: at a mark, or estimated between two by counting words."""
    marks = _marks(raw, text_of(fields["sync"]) if "sync" in fields else "")
    if not marks:
        return transcript
    ends = [0]
    for text in raw.split("\n"):
        ends.append(ends[-1] + len(text.split()))
    timed = []
    for utterance in transcript.utterances:
        place = min(max(0, utterance.span.line - line), len(ends) - 1)
        start_ms, exact = _between(marks, ends[place])
        timed.append(replace(utterance, start_ms=start_ms, exact=exact))
    return replace(transcript, utterances=tuple(timed))


def _marks(raw: str, sync: str) -> list[tuple[int, int]]:
    """Return (number of the word, ms) for each mark, the start of the recording first."""
    interval = INTERVAL.match(sync)
    step_ms = int(interval[1]) * 60_000 if interval else 60_000
    before = [0]
    for text in raw.split("\n"):
        before.append(before[-1] + len(text.split()))
    marks = [(0, 0)]
    for nth, (line, word) in enumerate(SYNC.findall(sync), 1):
        if 0 < int(line) < len(before):
            place = before[int(line) - 1] + max(0, int(word) - 1)
            if place > marks[-1][0]:
                marks.append((place, nth * step_ms))
    return marks if len(marks) > 1 else []


def _between(marks: Sequence[tuple[int, int]], word: int) -> tuple[int, bool]:
    after = bisect_right(marks, (word, 1 << 60))
    first, start_ms = marks[after - 1]
    if word == first:
        return start_ms, True
    if after == len(marks):
        (one, one_ms), (two, two_ms) = marks[-2], marks[-1]
        return start_ms + (word - first) * (two_ms - one_ms) // max(1, two - one), False
    following, end_ms = marks[after]
    return start_ms + (end_ms - start_ms) * (word - first) // (following - first), False


def _points(
    manuscript: Manuscript, record: Any, utterances: Sequence[Utterance]
) -> tuple[Marker, ...]:
    points = []
    for point in named(record, "point"):
        fields = {name_of(child): text_of(child) for child in point}
        seconds, title = fields.get("time", ""), fields.get("title", "")
        if not title or not re.fullmatch(r"\d{1,6}", seconds):
            continue
        points.append((int(seconds) * 1000, title, span_of(manuscript, point)))
    starts = [-1 if u.start_ms is None else u.start_ms for u in utterances]
    found = []
    before = 0
    for start_ms, title, span in sorted(points, key=lambda point: point[0]):
        while before < len(starts) and starts[before] < start_ms:
            before += 1
        found.append(Marker(title, start_ms, span, before=before))
    return tuple(found)


IMPORTER = Importer(FORMATS, __doc__, sniff, read)
