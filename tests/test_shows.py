"""Folders of transcripts are shows: what their files say, and which pages and feeds they have."""

import json
from pathlib import Path
from typing import Any

import feedparser
from selectolax.lexbor import LexborHTMLParser

from generator import builder, load, pipeline
from generator.model.diagnostic import Diagnostic
from generator.writer.cache import Cache
from generator.writer.previous import Previous
from generator.writer.staging import Stage
from tests.project import TALK, make, staged

SITE = 'title = "Radio"\nurl = "https://example.org/"\n'
NIGHTS = """title = "Night talks"
slug = "nights"
description = "Talks after dark."
language = "de"
image = "media/nights.png"

[[people]]
name = "Ada"
role = "host"
"""
FILES: dict[str, str | bytes] = {
    "content/site.toml": SITE,
    "content/shows/night.toml": NIGHTS,
    "content/media/nights.png": b"a picture",
    "content/episodes/night/one.toml": 'title = "One"\nslug = "night-one"\npublished = 2020-05-01',
    "content/episodes/one.toml": 'title = "Another one"\nslug = "one"\npublished = 2022-05-01\n',
    "seeds/night/one.txt": TALK,
    "seeds/radio/day-time/one.txt": TALK,
    "seeds/alone.txt": TALK.replace("Ben", "Cleo"),
}


def settled(folder: Path, files: dict[str, str | bytes]) -> tuple[Any, list[Diagnostic]]:
    return pipeline.settle(load.gather(load.Paths.of(make(folder, files))))


def html(stage: Stage, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(stage.read(path).decode())


def check(tmp_path: Path, toml: str, expected: list[tuple[str, int, str]]) -> None:
    """A show's file leads to these findings: code, line and hint."""
    files: dict[str, str | bytes] = {"seeds/night/one.txt": TALK, "content/shows/night.toml": toml}
    _, findings = settled(tmp_path, files)
    assert [(f.code, f.line, f.hint) for f in findings] == expected


def test_a_folder_is_a_show_and_its_file_describes_it(tmp_path: Path) -> None:
    site, findings = settled(tmp_path, FILES)
    assert findings == []
    night, day = site.shows
    assert (night.id, night.slug, night.title) == ("night", "nights", "Night talks")
    assert (night.language, night.image_url) == ("de", "media/nights.png")
    assert [(person.name, person.role) for person in night.people] == [("Ada", "host")]
    assert (day.id, day.slug, day.title) == ("radio/day-time", "radio-day-time", "Radio – Day time")


def test_what_a_shows_file_says_wrongly_is_a_finding_with_its_line(tmp_path: Path) -> None:
    check(tmp_path, 'title = "N"\ndescripton = "D"\n', [("unknown-key", 2, "write description")])
    check(tmp_path, "title = 7\n", [("wrong-type", 1, 'write title = "..."')])
    check(tmp_path, 'slug = "A b"\n', [("wrong-value", 1, "write one of a-b")])
    picture = [("media-missing", 1, "cp n.png content/media/")]
    check(tmp_path, 'image = "media/n.png"\n', picture)
    address = [("wrong-value", 1, "write an address with https://")]
    check(tmp_path, 'url = "javascript:alert(1)"\n', address)


def test_a_file_of_no_folder_is_a_finding_that_names_the_nearest(tmp_path: Path) -> None:
    _, findings = settled(tmp_path, {**FILES, "content/shows/nihgt.toml": ""})
    assert [(f.code, f.path, f.hint) for f in findings] == [
        ("no-such-show", "content/shows/nihgt.toml", "give this file the name night.toml")
    ]


def test_shows_of_one_name_keep_folders_of_their_own(tmp_path: Path) -> None:
    site, findings = settled(tmp_path, {"seeds/a b/1.txt": TALK, "seeds/a-b/1.txt": TALK})
    assert sorted(show.slug for show in site.shows) == ["a-b", "a-b-2"]
    hint = "write another slug in content/shows/a-b.toml"
    assert [(f.code, f.hint) for f in findings] == [("slug-taken", hint)]


def test_a_show_says_what_its_episodes_do_not(tmp_path: Path) -> None:
    stage = staged(make(tmp_path, FILES))
    assert html(stage, "night-one/index.html").root.attributes["lang"] == "de"
    assert html(stage, "one/index.html").root.attributes["lang"] == "en"
    roles = html(stage, "night-one/index.html").css(".role")
    assert [role.text() for role in roles] == ["host"]
    assert html(stage, "one/index.html").css(".role") == []


def test_an_episodes_file_may_stand_in_its_shows_folder_or_in_none(tmp_path: Path) -> None:
    stage = staged(make(tmp_path, FILES))
    assert html(stage, "night-one/index.html").css_first("h1").text() == "One"
    assert html(stage, "one/index.html").css_first("h1").text() == "Another one"


def test_episodes_of_one_name_in_two_shows_are_a_finding_that_says_where_to_mend_it(
    tmp_path: Path,
) -> None:
    make(tmp_path, {f"seeds/{show}/talk.txt": f"A talk\n\n{TALK}" for show in ("a", "b")})
    stage = Stage(tmp_path / "staged", Previous(tmp_path / "site"))
    built = builder.build(load.gather(load.Paths.of(tmp_path)), stage, Cache(tmp_path / "cache"))
    (taken,) = (finding for finding in built.findings if finding.code == "slug-taken")
    assert (taken.path, taken.hint) == (
        "seeds/b/talk.txt",
        "write another slug in content/episodes/b/talk.toml",
    )
    assert {"a-talk/index.html", "a-talk-2/index.html"} <= stage.files.keys()


def test_home_leads_to_shows_years_and_all_episodes_newest_first(tmp_path: Path) -> None:
    stage = staged(make(tmp_path, FILES))
    home = html(stage, "index.html")
    links = [a.attributes["href"] for a in home.css("main section a")]
    assert links[:4] == [
        *("shows/nights/index.html", "shows/radio-day-time/index.html"),
        *("years/2022.html", "years/2020.html"),
    ]
    titles = [li.css_first("h3").text() for li in home.css("section:last-of-type .library li")]
    assert titles == ["Another one", "One", "alone"]


def test_a_shows_page_has_its_cover_people_feed_and_episodes(tmp_path: Path) -> None:
    stage = staged(make(tmp_path, FILES))
    page = html(stage, "shows/nights/index.html")
    assert page.css_first("h1").text() == "Night talks"
    assert page.css_first("#description").text() == "Talks after dark."
    assert page.css_first("main img").attributes["src"] == "../../media/nights.png"
    links = {a.attributes["href"] for a in page.css("main a")}
    assert {"feed.xml", "../../night-one/index.html", "../../speakers/ada.html"} <= links
    assert "../../one/index.html" not in links


def test_an_episodes_pages_lead_to_its_show(tmp_path: Path) -> None:
    stage = staged(make(tmp_path, FILES))
    for name in ("index", "transcript", "the-conversation"):
        page = html(stage, f"night-one/{name}.html")
        crumbs = [li.text(strip=True) for li in page.css(".crumbs li")]
        assert crumbs[0] == "Night talks"
        assert page.css_first(
            'main a[href="../shows/nights/index.html"], .contents a[href="'
            '../shows/nights/index.html"]'
        )
    assert not html(stage, "alone/index.html").css('a[href*="shows/"]')


def test_each_show_has_a_feed_of_its_own_episodes(tmp_path: Path) -> None:
    stage = staged(make(tmp_path, FILES))
    feed = feedparser.parse(stage.read("shows/nights/feed.xml"))
    assert not feed.bozo
    assert (feed.feed.title, feed.feed.language) == ("Night talks", "de")
    assert feed.feed.link == "https://example.org/shows/nights/"
    assert feed.feed.image.href == "https://example.org/media/nights.png"
    assert [entry.title for entry in feed.entries] == ["One"]
    whole = feedparser.parse(stage.read("feed.xml"))
    assert [entry.title for entry in whole.entries] == ["Another one", "One", "alone"]


def test_structured_data_says_which_series_an_episode_is_part_of(tmp_path: Path) -> None:
    stage = staged(make(tmp_path, FILES))

    def data(path: str) -> Any:
        return json.loads(html(stage, path).css_first("[type='application/ld+json']").text())

    series = data("shows/nights/index.html")
    assert (series["@type"], series["name"]) == ("PodcastSeries", "Night talks")
    assert series["webFeed"] == "https://example.org/shows/nights/feed.xml"
    own = data("night-one/index.html")["partOfSeries"]
    assert (own["name"], own["url"]) == ("Night talks", series["url"])
    assert data("alone/index.html")["partOfSeries"]["name"] == "Radio"
    assert [one["name"] for one in data("index.html")["hasPart"]] == [
        "Night talks",
        "Radio – Day time",
    ]


def test_all_lists_are_in_the_sitemap_and_in_the_site(tmp_path: Path) -> None:
    stage = staged(make(tmp_path, FILES))
    sitemap = stage.read("sitemap.xml").decode()
    for path in ("shows/nights/", "years/2020.html", "speakers/", "speakers/cleo.html"):
        assert sitemap.count(f"<loc>https://example.org/{path}</loc>") == 1
    assert "## Night talks\n\n- [One]" in stage.read("llms.txt").decode()


def test_without_folders_there_are_no_pages_of_shows(tmp_path: Path) -> None:
    stage = staged(make(tmp_path, {"seeds/a.txt": f"First talk\n\n{TALK}", "seeds/b.txt": TALK}))
    home = html(stage, "index.html")
    assert not [path for path in stage.files if path.startswith(("shows/", "years/"))]
    assert [h2.text() for h2 in home.css("main h2")] == ["First talk", "b"]


def test_one_episode_in_a_folder_is_the_whole_site(tmp_path: Path) -> None:
    stage = staged(make(tmp_path, {"seeds/night/a.txt": TALK, "content/site.toml": SITE}))
    names = {path for path in stage.files if path.startswith(("shows/", "years/", "speakers/"))}
    assert names == {"speakers/ada.html", "speakers/ben.html"}
    assert not html(stage, "index.html").css('a[href*="shows/"], a[href*="speakers/index"]')
