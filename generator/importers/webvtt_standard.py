"""WebVTT as its standard reads it: what a browser keeps, and nothing that it drops."""

import html
import re
from collections.abc import Iterator, Sequence

from generator.importers.patterns import pattern
from generator.model.transcript import Cue

# The parser of section 6.4 ("collect a WebVTT timestamp") takes hours of any length.
COLLECTED = pattern(r"(?:(\d+):)?(\d{2}):(\d{2})\.(\d{3})(?!\d)", re.ASCII)
TIMING = pattern(
    r"[ \t\f]*((?:\d+:)?\d{2}:\d{2}\.\d{3})[ \t\f]*-->[ \t\f]*((?:\d+:)?\d{2}:\d{2}\.\d{3})(?!\d)",
    re.ASCII,
)
SIGNATURE = pattern(r"\ufeff?WEBVTT(?:[ \t]|$)")
ARROW = "-->"
VOICE = pattern(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")


def strict_ms(text: str) -> int | None:
    """Return a timestamp in milliseconds; None where it is not as WebVTT wants it."""
    found = COLLECTED.fullmatch(text)
    if not found or int(found[2]) > 59 or int(found[3]) > 59:
        return None
    hours, minutes, seconds, thousandths = found.groups()
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)


def voice(raw: str) -> str:
    """Return the name in the first voice tag of a cue's text; empty for none."""
    found = VOICE.search(raw) if "<" in raw else None
    return " ".join(html.unescape(found[1]).split()) if found else ""


def without_tags(raw: str) -> str:
    """Drop tags as the tokeniser of section 6.4 does: from `<` to the next `>` or the end."""
    parts = []
    position = 0
    while (start := raw.find("<", position)) >= 0:
        parts.append(raw[position:start])
        end = raw.find(">", start)
        if end < 0:
            position = len(raw)
            break
        position = end + 1
    parts.append(raw[position:])
    return "".join(parts)


def cues(text: str) -> list[Cue]:
    """Return the cues that the parser of the standard keeps (W3C WebVTT, section 6.1).

    Cue settings, regions and styles say where and how a cue is drawn; they are passed over.
    """
    lines = re.split(r"\r\n|\r|\n", text.replace("\0", "\ufffd"))
    if not SIGNATURE.match(lines[0]):
        return []
    found: list[Cue] = []
    # The header ends at an empty line; a timing line in it begins a cue at once.
    index = _passage_end(lines, 1)
    while index < len(lines):
        if not lines[index]:
            index += 1
            continue
        first = index
        # A timing line is the block's first line, or the second below the cue's id.
        timing = first if ARROW in lines[first] else first + 1
        if timing < len(lines) and ARROW in lines[timing]:
            index = _passage_end(lines, timing + 1)
            found += _cue(lines, first, timing, index)
        else:
            index = _passage_end(lines, timing)
    return found


def _passage_end(lines: Sequence[str], index: int) -> int:
    """Return where lines without a timing end: at an empty line, a timing, or the file's end."""
    while index < len(lines) and lines[index] and ARROW not in lines[index]:
        index += 1
    return index


def _cue(lines: Sequence[str], first: int, timing: int, end: int) -> Iterator[Cue]:
    """Yield the cue of a block; nothing where its timing is not as it must be."""
    found = TIMING.match(lines[timing])
    if not found:
        return
    start_ms, end_ms = strict_ms(found[1]), strict_ms(found[2])
    if start_ms is None or end_ms is None:
        return
    raw = "\n".join(lines[timing + 1 : end])
    cue_id = lines[first] if timing > first else ""
    text = html.unescape(without_tags(raw))
    yield Cue(cue_id, start_ms, end_ms, voice(raw), text, timing + 1)
