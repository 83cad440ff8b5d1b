"""The search, prebuilt: an index of the whole site and the texts that results show.

`units` cuts an episode into what can be found, `postings` makes its rows (the map) and joins those
of all episodes, `shards` writes them. `tokens` says what a word is, `reader` is its fast form.
"""

from collections.abc import Iterable, Iterator, Sequence

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.card import Card
from generator.model.episode import Episode
from generator.model.site import Site, Theme
from generator.model.terms import Entry, Terms, Unit
from generator.renderers import pages, people
from generator.renderers.search import postings, shards, units
from generator.renderers.search.postings import PER_FILE, Postings
from generator.renderers.search.shards import Spoken


def terms_of(episode: Episode, site: Site) -> Terms:
    """Return what the search knows of an episode: its chapters, and what is said in them."""
    return units.terms_of([units.of_episode(episode, site)], episode.language)


def per_episode(episode: Episode, site: Site, _theme: Theme) -> Iterator[Artifact]:
    """Yield the texts that results of the episode are shown from."""
    return units.texts(*units.of_episode(episode, site))


def speakers_of(cards: Sequence[Card]) -> list[Spoken]:
    """Return the speakers, in the order in which they are first heard."""
    return [(one.speaker.id, one.speaker.name, one.words) for one in people.voices_of(cards)]


def index(parts: Sequence[Terms], speakers: Sequence[Spoken], site: Site) -> Iterator[Artifact]:
    """Yield the index of all episodes, speakers and documentation pages, and the latter's texts.

    `parts` are the terms of the episodes, one by one or `combined`, in their order.
    """
    about = [*_speakers(speakers, site), *_pages(site)]
    for entry, own in about:
        yield from units.texts(entry, own)
    yield from index_of([*parts, units.terms_of(about, site.language)], speakers)


def combined(parts: Sequence[Terms]) -> Terms:
    """Return the terms of several episodes as one's, numbered one after the other."""
    entries = tuple(entry for part in parts for entry in part.entries)
    return Terms(entries, postings.PACK.encode(_joined(parts)))


def index_of(parts: Sequence[Terms], speakers: Sequence[Spoken]) -> Iterator[Artifact]:
    """Yield the files of the index."""
    entries = [entry for part in parts for entry in part.entries]
    return shards.write(entries, _joined(parts), speakers)


def _joined(parts: Sequence[Terms]) -> Postings:
    unpacked = ((postings.UNPACK.decode(part.postings), _numbers(part)) for part in parts)
    return postings.joined(_offset(unpacked))


def _numbers(terms: Terms) -> int:
    """How many numbers the units of these entries take: each entry begins a file of texts."""
    return sum(PER_FILE * len(entry.starts_s) for entry in terms.entries)


def _offset(parts: Iterable[tuple[Postings, int]]) -> Iterator[tuple[Postings, int]]:
    """Yield each part with the number of its first unit."""
    first = 0
    for part, numbers in parts:
        yield part, first
        first += numbers


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
