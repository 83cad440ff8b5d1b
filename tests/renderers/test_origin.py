"""A text says how it came to be, and where words could not be made out."""

import json
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.model.site import ORIGINS, Brief
from generator.renderers import epub, html, podcast, text
from tests.renderers import seed

TALK = b"Ada 0:00\n\nWe met at [inaudible] and [laughs] left.\n\nBen 0:09\n\n(unintelligible) so.\n"


def page(path: str, brief: Brief, data: bytes = TALK) -> LexborHTMLParser:
    episode = seed.episode_of(data, brief=brief)
    made = seed.by_path(html.per_episode(episode, seed.SITE, seed.theme()))
    return LexborHTMLParser(made[path].decode())


@pytest.mark.parametrize("origin", ORIGINS)
def test_cover_and_text_pages_say_what_the_text_is(origin: str) -> None:
    brief = Brief(slug="talk", origin=origin)
    badge = page("index.html", brief).css_first("#origin")
    assert badge.text() == f"{origin.capitalize()} {ORIGINS[origin]}"
    assert page("talk/transcript.html", brief).css_first(".eyebrow .origin").text() == (
        origin.capitalize()
    )


@pytest.mark.parametrize("origin", ORIGINS)
def test_downloads_say_it_too(origin: str) -> None:
    episode = replace(seed.episode(), origin=origin)
    assert f"\n[{ORIGINS[origin]}]\n" in text.plain(episode)
    assert f"\n*{ORIGINS[origin]}*\n" in text.markdown(episode, seed.SITE)
    assert json.loads(json.dumps(podcast.transcript(episode)))["origin"] == origin
    assert ORIGINS[origin].encode() in package(epub.book(episode))


def package(book: bytes) -> bytes:
    import io
    import zipfile

    return zipfile.ZipFile(io.BytesIO(book)).read("package.opf")


def test_the_site_speaks_for_episodes_that_say_nothing() -> None:
    site = replace(seed.SITE, origin="machine")
    assert seed.episode_of(TALK, site).origin == "machine"
    assert seed.episode_of(TALK, site, Brief(origin="edited")).origin == "edited"


def test_where_nobody_says_nothing_is_claimed() -> None:
    assert page("index.html", Brief(slug="talk")).css("#origin") == []
    assert "origin" not in podcast.transcript(seed.episode())


def test_words_that_no_one_could_make_out_are_marked_and_counted() -> None:
    whole = page("talk/transcript.html", Brief(slug="talk"))
    assert [note.text() for note in whole.css(".unheard")] == ["[inaudible]", "(unintelligible)"]
    assert [note.text() for note in whole.css(".heard")][1] == "[laughs]"
    assert "In 2 places" in page("index.html", Brief(slug="talk")).css_first("#unheard").text()
    clean = page("index.html", Brief(slug="talk"), b"Ada 0:00\n\nYes.\n\nBen 0:09\n\nNo.\n")
    assert clean.css("#unheard") == []
