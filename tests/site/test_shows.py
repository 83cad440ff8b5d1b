"""The pages of shows, years and people of a larger archive, in a browser and before checkers."""

import json
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import need, serving, web_tool
from tests.project import make
from tests.site.axe import axe_findings
from tests.site.edges import past_the_edge
from tests.site.pages import built, listen

HOST = "Maximiliane Featherstonehaugh"
SHOW = "shows/night/index.html"
KINDS = (
    "index.html",
    "episodes/2.html",
    SHOW,
    "years/2020.html",
    "speakers/index.html",
    "speakers/maximiliane-featherstonehaugh.html",
    "night-8/index.html",
    "night-8/transcript.html",
)
PICTURE = (
    b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"
    b"<rect width='9' height='9' fill='#357'/></svg>"
)


def files() -> Iterator[tuple[str, str | bytes]]:
    yield "content/site.toml", 'title = "Radio"\nurl = "https://example.org/"\n'
    show = 'title = "Night talks"\ndescription = "Talks after dark."\nimage = "media/night.svg"\n'
    yield "content/shows/night.toml", f'{show}url = "https://example.org/night"\n'
    yield "content/media/night.svg", PICTURE
    for number in range(60):
        folder = ("night", "day")[number % 2]
        guest = f"{'ABCDEFGHIJ'[number % 10]}nna Guest {number}"
        day = date(2020, 1, 1) + timedelta(days=10 * number)
        yield f"seeds/{folder}/{number}.txt", f"{HOST} 0:00\n\nHello.\n\n{guest} 0:09\n\nIs it?\n"
        facts = f'title = "Talk number {number}"\nslug = "{folder}-{number}"\npublished = {day}\n'
        yield f"content/episodes/{folder}/{number}.toml", facts


@pytest.fixture(scope="module")
def radio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty talks in two shows and two years, with one host."""
    project = make(tmp_path_factory.mktemp("radio"), dict(files()))
    return built(project)


@pytest.fixture(scope="module")
def radio_served(radio: Path) -> Iterator[str]:
    yield from serving(radio)


def test_a_reader_goes_from_home_to_a_show_an_episode_and_back(page: Any, radio: Path) -> None:
    log = listen(page)
    home = f"{radio.as_uri()}/"
    page.goto(f"{home}index.html")
    page.get_by_role("link", name="Night talks").first.click()
    assert page.locator("h1").inner_text() == "Night talks"
    page.get_by_role("link", name="Talk number 8", exact=True).click()
    page.get_by_role("link", name="On one page").click()
    page.locator(".contents").get_by_role("link", name="Night talks").click()
    assert page.url == f"{home}{SHOW}"
    assert log.outside(home) == []
    assert log.complaints == []


def test_all_episodes_are_reached_page_by_page(page: Any, radio: Path) -> None:
    page.goto(f"{radio.as_uri()}/index.html")
    titles = page.locator(".library li[id] h3").all_inner_texts()
    page.get_by_role("navigation", name="Pages of this list").get_by_text("2").click()
    titles += page.locator(".library li[id] :is(h2, h3)").all_inner_texts()
    assert titles == [f"Talk number {number}" for number in reversed(range(60))]


def test_the_search_finds_within_a_show_by_its_title(page: Any, radio: Path) -> None:
    page.goto(f"{radio.as_uri()}/search.html?q=show%3A%22night%20talks%22+hello")
    page.locator("#seek-status:not(:empty)").wait_for()
    assert page.locator("#seek-status").inner_text().startswith("30 results")
    assert "Night talks" in page.locator(".found .facts").first.inner_text()
    page.get_by_label("Show").select_option("Day")
    page.locator("#seek-status", has_text="No results").wait_for()


def test_no_list_is_wider_than_a_phone(page: Any, radio: Path) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    past = {}
    for name in KINDS:
        page.goto(f"{radio.as_uri()}/{name}")
        past[name] = past_the_edge(page)
    assert past == {name: [] for name in KINDS}


def test_the_links_that_say_where_one_is_are_24_pixels_high(page: Any, radio: Path) -> None:
    page.goto(f"{radio.as_uri()}/night-8/transcript.html")
    links = page.locator(".crumbs a")
    assert links.count() == 2
    assert min(link.bounding_box()["height"] for link in links.all()) >= 24


def test_axe_finds_nothing_on_lists(looked_at: Any, radio_served: str) -> None:
    found = {}
    for name in KINDS:
        looked_at.goto(radio_served + name)
        found[name] = axe_findings(looked_at)
    assert found == {name: [] for name in KINDS}


def test_the_html_checker_finds_nothing_on_lists(radio: Path) -> None:
    need("java")
    jar = web_tool("vnu-jar/build/dist/vnu.jar")
    command = ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always"]
    command += [str(radio / name) for name in KINDS]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    messages = json.loads(run.stderr)["messages"]
    assert [(m["url"][-40:], m.get("lastLine"), m["message"]) for m in messages] == []
