"""Where every page of the site stands, and how one page links to another.

All addresses are POSIX paths relative to the output folder. Pages' names end in `.html`, so that
links work on `file://` too; GitHub Pages serves them with and without the ending.
"""

import posixpath
from urllib.parse import quote

HOME = "index.html"
NOT_FOUND = "404.html"
SEARCH_INDEX = "search/index.js"
SEARCH_PAGE = "search.html"
QUESTIONS_PAGE = "questions.html"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
MEDIA_FOLDER = "media"
"""The author's own recordings."""
EPISODES, NAMES = "episodes", "names"
"""Folders of the further pages of the home page, and of the list of speakers."""
SPEAKERS = "speakers/index.html"
RESERVED = frozenset(
    {"assets", "search", "speakers", "pages", "shows", "years", EPISODES, NAMES, MEDIA_FOLDER}
)
"""Folders of the site itself: no episode may be called so."""


def cover_path(episode_slug: str, *, single: bool) -> str:
    """The episode's cover; the home page where the site has one episode only."""
    return HOME if single else f"{episode_slug}/index.html"


def chapter_path(episode_slug: str, chapter_id: str) -> str:
    return f"{episode_slug}/{chapter_id}.html"


def transcript_path(episode_slug: str) -> str:
    """The whole conversation on one page."""
    return f"{episode_slug}/transcript.html"


def questions_path(episode_slug: str) -> str:
    """All that is asked, and where the answers begin."""
    return f"{episode_slug}/questions.html"


def citations_path(episode_slug: str) -> str:
    """How to cite what each speaker says, as a script."""
    return f"{episode_slug}/citations.js"


def download_path(episode_slug: str, ending: str) -> str:
    """`transcript.vtt` and the like, beside the episode's pages."""
    return f"{episode_slug}/transcript.{ending}"


def speaker_path(speaker_id: str) -> str:
    return f"speakers/{speaker_id}.html"


def show_path(show_slug: str) -> str:
    """The first page of a show's episodes."""
    return f"shows/{show_slug}/index.html"


def year_path(year: int) -> str:
    """The first page of a year's episodes."""
    return f"years/{year}.html"


def feed_path(show_slug: str = "", number: int = 1) -> str:
    """A feed of a show, or of the whole site; from 2 on its older items."""
    name = f"feed-{number}.xml" if number > 1 else FEED
    return f"shows/{show_slug}/{name}" if show_slug else name


def page_path(page_slug: str) -> str:
    """A documentation page."""
    return f"pages/{page_slug}.html"


def relative(from_path: str, to_path: str) -> str:
    """Return the link from one page to another, percent-encoded where a URL wants it.

    >>> relative("ilya/alignment.html", "index.html")
    '../index.html'
    >>> relative("ilya/alignment.html", "ilya/index.html")
    'index.html'
    """
    own, other = from_path.split("/")[:-1], to_path.split("/")
    shared = 0
    while shared < min(len(own), len(other) - 1) and own[shared] == other[shared]:
        shared += 1
    return quote("/".join([*[".."] * (len(own) - shared), *other[shared:]]), safe="/.-_~")


def absolute(site_url: str, path: str) -> str:
    """Return the public URL of a page: `index.html` is left out, other names are whole."""
    shown = path.removesuffix("index.html") if posixpath.basename(path) == "index.html" else path
    return site_url + quote(shown, safe="/.-_~")


def public(site_url: str, path_or_url: str) -> str:
    """Return a web address as it is, and a path of the site as its public URL."""
    return path_or_url if "://" in path_or_url else absolute(site_url, path_or_url)


def chapters_path(episode_slug: str, ending: str) -> str:
    """`chapters.json` and `chapters.vtt`."""
    return f"{episode_slug}/chapters.{ending}"


def epub_path(episode_slug: str) -> str:
    return f"{episode_slug}/{episode_slug}.epub"


def times_path(episode_slug: str) -> str:
    """What the player needs to know of the text."""
    return f"{episode_slug}/times.js"
