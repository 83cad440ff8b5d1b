"""Values are what they are made of: equal, hashed and shown by their fields, and nothing else."""

import pickle
from dataclasses import field, replace

import pytest

from generator.model.value import value


@value
class Word:
    text: str
    start_ms: int | None = None


@value
class Other:
    text: str
    start_ms: int | None = None


@value
class Name:
    parts: tuple[str, ...] = field(default_factory=tuple)


def test_values_of_the_same_fields_are_equal_and_one_key() -> None:
    assert Word("so", 5) == Word("so", 5)
    assert Word("so", 5) != Word("so", 6)
    assert {Word("so", 5): 1}[Word("so", 5)] == 1
    assert Name() == Name(())


def test_values_of_two_kinds_are_never_equal() -> None:
    assert Word("so", 5) != Other("so", 5)
    assert Word("so") != "so"
    assert Name(("so",)) != ("so",)


def test_a_value_is_shown_as_it_is_written() -> None:
    assert repr(Word("so", 5)) == "Word(text='so', start_ms=5)"
    assert repr(Name(("a", "b"))) == "Name(parts=('a', 'b'))"


def test_a_value_has_no_other_fields_than_its_own() -> None:
    with pytest.raises(AttributeError):
        Word("so").end_ms = 5  # type: ignore[attr-defined]


def test_a_changed_copy_leaves_the_value_as_it_was() -> None:
    word = Word("so", 5)
    assert (replace(word, start_ms=6), word) == (Word("so", 6), Word("so", 5))


def test_a_value_comes_back_from_another_process_as_it_was() -> None:
    assert pickle.loads(pickle.dumps(Word("so", 5))) == Word("so", 5)
