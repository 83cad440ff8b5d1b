"""Documentation pages: Markdown to HTML, with highlighted code and checked links."""

import difflib
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.card import Card
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.site import Page, Site, Theme
from generator.model.slug import slugify, unique
from generator.model.value import value
from generator.renderers import structured_data
from generator.renderers.templates import PageFacts, Place, environment, render

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from pygments.formatters.html import HtmlFormatter

OTHER_PAGE = re.compile(r"(?P<name>[\w.-]+)\.md(?:#(?P<anchor>.*))?")
NUMBERED = ("paragraph_open", "list_item_open", "fence", "table_open", "blockquote_open")


@value
class Heading:
    """A heading of a page, for its contents list."""

    id: str
    title: str
    level: int
    line: int


@value
class Section:
    """What stands under one heading, as plain text for the search."""

    id: str
    text: str


@value
class Link:
    """A link in a page's Markdown, to another of the pages."""

    href: str
    line: int


@value
class Document:
    """A page as read: its tokens are kept, because rendering changes them."""

    html: str
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    sections: tuple[Section, ...]


def per_site(_cards: Sequence[Card], site: Site, theme: Theme) -> Iterator[Artifact]:
    """Yield each documentation page."""
    contents = _contents(site, theme) if site.pages else ""
    for page in site.pages:
        document = read(page)
        path = address.page_path(page.slug)
        facts = PageFacts(
            path=path,
            title=f"{page.title} – {site.title}",
            heading=page.title,
            description=page.description or page.title,
            language=site.language,
            site_url=site.url,
            data=structured_data.for_page(page, site),
            kind="article",
            contents=_marked(contents, address.relative(path, path)),
            contents_label="Pages",
            crumbs=(Place("", page.title),),
        )
        top = [heading for heading in document.headings if heading.level == 2]
        data = render(theme, "page.html", facts, site, body=document.html, headings=top)
        yield Artifact(path, data)


def _contents(site: Site, theme: Theme) -> str:
    """Return the left column: the same for all pages, because they share a folder."""
    path = address.page_path(site.pages[0].slug)
    template = environment(theme).get_template("pages.html")
    return template.render(site=site, link=lambda to: address.relative(path, to))


def _marked(contents: str, href: str) -> str:
    return contents.replace(f'<a href="{href}">', f'<a href="{href}" aria-current="page">', 1)


@lru_cache(maxsize=64)
def read(page: Page) -> Document:
    """Return the page as HTML, with ids on headings and paragraphs, and what it links to."""
    markdown = _markdown()
    tokens = markdown.parse(page.markdown)
    headings = tuple(_name(tokens, page))
    links = tuple(_links(tokens, page))
    sections = tuple(_sections(tokens, headings))
    html = markdown.renderer.render(tokens, markdown.options, {})
    return Document(html, headings, links, sections)


@lru_cache(maxsize=1)
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    markdown = MarkdownIt("commonmark", {"html": True, "typographer": False})
    markdown.enable(["table", "strikethrough"])
    markdown.use(footnote_plugin)
    markdown.add_render_rule("fence", _fence)
    markdown.add_render_rule("table_open", _table_open)
    markdown.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return markdown


def _table_open(_renderer: object, tokens: "Sequence[Token]", index: int, *_: object) -> str:
    own = tokens[index].attrGet("id")
    return f'<div class="scrolls" id="{own}" tabindex="0" role="group" aria-label="Table"><table>\n'


def _fence(_renderer: object, tokens: "Sequence[Token]", index: int, *_: object) -> str:
    token = tokens[index]
    language = token.info.strip().split(" ", 1)[0]
    code = highlighted(token.content, language)
    label = f"Code: {language}" if language else "Code"
    own = token.attrGet("id")
    start = f'<pre id="{own}" tabindex="0" role="group" aria-label="{label}">'
    return f"{start}<code>{code}</code></pre>\n"


def highlighted(code: str, language: str) -> str:
    """Return code as HTML with Pygments' short classes; unknown languages stay plain."""
    from html import escape

    if language in ("", "text"):
        return escape(code)
    from pygments import highlight
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return escape(code)
    return highlight(code, lexer, _formatter())


@cache
def _formatter() -> "HtmlFormatter[str]":
    from pygments.formatters.html import HtmlFormatter

    return HtmlFormatter(nowrap=True)


def _name(tokens: "Sequence[Token]", page: Page) -> Iterator[Heading]:
    """Give ids to headings, after their words, and to what stands below them, by number."""
    taken: dict[str, int] = {}
    section, count = "text", 0
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            inline = tokens[index + 1]
            title = "".join(
                child.content
                for child in inline.children or ()
                if child.type in ("text", "code_inline")
            )
            section, count = unique(slugify(title) or "section", taken), 0
            token.attrSet("id", section)
            line = page.first_line + (token.map[0] if token.map else 0)
            yield Heading(section, title, int(token.tag[1]), line)
        elif token.type in NUMBERED and not token.hidden:
            count += 1
            token.attrSet("id", f"{section}--{count}")


def _sections(tokens: "Sequence[Token]", headings: tuple[Heading, ...]) -> Iterator[Section]:
    """Yield the text under each heading, heading included; code counts as text."""
    ids = iter(headings)
    anchor = ""
    texts: list[str] = []
    for token in tokens:
        if token.type == "heading_open":
            if texts:
                yield Section(anchor, "\n".join(texts))
            anchor, texts = next(ids).id, []
        elif token.type == "inline":
            parts = (
                " " if c.type in ("softbreak", "hardbreak") else c.content
                for c in token.children or ()
                if c.type != "html_inline"
            )
            texts.append("".join(parts))
        elif token.type == "fence":
            texts.append(token.content)
    if texts:
        yield Section(anchor, "\n".join(texts))


def _links(tokens: "Sequence[Token]", page: Page) -> Iterator[Link]:
    """Yield links to other pages, and turn `other.md#x` into `other.html#x`."""
    for token in tokens:
        line = page.first_line + (token.map[0] if token.map else 0)
        for child in token.children or ():
            if child.type != "link_open":
                continue
            href = str(child.attrGet("href") or "")
            if found := OTHER_PAGE.fullmatch(href):
                yield Link(href, line)
                anchor = f"#{found['anchor']}" if found["anchor"] else ""
                child.attrSet("href", f"{found['name']}.html{anchor}")
            elif href.startswith("#"):
                yield Link(f"{page.slug}.md{href}", line)


def broken_links(site: Site) -> tuple[Diagnostic, ...]:
    """Return a finding for each link from one page to a page or heading that is not there."""
    anchors = {page.slug: _anchors(page) for page in site.pages}
    findings = []
    for page in site.pages:
        for link in read(page).links:
            found = OTHER_PAGE.fullmatch(link.href)
            if found and (problem := _problem(found["name"], found["anchor"], anchors)):
                message, hint = problem
                findings.append(
                    Diagnostic(page.path, link.line, Severity.ERROR, "link-broken", message, hint)
                )
    return tuple(findings)


def _anchors(page: Page) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', read(page).html)


def _problem(
    name: str, anchor: str | None, anchors: dict[str, list[str]]
) -> tuple[str, str] | None:
    if name not in anchors:
        near = difflib.get_close_matches(name, anchors, n=1)
        hint = f"write {near[0]}.md" if near else f"the pages are {', '.join(anchors)}"
        return f"there is no page {name}.md", hint
    if anchor and anchor not in anchors[name]:
        near = difflib.get_close_matches(anchor, anchors[name], n=1)
        hint = f"write {name}.md#{near[0]}" if near else f"open {name}.html and copy the address"
        return f"{name}.md has no heading #{anchor}", hint
    return None
