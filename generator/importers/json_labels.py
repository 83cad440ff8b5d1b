"""Names and arrows before the words of segments, in files that name nobody otherwise."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.importers import cues as captions
from generator.importers.patterns import pattern
from generator.importers.timed_words import covered
from generator.model.transcript import Cue, Exclusion, Utterance

# Captions say with arrows that another person begins, also inside a segment.
ARROWS = pattern(r"(?:^|(?<=\s))>>+\s*")
SAMPLE = 20_000


def labelled(said: Sequence[Utterance]) -> tuple[list[Utterance], list[Exclusion]]:
    """Return the utterances with speakers from their own text; and what was taken out of it."""
    cues = [Cue("", u.start_ms or 0, u.end_ms or 0, "", u.text, u.span.line) for u in said[:SAMPLE]]
    names = captions.prefixes(cues)
    arrows = sum(1 for cue in cues if ARROWS.search(cue.text)) >= max(2, len(cues) // 100)
    if not names and not arrows:
        return list(said), []
    found: list[Utterance] = []
    excluded: list[Exclusion] = []
    for utterance in said:
        parts = _divided(utterance) if arrows else [utterance]
        for part in parts:
            speech, head = _without_label(part, names)
            if head:
                excluded.append(Exclusion("label", head, part.span))
            if speech.text:
                found.append(speech)
    return found, excluded


def _divided(utterance: Utterance) -> list[Utterance]:
    """Return the utterance in parts, each from one pair of arrows to the next."""
    starts = [found.start() for found in ARROWS.finditer(utterance.text)]
    if not starts or starts == [0]:
        return [utterance]
    edges = [*dict.fromkeys([0, *starts]), len(utterance.text)]
    parts, rest = [], utterance.words
    for first, last in pairwise(edges):
        text = utterance.text[first:last].strip()
        count = covered(text, rest)
        words, rest = rest[:count], rest[count:]
        timed = replace(utterance, text=text, words=words)
        if words:
            timed = replace(timed, start_ms=words[0].start_ms, end_ms=words[-1].end_ms)
        parts.append(timed)
    return parts


def _without_label(utterance: Utterance, names: frozenset[str]) -> tuple[Utterance, str]:
    """Return the utterance without the name or arrows before it, and these."""
    text = utterance.text
    found = captions.PREFIX.match(text)
    name = (found["bracket"] or found["paren"] or found["name"]).strip() if found else ""
    speaker: str | None = name
    if not found or name not in names:
        found, speaker = ARROWS.match(text), ""
    if not found:
        return utterance, ""
    words = utterance.words[covered(found.group(), utterance.words) :]
    speech = replace(
        utterance,
        text=text[found.end() :],
        speaker_name=speaker,
        words=words,
        label=utterance.span if speaker == "" else None,
    )
    return speech, found.group().strip()
