"""Small transcripts and what is read in them: `input`, a line `----`, the outline.

`UPDATE=1 pytest` writes the outlines anew; read the difference before you keep it.
"""

import os
from pathlib import Path

import pytest

from generator import importers
from generator.model.source import Source
from tests.importers.outline import outline

CASES = sorted(path for path in (Path(__file__).parent / "cases").rglob("*.*") if path.is_file())


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case_is_read_as_its_outline_says(path: Path) -> None:
    text, _, expected = path.read_text("utf-8").partition("\n----\n")
    _, choice = importers.read(Source("seeds/case", text.encode()))
    assert choice.format == path.parent.name
    seen = outline(text.encode())
    if os.environ.get("UPDATE"):
        path.write_text(f"{text}\n----\n{seen}", encoding="utf-8")
    else:
        assert seen == expected
