"""What a cover shows beside the episode itself: shares of talk, downloads, recordings, sponsors."""

from collections.abc import Iterator, Mapping
from html import escape

from generator.model import address
from generator.model.clock import format_minutes
from generator.model.episode import Episode
from generator.model.people import Speaker
from generator.model.site import ORIGINS, Site
from generator.model.speech import unheard
from generator.model.transcript import Link, Sponsor
from generator.model.value import value
from generator.renderers import citations
from generator.renderers.templates import source_href


@value
class Download:
    """A file that readers can take away."""

    path: str
    name: str
    for_what: str


@value
class TalkShare:
    """How much of the conversation is one speaker's."""

    speaker: Speaker
    number: int
    talk: str
    words: int
    turns: int


def cover_values(
    episode: Episode, site: Site, names: Mapping[str, tuple[str, int]]
) -> dict[str, object]:
    """Return what `cover.html` needs beside the episode."""
    from markupsafe import Markup

    return {
        "shares": list(_shares(episode, names)),
        "downloads": list(downloads(episode, site)),
        "origin": ORIGINS.get(episode.origin, ""),
        "unheard": sum(unheard(p.text) for turn in episode.turns for p in turn.paragraphs),
        "citations": citations.for_cover(episode, site),
        "inferred": any(chapter.inferred for chapter in episode.chapters),
        "source_href": source_href(site, episode.source),
        "also_named": _not_sponsors(episode),
        "outlets": ", ".join(link.text for link in episode.outlets),
        "sponsors": [Markup(_linked(sponsor)) for sponsor in episode.sponsors],  # noqa: S704
    }


def _shares(episode: Episode, names: Mapping[str, tuple[str, int]]) -> Iterator[TalkShare]:
    for speaker, share in zip(episode.speakers, episode.statistics.shares, strict=True):
        yield TalkShare(
            speaker=speaker,
            number=names[speaker.id][1],
            talk=format_minutes(share.talk_ms) if share.talk_ms else "",
            words=share.words,
            turns=share.turns,
        )


def downloads(episode: Episode, site: Site) -> Iterator[Download]:
    """Yield the downloads that the site's `outputs` ask for and that this episode can have."""
    timed = bool(episode.statistics.duration_ms)
    kinds = (
        ("txt", "Text", "names and times, to read anywhere"),
        ("md", "Markdown", "for notes"),
        ("vtt", "WebVTT", "captions"),
        ("srt", "SubRip", "captions"),
        ("json", "JSON", "transcript for podcast apps"),
    )
    for ending, name, for_what in kinds:
        if ending in site.outputs and (timed or ending in ("txt", "md")):
            yield Download(address.download_path(episode.slug, ending), name, for_what)
    if "chapters" in site.outputs and timed:
        yield Download(address.chapters_path(episode.slug, "json"), "Chapters", "for podcast apps")
    if "epub" in site.outputs:
        yield Download(address.epub_path(episode.slug), "EPUB", "for e-book readers")


def _not_sponsors(episode: Episode) -> list[Link]:
    """The addresses around the conversation that are not a sponsor's own."""
    paid = {sponsor.href for sponsor in episode.sponsors}
    return [link for link in episode.links if link.href not in paid]


def _linked(sponsor: Sponsor) -> str:
    """The sponsor's text with its address as a link that lends no weight."""
    text = escape(sponsor.text)
    shown = escape(sponsor.href.removeprefix("https://"))
    if not sponsor.href or shown not in text:
        return text
    link = f'<a rel="sponsored nofollow" href="{escape(sponsor.href)}">{shown}</a>'
    return text.replace(shown, link, 1)
