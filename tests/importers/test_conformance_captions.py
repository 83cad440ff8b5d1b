"""One recording in many files: encodings of SubRip, and all that whisper-timestamped writes."""

import codecs
import json
from pathlib import Path

import pytest

from generator import importers
from generator.model.source import Source
from tests.importers.corpus import suite

Timed = list[tuple[int, int, str]]


def timed(path: Path) -> Timed:
    cues = importers.timed_cues(Source(path.name, path.read_bytes()))
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in cues]


def words(path: Path) -> Timed:
    reading, _ = importers.read(Source(path.name, path.read_bytes()))
    said = reading.transcript.utterances
    return [(word.start_ms, word.end_ms, word.text) for u in said for word in u.words]


@pytest.mark.parametrize("name", ["utf-16-be", "utf-16-le", "utf-32-be", "utf-32-le"])
def test_a_subrip_file_is_the_same_in_every_unicode_encoding(name: str) -> None:
    folder = suite("srt-pysrt-encodings")
    cues = timed(folder / f"bom-{name}.srt")
    assert cues == timed(folder / "bom-utf-8.srt")
    assert len(cues) == 7


def test_a_subrip_file_is_the_same_in_windows_1252_and_says_that_it_was_guessed() -> None:
    folder = suite("srt-pysrt-encodings")
    cues = timed(folder / "windows-1252.srt")
    assert cues == timed(folder / "utf-8.srt")
    assert len(cues) == 1332
    source = Source("a.srt", (folder / "windows-1252.srt").read_bytes())
    codes = [finding.code for finding in importers.read(source)[0].findings]
    assert codes == ["encoding-guessed"]


def test_numbers_above_the_times_of_subrip_may_be_missing() -> None:
    folder = suite("srt-pysrt-encodings")
    assert timed(folder / "no-indexes.srt") == timed(folder / "bom-utf-8.srt")


def test_a_cue_without_text_is_a_cue_and_one_finding() -> None:
    folder = suite("srt-pysrt-encodings")
    full, some = timed(folder / "bom-utf-8.srt"), timed(folder / "empty.srt")
    assert [cue[:2] for cue in some] == [cue[:2] for cue in full]
    assert [index for index, cue in enumerate(some) if not cue[2].strip()] == [2, 3]
    source = Source("a.srt", (folder / "empty.srt").read_bytes())
    assert [f.code for f in importers.read(source)[0].findings] == ["cue-empty"]


def test_times_without_thousandths_are_read() -> None:
    cues = timed(suite("srt-pysrt-encodings") / "invalid.srt")
    assert cues == [(1000, 10_000, "This subtitle is invalid")]


def with_all_forms() -> list[Path]:
    """Return the JSON files of whisper-timestamped that have tables and captions beside them."""
    folder = suite("crossformat-whisper-timestamped")
    found = [path for path in sorted(folder.rglob("*.words.json")) if form(path, "srt").is_file()]
    assert len(found) == 4
    return found


def form(path: Path, ending: str) -> Path:
    return path.with_name(path.name.replace("words.json", ending))


@pytest.mark.parametrize("ending", ["srt", "vtt", "tsv", "csv"])
def test_the_segments_of_whisper_are_the_same_in_each_of_its_formats(ending: str) -> None:
    for path in with_all_forms():
        assert timed(form(path, ending)) == timed(path) != []


@pytest.mark.parametrize("ending", ["words.srt", "words.vtt", "words.tsv", "words.csv"])
def test_the_words_of_whisper_are_the_same_in_each_of_its_formats(ending: str) -> None:
    for path in with_all_forms():
        assert timed(form(path, ending)) == words(path) != []


def test_segments_and_words_of_whisper_are_those_of_the_json() -> None:
    folder = suite("crossformat-whisper-timestamped")
    paths = sorted(folder.rglob("*.words.json"))
    for path in paths:
        segments = json.loads(path.read_bytes())["segments"]
        spoken = [s for s in segments if s["text"].strip()]
        assert timed(path) == [
            (ms(s["start"]), ms(s["end"]), " ".join(s["text"].split())) for s in spoken
        ]
        assert words(path) == [
            (ms(w["start"]), ms(w["end"]), w["text"].strip())
            for s in spoken
            for w in s.get("words", [])
            if w["text"].strip()
        ]
    assert len(paths) == 91


def ms(seconds: float) -> int:
    return round(seconds * 1000)


@pytest.mark.parametrize("name", ["punctuations.mp3", "smartphone.mp3"])
@pytest.mark.parametrize("length", [6, 20, 50])
def test_captions_of_one_length_are_the_same_as_subrip_and_webvtt(name: str, length: int) -> None:
    folder = suite("crossformat-whisper-timestamped") / "split_subtitles"
    cues = timed(folder / f"{name}_{length}.srt")
    assert cues == timed(folder / f"{name}_{length}.vtt") != []


def test_the_marks_of_all_encodings_are_taken_off() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nZoë.\n"
    for mark, encoding in [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ]:
        [cue] = importers.timed_cues(Source("a.srt", mark + text.encode(encoding)))
        assert (cue.id, cue.text) == ("1", "Zoë.")
