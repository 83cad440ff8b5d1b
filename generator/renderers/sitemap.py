"""What hosts and search engines ask for: sitemap, robots.txt, and GitHub Pages' `.nojekyll`."""

from collections.abc import Iterator, Sequence

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.card import Card
from generator.model.site import Site, Theme
from generator.renderers import library, people, shelves
from generator.renderers.xml import element, text


def per_site(cards: Sequence[Card], site: Site, _theme: Theme) -> Iterator[Artifact]:
    """Yield the files; a sitemap only if the site has an address, which its entries must state."""
    yield Artifact(".nojekyll", b"")
    robots = "User-agent: *\nAllow: /\n"
    if site.url:
        robots += f"Sitemap: {address.absolute(site.url, address.SITEMAP)}\n"
        yield Artifact(address.SITEMAP, _sitemap(cards, site))
    yield Artifact("robots.txt", robots.encode())


def _sitemap(cards: Sequence[Card], site: Site) -> bytes:
    urls = [
        element(
            "url",
            element("loc", text(address.absolute(site.url, path)))
            + (element("lastmod", changed) if changed else ""),
        )
        for path, changed in _pages(cards, site)
    ]
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    whole = element("urlset", "\n" + "\n".join(urls) + "\n", xmlns=namespace)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}\n'.encode()


def _pages(cards: Sequence[Card], site: Site) -> Iterator[tuple[str, str]]:
    """Yield path and date; pages that list others have no date of their own."""
    if not site.single:
        yield from ((path, "") for path in shelves.paths_of(cards, site))
    for card in cards:
        published = card.published.isoformat() if card.published else ""
        yield address.cover_path(card.slug, single=site.single), published
        yield address.transcript_path(card.slug), published
        if card.questions:
            yield address.questions_path(card.slug), published
        for chapter in card.chapters:
            yield address.chapter_path(card.slug, chapter.id), published
    yield from ((path, "") for path in people.paths_of(cards, site))
    yield address.SEARCH_PAGE, ""
    if library.has_questions(cards, site):
        yield address.QUESTIONS_PAGE, ""
    for page in site.pages:
        yield address.page_path(page.slug), ""
