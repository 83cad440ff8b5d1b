"""Feed, sitemap, robots and structured data, read by other people's software."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import podcastparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.model.media import Media
from generator.renderers import feeds, html, people, sitemap, structured_data
from generator.renderers.xml import element, text
from tests.renderers.seed import SITE, by_path, card, episode, theme

FEED = b"".join(a.data for a in feeds.per_site([card()], SITE, theme()))
PODCAST = "{https://podcastindex.org/namespace/1.0}"


def test_the_feed_is_well_formed_and_complete() -> None:
    feed = feedparser.parse(FEED)
    assert not feed.bozo
    assert (feed.feed.title, feed.feed.link) == ("Talk & more", "https://example.org/talk/")
    assert ET.fromstring(FEED).findtext("channel/description") == "A <site>."
    entry = feed.entries[0]
    assert entry.title == episode().title
    assert entry.link == "https://example.org/talk/"
    assert entry.published == "Tue, 25 Nov 2025 12:00:00 +0000"
    assert entry.itunes_duration == "1:35:40"


@given(st.dates())
def test_days_are_written_as_mail_writes_them(day: date) -> None:
    assert feeds.noon(day) == format_datetime(datetime.combine(day, time(12), UTC))


def test_the_feed_names_transcripts_chapters_and_people() -> None:
    item = ET.fromstring(FEED).find("channel/item")
    assert item is not None
    kinds = [t.attrib["type"] for t in item.findall(f"{PODCAST}transcript")]
    assert kinds == ["text/vtt", "application/x-subrip", "application/json", "text/plain"]
    assert item.find(f"{PODCAST}chapters").attrib["type"] == "application/json+chapters"
    people = [(p.text, p.attrib["role"]) for p in item.findall(f"{PODCAST}person")]
    assert people == [("Dwarkesh Patel", "host"), ("Ilya Sutskever", "guest")]


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://cdn.example.org/a.mp3", "https://cdn.example.org/a.mp3"),
        ("media/a b.mp3", "https://example.org/talk/media/a%20b.mp3"),
    ],
)
def test_a_recording_is_an_enclosure(url: str, public: str) -> None:
    media = Media("audio", url, "", "audio/mpeg", 1234)
    one = card(replace(episode(), media=(media,)))
    feed = b"".join(a.data for a in feeds.per_site([one], SITE, theme()))
    import io

    parsed = podcastparser.parse("https://example.org/talk/feed.xml", io.BytesIO(feed))
    assert parsed["episodes"][0]["enclosures"][0]["url"] == public
    assert parsed["episodes"][0]["enclosures"][0]["file_size"] == 1234


def test_without_an_address_nothing_absolute_is_written() -> None:
    nowhere = replace(SITE, url="")
    assert list(feeds.per_site([card()], nowhere, theme())) == []
    made = by_path(sitemap.per_site([card()], nowhere, theme()))
    assert list(made) == [".nojekyll", "robots.txt"]
    assert b"Sitemap" not in made["robots.txt"]
    for artifact in html.per_episode(episode(), nowhere, theme()):
        head = LexborHTMLParser(artifact.data.decode())
        assert not head.css("link[rel=canonical], meta[property='og:url']")


def test_the_sitemap_has_every_page_once() -> None:
    made = by_path(sitemap.per_site([card()], SITE, theme()))
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = [e.text for e in ET.fromstring(made["sitemap.xml"]).iter(f"{space}loc")]
    pages = [*by_path(html.per_episode(episode(), SITE, theme()))]
    pages += by_path(people.per_site([card()], SITE, theme()))
    pages.append("search.html")
    pages.remove("ilya/index.html")
    expected = {f"https://example.org/talk/{page}".removesuffix("index.html") for page in pages}
    assert sorted(found) == sorted(expected)


def things(data: str) -> Iterator[dict[str, Any]]:
    """Yield every thing in structured data, at any depth."""

    def walk(value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            if "@type" in value:
                yield value
            for item in value.values():
                yield from walk(item)
        elif isinstance(value, list):
            for item in value:
                yield from walk(item)

    yield from walk(json.loads(data))


def test_the_cover_describes_the_episode_with_its_chapters_as_clips() -> None:
    found = list(things(structured_data.for_cover(episode(), SITE)))
    kinds = [thing["@type"] for thing in found]
    assert kinds[0] == "PodcastEpisode"
    assert kinds.count("Clip") == 10
    clip = next(thing for thing in found if thing["name"] == "Alignment")
    assert (clip["startOffset"], clip["endOffset"]) == (3307, 4693)
    assert clip["url"] == "https://example.org/talk/ilya/alignment.html"
    episode_thing = found[0]
    assert "transcript" not in episode_thing
    video = next(thing for thing in found if thing["@type"] == "VideoObject")
    assert video["transcript"] == "https://example.org/talk/ilya/transcript.html"


def test_structured_data_cannot_end_its_script_element() -> None:
    evil = replace(episode(), title="</script><script>alert(1)</script>", summary="<!-- & -->")
    data = structured_data.for_cover(evil, SITE)
    assert not set("<>&") & set(data)
    assert next(things(data))["name"] == "</script><script>alert(1)</script>"


def test_characters_that_xml_forbids_do_not_break_it() -> None:
    made = element("t", text("a\x00b\x0b\ud800<&>"), x_y='"\x01')
    parsed = ET.fromstring(f'<r xmlns:x="u">{made}</r>')
    assert parsed[0].text == "a\ufffdb\ufffd\ufffd<&>"
