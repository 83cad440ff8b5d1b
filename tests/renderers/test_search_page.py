"""The index of names and terms that stands on the page of the search."""

from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from generator.model.card import Card, Mention, packed_mentions
from generator.renderers import search_page
from generator.renderers.search_page import EPISODES_OF_A_TERM, TERMS, entries_of
from tests.renderers.seed import SITE, card, theme


def card_with(slug: str, *mentions: Mention) -> Card:
    return replace(card(), slug=slug, title=f"Talk {slug}", mentions=packed_mentions(mentions))


def page_of(cards: list[Card]) -> LexborHTMLParser:
    (page,) = search_page.per_site(cards, SITE, theme())
    assert page.path == "search.html"
    return LexborHTMLParser(page.data.decode())


def test_each_term_leads_to_the_places_that_name_it() -> None:
    page = page_of([card()])
    (entry,) = (li for li in page.css(".index-terms li") if li.css_first("b").text() == "AlexNet")
    links = [(a.attributes["href"], a.text()) for a in entry.css("a")]
    assert links == [
        ("ilya/transcript.html#t=2145", "35:45"),
        ("ilya/transcript.html#t=2198", "36:38"),
        ("ilya/transcript.html#t=5562", "1:32:42"),
    ]


def test_terms_are_in_order_of_letters_whatever_their_accents_and_case() -> None:
    names = ["Zoë", "émile", "Emma", "7-Eleven", "红楼梦", "Apple"]
    entries = entries_of([card_with("one", *(Mention(name, 1, "t=1") for name in names))])
    assert [entry.term for entry in entries] == [
        "7-Eleven",
        "Apple",
        "émile",
        "Emma",
        "Zoë",
        "红楼梦",
    ]
    letters = [h3.text() for h3 in page_of([card_with("one", Mention("Zoë", 1, "t=1"))]).css("h3")]
    assert letters == ["Z"]


def test_what_most_episodes_name_is_kept_and_the_page_stays_bounded() -> None:
    common = Mention("Kepler", 1, "t=1 t=2")
    cards = [
        card_with(f"n{n}", *(Mention(f"X{n}-{i}", 9, "t=5") for i in range(90)), common)
        for n in range(40)
    ]
    entries = entries_of(cards)
    assert len(entries) == TERMS
    (kepler,) = (entry for entry in entries if entry.term == "Kepler")
    assert kepler.count == 40
    assert len(kepler.named) == EPISODES_OF_A_TERM
    assert kepler.more == 40 - EPISODES_OF_A_TERM


def test_places_without_times_are_numbered() -> None:
    (entry,) = entries_of([card_with("one", Mention("Kepler", 2, "so-we-met then-we"))])
    assert entry.named[0].places == (("so-we-met", "1"), ("then-we", "2"))


def test_speakers_are_there_with_the_words_they_say() -> None:
    page = page_of([card(), card_with("two")])
    rows = [li.text(separator=" ").split() for li in page.css(".index-speakers li")]
    assert rows[0][:2] == ["Dwarkesh", "Patel"]
    assert rows[0][-2:] == ["7,326", "words"]
