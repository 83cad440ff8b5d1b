"""The page that lists all results; without a search, or a script, an index of names and terms."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.card import Card, Mention
from generator.model.clock import format_clock
from generator.model.people import Speaker
from generator.model.site import Site, Theme
from generator.model.value import value
from generator.renderers import people
from generator.renderers.letters import letter_of, rank
from generator.renderers.mentions import PLACES, merged
from generator.renderers.templates import PageFacts, Place, render

# So much stays on one page of some 100 kB, whatever the number of episodes.
TERMS = 300
SPEAKERS = 100
EPISODES_OF_A_TERM = 8
PLACES_OF_MANY = 3
"""Places shown of each episode, where there are several; of one alone all that its card has."""

TIMED = re.compile(r"t=(\d+)")


@value
class Named:
    """An episode that names a term, and the first places."""

    title: str
    path: str
    places: tuple[tuple[str, str], ...]
    """Anchor and label: the time, or a number where there are no times."""
    more: bool
    """Whether there may be other places."""


@value
class Entry:
    """A line of the index."""

    term: str
    count: int
    named: tuple[Named, ...]
    more: int
    """Episodes that are not shown."""


def per_site(cards: Sequence[Card], site: Site, theme: Theme) -> Iterator[Artifact]:
    """Yield the page."""
    entries = entries_of(cards)
    page = PageFacts(
        path=address.SEARCH_PAGE,
        title=f"Search – {site.title}",
        heading="Search",
        description=f"Search all words of {site.title}, or look through the names in it.",
        language=site.language,
        site_url=site.url,
        crumbs=(Place("", "Search"),),
    )
    data = render(
        theme,
        "search.html",
        page,
        site,
        speakers=_speakers(cards),
        shows=sorted({show.title for card in cards if (show := site.show(card.show))}),
        years=sorted({card.published.year for card in cards if card.published}, reverse=True),
        letters=[
            (letter, list(group))
            for letter, group in groupby(entries, lambda entry: letter_of(entry.term))
        ],
    )
    yield Artifact(page.path, data)


def entries_of(cards: Sequence[Card]) -> list[Entry]:
    """Return the terms named in most episodes, then those named most often, in order of letters."""
    found = merged([card.mentions for card in cards], TERMS)
    counts = {term: sum(m.count for _, m in mentions) for term, mentions in found.items()}
    most = sorted(found, key=lambda term: (-len(found[term]), -counts[term]))[:TERMS]
    entries = [_entry(term, counts[term], found[term], cards) for term in most]
    return sorted(entries, key=lambda entry: rank(entry.term))


def _entry(
    term: str, count: int, mentions: Sequence[tuple[int, Mention]], cards: Sequence[Card]
) -> Entry:
    shown = sorted(mentions, key=lambda found: -found[1].count)[:EPISODES_OF_A_TERM]
    most = PLACES_OF_MANY if len(mentions) > 1 else PLACES
    return Entry(
        term=term,
        count=count,
        named=tuple(_named(cards[number], mention, most) for number, mention in shown),
        more=len(mentions) - len(shown),
    )


def _named(card: Card, mention: Mention, most: int) -> Named:
    ids = mention.places.split()[:most]
    places = tuple((anchor, _label(anchor, number)) for number, anchor in enumerate(ids, 1))
    more = len(ids) == most and mention.count > most
    return Named(card.title, address.transcript_path(card.slug), places, more)


def _label(anchor: str, number: int) -> str:
    timed = TIMED.match(anchor)
    return format_clock(int(timed[1]) * 1000) if timed else str(number)


def _speakers(cards: Sequence[Card]) -> list[tuple[Speaker, int]]:
    """Return the people who say most, with their words, in order of names."""
    said = [(voice.speaker, voice.words) for voice in people.voices_of(cards)]
    most = sorted(said, key=lambda one: -one[1])[:SPEAKERS]
    return sorted(most, key=lambda one: (rank(one[0].name), one[0].id))
