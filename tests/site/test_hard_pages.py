"""Conversations that are hard to set: many people, nobody, right to left, one very long turn."""

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import serving
from tests.project import make
from tests.site.axe import axe_findings
from tests.site.edges import past_the_edge
from tests.site.pages import built, html_files

LINE = "The lantern stood in the shed by the gate, and who had left it there? "
ARABIC = "كان المصباح في السقيفة قرب البوابة ولم يسأل أحد من تركه هناك. هل تعرف من صنعه؟ "
SIX = ("Ada Berg", "Noor Haddad", "Tom Lind", "Ivy Okoro", "Ben Ruiz", "Mei Tanaka")
FORTY = ("🦉", "Wolfeschlegelsteinhausenbergerdorff", *(f"Person {n:02}" for n in range(38)))


def talk(names: tuple[str, ...], turns: int, line: str = LINE) -> str:
    said = enumerate(islice(cycle(names), turns))
    return "\n\n".join(
        f"{name} {n // 3}:{n % 3 * 20:02}\n\n{line * (1 + n % 4)}" for n, name in said
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of all of them."""
    texts = {
        "six": talk(SIX, 30),
        "nobody": "\n\n".join([LINE * 3] * 20),
        "arabic": talk(("سلمى حداد", "كريم منصور"), 20, ARABIC),
        "forty": f"{talk(FORTY, 80)}\n\nPerson 01 40:00\n\n{LINE * 1400}\n",
    }
    files: dict[str, str | bytes] = {}
    for name, text in texts.items():
        files[f"seeds/{name}.txt"] = text
        language = "ar" if name == "arabic" else "en"
        files[f"content/episodes/{name}.toml"] = f'slug = "{name}"\nlanguage = "{language}"\n'
    project = make(tmp_path_factory.mktemp("hard"), files)
    return built(project)


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    yield from serving(folder)


def kinds(folder: Path) -> list[str]:
    """All pages but those of speakers who are like others."""
    pages = html_files(folder)
    speakers = [name for name in pages if name.startswith("speakers/person-")]
    return [name for name in pages if name not in speakers[1:]]


@pytest.mark.parametrize("width", [320, 360, 600, 900])
def test_nothing_reaches_past_the_edge(
    browser: Any, address: str, folder: Path, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 740})
    page = context.new_page()
    past = {}
    for name in kinds(folder):
        page.goto(address + name)
        past[name] = past_the_edge(page)
    assert {name: found for name, found in past.items() if found} == {}
    context.close()


@pytest.mark.parametrize("episode", ["six", "nobody", "arabic", "forty"])
def test_axe_finds_nothing(browser: Any, address: str, episode: str) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{address}{episode}/index.html")
    found = axe_findings(page)
    if episode != "forty":  # the whole of that one takes axe too long
        page.goto(f"{address}{episode}/transcript.html")
        found += axe_findings(page)
    assert found == []
    context.close()
