"""The pages of an episode: what is on them, what never gets onto them, and where they lead."""

import gc
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model import address
from generator.model.episode import Episode
from generator.model.site import Brief, Site
from generator.renderers import html, library, people
from generator.renderers.html import MARK_WORDS, marks_of, shortened
from generator.renderers.templates import source_href
from tests.renderers import seed


@cache
def pages(site: Site = seed.SITE) -> dict[str, str]:
    """Return all HTML pages about the seed, by path."""
    episode = seed.episode()
    artifacts = [
        *html.per_episode(episode, site, seed.theme()),
        *library.per_site([seed.card(episode)], site, seed.theme()),
        *people.per_site([seed.card(episode)], site, seed.theme()),
    ]
    return {
        path: data.decode()
        for path, data in seed.by_path(artifacts).items()
        if path.endswith(".html")
    }


def check(path: str, selector: str, site: Site = seed.SITE) -> list[LexborNode]:
    """Return what `selector` finds on one page of the seed."""
    return LexborHTMLParser(pages(site)[path]).css(selector)


def first_chapter() -> str:
    return address.chapter_path("ilya", seed.episode().chapters[0].id)


def conversation(text: str, site: Site = seed.SITE) -> tuple[Episode, dict[str, str]]:
    """Return a transcript as an episode, and its pages."""
    episode = seed.episode_of(text.encode(), site, Brief(slug="talk"))
    found = seed.by_path(html.per_episode(episode, site, seed.theme()))
    return episode, {path: data.decode() for path, data in found.items()}


def test_there_is_a_page_for_every_chapter_and_one_for_all() -> None:
    assert "index.html" in pages()
    assert "ilya/transcript.html" in pages()
    for chapter in seed.episode().chapters:
        assert check(address.chapter_path("ilya", chapter.id), "h1")[0].text() == chapter.title


def test_every_page_has_one_h1_and_a_title_and_description_of_its_own() -> None:
    titles, descriptions = [], []
    for path in pages():
        if path == "ilya/index.html":  # leads on to the cover
            continue
        assert len(check(path, "h1")) == 1, path
        titles.append(check(path, "title")[0].text())
        descriptions.append(check(path, "meta[name=description]")[0].attributes["content"])
    assert len(set(titles)) == len(titles)
    assert len(set(descriptions)) == len(descriptions)
    assert all(20 <= len(text or "") <= 160 for text in descriptions)


def test_no_heading_skips_a_level() -> None:
    for path in pages():
        levels = [int(h.tag[1]) for h in check(path, "h1, h2, h3, h4")]
        assert all(b - a <= 1 for a, b in pairwise(levels)), path


def test_a_turn_says_who_and_when_and_its_time_leads_to_it() -> None:
    turn = check("ilya/transcript.html", '[id="t=98"]')[0]
    assert turn.attributes["role"] == "group"
    assert turn.attributes["aria-label"] == "Ilya Sutskever, 1:38"
    assert turn.css_first(".who b").text() == "Ilya Sutskever"
    assert turn.css_first(".who a").attributes["href"] == "#t=98"
    assert turn.css_first("time").attributes["datetime"] == "PT98S"


def test_every_id_on_a_page_is_there_once_and_every_paragraph_has_one() -> None:
    ids = [node.attributes["id"] for node in check("ilya/transcript.html", "[id]")]
    assert len(set(ids)) == len(ids)
    paragraphs = check("ilya/transcript.html", ".turn > p")
    assert len(paragraphs) == 224
    for paragraph in paragraphs:
        assert paragraph.attributes.get("id") or paragraph.parent.attributes["id"]  # type: ignore[union-attr]


def test_links_inside_the_site_lead_to_pages_that_exist() -> None:
    made = seed.by_path(library.per_site([seed.card()], seed.SITE, seed.theme()))
    there = {*pages(), *made, "search/index.js", "search.html", "feed.xml"}
    downloads = re.compile(r"ilya/(transcript\.\w+|chapters\.\w+|ilya\.epub)")
    for path in pages():
        if path == "404.html":
            continue
        for link in check(path, "a, link[href], script[src]"):
            found = (link.attributes.get(name) for name in ("href", "xlink:href", "src"))
            href = next(filter(None, found), "")
            if "://" in href or href.startswith("#"):
                continue
            parts = [*path.split("/")[:-1], *unquote(href).split("#")[0].split("/")]
            while ".." in parts:
                up = parts.index("..")
                del parts[up - 1 : up + 1]
            target = "/".join(parts)
            assert target in there or downloads.fullmatch(target), (path, href)


def test_the_page_of_a_chapter_marks_itself_in_the_contents() -> None:
    current = check(first_chapter(), ".contents [aria-current=page]")
    assert [node.attributes["href"] for node in current] == [first_chapter().split("/")[1]]


def test_chapters_lead_to_their_neighbours() -> None:
    chapters = [address.chapter_path("ilya", c.id) for c in seed.episode().chapters]
    assert check(chapters[0], "main [rel=prev]") == []
    assert check(chapters[-1], "main [rel=next]") == []
    for here, after in pairwise(chapters):
        assert check(here, "main [rel=next]")[0].attributes["href"] == after.split("/")[1]
        assert check(after, "main [rel=prev]")[0].attributes["href"] == here.split("/")[1]


def test_the_recordings_gap_is_a_box_and_the_thinner_ones_are_quiet_lines() -> None:
    notes = check("ilya/transcript.html", ".gap")
    assert ["thin" in (note.attributes["class"] or "") for note in notes] == [False, True, True]
    assert notes[0].text() == (
        "About 3 min 14 s of the recording is not in this transcript, between 32:28 and 35:45."
    )
    assert "from 52:30 to 55:07" in notes[1].text().lower()
    assert "may be missing" in notes[1].text()


def test_sponsors_stand_apart_and_their_links_are_marked_as_paid() -> None:
    assert len(check("index.html", "aside.sponsors p[id^=sponsor-]")) == 3
    links = check("index.html", "aside.sponsors p[id^=sponsor-] a")
    assert [link.attributes["rel"] for link in links] == ["sponsored nofollow"] * 3
    for path in pages():
        if path != "index.html":
            assert "labelbox.com" not in pages()[path]


def test_an_address_that_is_no_sponsors_own_is_kept_too() -> None:
    links = check("index.html", "#also-named a")
    assert [link.text() for link in links] == ["dwarkesh.com/advertise"]
    assert links[0].attributes["rel"] == "nofollow"


def test_the_cover_says_what_became_of_the_sources_words() -> None:
    note = check("index.html", "#source")[0].text()
    assert seed.SEED in note
    assert "13,820 words, 13,034 are speech" in note
    assert check("index.html", "#source a") == []


def test_with_a_repository_cover_and_chapters_lead_to_the_lines_of_the_source() -> None:
    site = replace(seed.SITE, repository="https://github.com/a/b")
    start = f"https://github.com/a/b/blob/main/{seed.SEED}?plain=1#L"
    assert (check("index.html", "#source a", site)[0].attributes["href"] or "").startswith(start)
    chapter = seed.episode().chapters[0]
    link = check(first_chapter(), ".source a", site)[0].attributes["href"]
    assert link == f"{start}{chapter.span.line}-L{chapter.span.end_line}"


def test_with_a_repository_each_turn_knows_its_lines_of_the_source() -> None:
    site = replace(seed.SITE, repository="https://github.com/a/b")
    head = check("ilya/transcript.html", ".head", site)[0]
    turns = check("ilya/transcript.html", ".turn", site)
    for node, turn in zip(turns, seed.episode().turns, strict=True):
        link = f"{head.attributes['data-source']}{node.attributes['data-lines']}"
        assert link == source_href(site, turn.span)
    assert check("ilya/transcript.html", "[data-lines], [data-source]") == []


def test_absolute_addresses_are_only_written_when_the_site_has_one() -> None:
    canonical = check(first_chapter(), "link[rel=canonical]")[0].attributes["href"]
    assert canonical == f"https://example.org/talk/{first_chapter()}"
    nowhere = replace(seed.SITE, url="")
    for path in pages(nowhere):
        assert check(path, "link[rel=canonical], meta[property='og:url']", nowhere) == []


def test_the_speakers_page_counts_what_they_say_in_each_chapter() -> None:
    rows = check("speakers/ilya-sutskever.html", "tbody tr")
    words = [int(row.css("td")[-1].text().replace(",", "")) for row in rows]
    turns = [int(row.css("td")[-2].text()) for row in rows]
    assert (sum(words), sum(turns)) == (9371, 66)
    assert rows[0].css_first("td a").attributes["href"] == f"../{first_chapter()}#t=0"


def test_no_page_has_a_style_or_a_script_of_its_own() -> None:
    inline = re.compile(r"<style|\sstyle=|\son\w+=|javascript:", re.IGNORECASE)
    for path, page in pages().items():
        assert not inline.search(page), path
        scripts = check(path, "script:not([src])")
        assert {s.attributes["type"] for s in scripts} <= {"application/ld+json"}


def test_a_transcript_cannot_write_markup() -> None:
    evil = '<img src=x onerror="alert(1)"></script>'
    _, found = conversation(f"{evil} 0:00\n\nHear {evil} & me.\n\nBen 0:09\n\nYes, {evil}\n")
    for page in found.values():
        assert "<img" not in page
        assert page.count("</script>") == page.count("<script")


def test_a_conversation_without_names_or_times_has_pages_too() -> None:
    episode, found = conversation("Nobody is named here.\n\nNot here either.\n")
    page = LexborHTMLParser(found[address.chapter_path("talk", episode.chapters[0].id)])
    assert [p.text() for p in page.css(".turn > p")] == [
        "Nobody is named here.",
        "Not here either.",
    ]
    assert page.css(".who") == []
    assert page.css(".turn")[0].attributes.get("aria-label") is None
    assert page.css_first(".eyebrow").text() == "7 words"


def test_a_thirteenth_speaker_wears_the_mark_of_the_first() -> None:
    names = (
        "Ada",
        "Ben",
        "Cid",
        "Dov",
        "Eve",
        "Fay",
        "Gus",
        "Hal",
        "Ida",
        "Jan",
        "Kit",
        "Lea",
        "Max",
    )
    _, found = conversation("\n\n".join(f"{n} 0:{i:02}\n\nHello." for i, n in enumerate(names)))
    turns = LexborHTMLParser(found["talk/transcript.html"]).css(".turn")
    assert [t.attributes["data-speaker"] for t in turns] == [*map(str, range(1, 13)), "1"]


def test_languages_written_from_right_to_left_say_so() -> None:
    episode = replace(seed.episode(), language="ar")
    found = seed.by_path(html.per_episode(episode, seed.SITE, seed.theme()))
    root = LexborHTMLParser(found["ilya/transcript.html"].decode()).css_first("html")
    assert (root.attributes["lang"], root.attributes["dir"]) == ("ar", "rtl")


def test_a_site_of_several_episodes_has_a_library_and_a_cover_in_each_folder() -> None:
    site = replace(seed.SITE, single=False)
    assert check("index.html", ".library a", site)[0].attributes["href"] == "ilya/index.html"
    assert check("ilya/index.html", "h1", site)[0].text() == seed.episode().title
    crumbs = check(first_chapter(), ".crumbs a", site)
    assert [crumb.attributes["href"] for crumb in crumbs] == ["index.html"]


def test_marks_are_far_enough_apart_to_be_a_short_list() -> None:
    for chapter in seed.episode().chapters:
        marks = marks_of(chapter.turns)
        assert len(marks) != 1
        assert len(marks) <= 1 + chapter.word_count // MARK_WORDS


def test_a_shortened_text_ends_with_a_whole_word() -> None:
    assert shortened("one two three", 20) == "one two three"
    assert shortened("one two, three", 10) == "one two…"


def test_the_missing_page_finds_the_sites_root_from_any_depth() -> None:
    assert check("404.html", "base")[0].attributes["href"] == "/talk/"
    assert check("404.html", "link[rel=stylesheet]")[0].attributes["href"] is not None


def test_what_pages_have_shown_is_gone_without_a_search_for_cycles() -> None:
    episode = seed.episode()
    list(html.per_episode(episode, seed.SITE, seed.theme()))
    gc.collect()
    gc.disable()
    try:
        for _ in range(2):
            list(html.per_episode(replace(episode), seed.SITE, seed.theme()))
        # Indented JSON is all that leaves some; the questions and turns would be hundreds.
        assert gc.collect() < 2 * 50
    finally:
        gc.enable()
