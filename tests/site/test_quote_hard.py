"""Quotations of what is hard to quote: endless names, other scripts, and a turn like a book."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import serving, talkbook
from tests.project import make
from tests.site.axe import axe_findings
from tests.site.pages import PHONE, WIDE

LONG = f"{'Alexandra ' * 19}Berg-Haddad"
ARABIC = "سلمى حداد"
SAID_IN_ARABIC = "كان الفانوس في السقيفة بجانب البوابة، ولم يسأل أحد من تركه هناك."
WORDS = 20_000
SEGMENTS = (
    (LONG, 0, "The lantern is out. The lantern is out, she said, and nobody came."),
    ("🦊", 20, "The lantern is out."),
    (ARABIC, 40, SAID_IN_ARABIC),
    (LONG, 60, " ".join(f"{'lantern' if n % 3 else 'gate'} {n}" for n in range(WORDS // 2))),
    ("🦊", 9000, "Yes."),
)
PLAIN = "Ada 0:00\n\nWe found the letters.\n\nIn a box.\n\nBen 0:09\n\nWho wrote them?\n"
SETTINGS = 'title = "Hard"\nrepository = "https://example.org/o/r"\n'
SELECT = """([id, from, to]) => {
  const text = document.getElementById(id).querySelector('p').firstChild;
  const at = text.data.indexOf(from);
  const end = text.data.indexOf(to, at) + to.length;
  getSelection().setBaseAndExtent(text, at, text, end);
}"""


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site of two episodes is served."""
    segments = [
        {"speaker": name, "startTime": at, "endTime": at + 19, "body": said}
        for name, at, said in SEGMENTS
    ]
    project = make(
        tmp_path_factory.mktemp("hard"),
        {
            "content/site.toml": SETTINGS,
            "seeds/endless.json": json.dumps({"version": "1.0.0", "segments": segments}),
            "seeds/plain.txt": PLAIN,
        },
    )
    run = talkbook("--project", project, "--output", project / "site", "build")
    assert run.returncode == 0, run.stderr
    yield from serving(Path(project / "site"))


def quoted(page: Any, turn_id: str, first: str, last: str, form: str) -> str:
    page.evaluate(SELECT, [turn_id, first, last])
    page.get_by_role("button", name="Quote").click()
    page.get_by_label("As", exact=True).select_option(form)
    page.wait_for_function("document.querySelector('.quote-box textarea').value")
    text: str = page.locator(".quote-box textarea").input_value()
    page.keyboard.press("Escape")
    return text


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["1280", "360"])
def test_every_turn_can_be_quoted_and_no_name_covers_the_page(
    page: Any, hard: str, viewport: dict[str, int]
) -> None:
    page.set_viewport_size(viewport)
    page.goto(f"{hard}endless/transcript.html")
    names = []
    for turn in page.locator(".turn").all():
        turn.locator("p").first.hover(position={"x": 20, "y": 5})
        assert turn.locator(".who").bounding_box()["height"] < 110
        button = turn.get_by_role("button", name="Quote")
        box, own = button.bounding_box(), turn.bounding_box()
        assert own["y"] - 8 < box["y"] < own["y"] + 110
        button.click(position={"x": 8, "y": box["height"] - 3})
        text = page.locator(".quote-box textarea").input_value()
        names.append(text.split("”\n— ")[1].rpartition(", ")[0])
        page.keyboard.press("Escape")
    assert names == [name for name, *_ in SEGMENTS]


@pytest.mark.parametrize("form", ["APA", "MLA", "Chicago", "BibTeX", "RIS", "CSL-JSON", "Embed"])
def test_names_of_any_kind_are_cited_whole(page: Any, hard: str, form: str) -> None:
    page.goto(f"{hard}endless/transcript.html")
    assert ARABIC in quoted(page, "t=40", "كان", "هناك.", form)
    assert "🦊" in quoted(page, "t=20", "The", "out.", form)
    long = quoted(page, "t=0", "nobody", "came.", form)
    assert "Berg-Haddad" in long
    assert long.count("A." if form == "APA" else "Alexandra") >= 19


def test_an_arabic_paragraph_runs_from_right_to_left_in_an_english_page(
    page: Any, hard: str
) -> None:
    page.goto(f"{hard}endless/transcript.html")
    left, right = page.evaluate(
        """() => {
          const text = document.getElementById('t=40').querySelector('p').firstChild;
          const at = (from, to) => {
            const range = new Range();
            range.setStart(text, from);
            range.setEnd(text, to);
            return range.getBoundingClientRect().left;
          };
          return [at(text.length - 1, text.length), at(0, 1)];
        }"""
    )
    assert left < right


@pytest.mark.parametrize(
    ("turn_id", "first", "last"),
    [
        ("t=0", "The lantern is out, she", "she"),
        ("t=60", "lantern 7777", "7778"),
        ("t=60", "gate 3000", "lantern 8000"),
        ("t=40", "البوابة،", "أحد"),
    ],
)
def test_a_link_lands_on_its_words_in_a_turn_of_twenty_thousand(
    page: Any, hard: str, turn_id: str, first: str, last: str
) -> None:
    page.goto(f"{hard}endless/transcript.html")
    link = quoted(page, turn_id, first, last, "Link")
    assert f"#{turn_id}:~:text=" in link
    page.goto("about:blank")
    page.goto(link)
    page.wait_for_function(
        """([id, words]) => {
          const text = document.getElementById(id).querySelector('p').firstChild;
          const range = new Range();
          range.setStart(text, text.data.indexOf(words));
          range.setEnd(text, text.data.indexOf(words) + words.length);
          const { top, bottom } = range.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        }""",
        arg=[turn_id, first],
    )


def test_a_long_turn_is_quoted_whole(page: Any, hard: str) -> None:
    page.goto(f"{hard}endless/transcript.html")
    page.locator("[id='t=60'] .who a").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    text = page.locator(".quote-box textarea").input_value()
    assert len(text.split("”")[0].split()) == WORDS


def test_with_the_keyboard_one_comes_to_the_lines_of_the_source_and_no_turn_has_more_stops(
    page: Any, hard: str
) -> None:
    page.goto(f"{hard}plain/transcript.html")
    turns = page.locator(".turn").all()
    assert [turn.locator("a, button, [tabindex]").count() for turn in turns] == [1, 1]
    page.locator("[id='t=0'] .who a").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.quote-box a')"):
            break
    href = page.evaluate("document.activeElement.href")
    assert href == "https://example.org/o/r/blob/main/seeds/plain.txt?plain=1#L1-L5"
    lines = PLAIN.split("\n")[:5]
    assert (lines[0], lines[-1]) == ("Ada 0:00", "In a box.")


def test_axe_finds_nothing_while_one_quotes_a_name_without_measure(
    looked_at: Any, hard: str
) -> None:
    looked_at.goto(f"{hard}endless/transcript.html")
    looked_at.locator(".turn .who a").first.focus()
    looked_at.keyboard.press("Tab")
    looked_at.keyboard.press("Enter")
    looked_at.get_by_role("dialog").wait_for()
    assert axe_findings(looked_at) == []
