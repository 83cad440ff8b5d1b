"""Pages about the whole site: lists of episodes, questions, and the page that is not there."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.card import Card
from generator.model.site import Site, Theme
from generator.renderers import people, shelves, structured_data
from generator.renderers.assets import assets_of
from generator.renderers.palette import mark_of
from generator.renderers.shelves import Leaf, Shelf, Shelves
from generator.renderers.templates import PageFacts, Place, render

# So many stand on one page, a few of each episode; of a large archive only how many there are.
SHOWN_QUESTIONS = 300
MOST_HEARD = 24
"""Speakers that a show's page names; the list of all speakers has the others."""


def per_site(cards: Sequence[Card], site: Site, theme: Theme) -> Iterator[Artifact]:
    """Yield the home page, shows, years, the questions, 404.html and the theme's files."""
    yield from assets_of(theme).artifacts
    if not site.single:
        made = shelves.shelves_of(cards, site)
        for shelf in made:
            for leaf in shelves.leaves(shelf.cards, shelf.first, shelf.folder):
                yield _list(shelf, leaf, made, site, theme)
    if has_questions(cards, site):
        yield _questions([card for card in cards if card.questions], site, theme)
    yield _not_found(site, theme)


def _list(shelf: Shelf, leaf: Leaf[Card], made: Shelves, site: Site, theme: Theme) -> Artifact:
    home, begins = shelf is made.home, leaf.number == 1
    page = PageFacts(
        path=leaf.path,
        title=_title(shelf, leaf, site),
        heading=shelf.title,
        description=shelf.description or f"Conversations to read and search: {shelf.title}",
        language=shelf.show.language if shelf.show and shelf.show.language else site.language,
        site_url=site.url,
        data=structured_data.for_list(shelf, leaf, made, site),
        crumbs=_crumbs(shelf, leaf, home=home),
        previous=leaf.beside(-1),
        next=leaf.beside(1),
        feed=_feed(shelf),
    )
    values = {
        "shelf": shelf,
        "leaf": leaf,
        "shows": made.shows if home and begins else (),
        "years": made.years if home and begins else (),
        "heard": people.heard_in(shelf.cards)[:MOST_HEARD] if shelf.show and begins else (),
        "questions": sum(card.questions for card in shelf.cards) if home and begins else 0,
        "picture": shelf.show.picture if shelf.show and begins else "",
        "show_of": {} if shelf.show else {one.show.id: one for one in made.shows if one.show},
    }
    return Artifact(page.path, render(theme, "library.html", page, site, **values))


def has_questions(cards: Sequence[Card], site: Site) -> bool:
    """Whether there is a page with the questions of several episodes."""
    return not site.single and any(card.questions for card in cards)


def _questions(cards: Sequence[Card], site: Site, theme: Theme) -> Artifact:
    count = sum(card.questions for card in cards)
    page = PageFacts(
        path=address.QUESTIONS_PAGE,
        title=f"Questions – {site.title}",
        heading="Questions",
        description=f"{count:,} questions asked in {site.title}, and the way to their answers.",
        language=site.language,
        site_url=site.url,
        crumbs=(Place("", "Questions"),),
    )
    data = render(
        theme,
        "all_questions.html",
        page,
        site,
        cards=cards,
        count=count,
        shown=SHOWN_QUESTIONS // len(cards),
        mark=mark_of,
    )
    return Artifact(page.path, data)


def _title(shelf: Shelf, leaf: Leaf[Card], site: Site) -> str:
    own = f"{shelf.title}, page {leaf.number}" if leaf.number > 1 else shelf.title
    return own if shelf.title == site.title else f"{own} – {site.title}"


def _crumbs(shelf: Shelf, leaf: Leaf[Card], *, home: bool) -> tuple[Place, ...]:
    own = Place("", f"Page {leaf.number}")
    if leaf.number == 1:
        return () if home else (Place("", shelf.title),)
    return (own,) if home else (Place(shelf.first, shelf.title), own)


def _feed(shelf: Shelf) -> Place | None:
    show = shelf.show
    return Place(address.feed_path(show.slug), show.title) if show else None


def _not_found(site: Site, theme: Theme) -> Artifact:
    """The page that a host shows at any address, so its links start at the site's own root."""
    page = PageFacts(
        path=address.NOT_FOUND,
        title=f"Not found – {site.title}",
        heading="This page is not here",
        description=f"An address that {site.title} does not have.",
        language=site.language,
        site_url="",
        base=urlsplit(site.url).path or "/",
    )
    return Artifact(page.path, render(theme, "not_found.html", page, site))
