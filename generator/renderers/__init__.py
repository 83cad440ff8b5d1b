"""Episode, or the Cards of all episodes -> Artifacts. Pure.

A new output is a module with `per_episode` or `per_site`, and its line in `RENDERERS`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.model.artifact import Artifact, Drawing
from generator.model.card import Card, card_of
from generator.model.diagnostic import Diagnostic
from generator.model.episode import Episode
from generator.model.site import Site, Theme
from generator.model.terms import Terms
from generator.renderers import (
    captions,
    citations,
    epub,
    feeds,
    html,
    library,
    mentions,
    pages,
    people,
    player,
    podcast,
    questions,
    search,
    search_page,
    sitemap,
    text,
)
from generator.renderers.assets import assets_of
from generator.renderers.templates import environment

PerEpisode = Callable[[Episode, Site, Theme], Iterable[Artifact]]
PerSite = Callable[[Sequence[Card], Site, Theme], Iterable[Artifact | Drawing]]


class Renderer(NamedTuple):
    """One kind of output."""

    name: str
    per_episode: PerEpisode
    per_site: PerSite


def nothing(*_: object) -> tuple[()]:
    """What a renderer makes that works per site only, or per episode only."""
    return ()


RENDERERS = (
    Renderer("html", html.per_episode, library.per_site),
    Renderer("people", nothing, people.per_site),
    Renderer("pages", nothing, pages.per_site),
    Renderer("search", search.per_episode, nothing),
    Renderer("search-page", nothing, search_page.per_site),
    Renderer("citations", citations.per_episode, nothing),
    Renderer("text", text.per_episode, text.per_site),
    Renderer("captions", captions.per_episode, nothing),
    Renderer("player", player.per_episode, nothing),
    Renderer("podcast", podcast.per_episode, nothing),
    Renderer("epub", epub.per_episode, nothing),
    Renderer("feeds", nothing, feeds.per_site),
    Renderer("sitemap", nothing, sitemap.per_site),
)


def prepare(theme: Theme) -> None:
    """Do what all pages need, so that processes that are forked after it need not."""
    environment(theme)
    assets_of(theme)


def card(episode: Episode) -> Card:
    """Return all that other pages may know of `episode`."""
    inquiry = questions.questions_of(episode)
    leading = questions.leading(inquiry)
    return card_of(episode, mentions.mentions_of(episode), inquiry.count, leading)


def terms_of(episode: Episode, site: Site) -> Terms:
    """Return what the search knows of `episode`."""
    return search.terms_of(episode, site)


def files_of(episode: Episode, site: Site, theme: Theme) -> Iterator[Artifact]:
    """Yield all files of one episode."""
    for renderer in RENDERERS:
        yield from renderer.per_episode(episode, site, theme)


def files_of_all(cards: Sequence[Card], site: Site, theme: Theme) -> Iterator[Artifact | Drawing]:
    """Yield the files that are of all episodes, but for the search's."""
    for renderer in RENDERERS:
        yield from renderer.per_site(cards, site, theme)


def findings(site: Site) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the author's own pages."""
    return pages.broken_links(site)
