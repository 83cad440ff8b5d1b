"""What a format is recognised by is the same for a long file, whose lines are not split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers import text
from generator.importers.text import Manuscript

LINES = st.lists(st.text("ab \n", max_size=3), max_size=30).map("\n".join)


@given(LINES, st.integers(1, 6))
def test_the_sample_of_a_long_file_is_that_of_its_lines(written: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text, "SAMPLE", size)
        short = Manuscript("a", written)
        expected, count = short.sample, short.line_count
        patch.setattr(text, "LONG_CHARACTERS", -1)
        long = Manuscript("a", written)
        assert long.line_count == count
        assert long.sample == expected
        assert len(expected) <= 2 * size
        assert "lines" not in long.__dict__ or count <= 2 * size
