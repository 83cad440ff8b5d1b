"""The search, prebuilt: an index of the whole site and the texts that results show.

`units` cuts an episode into what can be found, `postings` makes its rows (the map) and joins those
of all episodes, `shards` writes them. `tokens` says what a word is, `reader` is its fast form.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.card import Card
from generator.model.episode import Episode
from generator.model.site import Site, Theme
from generator.model.terms import Entry, Terms, Unit
from generator.renderers import pages, people
from generator.renderers.search import postings, shards, units
from generator.renderers.search.postings import PER_FILE
from generator.renderers.search.shards import Spoken
from generator.renderers.search.slices import Slices, slices_of

TOGETHER = 32
"""So many parts are joined at a time: to join more at once takes longer than in two steps."""


def terms_of(episode: Episode, site: Site) -> Terms:
    """Return what the search knows of an episode: its chapters, and what is said in them."""
    return units.terms_of([units.of_episode(episode, site)], episode.language)


def per_episode(episode: Episode, site: Site, _theme: Theme) -> Iterator[Artifact]:
    """Yield the texts that results of the episode are shown from."""
    return units.texts(*units.of_episode(episode, site))


def speakers_of(cards: Sequence[Card]) -> list[Spoken]:
    """Return the speakers, in the order in which they are first heard."""
    return [(one.speaker.id, one.speaker.name, one.words) for one in people.voices_of(cards)]


def about(speakers: Sequence[Spoken], site: Site) -> tuple[Terms, list[Artifact]]:
    """Return the terms of the speakers' names and of the documentation pages, and their texts."""
    found = [*_speakers(speakers, site), *_pages(site)]
    texts = [artifact for entry, own in found for artifact in units.texts(entry, own)]
    return units.terms_of(found, site.language), texts


def combined(parts: Sequence[Terms]) -> Terms:
    """Return the terms of several episodes as one's, numbered one after the other."""
    entries = tuple(entry for part in parts for entry in part.entries)
    return Terms(entries, tuple(postings.packed(postings.joined(one)) for one in ranges_of(parts)))


def ranges_of(parts: Sequence[Terms]) -> Iterator[Iterable[tuple[int, bytes]]]:
    """Yield for each range of terms the postings of all parts, each after its first unit's number.

    Units are numbered from part to part.
    """
    firsts = [0, *accumulate(map(unit_numbers, parts))]
    for ranged in zip(*(part.postings for part in parts), strict=True):
        yield zip(firsts, ranged, strict=False)


def unit_numbers(terms: Terms) -> int:
    """Return how many numbers the units take: each entry begins a file of texts."""
    return sum(PER_FILE * len(entry.starts_s) for entry in terms.entries)


def slices_of_range(parts: Iterable[tuple[int, bytes]]) -> Slices:
    """Return what the index says of one range of terms.

    `parts` are the postings of that range of each `Terms`, after the number of its first unit.
    """
    waiting = list(parts)
    while len(waiting) > TOGETHER:
        waiting = [_piece(waiting[at : at + TOGETHER]) for at in range(0, len(waiting), TOGETHER)]
    return slices_of(postings.joined(waiting))


def _piece(parts: Sequence[tuple[int, bytes]]) -> tuple[int, bytes]:
    first = parts[0][0]
    return first, postings.packed(postings.joined((unit - first, data) for unit, data in parts))


def index(
    entries: Sequence[Entry], ranges: Iterable[Slices], speakers: Sequence[Spoken], name: str
) -> Iterator[Artifact]:
    """Yield the files of the index: `ranges` are the slices of all ranges of terms, in order.

    `name` is that of their folder: another one where they say something else.
    """
    return shards.write(entries, ranges, speakers, name)


def _speakers(speakers: Sequence[Spoken], site: Site) -> Iterator[tuple[Entry, list[Unit]]]:
    """All speakers' names, as one entry."""
    found = [
        Unit(address.speaker_path(speaker_id), "", "", -1, name) for speaker_id, name, _ in speakers
    ]
    if found:
        home = address.HOME
        yield (
            units.entry(
                found, heads=len(found), title="Speakers", part_of=site.title, path=home, whole=home
            ),
            found,
        )


def _pages(site: Site) -> Iterator[tuple[Entry, list[Unit]]]:
    for page in site.pages:
        path = address.page_path(page.slug)
        found = [Unit(path, "", "", -1, page.title)]
        found += (
            Unit(f"#{section.id}", "", "", -1, text)
            for section in pages.read(page).sections
            for text in units.cut(section.text)
        )
        yield (
            units.entry(
                found, heads=1, title=page.title, part_of=site.title, path=path, whole=path
            ),
            found,
        )
