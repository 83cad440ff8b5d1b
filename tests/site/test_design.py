"""What the eye goes by: one scale of type, short lines, edges that agree, no empty pictures."""

from collections.abc import Iterator
from typing import Any

import pytest

from generator.renderers.templates import bare
from tests.conftest import serving
from tests.project import make
from tests.site.pages import (
    CHAPTER,
    COVER,
    MANUAL,
    PHONE,
    QUESTIONS,
    SEARCH,
    SPEAKER,
    TRANSCRIPT,
    WIDE,
    built,
    letters_of_lines,
)

DESK = {"width": 1920, "height": 1080}
TABLET = {"width": 768, "height": 1024}
SENTENCE = "We found the letters in a tin box that nobody had opened since the war. "
# The sizes of all letters that are seen, in pixels.
SIZES = """() => [...new Set([...document.querySelectorAll('body *')]
  .filter((element) => element.checkVisibility() && [...element.childNodes].some(
    (node) => node.nodeType === 3 && node.data.trim()))
  .map((element) => getComputedStyle(element).fontSize))]"""
GAPS = """() => [...document.querySelectorAll('.head > * + *')].map(
  (element) => element.getBoundingClientRect().top
    - element.previousElementSibling.getBoundingClientRect().bottom)"""


def test_all_pages_together_have_few_sizes_of_type(page: Any, served: str) -> None:
    sizes: set[str] = set()
    for name in (COVER, CHAPTER, QUESTIONS, SPEAKER, SEARCH, MANUAL):
        page.goto(served + name)
        sizes.update(page.evaluate(SIZES))
    assert len(sizes) <= 11, sizes


@pytest.mark.parametrize("viewport", [WIDE, DESK, TABLET], ids=["1280", "1920", "768"])
def test_a_line_of_speech_has_45_to_75_letters(
    page: Any, served: str, viewport: dict[str, int]
) -> None:
    page.set_viewport_size(viewport)
    page.goto(served + CHAPTER)
    assert 45 < letters_of_lines(page) <= 75


def test_the_summary_is_no_wider_than_speech(page: Any, served: str) -> None:
    page.goto(served + COVER)
    summary = page.locator("#summary").bounding_box()["width"]
    page.goto(served + CHAPTER)
    assert summary <= page.locator(".turn p").first.bounding_box()["width"] + 30


@pytest.mark.parametrize("name", [COVER, CHAPTER, QUESTIONS, SPEAKER])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["1280", "360"])
def test_what_stands_about_a_title_does_not_touch_it(
    page: Any, served: str, name: str, viewport: dict[str, int]
) -> None:
    page.set_viewport_size(viewport)
    page.goto(served + name)
    gaps = page.evaluate(GAPS)
    assert gaps
    assert min(gaps) >= 3


def test_on_a_phone_times_stand_in_a_column_at_the_end_of_the_lines(page: Any, served: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(served + TRANSCRIPT)
    boxes = [time.bounding_box() for time in page.locator(".turn > .who time").all()[:20]]
    ends = {round(box["x"] + box["width"]) for box in boxes}
    main = page.locator("main").bounding_box()
    assert ends == {round(main["x"] + main["width"])}


def test_speech_keeps_its_type_while_it_is_said(page: Any, served: str) -> None:
    page.goto(served + CHAPTER)
    font = "(paragraph) => getComputedStyle(paragraph).font"
    turn = page.locator(".turn").nth(2)
    before = turn.locator("p").evaluate(font)
    turn.evaluate("(element) => element.setAttribute('aria-current', 'true')")
    assert turn.locator("p").evaluate(font) == before


@pytest.mark.parametrize("viewport", [WIDE, DESK], ids=["1280", "1920"])
def test_the_bar_the_columns_and_the_foot_share_their_edges(
    page: Any, served: str, viewport: dict[str, int]
) -> None:
    page.set_viewport_size(viewport)
    page.goto(served + CHAPTER)
    first = [page.locator(name).bounding_box() for name in (".brand", ".contents", ".foot nav")]
    assert {round(box["x"]) for box in first} == {round(first[0]["x"])}
    last = [page.locator(name).bounding_box() for name in (".settings-open", ".places")]
    assert len({round(box["x"] + box["width"]) for box in last}) == 1


def test_links_are_underlined_in_text_and_not_in_titles(page: Any, archive_served: str) -> None:
    page.goto(archive_served)
    line = "(link) => getComputedStyle(link).textDecorationLine"
    assert set(page.locator("main :is(h2, h3) a").evaluate_all(f"(all) => all.map({line})")) == {
        "none"
    }
    assert page.locator("main p a").first.evaluate(line) == "underline"


@pytest.fixture(scope="module")
def nameless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a talk of one person without name or time is served."""
    files: dict[str, str | bytes] = {
        "seeds/talk.txt": "\n\n".join([SENTENCE * 3] * 12),
        "content/episodes/talk.toml": 'slug = "talk"\n',
    }
    project = make(tmp_path_factory.mktemp("nameless"), files)
    yield from serving(built(project))


def test_without_names_and_times_no_room_is_kept_for_them(page: Any, nameless: str) -> None:
    page.goto(f"{nameless}talk/transcript.html")
    main, said = (page.locator(name).first.bounding_box() for name in ("main", ".turn p"))
    assert said["x"] - main["x"] < 40


def test_no_picture_is_drawn_of_one_voice(page: Any, nameless: str) -> None:
    page.goto(nameless)
    assert page.locator("#chapters-title").is_visible()
    assert page.locator(".shape").count() == 0


def test_a_name_and_a_time_after_the_first_hour_share_a_line(page: Any, served: str) -> None:
    page.goto(served + TRANSCRIPT)
    who = page.locator(".turn:not(.brief) > .who", has_text="1:").last
    name, time = (who.locator(part).bounding_box() for part in ("b", "time"))
    assert abs(name["y"] + name["height"] / 2 - time["y"] - time["height"] / 2) < 6


def test_an_address_is_shown_as_people_read_it() -> None:
    assert bare("https://example.org/ada/") == "example.org/ada"
    assert bare("example.org") == "example.org"
