"""HTML by strangers to a tree, in time that grows with its length."""

import re
from typing import TYPE_CHECKING

from generator.importers.patterns import pattern

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# Browsers too stop nesting at 512 levels; each level more costs a parser the sum of all.
DEEPEST = 400
TAG = pattern(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])[^<>]*>")
# What needs no end, or has none.
ENDLESS = frozenset(
    """
    p li td th tr dt dd option br hr img input meta link col wbr area base source embed track
    tbody thead tfoot colgroup html head body
    """.split()  # noqa: SIM905
)


def parsed(html: str) -> "LexborHTMLParser":
    """Return the tree of a page; tags that would nest deeper than any page does are left out."""
    from selectolax.lexbor import LexborHTMLParser  # 10 ms to import

    return LexborHTMLParser(shallow(html) if html.count("<") > DEEPEST else html)


def shallow(html: str) -> str:
    """Return the page without the tags below `DEEPEST` levels; all its text stays.

    >>> shallow("<b>" * 500 + "tin box" + "</b>" * 500).count("<b>")
    400
    """
    depth = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal depth
        if found[2].lower() in ENDLESS:
            return found.group()
        if found[1]:
            depth = max(0, depth - 1)
            return found.group() if depth < DEEPEST else ""
        depth += 1
        return found.group() if depth <= DEEPEST else ""

    return TAG.sub(kept, html)
