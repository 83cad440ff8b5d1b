"""The words of a search on the page that it leads to, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site.pages import PHONE, TRANSCRIPT, WIDE

FOUND = "?find=value+function+functions"
HERE = "String([...CSS.highlights.get('find-here')][0])"
IN_VIEW = """() => {
  const [range] = [...CSS.highlights.get('find-here')];
  const box = range.getBoundingClientRect();
  return box.top >= 48 && box.bottom <= innerHeight;
}"""


@pytest.fixture(params=["web", "disk"])
def home(request: pytest.FixtureRequest, served: str, built_site: Path) -> str:
    return served if request.param == "web" else f"{built_site.as_uri()}/"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    context.set_default_timeout(8_000)
    yield context.new_page()
    context.close()


def count(page: Any) -> tuple[int, int]:
    """Which hit of how many the bar shows."""
    first, _, most = page.locator(".find-bar p").inner_text().split(",")[0].split()[:3]
    return int(first), int(most)


def test_one_begins_at_the_turn_of_the_address_and_walks_through_all_hits(
    page: Any, home: str
) -> None:
    page.goto(f"{home}{TRANSCRIPT}{FOUND}#t=806")
    page.locator(".find-bar").wait_for()
    start, most = count(page)
    assert page.evaluate(HERE) == "value function"
    assert "13:26" in page.get_by_role("status").inner_text()
    for number in range(most):
        assert count(page)[0] == (start - 1 + number) % most + 1
        page.keyboard.press("n")
        assert page.evaluate(IN_VIEW)
    assert count(page)[0] == start
    page.keyboard.press("p")
    assert count(page)[0] == (start - 2) % most + 1


def test_the_buttons_and_enter_in_the_bar_do_the_same(page: Any, served: str) -> None:
    page.goto(f"{served}{TRANSCRIPT}{FOUND}#t=806")
    start, _ = count(page)
    page.get_by_role("button", name="Next").click()
    page.keyboard.press("Enter")
    assert count(page)[0] == start + 2
    page.keyboard.press("Shift+Enter")
    assert count(page)[0] == start + 1
    page.get_by_role("button", name="Previous").click()
    assert count(page)[0] == start


def test_escape_takes_marks_and_bar_away_and_the_words_out_of_the_address(
    page: Any, home: str
) -> None:
    page.goto(f"{home}{TRANSCRIPT}{FOUND}#t=806")
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Escape")
    assert page.locator(".find-bar").count() == 0
    assert not page.evaluate("CSS.highlights.has('find') || CSS.highlights.has('find-here')")
    assert page.url.endswith("transcript.html#t=806")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("n")
    assert page.locator(".find-bar").count() == 0


def test_the_keys_are_letters_inside_a_field(page: Any, served: str) -> None:
    page.goto(f"{served}{TRANSCRIPT}{FOUND}#t=806")
    before = count(page)
    page.keyboard.press("/")
    page.get_by_role("combobox").wait_for()
    page.keyboard.type("npn")
    assert page.get_by_role("combobox").input_value() == "npn"
    page.keyboard.press("Escape")
    assert count(page) == before


@pytest.mark.parametrize("rest", ["#t=806", "#t=99999", "#%E0%A4%A", ""])
def test_any_anchor_will_do(page: Any, served: str, rest: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{served}{TRANSCRIPT}{FOUND}{rest}")
    assert count(page)[1] > 20
    assert errors == []


def test_words_that_are_not_there_leave_the_page_as_it_is(page: Any, served: str) -> None:
    page.goto(f"{served}{TRANSCRIPT}?find=zzqxjvk#t=806")
    assert page.locator(".find-bar").count() == 0


def test_the_bar_moves_nothing_and_is_not_printed(browser: Any, served: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    heights = []
    for query in ("", FOUND):
        page.goto(f"{served}{TRANSCRIPT}{query}#t=806")
        page.wait_for_load_state("load")
        heights.append(page.evaluate("document.documentElement.scrollHeight"))
    assert heights[0] == heights[1]
    box = page.locator(".find-bar").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    page.emulate_media(media="print")
    assert page.locator(".find-bar").is_hidden()
    context.close()
