"""A reader listens: real sound in a real browser, from a folder and from under a sub-path."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import serving
from tests.site import recorded
from tests.site.axe import axe_findings
from tests.site.pages import PHONE, WIDE, built, listen

TRANSCRIPT = "lanterns/transcript.html"
SHED = "lanterns/the-shed.html"
GATE = "lanterns/the-gate.html"
COVER = "index.html"
SAID = "document.querySelector('.turn[aria-current]')?.id"
CLOCK = "document.querySelector('.player-clock').textContent"
IN_VIEW = """(id) => {
  const box = document.getElementById(id).getBoundingClientRect();
  return box.top >= 40 && box.top < innerHeight - document.querySelector('.player').offsetHeight;
}"""
STILL = """() => new Promise((done) => {
  let last = scrollY, same = 0;
  const look = () => {
    same = scrollY === last ? same + 1 : 0;
    last = scrollY;
    if (same > 12) done(scrollY); else requestAnimationFrame(look);
  };
  look();
})"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    media = '[[media]]\nurl = "media/talk.wav"\n'
    files = {"talk.wav": recorded.sound(recorded.LENGTH_S)}
    return built(recorded.write(tmp_path_factory.mktemp("recorded"), media, files), "--strict")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    yield from serving(folder)


@pytest.fixture(params=["web", "disk"])
def home(request: pytest.FixtureRequest, address: str, folder: Path) -> str:
    return address if request.param == "web" else f"{folder.as_uri()}/"


def says(page: Any, expression: str, expected: object) -> None:
    """Wait until the expression has that value."""
    page.wait_for_function(f"(expected) => ({expression}) === expected", arg=expected)


def play(page: Any, url: str) -> None:
    """Open a page and press play; returns when sound has been heard."""
    page.goto(url)
    page.get_by_role("button", name="Play", exact=True).click()
    heard(page)


def heard(page: Any) -> None:
    """Wait until the recording goes on."""
    page.locator(".player[data-playing]").wait_for()
    start = page.evaluate(CLOCK)
    page.wait_for_function(f"(start) => {CLOCK} !== start", arg=start)


def test_pressing_play_plays_and_marks_who_is_speaking(page: Any, home: str) -> None:
    log = listen(page)
    play(page, home + TRANSCRIPT)
    assert page.evaluate(SAID) == "t=0"
    says(page, SAID, "t=3")
    assert page.locator("[aria-current=true].turn").count() == 1
    assert page.locator(".player").get_by_text("Tom Lind").is_visible()
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Play", exact=True).wait_for()
    assert log.complaints == []
    assert log.outside(home) == []


def test_nothing_of_the_recording_is_asked_for_before_one_plays(page: Any, address: str) -> None:
    log = listen(page)
    page.goto(address + TRANSCRIPT)
    page.wait_for_load_state("networkidle")
    assert [url for url in log.requests if url.endswith((".wav", "times.js"))] == []


def test_in_a_long_turn_the_paragraph_is_marked_and_that_its_time_is_an_estimate(
    page: Any, home: str
) -> None:
    play(page, f"{home}{TRANSCRIPT}#t=6")
    marked = page.locator(".turn[aria-current] p[aria-current]")
    assert marked.count() == 1
    assert marked.get_attribute("data-estimated") is None
    plain = marked.evaluate("(p) => getComputedStyle(p).backgroundImage")
    page.locator('[id="t=6-2"][aria-current]').wait_for()
    assert page.evaluate(SAID) == "t=6"
    assert marked.count() == 1
    assert marked.get_attribute("data-estimated") == ""
    assert marked.evaluate("(p) => getComputedStyle(p).backgroundImage") != plain


def test_the_page_goes_along_until_the_reader_scrolls_and_again_when_asked(
    page: Any, home: str
) -> None:
    play(page, home + TRANSCRIPT)
    set_time(page, 30)
    says(page, SAID, "t=30")
    page.evaluate(STILL)
    assert page.evaluate(IN_VIEW, "t=30")
    again = page.get_by_role("button", name="Follow")
    assert again.is_hidden()
    page.mouse.move(600, 400)
    page.mouse.wheel(0, -4000)
    again.wait_for()
    where = page.evaluate(STILL)
    says(page, SAID, "t=36")
    assert page.evaluate(STILL) == where
    again.click()
    page.evaluate(STILL)
    assert page.evaluate(IN_VIEW, page.evaluate(SAID))
    assert again.is_hidden()


def test_what_one_selects_stays_where_it_is(page: Any, address: str) -> None:
    play(page, address + TRANSCRIPT)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('[id=\"t=3\"] p'))")
    set_time(page, 45)
    says(page, SAID, "t=45")
    assert page.evaluate(STILL) == 0
    page.evaluate("getSelection().empty()")
    page.wait_for_function(IN_VIEW, arg="t=48")


@pytest.mark.parametrize("how", ["key", "scrollbar", "touch"])
def test_any_way_to_scroll_stops_the_following(browser: Any, address: str, how: str) -> None:
    context = browser.new_context(viewport=WIDE, has_touch=True)
    page = context.new_page()
    play(page, f"{address}{TRANSCRIPT}#t=30")
    page.evaluate(STILL)
    page.wait_for_timeout(1600)  # the jump to what is said is over
    if how == "key":
        page.keyboard.press("PageUp")
    elif how == "touch":
        page.evaluate(
            "document.querySelector('main').dispatchEvent("
            "new Event('touchmove', { bubbles: true }))"
        )
    else:
        page.evaluate("scrollBy(0, -500)")
    page.get_by_role("button", name="Follow").wait_for()
    context.close()


def test_nothing_moves_under_reduced_motion_until_one_asks(browser: Any, address: str) -> None:
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    page = context.new_page()
    play(page, address + TRANSCRIPT)
    set_time(page, 45)
    says(page, SAID, "t=45")
    assert page.evaluate(STILL) == 0
    page.get_by_role("button", name="Follow").click()
    assert page.evaluate(IN_VIEW, page.evaluate(SAID))
    where = page.evaluate("scrollY")
    set_time(page, 20)
    says(page, SAID, "t=18")
    assert page.evaluate(STILL) == where
    context.close()


def test_while_it_plays_only_what_has_changed_is_written(page: Any, address: str) -> None:
    play(page, f"{address}{TRANSCRIPT}#t=6")
    says(page, "document.querySelector('[id=\"t=6-2\"]').ariaCurrent", "true")
    page.evaluate(
        """() => {
          globalThis.written = [];
          const options = { subtree: true, attributes: true, attributeOldValue: true };
          new MutationObserver((all) => {
            for (const { target, attributeName: name, oldValue } of all) {
              written.push([target.className, name, oldValue !== target.getAttribute(name)]);
            }
          }).observe(document, options);
        }"""
    )
    start = page.evaluate(CLOCK)
    page.wait_for_function(f"(start) => {CLOCK} > start", arg=start)
    page.wait_for_function("() => written.length > 1")
    written = page.evaluate("written")
    assert {name for name, *_ in written} == {"player-seek"}
    assert all(is_new for *_, is_new in written)


def test_a_time_in_the_text_plays_from_there(page: Any, home: str) -> None:
    page.goto(home + TRANSCRIPT)
    page.locator('[id="t=27"] .who a').click()
    heard(page)
    assert page.evaluate(SAID) == "t=27"
    assert page.url.endswith("#t=27")
    page.locator('[id="t=33"] .who a').click()
    says(page, SAID, "t=33")


def test_it_begins_where_the_address_says(page: Any, home: str) -> None:
    play(page, f"{home}{TRANSCRIPT}#t=42")
    assert page.evaluate(SAID) == "t=42"
    play(page, f"{home}{GATE}")
    assert page.evaluate(SAID) in ("t=24", "t=42")


def test_the_place_and_the_speed_are_kept(page: Any, address: str) -> None:
    play(page, address + TRANSCRIPT)
    for _ in range(4):
        page.get_by_role("button", name="Speed").click()
    set_time(page, 39)
    says(page, SAID, "t=39")
    page.get_by_role("button", name="Pause").click()
    page.goto(address + SHED)
    page.goto(address + COVER)
    assert page.evaluate(CLOCK) in ("0:39", "0:40", "0:41")
    assert page.get_by_role("button", name="Speed").inner_text() == "2×"


def test_another_chapter_begins_at_its_own_start_and_the_place_is_not_lost(
    page: Any, address: str
) -> None:
    play(page, address + TRANSCRIPT)
    set_time(page, 12)
    says(page, SAID, "t=6")
    page.get_by_role("button", name="Pause").click()
    page.goto(address + GATE)
    assert page.evaluate(CLOCK) == "0:24"
    page.goto(address + TRANSCRIPT)
    assert page.evaluate(CLOCK) in ("0:12", "0:13", "0:14")


def test_the_address_of_a_paragraph_begins_at_it(page: Any, home: str) -> None:
    play(page, f"{home}{TRANSCRIPT}#t=6-3")
    assert page.locator('[id="t=6-3"][aria-current]').count() == 1


def test_it_plays_on_when_one_reads_on_to_another_chapter(page: Any, home: str) -> None:
    play(page, home + SHED)
    set_time(page, 20)
    says(page, SAID, "t=18")
    page.locator(".pager a[rel=next]").click()
    page.wait_for_url("**/transcript.html#the-gate")
    heard(page)
    assert "listen" not in page.url
    assert page.evaluate(SAID) in ("t=18", "t=21")
    # From here on the document stays, and with it the sound.
    page.evaluate("globalThis.stays = true")
    page.locator(".contents a", has_text="The shed").first.click()
    page.locator(".chapter h2 a", has_text="The gate").click()
    heard(page)
    assert page.evaluate("globalThis.stays")


def test_what_is_said_elsewhere_is_named_on_a_chapters_page(page: Any, home: str) -> None:
    play(page, home + SHED)
    set_time(page, 30)
    link = page.locator(".player").get_by_role("link", name="The gate")
    link.wait_for()
    assert page.evaluate(SAID) is None
    link.click()
    page.wait_for_url("**/transcript.html#t=30")
    heard(page)


def set_time(page: Any, second: int) -> None:
    """Drag the position to a second."""
    page.locator(".player-seek").fill(str(second))


def test_the_skips_go_back_and_forward(page: Any, address: str) -> None:
    play(page, f"{address}{TRANSCRIPT}#t=21")
    page.get_by_role("button", name="Forward 30 seconds").click()
    page.wait_for_function(f"() => ['0:51', '0:52', '0:53'].includes({CLOCK})")
    page.get_by_role("button", name="Back 15 seconds").click()
    page.wait_for_function(f"() => ['0:36', '0:37', '0:38', '0:39'].includes({CLOCK})")


def test_the_bar_never_covers_what_has_the_focus(browser: Any, address: str) -> None:
    for viewport in (WIDE, PHONE):
        context = browser.new_context(viewport=viewport, reduced_motion="reduce")
        page = context.new_page()
        page.goto(address + TRANSCRIPT)
        page.locator("main").focus()
        # The times of all turns, then what follows them.
        for key in ["j"] * len(recorded.TURNS) + ["Tab"] * 4:
            page.keyboard.press(key)
            seen = page.evaluate(
                """() => { const e = document.activeElement, b = e.getBoundingClientRect();
                const bar = document.querySelector('.player');
                return bar.contains(e) || b.bottom <= bar.getBoundingClientRect().top; }"""
            )
            assert seen, page.evaluate("document.activeElement.outerHTML")
        context.close()


def test_axe_finds_nothing_while_it_plays(looked_at: Any, address: str) -> None:
    page = looked_at
    for second in (3, 12):  # a time of the source's own, and an estimate
        play(page, f"{address}{TRANSCRIPT}#t=21")
        set_time(page, second)
        says(page, SAID, "t=3" if second == 3 else "t=6")
        page.get_by_role("button", name="Pause").click()
        assert axe_findings(page) == []


def test_without_a_script_the_bar_links_to_the_recording_at_the_chapter(
    browser: Any, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + GATE)
    link = page.locator(".player a:visible")
    assert link.inner_text().strip() == "Listen from 0:24"
    assert link.get_attribute("href") == "../media/talk.wav#t=24"
    assert page.locator(".player button:visible, .player input:visible").count() == 0
    context.close()
