"""From a question to its place and to its answer, in a real browser."""

from pathlib import Path
from typing import Any

import pytest

from tests.site.pages import COVER, QUESTIONS, WIDE


@pytest.fixture(params=["web", "disk"])
def home(request: pytest.FixtureRequest, served: str, built_site: Path) -> str:
    return served if request.param == "web" else f"{built_site.as_uri()}/"


def test_one_goes_from_the_cover_to_a_question_and_its_words_are_in_view(
    browser: Any, home: str
) -> None:
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto(home + COVER)
    page.get_by_role("link", name="All 128 questions and their answers").click()
    page.get_by_role("link", name="But what do the Buddhists say?").click()
    assert "/transcript.html#t=4078-3" in page.url
    paragraph = page.locator("[id='t=4078-3']")
    assert "But what do the Buddhists say?" in paragraph.inner_text()
    box = paragraph.bounding_box()
    assert box["y"] < WIDE["height"]
    assert box["y"] + box["height"] > 48
    context.close()


def test_under_a_question_is_the_way_to_its_answer(browser: Any, served: str) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(served + QUESTIONS)
    entry = page.locator(".asked li", has_text="Should we actually begin here?").last
    entry.locator(".answer a").click()
    assert page.url.endswith("/transcript.html#t=47")
    context.close()


def test_one_goes_from_the_library_to_a_question_of_an_episode(
    browser: Any, archive_served: str
) -> None:
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto(archive_served)
    page.get_by_role("link", name="36 questions and their answers").click()
    page.locator("#soil").get_by_role("link", name="What do you do when").first.click()
    assert page.url.startswith(f"{archive_served}soil/transcript.html#t=")
    box = page.locator(".turn:target, .turn:has(:target)").bounding_box()
    assert 0 <= box["y"] < WIDE["height"]
    page.go_back()
    page.get_by_role("heading", name="About rain").get_by_role("link").click()
    assert page.url.endswith("/rain/questions.html")
    context.close()
