"""Transcripts of TalkBank and CHILDES: CHAT.

`cha`: the files ending in `.cha`, made in CLAN. Codes of the analysis are left out of the text and
listed; so are dependent tiers (`%mor`) and headers. Times between bullets are the utterance's.

    @Begin
    @Participants:	ADA Ada Adult, TOM Tomás Adult
    *ADA:	we found the letters in a tin box .
    *TOM:	and the first one was addressed to you ?
    @End
"""

import re
from collections.abc import Iterator

from generator.importers import cues as captions
from generator.importers.gather import Guess, Importer, built, error
from generator.importers.patterns import pattern
from generator.importers.text import Manuscript
from generator.model.source import Span
from generator.model.transcript import Exclusion, Facts, Reading, Utterance
from generator.model.value import value

FORMATS = ("cha",)
MAIN = pattern(r"\*(?P<who>[\w-]{1,12}):\s*(?P<text>.*)", re.DOTALL)
BULLET = pattern("[\x15\u0015•](\\d{1,9})_(\\d{1,9})[\x15\u0015•]")
# CHAT manual, "Scoped symbols" and "Utterance terminators": what an analyst adds to the words.
CODES = pattern(
    r"\[[^\[\]]*\]|[<>‹›]"
    r"|\+[^\s\w]*[.?!/,]+|\+[<\"^,+]+|&[+~]\S+|[↑↓↗↘→⌈⌉⌊⌋∆∇°▁▔☺]|\x15[^\x15]*\x15"
)
HEADER = pattern(r"@(?:Begin|UTF8|Participants|Languages|ID)\b")
EVENT = pattern(r"&=(\S+)")
FILLER = pattern(r"&-(\S+)")
SUFFIX = pattern(r"(?<=\w)@[a-z:$&*]{1,6}(?=\s|$)")
SHORTENED = pattern(r"(?<=\w)\((\w+)\)|\((\w+)\)(?=\w)")
PARTICIPANT = pattern(r"(\w{1,12})\s+([^,]+)")
ROLES = frozenset(
    """
    Target_Child Child Mother Father Brother Sister Investigator Adult Participant Teacher Student
    Unidentified Informant Speaker Subject Visitor Friend Male Female Text Media Narrator
    Environment
    """.split()  # noqa: SIM905
)


@value
class Tier:
    """A header, an utterance or a dependent tier, its continuation lines joined."""

    text: str
    line: int
    end_line: int


def sniff(manuscript: Manuscript) -> Guess | None:
    """Headers and main tiers have their marks at the start of the line."""
    headers = sum(1 for line in manuscript.openings.get("@", ()) if HEADER.match(line))
    if not headers:
        return None
    mains = sum(1 for line in manuscript.filled if MAIN.match(line))
    if headers < 2 and not mains:
        return None
    return Guess("cha", 1.0, f"{headers} headers of CHAT and {mains} main tiers")


def _tiers(manuscript: Manuscript) -> Iterator[Tier]:
    lines: list[str] = []
    first = 1
    for number, line in enumerate(manuscript.lines, 1):
        if line.startswith(("\t", " ")) and lines:
            lines.append(line.strip())
            continue
        if lines:
            yield Tier(" ".join(lines), first, number - 1)
        lines, first = ([line.rstrip()], number) if line.strip() else ([], number)
    if lines:
        yield Tier(" ".join(lines), first, len(manuscript.lines))


def read(manuscript: Manuscript, _format_name: str) -> Reading:
    """Return the main tiers as utterances."""
    path = manuscript.path
    said: list[Utterance] = []
    excluded: list[Exclusion] = []
    names: dict[str, str] = {}
    language = ""
    for tier in _tiers(manuscript):
        span = Span(path, tier.line, tier.end_line)
        found = MAIN.fullmatch(tier.text)
        if found:
            _main(found, span, names, said, excluded)
            continue
        code = "tier" if tier.text.startswith("%") else "header"
        excluded.append(Exclusion(code, tier.text, span))
        head, _, value = tier.text.partition(":")
        if head == "@Participants":
            names = _participants(value)
        if head == "@Languages":
            language = {"eng": "en", "spa": "es", "deu": "de", "fra": "fr", "ita": "it"}.get(
                value.strip()[:3], value.strip()[:3]
            )
    findings = captions.time_findings(path, said)
    if not said:
        findings.append(error(path, 0, "empty", "no one says anything", "add lines such as *ADA:"))
    transcript = built(
        manuscript,
        captions.closed(said),
        (),
        excluded,
        facts=Facts(language=language),
        grain="paragraph",
    )
    return Reading(transcript, tuple(findings))


def _participants(text: str) -> dict[str, str]:
    """Return the names by code: `ADA Ada Adult` has a name, `CHI Target_Child` only a role."""
    found = {}
    for code, rest in PARTICIPANT.findall(text):
        words = rest.split()
        named = [word for word in words if word not in ROLES]
        found[code] = " ".join(named or words).replace("_", " ")
    return found


def _main(
    found: re.Match[str],
    span: Span,
    names: dict[str, str],
    said: list[Utterance],
    excluded: list[Exclusion],
) -> None:
    raw = found["text"]
    times = BULLET.search(raw)
    start_ms, end_ms = (int(times[1]), int(times[2])) if times else (None, None)
    codes = [code.group() for code in CODES.finditer(raw)]
    if codes:
        excluded.append(Exclusion("code", " ".join(codes), span))
    excluded.append(Exclusion("label", f"*{found['who']}:", span))
    text = CODES.sub(" ", EVENT.sub(r" (\1) ", raw))
    text = SHORTENED.sub(r"\1\2", SUFFIX.sub("", FILLER.sub(r"\1", text)))
    text = re.sub(r"\s+([.?!,;:])", r"\1", " ".join(text.split()))
    if text.strip(" .?!,"):
        speaker = names.get(found["who"], found["who"])
        said.append(Utterance(text, span, speaker, start_ms, end_ms, label=span))


IMPORTER = Importer(FORMATS, __doc__, sniff, read)
