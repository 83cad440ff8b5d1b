"""The keys of a page, in a real browser."""

from typing import Any

import pytest

from tests.site.axe import axe_findings
from tests.site.pages import CHAPTER, COVER, KINDS, LONGEST, SEARCH, TRANSCRIPT

TURN = "document.activeElement.closest('.turn')?.id"
SECTION = "document.activeElement.closest('section')?.id"
PLACE = "(id) => document.getElementById(id).getBoundingClientRect().top"
PRESSED = """([selector, init]) => {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  return document.querySelector(selector).dispatchEvent(event);
}"""


def test_j_and_k_go_from_turn_to_turn(page: Any, home: str) -> None:
    page.goto(home + TRANSCRIPT)
    went = []
    for key in "jjjkj":
        page.keyboard.press(key)
        went.append(page.evaluate(TURN))
    assert went == ["t=0", "t=4", "t=5", "t=4", "t=5"]
    assert 40 <= page.evaluate(PLACE, "t=5") <= 130


def test_they_go_on_from_where_one_has_scrolled(page: Any, home: str) -> None:
    page.goto(home + TRANSCRIPT)
    page.keyboard.press("j")
    page.evaluate("document.getElementById('t=1948').scrollIntoView()")
    page.keyboard.press("j")
    assert page.evaluate(TURN) == "t=2145"
    page.evaluate("document.getElementById('t=4572').scrollIntoView()")
    page.keyboard.press("k")
    assert page.evaluate(TURN) == page.evaluate(
        "document.getElementById('t=4572').previousElementSibling.id"
    )


def test_every_turn_can_be_reached_to_the_last_and_back_to_the_first(page: Any, home: str) -> None:
    page.goto(home + CHAPTER)
    ids = page.evaluate("[...document.querySelectorAll('.turn')].map((turn) => turn.id)")
    down, up = [], []
    for _ in range(len(ids) + 1):
        page.keyboard.press("j")
        down.append(page.evaluate(TURN))
    assert down == [*ids, ids[-1]]
    for _ in ids:
        page.keyboard.press("k")
        up.append(page.evaluate(TURN))
    assert up == [*ids[-2::-1], ids[0]]


def test_brackets_go_from_chapter_to_chapter(page: Any, home: str) -> None:
    page.goto(home + TRANSCRIPT)
    went = []
    for key in "]]][":
        page.keyboard.press(key)
        went.append(page.evaluate(SECTION))
    assert went[:2] == ["explaining-model-jaggedness", "emotions-and-value-functions"]
    assert went[3] == went[1]
    page.goto(home + CHAPTER)
    page.keyboard.press("]")
    page.wait_for_url("**/emotions-and-value-functions.html")
    page.keyboard.press("[")
    page.wait_for_url(f"**/{CHAPTER}")


@pytest.mark.parametrize("name", [COVER, TRANSCRIPT, SEARCH])
def test_slash_and_control_k_search(page: Any, home: str, name: str) -> None:
    for key in ("/", "Control+k"):
        page.goto(home + name)
        page.keyboard.press(key)
        page.locator(".search-field:focus").wait_for()
        page.keyboard.type("?j/")
        assert page.locator(".search-field:focus").input_value() == "?j/"


def test_the_help_shows_the_keys_of_this_page_and_escape_closes_it(page: Any, home: str) -> None:
    shown = {}
    for name in (COVER, CHAPTER):
        page.goto(home + name)
        page.keyboard.press("?")
        dialog = page.get_by_role("dialog", name="Keys")
        shown[name] = dialog.locator("kbd").all_inner_texts()
        page.keyboard.press("j")
        page.keyboard.press("?")
        assert page.get_by_role("dialog").count() == 1
        page.keyboard.press("Escape")
        assert page.get_by_role("dialog").count() == 0
    # On disk there is no player of a video, only a link.
    space = ["Space"] if home.startswith("http") else []
    assert shown[COVER] == [*space, "/", "Ctrl", "K", "0", "?"]
    assert shown[CHAPTER] == ["j", "k", "]", *shown[COVER]]


def test_the_help_can_be_opened_without_a_key(page: Any, home: str) -> None:
    page.goto(home + COVER)
    page.get_by_role("button", name="Reading settings").click()
    page.get_by_role("button", name="All keys").click()
    assert page.get_by_role("dialog", name="Keys").is_visible()


def test_all_keys_can_be_switched_off_and_stay_so(page: Any, served: str) -> None:
    page.goto(served + TRANSCRIPT)
    page.get_by_role("button", name="Reading settings").click()
    page.get_by_role("radio", name="Off").check()
    page.keyboard.press("Escape")
    page.goto(served + TRANSCRIPT + "?find=value")
    for key in "j]/?0 np":
        page.keyboard.press(key)
        assert page.evaluate(TURN) is None
        assert page.get_by_role("dialog").count() == 0
        assert page.locator(".find-bar p").inner_text().startswith("1 of")
    # These are no characters.
    page.keyboard.press("Escape")
    assert page.locator(".find-bar").count() == 0
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").wait_for()


@pytest.mark.parametrize(
    "init",
    [{"ctrlKey": True}, {"altKey": True}, {"metaKey": True}, {"isComposing": True}],
    ids=["control", "alt", "meta", "composing"],
)
def test_a_key_that_is_part_of_something_else_does_nothing(
    page: Any, home: str, init: dict[str, bool]
) -> None:
    page.goto(home + CHAPTER)
    for key in "j][/?0n ":
        assert page.evaluate(PRESSED, ["main", {"key": key, **init}])
    assert page.evaluate(TURN) is None
    assert page.url.endswith(CHAPTER)
    assert page.evaluate(PRESSED, ["main", {"key": "j"}]) is False


@pytest.mark.parametrize("where", ["input", "textarea", "select", "div"])
def test_a_key_is_a_letter_where_one_writes(page: Any, home: str, where: str) -> None:
    page.goto(home + CHAPTER)
    page.evaluate(
        """(name) => {
          const field = document.createElement(name);
          if (name === 'div') field.contentEditable = 'true';
          document.querySelector('main').prepend(field);
          field.focus();
        }""",
        where,
    )
    for key in "jk]/?0":
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.localName") == where
    assert page.url.endswith(CHAPTER)
    assert page.get_by_role("dialog").count() == 0


def test_brackets_that_need_alt_gr_work(page: Any, served: str) -> None:
    page.goto(served + CHAPTER)
    init = {"key": "]", "ctrlKey": True, "altKey": True, "modifierAltGraph": True}
    assert page.evaluate(PRESSED, ["main", init]) is False
    page.wait_for_url("**/emotions-and-value-functions.html")


def test_times_are_one_tab_stop_at_the_turn_one_reads_and_arrows_go_through_them(
    page: Any, home: str
) -> None:
    page.goto(home + LONGEST)
    ids = page.evaluate("[...document.querySelectorAll('.turn')].map((turn) => turn.id)")
    third = ids[2]
    page.evaluate("(id) => document.getElementById(id).scrollIntoView()", third)
    page.keyboard.press("Tab")
    assert page.evaluate(TURN) == third
    page.keyboard.press("ArrowRight")
    assert page.evaluate(TURN) == ids[3]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(TURN) == ids[1]
    # After a turn's own button comes what follows the text.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(TURN) is None
    # The link to the next chapter stands at the end, and so does the turn that one comes back to.
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(TURN) in ids[-3:]


def test_no_key_is_a_mistake_on_any_page(page: Any, served: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for name in KINDS:
        page.goto(served + name)
        for key in ("j", "k", "n", "p", " ", "0", "Escape", "Tab"):
            page.keyboard.press(key)
    assert errors == []


def test_axe_finds_nothing_in_the_help(looked_at: Any, served: str) -> None:
    looked_at.goto(served + CHAPTER)
    looked_at.keyboard.press("?")
    looked_at.get_by_role("dialog").wait_for()
    assert axe_findings(looked_at) == []
