"""Python and JavaScript agree on every word: what was indexed can be found."""

import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.renderers.search.tokens import fold, stem, words
from tests.conftest import shared
from tests.renderers.search.engine import in_node

ROOT = Path(__file__).parents[3]
SEED = ROOT / "seeds" / "000_88c9c3a909d2e523.txt"
# Letters that Python 3.11 knows: newer browsers know more scripts.
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cn", "Co")), max_size=60)
HARNESS = """import { fold, wordsOf } from "./search-words.js";
import { stemOf } from "./search-stem.js";
const read = () => require("fs").readFileSync(0, "utf8");
const asked = JSON.parse(read());
const answers = asked.texts.map((text) => [fold(text), wordsOf(text)]);
const result = { answers, stems: asked.words.map(stemOf) };
process.stdout.write(JSON.stringify(result));
"""


def check(texts: Sequence[str]) -> None:
    here = [[fold(text), list(words(text))] for text in texts]
    distinct = sorted({word for _, found in here for word in found})
    there = in_node(HARNESS, {"texts": texts, "words": distinct})
    differing = [
        (text, a, b) for text, a, b in zip(texts, here, there["answers"], strict=True) if a != b
    ]
    assert differing == []
    stems = zip(distinct, map(stem, distinct), there["stems"], strict=True)
    assert [(word, a, b) for word, a, b in stems if a != b] == []


def test_every_line_of_the_seed() -> None:
    check(SEED.read_text("utf-8").splitlines())


def test_every_line_of_other_transcripts() -> None:
    lines: list[str] = []
    for path in sorted((shared() / "corpora" / "files").rglob("*")):
        if path.suffix in (".txt", ".md", ".srt", ".vtt", ".json", ".html", ".csv", ".tsv"):
            text = path.read_bytes()[:200_000].decode("utf-8", "ignore")
            lines += (line for line in text.splitlines() if len(line) < 2000)
    assert len(lines) > 10_000
    check([line for line in dict.fromkeys(lines) if is_known(line)])


def is_known(text: str) -> bool:
    return not any(unicodedata.category(character) in ("Cn", "Co", "Cs") for character in text)


def test_every_letter_and_mark_that_there_is() -> None:
    # An Ahom mark has another category (Mc, was Mn) in newer versions of Unicode.
    codes = (code for code in range(sys.maxunicode + 1) if code != 0x1171E)
    letters = [letter for letter in map(chr, codes) if is_known(letter)]
    assert len(letters) > 100_000
    check([f"{letter} a{letter}b" for letter in letters])


def test_words_with_every_ending_that_the_stemmer_knows() -> None:
    starts = [
        "",
        "b",
        "o",
        "oa",
        "tr",
        "hop",
        "sky",
        "rela",
        "gener",
        "vict",
        "oscill",
        "bly",
        "fizz",
    ]
    ends = """s es ies sses ed eed ing at bl iz y ational tional enci anci izer bli alli entli eli
        ousli ization ation ator alism iveness fulness ousness aliti iviti biliti logi icate ative
        alize iciti ical ful ness al ance ence er ic able ible ant ement ment ent ion sion tion ou
        ism ate iti ous ive ize e ll lle le ay ey oy uy ying"""
    more = ["", "s", "ed", "ing", "ly", "er", "y"]
    check([f"{start}{end}{extra}" for start in starts for end in ends.split() for extra in more])


@given(TEXT)
def test_a_text_has_the_same_words_beside_one_of_another_script(text: str) -> None:
    assert list(words(f"{text}\n日")) == [*words(text), "日"]


def test_every_letter_makes_the_same_words_beside_another_script() -> None:
    text = "".join(f"{chr(code)} a{chr(code)}b'{chr(code)}\n" for code in range(0x3000))
    for line in filter(is_known, text.splitlines()):
        assert list(words(f"{line}\n日")) == [*words(line), "日"]


@settings(max_examples=12, deadline=None)
@given(st.lists(TEXT, min_size=40, max_size=150))
def test_generated_text(texts: list[str]) -> None:
    check(texts)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.from_regex(r"[a-z]{1,12}('[a-z]{1,3})?", fullmatch=True), min_size=100))
def test_generated_words(texts: list[str]) -> None:
    check(texts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("don't", "don’t"),
        ("ZOË", "zoe"),
        ("Größe", "grosse"),
        ("Ilya's", "ilya"),
        ("GPT-3", "gpt 3"),
        ("Łukasz", "lukasz"),
    ],
)
def test_spellings_that_readers_mix_are_the_same_words(one: str, other: str) -> None:
    assert list(words(one)) == list(words(other))


def test_text_without_spaces_is_found_by_pairs_of_characters() -> None:
    assert list(words("機械学習です")) == ["機械", "械学", "学習", "習で", "です"]
