"""The theme's own files, each named by a hash of its content so that caches never mix versions."""

import hashlib
import re
from functools import lru_cache

from generator.model.artifact import Artifact
from generator.model.site import Theme
from generator.model.value import value
from generator.renderers import modes, palette
from generator.renderers.scripts import join

PAGE_STYLES = ("reset.css", "tokens.css", "base.css", "layout.css", "parts.css")
BOOK_STYLES = (
    "turns.css",
    "columns.css",
    "player.css",
    "settings.css",
    "quote.css",
    "modes.css",
    "print.css",
)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Strings stay as they are; around these signs, and after a colon, space means nothing.
CSS_SPACE = re.compile(r"(\"[^\"]*\"|'[^']*')|\s*([{};,])\s*|(?<=:)\s+")


@value
class Assets:
    """Paths of the theme's files in the site, and the files."""

    style: str
    book_style: str
    """What pages with a column are painted with too; the others load it after their text."""
    theme_script: str
    """Runs before the page is painted: the reader's settings."""
    book_script: str
    search_script: str
    search_style: str
    """These two are loaded when a reader first searches."""
    icon: str
    artifacts: tuple[Artifact, ...]


@lru_cache(maxsize=4)
def assets_of(theme: Theme) -> Assets:
    """Return the theme's files; raises as `made_of` does."""
    artifacts = theme.files or made_of(theme)
    paths = [artifact.path for artifact in artifacts]
    style, book_style, theme_script, book_script, search, search_style, icon = paths
    return Assets(
        style, book_style, theme_script, book_script, search, search_style, icon, artifacts
    )


def made_of(theme: Theme) -> tuple[Artifact, ...]:
    """Return the theme's files, joined and named, in the order of the fields of `Assets`.

    Raises:
        ValueError: a module of the theme cannot be joined.

    """
    styles = dict(theme.styles)
    page, book = (
        "".join(styles[name] for name in names if name in styles)
        for names in (PAGE_STYLES, BOOK_STYLES)
    )
    book_code, search_code = join(theme.modules, "main.js", "search-main.js")
    return (
        _hashed("style.css", squeeze(page + palette.tokens(styles))),
        _hashed("book.css", squeeze(book + modes.rules())),
        _hashed("theme.js", *join(theme.modules, "theme.js")),
        _hashed("book.js", book_code),
        _hashed("search.js", search_code),
        _hashed("search.css", squeeze(styles.get("search.css", ""))),
        _hashed("icon.svg", theme.icons.get("icon.svg", "")),
    )


def squeeze(css: str) -> str:
    """Return CSS without comments and without the space that means nothing."""
    return CSS_SPACE.sub(r"\1\2", CSS_COMMENT.sub("", css)).replace(";}", "}").strip() + "\n"


def _hashed(name: str, text: str) -> Artifact:
    data = text.encode()
    stem, ending = name.split(".")
    return Artifact(f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{ending}", data)
