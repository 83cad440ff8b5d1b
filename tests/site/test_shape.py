"""The picture of who talks when, and the slim map beside the text, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site.pages import CHAPTER, COVER, LONGEST, PHONE, TRANSCRIPT, WIDE

# Where the frame of the map is, and the band of a chapter, in thousandths of the map.
HERE = """() => ['y', 'height'].map(
  (name) => Number(document.querySelector('.map .here').getAttribute(name)))"""
BAND = """(id) => ['y', 'height'].map(
  (name) => Number(document.querySelector(`[data-of=${id}]`).getAttribute(name)))"""
FRAMES = "() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    context.set_default_timeout(8_000)
    yield context.new_page()
    context.close()


def test_a_block_leads_to_its_turn_from_disk_and_without_javascript(
    browser: Any, built_site: Path
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto((built_site / COVER).as_uri())
    page.locator(".shape-lanes a", has_text="56:10").click()
    assert page.url.endswith("/transcript.html#t=3370")
    assert page.locator('[id="t=3370"]').is_visible()
    context.close()


@pytest.mark.parametrize("name", [COVER, CHAPTER, TRANSCRIPT])
def test_a_script_that_takes_each_a_with_href_for_a_link_of_html_is_right(
    page: Any, served: str, name: str
) -> None:
    page.goto(served + name)
    kinds = page.eval_on_selector_all("a[href]", "all => all.map((a) => typeof a.href)")
    assert set(kinds) == {"string"}


def test_each_block_is_a_link_with_a_name_for_those_who_hear_the_page(
    page: Any, served: str
) -> None:
    page.goto(served + COVER)
    blocks = page.locator(".shape-lanes a title").all_text_contents()
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    links = {node["name"]["value"] for node in tree if node.get("role", {}).get("value") == "link"}
    assert len(blocks) > 100
    assert set(blocks) <= links
    assert page.get_by_role("link", name=blocks[-1], exact=True).count() == 1


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["1280", "360"])
def test_blocks_stand_under_the_name_of_who_speaks(
    browser: Any, served: str, viewport: dict[str, int]
) -> None:
    context = browser.new_context(viewport=viewport)
    page = context.new_page()
    page.goto(served)
    names = [name.bounding_box() for name in page.locator(".shape-names span").all()]
    lanes = [lane.bounding_box() for lane in page.locator(".shape-lanes > svg").all()]
    tops = [box["y"] for pair in zip(names, lanes, strict=True) for box in pair]
    assert tops == sorted(tops)
    assert names[1]["y"] >= lanes[0]["y"] + lanes[0]["height"] - 1
    context.close()


def test_all_blocks_are_one_tab_stop_and_arrows_go_through_them_in_order_of_time(
    page: Any, served: str
) -> None:
    page.goto(served)
    assert page.locator(".shape-lanes a[tabindex='0']").count() == 1
    page.locator(".shape-lanes a[tabindex='0']").focus()
    titles = []
    page.keyboard.press("Home")
    for _ in range(3):
        titles.append(page.evaluate("document.activeElement.querySelector('title').textContent"))
        page.keyboard.press("ArrowRight")
    assert [title.split(", ")[1] for title in titles] == ["0:00", "0:04", "0:05"]
    page.keyboard.press("End")
    assert "1:35:39" in page.evaluate("document.activeElement.textContent")
    assert page.locator(".shape-lanes a[tabindex='0']").count() == 1
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.className") == "door quiet"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/transcript.html#t=5739")


def test_the_map_shows_where_one_is_in_the_whole_conversation(page: Any, served: str) -> None:
    page.goto(served + LONGEST)
    page.evaluate(FRAMES)
    start, height = page.evaluate(BAND, "alignment")
    y, _ = page.evaluate(HERE)
    assert y == pytest.approx(start, abs=2)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.evaluate(FRAMES)
    y, seen = page.evaluate(HERE)
    assert start + height / 2 < y < start + height
    assert y + seen == pytest.approx(start + height, abs=5)
    assert page.locator(".map .own title").text_content() == "Alignment"


def test_on_one_page_the_map_goes_from_top_to_bottom(page: Any, served: str) -> None:
    page.goto(served + TRANSCRIPT)
    places = []
    for part in (0, 0.3, 0.6, 1):
        page.evaluate("(part) => scrollTo(0, part * document.documentElement.scrollHeight)", part)
        page.evaluate(FRAMES)
        places.append(page.evaluate(HERE)[0])
    assert places == sorted(places)
    assert places[0] < 5
    assert places[-1] > 900


def test_the_map_covers_no_text_and_is_gone_where_there_is_no_room(
    browser: Any, page: Any, served: str
) -> None:
    page.goto(served + CHAPTER)
    box = page.locator(".map").bounding_box()
    column = page.locator(".contents ol").bounding_box()
    text = page.locator("main").bounding_box()
    assert column["x"] + column["width"] <= box["x"]
    assert box["x"] + box["width"] <= text["x"]
    page.set_viewport_size(PHONE)
    assert page.locator(".map").is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_the_blocks_have_the_colour_of_links(
    browser: Any, served: str, scheme: str
) -> None:
    context = browser.new_context(forced_colors="active", color_scheme=scheme)
    page = context.new_page()
    page.goto(served)
    block = page.locator(".shape-lanes a rect").first.evaluate("(e) => getComputedStyle(e).fill")
    link = page.locator("main p a").first.evaluate("(e) => getComputedStyle(e).color")
    assert block == link
    context.close()
