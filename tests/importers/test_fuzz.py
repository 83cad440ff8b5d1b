"""Any bytes, read as any format, to the end: nothing is raised, and no word is lost.

A short run for each change; `python -m tests.fuzz.run` goes on for as long as it is asked to.
"""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.changes import PIECES, mutated
from tests.fuzz.target import FORMATS, check, seeds

SLOW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECE = st.sampled_from(PIECES) | st.text(max_size=6)


@pytest.mark.parametrize("name", FORMATS)
@SLOW
@given(number=st.integers(0, 2**32), stranger=st.sampled_from(FORMATS))
def test_a_changed_file_is_read_to_the_end(name: str, number: int, stranger: str) -> None:
    chance = random.Random(number)
    start = chance.choice(seeds(name))
    check(mutated(b"\0" + start, chance, [b"\0" + seed for seed in seeds(stranger)])[1:], name)


@pytest.mark.parametrize("name", FORMATS)
@SLOW
@given(pieces=st.lists(PIECE, max_size=30))
def test_any_text_is_read_to_the_end(name: str, pieces: list[str]) -> None:
    check("".join(pieces).encode("utf-8", "replace"), name)


@given(data=st.binary(max_size=300), name=st.sampled_from(("", *FORMATS)))
def test_any_bytes_are_read_to_the_end(data: bytes, name: str) -> None:
    check(data, name)


# What the long run found, the smallest form of each.
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("srt-plain", b"00:00:04.000 --> 00:00:04.010 al"),
        ("sami", b"We found the letters in a tin box."),
        ("not-text", b"We found the letters in a tin box."),
        ("txt-name-time", b"A 0:10\n\nOne.\n\n(0:01)two\nThree.\n\nA 1:05\n\nFour."),
        ("txt-name-time", b"A 0:10\n\nC(0:01)(0:01) x\n\n(0:01)(0:01) y\n\nA 1:05\n\nFour."),
        (
            "md-frontmatter-whisper",
            b"---\na: b\n---\n\n*  One[[0:01](https://example.org)]\n*  Two [[two]].\n*  Three.",
        ),
    ],
)
def test_what_was_once_read_wrong_is_read(name: str, data: bytes) -> None:
    check(data, name)
