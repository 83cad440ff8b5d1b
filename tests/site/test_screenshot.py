"""The picture in the README is a picture of this site."""

import os
from pathlib import Path
from typing import Any

from tests.site.pages import CHAPTER, WIDE

PICTURE = Path(__file__).parents[2] / ".github" / "screenshot.png"


def test_the_picture_in_the_readme_can_be_made(browser: Any, served: str, tmp_path: Path) -> None:
    """`UPDATE=1` makes it anew; fonts differ between machines, so bytes are not compared."""
    target = PICTURE if os.environ.get("UPDATE") else tmp_path / "screenshot.png"
    context = browser.new_context(viewport=WIDE, color_scheme="light")
    page = context.new_page()
    page.goto(served + CHAPTER)
    page.screenshot(path=str(target))
    context.close()
    assert target.read_bytes().startswith(b"\x89PNG")
    assert PICTURE.is_file()
    readme = PICTURE.parents[1] / "README.md"
    assert f"({PICTURE.relative_to(readme.parent).as_posix()})" in readme.read_text("utf-8")
