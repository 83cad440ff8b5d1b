"""Annotation tools of linguists: ELAN and Praat.

A tier is a speaker. Tiers are joined in the order of time. Tiers that depend on others (glosses,
translations, phones) are not speech; they are listed with what is left out.

`xml-eaf`: ELAN, the files ending in `.eaf`.

    <ANNOTATION_DOCUMENT>
      <TIME_ORDER>
        <TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="0"/>
        <TIME_SLOT TIME_SLOT_ID="ts2" TIME_VALUE="4000"/>
      </TIME_ORDER>
      <TIER TIER_ID="Ada Marsh"><ANNOTATION>
        <ALIGNABLE_ANNOTATION TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
          <ANNOTATION_VALUE>We found the letters in a tin box.</ANNOTATION_VALUE>
        </ALIGNABLE_ANNOTATION>
      </ANNOTATION></TIER>
    </ANNOTATION_DOCUMENT>

`textgrid`: Praat, the files ending in `.TextGrid`, long or short, and as forced aligners write
them.

    File type = "ooTextFile"
    Object class = "TextGrid"

    0
    12.5
    <exists>
    1
    "IntervalTier"
    "Ada Marsh"
    0
    12.5
    2
    0
    4
    "We found the letters in a tin box."
    4
    12.5
    ""
"""

import re
from collections.abc import Iterator
from typing import Any

from generator.importers import cues as captions
from generator.importers.gather import Guess, Importer, built, error
from generator.importers.patterns import pattern
from generator.importers.text import Manuscript
from generator.importers.xml_nodes import attribute, name_of, named, span_of, text_of
from generator.model.source import Span
from generator.model.transcript import Exclusion, Reading, Utterance
from generator.model.value import value

FORMATS = ("xml-eaf", "textgrid")
TOKEN = pattern(
    r'"(?:[^"]|"")*"|(?<![\[\w.])-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w\]])|<exists>|<absent>'
)
HEADER = pattern(r'\ufeff?\s*(?:File type\s*=\s*"ooTextFile|"ooTextFile|"Praat|"TextGrid")')
NOT_SPEECH = pattern(
    r"phones?\b|gestures?\b|gaze\b|phonemes?\b|\bphn\b|gloss|translation|pos\b|tones?\b|"
    r"breaks?\b",
    re.IGNORECASE,
)
LAYER = pattern(r"(?:words?|utterances?|text|transcript(?:ion)?|orthography)$", re.IGNORECASE)
SILENCE = frozenset(("", "sp", "sil", "<sil>", "#", "<p>", "spn"))


@value
class Interval:
    """A stretch of a tier."""

    tier: str
    text: str
    start_ms: int
    end_ms: int
    line: int


def sniff(manuscript: Manuscript) -> Guess | None:
    """ELAN's root element; Praat's first lines."""
    root = manuscript.xml
    if root is not None and name_of(root) == "ANNOTATION_DOCUMENT":
        return Guess("xml-eaf", 1.0, "the root element is ANNOTATION_DOCUMENT")
    if HEADER.match(manuscript.text):
        return Guess("textgrid", 1.0, "Praat's TextGrid by its first lines")
    return None


def read(manuscript: Manuscript, format_name: str) -> Reading:
    """Return the annotations of all tiers in the order of time."""
    if format_name == "xml-eaf" and manuscript.xml is None:
        finding = error(manuscript.path, 0, "xml-broken", "the XML is broken", "xmllint FILE")
        return Reading(built(manuscript, ()), (finding,))
    found = list(
        _elan(manuscript, manuscript.xml) if format_name == "xml-eaf" else _praat(manuscript)
    )
    tiers = dict.fromkeys(interval.tier for interval in found)
    spoken = {t: None for t in tiers if not NOT_SPEECH.search(t)} or tiers
    speakers = {tier: _speaker(tier, alone=len(spoken) == 1) for tier in spoken}
    excluded = [
        Exclusion("tier", i.text, Span(manuscript.path, i.line, i.line))
        for i in found
        if i.tier not in spoken and i.text
    ]
    said = [
        Utterance(
            " ".join(i.text.split()),
            Span(manuscript.path, i.line, i.line),
            speakers[i.tier],
            i.start_ms,
            i.end_ms,
        )
        for i in sorted(found, key=lambda i: i.start_ms)
        if i.tier in spoken and i.text.strip().casefold() not in SILENCE
    ]
    findings = captions.time_findings(manuscript.path, said)
    if not said:
        findings.append(error(manuscript.path, 0, "empty", "no tier has words", "fill one"))
    transcript = built(manuscript, captions.closed(said), (), excluded)
    return Reading(transcript, tuple(findings))


def _speaker(tier: str, *, alone: bool) -> str | None:
    """Return the tier's name as a speaker, but for `words` and the like, which name no one."""
    layer = LAYER.search(tier)
    bare = tier[: layer.start()].rstrip(" \t\n-_") if layer else tier
    if not bare or (alone and bare.casefold() in ("default", "tier", "speech")):
        return None
    return bare


def _elan(manuscript: Manuscript, root: Any) -> Iterator[Interval]:
    slots = {
        attribute(slot, "TIME_SLOT_ID"): int(attribute(slot, "TIME_VALUE"))
        for slot in named(root, "TIME_SLOT")
        if re.fullmatch(r"\d{1,10}", attribute(slot, "TIME_VALUE"))
    }
    for tier in named(root, "TIER"):
        dependent = bool(attribute(tier, "PARENT_REF"))
        name = attribute(tier, "PARTICIPANT") or attribute(tier, "TIER_ID") or "?"
        for node in named(tier, "ALIGNABLE_ANNOTATION", "REF_ANNOTATION"):
            start = slots.get(attribute(node, "TIME_SLOT_REF1"), 0)
            end = slots.get(attribute(node, "TIME_SLOT_REF2"), start)
            text = text_of(node)
            label = f"{name} (gloss)" if dependent else name
            if text:
                yield Interval(label, text, start, end, span_of(manuscript, node).line)


def _praat(manuscript: Manuscript) -> Iterator[Interval]:
    """Read tokens: in the long and the short form the same follow in the same order."""
    tokens = _tokens(manuscript.text)
    head = [next(tokens, None) for _ in range(6)]  # file type, class, xmin, xmax, exists, size
    if head[-1] is None:
        return
    while (kind := next(tokens, None)) is not None:
        name, _, _, count = (next(tokens, None) for _ in range(4))
        if name is None or count is None:
            return
        points = "TextTier" in kind[0]
        for _ in range(_whole(count[0])):
            fields = [next(tokens, None) for _ in range(2 if points else 3)]
            if any(field is None for field in fields):
                return
            texts = [field[0] for field in fields if field]
            start = _ms(texts[0])
            end = start if points else _ms(texts[1])
            line = fields[-1][1] if fields[-1] else 1
            yield Interval(_unquoted(name[0]), _unquoted(texts[-1]), start, end, line)


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield each token with its line."""
    line, position = 1, 0
    for found in TOKEN.finditer(text):
        line += text.count("\n", position, found.start())
        position = found.start()
        yield found.group(), line


def _unquoted(token: str) -> str:
    return token[1:-1].replace('""', '"') if token.startswith('"') else token


def _ms(token: str) -> int:
    try:
        value = float(token)
    except ValueError:
        return 0
    return int(value * 1000) if 0 <= value < 3_600_000 else 0


def _whole(token: str) -> int:
    return int(token) if token.isdigit() and len(token) < 9 else 0


IMPORTER = Importer(FORMATS, __doc__, sniff, read)
