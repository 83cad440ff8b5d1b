"""Lists of chapters, as in the notes of a show.

`txt-chapter-list`: times and titles, with bullets, dashes, brackets or links, and little else. The
file has no words; it gives its chapters to the transcript beside it.

    00:00 Arrival
    04:10 The first letter
    12:30 What the archive says
"""

from collections.abc import Sequence
from itertools import pairwise

from generator.importers.gather import Guess, Importer, built
from generator.importers.labels import CLOCK, clock_ms
from generator.importers.layout import looks_like_a_title
from generator.importers.patterns import pattern
from generator.importers.text import Manuscript
from generator.model.source import Span
from generator.model.transcript import Exclusion, Marker, Reading

FORMATS = ("txt-chapter-list",)
ENTRY = pattern(
    rf"\s*(?:[-*•]\s+|\d{{1,3}}[.)]\s+)?[\[(]?(?P<start>{CLOCK})(?:\s*[-–—]\s*{CLOCK})?[\])]?"
    r"(?:\([^()\s]*\))?\s*[-–—:|]?\s+(?P<title>\S[^\t]*?)\s*"
)
LONGEST = 400
MOST = 200
# Chapters last longer than captions.
SHORTEST_MS = 20_000
# Of the lines; the rest may be what stands above and below a list.
USUAL = 0.6
SUREST = 0.99


def sniff(manuscript: Manuscript) -> Guess | None:
    """Times go up in large steps, and titles stand beside them."""
    if not manuscript.readable:
        return None
    filled = len(manuscript.filled)
    # Most texts are none, and are long, or have no entry among so many lines.
    first = manuscript.filled[: int(filled * (1 - USUAL)) + 1]
    if filled > MOST / USUAL or not _entries(first):
        return None
    entries = _entries(manuscript.filled)
    if not 2 <= len(entries) <= MOST or len(entries) < USUAL * filled:
        return None
    starts_ms = [start_ms for _, start_ms, _ in entries]
    titles = [title for *_, title in entries]
    if any(a >= b for a, b in pairwise(starts_ms)) or len(set(titles)) < USUAL * len(titles):
        return None
    if (starts_ms[-1] - starts_ms[0]) < SHORTEST_MS * (len(starts_ms) - 1):
        return None
    if sum(map(looks_like_a_title, titles)) < 0.9 * len(titles):
        return None
    reason = f"{len(entries)} of {filled} lines: a time and a title"
    return Guess("txt-chapter-list", SUREST, reason)


def _entries(lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return index, time and title of each entry."""
    found = []
    for index, line in enumerate(lines):
        entry = ENTRY.fullmatch(line) if len(line) < LONGEST else None
        start_ms = clock_ms(entry["start"]) if entry else None
        if entry and start_ms is not None:
            found.append((index, start_ms, entry["title"]))
    return found


def read(manuscript: Manuscript, _format_name: str) -> Reading:
    """Return the chapters; there are no words."""

    def span(index: int) -> Span:
        return Span(manuscript.path, index + 1, index + 1)

    entries = {index: (ms, title) for index, ms, title in _entries(manuscript.lines)}
    markers = [Marker(title, ms, span(index)) for index, (ms, title) in entries.items()]
    excluded = [
        Exclusion("chapter" if index in entries else "furniture", line.strip(), span(index))
        for index, line in enumerate(manuscript.lines)
        if line.strip()
    ]
    return Reading(built(manuscript, (), markers, excluded))


IMPORTER = Importer(FORMATS, __doc__, sniff, read, surest=SUREST)
