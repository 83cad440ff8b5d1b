"""The pages against the checkers of the web: the Nu HTML checker and axe."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import need
from tests.site.pages import COVER, KINDS, PHONE, TRANSCRIPT, WIDE, html_files

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async (tags) => {
  const rules = { "target-size": { enabled: true } };
  const only = { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] };
  const { violations } = await axe.run(document, only);
  return violations.map((v) => v.id + ": " + v.nodes[0].target.join(" "));
}"""
RUN_CONTRAST = """async () => {
  const only = { runOnly: { type: "rule", values: ["color-contrast-enhanced"] } };
  const { violations } = await axe.run(document, only);
  return violations.flatMap((v) => v.nodes.map((node) => node.target.join(" ")));
}"""


def web_tool(name: str) -> Path:
    """Return a file of the npm packages in `$WEB_TOOLS`, or skip (in CI: fail)."""
    found = Path(os.environ.get("WEB_TOOLS", "")) / "node_modules" / name
    if not found.is_file():
        message = f"{name} is not there: npm install it in a folder and set WEB_TOOLS to that"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return found


def test_the_html_checker_finds_nothing_on_any_page(built_site: Path) -> None:
    need("java")
    jar = web_tool("vnu-jar/build/dist/vnu.jar")
    files = [str(built_site / name) for name in html_files(built_site)]
    command = ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always", *files]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    messages = json.loads(run.stderr)["messages"]
    assert [(m["url"][-40:], m.get("lastLine"), m["message"]) for m in messages] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["1280", "360"])
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Any, served: str, scheme: str, viewport: dict[str, int]
) -> None:
    axe = web_tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(
        color_scheme=scheme, viewport=viewport, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}
    for name in KINDS:
        page.goto(served + name)
        page.evaluate(axe)
        found[name] = page.evaluate(RUN_AXE, TAGS) + page.evaluate(RUN_CONTRAST)
    assert found == {name: [] for name in KINDS}
    context.close()


# The search in its states: what stands in the address, or is typed into the dialog.
STATES = {
    "results": "search.html?q=value+function",
    "in context": "search.html?q=value+function&view=context&sort=after",
    "nothing": "search.html?q=zzqxjvk&speaker=ilya-sutskever",
    "misspelt": "search.html?q=genralization",
    "found": f"{TRANSCRIPT}?find=value+function#t=806",
    "dialog": COVER,
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["1280", "360"])
def test_axe_finds_nothing_in_any_state_of_the_search(
    browser: Any, served: str, scheme: str, viewport: dict[str, int]
) -> None:
    axe = web_tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(
        color_scheme=scheme, viewport=viewport, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}
    for state, address in STATES.items():
        page.goto(served + address)
        if state == "dialog":
            page.keyboard.press("/")
            page.get_by_role("combobox").fill("genralization")
            page.get_by_role("dialog").locator("summary").click()
        page.locator("[role=status]:not(:empty)").wait_for()
        page.evaluate(axe)
        found[state] = page.evaluate(RUN_AXE, TAGS) + page.evaluate(RUN_CONTRAST)
    assert found == {state: [] for state in STATES}
    context.close()
