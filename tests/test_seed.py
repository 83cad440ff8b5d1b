"""The first transcript, exactly: what an independent count of the file says."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.model.clock import parse_clock
from tests.conftest import ROOT, shared, talkbook

SEED = "seeds/000_88c9c3a909d2e523.txt"
# Chapter, start, heading's line, turns, paragraphs, words, turns of the guest and of the host.
CHAPTERS = [
    ("Explaining model jaggedness", "00:00:00", 48, 21, 33, 1486, 11, 10),
    ("Emotions and value functions", "00:09:39", 158, 14, 24, 1291, 7, 7),
    ("What are we scaling?", "00:18:49", 236, 6, 14, 946, 3, 3),
    ("Why humans generalize better than models", "00:25:13", 278, 13, 20, 1057, 6, 7),
    ("Straight-shotting superintelligence", "00:35:45", 346, 19, 27, 1584, 9, 10),
    ("SSI’s model will learn from deployment", "00:46:47", 440, 7, 15, 976, 4, 3),
    ("Alignment", "00:55:07", 486, 14, 39, 3129, 7, 7),
    ("“We are squarely an age of research company”", "01:18:13", 594, 24, 30, 1620, 12, 12),
    ("Self-play and multi-agent", "01:29:23", 704, 6, 9, 487, 3, 3),
    ("Research taste", "01:32:42", 736, 9, 13, 458, 4, 5),
]


@cache
def seen() -> dict[str, Any]:
    """What `inspect --json` says of the seed, without the repository's own content."""
    run = talkbook("--content", "no-such-folder", "inspect", SEED, "--json")
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_the_account_of_words_is_even() -> None:
    words = seen()["words"]
    assert words == {"source": 13_820, "spoken": 13_034, "excluded": 786}
    source = (ROOT / SEED).read_text("utf-8").split()
    spoken = [w for turn in seen()["turns"] for p in turn["paragraphs"] for w in p.split()]
    excluded = [w for line in seen()["excluded"] for w in line["text"].split()]
    assert Counter(source) == Counter(spoken) + Counter(excluded)


def test_turns_paragraphs_and_characters() -> None:
    turns = seen()["turns"]
    paragraphs = [p for turn in turns for p in turn["paragraphs"]]
    assert (len(turns), len(paragraphs)) == (133, 224)
    assert sum(len(paragraph) for paragraph in paragraphs) == 72_599
    assert Counter(len(turn["paragraphs"]) for turn in turns)[1] == 92
    assert Counter(turn["speaker"] for turn in turns) == {
        "ilya-sutskever": 66,
        "dwarkesh-patel": 67,
    }


def test_speakers_have_their_words() -> None:
    by_id = {speaker["id"]: speaker for speaker in seen()["speakers"]}
    assert by_id["ilya-sutskever"] == {
        "id": "ilya-sutskever",
        "name": "Ilya Sutskever",
        "turns": 66,
        "words": 9_371,
    }
    assert by_id["dwarkesh-patel"]["words"] == 3_663


@pytest.mark.parametrize("number", range(10))
def test_each_chapter(number: int) -> None:
    title, start, line, turns, paragraphs, words, guest, host = CHAPTERS[number]
    chapter = seen()["chapters"][number]
    assert chapter == {
        "title": title,
        "start_ms": parse_clock(start),
        "line": line,
        "turns": turns,
        "words": words,
    }
    first = sum(entry[3] for entry in CHAPTERS[:number])
    inside = seen()["turns"][first : first + turns]
    assert sum(len(turn["paragraphs"]) for turn in inside) == paragraphs
    speakers = Counter(turn["speaker"] for turn in inside)
    assert (speakers["ilya-sutskever"], speakers["dwarkesh-patel"]) == (guest, host)


def test_times_are_the_sources_own_and_strictly_ascend() -> None:
    starts = [turn["start_ms"] for turn in seen()["turns"]]
    assert starts == sorted(set(starts))
    assert all(turn["exact"] for turn in seen()["turns"])
    assert starts[-1] == parse_clock("01:35:39")
    assert seen()["turns"][-1]["end_ms"] is None


def test_title_guest_quote_summary_outlets() -> None:
    assert seen()["title"] == "We're moving from the age of scaling to the age of research"
    assert seen()["guest"] == "Ilya Sutskever"
    assert seen()["quote"].startswith("“These models somehow just generalize")
    assert seen()["summary"].startswith("Ilya & I discuss SSI’s strategy")
    assert seen()["outlets"] == ["YouTube", "Apple Podcasts", "Spotify"]


def test_sponsors_and_addresses_without_a_scheme() -> None:
    sponsors = [(s["name"], s["href"], s["line"]) for s in seen()["sponsors"]]
    assert sponsors == [
        ("Gemini 3", "https://gemini.google", 16),
        ("Labelbox", "https://labelbox.com/dwarkesh", 18),
        ("Sardine", "https://sardine.ai/dwarkesh", 20),
    ]
    assert [link["href"] for link in seen()["links"]] == [
        "https://gemini.google",
        "https://labelbox.com/dwarkesh",
        "https://sardine.ai/dwarkesh",
        "https://dwarkesh.com/advertise",
    ]


def test_what_the_page_shows_around_the_text_is_excluded_with_its_lines() -> None:
    lines: dict[str, list[int]] = {}
    for line in seen()["excluded"]:
        lines.setdefault(line["code"], []).append(line["line"])
    assert lines["furniture"] == [1, 2, 3, 4, 782, 784]
    assert lines["contents"] == list(range(26, 46, 2))
    assert lines["section"] == [14, 24, 46]
    assert lines["sponsor"] == [16, 18, 20, 22]
    assert (lines["title"], lines["quote"], lines["summary"]) == ([6], [8], [10])
    assert len(lines["label"]) == 133


def test_the_gap_is_found_and_nothing_else_cries_wolf() -> None:
    found = [(d["severity"], d["code"], d["line"]) for d in seen()["diagnostics"]]
    assert found == [
        ("warning", "timing-gap", 342),
        ("note", "timing-thin", 480),
        ("note", "timing-thin", 588),
    ]


def test_with_the_repositorys_own_content_check_is_clean() -> None:
    run = talkbook("check", "--strict", "--json")
    assert run.returncode == 0, run.stdout
    report = json.loads(run.stdout)
    assert report["words"] == seen()["words"]
    assert [d["code"] for d in report["diagnostics"] if d["severity"] == "accepted"] == [
        "timing-gap"
    ]


def test_every_turn_is_where_an_independent_reading_has_it() -> None:
    truth = json.loads((shared() / "corpora" / "seed_truth.json").read_text("utf-8"))
    names = {speaker["id"]: speaker["name"] for speaker in seen()["speakers"]}
    read = [
        (turn["line"], names[turn["speaker"]], turn["start_ms"], len(turn["paragraphs"]))
        for turn in seen()["turns"]
    ]
    assert read == [
        (turn["line"], turn["spk"], parse_clock(turn["t"]), turn["paras"])
        for turn in truth["turns"]
    ]


def test_the_seed_in_the_repository_is_the_one_that_was_given() -> None:
    given = shared() / "seeds" / Path(SEED).name
    assert (ROOT / SEED).read_bytes() == given.read_bytes()
