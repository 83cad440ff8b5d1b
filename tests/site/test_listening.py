"""A reader listens, walks off, comes back, quotes what was said, and another opens the link."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import BASE, ROOT, serving
from tests.site import recorded
from tests.site.pages import COVER, PHONE, SPEAKER, TRANSCRIPT, WIDE, built, listen, picture
from tests.site.test_player import CLOCK, IN_VIEW, SAID, STILL, heard, says, set_time

LENGTH_S = 5740
PUBLIC = f"https://example.github.io{BASE}"
SPEAKER_NAME = "document.querySelector('.player-said b')?.textContent"
# Where the last sentence of a turn begins and ends in the window, and that sentence.
LAST_SENTENCE = """(id) => {
  const text = [...document.getElementById(id).querySelectorAll('p')].at(-1).firstChild;
  const at = Math.max(...[...text.data.matchAll(/[.?!]["”]? /g)].map((m) => m.index + m[0].length));
  const range = new Range();
  range.setStart(text, at);
  range.setEnd(text, text.length);
  const boxes = [...range.getClientRects()];
  const [first, last] = [boxes[0], boxes.at(-1)];
  const middle = (box) => (box.top + box.bottom) / 2;
  return {
    words: text.data.slice(at),
    from: [first.left + 1, middle(first)], to: [last.right - 1, middle(last)],
  };
}"""
TOP_OF = """([id, words]) => {
  const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = new Range();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    return range.getBoundingClientRect().top;
  }
}"""


@pytest.fixture(scope="module")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed's site with a recording as long as the conversation in place of the video."""
    project = tmp_path_factory.mktemp("listening")
    for name in ("seeds", "content"):
        shutil.copytree(ROOT / name, project / name)
    (project / "content" / "media").mkdir()
    (project / "content" / "media" / "talk.wav").write_bytes(recorded.sound(LENGTH_S))
    (facts,) = (project / "content" / "episodes").glob("*.toml")
    kept = re.sub(r"^youtube = .*\n", "", facts.read_text("utf-8"), flags=re.MULTILINE)
    facts.write_text(f'{kept}\n[[media]]\nurl = "media/talk.wav"\n', "utf-8")
    return built(project, "--strict")


@pytest.fixture(scope="module")
def served(built_site: Path) -> Iterator[str]:
    yield from serving(built_site)


def context_of(browser: Any, viewport: dict[str, int]) -> Any:
    context = browser.new_context(
        viewport=viewport, permissions=["clipboard-read", "clipboard-write"]
    )
    context.set_default_timeout(15_000)
    return context


def listens(page: Any, home: str, shot: str) -> None:
    """Begin on the cover, go to the text, and come to a place in it: the page goes along."""
    page.goto(home + COVER)
    page.get_by_role("button", name="Play", exact=True).click()
    heard(page)
    picture(page, f"{shot}-1-cover")
    page.locator("ol.chapters a[href]").first.click()
    page.wait_for_url(f"**/{TRANSCRIPT}*")
    heard(page)
    set_time(page, 364)
    says(page, SAID, "t=300")
    says(page, SAID, "t=368")
    page.evaluate(STILL)
    assert page.evaluate(IN_VIEW, "t=368")
    picture(page, f"{shot}-2-follows")


def walks_off(page: Any, home: str, shot: str) -> None:
    """Look at another chapter, where it plays on, and then at another page."""
    menu = page.get_by_role("button", name=re.compile("^Menu"))
    if menu.is_visible():
        menu.click()
    page.locator(".contents").get_by_role("link", name=re.compile("^Alignment")).click()
    page.get_by_role("button", name="Follow").wait_for()
    page.evaluate(STILL)
    assert page.evaluate(IN_VIEW, "alignment")
    heard(page)
    picture(page, f"{shot}-3-elsewhere")
    page.goto(home + SPEAKER)


def comes_back(page: Any, home: str, shot: str) -> None:
    """See on the cover where one was, and on the page of the conversation go there."""
    page.goto(home + COVER)
    page.wait_for_function(f"() => {SPEAKER_NAME} === 'Ilya Sutskever'")
    minutes, seconds = page.evaluate(CLOCK).split(":")
    assert 368 <= int(minutes) * 60 + int(seconds) < 400
    picture(page, f"{shot}-4-back-on-the-cover")
    page.get_by_role("link", name="On one page").click()
    page.wait_for_url(f"**/{TRANSCRIPT}")
    says(page, SAID, "t=368")
    again = page.get_by_role("button", name=f"Go to {page.evaluate(CLOCK)}")
    picture(page, f"{shot}-5-back-in-the-text")
    again.click()
    page.evaluate(STILL)
    assert page.evaluate(IN_VIEW, "t=368")
    assert again.is_hidden()
    picture(page, f"{shot}-6-the-place")


def quotes(page: Any, shot: str) -> tuple[str, dict[str, str]]:
    """Drag over the sentence that has just passed; returns it, and what is copied, by form."""
    page.get_by_role("button", name="Play", exact=True).click()
    heard(page)
    page.mouse.move(180, 300)
    page.mouse.wheel(0, -200)
    page.evaluate(STILL)
    sentence = page.evaluate(LAST_SENTENCE, "t=300")
    page.mouse.move(*sentence["from"])
    page.mouse.down()
    page.mouse.move(*sentence["to"], steps=8)
    page.mouse.up()
    page.get_by_role("button", name="Quote").click()
    copied = {}
    for form in ("Quote", "APA", "Chicago"):
        page.get_by_label("As", exact=True).select_option(form)
        page.wait_for_function(
            "(old) => ![old, ''].includes(document.querySelector('.quote-box textarea').value)",
            arg=list(copied.values())[-1] if copied else "",
        )
        page.get_by_role("button", name="Copy").click()
        page.get_by_text("Copied").wait_for()
        copied[form] = page.evaluate("navigator.clipboard.readText()")
        picture(page, f"{shot}-7-{form.lower()}")
    page.keyboard.press("Escape")
    return sentence["words"], copied


def opens(context: Any, folder: Path, link: str, words: str, shot: str) -> None:
    """On another machine, the public address being that of `folder`, land on these words."""
    page = context.new_page()
    page.route(
        f"{PUBLIC}**",
        lambda route: route.fulfill(
            path=folder / route.request.url.split("#")[0].removeprefix(PUBLIC)
        ),
    )
    log = listen(page)
    for url in (link, link.split(":~:")[0]):
        page.goto("about:blank")
        page.goto(url)
        page.wait_for_load_state("load")
        says(page, "document.querySelector(':target')?.closest('.turn').id", "t=300")
        page.evaluate(STILL)
        # A browser that knows no links to words shows the beginning of their turn.
        sought = words if url == link else "I like this idea"
        top = page.evaluate(TOP_OF, ["t=300", sought])
        assert 48 <= top < page.viewport_size["height"] - 100
        says(page, CLOCK, "5:00")
        picture(page, f"{shot}-{'8-words' if url == link else '9-turn'}")
    assert log.complaints == []


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["1280", "360"])
def test_one_listens_walks_off_comes_back_and_quotes_and_another_lands_on_the_words(
    browser: Any, home: str, built_site: Path, viewport: dict[str, int]
) -> None:
    shot = f"{viewport['width']}-{'disk' if home.startswith('file:') else 'web'}"
    reader = context_of(browser, viewport)
    page = reader.new_page()
    listens(page, home, shot)
    walks_off(page, home, shot)
    page.close()
    page = reader.new_page()
    log = listen(page)
    comes_back(page, home, shot)
    words, copied = quotes(page, shot)
    # A browser stops asking for the rest of a recording when one seeks or leaves.
    assert [line for line in log.complaints if not line.endswith("talk.wav")] == []
    assert log.outside(home) == []
    said, who, link = copied["Quote"].split("\n")
    assert (said, who) == (f"“{words}”", "— Dwarkesh Patel, 5:00")
    whole = (PUBLIC if home.startswith("file:") else home) + TRANSCRIPT
    assert link.startswith(f"{whole}#t=300:~:text=")
    assert copied["APA"] == (
        "Patel, D. (2025, November 25). We’re moving from the age of scaling to the age of "
        f"research [Audio podcast episode]. In The age of research. {whole}#t=300"
        "\n(Patel, 2025, 00:05:00)"
    )
    assert copied["Chicago"].endswith(f" November 25. {whole}#t=300.\n(Patel 2025, at 00:05:00)")
    reader.close()
    other = context_of(browser, viewport)
    opens(other, built_site, link, words, shot)
    other.close()
