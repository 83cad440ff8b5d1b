"""On paper: names stand beside their words, lines are short, a sheet says what it belongs to."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import need
from tests.site.pages import CHAPTER, COVER, MANUAL, SEARCH, TRANSCRIPT, letters_of_lines

PAPER = {"width": 627, "height": 900}  # A4 between its margins


def printed(page: Any, folder: Path) -> list[str]:
    """Return what is on each sheet, in the order of its lines."""
    tool, file = need("pdftotext"), folder / "page.pdf"
    page.pdf(path=str(file), format="A4", prefer_css_page_size=True)
    command = [tool, "-layout", str(file), "-"]
    run = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return run.stdout.decode().split("\f")[:-1]


@pytest.fixture
def paper(page: Any) -> Any:
    """A page as it is laid out for the printer."""
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    return page


def test_a_line_has_at_most_75_letters(paper: Any, served: str) -> None:
    paper.goto(served + CHAPTER)
    assert 45 < letters_of_lines(paper) <= 75


def test_a_name_stands_beside_the_first_line_of_its_words(paper: Any, served: str) -> None:
    paper.goto(served + CHAPTER)
    for turn in paper.locator(".turn").all():
        name, said = turn.locator(".who b").bounding_box(), turn.locator("p").first.bounding_box()
        assert name["x"] + name["width"] <= said["x"]
        assert abs(name["y"] - said["y"]) < 8


def test_paragraphs_of_a_turn_are_closer_than_turns(paper: Any, served: str) -> None:
    paper.goto(served + CHAPTER)
    turn = paper.locator(".turn:has(p + p)").first
    first, second = (turn.locator("p").nth(number).bounding_box() for number in (0, 1))
    within = second["y"] - first["y"] - first["height"]
    last = turn.locator("p").last.bounding_box()
    following = turn.locator("xpath=following-sibling::div").first.locator("p").first
    between = following.bounding_box()["y"] - last["y"] - last["height"]
    assert 2 < within < between


@pytest.mark.parametrize("name", [COVER, CHAPTER, MANUAL])
def test_each_page_has_its_number_its_title_and_the_address(
    page: Any, served: str, tmp_path: Path, name: str
) -> None:
    page.goto(served + name)
    title = " ".join(page.title().split()[:3])
    address = page.locator("link[rel=canonical]").get_attribute("href")
    pages = printed(page, tmp_path)
    assert pages
    for number, text in enumerate(pages, 1):
        assert title in text.strip().splitlines()[0]
        assert address in text
        assert re.search(rf"{number} ?/ ?{len(pages)}\s*$", text)
        assert len(text.split()) > 20, "an empty page"


def test_no_heading_is_printed_without_what_it_heads(paper: Any, archive_served: str) -> None:
    paper.goto(archive_served)
    headings = paper.locator("h2").all()
    visible = [heading.inner_text() for heading in headings if heading.is_visible()]
    assert len(headings) == 3
    assert visible == ["Shows", "Episodes"]


def test_nothing_is_printed_that_one_can_only_press(paper: Any, served: str) -> None:
    for name in (COVER, CHAPTER, TRANSCRIPT, SEARCH):
        paper.goto(served + name)
        assert paper.locator("button:visible, input:visible, select:visible").count() == 0
        assert "A mistake?" not in paper.locator("main").inner_text()


def test_the_index_is_printed_with_its_places(
    page: Any, archive_served: str, tmp_path: Path
) -> None:
    page.goto(archive_served + SEARCH)
    assert "About soil" not in page.locator("#names").inner_text()
    assert "About soil" in "".join(printed(page, tmp_path))


def test_a_link_out_of_the_site_is_printed_with_its_address(
    page: Any, served: str, tmp_path: Path
) -> None:
    page.goto(served + MANUAL)
    assert "(https://www.rfc-editor.org/info/bcp47)" in "".join(printed(page, tmp_path))
