"""The bar at the foot of an episode's pages, and the script with the times of what is said."""

import json
from dataclasses import replace
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from generator.model.media import Media, Offset
from generator.model.transcript import Word
from generator.renderers import html, player
from tests.renderers.seed import BRIEF, SITE, by_path, episode, episode_of, theme

CUT = Media("youtube", "https://www.youtube.com/watch?v=abc", "abc", offsets=(Offset(0, 5000),))
SOUND = Media("audio", "https://cdn.example.org/a.mp3")


def times(of: Any = None) -> dict[str, Any]:
    """Return what the script of the times says."""
    [artifact] = player.per_episode(of or episode(), SITE, theme())
    assert artifact.path == "ilya/times.js"
    text = artifact.data.decode()
    assert text.startswith("talkbook.times(")
    return dict(json.loads(text.removeprefix("talkbook.times(").removesuffix(");\n")))


def test_the_rows_ascend_and_name_chapter_speaker_and_whether_they_are_estimates() -> None:
    data = times()
    rows = data["rows"]
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)
    said = [row for row in rows if row[0] == "t=1887"]
    assert len(said) == 1
    _, start_ms, chapter, speaker, estimated = said[0]
    assert (start_ms, estimated) == (1_887_000, 0)
    assert data["chapters"][chapter][1] == "Why humans generalize better than models"
    assert data["speakers"][speaker] == "Ilya Sutskever"
    assert [row[4] for row in rows if row[0] == "t=1887-2"] == [1]


def test_where_the_text_has_a_gap_nothing_is_being_said() -> None:
    rows = times()["rows"]
    last = next(number for number, row in enumerate(rows) if row[0] == "t=1948")
    assert rows[last + 1][0] == ""
    assert 1_948_000 < rows[last + 1][1] < 1_960_000
    assert rows[last + 2][0] == "t=2145"


def test_words_are_counted_as_browsers_count() -> None:
    one = episode_of("Ada 0:00\n\nSo 🏮 burns.\n\nBen 0:05\n\nYes.\n".encode(), brief=BRIEF)
    words = (Word("So", 100, 400), Word("🏮", 500, 800), Word("burns.", 900, 1200))
    [chapter] = one.chapters
    first = chapter.turns[0]
    spoken = replace(first.paragraphs[0], words=words)
    turns = (replace(first, paragraphs=(spoken,)), *chapter.turns[1:])
    timed = replace(one, slug="ilya", chapters=(replace(chapter, turns=turns),))
    assert times(timed)["rows"][0][5] == [100, 0, 2, 400, 3, 2, 400, 3, 6]


def test_an_episode_without_a_recording_has_neither_bar_nor_times() -> None:
    bare = replace(episode(), media=())
    assert list(player.per_episode(bare, SITE, theme())) == []
    for data in by_path(html.per_episode(bare, SITE, theme())).values():
        page = LexborHTMLParser(data.decode())
        assert not page.css(".player, [data-player], [data-frames]")


def test_a_chapters_bar_opens_the_recording_where_the_chapter_is_in_it() -> None:
    cut = replace(episode(), media=(CUT,))
    page = by_path(html.per_episode(cut, SITE, theme()))["ilya/what-are-we-scaling.html"]
    [link] = LexborHTMLParser(page.decode()).css(".player a")
    assert link.attributes["href"] == "https://www.youtube.com/watch?v=abc&t=1134s"
    assert link.attributes["data-pieces"] == "[[0,5000]]"
    assert link.text().strip() == "Watch on YouTube from 18:49"


def test_a_page_names_the_hosts_that_it_may_ask() -> None:
    both = replace(episode(), media=(CUT, SOUND))
    for path, data in by_path(html.per_episode(both, SITE, theme())).items():
        if path == "ilya/index.html":
            continue  # it only leads to the cover
        root = LexborHTMLParser(data.decode()).css_first("html").attributes
        assert root.get("data-frames") == "https://www.youtube-nocookie.com"
        assert root.get("data-media") == "https:"
