"""Podcast feeds' transcripts, against what the parser of an app (podcast-transcriptator) yields.

Plain parses are compared segment by segment: speaker, start, end and text, white space folded.
Its options (`combine...`, `speaker_change`) join segments; of those files the words are compared.
"""

import html
import json
from itertools import groupby
from typing import NamedTuple

import pytest

from generator import importers
from generator.model.source import Source
from tests.importers.corpus import suite


class Segment(NamedTuple):
    speaker: str
    start_ms: int | None
    end_ms: int | None
    text: str


def ours(name: str) -> list[Segment]:
    """Return what is read; who is not named again is still speaking."""
    source = Source(name, (suite("podcast-transcriptator") / name).read_bytes())
    reading, _ = importers.read(source)
    found, speaker = [], ""
    for said in reading.transcript.utterances:
        speaker = speaker if said.speaker_name is None else said.speaker_name
        found.append(Segment(speaker, said.start_ms, said.end_ms, said.text))
    return found


def theirs(name: str) -> list[Segment]:
    parsed = json.loads((suite("podcast-transcriptator") / name).read_text("utf-8"))
    return [
        Segment(
            segment.get("speaker") or "",
            round(segment["startTime"] * 1000),
            round(segment["endTime"] * 1000),
            " ".join(segment["body"].split()),
        )
        for segment in (parsed["segments"] if isinstance(parsed, dict) else parsed)
    ]


def words(segments: list[Segment]) -> list[str]:
    return " ".join(segment.text for segment in segments).split()


def untagged(text: str) -> str:
    return text.replace("<i>", "").replace("</i>", "")


def letters(segments: list[Segment]) -> str:
    return "".join(words(segments))


def joined(segments: list[Segment], *fields: str) -> list[Segment]:
    """Return the segments, neighbours that are equal in `fields` made one."""
    groups = groupby(segments, key=lambda s: [getattr(s, field) for field in fields])
    runs = [list(group) for _, group in groups]
    return [
        Segment(run[0].speaker, run[0].start_ms, run[-1].end_ms, " ".join(words(run)))
        for run in runs
    ]


@pytest.mark.parametrize(
    ("source", "parsed", "count"),
    [
        ("buzzcast.json", "buzzcast_json_parsed.json", 959),
        ("buzzcast.srt", "buzzcast_srt_parsed.json", 488),
        (
            "kde_express-16_kde_en_telegram.vtt",
            "kde_express-16_kde_en_telegram_vtt_parsed.json",
            22,
        ),
        ("podcasting_20_episode_124.srt", "podcasting_20_episode_124_srt_parsed.json", 646),
        ("podnews_daily_2024-01-25.vtt", "podnews_daily_2024-01-25_vtt_parsed.json", 44),
        (
            "podnews_weekly_review_2024-01-19.vtt",
            "podnews_weekly_review_2024-01-19_vtt_parsed.json",
            189,
        ),
    ],
)
def test_segments_are_those_of_the_apps_parser(source: str, parsed: str, count: int) -> None:
    segments = ours(source)
    assert segments == theirs(parsed)
    assert len(segments) == count


def test_segments_of_a_word_each_are_cues_of_the_file_and_sentences_of_the_reading() -> None:
    name = "how_to_start_a_podcast.json"
    source = Source(name, (suite("podcast-transcriptator") / name).read_bytes())
    cues = [Segment(c.voice, c.start_ms, c.end_ms, c.text) for c in importers.timed_cues(source)]
    assert cues == theirs("how_to_start_a_podcast_json_parsed.json")
    assert len(cues) == 2442
    segments = ours(name)
    turns = joined(segments, "speaker")
    spoken = theirs("how_to_start_a_podcast_json_combine_speaker_parsed.json")
    # The app sets "$600" close to the word before it; letters are compared, not spaces.
    assert [turn._replace(text=letters([turn])) for turn in turns] == [
        turn._replace(text=letters([turn])) for turn in spoken
    ]
    assert not [turn.text for turn in turns if " ," in turn.text or " ." in turn.text]
    assert len(segments) < len(cues) / 5


def test_html_has_no_ends_where_the_app_takes_the_next_start_for_one() -> None:
    """It also keeps `&amp;` as it stands in the file."""
    segments, parsed = ours("buzzcast.html"), theirs("buzzcast_html_parsed.json")
    assert segments == [s._replace(end_ms=None, text=html.unescape(s.text)) for s in parsed]
    assert len(segments) == 34


def test_a_cite_in_html_names_who_speaks_below_it_also_where_the_first_words_have_none() -> None:
    """The app gives each name to the words above it once a file begins without one."""
    segments = ours("podnews_weekly_review_2023-03-17.html")
    parsed = theirs("podnews_weekly_review_2023-03-17_html_parsed.json")
    assert [(s.start_ms, s.text) for s in segments] == [(s.start_ms, s.text) for s in parsed]
    assert segments[0].speaker == ""
    assert [s.speaker for s in segments[1:]] == [s.speaker for s in parsed[:-1]]
    assert len(segments) == 9


def test_segments_with_the_same_times_are_kept_apart_where_the_app_joins_them() -> None:
    """At one place it joins two that have different times, and then not their neighbour."""
    segments = joined(
        ours("podnews_weekly_review_2023-05-05.json"), "speaker", "start_ms", "end_ms"
    )
    parsed = theirs("podnews_weekly_review_2023-05-05_json_parsed.json")
    pairs = list(zip(segments, parsed, strict=True))
    assert len(pairs) == 67
    assert [number for number, (own, other) in enumerate(pairs) if own != other] == [26, 27]
    assert (segments[26].end_ms, segments[27].start_ms) == (94_607, 97_057)
    assert words(segments[26:28]) == words(parsed[26:28])


def test_words_spaces_and_commas_in_segments_of_their_own_make_sentences() -> None:
    """The app makes one segment of a speaker's words, where ours are sentences."""
    segments = ours("podnews_weekly_review_2023-06-02.json")
    parsed = theirs("podnews_weekly_review_2023-06-02_json_parsed.json")
    assert joined(segments, "speaker") == parsed
    assert len(parsed) == 2


@pytest.mark.parametrize(
    ("source", "parsed"),
    [("LaLaLand.json", "LaLaLand_json_parsed.json"), ("LaLaLand.vtt", "LaLaLand_vtt_parsed.json")],
)
def test_a_list_in_milliseconds_and_its_captions_have_the_apps_texts_and_times(
    source: str, parsed: str
) -> None:
    """The app takes any words before a colon for a name, and for the speaker of all that follows;
    here a name in one cue of 493 is none ("Subtitles:"). It keeps the tags of WebVTT as text."""
    data = (suite("podcast-transcriptator") / source).read_bytes()
    cues = importers.timed_cues(Source(source, data))
    wanted, speaker = [], ""
    for segment in theirs(parsed):
        head = "" if segment.speaker == speaker else f"{segment.speaker}: "
        speaker = segment.speaker
        wanted.append((segment.start_ms, segment.end_ms, head + untagged(segment.text)))
    seen = [(cue.start_ms, cue.end_ms, untagged(" ".join(cue.text.split()))) for cue in cues]
    assert seen == wanted
    assert len(seen) == 493


@pytest.mark.parametrize(
    ("source", "parsed"),
    [
        ("buzzcast.json", "buzzcast_json_combine_equal_time_parsed.json"),
        ("buzzcast.json", "buzzcast_json_combine_equal_time_space_parsed.json"),
        ("buzzcast.json", "buzzcast_json_speaker_change_combine_equal_time_space_parsed.json"),
        ("buzzcast.srt", "buzzcast_srt_combined_segments_128_parsed.json"),
        ("buzzcast.srt", "buzzcast_srt_speaker_change_combined_segments_128_parsed.json"),
        (
            "how_to_start_a_podcast.json",
            "how_to_start_a_podcast_json_combine_segments_32_parsed.json",
        ),
        ("how_to_start_a_podcast.json", "how_to_start_a_podcast_json_combine_speaker_parsed.json"),
        ("how_to_start_a_podcast.json", "how_to_start_a_podcast_json_speaker_changed_parsed.json"),
        ("one_word_segments.json", "one_word_segments_parsed_32.json"),
        ("one_word_segments.json", "one_word_segments_parsed_50.json"),
        (
            "podnews_weekly_review_2023-05-05.json",
            "podnews_weekly_review_2023-05-05_combine_speaker_json_parsed.json",
        ),
    ],
)
def test_whatever_the_app_joins_has_the_same_words(source: str, parsed: str) -> None:
    """A comma that is a segment of its own it sets close to the word before."""
    assert letters(ours(source)) == letters(theirs(parsed)) != ""


@pytest.mark.parametrize(
    ("name", "count", "odd"),
    [
        ("podnews_daily_2024-01-25.vtt", 44, 44),
        ("podnews_weekly_review_2024-01-19.vtt", 189, 144),
    ],
)
def test_times_without_minutes_lose_no_cue_and_are_one_finding(
    name: str, count: int, odd: int
) -> None:
    data = (suite("podcast-transcriptator") / name).read_bytes()
    source = Source(name, data)
    reading, _ = importers.read(source)
    assert data.count(b"-->") == len(importers.timed_cues(source)) == count
    assert len(importers.timed_cues(source, conformant=True)) == count - odd
    [finding] = reading.findings
    assert finding.code == "time-format"
    assert finding.message.startswith(f"{odd} timing lines")
