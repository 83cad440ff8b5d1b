"""The site as its owner describes it, and the theme it wears."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from generator.model.artifact import Artifact
from generator.model.media import Media
from generator.model.people import Person
from generator.model.value import value

OUTPUTS = ("txt", "md", "vtt", "srt", "json", "chapters", "epub")
"""The downloads an episode can have; `outputs` in site.toml chooses among them."""
ORIGINS = {
    "machine": "This text was made by a machine, and no one has checked it.",
    "edited": "This text was edited: it need not be what was said, word for word.",
    "verbatim": "This text is what was said, word for word.",
}
"""How a text came to be, and what readers are told of it."""


@value
class License:
    """Under what terms readers may use the text."""

    name: str
    url: str = ""


@value
class Acceptance:
    """A finding that the owner has looked at: named by its code and its place."""

    code: str
    start_ms: int | None
    """The place as a time in the recording ..."""
    line: int
    """... or as a line of the source; 0 when the place is a time."""
    because: str
    path: str
    """The TOML file that says so, and its line."""
    defined_line: int


@value
class Brief:
    """What `content/episodes/<stem>.toml` says of an episode: facts that its source lacks."""

    path: str = ""
    """The TOML file; empty when there is none."""
    format: str = ""
    """The importer to use; empty: choose by content."""
    slug: str = ""
    title: str = ""
    guid: str = ""
    summary: str = ""
    language: str = ""
    origin: str = ""
    """A key of `ORIGINS`; empty: as the site's."""
    published: date | None = None
    media: tuple[Media, ...] = ()
    people: tuple[Person, ...] = ()
    """Guests of this episode, beside the people of the site."""
    accept: tuple[Acceptance, ...] = ()


@value
class Page:
    """A documentation page: `content/pages/<slug>.md`."""

    slug: str
    title: str
    description: str
    order: int
    """Pages are listed by this, then by title."""
    markdown: str
    path: str
    """The source file, as findings show it."""
    first_line: int
    """The line of the file on which `markdown` starts (after the front matter)."""


@value
class Show:
    """A folder of transcripts (RSS channel, schema.org PodcastSeries)."""

    id: str
    """The folder below the transcripts, as in `Episode.show`."""
    slug: str
    """The name of its folder in the site."""
    title: str
    description: str = ""
    url: str = ""
    """Where the show itself is at home."""
    language: str = ""
    """BCP 47."""
    author: str = ""
    image_url: str = ""
    """A web address, or a path of the site: `media/cover.jpg`."""
    origin: str = ""
    """A key of `ORIGINS`."""
    people: tuple[Person, ...] = ()

    @property
    def picture(self) -> str:
        """The cover where it is a file of the site: pages ask no other host for anything."""
        return "" if "://" in self.image_url else self.image_url


@value
class Site:
    """The whole publication (RSS channel, schema.org PodcastSeries)."""

    title: str = "Transcripts"
    url: str = ""
    """Absolute, ends in `/`; empty: nothing absolute is written."""
    language: str = "en"
    """BCP 47."""
    description: str = ""
    author: str = ""
    email: str = ""
    image_url: str = ""
    license: License | None = None
    origin: str = ""
    """A key of `ORIGINS`: of all episodes that do not say otherwise; empty when nobody says."""
    repository: str = ""
    """`https://github.com/owner/name`: gives each turn a link to its source line."""
    branch: str = "main"
    people: tuple[Person, ...] = ()
    outputs: tuple[str, ...] = OUTPUTS
    shows: tuple[Show, ...] = ()
    """In the order of their titles."""
    pages: tuple[Page, ...] = ()
    single: bool = False
    """One episode only: its cover is the home page."""

    def show(self, show_id: str) -> Show | None:
        """Return the show of that folder; None for transcripts that are in no folder."""
        return next((show for show in self.shows if show.id == show_id), None)

    def seen_from(self, show_id: str) -> "Site":
        """Return the site as the episodes of a show know it: what the show says comes first."""
        show = self.show(show_id)
        if show is None:
            return self
        return replace(
            self,
            language=show.language or self.language,
            origin=show.origin or self.origin,
            people=(*self.people, *show.people),
        )

    def for_episodes(self) -> "Site":
        """Return the site as episodes may know it.

        Of pages they know that these are there; a change in what is said of a show as a whole does
        not touch them either.
        """
        pages = tuple(Page(page.slug, page.title, "", 0, "", "", 0) for page in self.pages)
        shows = (
            replace(show, description="", url="", author="", image_url="") for show in self.shows
        )
        return replace(self, pages=pages, shows=tuple(shows))

    def for_show(self, show_id: str) -> "Site":
        """Return the site as the episodes of one show may know it: without the other shows."""
        return replace(self, shows=tuple(show for show in self.shows if show.id == show_id))


@dataclass(frozen=True)
class Theme:
    """The files of a theme as loaded from disk; it can key a cache."""

    name: str
    templates: Mapping[str, str] = field(compare=False)
    """Jinja2 sources by name, `chapter.html`."""
    styles: tuple[tuple[str, str], ...] = field(compare=False)
    """CSS files as (name, text), in the order in which they are joined."""
    modules: Mapping[str, str] = field(compare=False)
    """ES modules by name, `search-box.js`."""
    icons: Mapping[str, str] = field(compare=False)
    """SVG sources by name, `search.svg`."""
    settings: Mapping[str, object] = field(default_factory=dict, compare=False)
    """The rest of `theme.toml`."""
    digest: str = ""
    """Of all its files: what makes two themes the same, in whatever process."""
    files: tuple[Artifact, ...] = field(default=(), compare=False)
    """Its scripts, styles and icon as a site has them; empty: nobody has made them yet."""
