"""Quotations in their forms, and links that land on their words, by the theme's own modules."""

import random
import re
from typing import Any
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from tests.renderers.search.engine import in_node

QUOTE = """import { asHtml, asMarkdown, asText } from "./quotations.js";
const [turns, link, title] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const made = [asText(turns, link), asMarkdown(turns, link, title), asHtml(turns, link, title)];
console.log(JSON.stringify(made));
"""
LINKS = """import { comparable, directive } from "./text-directive.js";
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.map(({ blocks, before, after, page }) => (
  directive(blocks, before, after, comparable(page))
))));
"""
LINK = "https://example.org/a/transcript.html#t=98:~:text=x%20(y),z&w"
TITLE = 'On *stars* & <b>"bars"</b>'
TREES = ("oak", "elm", "ash", "fir", "Yew")
NAMES = ("Ada", "A " * 100 + "B", "🦊", "سلمى حداد", '<i>&"*_', "")
SAID = (
    "x *y* _z_ [a](b) <b>c</b> &amp; `d` # ~e~ | \\f",
    *("> no quote", "2. No list.", "- nor this"),
)


def turns_of(*names: str) -> list[dict[str, Any]]:
    return [{"who": name, "clock": "1:38", "said": SAID} for name in names]


@pytest.mark.parametrize("name", NAMES)
def test_markdown_and_html_show_what_was_said_by_whom_and_where(name: str) -> None:
    _, markdown, html = in_node(QUOTE, [turns_of(name), LINK, TITLE])
    for shown in (MarkdownIt("commonmark").render(markdown), html):
        tree = LexborHTMLParser(shown)
        assert [p.text() for p in tree.css("blockquote p")][:4] == list(SAID)
        assert (tree.css_first("a").attributes["href"], tree.css_first("a").text()) == (
            LINK,
            f"{TITLE}, 1:38",
        )
        assert name.strip() in tree.text()
        assert tree.css("b, i") == []
    assert LexborHTMLParser(html).css_first("blockquote").attributes["cite"] == LINK


def test_of_several_turns_each_has_its_name() -> None:
    text, markdown, html = in_node(QUOTE, [turns_of("Ada", "<Ben>"), LINK, TITLE])
    begun = [line.removesuffix(f": {SAID[0]}") for line in text.split("\n") if SAID[0] in line]
    assert begun == ["Ada, 1:38", "<Ben>, 1:38"]
    for shown in (MarkdownIt("commonmark").render(markdown), html):
        names = LexborHTMLParser(shown).css("blockquote b, blockquote strong")
        assert [name.text() for name in names] == ["Ada:", "<Ben>:"]


def test_what_is_left_out_of_a_text_leaves_no_trace() -> None:
    turn = {"who": "", "clock": "", "said": ["Yes."]}
    assert in_node(QUOTE, [[turn], "", TITLE])[0] == "“Yes.”"
    assert in_node(QUOTE, [[turn, turn], "", TITLE])[0] == "Yes.\nYes."


def selections(count: int) -> list[dict[str, Any]]:
    """Return pages of few words, said again and again, and something selected in each."""
    chance = random.Random(5)
    made = []
    for _ in range(count):
        page = [
            [chance.choice(TREES) for _ in range(chance.randint(1, 60))]
            for _ in range(chance.randint(1, 6))
        ]
        first = chance.randrange(len(page))
        last = chance.randint(first, len(page) - 1)
        start, end = chance.randrange(len(page[first])), chance.randrange(1, len(page[last]) + 1)
        if first == last and end <= start:
            start, end = end - 1, start + 1
        rows = [list(row) for row in page[first : last + 1]]
        rows[-1] = rows[-1][:end]
        rows[0] = rows[0][start:]
        made.append(
            {
                "page": "\n".join(map(" ".join, page)),
                "blocks": [" ".join(row) for row in rows],
                "before": " ".join(page[first][:start]),
                "after": " ".join(page[last][end:]),
                "found": (first, start, last, end),
            }
        )
    return made


def landing(directive: str, page: str) -> tuple[int, int, int, int]:
    """Return paragraph and word where a browser begins and ends to mark: the first such place."""
    parts = directive.removeprefix(":~:text=").split(",")
    prefix = words(parts.pop(0)[:-1]) if parts[0].endswith("-") else []
    suffix = words(parts.pop()[1:]) if parts[-1].startswith("-") else []
    start, *ends = map(words, parts)
    rows = [row.lower().split() for row in page.split("\n")]
    row, at = place_of(rows, prefix + start + ([] if ends else suffix), 0, 0)
    at += len(prefix)
    if not ends:
        return row, at, row, at + len(start)
    last, end = place_of(rows, ends[0] + suffix, row, at + len(start))
    return row, at, last, end + len(ends[0])


def place_of(rows: list[list[str]], wanted: list[str], first: int, start: int) -> tuple[int, int]:
    for number in range(first, len(rows)):
        for at in range(start if number == first else 0, len(rows[number])):
            if rows[number][at : at + len(wanted)] == wanted:
                return number, at
    raise AssertionError(wanted)


def words(text: str) -> list[str]:
    return unquote(text).lower().split()


def test_a_link_lands_on_the_selected_words_however_often_the_page_has_them() -> None:
    asked = selections(600)
    made = in_node(LINKS, asked)
    found = [(link, one) for link, one in zip(made, asked, strict=True) if link]
    assert len(found) > 400
    begun = 0
    for link, one in found:
        place = landing(link, one["page"])
        assert place[:2] == one["found"][:2], (link, one)
        # Where no end can be told from others, only the beginning is marked.
        begun += place != one["found"]
        assert place == one["found"] or not re.search(r"[^-],(?!-)", link), (link, one)
    assert begun < 10


def test_words_that_cannot_be_told_from_others_have_no_directive() -> None:
    twice = {"blocks": ["Yes."], "before": "", "after": "", "page": "Yes.\nNo.\nYes."}
    assert in_node(LINKS, [twice]) == [""]
