"""WebVTT as its standard reads it: what a browser keeps, and nothing that it drops."""

import html
import re
from collections.abc import Sequence

from generator.model.transcript import Cue

# The parser of section 6.4 ("collect a WebVTT timestamp") takes hours of any length.
COLLECTED = re.compile(r"(?:(\d+):)?(\d{2}):(\d{2})\.(\d{3})(?!\d)", re.ASCII)
CONFORMANT = re.compile(
    r"[ \t\f]*((?:\d+:)?\d{2}:\d{2}\.\d{3})[ \t\f]*-->[ \t\f]*((?:\d+:)?\d{2}:\d{2}\.\d{3})(?!\d)",
    re.ASCII,
)
VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")


def strict_ms(text: str) -> int | None:
    """Return a timestamp in milliseconds; None where it is not as WebVTT wants it."""
    found = COLLECTED.fullmatch(text)
    if not found or int(found[2]) > 59 or int(found[3]) > 59:
        return None
    hours, minutes, seconds, thousandths = found.groups()
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)


def voice(raw: str) -> str:
    found = VOICE.search(raw)
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
    """Return the cues that the parser of the standard keeps (W3C WebVTT, section 6.1)."""
    lines = re.split(r"\r\n|\r|\n", text.replace("\0", "\ufffd"))
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0].removeprefix("\ufeff")):
        return []
    index = 1
    found: list[Cue] = []
    # The header ends at an empty line; a timing line in it begins a cue at once.
    while index < len(lines) and lines[index] and "-->" not in lines[index]:
        index += 1
    while index < len(lines):
        if not lines[index]:
            index += 1
            continue
        first = index
        while index < len(lines) and lines[index] and "-->" not in lines[index]:
            index += 1
            if index - first > 1:
                break
        index, cue = _conformant_cue(lines, first)
        if cue:
            found.append(cue)
    return found


def _conformant_cue(lines: Sequence[str], first: int) -> tuple[int, Cue | None]:
    """Collect one block (section 6.1, "collect a WebVTT block")."""
    timing = next((i for i in (first, first + 1) if i < len(lines) and "-->" in lines[i]), None)
    if timing == first + 1 and not lines[first]:
        timing = None
    index = first
    if timing is None:
        while (
            index < len(lines) and lines[index] and (index < first + 1 or "-->" not in lines[index])
        ):
            index += 1
        return max(index, first + 1), None
    found = CONFORMANT.match(lines[timing])
    index = timing + 1
    while index < len(lines) and lines[index] and "-->" not in lines[index]:
        index += 1
    if not found or (start := strict_ms(found[1])) is None or (end := strict_ms(found[2])) is None:
        return index, None
    raw = "\n".join(lines[timing + 1 : index])
    cue_id = lines[first] if timing > first else ""
    return index, Cue(cue_id, start, end, voice(raw), html.unescape(without_tags(raw)), timing + 1)
