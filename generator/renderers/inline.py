"""What was said as HTML: the author's Markdown, and notes of what is heard marked as such."""

import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.model.episode import Paragraph
from generator.model.speech import UNHEARD, events, may_have_events
from generator.renderers.escaping import escaped

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# Lists, quotations, tables, code and headings stand in a block of their own.
BLOCK = re.compile(r"\s*(?:[-+*]\s+\S|\d{1,9}[.)]\s+\S|>|\||```|~~~|#{1,6}\s)")
# Markdown that only escapes brackets says no more than its text.
ESCAPED_ONLY = re.compile(r"\\([\[\]])")


def said(paragraph: Paragraph) -> Markup:
    """Return a paragraph's HTML without the element around it.

    Nothing of a source can become an element or address of its own choosing: Markdown is read
    without HTML, and markdown-it takes no `javascript:` links.
    """
    if not paragraph.markup or ESCAPED_ONLY.sub(r"\1", paragraph.markup) == paragraph.text:
        return _with_events(escaped(paragraph.text), paragraph.text)
    inline = _reader().renderInline(paragraph.markup)
    return _with_events(inline, paragraph.text)


def is_block(paragraph: Paragraph) -> bool:
    """Whether the Markdown is a list, a table and the like, not a line of text."""
    return bool(paragraph.markup) and BLOCK.match(paragraph.markup) is not None


def blocks(paragraph: Paragraph) -> Markup:
    """Return the HTML of a list, a table, a quotation or code."""
    return Markup(_reader().render(paragraph.markup))  # noqa: S704 - HTML in it is escaped


def _with_events(html: str, text: str) -> Markup:
    if may_have_events(text):
        html = events().sub(_note, html)
    return Markup(html)  # noqa: S704 - escaped above


def _note(found: re.Match[str]) -> str:
    """Words that no one could make out are more than a sound: they are missing."""
    kind = "heard unheard" if UNHEARD.search(found[0]) else "heard"
    return f'<span class="{kind}">{found[0]}</span>'


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    # Images would be requests to other hosts; `code` would take an indent for a program.
    reader.enable(["table", "strikethrough"]).disable(["code", "reference", "lheading", "image"])
    return reader
