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
