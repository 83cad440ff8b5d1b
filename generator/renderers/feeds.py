"""The feed: RSS 2.0 with the iTunes and Podcasting 2.0 namespaces. Needs the site's address."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID, uuid5

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.card import Card
from generator.model.clock import format_clock
from generator.model.site import Show, Site, Theme
from generator.renderers.shelves import newest_first
from generator.renderers.xml import element, text

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Podcasting 2.0, `podcast:guid`: the namespace of UUIDs made from feed addresses.
PODCASTS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
TRANSCRIPTS = {
    "vtt": "text/vtt",
    "srt": "application/x-subrip",
    "json": "application/json",
    "txt": "text/plain",
}
ITEMS = 300
"""Episodes in one file of a feed: some 300 kB, and years of a weekly show."""
NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:podcast="https://podcastindex.org/namespace/1.0"'
)


def per_site(cards: Sequence[Card], site: Site, _theme: Theme) -> Iterator[Artifact]:
    """Yield `feed.xml` of all episodes and one of each show, if the site has an address.

    The newest episodes come first. Older ones are in further files, to which each leads on
    (RFC 5005, "Paged Feeds"): readers ask for a feed many times a day.
    """
    if not site.url:
        return
    items = [(card.show, _item(card, site)) for card in _newest(cards)]
    yield from _feeds([item for _, item in items], None, site)
    if not site.single:
        for show in site.shows:
            own = [item for show_id, item in items if show_id == show.id]
            yield from _feeds(own, show, site) if own else ()


def _newest(cards: Sequence[Card]) -> list[Card]:
    """Return the cards newest first; without dates by their names, the last first."""
    dated = (card for card in cards if card.published)
    return [*newest_first(dated), *reversed(newest_first(c for c in cards if not c.published))]


def _feeds(items: Sequence[str], show: Show | None, site: Site) -> Iterator[Artifact]:
    count = max(1, -(-len(items) // ITEMS))
    paths = [address.feed_path(show.slug if show else "", n) for n in range(1, count + 1)]
    for number, path in enumerate(paths):
        links = {"self": path}
        if count > 1:
            links |= {"first": paths[0], "last": paths[-1]}
        if number > 0:
            links["previous"] = paths[number - 1]
        if number + 1 < count:
            links["next"] = paths[number + 1]
        own = items[number * ITEMS : (number + 1) * ITEMS]
        channel = "\n".join([*_channel(show, paths[0], links, site), *own])
        feed = f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {NAMESPACES}>\n'
        yield Artifact(path, f"{feed}<channel>\n{channel}\n</channel>\n</rss>\n".encode())


def _channel(show: Show | None, path: str, links: Mapping[str, str], site: Site) -> Iterator[str]:
    plain = address.absolute(site.url, path).split("://", 1)[1].rstrip("/")
    home = address.absolute(site.url, address.show_path(show.slug)) if show else site.url
    about = show.description if show else site.description
    yield element("title", text(show.title if show else site.title))
    yield element("link", text(home))
    yield element("description", text(about or (show or site).title))
    yield element("language", text(((show and show.language) or site.language).lower()))
    yield element("generator", "talkbook")
    for rel, to in links.items():
        url = address.absolute(site.url, to)
        yield element("atom:link", href=url, rel=rel, type="application/rss+xml")
    yield element("podcast:guid", str(uuid5(PODCASTS, plain)))
    yield element("podcast:medium", "podcast")
    yield element("itunes:explicit", "false")
    if author := (show and show.author) or site.author:
        yield element("itunes:author", text(author))
    if image := (show and show.image_url) or site.image_url:
        yield element("itunes:image", href=address.public(site.url, image))
    if site.license:
        yield element("podcast:license", text(site.license.name), url=site.license.url)


def noon(day: date) -> str:
    """Return noon of a day as RSS writes it (RFC 822). To import Python's own way takes 6 ms.

    >>> noon(date(2025, 11, 25))
    'Tue, 25 Nov 2025 12:00:00 +0000'
    """
    weekday, month = DAYS[day.weekday()], MONTHS[day.month - 1]
    return f"{weekday}, {day.day:02} {month} {day.year:04} 12:00:00 +0000"


def _item(card: Card, site: Site) -> str:
    link = address.absolute(site.url, address.cover_path(card.slug, single=site.single))
    parts = [
        element("title", text(card.title)),
        element("link", text(link)),
        element("guid", text(card.guid), isPermaLink="false"),
        element("description", text(card.summary or card.title)),
    ]
    if card.published:
        parts.append(element("pubDate", noon(card.published)))
    for media in card.media:
        if media.kind in ("audio", "video"):
            url, size = address.public(site.url, media.url), str(media.size_bytes)
            parts.append(element("enclosure", url=url, length=size, type=media.mime_type))
            break
    if card.statistics.duration_ms:
        parts.append(element("itunes:duration", format_clock(card.statistics.duration_ms)))
        parts += _timed_files(card, site)
    parts += (
        element(
            "podcast:person",
            text(speaker.name),
            role=speaker.role or "guest",
            href=speaker.href,
            img=speaker.image_url,
        )
        for speaker in card.speakers
    )
    return element("item", "\n" + "\n".join(parts) + "\n")


def _timed_files(card: Card, site: Site) -> Iterator[str]:
    for ending, kind in TRANSCRIPTS.items():
        if ending in site.outputs:
            url = address.absolute(site.url, address.download_path(card.slug, ending))
            rel = "captions" if ending in ("vtt", "srt") else ""
            yield element("podcast:transcript", url=url, type=kind, language=card.language, rel=rel)
    if "chapters" in site.outputs:
        url = address.absolute(site.url, address.chapters_path(card.slug, "json"))
        yield element("podcast:chapters", url=url, type="application/json+chapters")
