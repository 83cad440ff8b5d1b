"""The account of words catches a pass that loses or doubles text."""

from dataclasses import replace

import pytest

from generator.model.episode import Account, Chapter
from generator.passes.account import balance
from tests.importers.outline import examined

TEXT = b"Ada 0:00\n\nOne two three.\n\nFour five.\n\nBen 0:09\n\nSix.\n"


def check(chapters: tuple[Chapter, ...], expected: list[tuple[str, int]]) -> None:
    reading, _, _ = examined(TEXT)
    _, findings = balance(reading.transcript, chapters)
    assert [(finding.code, finding.line) for finding in findings] == expected


def chapters_with(paragraphs_of_first_turn: slice | int) -> tuple[Chapter, ...]:
    _, episode, _ = examined(TEXT)
    chapter = episode.chapters[0]
    first, *others = chapter.turns
    if isinstance(paragraphs_of_first_turn, int):
        kept = first.paragraphs * paragraphs_of_first_turn
    else:
        kept = first.paragraphs[paragraphs_of_first_turn]
    return (replace(chapter, turns=(replace(first, paragraphs=kept), *others)),)


def test_an_honest_edition_balances() -> None:
    check(chapters_with(1), [])


def test_words_are_counted_alike_however_they_are_spaced() -> None:
    uneven = TEXT.replace(b"two", b" two").replace(b"\n", b" \r\n")
    accounts = [examined(text)[1].account for text in (TEXT, uneven)]
    assert accounts == [Account(source=10, spoken=6, excluded=4)] * 2


def test_a_lost_paragraph_is_an_error_at_its_line() -> None:
    check(chapters_with(slice(0, 1)), [("words-lost", 5)])


def test_a_doubled_paragraph_is_an_error() -> None:
    check(chapters_with(2), [("words-invented", 3)])


@pytest.mark.parametrize("word", ["One", "Six."])
def test_a_changed_word_is_lost_and_invented(word: str) -> None:
    _, episode, _ = examined(TEXT)
    chapter = episode.chapters[0]
    turns = tuple(
        replace(
            turn,
            paragraphs=tuple(
                replace(p, text=p.text.replace(word, "Another")) for p in turn.paragraphs
            ),
        )
        for turn in chapter.turns
    )
    line = 3 if word == "One" else 9
    check((replace(chapter, turns=turns),), [("words-lost", line), ("words-invented", 0)])
