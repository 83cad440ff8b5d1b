"""JSON by strangers: every form is recognised and read, and no value in it breaks the reading."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers import (
    otranscribe,
    oyez,
    podcast_json,
    speech_services,
    speech_tools,
    whisper_json,
)
from generator.importers.gather import Guess, Importer
from generator.importers.json_values import BAD, LONGEST_MS, time_ms
from generator.importers.text import decode
from generator.model.source import Source
from generator.model.transcript import Reading, Utterance

MODULES = (podcast_json, whisper_json, speech_services, speech_tools, oyez, otranscribe)
IMPORTERS: tuple[Importer, ...] = tuple(module.IMPORTER for module in MODULES)
FORMATS = [name for importer in IMPORTERS for name in importer.formats]
CASES = [
    path
    for path in sorted((Path(__file__).parent / "cases").rglob("*.*"))
    if path.parent.name in FORMATS
]
DOCUMENTS = [json.loads(path.read_text("utf-8").partition("\n----\n")[0]) for path in CASES]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(
        ["NaN", "inf", "1:99", "-1", "00:00:01.5", "12.5s", " ", ">> ", "Ada: ", "0"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["start", "end", "text", "word", "words", "speaker", "seconds", "nanos", "name"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


def guess(text: str) -> tuple[Guess | None, Importer]:
    manuscript = decode(Source("a.json", text.encode()))
    guesses = [(found, i) for i in IMPORTERS if (found := i.sniff(manuscript))]
    return max(guesses, key=lambda entry: entry[0].score, default=(None, IMPORTERS[0]))


def check(document: Any, format_name: str = "") -> Reading:
    """Return what is read, after what must be true of every reading."""
    text = document if isinstance(document, str) else json.dumps(document, indent=1)
    found, importer = guess(text)
    if format_name:
        importer = next(i for i in IMPORTERS if format_name in i.formats)
    elif found:
        format_name = found.format
    else:
        raise AssertionError("not recognised")
    reading = importer.read(decode(Source("a.json", text.encode())), format_name)
    said = reading.transcript.utterances
    assert all(u.text and u.text == " ".join(u.text.split()) for u in said)
    lines = [u.span.line for u in said]
    assert lines == sorted(lines)
    for utterance in said:
        _check_times(utterance)
    for marker in reading.transcript.markers:
        assert marker.span.line not in lines
    codes = [finding.code for finding in reading.findings]
    assert len(codes) == len(set(codes))
    words = "\n".join([u.text for u in said] + [x.text for x in reading.transcript.excluded])
    assert sorted(words.split()) == sorted(reading.transcript.text.split())
    return reading


def _check_times(utterance: Utterance) -> None:
    start_ms, end_ms = utterance.start_ms, utterance.end_ms
    assert start_ms is None or 0 <= start_ms <= LONGEST_MS
    assert end_ms is None or start_ms is None or start_ms <= end_ms
    assert all(0 <= w.start_ms <= w.end_ms for w in utterance.words)


def said(reading: Reading) -> list[tuple[str | None, int | None, str]]:
    return [(u.speaker_name, u.start_ms, u.text) for u in reading.transcript.utterances]


def places(value: Any) -> list[Callable[[Any], None]]:
    """Return for each place in a document a function that puts another value there."""
    found: list[Callable[[Any], None]] = []
    if isinstance(value, list | dict):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            found.append(lambda new, key=key: value.__setitem__(key, new))
            found += places(value[key])
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case_is_recognised_by_its_content(path: Path) -> None:
    found, _ = guess(path.read_text("utf-8").partition("\n----\n")[0])
    assert found
    assert found.format == path.parent.name
    assert found.score >= 0.85
    assert found.reason


@given(st.integers(0, len(DOCUMENTS) - 1), st.data())
def test_any_value_anywhere_in_a_file_is_read(number: int, data: st.DataObject) -> None:
    document = json.loads(json.dumps(DOCUMENTS[number]))
    for _ in range(data.draw(st.integers(1, 3))):
        spots = places(document)
        if spots:
            data.draw(st.sampled_from(spots))(data.draw(JSON))
    check(document, CASES[number].parent.name)
    guess(json.dumps(document))


@given(JSON, st.sampled_from(FORMATS))
def test_any_json_is_read_as_any_format_that_the_owner_asks_for(value: Any, name: str) -> None:
    check(value, name)
    guess(json.dumps(value))


@pytest.mark.parametrize("name", FORMATS)
def test_text_that_is_not_json_has_no_words_and_says_so(name: str) -> None:
    reading = check("We found a tin box.", name)
    assert [finding.code for finding in reading.findings] == ["empty"]


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        [1, 2],
        {"name": "talkbook", "version": "1.0.0", "dependencies": {"a": "1"}},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}}]},
        [{"id": 1, "title": "a", "body": "b"}],
        {"text": "no more than a text"},
        {"results": [{"name": "a"}], "count": 1},
        {"words": ["a", "b"]},
        {"events": [{"start": "2021-01-01", "title": "a"}]},
        {"chapters": ["Intro"]},
        {"content": "a page", "title": "b"},
    ],
)
def test_json_of_something_else_is_not_recognised(document: Any) -> None:
    found, _ = guess(json.dumps(document))
    assert found is None


SEGMENT = st.tuples(
    st.sampled_from(["Ada Marsh", "Tomás Reyes"]),
    st.integers(0, 3_600_000),
    st.integers(0, 60_000),
    st.from_regex(r"[a-zé“”\"\\/]{1,6}( [a-z']{1,6}){0,4}", fullmatch=True),
)


@given(st.lists(SEGMENT, min_size=1, max_size=8), st.sampled_from([None, 1]), st.booleans())
def test_segments_come_back_in_the_files_order(
    segments: list[tuple[str, int, int, str]], indent: int | None, ascii_only: bool
) -> None:
    document = {
        "version": "1.0.0",
        "segments": [
            {
                "speaker": name,
                "startTime": start / 1000,
                "endTime": (start + length) / 1000,
                "body": body,
            }
            for name, start, length, body in segments
        ],
    }
    text = json.dumps(document, indent=indent, ensure_ascii=ascii_only)
    reading = check(text)
    assert said(reading) == [(name, start, body) for name, start, _, body in segments]
    if indent:
        lines = text.split("\n")
        for utterance in reading.transcript.utterances:
            assert '"body"' in lines[utterance.span.line - 1]


@given(st.integers(0, LONGEST_MS))
def test_a_time_is_the_same_however_it_is_written(ms: int) -> None:
    s = ms // 1000
    assert time_ms(ms, 1) == ms
    assert time_ms(ms / 1000) == ms
    assert time_ms(f"{ms / 1000:.3f}s") == ms
    assert time_ms(f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}.{ms % 1000:03}") == ms
    assert time_ms({"seconds": str(s), "nanos": ms % 1000 * 1_000_000}) == ms


@pytest.mark.parametrize(
    "value",
    [-1, 1e12, 10**400, True, "soon", "nan", [], {"seconds": {}}, "1:99", "9" * 5000 + ":00"],
)
def test_what_is_no_time_is_told_from_no_time_at_all(value: Any) -> None:
    assert time_ms(value) == BAD
    assert time_ms(None) is None


def test_each_kind_of_trouble_is_one_finding_with_its_count() -> None:
    segments = [{"startTime": -1, "endTime": "x", "body": "a"}] * 3 + [7, {"body": None}]
    reading = check({"segments": [{"startTime": 5, "endTime": 4, "body": "b"}, *segments]})
    found = {finding.code: finding.message for finding in reading.findings}
    assert found["time-bad"].startswith("6 times")
    assert found["entry-unreadable"].startswith("2 entries")
    assert found["time-negative"].startswith("1 segment ends")


def test_googles_last_result_is_counted_and_not_read_twice() -> None:
    words = [{"startTime": f"{n}s", "endTime": f"{n + 1}s", "word": f"w{n}"} for n in range(9)]
    results = [
        {"alternatives": [{"transcript": "w0 w1 w2", "words": words[:3]}]},
        {"alternatives": [{"transcript": "w3 w4 w5", "words": words[3:6]}]},
        {
            "alternatives": [
                {"words": [{**w, "speakerTag": 1 + n // 5} for n, w in enumerate(words)]}
            ]
        },
    ]
    reading = check({"results": results})
    assert said(reading) == [
        ("Speaker 1", 0, "w0 w1 w2"),
        ("Speaker 1", 3000, "w3 w4"),
        ("Speaker 2", 5000, "w5"),
        ("Speaker 2", 6000, "w6 w7 w8"),
    ]
    [repeat] = reading.transcript.excluded
    assert (repeat.code, repeat.text) == ("repeat", "w0 w1 w2 w3 w4 w5")


def test_a_rebuttal_is_a_chapter_of_its_own_and_no_turn_crosses_it() -> None:
    def section(*names: str) -> dict[str, Any]:
        blocks = [{"text": "Yes.", "start": 1, "stop": 2}]
        return {"turns": [{"speaker": {"name": n}, "text_blocks": blocks} for n in names]}

    document = {"transcript": {"sections": [section("Ada"), section("Tomás"), section("Ada")]}}
    transcript = check(json.dumps(document)).transcript
    titles = [marker.title for marker in transcript.markers]
    assert titles == ["Argument of Ada", "Argument of Tomás", "Rebuttal of Ada"]
    order = sorted((place.span.line, place) for place in transcript.markers)
    assert len({line for line, _ in order} | {u.span.line for u in transcript.utterances}) == 6


def test_whole_numbers_that_are_too_long_for_seconds_are_milliseconds() -> None:
    in_ms = [{"start": n * 3000, "end": n * 3000 + 2500, "text": "a"} for n in range(9)]
    assert check(in_ms).transcript.utterances[1].start_ms == 3000
    in_seconds = [{"start": n * 3, "end": n * 3 + 2, "text": "a"} for n in range(9)]
    assert check(in_seconds).transcript.utterances[1].start_ms == 3000


def test_names_before_a_colon_are_speakers_where_nobody_else_is_named() -> None:
    names = ["Ada Marsh", "Tomás Reyes"] * 5
    segments = [
        {"start": n * 2.5, "end": n * 2.5 + 2, "text": f" {name}: word {n}."}
        for n, name in enumerate(names)
    ]
    reading = check({"text": "", "segments": segments, "language": "en"})
    assert said(reading)[1] == ("Tomás Reyes", 2500, "word 1.")
    assert reading.transcript.excluded[1].text == "Tomás Reyes:"


def test_a_file_of_a_hundred_thousand_segments_is_read_in_linear_time() -> None:
    segments = [{"startTime": n, "endTime": n + 1, "body": f"é{n} and"} for n in range(100_000)]
    # Written so that no text is found by its spelling.
    text = json.dumps({"segments": segments}).replace("\\u00e9", "\\u00E9")
    assert len(check(text).transcript.utterances) == 100_000


def test_deep_nesting_is_refused_not_followed() -> None:
    deep = "[" * 100_000 + "]" * 100_000
    found, _ = guess(deep)
    assert found is None
    inside = '{"segments": [{"startTime": 1, "body": ' + "[" * 400 + "]" * 400 + "}]}"
    assert [f.code for f in check(inside).findings] == ["entry-unreadable", "empty"]
