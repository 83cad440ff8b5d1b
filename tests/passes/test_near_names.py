"""Names that may be one person's are reported, and never merged."""

import pytest

from generator.passes.near_names import is_near, near
from tests.importers.outline import examined


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada", "Ada Marsh"),
        ("Marsh", "Ada Marsh"),
        ("ADA MARSH", "Ada Marsch"),
        ("Tomás Reyes", "Tomás Reyez"),
        ("MARS", "MARSHALL"),
    ],
)
def test_names_that_may_be_one_persons_are_near(one: str, other: str) -> None:
    assert is_near(one, other)
    assert is_near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Speaker 1", "Speaker 2"),
        ("SPEAKER_01", "SPEAKER_11"),
        ("Voice A", "Voice B"),
        ("MAN", "MAN 2"),
        ("Ada Marsh", "Ada Marsh and Tomás Reyes"),
        ("Ada", "Ida"),
        ("Ada Marsh", "Ada Reyes"),
        ("", "Ada"),
    ],
)
def test_names_that_are_told_apart_on_purpose_are_not(one: str, other: str) -> None:
    assert not is_near(one, other)
    assert not is_near(other, one)


def test_each_pair_is_told_once_in_the_order_of_the_names() -> None:
    assert list(near(["Ada", "Ben", "Ada Marsh", "Bent Reyes", "Ada Marsch"])) == [
        ("Ada", "Ada Marsh"),
        ("Ada", "Ada Marsch"),
        ("Ada Marsh", "Ada Marsch"),
    ]


def test_two_speakers_of_near_names_stay_two_and_are_a_finding_where_the_second_begins() -> None:
    text = "Ada Marsh: We found it.\n\nBen: Where?\n\nAda: Here.\n\nBen: So.\n\nAda: Yes."
    _, episode, findings = examined(text.encode())
    assert [speaker.name for speaker in episode.speakers] == ["Ada Marsh", "Ben", "Ada"]
    assert [(f.code, f.line) for f in findings] == [("speaker-alike", 5)]
