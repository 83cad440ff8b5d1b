"""Pages about the whole site: library, questions, speakers, and the page that is not there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.card import Card
from generator.model.episode import Share
from generator.model.people import Speaker
from generator.model.site import Site, Theme
from generator.renderers import structured_data
from generator.renderers.assets import assets_of
from generator.renderers.palette import mark_of
from generator.renderers.templates import PageFacts, Place, render

# So many stand on one page, a few of each episode; of a large archive only how many there are.
SHOWN_QUESTIONS = 300


@dataclass(frozen=True, slots=True)
class Row:
    """One chapter in which a person speaks."""

    title: str
    path: str
    turn_id: str
    start_ms: int | None
    turns: int
    words: int


@dataclass(frozen=True, slots=True)
class Part:
    """One episode in which a person speaks."""

    card: Card
    cover: str
    share: Share
    percent: int
    rows: tuple[Row, ...]


def per_site(cards: Sequence[Card], site: Site, theme: Theme) -> Iterator[Artifact]:
    """Yield the library, the questions, a page for each speaker, 404.html and the theme's files."""
    yield from assets_of(theme).artifacts
    if not site.single:
        yield _library(cards, site, theme)
    if has_questions(cards, site):
        yield _questions([card for card in cards if card.questions], site, theme)
    speakers = {speaker.id: speaker for card in cards for speaker in card.speakers}
    for speaker in speakers.values():
        yield _speaker(speaker, cards, site, theme)
    yield _not_found(site, theme)


def _library(cards: Sequence[Card], site: Site, theme: Theme) -> Artifact:
    page = PageFacts(
        path=address.HOME,
        title=site.title,
        heading=site.title,
        description=site.description or f"Conversations to read and search: {site.title}",
        language=site.language,
        site_url=site.url,
        data=structured_data.for_library(cards, site),
    )
    count = sum(card.questions for card in cards)
    return Artifact(page.path, render(theme, "library.html", page, site, cards=cards, count=count))


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


def _speaker(speaker: Speaker, cards: Sequence[Card], site: Site, theme: Theme) -> Artifact:
    parts = [_part(speaker, card, site) for card in cards if speaker.id in _ids(card)]
    words = sum(part.share.words for part in parts)
    page = PageFacts(
        path=address.speaker_path(speaker.id),
        title=f"{speaker.name} – {site.title}",
        heading=speaker.name,
        description=f"What {speaker.name} says in {site.title}: {words:,} words, by chapter.",
        language=site.language,
        site_url=site.url,
        data=structured_data.for_speaker(speaker, site),
        kind="profile",
        crumbs=(Place("", speaker.name),),
    )
    return Artifact(
        page.path, render(theme, "speaker.html", page, site, speaker=speaker, parts=parts)
    )


def _ids(card: Card) -> list[str]:
    return [speaker.id for speaker in card.speakers]


def _part(speaker: Speaker, card: Card, site: Site) -> Part:
    share = next(s for s in card.statistics.shares if s.speaker_id == speaker.id)
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
