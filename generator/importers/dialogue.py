"""Text with names, times or both to a Transcript; `written_forms` says what is read.

What is above the first name or time is kept line by line as `preamble`; the passes know what it
says. Text without any name or time is read too, each block of lines a paragraph.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generator.importers import labels, markdown, written_forms
from generator.importers.gather import Guess, Importer, note, warning
from generator.importers.labels import Mark, clock_ms
from generator.importers.layout import Layout, chapter_level, is_entry, lay_out, title_line
from generator.importers.text import Manuscript
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.source import Span
from generator.model.transcript import (
    Exclusion,
    Facts,
    Grain,
    Marker,
    Reading,
    Transcript,
    Utterance,
)

LEADING_TIME = re.compile(rf"{labels.STAMP}{labels.UNTIL}\s*[:：]?\s*(?=\S)")
INNER_TIME = re.compile(rf"(?<=\s)\\{{0,3}}\[\\{{0,3}}{labels.CLOCK}\\{{0,3}}\](?=\s|$)")
ADDRESS = re.compile(r"https?://\S+")
PREAMBLE_WORDS, PREAMBLE_SHARE = 600, 4
SUREST = 0.98


def sniff(manuscript: Manuscript) -> Guess | None:
    """Any text will do, but what has marks of its own goes first."""
    if not manuscript.readable:
        return None
    if not manuscript.text.strip():
        return Guess("txt-unlabelled", 0.01, "no words")
    layout = lay_out(manuscript.sample)
    if not layout.labelled:
        return Guess("txt-unlabelled", 0.05, "text without names")
    share = min(1.0, 20 * layout.labelled / max(1, layout.filled)) * min(1.0, layout.labelled / 4)
    lines = "line has" if layout.labelled == 1 else "lines have"
    reason = f"{layout.labelled} {lines} {written_forms.REASONS[layout.format]}"
    if len(manuscript.sample) < manuscript.line_count:
        reason += f", of {layout.filled} looked at"
    return Guess(layout.format, round(min(SUREST, 0.5 + 0.48 * share), 2), reason)


@dataclass(slots=True)
class _Draft:
    """The transcript while its lines are read."""

    path: str
    lines: Sequence[str]
    layout: Layout
    one_line: bool
    """Each line is a paragraph; else a paragraph ends at an empty line."""
    utterances: list[Utterance] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    excluded: list[Exclusion] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    glued: dict[int, str] = field(default_factory=dict)
    pending: tuple[Mark, int] | None = None
    """A label or time whose words have not come yet, and its line."""
    event: str = ""
    """What the text below an event's bare label belongs to."""
    unnamed: bool = False
    """The next words are no one's: they follow a heading."""

    latest: Span | None = None

    def span(self, first: int, last: int) -> Span:
        """Return the span of some lines; most are asked for several times in a row."""
        latest = self.latest
        if latest is None or latest.line != first or latest.end_line != last:
            self.latest = latest = Span(self.path, first, last)
        return latest

    def exclude(self, code: str, text: str, line: int) -> None:
        self.excluded.append(Exclusion(code, text, self.span(line, line)))


def read(manuscript: Manuscript, format_name: str) -> Reading:
    """Return the conversation, its chapters, and the lines above it as `preamble`."""
    lines = manuscript.lines
    layout = lay_out(lines)
    if format_name == "txt-unlabelled":
        layout = replace(layout, marks={}, format=format_name)
    draft = _Draft(manuscript.path, lines, layout, one_line=not _hard_wrapped(lines))
    _front(draft)
    start = _start(draft)
    for index in range(layout.front.end, start):
        if lines[index].strip():
            draft.exclude("preamble", lines[index].strip(), index + 1)
    _body(draft, start)
    _silent(draft)
    transcript = _transcript(manuscript, draft)
    return Reading(transcript, (*draft.findings, *_about(transcript)))


def _transcript(manuscript: Manuscript, draft: _Draft) -> Transcript:
    front, text = draft.layout.front, manuscript.text
    if draft.glued:
        text = "\n".join(draft.glued.get(i, line) for i, line in enumerate(draft.lines))
    timed = draft.layout.format in ("txt-time-text", "txt-youtube-paste", "md-frontmatter-whisper")
    grain: Grain = "cue" if timed else "paragraph"
    return Transcript(
        path=manuscript.path,
        title=front.text("title"),
        grain=grain,
        utterances=tuple(draft.utterances),
        markers=tuple(draft.markers),
        excluded=tuple(draft.excluded),
        facts=Facts(
            summary=front.text("description", "summary", "intro", "Video Description"),
            language=front.text("language", "lang"),
        ),
        text=text,
        names=draft.layout.names,
        line_count=len(draft.lines),
    )


def _hard_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines end where a column is full, so that a paragraph takes several."""
    pairs = ends = 0
    for line, below in pairwise(lines[:4001]):
        if len(line) > 30 and below.strip():
            pairs += 1
            ends += len(line) > 140 or line.rstrip()[-1:] in '.?!"”’…:|'
    return pairs == 0 or ends * 2 < pairs


def _front(draft: _Draft) -> None:
    front = draft.layout.front
    if not front.end:
        return
    text = "\n".join(draft.lines[: front.end])
    draft.excluded.append(Exclusion("front-matter", text, draft.span(1, front.end)))
    if front.problem:
        message = f"the front matter could not be read whole: {front.problem}"
        draft.findings.append(
            note(draft.path, 1, "front-matter", message, "mend it, or say what it says in TOML")
        )


def _start(draft: _Draft) -> int:
    """Return the index of the line where the conversation begins."""
    layout, lines = draft.layout, draft.lines
    first = layout.front.end
    kinds = Counter(mark.kind for mark in layout.marks.values())
    # One name above a list of timed items is the channel's: no one of those who speak in it.
    channel = kinds["label"] == 1 and kinds["item"] > 1
    says = ("item",) if channel else ("label", "item", "event")
    named = [i for i, m in layout.marks.items() if m.kind in says]
    timed = layout.format in ("txt-time-text", "txt-youtube-paste") or not named
    # Above the first name a time is the page's: a player's clock, a list of chapters.
    spoken = [i for i, m in layout.marks.items() if m.kind == "time"] if timed else named
    headings = [i for i, m in layout.marks.items() if m.kind == "heading"]
    if not spoken:
        chapters = [i for i, m in layout.marks.items() if m.kind == "chapter"]
        return (
            _after_title(layout, first, headings[0]) if headings else min(chapters, default=first)
        )
    start, title = min(spoken), title_line(layout)
    for index in range(start - 1, first - 1, -1):
        mark = layout.marks.get(index)
        if mark and mark.kind != "label" and index != title:
            if _is_listed(draft, index, first):
                break
            start = index
        elif lines[index].strip():
            break
    if _is_long(lines, first, start) or _is_speech(draft, first, start):
        return _after_title(layout, first, headings[0] if headings else first)
    return start


def _is_listed(draft: _Draft, index: int, first: int) -> bool:
    """Whether a time and a title are in a list of chapters: another, earlier one is right above."""
    entry = draft.layout.marks[index]
    above = next((i for i in range(index - 1, first - 1, -1) if draft.lines[i].strip()), -1)
    before = draft.layout.marks.get(above)
    if before is None or not (is_entry(before) and is_entry(entry)):
        return False
    return (before.start_ms or 0) < (entry.start_ms or 0)


def _is_long(lines: Sequence[str], first: int, start: int) -> bool:
    """Whether there is more above the first name than a page says around a conversation."""
    words = sum(len(line.split()) for line in lines[first:start])
    if words <= PREAMBLE_WORDS:
        return False
    return words > sum(len(line.split()) for line in lines[first:]) // PREAMBLE_SHARE


def _after_title(layout: Layout, first: int, heading: int) -> int:
    return heading + 1 if heading == title_line(layout) else first


def _is_speech(draft: _Draft, first: int, start: int) -> bool:
    """Whether what stands above the first name in Markdown is speech, not a title and the like."""
    filled = [(i, draft.lines[i]) for i in range(first, start) if draft.lines[i].strip()]
    if not draft.layout.markdown or any(i in draft.layout.marks for i, _ in filled):
        return False
    return any(len(line) > 200 and not ADDRESS.search(line) for _, line in filled)


def _body(draft: _Draft, start: int) -> None:
    """Read the lines from `start` on."""
    lines, marks = draft.lines, draft.layout.marks
    level = chapter_level(draft.layout)
    block: list[int] = []
    fence = ""
    for index in range(start, len(lines)):
        line = lines[index]
        if fence or (draft.layout.markdown and markdown.FENCE.match(line)):
            fence = _fence_after(line, fence)
            block.append(index)
            continue
        mark = marks.get(index)
        if mark is not None:
            if block:
                _text(draft, block)
                block = []
            _marked(draft, mark, index, level)
        elif not line or line.isspace():
            if block:
                _text(draft, block)
                block = []
        elif block and _ends(draft, line, block[-1]):
            _text(draft, block)
            block = [index]
        else:
            block.append(index)
    if block:
        _text(draft, block)


def _fence_after(line: str, fence: str) -> str:
    """Return the mark that closes the code block we are in after this line; empty outside."""
    found = markdown.FENCE.match(line)
    if not fence:
        return found.group(1) if found else ""
    closes = found and line.strip() == found.group(1) and found.group(1).startswith(fence)
    return "" if closes else fence


def _ends(draft: _Draft, line: str, above: int) -> bool:
    """Whether a line begins a paragraph of its own, right below another."""
    if draft.layout.markdown and (
        markdown.BLOCK.match(line) or markdown.BLOCK.match(draft.lines[above])
    ):
        return False
    if draft.one_line:
        return True
    # Hard-wrapped text marks its paragraphs by an indent.
    indent = len(line) - len(line.lstrip())
    over = len(draft.lines[above]) - len(draft.lines[above].lstrip())
    return indent > over and indent >= 2


def _marked(draft: _Draft, mark: Mark, index: int, level: int) -> None:
    line, number = draft.lines[index].strip(), index + 1
    if mark.kind in ("label", "item", "event"):
        _labelled(draft, mark, line, number)
    elif mark.kind == "time":
        head = line[: len(line) - len(mark.text)].strip() if mark.text else line
        draft.exclude("time", head, number)
        _glue(draft, index, head, mark.text)
        draft.pending = _kept_label(draft, mark, number)
        if mark.text:
            _said(draft, mark.text, number, number)
    elif mark.kind == "rule":
        draft.exclude("rule", line, number)
    elif mark.kind == "heading" and mark.level > level:
        _subheading(draft, mark, line, number)
    else:
        draft.exclude("chapter", line, number)
        draft.markers.append(
            Marker(_title(draft, mark.name), mark.start_ms, draft.span(number, number))
        )
        draft.pending, draft.event = None, ""
        # Minutes go on in no one's words below a heading; a conversation goes on.
        draft.unnamed = mark.kind == "heading" and bool(draft.layout.names)


def _kept_label(draft: _Draft, mark: Mark, number: int) -> tuple[Mark, int]:
    """A time below a label that has none of its own belongs to it."""
    if draft.pending and draft.pending[0].kind == "label" and draft.pending[0].start_ms is None:
        label, line = draft.pending
        return replace(label, start_ms=mark.start_ms, end_ms=mark.end_ms), line
    return mark, number


def _title(draft: _Draft, text: str) -> str:
    return markdown.plain(text)[0] if draft.layout.markdown else text


def _subheading(draft: _Draft, mark: Mark, line: str, number: int) -> None:
    span = draft.span(number, number)
    text = _title(draft, mark.name) or line
    draft.utterances.append(Utterance(text, span, "", event="heading", markup=line))
    draft.pending, draft.event, draft.unnamed = None, "", True


def _labelled(draft: _Draft, mark: Mark, line: str, number: int) -> None:
    head = line[: len(line) - len(mark.text)].strip() if mark.text else line
    if mark.kind == "item":
        end = line.index(mark.text, 1) + len(mark.text)
        head, tail = line[:1], line[end:].strip()
        if tail:
            draft.exclude("time", tail, number)
        _glue(draft, number - 1, line[:end], tail)
    else:
        _glue(draft, number - 1, head, mark.text)
    draft.event = ""
    if mark.kind == "event":
        _event(draft, mark, head, number)
        return
    draft.exclude("label" if mark.kind == "label" else "rule", head, number)
    draft.pending, draft.unnamed = (mark, number), False
    if mark.text:
        _said(draft, mark.text, number, number)


def _event(draft: _Draft, mark: Mark, head: str, number: int) -> None:
    """A break, a song, a clip: kept where it is, and no one's words."""
    draft.pending, text = None, mark.text
    if mark.start_ms is None and (found := LEADING_TIME.match(text + " x")):
        mark = replace(mark, start_ms=clock_ms(found["start"]))
        end = min(found.end(), len(text))
        draft.exclude("time", text[:end].strip(), number)
        _glue_inside(draft, number - 1, text, end)
        text = text[end:].strip()
    if text:
        draft.exclude("label", head, number)
        draft.pending = None
        _said(draft, text, number, number, Mark("event", mark.form, "", mark.start_ms))
        return
    draft.utterances.append(
        Utterance(
            mark.name or head,
            draft.span(number, number),
            "",
            mark.start_ms,
            event=mark.form,
            markup=head,
        )
    )
    draft.event = "" if mark.form == "break" else mark.form


def _glue(draft: _Draft, index: int, head: str, text: str) -> None:
    """Where name and words touch, the account needs the space between them."""
    line = draft.lines[index].strip()
    if text and line == head + text:
        draft.glued[index] = f"{head} {text}"


def _text(draft: _Draft, block: Sequence[int]) -> None:
    """Lines of text without a mark of their own."""
    first, last = block[0], block[-1]
    if first == last:
        _said(draft, draft.lines[first].strip(), first + 1, first + 1)
        return
    chosen = [draft.lines[index] for index in block]
    if draft.layout.markdown and any(markdown.BLOCK.match(line) for line in chosen):
        _said(draft, "\n".join(chosen).strip(), first + 1, last + 1)
    else:
        _said(draft, " ".join(line.strip() for line in chosen), first + 1, last + 1)


def _said(draft: _Draft, raw: str, first: int, last: int, event: Mark | None = None) -> None:
    """Add what was said, with its label or time if one is waiting."""
    waiting, line = draft.pending or (None, first)
    mark = event or waiting
    start_ms = mark.start_ms if mark else None
    if raw[0] in "[(\\" and (found := LEADING_TIME.match(raw)):
        stamp = clock_ms(found["start"])
        if stamp is not None:
            start_ms = stamp if start_ms is None else start_ms
            draft.exclude("time", raw[: found.end()].strip(), first)
            _glue_inside(draft, first - 1, raw, found.end())
            raw = raw[found.end() :]
    if "[" in raw and ":" in raw and INNER_TIME.search(raw):
        raw = _without_inner_times(draft, raw, first)
    text, markup = markdown.plain(raw) if draft.layout.markdown else (" ".join(raw.split()), "")
    label = mark if mark is not None and mark.kind == "label" else None
    kind = event.form if event else draft.event
    draft.utterances.append(
        Utterance(
            text=text,
            span=draft.span(first, last),
            speaker_name=(label.name or "") if label else ("" if kind or draft.unnamed else None),
            start_ms=start_ms,
            end_ms=mark.end_ms if mark else None,
            label=draft.span(line, line) if label else None,
            markup=markup,
            event=kind,
        )
    )
    draft.pending, draft.unnamed = None, False


def _glue_inside(draft: _Draft, index: int, raw: str, end: int) -> None:
    if end == len(raw) or raw[end - 1].isspace():
        return
    # A paragraph of several lines is one here, and a time may be on two of them.
    last, first = raw[:end].rsplit(maxsplit=1)[-1], raw[end]
    glued = re.compile(rf"(?<!\S){re.escape(last)}(?={re.escape(first)})")
    for place in range(index, min(index + 3, len(draft.lines))):
        line = draft.glued.get(place, draft.lines[place])
        if found := glued.search(line):
            draft.glued[place] = f"{line[: found.end()]} {line[found.end() :]}"
            return


def _without_inner_times(draft: _Draft, raw: str, line: int) -> str:
    for found in INNER_TIME.finditer(raw):
        draft.exclude("time", found.group(), line)
    return INNER_TIME.sub("", raw).rstrip()


def _silent(draft: _Draft) -> None:
    """Say which labels have no words below them."""
    used = {utterance.label.line for utterance in draft.utterances if utterance.label}
    for label in draft.excluded:
        if label.code == "label" and label.span.line not in used:
            mark = draft.layout.marks.get(label.span.line - 1)
            if mark is None or mark.kind != "label":
                continue
            message = f"there are no words under {label.text!r}"
            draft.findings.append(
                warning(
                    draft.path,
                    label.span.line,
                    "turn-empty",
                    message,
                    "add what was said, or remove the line",
                )
            )


def _about(transcript: Transcript) -> list[Diagnostic]:
    """Return findings about the file as a whole."""
    path = transcript.path
    findings: list[Diagnostic] = []
    if not transcript.utterances:
        message, hint = "the file has no words", "put the transcript into it, or remove the file"
        return [Diagnostic(path, 0, Severity.ERROR, "empty", message, hint)]
    if not any(u.speaker_name for u in transcript.utterances):
        message = "no line names a speaker, so the text is one turn of no one"
        hint = "put `Name 0:00:00` on a line of its own above each turn"
        line = transcript.utterances[0].span.line
        findings.append(warning(path, line, "no-speakers", message, hint))
    return findings


IMPORTER = Importer(written_forms.FORMATS, written_forms.__doc__, sniff, read, surest=SUREST)
