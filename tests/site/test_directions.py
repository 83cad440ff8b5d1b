"""Conversations written from right to left: notes, names and numbers stay in their order."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from tests.conftest import serving
from tests.project import make
from tests.site.pages import PHONE, WIDE, built

SAID = "كان المصباح في السقيفة قرب البوابة ولم يسأل أحد من تركه هناك."
ASKED = "هل تعرف من صنعه؟"
NAMES = ("سلمى حداد", "كريم (منصور)", "Tom Lind")
TALK = "".join(
    f"{name} {n // 2}:{n % 2 * 30:02}\n\n{SAID} {SAID * 3 if n % 3 else ASKED}\n\n"
    for n, name in enumerate(NAMES * 4)
)
FILES: dict[str, str | bytes] = {
    "content/site.toml": 'title = "كلام"\nlanguage = "ar"\n',
    "content/episodes/lamp.toml": 'slug = "lamp"\ntitle = "المصباح (The lamp)"\n'
    'published = 2024-03-09\norigin = "machine"\nyoutube = "aR20FWCCjAs"\n',
    "content/episodes/other.toml": 'slug = "other"\ntitle = "آخر"\n',
    "seeds/lamp.txt": TALK,
    "seeds/other.txt": TALK,
}
# Where each of the parts of a text begins and ends on the screen.
PLACES = """(element, parts) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const text = nodes.map((node) => node.data).join("");
  const at = (offset) => {
    let left = offset;
    const node = nodes.find((one) => left < one.length || ((left -= one.length), false));
    return [node, left];
  };
  let from = 0;
  return parts.map((part) => {
    from = text.indexOf(part, from);
    const range = new Range();
    range.setStart(...at(from));
    const [end, last] = at(from + part.length - 1);
    range.setEnd(end, last + 1);
    from += part.length;
    const { left, right } = range.getBoundingClientRect();
    return [left, right];
  });
}"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site in Arabic is served."""
    project = make(tmp_path_factory.mktemp("arabic"), FILES)
    yield from serving(built(project))


def places(page: Any, selector: str, *parts: str) -> list[list[float]]:
    """Return where each of the parts of a text is, in the order in which they are read."""
    found: list[list[float]] = page.locator(selector).first.evaluate(PLACES, list(parts))
    return found


def runs_right(found: list[list[float]]) -> bool:
    """Whether each place ends before the next begins."""
    return all(before[1] <= after[0] + 0.5 for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("name", "selector", "parts"),
    [
        ("lamp/index.html", ".facts", ("9", "March", "2024", "about", "6", "min", "words")),
        ("lamp/index.html", ".origin", ("This", "machine", "it", ".")),
        ("lamp/index.html", "#questions", ("All", "answers", ": ", NAMES[0], "asks", "4", ".")),
        ("lamp/index.html", "#shape-longest a", (NAMES[1], "0:30", "30", "s")),
        ("lamp/index.html", ".chapters small", ("about", "6", "min")),
        ("lamp/index.html", ".shares small", ("about", "min", ", ", "words", "turns")),
        ("lamp/questions.html", "#counts", ("4", "questions", NAMES[0], "4", ".")),
        ("lamp/the-conversation.html", ".eyebrow", ("rom", "0:00", "·", "about", "min")),
        ("lamp/the-conversation.html", ".contents small", ("0:00", "·", "min")),
        ("speakers/index.html", "#count", ("3", "speakers")),
        ("index.html", ".library .facts", ("9", "March", "words", "·", NAMES[0], NAMES[1], "Tom")),
    ],
)
def test_an_english_note_runs_from_left_to_right(
    page: Any, arabic: str, name: str, selector: str, parts: tuple[str, ...]
) -> None:
    page.goto(arabic + name)
    assert runs_right(places(page, selector, *parts))


def test_what_is_said_runs_as_its_script_does(page: Any, arabic: str) -> None:
    page.goto(arabic + "lamp/the-conversation.html")
    assert runs_right(places(page, ".turn p", "كان", "المصباح", "السقيفة")[::-1])
    page.goto(arabic + "lamp/questions.html")
    assert runs_right(places(page, ".asked .answer", NAMES[1], ":", "كان")[::-1])


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["1280", "360"])
def test_notes_begin_at_the_side_where_titles_do(
    page: Any, arabic: str, viewport: dict[str, int]
) -> None:
    page.set_viewport_size(viewport)
    page.goto(arabic + "lamp/index.html")
    [title, facts, heading] = page.locator("h1, .head .facts, #chapters-title").evaluate_all(
        """(all) => all.map((element) => {
          const range = new Range();
          range.selectNodeContents(element);
          return range.getBoundingClientRect().right;
        })"""
    )
    assert title == pytest.approx(facts, abs=3)
    assert title == pytest.approx(heading, abs=3)


def test_the_player_runs_from_left_to_right_in_every_language(page: Any, arabic: str) -> None:
    page.goto(arabic + "lamp/the-conversation.html")
    page.locator(".player[data-plays]").wait_for()
    names = ("back", "play", "on", "clock", "seek", "end", "speed")
    boxes = [page.locator(f".player-{name}").bounding_box() for name in names]
    assert boxes == sorted(boxes, key=lambda box: box["x"])


def test_keys_that_one_holds_together_are_shown_as_they_are_pressed(page: Any, arabic: str) -> None:
    page.goto(arabic + "lamp/the-conversation.html")
    page.keyboard.press("?")
    held, pressed = page.locator(".keys dt:has(kbd + kbd)").first.locator("kbd").all()
    assert held.bounding_box()["x"] < pressed.bounding_box()["x"]
