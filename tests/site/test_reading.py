"""A reader meets the pages in a real browser."""

from pathlib import Path
from typing import Any

import pytest

from tests.site.edges import past_the_edge
from tests.site.pages import (
    CHAPTER,
    COVER,
    EPISODE,
    KINDS,
    LONGEST,
    NOT_FOUND,
    PHONE,
    SEARCH,
    TRANSCRIPT,
    WIDE,
    html_files,
    listen,
)

MAIN_WORDS = "document.querySelector('main').innerText.split(/\\s+/).filter(Boolean).length"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
# After each so much of a screen: is a speaker's name at or above the first line of speech in view?
KNOWN = """async (screens) => {
  const names = [...document.querySelectorAll('.turn .who b')];
  const speech = [...document.querySelectorAll('.turn p')];
  const end = document.documentElement.scrollHeight - innerHeight;
  let known = 0, all = 0;
  for (let y = 0; y <= end; y += Math.round(screens * innerHeight)) {
    scrollTo({ top: y, behavior: 'instant' });
    // Told after the page has been told what is in view.
    await new Promise((r) => new IntersectionObserver(r).observe(document.querySelector('main')));
    const header = document.querySelector('header').getBoundingClientRect().bottom;
    // On a phone the name is a bar of its own below the header.
    const bar = innerWidth < 800 ? header + 26 : header;
    const first = speech.find((p) => p.getBoundingClientRect().bottom > bar + 12);
    if (!first) continue;
    all += 1;
    const limit = Math.max(first.getBoundingClientRect().top, bar) + 8;
    const seen = names.some((name) => {
      const box = name.getBoundingClientRect();
      const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return box.top >= 0 && box.top <= limit && hit !== null && name.contains(hit);
    });
    if (seen) known += 1;
  }
  return { known, all };
}"""


@pytest.mark.parametrize("name", [name for name in KINDS if name != NOT_FOUND])
def test_a_page_opens_from_disk_with_its_style_and_without_a_complaint(
    browser: Any, built_site: Path, name: str
) -> None:
    page = browser.new_page()
    log = listen(page)
    page.goto((built_site / name).as_uri())
    assert page.evaluate("document.styleSheets.length") > 0
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    assert log.outside(built_site.as_uri()) == []
    assert log.complaints == []
    page.close()


@pytest.mark.parametrize("name", KINDS)
def test_a_page_asks_only_its_own_site_for_anything(browser: Any, served: str, name: str) -> None:
    page = browser.new_page()
    log = listen(page)
    page.goto(served + name)
    page.wait_for_load_state("networkidle")
    assert log.outside(served) == []
    assert log.complaints == []
    # The page of the search has its script and its style at once.
    assert len(log.requests) <= (8 if name == SEARCH else 7)
    page.close()


@pytest.mark.parametrize("name", [COVER, CHAPTER, TRANSCRIPT])
def test_a_page_says_the_same_without_javascript(browser: Any, served: str, name: str) -> None:
    seen = []
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        page.goto(served + name)
        seen.append((page.evaluate(MAIN_WORDS), page.locator("a[href]:visible").count()))
        if not enabled:
            assert page.locator("button:visible").count() == 0
            assert page.locator("input:visible").count() == 0
        context.close()
    assert seen[0] == seen[1]


def test_one_can_walk_from_the_cover_through_all_chapters_without_javascript(
    browser: Any, served: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served)
    page.locator("main a", has_text="Explaining model jaggedness").first.click()
    titles = [page.locator("h1").inner_text()]
    while page.locator("main a[rel=next], nav a[rel=next]").count():
        page.locator("main a[rel=next], nav a[rel=next]").first.click()
        titles.append(page.locator("h1").inner_text())
    assert len(titles) == 10
    assert titles[-1] == "Research taste"
    context.close()


def test_the_address_of_a_turn_leads_to_it_from_disk_and_shows_it_below_the_header(
    browser: Any, built_site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=WIDE)
    page = context.new_page()
    page.goto((built_site / TRANSCRIPT).as_uri() + "#t=1948")
    box = page.locator('[id="t=1948"]').bounding_box()
    header = page.locator("header").first.bounding_box()
    assert header["height"] <= box["y"] < WIDE["height"] / 2
    context.close()


@pytest.mark.parametrize(("name", "screens"), [(LONGEST, 0.25), (TRANSCRIPT, 0.6)])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["1280", "360"])
def test_a_reader_always_sees_who_is_speaking(
    browser: Any, served: str, viewport: dict[str, int], name: str, screens: float
) -> None:
    context = browser.new_context(viewport=viewport, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(served + name)
    seen = page.evaluate(KNOWN, screens)
    assert seen["all"] > 20
    assert seen["known"] >= 0.98 * seen["all"]
    context.close()


@pytest.mark.parametrize("name", KINDS)
def test_nothing_reaches_past_the_edge_at_320_pixels(browser: Any, served: str, name: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(served + name)
    assert past_the_edge(page) == []
    context.close()


def test_dark_follows_the_system_and_the_reader_can_choose_otherwise(
    browser: Any, served: str
) -> None:
    light = browser.new_context(color_scheme="light")
    dark = browser.new_context(color_scheme="dark")
    pages = [context.new_page() for context in (light, dark)]
    for page in pages:
        page.goto(served + CHAPTER)
    by_day, by_night = (page.evaluate(BACKGROUND) for page in pages)
    assert by_day != by_night
    pages[0].evaluate("localStorage.setItem('talkbook-theme', 'dark')")
    pages[0].goto(served + COVER)
    assert pages[0].evaluate(BACKGROUND) == by_night
    light.close()
    dark.close()


def test_print_has_every_word_with_names_and_times_and_no_navigation(
    browser: Any, served: str
) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(served + CHAPTER)
    on_screen = page.locator(".turn p").all_inner_texts()
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(BACKGROUND) in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert [p.is_visible() for p in page.locator(".turn p").all()] == [True] * len(on_screen)
    assert page.locator(".turn .who b:visible").count() == 21
    assert page.locator(".turn .who time:visible").count() == 21
    assert page.locator("nav:visible").count() == 0
    context.close()


def test_the_first_tab_stop_skips_to_the_conversation(browser: Any, served: str) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(served + CHAPTER)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    context.close()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["1280", "360"])
def test_every_tab_stop_before_the_speech_is_seen_when_it_has_the_focus(
    browser: Any, served: str, viewport: dict[str, int]
) -> None:
    context = browser.new_context(viewport=viewport)
    page = context.new_page()
    page.goto(served + CHAPTER)
    for _ in range(20):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
            const b = e.getBoundingClientRect();
            return { what: e.outerHTML.slice(0, 80), ring: s.outlineStyle !== 'none',
              inView: b.bottom > 0 && b.top < innerHeight && b.width > 0 }; }"""
        )
        assert seen["ring"], seen
        assert seen["inView"], seen
    context.close()


def test_the_menu_goes_away_when_one_has_chosen_a_place_of_the_page(
    browser: Any, served: str
) -> None:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    page.goto(served + TRANSCRIPT)
    page.get_by_role("button", name="Menu").click()
    menu = page.locator(".contents")
    menu.get_by_role("link", name="Alignment").click()
    menu.wait_for(state="hidden")
    assert 0 <= page.locator("#alignment").bounding_box()["y"] < PHONE["height"] / 2
    context.close()


def test_the_missing_page_works_two_levels_deep(browser: Any, served: str) -> None:
    page = browser.new_page()
    log = listen(page)
    response = page.goto(served + "no/such/page")
    assert response.status == 404
    assert page.evaluate("document.styleSheets.length") > 0
    assert [line for line in log.complaints if "404" not in line] == []
    page.locator("main a").first.click()
    page.locator("h1", has_text="age of research").wait_for()
    assert page.url.startswith(served)
    page.close()


def test_the_way_back_to_the_cover_is_on_every_page(browser: Any, served: str) -> None:
    page = browser.new_page()
    for name in (CHAPTER, TRANSCRIPT, NOT_FOUND):
        page.goto(served + name)
        page.locator("header a:visible").first.click()
        assert page.url in (served, served + COVER)
    page.close()


def test_the_gap_in_the_recording_is_shown_in_its_place(browser: Any, served: str) -> None:
    page = browser.new_page()
    page.goto(served + TRANSCRIPT)
    before = page.locator('[id="t=1948"]')
    after = page.locator('[id="t=2145"]')
    note = page.get_by_text("3 min 14 s of the recording", exact=False)
    assert note.count() == 1
    top = note.bounding_box()["y"]
    assert before.bounding_box()["y"] < top < after.bounding_box()["y"]
    page.close()


def test_every_page_of_the_site_can_be_reached_from_the_cover(
    browser: Any, served: str, built_site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    seen, queue = set(), [served + COVER]
    while queue:
        url = queue.pop()
        seen.add(url)
        page.goto(url)
        hrefs = page.eval_on_selector_all("a[href]", "all => all.map((a) => a.href)")
        for href in sorted({href.split("#")[0] for href in hrefs}):
            target = href + "index.html" if href.endswith("/") else href
            inside = target.startswith(served) and target.endswith(".html")
            if inside and target not in seen and target not in queue:
                queue.append(target)
    redirect = f"{EPISODE}/index.html"
    expected = {served + name for name in html_files(built_site)} - {
        served + redirect,
        served + NOT_FOUND,
    }
    assert expected <= seen
    context.close()
