"""The reader's settings, in a real browser."""

from itertools import pairwise
from typing import Any

import pytest

from tests.site.axe import axe_findings
from tests.site.edges import past_the_edge
from tests.site.pages import CHAPTER, COVER, MANUAL, NOT_FOUND, PHONE, TRANSCRIPT, WIDE

SIZE = "parseFloat(getComputedStyle(document.querySelector('.turn p')).fontSize)"
FACE = "getComputedStyle(document.querySelector('.turn p')).fontFamily"
LINE = "document.querySelector('.turn p').getBoundingClientRect().width"
PAPER = "getComputedStyle(document.body).backgroundColor"
ALL = f"[{PAPER},{SIZE},{FACE},{LINE}]"
CHOICES = (("Small", SIZE), ("Short", LINE), ("Sans serif", FACE), ("Dark", PAPER))
CLOSED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('closed'); } })"
FIRST_PAPERS = """() => { globalThis.papers = [];
  const look = () => {
    const body = document.body && getComputedStyle(document.body);
    // Before the site's style is there, and while the body waits for the settings, nothing is seen.
    if (body && document.styleSheets.length && body.visibility === 'visible') {
      papers.push(body.backgroundColor);
    }
    requestAnimationFrame(look);
  };
  look(); }"""


def opened(page: Any) -> Any:
    """Open the settings; returns their form."""
    page.get_by_role("button", name="Reading settings").click()
    return page.get_by_role("form", name="Reading settings")


def choose(page: Any, *names: str) -> None:
    form = opened(page)
    for name in names:
        form.get_by_role("radio", name=name, exact=True).check()
    page.keyboard.press("Escape")
    form.wait_for(state="hidden")


@pytest.mark.parametrize(("name", "looks"), CHOICES, ids=[name for name, _ in CHOICES])
def test_a_setting_changes_the_page_at_once_and_the_next_page_too(
    page: Any, home: str, name: str, looks: str
) -> None:
    page.goto(home + TRANSCRIPT)
    before = page.evaluate(looks)
    choose(page, name)
    after = page.evaluate(looks)
    assert after != before
    page.goto(home + CHAPTER)
    assert page.evaluate(looks) == after
    assert opened(page).get_by_role("radio", name=name, exact=True).is_checked()


def test_sizes_and_widths_are_in_their_order(page: Any, served: str) -> None:
    page.goto(served + TRANSCRIPT)
    page.set_viewport_size({"width": 1920, "height": 900})
    found: dict[str, list[float]] = {SIZE: [], LINE: []}
    names = {SIZE: ("Small", "Medium", "Large", "Largest"), LINE: ("Short", "Medium", "Long")}
    for looks, group in ((SIZE, "Size of text"), (LINE, "Lines")):
        for name in names[looks]:
            radios = opened(page).get_by_role("group", name=group)
            radios.get_by_role("radio", name=name, exact=True).check()
            found[looks].append(page.evaluate(looks))
            page.keyboard.press("Escape")
        page.keyboard.press("0")
    assert all(a < b for values in found.values() for a, b in pairwise(values))


@pytest.mark.parametrize("how", ["key", "button"])
def test_one_key_or_one_button_puts_all_back_for_good(page: Any, home: str, how: str) -> None:
    page.goto(home + TRANSCRIPT)
    before = page.evaluate(ALL)
    choose(page, *(name for name, _ in CHOICES))
    assert all(a != b for a, b in zip(before, page.evaluate(ALL), strict=True))
    if how == "key":
        page.keyboard.press("0")
    else:
        opened(page).get_by_role("button", name="Reset").click()
    assert page.evaluate(ALL) == before
    page.goto(home + TRANSCRIPT)
    assert page.evaluate(ALL) == before


def test_where_nothing_can_be_kept_a_setting_lasts_as_long_as_the_page(
    page: Any, home: str
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(CLOSED)
    page.goto(home + TRANSCRIPT)
    before = page.evaluate(ALL)
    choose(page, *(name for name, _ in CHOICES))
    assert all(a != b for a, b in zip(before, page.evaluate(ALL), strict=True))
    page.goto(home + TRANSCRIPT)
    assert page.evaluate(ALL) == before
    assert errors == []


def test_no_page_is_seen_in_colours_that_were_not_chosen(browser: Any, served: str) -> None:
    context = browser.new_context(color_scheme="light", viewport=WIDE, bypass_csp=True)
    page = context.new_page()
    page.goto(served + CHAPTER)
    by_day = page.evaluate(PAPER)
    choose(page, "Dark")
    page.add_init_script(f"({FIRST_PAPERS})()")
    for name in (COVER, TRANSCRIPT, CHAPTER):
        page.goto(served + name)
        page.wait_for_function("papers.length > 5")
        papers = page.evaluate("papers")
        assert by_day not in papers
        assert len(set(papers)) == 1
    context.close()


def test_the_paper_of_other_schemes_is_the_readers_own_choice(browser: Any, served: str) -> None:
    papers = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, viewport=WIDE)
        page = context.new_page()
        page.goto(served + CHAPTER)
        papers[scheme] = page.evaluate(PAPER)
        choose(page, "Light")
        papers[f"{scheme}, light"] = page.evaluate(PAPER)
        choose(page, "As the system")
        papers[f"{scheme}, system"] = page.evaluate(PAPER)
        context.close()
    assert papers["light"] != papers["dark"]
    assert papers["light, light"] == papers["dark, light"] == papers["light, system"]
    assert papers["dark, system"] == papers["dark"]


AROUND = "[...document.querySelectorAll('meta[name=theme-color]')]\
.filter((meta) => matchMedia(meta.media || 'all').matches).map((meta) => meta.content)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colour_around_the_page_is_that_of_its_paper(
    browser: Any, served: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport=WIDE)
    page = context.new_page()
    page.goto(served + CHAPTER)
    found = []
    for name in ("As the system", "Light", "Dark"):
        choose(page, name)
        for url in (page.url, served + TRANSCRIPT):
            page.goto(url)
            (around,) = page.evaluate(AROUND)
            paper = page.evaluate(PAPER)
            rgb = tuple(int(around[at : at + 2], 16) for at in (1, 3, 5))
            assert paper == f"rgb{rgb}"
            found.append(around)
    assert len(set(found)) == 2
    assert found[-1] != found[-3]
    context.close()


def test_a_page_one_comes_back_to_has_the_settings_of_now(page: Any, served: str) -> None:
    page.goto(served + CHAPTER)
    size = page.evaluate(SIZE)
    page.goto(served + TRANSCRIPT)
    choose(page, "Large")
    page.go_back()
    page.wait_for_function(f"(size) => {SIZE} > size", arg=size)


def test_without_javascript_there_is_no_button(browser: Any, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + CHAPTER)
    assert page.locator(".settings-open").is_hidden()
    assert page.locator(".settings").is_hidden()
    context.close()


@pytest.mark.parametrize("name", [COVER, CHAPTER, MANUAL, NOT_FOUND])
def test_nothing_reaches_past_the_edge_of_a_phone_in_the_largest_size(
    browser: Any, served: str, name: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(served + name)
    form = opened(page)
    for choice in ("Largest", "Long"):
        form.get_by_role("radio", name=choice, exact=True).check()
    box = form.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] + box["height"] <= 640
    assert past_the_edge(page) == []
    context.close()


def test_what_one_touches_is_44_pixels_high(browser: Any, served: str) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(served + CHAPTER)
    form = opened(page)
    heights = [one.bounding_box()["height"] for one in form.locator("label, button").all()]
    assert len(heights) > 12
    assert min(heights) >= 44
    context.close()


def test_in_forced_colours_the_choice_can_be_seen(browser: Any, served: str) -> None:
    context = browser.new_context(forced_colors="active", viewport=WIDE)
    page = context.new_page()
    page.goto(served + CHAPTER)
    form = opened(page)
    outline = "(label) => getComputedStyle(label).outlineStyle"
    assert form.locator("label", has_text="Serif").first.evaluate(outline) == "solid"
    assert form.locator("label", has_text="Sans").evaluate(outline) == "none"
    context.close()


def test_axe_finds_nothing_in_the_settings(looked_at: Any, served: str) -> None:
    for size in ("Medium", "Largest"):
        looked_at.goto(served + CHAPTER)
        form = opened(looked_at).get_by_role("group", name="Size of text")
        form.get_by_role("radio", name=size, exact=True).check()
        assert axe_findings(looked_at) == []
