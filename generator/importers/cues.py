"""Timed captions to utterances: who speaks, what repeats, and times that cannot be right."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.importers import labels
from generator.importers.gather import note, warning
from generator.importers.patterns import pattern
from generator.model.clock import format_clock
from generator.model.diagnostic import Diagnostic
from generator.model.source import Span
from generator.model.speech import is_event
from generator.model.transcript import Cue, Exclusion, Utterance
from generator.model.value import value

# "Ada Marsh: We found" at the start of a cue.
PREFIX = pattern(
    r"(?:-\s*|>>+\s*)?(?:\[(?P<bracket>[^\[\]:]{1,60})\]|\((?P<paren>[^():]{1,60})\)|(?P<name>[^\s:：\-][^:：\n]{0,60}?))\s*[:：](?=\s|$|[^\d/\s])\s*"
)
# A name on a line of its own in brackets, as `(Ada Marsh)`.
OWN_LINE = pattern(r"[(\[](?P<name>[^()\[\]\n]{2,60})[)\]]\s*\n")
CHANGE = pattern(r"(?:>>+|&gt;&gt;)\s*")
DASH = pattern(r"[-–—]\s+(?=\S)|[-–—](?=[A-ZÀ-Þ¿¡\"“])")
# What these begin with: most cues are told by their first character.
BRACKETS, CHANGES, DASHES = "([", ">&", "-–—"
# From this share of cues on, a form of label is the file's own.
USUAL, FEW = 0.05, 3
# The same where the first cue has one already: names stand where they change, and people talk long.
OPENED = 0.01


@value
class Line:
    """Part of a cue that one person says."""

    speaker_name: str | None
    text: str
    head: str = ""
    """The label as the source has it; empty for none."""
    opens: bool = False
    """A dash or arrows say that another person begins here."""


def prefixes(cues: Sequence[Cue]) -> frozenset[str]:
    """Return the names that stand before a colon in cues and are people's, not speech."""
    found = Counter(name for cue in cues if (name := _prefix_of(cue.text)))
    several = {
        name
        for name, count in found.items()
        if labels.looks_like_a_name(name)
        and name.split()[0].casefold() not in labels.NO_ONE
        and (count > 1 or len(name.split()) <= 4)
    }
    total = sum(found[name] for name in several)
    repeated = any(found[name] > 1 for name in several)
    opens = bool(cues) and _prefix_of(cues[0].text) in several
    usual = OPENED if opens and len(several) > 1 else USUAL
    enough = total >= max(FEW, usual * len(cues)) or (len(cues) < 12 and total * 2 > len(cues))
    return frozenset(several) if enough and (repeated or total * 2 > len(cues)) else frozenset()


def _prefix_of(text: str) -> str:
    if ":" not in text[:80] and "：" not in text[:80]:
        return ""
    found = PREFIX.match(text)
    return (found["bracket"] or found["paren"] or found["name"]).strip() if found else ""


def own_lines(cues: Sequence[Cue]) -> bool:
    """Whether the file writes names in brackets on a line above the words."""
    found = [
        match["name"]
        for cue in cues
        if cue.text[:1] in BRACKETS and (match := OWN_LINE.match(cue.text))
    ]
    people = [
        name for name in found if labels.looks_like_a_name(name) and not is_event(f"({name})")
    ]
    return len(people) >= max(2, len(cues) // 4)


def utterances(
    path: str, cues: Sequence[Cue], *, keep_voice: bool = True
) -> tuple[list[Utterance], list[Exclusion]]:
    """Return what is said, in the cues' order; and the labels that were taken out of the text.

    A cue that names no one continues whoever spoke before: the Podcasting 2.0 transcript tag
    wants names only where they change. `keep_voice` False: such a cue is someone unnamed.
    """
    names = prefixes(cues)
    bracketed = own_lines(cues)
    arrows = sum(1 for cue in cues if cue.text[:1] in CHANGES and CHANGE.match(cue.text)) >= max(
        2, len(cues) // 100
    )
    dashes = sum(1 for cue in cues if cue.text[:1] in DASHES and DASH.match(cue.text)) >= max(
        3, len(cues) // 50
    )
    said: list[Utterance] = []
    excluded: list[Exclusion] = []
    nameless = None if keep_voice else ""
    for cue in cues:
        span = Span(path, cue.line, cue.line + 1 + cue.text.count("\n"))
        if not (arrows or dashes or bracketed) and not (names and _prefix_of(cue.text)):
            if text := " ".join(cue.text.split()):
                said.append(Utterance(text, span, cue.voice or nameless, cue.start_ms, cue.end_ms))
            continue
        for line in _lines(cue, names, bracketed=bracketed, arrows=arrows, dashes=dashes):
            if line.head:
                excluded.append(Exclusion("label", line.head, span))
            if text := " ".join(line.text.split()):
                said.append(_utterance(cue, line, text, span, nameless))
    return said, excluded


def _utterance(cue: Cue, line: Line, text: str, span: Span, nameless: str | None) -> Utterance:
    speaker = line.speaker_name
    if speaker is None:
        speaker = "" if line.opens else nameless
    label = span if line.opens else None
    return Utterance(text, span, speaker, cue.start_ms, cue.end_ms, label=label)


def _lines(
    cue: Cue, names: frozenset[str], *, bracketed: bool, arrows: bool, dashes: bool
) -> list[Line]:
    """Divide a cue where another person begins."""
    found: list[Line] = []
    for raw in _divided(cue.text, bracketed=bracketed, arrows=arrows, dashes=dashes):
        rest, head, opens, speaker = raw, "", False, cue.voice or None
        change = CHANGE.match(rest) if arrows else None
        dash = DASH.match(rest) if dashes and not change else None
        if match := change or dash:
            head, rest, opens = match.group().strip(), rest[match.end() :], True
        if bracketed and (own := OWN_LINE.match(rest)) and labels.looks_like_a_name(own["name"]):
            speaker, head = own["name"].strip(), f"{head} {own.group().strip()}".strip()
            rest, opens = rest[own.end() :], False
        elif (prefix := PREFIX.match(rest)) and _prefix_of(rest) in names:
            speaker, head = _prefix_of(rest), f"{head} {prefix.group().strip()}".strip()
            rest, opens = rest[prefix.end() :], False
        found.append(Line(speaker, rest, head, opens and not speaker))
    return found


def _divided(text: str, *, bracketed: bool, arrows: bool, dashes: bool) -> list[str]:
    """Return the parts of a cue, each said by one person."""
    parts = [""]
    for line in text.split("\n"):
        begins = (
            (arrows and CHANGE.match(line))
            or (dashes and DASH.match(line))
            or (bracketed and OWN_LINE.match(line + "\n") and not is_event(line.strip()))
        )
        if begins and parts[-1].strip():
            parts.append(line)
        else:
            parts[-1] = f"{parts[-1]}\n{line}" if parts[-1] else line
    return parts


def without_rolling(path: str, cues: Sequence[Cue]) -> tuple[list[Cue], list[Exclusion]]:
    """Return the cues without the lines that only stay on the screen from the cue before.

    Automatic captions roll: each cue shows the last line of the one before it again.
    """
    kept: list[Cue] = []
    repeats: list[Exclusion] = []
    shown: list[str] = []
    for cue in cues:
        lines = [line for line in cue.text.split("\n") if line.strip()]
        stripped = [" ".join(line.split()) for line in lines]
        again = 0
        for length in range(min(len(shown), len(stripped)), 0, -1):
            if shown[-length:] == stripped[:length]:
                again = length
                break
        if again:
            span = Span(path, cue.line, cue.line + again)
            repeats.append(Exclusion("repeat", "\n".join(lines[:again]), span))
        if lines[again:]:
            kept.append(replace(cue, text="\n".join(lines[again:])))
        shown = stripped or shown
    return kept, repeats


def is_rolling(cues: Sequence[Cue]) -> bool:
    """Whether at least a third of the cues begin with the last line of the cue before."""
    again = 0
    last = ""
    for cue in cues[:400]:
        lines = [" ".join(line.split()) for line in cue.text.split("\n") if line.strip()]
        again += bool(lines and last and lines[0] == last and (len(lines) > 1 or len(last) > 12))
        last = lines[-1] if lines else last
    return len(cues) >= 4 and again * 3 >= min(len(cues), 400)


def time_findings(path: str, said: Sequence[Utterance | Cue]) -> list[Diagnostic]:
    """Return one finding for each kind of time that cannot be right, with the first place."""
    kinds: dict[str, list[tuple[int, int]]] = {}
    latest_start = latest_end = -1
    for item in said:
        if item.start_ms is None:
            continue
        line = item.line if isinstance(item, Cue) else item.span.line
        end_ms = item.start_ms if item.end_ms is None else item.end_ms
        if end_ms < item.start_ms:
            kinds.setdefault("time-negative", []).append((line, item.start_ms))
        if item.start_ms < latest_start:
            kinds.setdefault("cue-runs-back", []).append((line, item.start_ms))
        elif item.start_ms < latest_end:
            kinds.setdefault("time-overlaps", []).append((line, item.start_ms))
        latest_start = max(latest_start, item.start_ms)
        latest_end = max(latest_end, end_ms)
    return [_time_finding(path, code, places) for code, places in kinds.items()]


MESSAGES = {
    "time-negative": ("end before they start", "the end is left open"),
    "cue-runs-back": ("start before the one above", "the order of the file is kept"),
    "time-overlaps": ("start before the one above ends", "both are kept as they are"),
}


def _time_finding(path: str, code: str, places: Sequence[tuple[int, int]]) -> Diagnostic:
    what, kept = MESSAGES[code]
    line, start_ms = places[0]
    cues = "1 cue does" if len(places) == 1 else f"{len(places)} cues do"
    message = f"cues {what}: {cues}, the first at {format_clock(start_ms)}; {kept}"
    make = note if code == "time-overlaps" else warning
    hint = f'correct the times, or accept it: [[accept]] code = "{code}"'
    return make(path, line, code, message, hint)


def closed(said: Sequence[Utterance]) -> list[Utterance]:
    """Return the utterances, an end before its start left open."""
    return [
        replace(u, end_ms=None)
        if u.end_ms is not None and u.start_ms is not None and u.end_ms < u.start_ms
        else u
        for u in said
    ]
