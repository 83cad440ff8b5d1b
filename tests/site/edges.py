"""What reaches past the edges of the window: as the page is, and with more space in its text."""

from typing import Any

# The spacing is WCAG 2.2's, success criterion 1.4.12. What scrolls or is cut may be wider.
PAST_THE_EDGE = """() => {
  const past = () => [document.documentElement, ...document.querySelectorAll('body *')]
    .filter((e) => {
      const { left, right } = e.getBoundingClientRect();
      const isPast = left < -1 || right > innerWidth + 1;
      return e.checkVisibility() && !e.closest('pre, table, .scrolls, .contexts')
        && (isPast || (e === document.documentElement && e.scrollWidth > innerWidth));
    })
    .map((e) => e.outerHTML.slice(0, 80));
  const found = past();
  const spacing = new CSSStyleSheet();
  spacing.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets.push(spacing);
  return [...found, ...past().map((start) => `with more space: ${start}`)];
}"""


def past_the_edge(page: Any) -> list[str]:
    """Return how the elements begin that are not wholly in the window's width; leaves the space."""
    found: list[str] = page.evaluate(PAST_THE_EDGE)
    return found
