"""Quote and cite, in a real browser: what is copied, and where its link lands."""

import json
import re
from typing import Any

import pytest

from tests.site.pages import CHAPTER, PHONE, TRANSCRIPT, WIDE

SELECT = """([id, words]) => {
  const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return true;
  }
  return false;
}"""
# What a text fragment marks cannot be asked for; where it scrolls to can.
PLACE = """(words) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const tops = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = node.data.indexOf(words); at >= 0; at = node.data.indexOf(words, at + 1)) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      tops.push([range.getBoundingClientRect().top, node.parentElement.closest('.turn')?.id]);
    }
  }
  return tops;
}"""


def quote(page: Any, turn_id: str, words: str, form: str = "Quote") -> str:
    """Select words, open the box at their turn, and return the text that it offers."""
    assert page.evaluate(SELECT, [turn_id, words])
    page.get_by_role("button", name="Quote").click()
    page.get_by_label("As", exact=True).select_option(form)
    page.wait_for_function("document.querySelector('.quote-box textarea').value")
    return page.locator(".quote-box textarea").input_value()


def test_selected_words_are_a_quotation_with_speaker_time_and_link(page: Any, served: str) -> None:
    page.goto(served + TRANSCRIPT)
    text = quote(page, "t=98", "the economic impact seems to be dramatically behind")
    lines = text.split("\n")
    assert lines[0] == "“the economic impact seems to be dramatically behind”"
    assert lines[1] == "— Ilya Sutskever, 1:38"
    assert lines[2].startswith(f"{served}{TRANSCRIPT}#t=98:~:text=the%20economic%20impact")


def test_name_time_and_link_can_be_left_out(page: Any, served: str) -> None:
    page.goto(served + TRANSCRIPT)
    quote(page, "t=98", "the economic impact seems to be dramatically behind")
    for name in ("time", "link"):
        page.get_by_label(name, exact=True).uncheck()
    shown = page.locator(".quote-box textarea").input_value()
    assert shown.endswith("”\n— Ilya Sutskever")
    page.get_by_label("name", exact=True).uncheck()
    assert page.locator(".quote-box textarea").input_value() == (
        "“the economic impact seems to be dramatically behind”"
    )


def test_words_are_whole_even_where_half_a_word_is_selected(page: Any, served: str) -> None:
    page.goto(served + TRANSCRIPT)
    text = quote(page, "t=98", "conomic impact seems to be dramat")
    assert text.startswith("“economic impact seems to be dramatically”")


def test_an_embedded_quotation_leads_from_any_page_to_its_words(
    browser: Any, page: Any, served: str
) -> None:
    words = "the economic impact seems to be dramatically behind"
    page.goto(served + TRANSCRIPT)
    html = quote(page, "t=98", words, "Embed")
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    other = context.new_page()
    other.set_content(f"<!doctype html><title>A blog</title>{html}")
    assert other.locator("blockquote p").inner_text() == words
    assert "Ilya Sutskever" in other.locator("figcaption").inner_text()
    other.locator("figcaption a").click()
    other.locator("[id='t=98']").wait_for()
    box = other.locator("[id='t=98'] p").first.bounding_box()
    assert 0 < box["y"] < WIDE["height"]
    context.close()


@pytest.mark.parametrize(
    ("turn_id", "words"),
    [
        ("t=98", "the models"),
        ("t=3370", "One of the ways in which my"),
        ("t=3370", "thing"),
        ("t=4934", "your forecasts"),
    ],
)
def test_the_link_lands_on_those_words_and_not_on_the_same_words_elsewhere(
    browser: Any, page: Any, home: str, turn_id: str, words: str
) -> None:
    page.goto(home + TRANSCRIPT)
    link = quote(page, turn_id, words, "Link")
    if home.startswith("file:"):  # the link is the public address; the words are looked for here
        assert link.startswith("https://example.github.io/")
        link = f"{home}{TRANSCRIPT}#{link.split('#')[1]}"
    assert f"#{turn_id}:~:text=" in link
    context = browser.new_context(viewport=WIDE)
    other = context.new_page()
    other.goto(link)
    other.wait_for_load_state("load")
    other.wait_for_timeout(400)
    tops = [top for top, id_ in other.evaluate(PLACE, words) if id_ == turn_id]
    assert any(48 <= top < WIDE["height"] for top in tops), (link, tops)
    context.close()


def test_a_selection_over_two_turns_names_both(page: Any, served: str) -> None:
    page.goto(served + TRANSCRIPT)
    page.evaluate(
        """() => {
          const [from, to] = ['t=47', 't=48'].map(
            (id) => document.getElementById(id).querySelector('p'));
          getSelection().setBaseAndExtent(from.firstChild, 0, to.firstChild, to.firstChild.length);
        }"""
    )
    page.get_by_role("button", name="Quote").click()
    lines = page.locator(".quote-box textarea").input_value().split("\n")
    assert re.match(r"Ilya Sutskever, 0:47: \S", lines[0])
    assert re.match(r"Dwarkesh Patel, 0:48: \S", lines[1])


def test_a_turn_is_cited_in_every_form_with_its_speaker_time_and_address(
    page: Any, home: str
) -> None:
    page.goto(home + CHAPTER)
    page.locator("[id='t=98'] .who a").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="Quote or cite")
    made = {}
    for form in ("APA", "MLA", "Chicago", "BibTeX", "RIS", "CSL-JSON"):
        before = box.locator("textarea").input_value()
        page.get_by_label("As", exact=True).select_option(form)
        page.wait_for_function(
            "(old) => document.querySelector('.quote-box textarea').value !== old", arg=before
        )
        made[form] = box.locator("textarea").input_value()
        assert "Sutskever" in made[form]
        assert "00:01:38" in made[form]
        assert f"{CHAPTER}#t=98" in made[form]
    assert made["APA"].endswith("\n(Sutskever, 2025, 00:01:38)")
    assert made["Chicago"].endswith("\n(Sutskever 2025, at 00:01:38)")
    assert json.loads(made["CSL-JSON"])[0]["author"] == [{"family": "Sutskever", "given": "Ilya"}]


def test_escape_closes_the_box_and_gives_the_focus_back(page: Any, served: str) -> None:
    page.goto(served + CHAPTER)
    page.locator("[id='t=98'] .who a").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Quote or cite").wait_for()
    page.keyboard.press("Escape")
    assert page.locator(".quote-box").is_hidden()
    assert page.evaluate("document.activeElement.className") == "quote-open"


def test_what_is_copied_is_what_is_shown(browser: Any, served: str) -> None:
    context = browser.new_context(
        viewport=PHONE, permissions=["clipboard-read", "clipboard-write"], has_touch=True
    )
    page = context.new_page()
    page.goto(served + CHAPTER)
    shown = quote(page, "t=98", "the economic impact seems to be dramatically behind")
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == shown
    context.close()


def test_nothing_moves_when_the_button_comes_and_it_is_not_printed(page: Any, served: str) -> None:
    page.goto(served + CHAPTER)
    height = "document.documentElement.scrollHeight"
    before = page.evaluate(height)
    for turn in page.locator(".turn").all()[:6]:
        turn.hover()
        assert turn.get_by_role("button", name="Quote").is_visible()
        assert page.evaluate(height) == before
    page.emulate_media(media="print")
    assert page.locator(".quote-open").is_hidden()
