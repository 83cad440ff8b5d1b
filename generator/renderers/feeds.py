"""The feed: RSS 2.0 with the iTunes and Podcasting 2.0 namespaces. Needs the site's address."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from uuid import UUID, uuid5

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.card import Card
from generator.model.clock import format_clock
from generator.model.site import Site, Theme
from generator.renderers.xml import element, text

# Podcasting 2.0, `podcast:guid`: the namespace of UUIDs made from feed addresses.
PODCASTS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
TRANSCRIPTS = {
    "vtt": "text/vtt",
    "srt": "application/x-subrip",
    "json": "application/json",
    "txt": "text/plain",
}
NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:podcast="https://podcastindex.org/namespace/1.0"'
)


def per_site(cards: Sequence[Card], site: Site, _theme: Theme) -> Iterator[Artifact]:
    """Yield `feed.xml`, newest first, if the site has an address."""
    if not site.url:
        return
    newest = sorted(cards, key=lambda card: (card.published or date.min, card.slug), reverse=True)
    channel = "\n".join([*_channel(site), *(_item(card, site) for card in newest)])
    feed = f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {NAMESPACES}>\n'
    yield Artifact(address.FEED, f"{feed}<channel>\n{channel}\n</channel>\n</rss>\n".encode())


def _channel(site: Site) -> Iterator[str]:
    url = address.absolute(site.url, address.FEED)
    plain = url.split("://", 1)[1].rstrip("/")
    yield element("title", text(site.title))
    yield element("link", text(site.url))
    yield element("description", text(site.description or site.title))
    yield element("language", text(site.language.lower()))
    yield element("generator", "talkbook")
    yield element("atom:link", href=url, rel="self", type="application/rss+xml")
    yield element("podcast:guid", str(uuid5(PODCASTS, plain)))
    yield element("podcast:medium", "podcast")
    yield element("itunes:explicit", "false")
    if site.author:
        yield element("itunes:author", text(site.author))
    if site.image_url:
        yield element("itunes:image", href=site.image_url)
    if site.license:
        yield element("podcast:license", text(site.license.name), url=site.license.url)


def _item(card: Card, site: Site) -> str:
    link = address.absolute(site.url, address.cover_path(card.slug, single=site.single))
    parts = [
        element("title", text(card.title)),
        element("link", text(link)),
        element("guid", text(card.guid), isPermaLink="false"),
        element("description", text(card.summary or card.title)),
    ]
    if card.published:
        noon = datetime.combine(card.published, time(12), UTC)
        parts.append(element("pubDate", format_datetime(noon)))
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
