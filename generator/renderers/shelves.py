"""Lists of episodes that have pages of their own: of all, of each show and of each year."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Generic, TypeVar

from generator.model import address
from generator.model.card import Card
from generator.model.site import Show, Site
from generator.model.value import value
from generator.renderers.templates import Place

PER_PAGE = 50
"""Episodes on a page, which then has some 50 kB."""
DIGITS = re.compile(r"(\d+)")

Item = TypeVar("Item")


@value
class Leaf(Generic[Item]):
    """One page of a list."""

    items: Sequence[Item]
    number: int
    """From 1."""
    paths: Sequence[str]
    """Of all pages of the list."""

    @property
    def path(self) -> str:
        """Where the page stands."""
        return self.paths[self.number - 1]

    def beside(self, step: int) -> Place | None:
        """Return the page so many steps on, or back; None where the list ends."""
        number = self.number + step
        inside = 1 <= number <= len(self.paths)
        return Place(self.paths[number - 1], f"Page {number}") if inside else None


@value
class Shelf:
    """A list of episodes, newest first."""

    title: str
    cards: Sequence[Card]
    first: str
    """The path of its first page; further pages are in `folder`."""
    folder: str
    description: str = ""
    show: Show | None = None

    @property
    def years(self) -> str:
        """From when to when its episodes are: `2009–2020`; empty without dates."""
        years = {card.published.year for card in self.cards if card.published}
        first, last = (min(years), max(years)) if years else ("", "")
        return f"{first}–{last}" if first != last else f"{last}"


@value
class Shelves:
    """All lists of a site's episodes."""

    home: Shelf
    shows: tuple[Shelf, ...]
    years: tuple[Shelf, ...]
    """Newest first; none where all episodes are of one year."""

    def __iter__(self) -> Iterator[Shelf]:
        """Yield each list."""
        yield self.home
        yield from self.shows
        yield from self.years


def shelves_of(cards: Sequence[Card], site: Site) -> Shelves:
    """Return the lists; shows without an episode have none."""
    ordered = newest_first(cards)
    by_show: dict[str, list[Card]] = {}
    by_year: dict[int, list[Card]] = {}
    for card in ordered:
        by_show.setdefault(card.show, []).append(card)
        if card.published:
            by_year.setdefault(card.published.year, []).append(card)
    return Shelves(
        Shelf(site.title, ordered, address.HOME, address.EPISODES, site.description),
        tuple(_of_show(show, by_show[show.id]) for show in site.shows if show.id in by_show),
        tuple(_of_year(year, by_year[year]) for year in by_year) if len(by_year) > 1 else (),
    )


def _of_show(show: Show, cards: Sequence[Card]) -> Shelf:
    first = address.show_path(show.slug)
    return Shelf(show.title, cards, first, f"shows/{show.slug}", show.description, show)


def _of_year(year: int, cards: Sequence[Card]) -> Shelf:
    return Shelf(str(year), cards, address.year_path(year), f"years/{year}")


def newest_first(cards: Iterable[Card]) -> list[Card]:
    """Return the cards by date; those of one day, or without a date, by their sources' names.

    Numbers in names count as such: `talk-9` comes before `talk-10`.
    """
    named = sorted(cards, key=lambda card: _natural(card.source_path))
    return sorted(named, key=lambda card: card.published or date.min, reverse=True)


def _natural(path: str) -> list[tuple[int, str]]:
    """Return what names are sorted by, so that their numbers are in order."""
    return [
        (int(part), "") if part.isdecimal() else (0, part) for part in DIGITS.split(path) if part
    ]


def leaves(
    items: Sequence[Item], first: str, folder: str, per_page: int = PER_PAGE
) -> Iterator[Leaf[Item]]:
    """Yield the pages of a list: the first at `first`, the others as `folder`/2.html and so on."""
    count = max(1, -(-len(items) // per_page))
    paths = [first, *(f"{folder}/{number}.html" for number in range(2, count + 1))]
    for number in range(1, count + 1):
        yield Leaf(items[(number - 1) * per_page : number * per_page], number, paths)


def paths_of(cards: Sequence[Card], site: Site) -> Iterator[str]:
    """Yield the path of each page of each list."""
    for shelf in shelves_of(cards, site):
        for leaf in leaves(shelf.cards, shelf.first, shelf.folder):
            yield leaf.path
