"""axe, the accessibility checker, on a page as it stands; and other tools from npm."""

import os
from pathlib import Path
from typing import Any

import pytest

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


def axe_findings(page: Any) -> list[Any]:
    """Return what axe finds on the page as it stands."""
    page.evaluate(web_tool("axe-core/axe.min.js").read_text(encoding="utf-8"))
    found: list[Any] = page.evaluate(RUN_AXE, TAGS) + page.evaluate(RUN_CONTRAST)
    return found
