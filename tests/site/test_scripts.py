"""The site's scripts and styles: what they weigh, and how they share one scope with the browser."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from generator.renderers import scripts
from tests.renderers.seed import theme


def test_no_module_takes_a_name_that_the_browser_has(page: Any) -> None:
    names = {name for code in theme().modules.values() for name in scripts.names_in(code)}
    assert {"clock", "indexAt", "Player"} <= names
    taken = page.evaluate("(names) => names.filter((name) => name in globalThis)", sorted(names))
    assert taken == []


@pytest.mark.parametrize(("ending", "most_bytes"), [("js", 30_000), ("css", 18_000)])
def test_all_scripts_and_all_styles_are_light(
    built_site: Path, ending: str, most_bytes: int
) -> None:
    """Packed by gzip, together, also those that are loaded only when one searches."""
    files = list((built_site / "assets").glob(f"*.{ending}"))
    assert len(files) > 1
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in files}
    assert sum(sizes.values()) <= most_bytes, sizes
