"""The page of all results, in a real browser: on the web, under a sub-path, and from disk."""

from pathlib import Path
from typing import Any

import pytest

from tests.site import archive
from tests.site.edges import past_the_edge
from tests.site.pages import EPISODE, PHONE, listen

HITS = ".hit-list .hit"
SHOWN = """() => [...document.querySelectorAll('.found')].map((section) => ({
  title: section.querySelector('h2').textContent,
  facts: section.querySelector('.facts').textContent,
  hits: [...section.querySelectorAll('.hit')].map((a) => a.innerText),
  marks: section.querySelectorAll('.hit-strip rect').length }))"""


@pytest.fixture(params=["web", "disk"])
def home(request: pytest.FixtureRequest, archive_served: str, archive_site: Path) -> str:
    """Where the archive is: under a sub-path of a server, or in a folder."""
    return archive_served if request.param == "web" else f"{archive_site.as_uri()}/"


def results(page: Any, address: str) -> list[dict[str, Any]]:
    """Open the page with a question in its address, and return what it shows, title by title."""
    page.goto(address)
    page.locator("#seek-status:not(:empty)").wait_for()
    return page.evaluate(SHOWN)  # type: ignore[no-any-return]


def test_all_results_stand_under_their_episodes_with_a_picture_of_where_they_are(
    page: Any, home: str
) -> None:
    log = listen(page)
    shown = results(page, f"{home}search.html?q=lantern")
    assert sorted(one["title"] for one in shown) == sorted(
        f"About {name.split('/')[1]}" for name, *_ in archive.TALKS
    )
    assert page.locator("#seek-status").inner_text() == "144 results under 6 titles"
    for one in shown:
        assert "24 results" in one["facts"]
        assert one["marks"] > 10
        assert all("lantern" in hit for hit in one["hits"])
    assert log.outside(home) == []
    assert log.complaints == []


def test_the_rest_of_an_episode_is_a_button_away_and_the_focus_goes_there(
    page: Any, archive_served: str
) -> None:
    results(page, f"{archive_served}search.html?q=lantern")
    section = page.locator(".found").first
    before = section.locator(".hit").count()
    section.get_by_role("button", name="more").click()
    section.locator(".hit").nth(before).wait_for()
    assert section.locator(".hit").count() == 24
    assert section.get_by_role("button").count() == 0
    focused = "[...document.querySelectorAll('.hit')].indexOf(document.activeElement)"
    assert page.evaluate(focused) == before


def test_filters_and_order_are_in_the_address_and_can_be_gone_back_to(page: Any, home: str) -> None:
    page.goto(f"{home}search.html")
    page.get_by_role("searchbox").fill("lantern")
    page.locator(".found").first.wait_for()
    page.get_by_label("Show").select_option("Harbours")
    page.locator("#seek-status", has_text="72 results").wait_for()
    page.get_by_label("Year").select_option("2023")
    page.locator("#seek-status", has_text="48 results").wait_for()
    page.locator("select[name=speaker]").select_option(label="Tom Lind")
    page.locator("#seek-status", has_text="under").wait_for(state="detached")
    address = page.url
    for part in ("q=lantern", "show=Harbours", "year=2023", "speaker=tom-lind"):
        assert part in address
    page.go_back()
    page.locator("#seek-status", has_text="48 results").wait_for()
    page.go_back()
    page.locator("#seek-status", has_text="72 results").wait_for()
    assert page.get_by_label("Year").input_value() == ""
    shown = results(page, address)
    assert [one["title"] for one in shown] == ["About tides"]
    assert all(hit.startswith("Tom Lind") for hit in shown[0]["hits"])
    assert page.locator("select[name=speaker]").input_value() == "tom-lind"


def test_a_click_into_the_strip_leads_to_the_hit_at_that_time(
    page: Any, archive_served: str
) -> None:
    results(page, f"{archive_served}search.html?q=pump&show=Harbours&year=2022")
    box = page.locator(".hit-strip svg").bounding_box()
    page.locator(".hit-strip svg").click(position={"x": box["width"] * 0.5, "y": 5})
    page.wait_for_url(lambda url: "piers/transcript.html?find=pump" in url)
    seconds = int(page.url.split("#t=")[1])
    assert abs(seconds - 18 * 60 / 2) < 100


def test_newest_first(page: Any, archive_served: str) -> None:
    shown = results(page, f"{archive_served}search.html?q=lantern&sort=date")
    years = [int(one["facts"].split(" · ")[1].split()[-1]) for one in shown]
    assert years == sorted(years, reverse=True)
    assert len(set(years)) == 3


def test_words_in_context_stand_in_one_column_and_can_be_sorted_by_what_follows(
    page: Any, home: str
) -> None:
    page.goto(f"{home}search.html?q=lantern&view=context")
    page.locator(".contexts li").first.wait_for()
    lefts = page.eval_on_selector_all(
        ".contexts mark", "all => all.map((m) => Math.round(m.getBoundingClientRect().left))"
    )
    assert len(lefts) > 140
    assert len(set(lefts)) == 1
    page.get_by_label("Order").select_option("after")
    page.wait_for_url(lambda url: "sort=after" in url)
    page.locator(".contexts li").first.wait_for()
    after = page.eval_on_selector_all(
        ".context-after", "all => all.map((span) => span.lastChild.textContent)"
    )
    words = [text.strip(" ,.").lower() for text in after]
    assert words == sorted(words)
    assert len(set(words)) > 2
    before, keyword = page.locator(".context").first.evaluate(
        "a => [...a.children].map((span) => span.getBoundingClientRect())"
    )
    assert abs(before["right"] - keyword["left"]) < 1
    page.locator(".context").first.click()
    page.wait_for_url(lambda url: "find=lantern" in url and "transcript.html" in url)


def test_a_hit_leads_to_its_turn_with_the_words_marked(page: Any, home: str) -> None:
    results(page, f"{home}search.html?q=%22old+pump%22")
    page.locator(HITS).first.click()
    page.wait_for_url(lambda url: "find=" in url)
    page.locator(".find-bar").wait_for()
    assert page.evaluate("[...CSS.highlights.get('find')].some((r) => String(r) === 'old pump')")


def test_without_results_there_is_a_way_out(page: Any, archive_served: str) -> None:
    results(page, f"{archive_served}search.html?q=shed&show=Gardens&year=2023")
    assert page.locator("#seek-status").inner_text() == "No results for “shed”"
    assert page.locator("#names").is_visible()
    page.get_by_role("button", name="Search everywhere").click()
    page.locator(".found").first.wait_for()
    assert "show=" not in page.url
    assert page.locator("#names").is_hidden()


def test_a_misspelt_word_can_be_put_right(page: Any, archive_served: str) -> None:
    results(page, f"{archive_served}search.html?q=lanturn")
    page.get_by_role("button", name="Did you mean “lantern”?").click()
    page.wait_for_url(lambda url: "q=lantern" in url)
    assert page.get_by_role("searchbox").input_value() == "lantern"


def test_a_search_that_cannot_be_loaded_says_so_and_tries_again(
    page: Any, archive_served: str
) -> None:
    page.route("**/search/*.js", lambda route: route.abort())
    results(page, f"{archive_served}search.html?q=lantern")
    assert page.locator("#seek-status").inner_text() == "The search could not be loaded."
    page.unroute("**/search/*.js")
    page.get_by_role("button", name="Try again").click()
    page.locator(".found").first.wait_for()


def test_a_slow_search_says_that_it_works(page: Any, archive_served: str) -> None:
    held: list[Any] = []
    page.route("**/search/index.js", lambda route: held.append(route))  # noqa: PLW0108
    page.goto(f"{archive_served}search.html?q=lantern", wait_until="commit")
    page.locator("#seek-status[data-waits]").wait_for()
    assert "Searching" in page.locator("#seek-status").evaluate(
        "(status) => getComputedStyle(status, '::before').content"
    )
    for route in held:
        route.continue_()
    page.locator(".found").first.wait_for()
    assert page.locator("#seek-status[data-waits]").count() == 0


def test_the_search_of_the_header_is_the_field_of_the_page(page: Any, archive_served: str) -> None:
    page.goto(f"{archive_served}search.html")
    page.locator("h1").click()
    page.keyboard.press("/")
    page.keyboard.type("pump")
    page.locator(".found").first.wait_for()
    assert page.locator("dialog").count() == 0


def test_the_dialog_leads_to_the_page_and_to_an_episode_opened_on_it(page: Any, home: str) -> None:
    page.goto(f"{home}index.html")
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("lantern")
    page.locator(".hit-more").first.click()
    page.wait_for_url(lambda url: "search.html?q=lantern#in-" in url)
    page.locator(".found .hit").nth(24).wait_for(state="attached")
    named = page.url.split("#")[1]
    page.locator(f"#{named} .hit").nth(23).wait_for()
    page.goto(f"{home}index.html")
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("lantern")
    page.locator(".hit").first.wait_for()
    page.get_by_role("link", name="All results").click()
    page.wait_for_url(lambda url: url.endswith("search.html?q=lantern"))


def test_without_javascript_there_is_an_index_of_names_across_episodes(
    browser: Any, home: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}search.html")
    assert page.locator("input:visible, button:visible, select:visible").count() == 0
    assert page.locator(".index-speakers li").count() == 5
    entry = page.locator(".index-terms details", has_text="Kepler Works")
    assert "6 episodes" in entry.inner_text()
    entry.locator("summary").click()
    entry.get_by_role("link").first.click()
    assert "transcript.html#t=" in page.url
    assert page.locator(":target", has_text="Kepler Works").count() == 1
    context.close()


def test_the_first_transcript_has_its_names_in_the_index(page: Any, served: str) -> None:
    page.goto(f"{served}search.html")
    page.get_by_role("link", name="AlexNet").click()
    page.locator(".found").first.wait_for()
    assert "q=AlexNet" in page.url
    page.go_back()
    page.locator("#names").wait_for()
    entry = page.locator(".index-terms li", has_text="Kasparov")
    entry.get_by_role("link", name="46:47").click()
    page.wait_for_url(lambda url: url.endswith(f"{EPISODE}/transcript.html#t=2807"))


def test_on_a_phone_nothing_reaches_past_the_edge(browser: Any, archive_served: str) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    for query in ("", "?q=lantern", "?q=lantern&view=context", "?q=zzqxjvk"):
        page.goto(f"{archive_served}search.html{query}")
        if query:
            page.locator("#seek-status:not(:empty)").wait_for()
        assert past_the_edge(page) == []
    context.close()


def test_what_is_typed_never_becomes_markup(page: Any, archive_served: str) -> None:
    log = listen(page)
    results(page, f"{archive_served}search.html?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+lantern")
    assert page.locator("main img").count() == 0
    assert log.complaints == []
