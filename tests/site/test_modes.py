"""What a reader has shown of a conversation, without a script and in print."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import need, serving, talkbook
from tests.project import make
from tests.site.axe import axe_findings
from tests.site.pages import CHAPTER, PHONE, TRANSCRIPT, WIDE, built
from tests.site.test_find import HERE

NAMES = "[...new Set([...document.querySelectorAll('.turn')].filter((t) => t.checkVisibility())\
.map((t) => t.querySelector('.who b').textContent))]"
SHOWN = "[...document.querySelectorAll('.turn')].filter((t) => t.checkVisibility()).length"
PARAGRAPHS = "[...document.querySelectorAll('.turn p')].filter((p) => p.checkVisibility())\
.map((p) => p.textContent)"
TIMES = "[...document.querySelectorAll('.who time')].filter((t) => t.checkVisibility()).length"
HIDDEN = "(id) => !document.getElementById(id).checkVisibility()"


@pytest.fixture(params=["web", "disk"])
def page(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """A page without JavaScript from disk, one with it from the web."""
    context = browser.new_context(viewport=WIDE, java_script_enabled=request.param == "web")
    context.set_default_timeout(8_000)
    yield context.new_page()
    context.close()


def choose(page: Any, *names: str) -> None:
    modes = page.locator("details.modes")
    if modes.get_attribute("open") is None:
        modes.locator("summary").click()
    for name in names:
        modes.get_by_label(name, exact=True).check()


@pytest.mark.parametrize("name", [TRANSCRIPT, CHAPTER])
def test_one_speaker_alone_can_be_shown(page: Any, home: str, name: str) -> None:
    page.goto(home + name)
    choose(page, "Only Ilya Sutskever")
    assert page.evaluate(NAMES) == ["Ilya Sutskever"]
    assert page.locator(".modes summary").inner_text() == "Shown: one speaker"
    choose(page, "Only Dwarkesh Patel")
    assert page.evaluate(NAMES) == ["Dwarkesh Patel"]
    choose(page, "Everything")
    assert len(page.evaluate(NAMES)) == 2
    assert page.locator(".modes summary").inner_text() == "Shown: everything"


def test_questions_alone_can_be_shown(page: Any, home: str) -> None:
    page.goto(home + TRANSCRIPT)
    choose(page, "Only questions")
    paragraphs = page.evaluate(PARAGRAPHS)
    assert len(paragraphs) > 60
    assert all("?" in text for text in paragraphs)
    assert page.locator(".gap:visible").count() == 0


def test_the_questions_shown_are_those_of_the_page_of_questions(page: Any, home: str) -> None:
    page.goto(home + TRANSCRIPT)
    choose(page, "Only questions")
    shown = " ".join(page.evaluate(PARAGRAPHS))
    page.goto(home + TRANSCRIPT.replace("transcript", "questions"))
    asked = page.locator(".asked p:not(.answer)").all_inner_texts()
    assert len(asked) > 60
    assert [text for text in asked if text not in shown] == []


def test_times_can_be_left_out_of_whatever_is_shown(page: Any, home: str) -> None:
    page.goto(home + TRANSCRIPT)
    assert page.evaluate(TIMES) == 133
    choose(page, "Without times", "Only Ilya Sutskever")
    assert page.evaluate(TIMES) == 0
    assert page.evaluate(NAMES) == ["Ilya Sutskever"]


def test_the_turn_that_an_address_names_is_shown_all_the_same(page: Any, home: str) -> None:
    page.goto(f"{home}{TRANSCRIPT}#t=1948")
    choose(page, "Only Ilya Sutskever")
    assert page.evaluate(NAMES) == ["Ilya Sutskever", "Dwarkesh Patel"]
    assert not page.evaluate(HIDDEN, "t=1948")
    assert page.evaluate(HIDDEN, "t=4")
    choose(page, "Only questions")
    assert not page.evaluate(HIDDEN, "t=1948")
    assert page.locator('[id="t=1948"] p').first.is_visible()


def test_the_choice_is_made_with_the_keyboard_and_enter_sends_nothing(page: Any, home: str) -> None:
    page.goto(home + CHAPTER)
    page.locator(".modes summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.get_by_label("Only questions").is_checked()
    assert page.url == home + CHAPTER


def test_a_place_that_the_search_found_is_shown_while_one_is_at_it(
    browser: Any, served: str
) -> None:
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{served}{TRANSCRIPT}?find=function")
    choose(page, "Only Dwarkesh Patel")
    heights = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        page.locator(".find-on").click()
        assert page.evaluate(HERE) == "function"
        heights.add(
            page.evaluate(
                "[...CSS.highlights.get('find-here')][0].getBoundingClientRect().height > 0"
            )
        )
        assert page.evaluate(SHOWN) in (67, 68)
    assert heights == {True}
    page.keyboard.press("Escape")
    assert page.evaluate(NAMES) == ["Dwarkesh Patel"]
    context.close()


def test_the_keys_pass_over_turns_that_are_hidden(browser: Any, served: str) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(served + TRANSCRIPT)
    choose(page, "Only Dwarkesh Patel")
    page.evaluate("document.activeElement.blur()")
    went = []
    for key in ("j", "j", "ArrowRight", "k"):
        page.keyboard.press(key)
        went.append(page.evaluate("document.activeElement.closest('.turn').id"))
    assert went == ["t=4", "t=14", "t=45", "t=14"]
    context.close()


@pytest.fixture
def reader(browser: Any) -> Iterator[Any]:
    """A page with JavaScript, wherever the site is."""
    context = browser.new_context(viewport=WIDE)
    context.set_default_timeout(8_000)
    yield context.new_page()
    context.close()


def test_what_is_shown_stays_so_from_page_to_page_until_it_is_reset(reader: Any, home: str) -> None:
    reader.goto(home + CHAPTER)
    choose(reader, "Only Dwarkesh Patel", "Without times")
    reader.get_by_role("link", name="Next").click()
    reader.wait_for_url("**/emotions-and-value-functions.html")
    assert reader.evaluate(NAMES) == ["Dwarkesh Patel"]
    assert reader.evaluate(TIMES) == 0
    assert reader.locator(".modes summary").inner_text() == "Shown: one speaker, without times"
    reader.goto(home + TRANSCRIPT)
    assert reader.evaluate(NAMES) == ["Dwarkesh Patel"]
    reader.keyboard.press("0")
    assert len(reader.evaluate(NAMES)) == 2
    reader.go_back()
    reader.wait_for_url("**/emotions-and-value-functions.html")
    reader.wait_for_function(f"() => {NAMES}.length === 2")
    reader.reload()
    assert len(reader.evaluate(NAMES)) == 2
    assert reader.evaluate(TIMES) > 0
    again = reader.context.new_page()
    again.goto(home + CHAPTER)
    assert len(again.evaluate(NAMES)) == 2


def test_where_the_chosen_speaker_is_silent_everything_is_shown(
    reader: Any, tmp_path: Path
) -> None:
    parts = ["00:00:00 – The shed", "Ada 0:00\n\nWe went out.", "Ben 0:05\n\nWhere to?"]
    parts += ["00:00:10 – The gate", "Ada 0:10\n\nThere.", "Eve 0:20\n\nI see."]
    parts += ["00:00:30 – The road", "Ada 0:30\n\nGone.", "Ben 0:40\n\nQuite."]
    project = make(
        tmp_path,
        {
            "seeds/walk.txt": "\n\n".join(parts) + "\n",
            "content/episodes/walk.toml": 'slug = "walk"\n',
        },
    )
    assert talkbook("--project", project, "build").returncode == 0
    reader.goto((project / "site" / "walk" / "the-shed.html").as_uri())
    choose(reader, "Only Ben")
    shown = []
    for _ in range(2):
        reader.get_by_role("link", name="Next").click()
        reader.wait_for_load_state("load")
        shown.append(reader.evaluate(NAMES))
    assert shown == [["Ada", "Eve"], ["Ben"]]


def pdf_text(page: Any, folder: Path) -> str:
    """What a printed page says, in the order in which it is read."""
    tool = need("pdftotext")
    file = folder / "page.pdf"
    page.pdf(path=str(file), format="A4")
    run = subprocess.run([tool, str(file), "-"], capture_output=True, check=True, timeout=60)
    return " ".join(run.stdout.decode().split())


def test_print_honours_what_is_chosen_and_says_so(page: Any, served: str, tmp_path: Path) -> None:
    page.goto(served + CHAPTER)
    everything = pdf_text(page, tmp_path)
    assert "You know what’s crazy?" in everything
    assert "Meaning what?" in everything
    assert "0:14" in everything
    assert "Shown" not in everything
    choose(page, "Only Dwarkesh Patel", "Without times")
    printed = pdf_text(page, tmp_path)
    assert "You know what’s crazy?" not in printed
    assert "Meaning what?" in printed
    assert "0:14" not in printed
    assert "Shown: one speaker, without times" in printed
    assert "Everything" not in printed


def test_a_browser_that_cannot_do_it_shows_no_choice(browser: Any, served: str) -> None:
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.route(
        "**/assets/*.css",
        lambda route: route.fulfill(
            body=route.fetch().text().replace(":has(", ":hath("), content_type="text/css"
        ),
    )
    page.goto(served + CHAPTER)
    assert page.locator(".modes").is_hidden()
    assert page.evaluate(SHOWN) == 21
    context.close()


def test_what_one_touches_is_44_pixels_high_and_nothing_is_past_the_edge(
    browser: Any, served: str
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(served + CHAPTER)
    choose(page)
    boxes = [one.bounding_box() for one in page.locator(".modes :is(label, summary)").all()]
    assert len(boxes) == 6
    assert min(box["height"] for box in boxes) >= 44
    assert max(box["x"] + box["width"] for box in boxes) <= 320
    context.close()


def test_axe_finds_nothing_in_any_mode(looked_at: Any, served: str) -> None:
    looked_at.goto(served + TRANSCRIPT)
    for name in ("Only questions", "Only Ilya Sutskever", "Without times"):
        choose(looked_at, name)
        assert axe_findings(looked_at) == []


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of conversations of forty people, of one, and of nobody that is named."""
    people = [f"Person {number:02}" for number in range(40)]
    turns = [f"{name} 0:{n:02}\n\nI am {name}." for n, name in enumerate(people)]
    again = [f"{name} 1:{n:02}\n\nI was {name}." for n, name in enumerate(people)]
    alone = [f"Ada 0:{n:02}\n\nLine {n} of many lines." for n in range(5)]
    files: dict[str, str | bytes] = {
        "seeds/crowd.txt": "\n\n".join(turns + again) + "\n",
        "seeds/alone.txt": "\n\n".join(alone) + "\n",
        "seeds/nobody.txt": "We went out.\n\nWe came home.\n",
        **{
            f"content/episodes/{name}.toml": f'slug = "{name}"\n'
            for name in ("crowd", "alone", "nobody")
        },
    }
    project = make(tmp_path_factory.mktemp("crowd"), files)
    yield from serving(built(project))


def test_each_of_forty_people_can_be_chosen(page: Any, crowd: str) -> None:
    page.goto(f"{crowd}crowd/transcript.html")
    page.set_viewport_size(PHONE)
    for number in (0, 12, 39):
        choose(page, f"Only Person {number:02}")
        assert page.evaluate(NAMES) == [f"Person {number:02}"]
        assert page.evaluate(SHOWN) == 2
    assert page.locator(".modes fieldset").bounding_box()["height"] < PHONE["height"] / 2


def test_axe_finds_nothing_where_forty_people_talk(looked_at: Any, crowd: str) -> None:
    found = {}
    for name in ("index.html", "transcript.html"):
        looked_at.goto(f"{crowd}crowd/{name}")
        if name == "transcript.html":
            choose(looked_at)
        found[name] = axe_findings(looked_at)
    assert found == {"index.html": [], "transcript.html": []}


def test_nothing_is_offered_that_would_change_nothing(page: Any, crowd: str) -> None:
    page.goto(f"{crowd}alone/transcript.html")
    choose(page, "Without times")
    assert page.locator(".modes [type=radio]").count() == 0
    page.goto(f"{crowd}nobody/transcript.html")
    assert page.locator(".modes").count() == 0
