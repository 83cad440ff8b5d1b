"""The lines of a written conversation that are not speech: names, times, headings.

`scan` tells what each line is. Forms with marks of their own (bold, brackets, times) are taken at
their word; `Name: text` and `Name 0:31` also occur in speech, so these count only where the name
looks like one or comes again.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.model.clock import parse_clock
from generator.model.value import value

CLOCK = r"(?:\d{1,3}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?"
# Brackets may be escaped, as Markdown wants it; some writers escape twice, and the time too.
OPEN, CLOSE = r"(?:\\{0,3}\[|\()\\{0,3}", r"(?:\\{0,3}\]|\))"
AGO = rf"(?P<start>{CLOCK})(?:\s*(?:-|–|—|-->|to)\s*(?P<end>{CLOCK}))?"
STAMP = rf"{OPEN}\s*{AGO}\s*{CLOSE}"
UNTIL = rf"(?:\s*(?:to|[-–—])\s*{OPEN}{CLOCK}{CLOSE})?"
"""After a stamp: `[4:01] to [5:20]`."""
COLON = r"\s*[:：]"
LONGEST_NAME = 90
LONGEST_LABEL = 140
LONGEST_HEADING = 400


@value
class Mark:
    """A line that is, or begins with, something other than speech."""

    kind: str
    """`label`, `time`, `chapter`, `heading`, `event`, `item` or `rule`."""
    form: str
    """The format whose form this is; empty where many have it."""
    name: str = ""
    """Of the speaker, or the title of a heading."""
    start_ms: int | None = None
    end_ms: int | None = None
    text: str = ""
    """What follows on the same line."""
    level: int = 0
    """Of a heading."""


# Forms that begin with bold. Names are bounded, so that a line without one is soon known: with two
# repeats side by side, a long row of spaces would take the square of its length.
IN_BOLD = rf"[^*\n]{{0,{LONGEST_LABEL}}}?"
BOLD_PAREN = re.compile(rf"\*\*(?P<name>{IN_BOLD})\s*{STAMP}{COLON}?\s*\*\*{COLON}?\s*(?P<text>.*)")
BOLD_TIME = re.compile(rf"\*\*{STAMP}\s*(?P<name>[^*\s]{IN_BOLD}){COLON}\s*\*\*\s*(?P<text>.*)")
BOLD = re.compile(
    rf"\*\*(?P<name>{IN_BOLD})(?:\s*[:：]\s*\*\*\s*[:：]?|\*\*\s*[:：])\s*(?P<text>.*)"
)
BOLD_THEN_TIME = re.compile(
    rf"\*\*(?P<name>[^*\n]{IN_BOLD})\*\*\s*(?:{STAMP}|(?P<start2>{CLOCK}))\s*[:：]?\s*(?P<text>.*)"
)
# Forms that begin with a time, bare or in brackets.
TIME_BOLD = re.compile(
    rf"{STAMP}\s*\*\*(?P<name>[^*\n]{IN_BOLD})(?:\*\*\s*[:：]|[:：]\s*\*\*)\s*(?P<text>.*)"
)
BRACKET_NAME = re.compile(
    rf"\[(?P<name>[^\[\]\n]{{1,{LONGEST_NAME}}})\][:：]?\s*(?:\[|\()\s*{AGO}\s*(?:\]|\))"
    r"\s*[:：]?\s*(?P<text>.*)"
)
BRACKET_CLOCK = re.compile(
    rf"\[(?P<name>[^\[\]\n]{{1,{LONGEST_NAME}}})\][:：]?\s+(?P<start>{CLOCK})"
)
TIME_NAME = re.compile(
    rf"(?:{STAMP}|(?P<start2>{CLOCK}))\s*[-–—]?\s*(?P<name>[^\s:：][^:：\n]{{0,{LONGEST_NAME}}}?){COLON}\s+(?P<text>.*)"
)
TIME_ALONE = re.compile(rf"(?:{STAMP}\s*[:：]?|(?P<start2>{CLOCK}))")
TIME_TEXT = re.compile(rf"(?:{STAMP}\s*[:：]?|(?P<start2>{CLOCK}))\s+(?P<text>\S.*)")
SECONDS_TEXT = re.compile(
    r"\[(?P<s>\d{1,6}\.\d{1,3})\s*-->\s*(?P<e>\d{1,6}\.\d{1,3})\]\s*(?P<text>\S.*)"
)
HEADING = re.compile(rf"(?P<clock>{CLOCK})\s*[-–—]\s*(?P<text>\S.*)")
# Forms that begin with a name.
NAME_PAREN = re.compile(
    rf"(?P<name>\S[^()\n]{{0,{LONGEST_NAME}}}?(?:\([^()\n]{{1,30}}\))?)"
    rf"\s*\(?{AGO}\){COLON}?\s*(?P<text>.*)"
)
NAME_TIME = re.compile(
    rf"(?P<name>\S.{{0,118}}?)(?P<colon>\s*[:：])?[ \t\u00a0]+\[?(?P<start>{CLOCK})\]?"
)
NAME_TIME_TEXT = re.compile(
    rf"(?P<name>[^\d\s:][^:\d\n]{{0,{LONGEST_NAME}}}?)[ \t]+"
    r"(?P<start>\d{1,2}:\d\d:\d\d)[ \t]+(?P<text>\S.*)"
)
NAME_COLON = re.compile(
    rf"(?P<name>[^\s:：][^:：\n]{{0,{LONGEST_NAME}}}?)\s*[:：]"
    r"(?:\s+(?P<text>\S.*)|(?P<cjk>(?<=：)\S.*)|\s*)"
)
HEARING = re.compile(
    r"(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr|Chairman|Chairwoman|Senator|Representative|Secretary|Judge"
    r"|Justice)\.?|The) [A-Z][A-Z'’\-]+(?: [A-Z][A-Z'’\-.]+)*"
    r"(?: of [A-Z][a-z]+(?: [A-Z][a-z]+)?)?)\. +(?P<text>\S.*)"
)
ATX = re.compile(r"(?P<level>#{1,6})\s*(?P<text>[^#\s].*)")
HEADING_TIME = re.compile(
    rf"{STAMP}\s*[-–—:]?\s*(?P<text>\S.*)|(?P<start2>{CLOCK})\s*[-–—:]?\s*(?P<text2>\S.*)"
)
RULE = re.compile(r"(?:[-*_]\s*){3,}")
# One item a line, with a link to its time at the end.
ITEM = re.compile(
    rf"[*\-]\s+(?P<text>\S(?:.*\S)?)\s*\[\[(?P<start>{CLOCK})\]\((?P<href>[^)\s]*)\)\]"
)
EXACT = re.compile(r"[?&#]t=(\d{1,7}(?:\.\d+)?)s?")

EVENTS = {
    "break": "break",
    "ad break": "break",
    "ad": "break",
    "commercial break": "break",
    "jingle": "music",
    "song": "music",
    "music": "music",
    "theme music": "music",
    "intro": "intro",
    "outro": "outro",
    "promo": "clip",
    "sample": "clip",
    "clip": "clip",
    "recording begins": "clip",
    "recording ends": "clip",
}
EVENT_INITIALS = frozenset(c for name in EVENTS for c in (name[0], name[0].upper()))
EVENT_LINE = re.compile(
    rf"#*\s*(?:\*+\s*)?(?P<name>{'|'.join(EVENTS)})\s*(?:\*+\s*)?[:：]\s*(?:\*+\s*)?"
    rf"(?:{STAMP}{UNTIL})?\s*(?P<text>.*)",
    re.IGNORECASE,
)

# A name has a letter, no quotation mark, and does not end like a sentence or before a dash.
NOT_A_NAME = re.compile(r"[!?…:;,/(–—-]$|^[\d\W]+$|^\||[“”\"«»{}=*`]|https?$|^\W*$")
SENTENCE_END = re.compile(r"(?<!\bJr)(?<!\bSr)(?<!\b[A-Z])(?<!\bPh\.D)(?<!\bM\.D)(?<!Esq)\.$")
PARTICLES = frozenset(
    """
    de da do dos del della di van von der den la le al el bin ibn ter ten zu zur af av y e and
    of the
    """.split()  # noqa: SIM905 - words are easier to read than a list
)
# Words that stand before a colon in notes and front matter, and name no one.
NO_ONE = frozenset(
    """
    slide slides presenter presenters note notes summary conclusion conclusions resolution
    question questions answer link links agenda date time location topic topics title subject
    source sources media podcast transcript references reference status update updates todo
    example examples http https warning attendees present keywords tags recorded duration length
    episode season part chapter url website email tel phone twitter figure table code result
    results step option options proposal decision action actions background overview
    introduction discussion goal goals problem solution pros cons first second third finally
    also so and but or then now well yeah okay ok no yes because however speaker's key describe
    that this it here there one two three four five six seven translation translated transcribed
    edited editor producer produced music sponsor sponsors video audio author authors by
    category description remote spec repo issue pr ps nb fyi tldr eg ie etc important tip
    caution error input output method function type
    """.split()  # noqa: SIM905 - words are easier to read than a list
)
INITIALS = re.compile(r"[A-Z][A-Z0-9]{1,4}(?:\s*[/,&+]\s*[A-Z][A-Z0-9]{1,4})*")
MOST_WORDS = 8


def looks_like_a_name(text: str) -> bool:
    """Whether each word begins like a name's; small words may stand inside."""
    if NOT_A_NAME.search(text) or SENTENCE_END.search(text):
        return False
    words = text.split()
    if not words or len(words) > MOST_WORDS:
        return False
    return all(word in PARTICLES or not word.lstrip("(@'’")[:1].islower() for word in words)


def clock_ms(text: str | None) -> int | None:
    """Return a clock in milliseconds; None for none, or one that no recording can have."""
    if not text:
        return None
    try:
        return parse_clock(text)
    except ValueError:
        return None


def _label(form: str, found: re.Match[str], kind: str = "label") -> Mark:
    groups = found.groupdict()
    start = groups.get("start") or groups.get("start2")
    return Mark(
        kind,
        form,
        " ".join((groups.get("name") or "").rstrip(" :：").split()),
        clock_ms(start),
        clock_ms(groups.get("end")),
        (groups.get("text") or "").strip(),
    )


def _bold(line: str) -> Mark | None:
    if found := BOLD_PAREN.fullmatch(line):
        return _label("md-name-paren-time", found)
    if found := BOLD_TIME.fullmatch(line):
        return _label("md-time-bold-name", found)
    if found := BOLD.fullmatch(line):
        return _label("md-bold-name", found)
    if found := BOLD_THEN_TIME.fullmatch(line):
        return _label("md-time-bold-name", found)
    return None


def _bold_label_fast(line: str) -> Mark | None:
    """`**Name:** text`, the commonest line of all, without a regular expression."""
    end = line.find(":**", 2, LONGEST_LABEL)
    if end > 2 and "*" not in (name := line[2:end]) and "(" not in name and "[" not in name:
        return Mark("label", "md-bold-name", name.strip(), text=line[end + 3 :].strip())
    return _bold(line)


def _timed(line: str) -> Mark | None:
    """A line that begins with a time or a bracket."""
    if line[0] == "[" and line[1:2] not in "0123456789":
        if found := BRACKET_NAME.fullmatch(line):
            return _label("md-bracket-speaker-time", found)
        found = BRACKET_CLOCK.fullmatch(line)
        return _label("txt-name-time", found, "label") if found else None
    if found := TIME_ALONE.fullmatch(line):
        return _label("", found, "time")
    if "**" in line[:40] and (found := TIME_BOLD.fullmatch(line)):
        return _label("md-time-bold-name", found)
    if found := SECONDS_TEXT.fullmatch(line):
        start, end = (int(float(found[edge]) * 1000) for edge in ("s", "e"))
        return Mark("time", "txt-time-text", "", start, end, found["text"])
    if len(line) < LONGEST_HEADING and line[0].isdigit() and (found := HEADING.fullmatch(line)):
        start_ms = clock_ms(found["clock"])
        if start_ms is not None and not TIME_NAME.match(line):
            return Mark("chapter", "", found["text"].strip(), start_ms)
    head = line[: LONGEST_LABEL * 2]
    words = TIME_TEXT.fullmatch(line)
    if words and ":" not in head[words.start("text") :] and "：" not in head:
        return _before_words(words)
    if (found := TIME_NAME.match(head)) and looks_like_a_name(found["name"].strip()):
        mark = _label("txt-time-name", TIME_NAME.fullmatch(line) or found)
        return mark if mark.start_ms is not None else None
    return _before_words(words) if words else None


def _before_words(found: re.Match[str]) -> Mark:
    start, end = clock_ms(found["start"] or found["start2"]), clock_ms(found["end"])
    return Mark("time", "txt-time-text", "", start, end, found["text"].strip())


def _heading(line: str) -> Mark | None:
    if found := EVENT_LINE.fullmatch(line):
        return _event(found)
    if not (found := ATX.fullmatch(line)):
        return None
    level, text = len(found["level"]), found["text"].rstrip("#").rstrip()
    if (timed := HEADING_TIME.fullmatch(text)) and (
        start_ms := clock_ms(timed["start"] or timed["start2"])
    ) is not None:
        title = (timed["text"] or timed["text2"]).strip()
        return Mark("heading", "", title, start_ms, level=level)
    return Mark("heading", "", text, level=level)


def _event(found: re.Match[str]) -> Mark:
    name = found["name"].strip()
    return Mark(
        "event", EVENTS[name.casefold()], name, clock_ms(found["start"]), text=found["text"]
    )


def _weak(line: str) -> Mark | None:
    """A line that begins with a name, perhaps."""
    head = line[:LONGEST_LABEL]
    last = line[-1]
    if len(line) < LONGEST_LABEL:
        if (last in ":)" or "):" in line) and (found := NAME_PAREN.fullmatch(line)):
            return _label("name-paren-time", found)
        if (last.isdigit() or last == "]") and (found := NAME_TIME.fullmatch(line)):
            return _label("txt-name-time", found)
    if ":" in head or "：" in head:
        if "(" in head and (found := NAME_PAREN.fullmatch(line)) and found["text"]:
            return _label("name-paren-time", found)
        if found := NAME_TIME_TEXT.fullmatch(line):
            return _label("txt-name-time", found)
        if found := NAME_COLON.match(head):
            mark = _label("txt-name-colon", found)
            return Mark(
                "label",
                mark.form,
                mark.name,
                text=line[found.end("name") :].lstrip(" \t:：").strip(),
            )
    if found := HEARING.match(line):
        return Mark("label", "txt-hearing", found["name"], text=line[found.start("text") :].strip())
    return None


def mark_of(line: str) -> Mark | None:
    """Return what a stripped, non-empty line is by its own form; weak forms are not yet checked."""
    first = line[0]
    if first == "*":
        if line.startswith("**"):
            # `***Name:** words*` is a label in a paragraph that is all italic.
            italic = line.startswith("***") and line.endswith("*")
            bold = _bold_label_fast(line[1:] if italic else line)
            if bold and bold.name.casefold() in EVENTS:
                if found := EVENT_LINE.fullmatch(line):
                    return _event(found)
                return replace(bold, kind="event", form=EVENTS[bold.name.casefold()])
            if bold:
                return bold
        elif item := ITEM.fullmatch(line):
            return _item(item)
        return Mark("rule", "") if RULE.fullmatch(line) else None
    if first == "#":
        return _heading(line)
    if first in "[(\\" or first.isdigit():
        return _timed(line)
    if first in "-_":
        if item := ITEM.fullmatch(line):
            return _item(item)
        return Mark("rule", "") if RULE.fullmatch(line) else None
    if first in EVENT_INITIALS and (found := EVENT_LINE.fullmatch(line)) and not found["text"]:
        return _event(found)
    return _weak(line)


def _item(found: re.Match[str]) -> Mark:
    exact = EXACT.search(found["href"])
    start_ms = int(float(exact.group(1)) * 1000) if exact else clock_ms(found["start"])
    return Mark("item", "md-frontmatter-whisper", "", start_ms, text=found["text"].strip())


def item_of(line: str) -> Mark:
    """Return a list item without a time as a line of its own."""
    return Mark("item", "md-frontmatter-whisper", text=line[1:].strip())


def timed_text(line: str) -> Mark:
    """Return a line that begins with a time as that time and words."""
    found = TIME_TEXT.fullmatch(line)
    return _before_words(found) if found else Mark("rule", "")


WEAK = frozenset(("txt-name-colon", "txt-name-time", "name-paren-time", "txt-hearing"))


def scan(lines: Sequence[str], known: Iterable[str] = ()) -> dict[int, Mark]:
    """Return what is not plain text, by the index of its line.

    `known` are names that the file itself lists as people who speak.
    """
    found: dict[int, Mark] = {}
    for index, line in enumerate(lines):
        stripped = line.strip()
        if stripped and (mark := mark_of(stripped)):
            found[index] = mark
    uses = Counter(mark.name for mark in found.values() if mark.form in WEAK)
    if not uses:
        return found
    accepted = _names(found, uses, frozenset(name.casefold() for name in known))
    return {i: m for i, m in found.items() if m.form not in WEAK or (m.form, m.name) in accepted}


def _names(
    found: dict[int, Mark], uses: Counter[str], known: frozenset[str]
) -> frozenset[tuple[str, str]]:
    """Return the weak labels that are labels: (form, name)."""
    strong = sum(1 for mark in found.values() if mark.kind == "label" and mark.form not in WEAK)
    forms = {(mark.form, mark.name) for mark in found.values() if mark.form in WEAK}
    sure = sum(uses[name] for form, name in forms if form != "txt-name-colon")
    accepted: set[tuple[str, str]] = set()
    spoken: list[tuple[str, str]] = []
    for form, name in forms:
        count = uses[name]
        if form == "txt-name-colon":
            # Where other forms carry the names, `Name: text` is most likely speech.
            if strong + sure > 3 * count and name.casefold() not in known:
                continue
            if _speaks(name, count, known):
                spoken.append((form, name))
        elif form == "txt-hearing" or _labels(name, count):
            accepted.add((form, name))
    # Names that each come once, and nothing else, are the headings of notes.
    if accepted or any(uses[name] > 1 or name.casefold() in known for _, name in spoken):
        accepted.update(spoken)
    return frozenset(accepted)


def _labels(name: str, count: int) -> bool:
    """Whether what stands beside a time is a name: it looks like one, or comes again."""
    if SENTENCE_END.search(name):
        return False
    again = count > 1 and not NOT_A_NAME.search(name) and len(name.split()) <= MOST_WORDS
    return again or looks_like_a_name(name)


def _speaks(name: str, count: int, known: frozenset[str]) -> bool:
    """Whether `Name:` at the start of a line names a speaker."""
    if name.casefold() in known or name in ("Q", "A"):
        return True
    if name.casefold() in EVENTS:
        return False
    if INITIALS.fullmatch(name):
        return name.casefold() not in NO_ONE
    if not looks_like_a_name(name) or len(name.split()) > 5 or "," in name:
        return False
    if name.split(maxsplit=1)[0].strip("'’").casefold() in NO_ONE:
        return False
    if name.isupper() and len(name) > 2:
        return True
    words = name.split()
    alone = len(words) >= 2 and all(word[:1].isupper() or word in PARTICLES for word in words)
    return count >= 2 or (alone and not any(word.casefold() in NO_ONE for word in words))
