"""Tables with a column of words, as CSV or TSV.

Columns are known by their names, in any order: `speaker`, `name` or `who`; `text`, `words` or
`transcript`; `start`, `time` or `timestamp`; `end`; and others like these. A row without a speaker
goes on with the one above.

`csv-oralhistory`: a table that names who speaks, as oral history collections and spreadsheets do.

    speaker,words,timestamp
    Ada Marsh,We found the letters in a tin box.,[0:00:00]
    Tomás Reyes,And the first one was addressed to you?,[0:00:09]

`csv-words`: a table without speakers.

    start,end,text
    0.0,4.0,We found the letters in a tin box.
    9.0,12.5,And the first one was addressed to you?

`tsv-whisper`: the same with tabs, as whisper writes it; times are whole milliseconds.

    start	end	text
    0	4000	We found the letters in a tin box.
    9000	12500	And the first one was addressed to you?
"""

import csv
import io
from collections.abc import Mapping, Sequence

from generator.importers import cues as captions
from generator.importers.gather import Guess, Importer, built, error
from generator.importers.labels import CLOCK, clock_ms
from generator.importers.patterns import pattern
from generator.importers.text import Manuscript
from generator.importers.webvtt_blocks import plain
from generator.model.source import Span
from generator.model.transcript import Exclusion, Reading, Utterance
from generator.model.value import value

FORMATS = ("csv-oralhistory", "csv-words", "tsv-whisper")
COLUMNS: Mapping[str, frozenset[str]] = {
    "speaker": frozenset(
        (
            "speaker",
            "speaker name",
            "speaker_name",
            "name",
            "who",
            "voice",
            "participant",
            "speaker label",
        )
    ),
    "text": frozenset(
        (
            "text",
            "words",
            "transcript",
            "body",
            "content",
            "utterance",
            "caption",
            "line",
            "sentence",
            "speech",
            "dialogue",
            "transcription",
        )
    ),
    "start": frozenset(
        (
            "start",
            "timestamp",
            "time",
            "begin",
            "start_time",
            "start time",
            "starttime",
            "timecode",
            "tc in",
            "in",
            "from",
            "start_ms",
            "start (s)",
        )
    ),
    "end": frozenset(
        (
            "end",
            "end_time",
            "end time",
            "endtime",
            "tc out",
            "out",
            "to",
            "end_ms",
            "stop",
            "end (s)",
        )
    ),
}
NUMBER = pattern(r"-?\d{1,12}(?:\.\d{1,12})?")
STAMP = pattern(rf"[\[(]?\s*({CLOCK})\s*[\])]?")
# A cell may be as large as the file: the reader's own limit would end the table there.
LARGEST_CELL = 2**31 - 1
LONGEST_HEADER = 20_000


@value
class Table:
    """The rows of a file, and what its columns are."""

    rows: Sequence[tuple[int, list[str]]]
    """Line and cells."""
    columns: Mapping[str, int]
    header: int
    """How many rows the header takes: 0 or 1."""


def _rows(text: str, delimiter: str, most: int) -> list[tuple[int, list[str]]]:
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found = []
    line = 1
    try:
        for row in reader:
            found.append((line, row))
            line = reader.line_num + 1
            if len(found) >= most:
                break
    except csv.Error:
        pass
    return found


def _table(manuscript: Manuscript, most: int) -> Table | None:
    first = manuscript.sample[0].lstrip("\ufeff")
    delimiter = max("\t,;", key=first.count)
    if delimiter not in first:
        return None
    text = manuscript.text.lstrip("\ufeff")
    if most < 10_000:
        text = "\n".join(manuscript.sample[: most * 4]).lstrip("\ufeff")
    if not _may_be_table(_rows(text[:LONGEST_HEADER], delimiter, 1)):
        return None
    rows = _rows(text, delimiter, most)
    if not rows:
        return None
    columns = {}
    for index, cell in enumerate(rows[0][1]):
        for name, known in COLUMNS.items():
            if cell.strip().casefold() in known and name not in columns:
                columns[name] = index
    if "text" in columns and len(columns) > 1:
        return Table(rows, columns, 1)
    # Whisper's own: words, start and end in seconds, without a header.
    if all(len(row) == 3 and _is_timed(row) for _, row in rows if row):
        return Table(rows, {"text": 0, "start": 1, "end": 2}, 0)
    return None


def _may_be_table(first: Sequence[tuple[int, list[str]]]) -> bool:
    """Whether the first row names columns or has times: prose has neither, and many commas."""
    for _, row in first:
        cells = {cell.strip().casefold() for cell in row}
        return not cells.isdisjoint(COLUMNS["text"]) or (len(row) == 3 and _is_timed(row))
    return True


def _is_timed(row: Sequence[str]) -> bool:
    return bool(NUMBER.fullmatch(row[1].strip()) and NUMBER.fullmatch(row[2].strip()))


def sniff(manuscript: Manuscript) -> Guess | None:
    """A header with a column for words says that it is a table."""
    if not manuscript.readable:
        return None
    table = _table(manuscript, 30)
    if table is None:
        return None
    named = ", ".join(table.columns)
    tabs = "\t" in manuscript.sample[0]
    if "speaker" in table.columns:
        return Guess("csv-oralhistory", 0.99, f"a table with columns for {named}")
    if tabs or not table.header:
        return Guess("tsv-whisper", 0.99, f"a table with columns for {named}")
    return Guess("csv-words", 0.99, f"a table with columns for {named}")


def read(manuscript: Manuscript, _format_name: str) -> Reading:
    """Return an utterance for each row that has words."""
    path = manuscript.path
    table = _table(manuscript, 5_000_000)
    if table is None:
        message, hint = "no column is for words", "name the columns: speaker,text,start"
        return Reading(built(manuscript, ()), (error(path, 1, "no-columns", message, hint),))
    in_ms = _in_ms(table)
    said: list[Utterance] = []
    excluded: list[Exclusion] = []
    for place, (line, row) in enumerate(table.rows):
        span = Span(path, line, line + sum(cell.count("\n") for cell in row))
        if place < table.header:
            excluded.append(Exclusion("header", " ".join(row), span))
            continue
        text = _cell(row, table.columns["text"])
        speaker = _cell(row, table.columns.get("speaker"))
        times = [_cell(row, table.columns.get(column)) for column in ("start", "end")]
        used = set(table.columns.values())
        others = [cell for index, cell in enumerate(row) if index not in used and cell.strip()]
        excluded += [Exclusion("column", " ".join(cell.split()), span) for cell in others]
        excluded += [Exclusion("time", time, span) for time in times if time]
        if speaker:
            excluded.append(Exclusion("label", speaker, span))
        if text:
            start_ms, end_ms = (_ms(time, in_ms=in_ms) for time in times)
            name = speaker.rstrip(":： ").strip()
            said.append(
                Utterance(text, span, name or None, start_ms, end_ms, label=span if name else None)
            )
    grain = "cue" if "end" in table.columns else "paragraph"
    findings = captions.time_findings(path, said) if grain == "cue" else []
    if not said:
        findings.append(
            error(path, 0, "empty", "the file has no words", "fill the column of words")
        )
    transcript = built(
        manuscript,
        captions.closed(said),
        (),
        excluded,
        grain="cue" if grain == "cue" else "paragraph",
    )
    return Reading(transcript, tuple(findings))


def _cell(row: Sequence[str], index: int | None) -> str:
    if index is None or index >= len(row):
        return ""
    return " ".join(plain(row[index]).split())


def _in_ms(table: Table) -> bool:
    """Whether numbers are milliseconds: whole, and longer than a day of seconds, or so named."""
    if "start" not in table.columns:
        return False
    name = table.rows[0][1][table.columns["start"]].casefold() if table.header else ""
    if "ms" in name:
        return True
    cells = [_cell(row, table.columns["start"]) for _, row in table.rows[table.header :]]
    numbers = [cell for cell in cells if NUMBER.fullmatch(cell)]
    # Whisper's table writes whole milliseconds under "start".
    return bool(numbers) and table.header == 1 and all("." not in cell for cell in numbers)


def _ms(text: str, *, in_ms: bool) -> int | None:
    if found := STAMP.fullmatch(text):
        return clock_ms(found[1])
    if NUMBER.fullmatch(text):
        value = float(text)
        whole = int(value) if in_ms else round(value * 1000)
        return whole if 0 <= whole < 3_600_000_000 else None
    return None


IMPORTER = Importer(FORMATS, __doc__, sniff, read)
