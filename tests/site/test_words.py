"""No word lost, none invented: the finished pages against the source itself."""

import re
from collections import Counter
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

SEED = Path(__file__).parents[2] / "seeds" / "000_88c9c3a909d2e523.txt"
EPISODE = "ilya-sutskever"
LABEL = re.compile(r"(Ilya Sutskever|Dwarkesh Patel) \d\d:\d\d:\d\d")
HEADING = re.compile(r"\d\d:\d\d:\d\d – .+")


def spoken_words() -> list[str]:
    """The words under the labels of the seed, read without any code of ours."""
    lines = SEED.read_text(encoding="utf-8").split("\n")
    body = lines[lines.index("Transcript", 10) + 1 : lines.index("Discussion about this video")]
    return [
        word
        for line in body
        if not LABEL.fullmatch(line) and not HEADING.fullmatch(line)
        for word in line.split()
    ]


def words_on(page: Path) -> list[str]:
    """The words in the paragraphs of the page's turns, in order."""
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    return [word for p in tree.css("main .turn p") for word in p.text().split()]


def chapter_pages(site: Path) -> list[Path]:
    """The episode's chapter pages, in the order of the cover's contents."""
    cover = LexborHTMLParser((site / "index.html").read_text(encoding="utf-8"))
    return [site / (a.attributes["href"] or "") for a in cover.css("ol.chapters a[href]")]


def test_the_whole_transcript_has_each_spoken_word_once_in_order(built_site: Path) -> None:
    assert words_on(built_site / EPISODE / "transcript.html") == spoken_words()


def test_the_chapters_together_have_each_spoken_word_once_in_order(built_site: Path) -> None:
    chapters = chapter_pages(built_site)
    assert len(chapters) == 10
    assert [word for chapter in chapters for word in words_on(chapter)] == spoken_words()


def test_the_seed_has_the_words_that_an_independent_count_found() -> None:
    assert len(spoken_words()) == 13_034


def test_every_turn_has_its_name_and_its_time(built_site: Path) -> None:
    tree = LexborHTMLParser((built_site / EPISODE / "transcript.html").read_text(encoding="utf-8"))
    turns = tree.css("main .turn")
    names = Counter(name.text() for turn in turns for name in turn.css(".who b"))
    assert names == {"Ilya Sutskever": 66, "Dwarkesh Patel": 67}
    labels = [
        line for line in SEED.read_text(encoding="utf-8").split("\n") if LABEL.fullmatch(line)
    ]
    seconds = [
        sum(
            int(part) * unit
            for part, unit in zip(label[-8:].split(":"), (3600, 60, 1), strict=True)
        )
        for label in labels
    ]
    assert [turn.attributes["id"] for turn in turns] == [f"t={second}" for second in seconds]
    assert [turn.css_first("time").parent.attributes["href"] for turn in turns] == [
        f"#t={second}" for second in seconds
    ]
