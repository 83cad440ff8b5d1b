"""axe, the accessibility checker, on a page as it stands."""

from typing import Any

from tests.conftest import web_tool

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


def axe_findings(page: Any) -> list[Any]:
    """Return what axe finds on the page as it stands."""
    page.evaluate(web_tool("axe-core/axe.min.js").read_text(encoding="utf-8"))
    found: list[Any] = page.evaluate(RUN_AXE, TAGS) + page.evaluate(RUN_CONTRAST)
    return found
