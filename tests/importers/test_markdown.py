"""The words of a Markdown paragraph."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.importers.markdown import plain

READER = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
PIECES = st.sampled_from(
    """
    word Two \\ * _ ` < > & [ ] ( ) | ~ ~~ ! # : $ . 1 é a@b.example http://a.example/b <b> </b>
    &amp; &quot; &quot &copy &nosuch; &nbsp; &#39; &#x27; &#x2F; &#128; &#0; &#xD800; &#99999999;
    """.split()  # noqa: SIM905 - easier to read than a list
)


def words_read(markup: str) -> list[str]:
    """Return what a reader of Markdown sees of one line."""
    (line,) = READER.parseInline(markup)
    return "".join(child.content for child in line.children or ()).split()


def check(markup: str, text: str) -> None:
    assert plain(markup)[0] == text


@given(st.lists(st.one_of(PIECES, st.just(" ")), max_size=12))
def test_a_line_has_the_words_that_a_reader_of_markdown_sees(pieces: list[str]) -> None:
    markup = f"So {''.join(pieces)}"
    assert plain(markup)[0].split() == words_read(markup)


def test_escapes_and_entities_are_the_characters_that_they_stand_for() -> None:
    check(r"It cost \$3 &amp; it&#39;s \[not\] mine.", "It cost $3 & it's [not] mine.")


def test_what_only_looks_like_markup_is_kept() -> None:
    check("AT&T wrote snake_case and a < b, 3 ~ 4.", "AT&T wrote snake_case and a < b, 3 ~ 4.")
