"""What results show of a text: the part with the words, and these marked."""

import random
from typing import Any

import pytest

from generator.renderers.search.tokens import words
from tests.renderers.search.engine import in_node

HARNESS = """import { contexts, pieces, replaced, snippet } from "./search-snippet.js";
import { wordsOf } from "./search-words.js";
const { shown, changed } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const isAmong = (asked) => (word) => wordsOf(word).some((one) => asked.includes(one));
const result = {
  shown: shown.map(([text, asked, phrases]) => {
    const cut = snippet(text, isAmong(asked), phrases);
    const marks = pieces(cut, isAmong(asked)).filter(([, hit]) => hit);
    const lines = contexts(text, isAmong(asked), phrases);
    return { cut, marked: marks.map(([piece]) => piece), lines };
  }),
  changed: changed.map((one) => replaced(...one)),
};
process.stdout.write(JSON.stringify(result));
"""
FILLER = "so we went on with it and nothing came of that for a long time "
CHINESE = "那天我们在海边走了很久，风很大，没有人说话。" * 12
MOST = 200


def units(text: str) -> int:
    """The length of `text` in UTF-16; fails where half a character was cut off."""
    return len(text.encode("utf-16-le")) // 2


def shown(text: str, asked: str, *phrases: str) -> Any:
    data = {"shown": [[text, list(words(asked)), phrases]], "changed": []}
    return in_node(HARNESS, data)["shown"][0]


@pytest.mark.parametrize(
    ("text", "asked", "marked"),
    [
        (FILLER * 9 + "a lantern burned " + FILLER * 9, "lantern", ["lantern"]),
        (FILLER * 9 + "a lantern", "lantern", ["lantern"]),
        ("A lantern " + FILLER * 9, "lantern", ["lantern"]),
        (CHINESE + "我们看见一只老虎。" + CHINESE, "老虎", ["老虎"]),
        (CHINESE + "老虎", "老虎", ["老虎"]),
        (CHINESE.replace("，", " ") + "老虎。" + CHINESE, "老虎", ["老虎"]),
        ("𠮷" * 301 + "老虎" + "𠮷" * 300, "老虎", ["老虎"]),
        ("น้ำขึ้นให้รีบตัก" * 20 + "ช้าง" + "น้ำขึ้นให้รีบตัก" * 20, "ช้าง", ["ช้าง"]),
        ("x/" * 200 + "lantern" + "/x" * 200, "lantern", ["lantern"]),
    ],
)
def test_the_words_are_within_what_is_shown(text: str, asked: str, marked: list[str]) -> None:
    found = shown(text, asked, asked)
    assert found["marked"] == marked
    assert 100 < units(found["cut"]) <= MOST
    assert found["cut"].strip("… ") in text


def test_a_short_text_is_shown_whole() -> None:
    assert shown("It  was\na lantern.", "lantern")["cut"] == "It was a lantern."


def test_a_word_inside_another_is_not_what_was_asked_for() -> None:
    found = shown("We start here. " + FILLER * 6 + "That is art. " + FILLER * 6, "art", "art")
    assert found["marked"] == ["art"]


def test_a_phrase_is_shown_where_it_stands_however_it_is_spelt() -> None:
    text = "The glass box. " + FILLER * 6 + "The Größe: of “it”, she didn’t know. " + FILLER * 6
    found = shown(text, "of it", "grosse of it she didn't")
    assert "The Größe: of “it”, she didn’t know" in found["cut"]
    assert [line["word"] for line in found["lines"]] == ["Größe: of “it”, she didn’t"]


def test_each_place_has_its_line_of_context() -> None:
    lines = shown(f"A box. {FILLER * 3} The box, and boxes.", "box")["lines"]
    assert [line["word"] for line in lines] == ["box", "box"]
    assert lines[0]["before"] == "A "
    assert lines[1]["after"] == ", and boxes."
    assert all(len(line["before"]) <= 90 and len(line["after"]) <= 90 for line in lines)


@pytest.mark.parametrize(
    ("typed", "word", "other", "expected"),
    [
        ("Mesured rain", "mesured", "measured", "measured rain"),
        ('"rain mesured" -sun', "mesured", "measured", '"rain measured" -sun'),
        ("rain would'nt", "would'nt", "wouldn't", "rain wouldn't"),
        ("rain would’nt", "would'nt", "wouldn't", "rain wouldn't"),
        ("rain Größn", "grossn", "grosse", "rain grosse"),
        ("art artt", "artt", "arts", "art arts"),
        ("speaker:ada किताप", "किताप", "किताब", "speaker:ada किताब"),
    ],
)
def test_another_word_can_stand_for_a_misspelt_one(
    typed: str, word: str, other: str, expected: str
) -> None:
    data = {"shown": [], "changed": [[typed, word, other]]}
    assert in_node(HARNESS, data)["changed"] == [expected]


def test_no_text_and_no_question_fail() -> None:
    chance = random.Random(5)
    letters = "ab e'’.\n学会机ไทกิ𠮷\u0301\u200f\u202e\U0001f600ß-\"("
    asks = [
        [
            "".join(chance.choices(letters, k=chance.randrange(400))),
            list(words("".join(chance.choices(letters, k=6)))),
            ["".join(chance.choices(letters, k=chance.randrange(8)))],
        ]
        for _ in range(500)
    ]
    found = in_node(HARNESS, {"shown": asks, "changed": []})["shown"]
    assert all(units(one["cut"]) <= MOST for one in found)
