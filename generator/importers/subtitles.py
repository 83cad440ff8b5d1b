"""Subtitles of players and fans.

`ass`: Advanced SubStation and its elder, SSA, made in Aegisub. The field for the actor's name is
the speaker.

    [Script Info]
    Title: Letters from the tin box

    [Events]
    Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
    Dialogue: 0,0:00:00.00,0:00:04.00,Default,Ada Marsh,0,0,0,,We found the letters.

`sami`: SAMI, once made for Windows Media Player.

    <SAMI><BODY>
    <SYNC Start=0><P>We found the letters in a tin box.
    <SYNC Start=9000><P>And the first one was addressed to you?
    </BODY></SAMI>

`microdvd`: MicroDVD counts frames, so it needs a frame rate: `{1}{1}25` on the first line, else
23.976 is assumed, with a finding.

    {1}{1}25
    {25}{100}We found the letters in a tin box.
    {225}{312}And the first one was addressed to you?

`lrc`: the format of lyrics, which several speech recognisers write too.

    [ti:Letters from the tin box]
    [00:00.00]We found the letters in a tin box.
    [00:09.00]And the first one was addressed to you?
"""

import re
import warnings
from collections.abc import Iterator

from generator.importers import cues as captions
from generator.importers import html_tree
from generator.importers.gather import Guess, Importer, built, error, warning
from generator.importers.patterns import pattern
from generator.importers.text import Manuscript
from generator.model.diagnostic import Diagnostic
from generator.model.source import Span
from generator.model.transcript import Cue, Exclusion, Reading, Utterance, Word

FORMATS = ("ass", "sami", "microdvd", "lrc")
ASS = pattern(r"\[(?:Script Info|V4\+? Styles|Events)\]", re.IGNORECASE)
EVENT = pattern(r"\s*(Dialogue|Comment)\s*:\s*(.*)", re.IGNORECASE)
OVERRIDE = pattern(r"\{[^{}]*\}")
DRAWING = pattern(r"\{[^{}\\]*(?:\\(?!p[1-9])[^{}\\]*)*\\p[1-9]")
FRAMES = pattern(r"\{(\d{1,9})\}\{(\d{0,9})\}(.*)")
CODES = pattern(r"\{[yYcCfFsSoOpPhH]:[^{}]*\}")
USUAL_FPS = 23.976
SYNC = pattern(r"<sync\b[^<>]*\bstart\s*=\s*[\"']?(\d{1,10})[^<>]*>", re.IGNORECASE)
LRC_LINE = pattern(r"((?:\[\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\])+)(.*)")
LRC_TIME = pattern(r"[\[<](\d{1,3}):(\d{1,2})(?:[.:](\d{1,3}))?[\]>]")
LRC_TAG = pattern(r"\[(ar|al|ti|au|by|re|ve|length|offset|la|#)\s*:\s*([^\]]*)\]", re.IGNORECASE)


def sniff(manuscript: Manuscript) -> Guess | None:
    """Each has marks that no other has."""
    if not manuscript.readable:
        return None
    head = manuscript.text[:20_000]
    bracketed = [line.strip() for line in manuscript.openings.get("[", ())]
    if any(map(ASS.match, bracketed)) and "dialogue" in manuscript.text.casefold():
        return Guess("ass", 1.0, "sections of Advanced SubStation, and Dialogue lines")
    if head.lstrip("\ufeff \t\r\n")[:5].casefold() == "<sami" or (
        "<" in head and SYNC.search(head) and "<p" in head.casefold()
    ):
        return Guess("sami", 1.0, "the tags of SAMI")
    braced = [line for line in manuscript.openings.get("{", ()) if line[0] == "{"]
    if not braced and not bracketed:
        return None
    frames = sum(1 for line in braced if FRAMES.match(line))
    filled = len(manuscript.filled)
    if frames and frames * 2 > filled:
        return Guess("microdvd", 1.0, f"{frames} lines begin with two numbers of frames")
    timed = sum(1 for line in bracketed if LRC_LINE.match(line))
    tags = sum(1 for line in bracketed if LRC_TAG.match(line))
    # `[00:01:02]` without a tag is hours, minutes and seconds.
    fractions = sum(1 for line in bracketed if re.match(r"\[\d{1,3}:\d\d\.\d\d", line))
    if timed and timed + tags >= 0.7 * filled and (fractions or tags):
        # Where people's names follow the times, it is a conversation.
        named = sum(
            1 for line in bracketed if re.match(r"\[[\d:.]+\]\s*\**[^\W\d][\w .'-]{0,30}:", line)
        )
        if tags or named * 2 < timed:
            return Guess("lrc", 0.99, f"{timed} lines begin with a time in brackets, as lyrics")
    return None


def read(manuscript: Manuscript, format_name: str) -> Reading:
    """Return the subtitles as utterances."""
    findings: list[Diagnostic] = []
    excluded: list[Exclusion] = []
    if format_name == "lrc":
        return _lrc(manuscript)
    timed = _timed(manuscript, format_name, excluded, findings)
    findings += captions.time_findings(manuscript.path, timed)
    said, heads = captions.utterances(manuscript.path, timed, keep_voice=format_name != "ass")
    if not said:
        findings.append(
            error(manuscript.path, 0, "empty", "the file has no words", "export it again")
        )
    transcript = built(manuscript, captions.closed(said), (), [*excluded, *heads])
    return Reading(transcript, tuple(findings))


def _timed(
    manuscript: Manuscript,
    format_name: str,
    excluded: list[Exclusion],
    findings: list[Diagnostic],
) -> list[Cue]:
    if format_name == "ass":
        return list(_ass(manuscript, excluded))
    if format_name == "sami":
        return list(_sami(manuscript))
    return list(_microdvd(manuscript, findings))


def _ass(manuscript: Manuscript, excluded: list[Exclusion]) -> Iterator[Cue]:
    """Read with pysubs2, which knows the many orders of the fields; the line by counting."""
    from pysubs2 import SSAFile
    from pysubs2.exceptions import Pysubs2Error

    places = [i for i, line in enumerate(manuscript.lines, 1) if EVENT.match(line)]
    try:
        text = "\n".join(line.strip() for line in manuscript.lines)
        with warnings.catch_warnings():
            # Of margins and the like that it cannot read; nothing of that is used here.
            warnings.simplefilter("ignore")
            events = list(SSAFile.from_string(text, format_="ass").events)
    except (Pysubs2Error, ValueError, IndexError, KeyError, OverflowError):
        events = []
    for nth, event in enumerate(events):
        line = places[nth] if nth < len(places) else len(manuscript.lines)
        span = Span(manuscript.path, line, line)
        raw = event.text
        words = OVERRIDE.sub("", raw).replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
        if event.type.casefold() != "dialogue" or DRAWING.search(raw):
            excluded.append(Exclusion("comment", words, span))
        elif words.strip():
            start, end = max(0, event.start), max(0, event.end)
            yield Cue("", start, end, event.name.strip(), words, line)


def _sami(manuscript: Manuscript) -> Iterator[Cue]:
    """Read SAMI's blocks; a block without words ends the one before."""
    text = manuscript.text
    marks = list(SYNC.finditer(text))
    line, position = 1, 0
    for place, found in enumerate(marks):
        after = marks[place + 1] if place + 1 < len(marks) else None
        line += text.count("\n", position, found.start())
        position = found.start()
        body = text[found.end() : after.start() if after else len(text)]
        if after is None:
            body = re.split(r"</body|</sami", body, maxsplit=1, flags=re.IGNORECASE)[0]
        body = re.sub(r"<br\s*/?>", " ", body, flags=re.IGNORECASE)
        root = html_tree.parsed(body).body
        words = (root.text() if root else "").replace("\xa0", " ")
        start = int(found[1])
        if words.strip():
            yield Cue(
                "", start, int(after[1]) if after else start, "", " ".join(words.split()), line
            )


def _microdvd(manuscript: Manuscript, findings: list[Diagnostic]) -> Iterator[Cue]:
    rate = 0.0
    for number, line in enumerate(manuscript.lines, 1):
        found = FRAMES.match(line.strip("\ufeff "))
        if not found:
            continue
        first, last, text = found.groups()
        if not rate:
            declared = re.fullmatch(r"\s*(\d{2,3}(?:\.\d{1,3})?)\s*", text)
            rate = float(declared[1]) if declared and first in ("0", "1") else USUAL_FPS
            if declared and first in ("0", "1") and rate > 0:
                continue
            message = (
                f"the file does not say its frame rate; {USUAL_FPS} frames a second are assumed"
            )
            hint = "write {1}{1}25 above the first line, with your rate"
            findings.append(warning(manuscript.path, number, "frame-rate", message, hint))
        words = CODES.sub("", text).replace("|", "\n")
        start, end = int(int(first) / rate * 1000), int(int(last or first) / rate * 1000)
        if words.strip():
            yield Cue("", start, end, "", words, number)


def _lrc(manuscript: Manuscript) -> Reading:
    """Read lyrics: a line with several times is heard as often."""
    said: list[Utterance] = []
    excluded: list[Exclusion] = []
    title = ""
    for number, line in enumerate(manuscript.lines, 1):
        stripped, span = line.strip("\ufeff \t"), Span(manuscript.path, number, number)
        if tag := LRC_TAG.fullmatch(stripped):
            title = tag[2].strip() if tag[1].casefold() == "ti" else title
            excluded.append(Exclusion("header", stripped, span))
        elif found := LRC_LINE.fullmatch(stripped):
            excluded.append(Exclusion("time", found[1], span))
            said += _lyrics(found, span)
        elif stripped:
            said.append(Utterance(" ".join(stripped.split()), span))
    said.sort(key=lambda u: -1 if u.start_ms is None else u.start_ms)
    findings: list[Diagnostic] = []
    if not said:
        findings.append(
            error(manuscript.path, 0, "empty", "the file has no words", "export it again")
        )
    return Reading(built(manuscript, said, (), excluded, title), tuple(findings))


def _lyrics(found: re.Match[str], span: Span) -> Iterator[Utterance]:
    words: list[Word] = []
    parts = re.split(r"(<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>)", found[2])
    for mark, text in zip(parts[1::2], parts[2::2], strict=False):
        if text.strip() and (stamp := LRC_TIME.fullmatch(mark)):
            words.append(Word(" ".join(text.split()), _lrc_ms(stamp), _lrc_ms(stamp)))
    text = " ".join(LRC_TIME.sub(" ", found[2]).split())
    if text:
        for stamp in LRC_TIME.finditer(found[1]):
            yield Utterance(text, span, None, _lrc_ms(stamp), words=tuple(words))


def _lrc_ms(found: re.Match[str]) -> int:
    fraction = (found[3] or "0").ljust(3, "0")
    return (int(found[1]) * 60 + int(found[2])) * 1000 + int(fraction)


IMPORTER = Importer(FORMATS, __doc__, sniff, read)
