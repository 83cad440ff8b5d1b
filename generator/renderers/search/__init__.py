"""The search, prebuilt: an index of the whole site and the texts that results show."""

from collections.abc import Iterator, Sequence

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.card import Card
from generator.model.site import Site, Theme
from generator.model.terms import Group, Unit
from generator.renderers import pages
from generator.renderers.search import bundle
from generator.renderers.search.units import indexed, terms_of

__all__ = ["per_site", "terms_of"]


def per_site(cards: Sequence[Card], site: Site, _theme: Theme) -> Iterator[Artifact]:
    """Yield the index of all episodes, speakers and documentation pages, and its texts."""
    english = site.language.startswith("en")
    about = indexed([*_speakers(cards), *_pages(site)], english=english)
    return bundle.write([*(card.terms for card in cards), about], english=english)


def _speakers(cards: Sequence[Card]) -> Iterator[Group]:
    speakers = {speaker.id: speaker for card in cards for speaker in card.speakers}
    for speaker in speakers.values():
        path = address.speaker_path(speaker.id)
        yield Group(path, speaker.name, "Speaker", (Unit("", "", -1, speaker.name),))


def _pages(site: Site) -> Iterator[Group]:
    for page in site.pages:
        units = [Unit("", "", -1, page.title)]
        units += (Unit(s.id, "", -1, s.text) for s in pages.read(page).sections)
        yield Group(address.page_path(page.slug), page.title, site.title, tuple(units))
