"""The pages against the checkers of the web: the Nu HTML checker and axe."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.conftest import need, web_tool
from tests.site.axe import axe_findings
from tests.site.pages import CHAPTER, COVER, KINDS, SEARCH, TRANSCRIPT, html_files

ALL_QUESTIONS = "questions.html"


def test_the_html_checker_finds_nothing_on_any_page(built_site: Path, archive_site: Path) -> None:
    need("java")
    jar = web_tool("vnu-jar/build/dist/vnu.jar")
    files = [str(built_site / name) for name in html_files(built_site)]
    files += [str(archive_site / name) for name in (COVER, ALL_QUESTIONS, SEARCH)]
    command = ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always", *files]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    messages = json.loads(run.stderr)["messages"]
    assert [(m["url"][-40:], m.get("lastLine"), m["message"]) for m in messages] == []


def test_axe_finds_nothing_on_any_kind_of_page(looked_at: Any, served: str) -> None:
    found = {}
    for name in KINDS:
        looked_at.goto(served + name)
        found[name] = axe_findings(looked_at)
    assert found == {name: [] for name in KINDS}


def test_axe_finds_nothing_on_the_pages_of_several_episodes(
    looked_at: Any, archive_served: str
) -> None:
    found = {}
    for name in (COVER, ALL_QUESTIONS):
        looked_at.goto(archive_served + name)
        found[name] = axe_findings(looked_at)
    assert found == {COVER: [], ALL_QUESTIONS: []}


# The search in its states: what stands in the address, or is typed into the dialog.
STATES = {
    "results": "search.html?q=value+function",
    "in context": "search.html?q=value+function&view=context&sort=after",
    "nothing": "search.html?q=zzqxjvk&speaker=ilya-sutskever",
    "misspelt": "search.html?q=genralization",
    "found": f"{TRANSCRIPT}?find=value+function#t=806",
    "dialog": COVER,
}


def test_axe_finds_nothing_in_any_state_of_the_search(looked_at: Any, served: str) -> None:
    page, found = looked_at, {}
    for state, address in STATES.items():
        page.goto(served + address)
        if state == "dialog":
            page.keyboard.press("/")
            page.get_by_role("combobox").fill("genralization")
            page.get_by_role("dialog").locator("summary").click()
        page.locator("[role=status]:not(:empty)").wait_for()
        found[state] = axe_findings(page)
    assert found == {state: [] for state in STATES}


def test_axe_finds_nothing_while_one_quotes_and_with_the_covers_details_open(
    looked_at: Any, served: str
) -> None:
    page = looked_at
    page.goto(served + CHAPTER)
    page.locator(".turn .who a").nth(2).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    found = axe_findings(page)
    page.goto(served + COVER)
    for summary in page.locator("main summary").all():
        summary.click()
    assert found + axe_findings(page) == []
