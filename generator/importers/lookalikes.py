"""Lines of text that are no transcript: chats, mail, programs, settings, logs, tables."""

from collections.abc import Callable, Sequence

from generator.importers.patterns import pattern
from generator.model.value import value

REMOVE = "put the transcript here, as text or captions; remove this file"
# As sure as one can be; whoever reads a file of the kind at all says 1.
CERTAIN = 0.995
UNSURE = 0.6
FEWEST_ROWS = 3
# In a cell of a table, or behind a key; what is longer may be speech.
LONGEST_VALUE = 40
# What is looked at of a line.
HEAD = 300
DELIMITERS = "\t;,|"


@value
class Lookalike:
    """Something that is not a transcript, and how it is known."""

    format: str
    what: str
    """Goes on from "the file looks like"."""
    hint: str
    score: float
    """Above what names and times make of a text, where its lines have a form of their own; else
    above text without names only."""
    count: Callable[[Sequence[str]], int]
    """How many of the lines that are not empty give it away; 0 where they are too few."""
    seen: str
    """What those lines are."""


def _share(form: str, least: int, share: float) -> Callable[[Sequence[str]], int]:
    """Count the lines of this form, where they are so many, and such a part of all."""
    known = pattern(form)

    def count(lines: Sequence[str]) -> int:
        filled = [line for line in lines if line]
        # If it is such a part of all, one of these is among so many.
        first = filled[: int(len(lines) * (1 - share)) + 1]
        if len(filled) <= share * len(lines) or not any(map(known.match, first)):
            return 0
        found = sum(1 for line in filled if known.match(line))
        return found if found >= least and found > share * len(lines) else 0

    return count


def _settings(lines: Sequence[str]) -> int:
    """Count keys, sections and items, where there is next to nothing else and values are short."""
    own = [line for line in lines if not line.lstrip().startswith(("#", ";"))]
    keys = [found for line in own if (found := KEY.fullmatch(line))]
    values = [found["value"] for found in keys if found["value"]]
    items = sum(1 for line in own if SECTION.fullmatch(line))
    if len(keys) < FEWEST_ROWS or len(keys) + items < 0.9 * len(own):
        return 0
    said = sum(1 for value in values if len(value) > LONGEST_VALUE or value[-1] in ".?!…")
    return len(keys) if said * 4 <= len(values) else 0


KEY = pattern(r"\s*(?:-\s+)?[\"']?[a-z_][\w./-]*[\"']?\s*(?::(?=\s|$)|=)\s*(?P<value>.*?)\s*")
SECTION = pattern(r"\s*\[{1,2}[\w. -]+\]{1,2}\s*|\s*-\s+\S.{0,60}|---|\.\.\.|\s*[\]}],?")


def _rows(lines: Sequence[str]) -> int:
    """Count rows that have the same number of short cells, three at least of commas and bars."""
    for delimiter in DELIMITERS:
        cells = [line.split(delimiter) for line in lines]
        width = len(cells[0]) if cells else 0
        if width < (2 if delimiter in "\t;" else 3) or len(cells) < FEWEST_ROWS:
            continue
        longest = max(len(cell) for row in cells for cell in row)
        if all(len(row) == width for row in cells) and longest <= LONGEST_VALUE:
            return len(cells)
    return 0


DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
HOUR = r"\d{1,2}:\d\d(?::\d\d)?(?:[\s\u202f]?[APap]\.?[Mm]\.?)?"
# WhatsApp, IRC; then those that have a line of their own above the words: Telegram, Discord, Slack
# and Zoom.
MESSAGE = (
    rf"\u200e?\[?{DAY},?\s{HOUR}\]?(?:\s-)?\s[^:]{{1,60}}: |\[?{HOUR}\]?\s+(?:<[^<>\s]+>|\* )\s*"
)
HEADED = (
    rf".{{1,60}}, \[{DAY} {HOUR}\]\s*$|.{{1,60}} [—–-] (?:(?:Today|Yesterday) at {HOUR}|{DAY}.*)$"
    r"|.{1,60}\s\[?\d{1,2}:\d\d\s?[AP]M\]?\s*$"
    r"|\d{1,2}:\d\d:\d\d\s+From .+ to .+:"
)
LOG = (
    r"[^\w\s]{0,2}\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*\s+\S"
    r"|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ [^\s:]+:"
    r"|[^\w\s]?[\d:.,/T-]{0,30}[^\w\s]?\s?[^\w\s]?(?:DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|TRACE)\b\W"
)
PROGRAM = (
    r".*[;{}]\s*$|\s*(?:import \w|from \S+ import |def \w+\(|class \w+[:({]|return\b|function\b"
    r"|(?:async |public |private |static |const |let |var |#include|#define|using |package )"
    r"|(?:if|for|while|elif|except|with)\b.*:$|(?:else|try|finally):$|[\])}]|@\w+)"
    r"|\s*[\w.]+\(.*\)$"
)
PATCH = r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@"
README = (
    r"(?i)#+\s*(?:install|installation|usage|getting started|quick ?start|requirements|contributing"
    r"|licen[cs]e|features|configuration|api|examples?)\s*$"
)
MAIL_FOOT = (
    r"(?i).*\b(?:unsubscribe|view (?:this email )?in (?:your )?browser|read in app"
    r"|forwarded this e-?mail|you(?:'|’)re receiving this|you are receiving this)\b"
)
MAIL_HEAD = r"(?:From|To|Subject|Date|Cc|Reply-To|Message-ID): "

# Whose lines have a form of their own: a date, a time, a level of severity or line numbers, which
# most lines of speech have not.
OWN_MARK = pattern(r"\D{0,80}+\d|\W{0,3}[A-Z]{4}|@@")
OWN_FORMS: tuple[Lookalike, ...] = (
    Lookalike(
        "chat-other",
        "a chat: what was typed, not what was said",
        "put a transcript of what was said here; remove this file",
        CERTAIN,
        _share(MESSAGE, 2, 0.5),
        "messages with a date or a sender's mark",
    ),
    Lookalike(
        "chat-other",
        "a chat: what was typed, not what was said",
        "put a transcript of what was said here; remove this file",
        CERTAIN,
        _share(HEADED, 2, 0.3),
        "a sender and a time of day",
    ),
    Lookalike(
        "log", "the log of a program", REMOVE, CERTAIN, _share(LOG, 3, 0.5), "entries of a log"
    ),
    Lookalike(
        "program",
        "a program, or a change to one",
        REMOVE,
        CERTAIN,
        _share(PATCH, 1, 0),
        "heads of changes",
    ),
)
# Told from text without names, and no more than that.
ALL_BUT_SPEECH: tuple[Lookalike, ...] = (
    Lookalike(
        "program",
        "a program, or a change to one",
        REMOVE,
        UNSURE,
        _share(PROGRAM, 5, 0.5),
        "a program's",
    ),
    Lookalike("settings", "settings (YAML, TOML or INI)", REMOVE, 0.4, _settings, "keys"),
    Lookalike(
        "table-other",
        "a table without a column of words",
        "name its columns speaker, text and start in the first line",
        0.4,
        _rows,
        "rows of as many short cells",
    ),
    Lookalike(
        "readme",
        "the description of a program",
        REMOVE,
        0.4,
        _share(README, 2, 0),
        "headings of such a description",
    ),
    Lookalike(
        "mail",
        "a newsletter or an e-mail",
        "if it was read aloud, put the reader's name above it: **Name:**",
        0.4,
        _share(MAIL_FOOT, 1, 0),
        "the foot of a mailing",
    ),
    Lookalike(
        "mail",
        "a newsletter or an e-mail",
        "if it was read aloud, put the reader's name above it: **Name:**",
        0.4,
        lambda lines: _share(MAIL_HEAD, 3, 0)(lines[:12]),
        "the head of a mail",
    ),
)


def look(lines: Sequence[str], lookalikes: Sequence[Lookalike]) -> tuple[Lookalike, int] | None:
    """Return what lines that are not empty look like, and how many say so; None: a transcript."""
    heads = [line[:HEAD] for line in lines]
    for lookalike in lookalikes:
        if count := lookalike.count(heads):
            return lookalike, count
    return None


def look_at_forms(lines: Sequence[str]) -> tuple[Lookalike, int] | None:
    """Return the same for `OWN_FORMS` only."""
    marked = [line if OWN_MARK.match(line) else "" for line in lines]
    return look(marked, OWN_FORMS) if any(marked) else None
