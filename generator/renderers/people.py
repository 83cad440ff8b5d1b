"""The people: a page for each, with all that they say, and the list of them."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from generator.model import address
from generator.model.artifact import Artifact, Drawing
from generator.model.card import Card
from generator.model.episode import Share
from generator.model.people import Speaker
from generator.model.site import Site, Theme
from generator.model.value import value
from generator.renderers import structured_data
from generator.renderers.letters import letter_of, rank
from generator.renderers.shelves import Leaf, leaves, newest_first
from generator.renderers.templates import PageFacts, Place, render

IN_CHAPTERS = 10
"""Whoever speaks in no more episodes than these has their chapters too; others a line for each."""
EPISODES_PER_PAGE = 100
NAMES_PER_PAGE = 500


@value
class Row:
    """One chapter in which a person speaks."""

    title: str
    path: str
    turn_id: str
    start_ms: int | None
    turns: int
    words: int


@value
class Part:
    """One episode in which a person speaks."""

    card: Card
    cover: str
    share: Share
    percent: int
    rows: tuple[Row, ...]


@value
class Voice:
    """A person, and the episodes in which they speak."""

    speaker: Speaker
    said: Sequence[tuple[Card, Share]]

    @property
    def words(self) -> int:
        """All words of theirs."""
        return sum(share.words for _, share in self.said)


def per_site(cards: Sequence[Card], site: Site, theme: Theme) -> Iterator[Artifact | Drawing]:
    """Yield the pages of each speaker, and the list of all of them if it can say more than these.

    Episodes stand on them newest first.
    """
    voices = voices_of(newest_first(cards))
    for voice in voices:
        for leaf in _leaves(voice):
            shown = tuple(card for card, _ in voice.said)
            yield Drawing(leaf.path, shown, partial(_speaker, voice, leaf, site, theme))
    if not site.single:
        named = sorted(voices, key=lambda voice: rank(voice.speaker.name))
        for names in leaves(named, address.SPEAKERS, address.NAMES, NAMES_PER_PAGE):
            yield _index(named, names, site, theme)


def paths_of(cards: Sequence[Card], site: Site) -> Iterator[str]:
    """Yield the path of each of these pages."""
    voices = voices_of(cards)
    for voice in voices:
        for leaf in _leaves(voice):
            yield leaf.path
    if not site.single:
        for names in leaves(voices, address.SPEAKERS, address.NAMES, NAMES_PER_PAGE):
            yield names.path


def voices_of(cards: Sequence[Card]) -> list[Voice]:
    """Return the people in the order in which they are first heard in these episodes.

    Of one who is named in several ways, the name in the last episode counts.
    """
    speakers: dict[str, Speaker] = {}
    said: dict[str, list[tuple[Card, Share]]] = {}
    for card in cards:
        for speaker, share in zip(card.speakers, card.statistics.shares, strict=True):
            speakers[speaker.id] = speaker
            said.setdefault(speaker.id, []).append((card, share))
    return [Voice(speaker, said[speaker.id]) for speaker in speakers.values()]


def heard_in(cards: Sequence[Card]) -> list[Voice]:
    """Return the people of these episodes, those of most episodes first."""
    return sorted(voices_of(cards), key=lambda voice: (-len(voice.said), -voice.words))


def _leaves(voice: Voice) -> Iterator[Leaf[tuple[Card, Share]]]:
    first = address.speaker_path(voice.speaker.id)
    return leaves(voice.said, first, first.removesuffix(".html"), EPISODES_PER_PAGE)


def _speaker(voice: Voice, leaf: Leaf[tuple[Card, Share]], site: Site, theme: Theme) -> bytes:
    speaker = voice.speaker
    nth = f", page {leaf.number}" if leaf.number > 1 else ""
    page = PageFacts(
        path=leaf.path,
        title=f"{speaker.name}{nth} – {site.title}",
        heading=speaker.name,
        description=f"What {speaker.name} says in {site.title}: {voice.words:,} words.",
        language=site.language,
        site_url=site.url,
        data=structured_data.for_speaker(speaker, site),
        kind="profile",
        crumbs=_crumbs(Place("", speaker.name), site),
        previous=leaf.beside(-1),
        next=leaf.beside(1),
    )
    in_chapters = len(voice.said) <= IN_CHAPTERS
    parts = [_part(speaker, card, share, site) for card, share in leaf.items]
    values = {"voice": voice, "leaf": leaf, "parts": parts, "in_chapters": in_chapters}
    return render(theme, "speaker.html", page, site, **values)


def _crumbs(own: Place, site: Site) -> tuple[Place, ...]:
    return (own,) if site.single else (Place(address.SPEAKERS, "Speakers"), own)


def _part(speaker: Speaker, card: Card, share: Share, site: Site) -> Part:
    titles = {chapter.id: chapter.title for chapter in card.chapters}
    rows = tuple(
        Row(
            title=titles[said.chapter_id],
            path=address.chapter_path(card.slug, said.chapter_id),
            turn_id=said.first_turn_id,
            start_ms=said.first_start_ms,
            turns=said.turns,
            words=said.words,
        )
        for said in card.contributions
        if said.speaker_id == speaker.id
    )
    percent = round(100 * share.words / max(1, card.statistics.words))
    return Part(card, address.cover_path(card.slug, single=site.single), share, percent, rows)


def _index(voices: Sequence[Voice], leaf: Leaf[Voice], site: Site, theme: Theme) -> Artifact:
    nth = f", page {leaf.number}" if leaf.number > 1 else ""
    page = PageFacts(
        path=leaf.path,
        title=f"Speakers{nth} – {site.title}",
        heading="Speakers",
        description=f"Everyone who speaks in {site.title}, by name.",
        language=site.language,
        site_url=site.url,
        crumbs=(Place("", "Speakers"),),
        previous=leaf.beside(-1),
        next=leaf.beside(1),
    )
    places = _places(voices, leaf.paths)
    grouped = groupby(leaf.items, lambda voice: letter_of(voice.speaker.name))
    values = {
        "leaf": leaf,
        "count": len(voices),
        "letters": [(letter, places[letter][0], list(group)) for letter, group in grouped],
        "places": [(letter, number, path) for letter, (number, path) in places.items()],
    }
    return Artifact(page.path, render(theme, "speakers.html", page, site, **values))


def _places(voices: Sequence[Voice], paths: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Return the number of each letter, and the page on which it begins."""
    places: dict[str, tuple[int, str]] = {}
    for place, voice in enumerate(voices):
        begins = (len(places) + 1, paths[place // NAMES_PER_PAGE])
        places.setdefault(letter_of(voice.speaker.name), begins)
    return places
