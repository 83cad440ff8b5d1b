"""The site's scripts and styles: what they weigh, and how they share one scope with the browser."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.renderers import scripts
from tests.renderers.seed import theme
from tests.site.pages import COVER


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


def test_what_the_cover_is_first_painted_with_comes_in_one_round_trip(built_site: Path) -> None:
    """A server sends ten segments of 1,460 bytes before it hears of the first (RFC 6928)."""
    html = (built_site / COVER).read_bytes()
    styles = LexborHTMLParser(html).css("head link[rel=stylesheet]")
    files = [(built_site / str(style.attributes["href"])).read_bytes() for style in styles]
    sizes = [len(gzip.compress(data, 9)) for data in (html, *files)]
    assert len(sizes) > 1
    assert sum(sizes) <= 14_000, sizes


def test_the_cover_is_painted_before_the_style_of_what_is_not_on_it(
    browser: Any, served: str
) -> None:
    context = browser.new_context(bypass_csp=True)
    context.set_default_timeout(8_000)
    page = context.new_page()
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/book.*.css", hold)
    page.goto(served + COVER, wait_until="commit")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.locator(".player").count() == 0
    held[0].continue_()
    page.locator(".player").wait_for()
    assert page.locator(".player").evaluate("(e) => getComputedStyle(e).position") == "fixed"
    context.close()
