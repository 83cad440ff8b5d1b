"""What each line of a written conversation is, and which format that makes."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from generator.importers import labels, markdown
from generator.importers.labels import Mark, looks_like_a_name
from generator.importers.markdown import FrontMatter
from generator.model.value import value

ABBREVIATED = re.compile(r"([^\W\d_][^,;:()|\n]{1,60}?)\s*\(([A-Z][A-Z0-9]{1,4})\)")
SHORT = re.compile(r"\([A-Z][A-Z0-9]{1,4}\)")
ABBREVIATION_ROW = re.compile(r"\|\s*([^|]{3,60}?)\s*\|\s*([A-Z][A-Z0-9]{1,4})\s*\|")
ATTENDEES = re.compile(r"[#*\s]*(?:attendees|participants|speakers)[*:\s]*", re.IGNORECASE)
LISTED_NAME = re.compile(r"[^,;|]+")
# What YouTube's panel says above a transcript.
PANEL = re.compile(
    r"In this video|Chapters|Transcript|Search in video|Follow along.*", re.IGNORECASE
)
LONGEST_TITLE = 100


@value
class Layout:
    """What the lines of a file are, before they become a transcript."""

    format: str
    marks: Mapping[int, Mark]
    """By index of the line."""
    front: FrontMatter
    markdown: bool
    names: tuple[tuple[str, str], ...]
    labelled: int
    """How many lines have the form that the format is named for."""
    filled: int
    """How many lines are not empty."""


@lru_cache(maxsize=1)
def lay_out(lines: tuple[str, ...]) -> Layout:
    """Return what each line is, and the format that this makes.

    A file is asked twice, to recognise it and to read it: one that is not long by the same lines.
    """
    front = markdown.front_matter(lines)
    names = _abbreviations(lines[:400])
    known = [*front.names(), *(name for pair in names for name in pair), *_attendees(lines[:60])]
    found = labels.scan(lines, known)
    if front.end:
        found = {i: m for i, m in found.items() if i >= front.end}
    found = _certain_times(_without_false_names(lines, found))
    filled = sum(1 for line in lines[front.end :] if line and not line.isspace())
    items = [i for i, line in enumerate(lines) if line.startswith("*  ")]
    if len(items) > max(2, 0.6 * filled):
        timed = {i for i, mark in found.items() if mark.kind == "item"}
        timeless = (i for i in items if i >= front.end and i not in timed)
        found |= {i: labels.item_of(lines[i]) for i in timeless}
    uses = Counter(mark.form for mark in found.values() if mark.kind in ("label", "item"))
    is_markdown = bool(front.end) or any(
        mark.kind in ("heading", "item") or mark.form.startswith("md-") for mark in found.values()
    )
    form, labelled = uses.most_common(1)[0] if uses else ("", 0)
    if form == "name-paren-time":
        form = f"{'md' if is_markdown else 'txt'}-name-paren-time"
    if form == "txt-name-colon":
        asked = sum(1 for m in found.values() if m.form == form and m.name in ("Q", "A"))
        form = "txt-qa" if asked * 2 > labelled else form
    times = sum(1 for mark in found.values() if mark.kind == "time")
    chapters = [mark for mark in found.values() if mark.kind == "chapter"]
    if not labelled and chapters and (renamed := _dashed_names(lines, found, chapters)):
        found, form, labelled = renamed, "txt-time-dash-name", len(chapters)
    elif times > 2 * labelled and times >= 3 and form != "md-name-paren-time":
        texts = sum(1 for mark in found.values() if mark.kind == "time" and mark.text)
        form = "txt-time-text" if texts * 2 > times else "txt-youtube-paste"
        labelled = times
    layout = Layout(form or "txt-unlabelled", found, front, is_markdown, names, labelled, filled)
    if form == "txt-youtube-paste":
        layout = replace(layout, marks=found | _youtube_titles(layout, lines))
    return layout


def _abbreviations(lines: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the short forms that an attendee list explains, and what they stand for."""
    pairs: dict[str, str] = {}
    for line in lines:
        if "(" not in line and "|" not in line:
            continue
        if line.count("(") >= 2 and len(SHORT.findall(line)) >= 2:
            for name, short in ABBREVIATED.findall(line):
                pairs.setdefault(short, name.strip(" *_-"))
        elif line.lstrip().startswith("|"):
            for name, short in ABBREVIATION_ROW.findall(line):
                pairs.setdefault(short, name.strip(" *_-"))
    return tuple((s, n) for s, n in pairs.items() if looks_like_a_name(n) and not n.isupper())


def _attendees(lines: Sequence[str]) -> list[str]:
    """Return the names under a heading "Attendees" or "Participants"."""
    for index, line in enumerate(lines):
        if ATTENDEES.fullmatch(line):
            below = next((b for b in lines[index + 1 :] if b.strip()), "")
            return [name.strip() for name in LISTED_NAME.findall(below)]
    return []


def _certain_times(found: dict[int, Mark]) -> dict[int, Mark]:
    """Drop bare clocks before words where they are too few, or run back, to be stamps."""
    bare = [(i, m) for i, m in found.items() if m.kind == "time" and m.form == "txt-time-text"]
    starts = [m.start_ms or 0 for _, m in bare]
    ascending = sum(1 for a, b in pairwise(starts) if a <= b)
    if len(bare) >= 3 and ascending >= 0.9 * (len(bare) - 1):
        return found
    drop = {i for i, m in bare if m.text and not m.end_ms}
    return {i: m for i, m in found.items() if i not in drop}


def _without_false_names(lines: Sequence[str], found: dict[int, Mark]) -> dict[int, Mark]:
    """Take `0:31 Words: more words` for timed text where its names are few or never come again."""
    named = {i: m for i, m in found.items() if m.form == "txt-time-name"}
    if not named:
        return found
    nameless = sum(1 for m in found.values() if m.kind == "time" and m.text)
    uses = Counter(mark.name for mark in named.values())
    again = sum(count for count in uses.values() if count > 1)
    few = len(named) < 4
    if len(named) >= 0.4 * (len(named) + nameless) and (few or again >= 0.5 * len(named)):
        return found
    return found | {i: labels.timed_text(lines[i].strip()) for i in named}


def _dashed_names(
    lines: Sequence[str], found: dict[int, Mark], chapters: Sequence[Mark]
) -> dict[int, Mark]:
    """Return `0:00 - Name` as labels, if words follow at once or the names come again."""
    titles = Counter(mark.name for mark in chapters)
    repeated = len(titles) <= 0.6 * len(chapters)
    follows = sum(
        1
        for index, mark in found.items()
        if mark.kind == "chapter"
        and index + 1 < len(lines)
        and lines[index + 1].strip()
        and index + 1 not in found
    )
    if not (repeated or follows * 2 > len(chapters)):
        return {}
    if not all(looks_like_a_name(name) for name in list(titles)[:20]):
        return {}
    return {
        i: replace(m, kind="label", form="txt-time-dash-name") if m.kind == "chapter" else m
        for i, m in found.items()
    }


def is_entry(mark: Mark) -> bool:
    """Whether a line has a time and what can be a chapter's title."""
    if mark.kind == "chapter":
        return True
    return mark.kind == "time" and looks_like_a_title(mark.text)


def looks_like_a_title(text: str) -> bool:
    """Whether a text is short and does not end like a sentence that goes on."""
    return 0 < len(text) <= LONGEST_TITLE and text[-1] not in ".,…"


def _youtube_titles(layout: Layout, lines: Sequence[str]) -> dict[int, Mark]:
    """Return the lines that are chapter titles: the last of several before a time.

    Each time has one line of words below it, so a second line is a title; so is the line above
    the first time, unless it is the panel's own.
    """
    marks = layout.marks
    filled = [i for i in range(layout.front.end, len(lines)) if lines[i].strip()]
    above = [-1, *filled]
    titles = {}
    for one, two, three in zip(above, filled, filled[1:], strict=False):
        time = marks.get(three)
        if time is None or time.kind != "time" or two in marks:
            continue
        if one not in marks and not PANEL.fullmatch(lines[two].strip()):
            titles[two] = Mark("chapter", "", lines[two].strip(), time.start_ms)
    return titles


def chapter_level(layout: Layout) -> int:
    """Return the level of the headings that begin a chapter; 0 where there are none."""
    title = title_line(layout)
    levels = Counter(m.level for i, m in layout.marks.items() if m.kind == "heading" and i != title)
    several = [level for level, count in levels.items() if count > 1]
    return min(several or levels, default=0)


def title_line(layout: Layout) -> int:
    """Return the index of the title of the whole, or -1.

    It is the first heading, and the only one of the first level.
    """
    headings = [(i, mark.level) for i, mark in layout.marks.items() if mark.kind == "heading"]
    first, level = min(headings, default=(-1, 0))
    ones = sum(1 for _, level in headings if level == 1)
    return first if level == 1 and ones == 1 else -1
