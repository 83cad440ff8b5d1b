"""WebVTT captions, the files ending in `.vtt`.

Read are times, names (voice tags, or names before a colon), notes and styles (left out and listed),
and chapters. A cue without a name goes on with whoever spoke before. Times without minutes, a comma
for the point and a missing blank line are read too, each kind with a finding.

`vtt-plain`: captions without names, as whisper, YouTube and most caption services write them.

    WEBVTT

    00:00:00.000 --> 00:00:04.000
    We found the letters in a tin box. Nobody had opened it.

    00:00:09.000 --> 00:00:12.500
    And the first one was addressed to you?

`vtt-voice`: names in voice tags, as Teams, Microsoft Stream and podcast hosts write them.

    WEBVTT

    00:00:00.000 --> 00:00:04.000
    <v Ada Marsh>We found the letters in a tin box.

    00:00:09.000 --> 00:00:12.500
    <v Tomás Reyes>And the first one was addressed to you?

`vtt-zoom-name`: names before a colon, as Zoom and Webex write them.

    WEBVTT

    1
    00:00:00.000 --> 00:00:04.000
    Ada Marsh: We found the letters in a tin box.

    2
    00:00:09.000 --> 00:00:12.500
    Tomás Reyes: And the first one was addressed to you?

    3
    00:00:13.000 --> 00:00:15.000
    Ada Marsh: It was.

`vtt-youtube-auto`: YouTube's automatic captions, where each line is shown twice as the text rolls.
The second showing is left out.

    WEBVTT
    Kind: captions
    Language: en

    00:00:00.000 --> 00:00:02.000
    we found<00:00:01.200><c> the</c><00:00:01.500><c> letters</c>

    00:00:02.000 --> 00:00:02.010
    we found the letters

    00:00:02.010 --> 00:00:04.000
    we found the letters
    in<00:00:02.500><c> a</c><00:00:02.900><c> tin</c><00:00:03.300><c> box</c>

    00:00:04.000 --> 00:00:06.000
    in a tin box
    and<00:00:04.300><c> nobody</c><00:00:04.900><c> knew</c>

`vtt-chapters`: titles in place of words. The file gives its chapters to the transcript beside it.

    WEBVTT
    Kind: chapters

    00:00:00.000 --> 00:04:10.000
    Arrival

    00:04:10.000 --> 00:09:00.000
    The first letter

`vtt-descriptions`: what is to be seen, told to those who cannot see it.

    WEBVTT
    Kind: descriptions

    00:00:00.000 --> 00:00:04.000
    A woman lifts the lid of a rusty box, and shows a bundle of letters.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.importers import cues as captions
from generator.importers import webvtt_standard
from generator.importers.gather import Guess, Importer, built, error, note, warning
from generator.importers.text import Manuscript
from generator.model.diagnostic import Diagnostic
from generator.model.source import Span
from generator.model.transcript import Cue, Exclusion, Facts, Marker, Reading

FORMATS = (
    "vtt-plain",
    "vtt-voice",
    "vtt-zoom-name",
    "vtt-youtube-auto",
    "vtt-chapters",
    "vtt-descriptions",
)
USUAL = re.compile(
    r"(\d\d):([0-5]\d):([0-5]\d)([.,])(\d{3}) --> (\d\d):([0-5]\d):([0-5]\d)\4(\d{3})(?=\s|$)",
    re.ASCII,
)
LENIENT = r"(?:(?:\d+:)?\d{1,2}:)?\d{1,6}(?:[.,]\d{1,3})?"
TIMING = re.compile(rf"\s*({LENIENT})\s*--+>\s*({LENIENT})(?=\s|$)[ \t]*(.*)", re.ASCII)
TAG = re.compile(r"<(/?)([a-zA-Z0-9:.]*)([^<>]*?)>", re.DOTALL)
KNOWN_TAG = re.compile(
    r"</?(?:c|i|b|u|v|ruby|rt|lang|font|span|br|em|strong|sub|sup|p|div)(?:[.\s][^>]*)?/?>|<(?:\d+:)?\d\d:\d\d\.\d{3}>",
    re.IGNORECASE,
)
TIMED_WORD = re.compile(r"<(?:\d\d:)?\d\d:\d\d\.\d{3}><c[.>]")
HEADER = re.compile(r"(Kind|Language|Title)\s*[:=]\s*(.*)", re.IGNORECASE)
MS_STREAM = re.compile(r"NOTE\s+(?:Confidence|duration|language|recognizability)\b", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """A cue as it stands in the file."""

    id: str
    timing: str
    line: int
    """Of the timing."""
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Parts:
    """What the blocks of a file are."""

    kind: str
    language: str
    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Exclusion, ...]
    """Header, comments, styles, regions and text that is in no cue."""


def lenient_ms(text: str) -> int:
    """Return any clock in milliseconds: `0.000`, `1:02,5`, `00:61.000`.

    >>> lenient_ms("3.48"), lenient_ms("1:02:03,500")
    (3480, 3723500)
    """
    whole, _, fraction = text.replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(fraction.ljust(3, "0")[:3])


def usual_times(timing: str, point: str) -> tuple[int, int] | None:
    """Return start and end in ms of a timing line as nearly all are; else None.

    >>> usual_times("00:00:01.500 --> 00:01:02.000 align:start", ".")
    (1500, 62000)
    """
    found = USUAL.match(timing)
    if not found or found[4] != point:
        return None
    h, m, s, _, ms, h2, m2, s2, ms2 = found.groups()
    start = ((int(h) * 60 + int(m)) * 60 + int(s)) * 1000 + int(ms)
    return start, ((int(h2) * 60 + int(m2)) * 60 + int(s2)) * 1000 + int(ms2)


def parts_of(manuscript: Manuscript) -> Parts:
    """Divide the file into cues and all else; nothing is left out."""
    lines = manuscript.lines
    path = manuscript.path
    kind = language = title = ""
    notes: list[Exclusion] = []
    index = 0
    if lines and lines[0].lstrip("\ufeff").startswith("WEBVTT"):
        while index < len(lines) and lines[index].strip() and "-->" not in lines[index]:
            if found := HEADER.match(lines[index]):
                name, value = found[1].casefold(), found[2].strip()
                kind = value if name == "kind" else kind
                language = value if name == "language" else language
                title = value if name == "title" else title
            index += 1
        notes.append(Exclusion("header", "\n".join(lines[:index]), Span(path, 1, max(1, index))))
    blocks = _blocks(lines, index, path, notes)
    return Parts(kind, language, title, tuple(blocks), tuple(notes))


def _blocks(lines: Sequence[str], index: int, path: str, notes: list[Exclusion]) -> Iterator[Block]:
    while index < len(lines):
        if not lines[index].strip():
            index += 1
            continue
        first = index
        if "-->" not in lines[index]:
            index += 1
            while index < len(lines) and lines[index].strip() and "-->" not in lines[index]:
                index += 1
            has_timing = index < len(lines) and "-->" in lines[index]
            if not has_timing:
                notes.append(_apart(path, lines, first, index))
                continue
            if index - first > 1:
                notes.append(_apart(path, lines, first, index - 1))
        cue_id = lines[index - 1].strip() if index > first else ""
        timing = index
        index = _payload_end(lines, index + 1)
        yield Block(cue_id, lines[timing], timing + 1, list(lines[timing + 1 : index]))


def _payload_end(lines: Sequence[str], index: int) -> int:
    """Return where a cue's text ends: at an empty line, or at the next timing."""
    while index < len(lines) and lines[index] and "-->" not in lines[index]:
        # A line of spaces ends a cue for a reader, but not for the standard, unless text follows.
        if not lines[index].strip() and (index + 1 >= len(lines) or not lines[index + 1].strip()):
            break
        index += 1
    return index


def _apart(path: str, lines: Sequence[str], first: int, end: int) -> Exclusion:
    head = lines[first].strip()
    word = head.split(maxsplit=1)[0].casefold() if head else ""
    code = {"note": "note", "style": "style", "region": "region"}.get(word, "stray")
    return Exclusion(code, "\n".join(lines[first:end]), Span(path, first + 1, max(first + 1, end)))


def plain(raw: str) -> str:
    """Return a cue's text without its tags, entities decoded, line ends kept.

    Lenient reading keeps what only looks like a tag: `<[?]>` is a transcriber's doubt.
    """
    if "<" in raw:
        raw = KNOWN_TAG.sub("", raw)
    return html.unescape(raw) if "&" in raw else raw


def cues(manuscript: Manuscript, conformant: bool) -> list[Cue]:
    """Return the timed cues; conformant: as a browser would have them."""
    if conformant:
        return webvtt_standard.cues(manuscript.text)
    return [cue for cue, _ in _lenient(parts_of(manuscript))]


def _lenient(parts: Parts) -> Iterator[tuple[Cue, str]]:
    """Yield each cue with text or without, and what is wrong with its timing; `-` for no cue."""
    for block in parts.blocks:
        raw = "\n".join(block.lines)
        if times := usual_times(block.timing, "."):
            yield Cue(block.id, *times, webvtt_standard.voice(raw), plain(raw), block.line), ""
            continue
        found = TIMING.match(block.timing)
        if not found:
            yield Cue(block.id, 0, 0, "", plain(raw), block.line), "-"
            continue
        start_ms, end_ms = lenient_ms(found[1]), lenient_ms(found[2])
        wrong = (
            ""
            if webvtt_standard.strict_ms(found[1]) is not None
            and webvtt_standard.strict_ms(found[2]) is not None
            else "?"
        )
        yield (
            Cue(block.id, start_ms, end_ms, webvtt_standard.voice(raw), plain(raw), block.line),
            wrong,
        )


def sniff(manuscript: Manuscript) -> Guess | None:
    """WebVTT has its name on the first line; without it, its timing lines are known."""
    if not manuscript.readable:
        return None
    head = manuscript.text[:40].lstrip("\ufeff")
    timings = [line for line in manuscript.sample if "-->" in line]
    dotted = sum(1 for line in timings if TIMING.match(line) and "," not in line[:30])
    if not head.startswith("WEBVTT"):
        numbered = sum(1 for line in manuscript.sample if line.strip().isdigit())
        if dotted < 2 or dotted * 10 < len(timings) * 9 or numbered * 2 > dotted:
            return None
        if head.lstrip().startswith(("<", "{")):
            return None
        return Guess(_dialect(manuscript), 0.99, f"{dotted} timing lines with -->, without WEBVTT")
    return Guess(_dialect(manuscript), 1.0, "WEBVTT on the first line")


def _dialect(manuscript: Manuscript) -> str:
    """Return which of the forms of WebVTT a file has."""
    parts = parts_of(replace(manuscript, lines=manuscript.sample))
    kind = parts.kind.casefold()
    if kind in ("chapters", "descriptions"):
        return f"vtt-{kind}" if kind == "chapters" or not _titles(parts) else "vtt-chapters"
    found = [cue for cue, wrong in _lenient(parts) if wrong != "-"]
    lines = [line for block in parts.blocks for line in block.lines]
    if any(TIMED_WORD.search(line) for line in lines) and captions.is_rolling(found):
        return "vtt-youtube-auto"
    if any("<v" in line for line in lines):
        return "vtt-voice"
    if captions.prefixes(found) or captions.own_lines(found):
        return "vtt-zoom-name"
    return "vtt-chapters" if _titles(parts) else "vtt-plain"


def _titles(parts: Parts) -> bool:
    """Whether the cues are titles: short, each on one line, each lasting long."""
    found = [cue for cue, wrong in _lenient(parts) if wrong != "-" and cue.text.strip()]
    if len(found) < 2:
        return False
    lengths = sorted(cue.end_ms - cue.start_ms for cue in found)
    rates = sorted(
        len(cue.text.split()) * 1000 / max(1, cue.end_ms - cue.start_ms) for cue in found
    )
    short = all("\n" not in c.text.strip() and len(c.text) < 90 for c in found)
    unfinished = all(c.text.strip()[-1] not in ".,…" for c in found)
    slow = lengths[len(lengths) // 2] >= 15_000 and rates[len(rates) // 2] < 0.4
    return short and unfinished and slow


def read(manuscript: Manuscript, format_name: str) -> Reading:
    """Return the cues as utterances, with findings for what is not as WebVTT wants it."""
    parts = parts_of(manuscript)
    lenient = list(_lenient(parts))
    timed = [cue for cue, wrong in lenient if wrong != "-"]
    findings = _format_findings(manuscript, lenient, parts)
    excluded = [*parts.notes, *_frames(manuscript, parts)]
    facts = Facts(language=parts.language)
    if format_name == "vtt-chapters":
        markers = [
            Marker(" ".join(c.text.split()), c.start_ms, Span(manuscript.path, c.line, c.line + 1))
            for c in timed
            if c.text.strip()
        ]
        excluded += [Exclusion("chapter", marker.title, marker.span) for marker in markers]
        transcript = built(manuscript, (), markers, excluded, parts.title, facts)
        return Reading(transcript, tuple(findings))
    findings += captions.time_findings(manuscript.path, timed)
    findings += _empty(manuscript.path, timed)
    if captions.is_rolling(timed):
        timed, repeats = captions.without_rolling(manuscript.path, timed)
        excluded += repeats
        if repeats:
            findings.append(_rolled(manuscript.path, repeats))
    said, heads = captions.utterances(manuscript.path, timed)
    if not said:
        findings.append(
            error(manuscript.path, 0, "empty", "the file has no words", "export it again")
        )
    transcript = built(
        manuscript, captions.closed(said), (), [*excluded, *heads], parts.title, facts
    )
    return Reading(transcript, tuple(findings))


def _frames(manuscript: Manuscript, parts: Parts) -> list[Exclusion]:
    """Return the lines of ids and timings: not speech, and accounted for."""
    found = []
    for block in parts.blocks:
        if block.id:
            span = Span(manuscript.path, block.line - 1, block.line - 1)
            found.append(Exclusion("id", block.id, span))
        span = Span(manuscript.path, block.line, block.line)
        found.append(Exclusion("time", block.timing.strip(), span))
        if not TIMING.match(block.timing) and any(line.strip() for line in block.lines):
            last = block.line + len(block.lines)
            text = "\n".join(block.lines)
            found.append(Exclusion("stray", text, Span(manuscript.path, block.line + 1, last)))
    return found


def _format_findings(
    manuscript: Manuscript, lenient: Sequence[tuple[Cue, str]], parts: Parts
) -> list[Diagnostic]:
    path, findings = manuscript.path, []
    odd = [cue.line for cue, wrong in lenient if wrong == "?"]
    broken = [cue.line for cue, wrong in lenient if wrong == "-"]
    if odd:
        findings.append(
            warning(
                path,
                odd[0],
                "time-format",
                f"{len(odd)} timing lines are not as WebVTT wants them (00:00.000); they are read",
                "export again, or leave it: players may drop these cues",
            )
        )
    if broken:
        findings.append(
            warning(
                path,
                broken[0],
                "time-unreadable",
                f"{len(broken)} timing lines cannot be read; the text below them is left out",
                "write 00:00:00.000 --> 00:00:02.000",
            )
        )
    stray = [n for n in parts.notes if n.code == "stray"]
    if stray:
        findings.append(
            warning(
                path,
                stray[0].span.line,
                "text-outside-cue",
                f"{len(stray)} passages are in no cue and are left out",
                "give them a timing line, or remove them",
            )
        )
    if not manuscript.text.lstrip("\ufeff").startswith("WEBVTT"):
        findings.append(
            note(path, 1, "no-webvtt", "the first line is not WEBVTT", "write it there")
        )
    return findings


def _empty(path: str, timed: Sequence[Cue]) -> list[Diagnostic]:
    lines = [cue.line for cue in timed if not cue.text.strip()]
    if not lines:
        return []
    count = "1 cue has" if len(lines) == 1 else f"{len(lines)} cues have"
    return [note(path, lines[0], "cue-empty", f"{count} no text", "nothing is lost; remove them")]


def _rolled(path: str, repeats: Sequence[Exclusion]) -> Diagnostic:
    words = Counter(len(repeat.text.split()) for repeat in repeats)
    count = sum(length * times for length, times in words.items())
    message = f"captions that roll: {count} words are shown twice and counted once"
    return note(path, repeats[0].span.line, "captions-roll", message)


IMPORTER = Importer(FORMATS, __doc__, sniff, read, cues)
