"""The blocks of a WebVTT file as people write them: cues, notes, styles, and what is in none."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.importers import webvtt_standard
from generator.importers.patterns import pattern
from generator.importers.text import Manuscript
from generator.model.source import Span
from generator.model.transcript import Cue, Exclusion
from generator.model.value import value

# By the point before the thousandths.
USUAL = {
    point: pattern(
        rf"(\d\d):([0-5]\d):([0-5]\d)[{point}](\d{{3}}) --> "
        rf"(\d\d):([0-5]\d):([0-5]\d)[{point}](\d{{3}})(?=\s|$)",
        re.ASCII,
    )
    for point in ".,"
}
LENIENT = r"(?:(?:\d+:)?\d{1,2}:)?\d{1,6}(?:[.,]\d{1,3})?"
TIMING = pattern(rf"\s*({LENIENT})\s*--+>\s*({LENIENT})(?=\s|$)[ \t]*(.*)", re.ASCII)
KNOWN_TAG = pattern(
    r"</?(?:c|i|b|u|v|ruby|rt|lang|font|span|br|em|strong|sub|sup|p|div)(?:[.\s][^<>]*)?/?>|<(?:\d+:)?\d\d:\d\d\.\d{3}>",
    re.IGNORECASE,
)
# Whoever joins several files leaves their first lines in.
BLOCKS = {"note": "note", "style": "style", "region": "region", "webvtt": "header"}
HEADER = pattern(r"(Kind|Language|Title)\s*[:=]\s*(.*)", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """A cue as it stands in the file."""

    id: str
    timing: str
    line: int
    """Of the timing."""
    raw: str
    """The lines below it."""
    start_ms: int
    end_ms: int
    wrong: str
    """With the timing: `?` it is not as the standard wants it, `-` it cannot be read."""


@value
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
    found = USUAL[point].match(timing)
    if not found:
        return None
    h, m, s, ms, h2, m2, s2, ms2 = map(int, found.groups())
    return ((h * 60 + m) * 60 + s) * 1000 + ms, ((h2 * 60 + m2) * 60 + s2) * 1000 + ms2


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
        raw = "\n".join(lines[timing + 1 : index])
        yield Block(cue_id, lines[timing], timing + 1, raw, *_times(lines[timing]))


def _times(timing: str) -> tuple[int, int, str]:
    """Return start and end in ms, and what is wrong with the line."""
    if usual := usual_times(timing, "."):
        return *usual, ""
    found = TIMING.match(timing)
    if not found:
        return 0, 0, "-"
    strict = all(webvtt_standard.strict_ms(clock) is not None for clock in found.group(1, 2))
    return lenient_ms(found[1]), lenient_ms(found[2]), "" if strict else "?"


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
    code = BLOCKS.get(word, "stray")
    return Exclusion(code, "\n".join(lines[first:end]), Span(path, first + 1, max(first + 1, end)))


def plain(raw: str) -> str:
    """Return a cue's text without its tags, entities decoded, line ends kept.

    Lenient reading keeps what only looks like a tag: `<[?]>` is a transcriber's doubt.
    """
    if "<" in raw:
        raw = KNOWN_TAG.sub("", raw)
    return html.unescape(raw) if "&" in raw else raw


def cues_of(parts: Parts) -> Iterator[tuple[Cue, str]]:
    """Yield each cue with text or without, and what is wrong with its timing; `-` for no cue."""
    for block in parts.blocks:
        voice = webvtt_standard.voice(block.raw) if block.wrong != "-" else ""
        text = plain(block.raw)
        yield Cue(block.id, block.start_ms, block.end_ms, voice, text, block.line), block.wrong
