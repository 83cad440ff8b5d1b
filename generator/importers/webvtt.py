"""WebVTT captions, the files ending in `.vtt`.

Read are times, names (voice tags, or names before a colon), notes and styles (left out and listed),
and chapters. A cue without a name goes on with whoever spoke before. Times without minutes, a comma
for the point and a missing blank line are read too, each kind with a finding.

`vtt-plain`: captions without names, as whisper, YouTube and most caption services write them.

    WEBVTT

    00:00:00.000 --> 00:00:04.000
    We found the letters in a tin box. Nobody had opened it.

    00:00:09.000 --> 00:00:12.500
    And the first one was addressed to you?

`vtt-voice`: names in voice tags, as Teams, Microsoft Stream and podcast hosts write them.

    WEBVTT

    00:00:00.000 --> 00:00:04.000
    <v Ada Marsh>We found the letters in a tin box.

    00:00:09.000 --> 00:00:12.500
    <v Tomás Reyes>And the first one was addressed to you?

`vtt-zoom-name`: names before a colon, as Zoom and Webex write them.

    WEBVTT

    1
    00:00:00.000 --> 00:00:04.000
    Ada Marsh: We found the letters in a tin box.

    2
    00:00:09.000 --> 00:00:12.500
    Tomás Reyes: And the first one was addressed to you?

    3
    00:00:13.000 --> 00:00:15.000
    Ada Marsh: It was.

`vtt-youtube-auto`: YouTube's automatic captions, where each line is shown twice as the text rolls.
The second showing is left out.

    WEBVTT
    Kind: captions
    Language: en

    00:00:00.000 --> 00:00:02.000
    we found<00:00:01.200><c> the</c><00:00:01.500><c> letters</c>

    00:00:02.000 --> 00:00:02.010
    we found the letters

    00:00:02.010 --> 00:00:04.000
    we found the letters
    in<00:00:02.500><c> a</c><00:00:02.900><c> tin</c><00:00:03.300><c> box</c>

    00:00:04.000 --> 00:00:06.000
    in a tin box
    and<00:00:04.300><c> nobody</c><00:00:04.900><c> knew</c>

`vtt-chapters`: titles in place of words. The file gives its chapters to the transcript beside it.

    WEBVTT
    Kind: chapters

    00:00:00.000 --> 00:04:10.000
    Arrival

    00:04:10.000 --> 00:09:00.000
    The first letter

`vtt-descriptions`: what is to be seen, told to those who cannot see it, or data for a player.
Nobody says it in the recording, so it is refused; put the captions here.

    WEBVTT
    Kind: descriptions

    00:00:00.000 --> 00:00:04.000
    A woman lifts the lid of a rusty box, and shows a bundle of letters.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.importers import cues as captions
from generator.importers import webvtt_standard
from generator.importers.gather import Guess, Importer, built, error, note, warning
from generator.importers.patterns import pattern
from generator.importers.text import Manuscript
from generator.importers.webvtt_blocks import TIMING, Block, Parts, cues_of, parts_of, plain
from generator.model.diagnostic import Diagnostic
from generator.model.source import Span
from generator.model.transcript import Cue, Exclusion, Facts, Marker, Reading

FORMATS = (
    "vtt-plain",
    "vtt-voice",
    "vtt-zoom-name",
    "vtt-youtube-auto",
    "vtt-chapters",
    "vtt-descriptions",
)
TIMED_WORD = pattern(r"<(?:\d\d:)?\d\d:\d\d\.\d{3}><c[.>]")
# Players are told what a file is for beside it, so its name may be the best hint there is.
DESCRIPTIONS = pattern(r"(?:.*[\W_])?(?:audio)?descriptions?(?:[\W_][a-z]{2,3})?", re.IGNORECASE)
DATA = pattern(r"#[\w-]+|[\[{]\s*[\"{\[].*", re.DOTALL)


def cues(manuscript: Manuscript, conformant: bool) -> list[Cue]:
    """Return the timed cues; conformant: as a browser would have them."""
    if conformant:
        return webvtt_standard.cues(manuscript.text)
    return [cue for cue, _ in cues_of(parts_of(manuscript))]


def sniff(manuscript: Manuscript) -> Guess | None:
    """WebVTT has its name on the first line; without it, its timing lines are known."""
    if not manuscript.readable:
        return None
    head = manuscript.text[:40].lstrip("\ufeff")
    if head.startswith("WEBVTT"):
        return Guess(_dialect(manuscript), 1.0, "WEBVTT on the first line")
    timings = [line for line in manuscript.arrowed if "-->" in line]
    dotted = sum(1 for line in timings if TIMING.match(line) and "," not in line[:30])
    if dotted < 2 or dotted * 10 < len(timings) * 9:
        return None
    numbered = sum(1 for line in manuscript.numeric if line.strip().isdigit())
    if numbered * 2 > dotted or head.lstrip().startswith(("<", "{")):
        return None
    return Guess(_dialect(manuscript), 0.99, f"{dotted} timing lines with -->, without WEBVTT")


def _dialect(manuscript: Manuscript) -> str:
    """Return which of the forms of WebVTT a file has."""
    parts = parts_of(replace(manuscript, text="\n".join(manuscript.sample)))
    kind = parts.kind.casefold()
    if kind == "chapters":
        return "vtt-chapters"
    found = [cue for cue, wrong in cues_of(parts) if wrong != "-"]
    if _not_spoken(manuscript.path, kind, found) and not _titles(found):
        return "vtt-descriptions"
    tagged = [block.raw for block in parts.blocks if "<" in block.raw]
    if any(map(TIMED_WORD.search, tagged)) and captions.is_rolling(found):
        return "vtt-youtube-auto"
    if any("<v" in raw for raw in tagged):
        return "vtt-voice"
    if captions.prefixes(found) or captions.own_lines(found):
        return "vtt-zoom-name"
    return "vtt-chapters" if _titles(found) else "vtt-plain"


def _not_spoken(path: str, kind: str, found: Sequence[Cue]) -> bool:
    """Whether the cues tell a listener what is seen, or a player what to do."""
    if kind in ("descriptions", "metadata"):
        return True
    stem = path.rpartition("/")[2].rpartition(".")[0]
    if not kind and DESCRIPTIONS.fullmatch(stem) and _sparse(found):
        return True
    texts = [cue.text.strip() for cue in found if cue.text.strip()]
    return bool(texts) and all(DATA.match(text) for text in texts)


def _sparse(found: Sequence[Cue]) -> bool:
    """Whether nobody is named, and most of the time nothing is said: the gaps of another's talk."""
    if not found or any(cue.voice for cue in found):
        return False
    filled_ms = sum(cue.end_ms - cue.start_ms for cue in found)
    return 2 * filled_ms < found[-1].end_ms - found[0].start_ms


def _titles(cues: Sequence[Cue]) -> bool:
    """Whether the cues are titles: short, each on one line, each lasting long."""
    found = [cue for cue in cues if cue.text.strip()]
    if len(found) < 2:
        return False
    lengths = sorted(cue.end_ms - cue.start_ms for cue in found)
    rates = sorted(
        len(cue.text.split()) * 1000 / max(1, cue.end_ms - cue.start_ms) for cue in found
    )
    short = all("\n" not in c.text.strip() and len(c.text) < 90 for c in found)
    unfinished = all(c.text.strip()[-1] not in ".,…" for c in found)
    slow = lengths[len(lengths) // 2] >= 15_000 and rates[len(rates) // 2] < 0.4
    return short and unfinished and slow


def read(manuscript: Manuscript, format_name: str) -> Reading:
    """Return the cues as utterances, with findings for what is not as WebVTT wants it."""
    parts = parts_of(manuscript)
    if format_name == "vtt-descriptions":
        return _descriptions(manuscript, parts)
    lenient = list(cues_of(parts))
    timed = [cue for cue, wrong in lenient if wrong != "-"]
    findings = _format_findings(manuscript, lenient, parts)
    excluded = [*parts.notes, *_frames(manuscript, parts)]
    facts = Facts(language=parts.language)
    if format_name == "vtt-chapters":
        markers = _markers(manuscript.path, timed)
        excluded += [Exclusion("chapter", marker.title, marker.span) for marker in markers]
        transcript = built(manuscript, (), markers, excluded, parts.title, facts)
        return Reading(transcript, tuple(findings))
    findings += captions.time_findings(manuscript.path, timed)
    findings += _empty(manuscript.path, timed)
    timed = [
        part
        for block, (cue, wrong) in zip(parts.blocks, lenient, strict=True)
        if wrong != "-"
        for part in _voices(block, cue)
    ]
    if captions.is_rolling(timed):
        timed, repeats = captions.without_rolling(manuscript.path, timed)
        excluded += repeats
        if repeats:
            findings.append(_rolled(manuscript.path, repeats))
    said, heads = captions.utterances(manuscript.path, timed)
    if not said:
        findings.append(
            error(manuscript.path, 0, "empty", "the file has no words", "export it again")
        )
    transcript = built(
        manuscript, captions.closed(said), (), [*excluded, *heads], parts.title, facts
    )
    return Reading(transcript, tuple(findings))


def _markers(path: str, timed: Sequence[Cue]) -> list[Marker]:
    return [
        Marker(" ".join(cue.text.split()), cue.start_ms, Span(path, cue.line, cue.line + 1))
        for cue in timed
        if cue.text.strip()
    ]


def _descriptions(manuscript: Manuscript, parts: Parts) -> Reading:
    """Refuse what is said by no one in the recording: the words stay in the account."""
    path = manuscript.path
    excluded = [*parts.notes, *_frames(manuscript, parts)]
    excluded += [
        Exclusion("refused", block.raw, _below(path, block))
        for block in parts.blocks
        if block.wrong != "-" and block.raw
    ]
    message = "the file looks like descriptions of the picture or data for a player, not speech"
    hint = 'remove it; if people say these words, write format = "vtt-plain" in the episode\'s TOML'
    finding = error(path, 0, "not-a-transcript", message, hint)
    return Reading(built(manuscript, (), (), excluded, parts.title), (finding,))


def _voices(block: Block, cue: Cue) -> list[Cue]:
    """Return a cue in which several people speak as one cue for each, all with its times."""
    raw = block.raw
    if raw.count("<v") < 2:
        return [cue]
    starts = [found.start() for found in webvtt_standard.VOICE.finditer(raw)]
    edges = [0, *starts[1:], len(raw)]
    if len(edges) < 3:
        return [cue]
    parts = [raw[start:end] for start, end in pairwise(edges)]
    return [replace(cue, voice=webvtt_standard.voice(p), text=plain(p)) for p in parts]


def _frames(manuscript: Manuscript, parts: Parts) -> list[Exclusion]:
    """Return the lines of ids and timings: not speech, and accounted for."""
    found = []
    for block in parts.blocks:
        if block.id:
            span = Span(manuscript.path, block.line - 1, block.line - 1)
            found.append(Exclusion("id", block.id, span))
        span = Span(manuscript.path, block.line, block.line)
        found.append(Exclusion("time", block.timing.strip(), span))
        if block.wrong == "-" and block.raw.strip():
            found.append(Exclusion("stray", block.raw, _below(manuscript.path, block)))
    return found


def _below(path: str, block: Block) -> Span:
    """Return the lines below the timing."""
    return Span(path, block.line + 1, block.line + 1 + block.raw.count("\n"))


def _format_findings(
    manuscript: Manuscript, lenient: Sequence[tuple[Cue, str]], parts: Parts
) -> list[Diagnostic]:
    path, findings = manuscript.path, []
    odd = [cue.line for cue, wrong in lenient if wrong == "?"]
    broken = [cue.line for cue, wrong in lenient if wrong == "-"]
    if odd:
        findings.append(
            warning(
                path,
                odd[0],
                "time-format",
                f"{len(odd)} timing lines are not as WebVTT wants them (00:00.000); they are read",
                "export again, or leave it: players may drop these cues",
            )
        )
    if broken:
        findings.append(
            warning(
                path,
                broken[0],
                "time-unreadable",
                f"{len(broken)} timing lines cannot be read; the text below them is left out",
                "write 00:00:00.000 --> 00:00:02.000",
            )
        )
    stray = [n for n in parts.notes if n.code == "stray"]
    if stray:
        findings.append(
            warning(
                path,
                stray[0].span.line,
                "text-outside-cue",
                f"{len(stray)} passages are in no cue and are left out",
                "give them a timing line, or remove them",
            )
        )
    if not manuscript.text.lstrip("\ufeff").startswith("WEBVTT"):
        findings.append(
            note(path, 1, "no-webvtt", "the first line is not WEBVTT", "write it there")
        )
    return findings


def _empty(path: str, timed: Sequence[Cue]) -> list[Diagnostic]:
    lines = [cue.line for cue in timed if not cue.text.strip()]
    if not lines:
        return []
    count = "1 cue has" if len(lines) == 1 else f"{len(lines)} cues have"
    return [note(path, lines[0], "cue-empty", f"{count} no text", "nothing is lost; remove them")]


def _rolled(path: str, repeats: Sequence[Exclusion]) -> Diagnostic:
    words = Counter(len(repeat.text.split()) for repeat in repeats)
    count = sum(length * times for length, times in words.items())
    message = f"captions that roll: {count} words are shown twice and counted once"
    return note(path, repeats[0].span.line, "captions-roll", message)


IMPORTER = Importer(FORMATS, __doc__, sniff, read, cues)
