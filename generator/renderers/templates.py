"""The Jinja2 environment of a theme, and what every page is given."""

from functools import lru_cache, partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.model import address
from generator.model.clock import format_clock, format_length, format_minutes, iso_duration
from generator.model.site import Site, Theme
from generator.model.source import Span
from generator.model.value import value
from generator.renderers import inline
from generator.renderers.player import Player

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from jinja2 import Environment
    from markupsafe import Markup

RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}
)


THIN_MS = 120_000
"""Shorter gaps in a transcript are a quiet line; from here on the page shows a box."""


@value
class Place:
    """A page that another page links to."""

    path: str
    """Empty for the page itself."""
    title: str


@value
class PageFacts:
    """What the frame around a page's text needs to know."""

    path: str
    title: str
    """Unique in the site: the name of the browser's tab."""
    heading: str
    description: str
    language: str
    site_url: str
    data: str = ""
    """JSON-LD."""
    kind: str = "website"
    """Open Graph's `og:type`."""
    contents: str = ""
    """The left column, as finished HTML."""
    contents_label: str = ""
    crumbs: tuple[Place, ...] = ()
    previous: Place | None = None
    next: Place | None = None
    feed: Place | None = None
    """Beside the feed of the whole site."""
    player: Player | None = None
    base: str = ""
    """Only for the page that is shown at any address."""

    def link(self, path: str) -> str:
        """Return the link from this page to another of the site."""
        return link_from(self.folder, path)

    @property
    def folder(self) -> str:
        """Where its links start: the site's root for a page that is shown at any address."""
        return "" if self.base else self.path.rpartition("/")[0]

    @property
    def root(self) -> str:
        """The way up to the site's root: `../` or nothing."""
        return "" if self.base else "../" * self.path.count("/")

    @property
    def canonical(self) -> str:
        """The public address; empty when the site has none."""
        return address.absolute(self.site_url, self.path) if self.site_url else ""

    @property
    def direction(self) -> str:
        """`rtl` for scripts written from right to left."""
        return "rtl" if self.language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def link_from(folder: str, path: str) -> str:
    """Return the link from a page in `folder` to another of the site."""
    links = _links_from(folder)
    found = links.get(path)
    if found is None:
        found = links[path] = address.relative(f"{folder}/" if folder else "", path)
    return found


@lru_cache(maxsize=8)
def _links_from(_folder: str) -> dict[str, str]:
    """Return the links found so far for pages of this folder: they share most of them."""
    return {}


@lru_cache(maxsize=4)
def environment(theme: Theme) -> "Environment":
    """Return the theme's templates, with filters for times; all output is escaped."""
    from jinja2 import DictLoader, StrictUndefined

    from generator.renderers import compiled

    made = compiled.Templates(
        loader=DictLoader(dict(theme.templates)),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    made.bytecode_cache = compiled.kept_for(made)
    filters: Mapping[str, Callable[..., str]] = {
        "clock": format_clock,
        "duration": iso_duration,
        "in_words": format_length,
        "minutes": minutes,
        "day": day,
        "counted": counted,
        "bare": bare,
        "said": inline.said,
        "blocks": inline.blocks,
    }
    made.filters.update(filters)
    made.globals["thin_ms"] = THIN_MS
    made.tests["block"] = inline.is_block
    return made


def minutes(ms: int) -> str:
    """Return a length to the minute that no line end divides: `1 h 36 min`."""
    return format_minutes(ms).replace(" ", "\N{NO-BREAK SPACE}")


def source_href(site: Site, span: Span) -> str:
    """Return where the site's repository shows these lines; empty without a repository."""
    lines = f"#L{span.line}-L{span.end_line}" if span.end_line > span.line else f"#L{span.line}"
    return f"{whole}{lines}" if (whole := source_file(site, span)) else ""


def source_file(site: Site, span: Span) -> str:
    """Return where the site's repository shows the whole file; empty without a repository."""
    if not site.repository:
        return ""
    return f"{site.repository}/blob/{quote(site.branch)}/{quote(span.path)}?plain=1"


def day(date: "date") -> str:
    """Return a date as people write it in English: `25 November 2025`."""
    return f"{date.day} {date:%B} {date.year}"


def counted(number: int, noun: str) -> str:
    """Return a number with what it counts: `1 episode`, `1,066 episodes`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def bare(address: str) -> str:
    """Return an address as people read it, without its scheme: `example.org/ada`."""
    return address.partition("://")[2].rstrip("/") or address


@lru_cache(maxsize=8)
def _around(theme: Theme, site: Site, folder: str) -> "Mapping[str, Markup]":
    """Return the parts of a page that are the same on all pages of a folder."""
    from markupsafe import Markup

    from generator.renderers.assets import assets_of

    def part(template: str) -> Markup:
        found = environment(theme).get_template(template)
        link = partial(link_from, folder)
        text = found.render(site=site, assets=assets_of(theme), link=link)
        return Markup(text.strip())  # noqa: S704

    return {"tools": part("tools.html"), "foot": part("foot.html")}


def render(theme: Theme, template: str, page: PageFacts, site: Site, **values: object) -> bytes:
    """Return the finished page."""
    from generator.renderers.assets import assets_of

    text = (
        environment(theme)
        .get_template(template)
        .render(
            page=page,
            site=site,
            assets=assets_of(theme),
            **_around(theme, site, page.folder),
            **values,
        )
    )
    return text.lstrip().encode()
