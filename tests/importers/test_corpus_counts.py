"""What independent expressions count in other people's transcripts is what importers count."""

import re
from collections import Counter
from dataclasses import dataclass, replace

import pytest

from generator import importers
from generator.model.clock import parse_clock
from generator.model.source import Source
from generator.model.transcript import Utterance
from tests.importers.corpus import Read, data, read, truth

# Where the corpora are absent one test stands for all, and says so.
TRUTH = sorted(truth()) or [("", "")]
# What the truth counts as a label: `**Name:**` or `**Name**:` where a line begins.
BOLD_LABEL = re.compile(r"\*\*([^*]+?)(?::\s*\*\*|\*\*\s*:)")


@dataclass(frozen=True)
class Measured:
    """What the importer makes of a unit of the truth."""

    count: int
    speakers: Counter[str]
    first_ms: int | None = None
    last_ms: int | None = None


def measure(path: str, unit: str) -> Measured:
    """Return the importer's own count of a unit."""
    found = read(path)
    said = found.transcript.utterances
    if unit == "turn":
        return turns(found)
    if unit == "timing-line" or found.format == "json-podcastns":
        # Segments of one word each make one utterance; the truth counts them as the file has them.
        cues = importers.timed_cues(Source(path, data(path)))
        names = Counter(cue.voice for cue in cues)
        return Measured(len(cues), names, cues[0].start_ms, cues[-1].start_ms)
    if unit in ("chapter", "header", "section"):
        marked = [m.start_ms for m in found.transcript.markers]
        return Measured(len(marked), Counter(), marked[0], marked[-1])
    if unit in ("line", "segment", "result", "utterance", "text_block"):
        # Whisper's last time is an end in the truth.
        last = said[-1].end_ms if found.format == "json-whisper" else said[-1].start_ms
        names = (
            [u.speaker_name or "" for u in said if u.label] if unit == "line" else spoken_by(said)
        )
        return Measured(len(said), Counter(names), said[0].start_ms, last)
    if unit == "paragraph":
        return Measured(found.episode.statistics.paragraphs, Counter())
    if unit == "punct":
        return Measured(sum(marks(u) for u in said), Counter())
    if unit == "speaker-segment":
        names = spoken_by(said)
        above = ["", *names]
        runs = [name for name, before in zip(names, above, strict=False) if name != before]
        return Measured(len(runs), Counter(runs))
    return words(found, unit)


def words(found: Read, unit: str) -> Measured:
    """Return the words of each speaker; all results of Google have those that it repeats, too."""
    said = found.transcript.utterances
    by_name = Counter[str]()
    for name, utterance in zip(spoken_by(said), said, strict=True):
        by_name[name] += len(utterance.text.split())
        # Speechmatics has punctuation among its words.
        by_name[name] += marks(utterance) if found.format == "json-speechmatics" else 0
    repeated = [x.text.split() for x in found.transcript.excluded if x.code == "repeat"]
    more = sum(map(len, repeated)) if unit == "word(all results)" else 0
    return Measured(by_name.total() + more, by_name)


def marks(utterance: Utterance) -> int:
    """Return how many words end in a punctuation mark."""
    return sum(word[-1] in ".,?!" for word in utterance.text.split())


def spoken_by(said: tuple[Utterance, ...]) -> list[str]:
    """Return who says each utterance, as the truth writes it."""
    names: list[str] = []
    for utterance in said:
        above = names[-1] if names else "None"
        name = above if utterance.speaker_name is None else utterance.speaker_name or "None"
        names.append(name.removeprefix("Speaker "))
    return names


def turns(found: Read) -> Measured:
    """Return all labelled blocks: turns, events with a bold name, and labels without words."""
    labelled = [u for u in found.transcript.utterances if u.label]
    names = [u.speaker_name or "" for u in labelled]
    others = {f.line for f in found.findings if f.code == "turn-empty"}
    others |= {u.span.line for u in found.transcript.utterances if u.event}
    lines = (BOLD_LABEL.match(found.lines[line - 1]) for line in others)
    names += [match[1] for match in lines if match] if found.format[:4] != "json" else []
    first, last = (labelled[0].start_ms, labelled[-1].start_ms) if labelled else (None, None)
    return Measured(len(names), Counter(names), first, last)


@dataclass(frozen=True)
class Explained:
    """What differs from the truth, and why that is right."""

    reason: str
    count: int | None = None
    n_speakers: int | None = None
    last_ms: int | None = None
    speakers: tuple[tuple[str, int], ...] = ()


LENNY = "md-name-paren-time/lenny__{}-transcript.md"
EXPLAINED = {
    ("json-assemblyai/deepgram-fixture__assemblyai_transcription.json", "utterance"): Explained(
        "it has no utterances, so its words are divided at the ends of sentences", 3
    ),
    ("json-deepgram/deepgram__dg_speakers_no_utterances.json", "utterance"): Explained(
        "it has no utterances, so its paragraphs are taken", 11
    ),
    ("json-aws/bbc__todayinfocus.sample.json", "speaker-segment"): Explained(
        "segments in a row of one speaker are one run, and those of no one are between words",
        count=8,
        n_speakers=2,
        speakers=(("spk_0", 4), ("spk_1", 4), ("", 0)),
    ),
    ("json-aws/vilvadot__test-input.json", "speaker-segment"): Explained(
        "segments in a row of one speaker are one run", 1, speakers=(("spk_1", 1),)
    ),
    ("json-google-stt/bbc__gcpSttSpeakerDiarization.sample.json", "result"): Explained(
        "the last result says all again; two of the others have a change of speaker in them", 58
    ),
    (
        "md-bold-name/polygon-meet__Polygon-Protocol-Governance-Calls-05_PPGC_Transcript.md",
        "turn",
    ): Explained(
        "six names before a colon are not bold",
        count=22,
        speakers=(("Harry Rook", 8), ("Jackson Lewis", 2), ("David Silverman", 5)),
    ),
    (
        "md-bold-name/polygon-meet__Polygon-Protocol-Governance-Calls-06_PPGC_Transcript.md",
        "turn",
    ): Explained("one name before a colon is not bold", 19, speakers=(("Jerry Chen", 2),)),
    (LENNY.format("anuj-rathi"), "turn"): Explained(
        "a sentence stands where a name should: it is said, and names no one",
        count=98,
        n_speakers=2,
        last_ms=4_321_000,
        speakers=(("It's my pleasure. Bye, everyone.", 0),),
    ),
    (LENNY.format("jonny-miller"), "turn"): Explained(
        "two sentences stand where names should",
        count=166,
        n_speakers=2,
        last_ms=4_428_000,
        speakers=(
            ("Okay. So yeah, take a full breath in and begin.", 0),
            ("Same for me. Bye everyone.", 0),
        ),
    ),
    (LENNY.format("nan-yu"), "turn"): Explained(
        "a sentence stands where a name should",
        count=181,
        n_speakers=2,
        last_ms=4_840_000,
        speakers=(("Bye, everyone.", 0),),
    ),
    ("txt-name-time/btc__bitcoin-explained-bitcoin-core-v23.md", "turn"): Explained(
        "eight names stand before a colon and have no time",
        count=177,
        speakers=(("Aaron van Wirdum", 89), ("Sjors Provoost", 88)),
    ),
}


def clock_ms(text: str) -> int | None:
    """Return a time of the truth: a clock, seconds, or none."""
    if not text:
        return None
    return parse_clock(text) if ":" in text else round(float(text) * 1000)


def expectation(row: dict[str, str]) -> Explained:
    listed = dict(entry.rsplit("=", 1) for entry in row["speakers"].split("; ") if entry)
    speakers = {name.replace("(none)", "None"): int(count) for name, count in listed.items()}
    return Explained(
        "the truth",
        int(row["count"]),
        int(row["n_speakers"] or 0) or None,
        clock_ms(row["last_time"]),
        tuple(sorted(speakers.items())),
    )


@pytest.mark.parametrize(("path", "unit"), TRUTH)
def test_counts_are_the_truths_or_explained(path: str, unit: str) -> None:
    measured, row = measure(path, unit), truth()[path, unit]
    expected = expectation(row)
    first_ms = clock_ms(row["first_time"])
    if explained := EXPLAINED.get((path, unit)):
        kept = {k: v for k in ("count", "n_speakers", "last_ms") if (v := getattr(explained, k))}
        speakers = {**dict(expected.speakers), **dict(explained.speakers)}
        expected = replace(expected, **kept, speakers=tuple(sorted(speakers.items())))
    assert measured.count == expected.count
    assert expected.n_speakers in (None, len(measured.speakers))
    assert expected.last_ms in (None, measured.last_ms)
    assert first_ms in (None, measured.first_ms)
    assert {n: measured.speakers[n] for n, _ in expected.speakers} == dict(expected.speakers)


@pytest.mark.parametrize("key", sorted(EXPLAINED) if truth() else [("", "")])
def test_each_explanation_is_of_a_difference(key: tuple[str, str]) -> None:
    read(key[0])
    explained, expected = EXPLAINED[key], expectation(truth()[key])
    assert explained.count not in (None, expected.count)
    assert all(dict(expected.speakers)[name] != count for name, count in explained.speakers)
