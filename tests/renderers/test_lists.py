"""Long lists of episodes and of people: their order, their pages, and how light these stay."""

import gzip
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import feedparser
from selectolax.lexbor import LexborHTMLParser

from generator.model.card import Card
from generator.model.site import Show, Site
from generator.renderers import feeds, library, people, sitemap
from generator.renderers.feeds import ITEMS
from generator.renderers.people import IN_CHAPTERS
from generator.renderers.shelves import PER_PAGE, newest_first
from tests.renderers import seed
from tests.renderers.seed import SITE, by_path, theme

ARCHIVE = replace(SITE, single=False, shows=(Show("radio", "radio", "Radio"),))


@cache
def card() -> Card:
    return seed.card()


def cards_of(count: int) -> list[Card]:
    """Episodes a week apart, all of the same two people and one show."""
    return [
        replace(
            card(),
            slug=f"n{number}",
            title=f"Number {number}",
            source_path=f"seeds/radio/n{number}.txt",
            show="radio",
            published=date(2015, 1, 1) + timedelta(days=7 * number),
        )
        for number in range(count)
    ]


def pages_of(cards: Sequence[Card], site: Site = ARCHIVE) -> dict[str, LexborHTMLParser]:
    made = by_path(
        [*library.per_site(cards, site, theme()), *people.per_site(cards, site, theme())]
    )
    return {
        path: LexborHTMLParser(data.decode())
        for path, data in made.items()
        if path.endswith(".html")
    }


def titles(page: LexborHTMLParser) -> list[str]:
    return [li.css_first("h2, h3").text() for li in page.css(".library li[id]")]


def test_episodes_are_newest_first_and_without_dates_by_the_numbers_in_their_names() -> None:
    dated = cards_of(3)
    undated = [replace(one, published=None) for one in cards_of(12)]
    ordered = newest_first([*undated, *dated])
    assert [one.title for one in ordered[:3]] == ["Number 2", "Number 1", "Number 0"]
    assert [one.title for one in ordered[3:]] == [f"Number {number}" for number in range(12)]


def test_a_long_list_has_pages_that_hold_each_episode_once_and_lead_to_each_other() -> None:
    cards = cards_of(2 * PER_PAGE + 1)
    made = pages_of(cards)
    for first, folder in (("index.html", "episodes"), ("shows/radio/index.html", "shows/radio")):
        paths = [first, f"{folder}/2.html", f"{folder}/3.html"]
        found = [title for path in paths for title in titles(made[path])]
        assert found == [one.title for one in reversed(cards)]
        links = [
            [made[path].css(f"link[rel={rel}]") != [] for rel in ("prev", "next")] for path in paths
        ]
        assert links == [[False, True], [True, True], [True, False]]
        marked = [made[path].css_first(".numbers [aria-current]").text() for path in paths]
        assert marked == ["1", "2", "3"]


def test_the_links_between_pages_of_a_list_lead_where_they_say() -> None:
    made = pages_of(cards_of(2 * PER_PAGE + 1))
    second = made["episodes/2.html"]
    numbers = [a.attributes["href"] for a in second.css("nav .numbers a")]
    assert numbers == ["../index.html", "2.html", "3.html"]
    assert second.css_first("link[rel=prev]").attributes["href"] == "../index.html"


def test_each_year_has_the_episodes_of_it_and_one_year_alone_no_page() -> None:
    cards = cards_of(60)
    made = pages_of(cards)
    of_2016 = [one.title for one in reversed(cards) if one.published and one.published.year == 2016]
    assert of_2016
    assert titles(made["years/2016.html"]) == of_2016
    assert not [path for path in pages_of(cards_of(3)) if path.startswith("years/")]


def test_whoever_speaks_in_few_episodes_has_their_chapters_and_others_a_line_for_each() -> None:
    few = pages_of(cards_of(IN_CHAPTERS))["speakers/ilya-sutskever.html"]
    assert len(few.css("main section")) == IN_CHAPTERS
    assert len(few.css("tbody tr")) == 10 * IN_CHAPTERS
    many = pages_of(cards_of(IN_CHAPTERS + 1))["speakers/ilya-sutskever.html"]
    assert len(many.css("tbody tr")) == IN_CHAPTERS + 1
    first = many.css("tbody tr")[0].css("a")
    assert [a.attributes["href"] for a in first] == [
        f"../n{IN_CHAPTERS}/index.html",
        f"../n{IN_CHAPTERS}/explaining-model-jaggedness.html#t=0",
    ]


def test_the_pages_of_three_hundred_episodes_stay_light() -> None:
    cards = cards_of(300)
    made = by_path(people.per_site(cards, ARCHIVE, theme()))
    own = [data for path, data in made.items() if path.startswith("speakers/ilya-sutskever")]
    assert len(own) == 3
    lists = by_path(library.per_site(cards, ARCHIVE, theme()))
    own += [data for path, data in lists.items() if path.endswith(".html")]
    assert max(len(gzip.compress(data)) for data in own) < 12_000


def test_two_thousand_names_are_on_light_pages_with_every_letter_a_link_away() -> None:
    one = card().speakers[0]
    names = [
        f"{first}{second} {third}"
        for first in "ABCDEFGHIJKLMNOPQRST"
        for second in "aeiou"
        for third in (
            "Berg",
            "Lind",
            "Ruiz",
            "Voss",
            "Wood",
            "Hale",
            "Rey",
            "Sand",
            "Fox",
            "Pike",
            "Holt",
            "Lane",
            "Moss",
            "Nash",
            "Page",
            "Rush",
            "Snow",
            "Tate",
            "Vane",
            "West",
        )
    ]
    assert len(set(names)) == 2000
    cards = [
        replace(
            card(),
            slug=f"n{number}",
            speakers=(replace(one, id=name.lower().replace(" ", "-"), name=name),),
            statistics=replace(card().statistics, shares=card().statistics.shares[:1]),
            contributions=(),
        )
        for number, name in enumerate(names)
    ]
    made = by_path(people.per_site(cards, ARCHIVE, theme()))
    paths = ["speakers/index.html", *(f"names/{number}.html" for number in (2, 3, 4))]
    pages = [LexborHTMLParser(made[path].decode()) for path in paths]
    listed = [a.text() for page in pages for a in page.css(".index-speakers a")]
    assert listed == sorted(names)
    assert max(len(gzip.compress(made[path])) for path in paths) < 15_000
    letters = pages[0].css("nav[aria-label=Letters] a")
    assert [a.text() for a in letters] == list("ABCDEFGHIJKLMNOPQRST")
    target, anchor = letters[-1].attributes["href"].split("#")
    assert target == "../names/4.html"
    assert pages[3].css_first(f"#{anchor}").text() == "T"


def test_a_long_feed_leads_on_to_older_episodes() -> None:
    cards = cards_of(ITEMS + 1)
    made = by_path(feeds.per_site(cards, ARCHIVE, theme()))
    assert sorted(made) == [
        *("feed-2.xml", "feed.xml"),
        *("shows/radio/feed-2.xml", "shows/radio/feed.xml"),
    ]
    newest, oldest = (feedparser.parse(made[name]) for name in ("feed.xml", "feed-2.xml"))
    assert [entry.title for entry in oldest.entries] == ["Number 0"]
    assert len(newest.entries) == ITEMS
    links = {link.rel: link.href for link in newest.feed.links}
    assert links["next"] == "https://example.org/talk/feed-2.xml"
    guids = {made[name].split(b"podcast:guid>")[1] for name in ("feed.xml", "feed-2.xml")}
    assert len(guids) == 1


def test_the_sitemap_has_every_page_of_every_list() -> None:
    cards = cards_of(2 * PER_PAGE + 1)
    found = by_path(sitemap.per_site(cards, ARCHIVE, theme()))["sitemap.xml"].decode()
    for path in pages_of(cards):
        if path != "404.html":
            url = f"https://example.org/talk/{path}".removesuffix("index.html")
            assert found.count(f"<loc>{url}</loc>") == 1
