"""JSON-LD after schema.org: what search engines read of a page."""

import json
from collections.abc import Iterable
from typing import Any

from generator.model import address
from generator.model.card import Card
from generator.model.clock import iso_duration
from generator.model.episode import Chapter, Episode
from generator.model.media import Media
from generator.model.people import Speaker
from generator.model.site import Page, Show, Site
from generator.renderers.shelves import Leaf, Shelf, Shelves

Thing = dict[str, Any]


def for_cover(episode: Episode, site: Site) -> str:
    """A PodcastEpisode with its recordings and a Clip for each chapter."""
    path = address.cover_path(episode.slug, single=site.single)
    thing = _episode(episode.title, path, site, episode.published, episode.speakers, episode.show)
    thing |= {"description": episode.summary, "inLanguage": episode.language}
    if episode.statistics.duration_ms:
        thing["duration"] = iso_duration(episode.statistics.duration_ms)
    for media in episode.media:
        thing.setdefault("associatedMedia", []).append(_media(media, episode, site))
    thing["hasPart"] = [_clip(chapter, episode, site) for chapter in episode.chapters]
    return _json(thing)


def for_chapter(episode: Episode, chapter: Chapter, site: Site) -> str:
    """The chapter's Clip, and the way from the library to it."""
    clip = _clip(chapter, episode, site)
    clip["isPartOf"] = _part_of(episode, site)
    return _json([clip, _crumbs(episode, chapter.title, clip.get("url", ""), site)])


def for_transcript(episode: Episode, site: Site) -> str:
    """The whole text of the episode."""
    url = _url(site, address.transcript_path(episode.slug))
    thing = _thing("Article", f"{episode.title}: the whole conversation", url)
    thing |= {"inLanguage": episode.language, "wordCount": episode.statistics.words}
    thing["isPartOf"] = _part_of(episode, site)
    return _json([thing, _crumbs(episode, "The whole conversation", url, site)])


def for_speaker(speaker: Speaker, site: Site) -> str:
    """A ProfilePage about a person."""
    url = _url(site, address.speaker_path(speaker.id))
    person = _person(speaker)
    return _json(_thing("ProfilePage", speaker.name, url) | {"mainEntity": person})


def for_list(shelf: Shelf, leaf: Leaf[Card], shelves: Shelves, site: Site) -> str:
    """A show, the whole publication or a year, with the episodes of this page."""
    url = _url(site, shelf.first)
    home = shelf is shelves.home
    if shelf.show or (home and not shelves.shows):
        thing = _thing("PodcastSeries", shelf.title, url)
    else:
        thing = _thing("CollectionPage", shelf.title, url)
        thing["hasPart"] = [_series(one.show, site) for one in shelves.shows if home]
    thing |= {"description": shelf.description, "inLanguage": site.language}
    if shelf.show:
        thing |= _facts_of(shelf.show, site)
    key = "episode" if thing["@type"] == "PodcastSeries" else "mainEntity"
    thing[key] = [
        _episode(
            card.title,
            address.cover_path(card.slug, single=site.single),
            site,
            card.published,
            card.speakers,
            card.show,
        )
        for card in leaf.items
    ]
    return _json(thing)


def _facts_of(show: Show, site: Site) -> Thing:
    image = address.public(site.url, show.image_url) if show.image_url and site.url else ""
    feed = _url(site, address.feed_path(show.slug))
    author = show.author or site.author
    return {
        "inLanguage": show.language or site.language,
        "sameAs": show.url,
        "image": image,
        "webFeed": feed,
        "author": {"@type": "Person", "name": author} if author else None,
    }


def _series(show: Show | None, site: Site) -> Thing:
    if show is None:
        return _thing("PodcastSeries", site.title, _url(site, address.HOME))
    return _thing("PodcastSeries", show.title, _url(site, address.show_path(show.slug)))


def for_page(page: Page, site: Site) -> str:
    """A page of documentation."""
    thing = _thing("TechArticle", page.title, _url(site, address.page_path(page.slug)))
    return _json(thing | {"description": page.description, "inLanguage": site.language})


def _url(site: Site, path: str) -> str:
    return address.absolute(site.url, path) if site.url else ""


def _thing(kind: str, name: str, url: str) -> Thing:
    return {"@type": kind, "name": name, "url": url}


def _episode(
    title: str,
    path: str,
    site: Site,
    published: object,
    speakers: Iterable[Speaker],
    show_id: str,
) -> Thing:
    thing = _thing("PodcastEpisode", title, _url(site, path))
    thing["datePublished"] = str(published or "")
    thing["partOfSeries"] = _series(site.show(show_id), site)
    thing["actor"] = [_person(speaker) for speaker in speakers]
    return thing


def _person(speaker: Speaker) -> Thing:
    return {"@type": "Person", "name": speaker.name, "sameAs": speaker.href}


def _part_of(episode: Episode, site: Site) -> Thing:
    path = address.cover_path(episode.slug, single=site.single)
    return _thing("PodcastEpisode", episode.title, _url(site, path))


def _media(media: Media, episode: Episode, site: Site) -> Thing:
    sound = media.kind == "audio"
    url = address.public(site.url, media.url)
    thing = _thing("AudioObject" if sound else "VideoObject", episode.title, url)
    thing |= {
        "contentUrl" if media.kind in ("audio", "video") else "embedUrl": url,
        "encodingFormat": media.mime_type,
        "description": episode.summary or episode.title,
        "uploadDate": str(episode.published or ""),
        "inLanguage": episode.language,
    }
    if site.url:
        thing["transcript"] = _url(site, address.transcript_path(episode.slug))
    return thing


def _clip(chapter: Chapter, episode: Episode, site: Site) -> Thing:
    clip = _thing("Clip", chapter.title, _url(site, address.chapter_path(episode.slug, chapter.id)))
    if chapter.time:
        clip["startOffset"] = chapter.time.start_ms // 1000
        if chapter.time.end_ms is not None:
            clip["endOffset"] = chapter.time.end_ms // 1000
    return clip


def _crumbs(episode: Episode, name: str, url: str, site: Site) -> Thing:
    cover = address.cover_path(episode.slug, single=site.single)
    show = site.show(episode.show)
    above = [(site.title, _url(site, address.HOME))]
    if show:
        above.append((show.title, _url(site, address.show_path(show.slug))))
    trail = [*([] if site.single else above), (episode.title, _url(site, cover)), (name, url)]
    items = [
        {"@type": "ListItem", "position": place, "name": text, "item": link}
        for place, (text, link) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _json(things: Thing | list[Thing]) -> str:
    """JSON that is safe inside a script element: nothing in it can end that (HTML, 4.12.1.3)."""
    graph = things if isinstance(things, list) else [things]
    whole: Thing = {"@context": "https://schema.org"}
    whole |= graph[0] if len(graph) == 1 else {"@graph": graph}
    text = json.dumps(_without_empty(whole), ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _without_empty(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in ("", [], None)}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value
