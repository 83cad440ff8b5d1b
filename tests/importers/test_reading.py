"""Reading never fails, and no word is ever lost."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import importers
from generator.model.clock import format_clock
from generator.model.source import Source
from tests.importers.outline import examined

NAME = st.from_regex(r"[A-Z][a-zé]{1,8}( [A-Z][a-z]{1,8})?", fullmatch=True)
# One line of text with a word in it that is no label, no heading, no bullet and no page's own line.
WORD = st.text(st.characters(categories=("L", "P", "S"), exclude_characters="–—-"), min_size=1)
TEXT = st.lists(WORD, min_size=1, max_size=12).map(lambda words: "x " + " ".join(words) + " x")
LINES = (
    *("", "Ada 0:10", "0:10 – Title", "Transcript", "Sponsors", "• Ink 2 is a.com", "/", "9:99"),
    *("(0:10) – Title", "“Quote.”", "Watch on TV", "words and words", "A B 99:00", "x" * 300),
    *("Discussion about this video", "User's avatar", "\u2028", "Ada 0:10 "),
)
TURN = st.tuples(NAME, st.integers(1, 90), st.lists(TEXT, min_size=1, max_size=3))


def balanced(data: bytes) -> None:
    """Check that every word of the file is in the account, and that nothing was raised."""
    _, episode, findings = examined(data)
    assert episode.account.source == episode.account.spoken + episode.account.excluded
    assert not [f for f in findings if f.code in ("words-lost", "words-invented")]


@given(st.lists(TURN, min_size=1, max_size=12))
def test_a_conversation_written_in_the_format_is_read_back(
    turns: list[tuple[str, int, list[str]]],
) -> None:
    second, lines, expected = 0, [], []
    for name, pause, paragraphs in turns:
        second += pause
        lines += [f"{name} {format_clock(second * 1000)}", *paragraphs]
        expected.append((name, second * 1000, paragraphs))
    _, episode, _ = examined("\n\n".join(lines).encode())
    read = [
        (
            episode.speaker(turn.speaker_id).name,  # type: ignore[union-attr]
            turn.time.start_ms if turn.time else None,
            [paragraph.text for paragraph in turn.paragraphs],
        )
        for turn in episode.turns
    ]
    folded = [(name.casefold(), *rest) for name, *rest in read]
    wanted = [
        (name.casefold(), start, [" ".join(text.split()) for text in paragraphs])
        for name, start, paragraphs in expected
    ]
    assert [(n, s, [" ".join(t.split()) for t in p]) for n, s, p in folded] == wanted


@given(st.binary(max_size=400))
def test_any_bytes_are_read(data: bytes) -> None:
    balanced(data)


@given(
    st.lists(
        st.sampled_from(LINES),
        max_size=30,
    )
)
def test_any_order_of_the_formats_own_lines_loses_no_word(lines: list[str]) -> None:
    balanced("\n".join(lines).encode())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
    ],
)
def test_encodings_that_say_what_they_are(encoding: str, mark: bytes, end: str) -> None:
    text = f"Zoë 0:00{end}{end}Grüße, “Łukasz”.{end}"
    _, episode, findings = examined(mark + text.encode(encoding))
    assert episode.speakers[0].name == "Zoë"
    assert episode.turns[0].paragraphs[0].text == "Grüße, “Łukasz”."
    assert findings == []


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le"])
def test_an_encoding_that_is_guessed_is_a_finding(encoding: str) -> None:
    text = "Zoë Müller 0:00\n\nGrüße aus München, schöne Straße, für alle Gäste dort.\n" * 8
    _, episode, findings = examined(text.encode(encoding))
    assert "encoding-guessed" in [finding.code for finding in findings]
    assert "München" in episode.turns[0].paragraphs[0].text


@pytest.mark.parametrize(
    ("tail", "shown"), [(b"84\xb0F", "84\ufffdF"), ("Grüße, ö".encode()[:-1], "Grüße, \ufffd")]
)
def test_a_damaged_byte_does_not_take_the_other_letters_with_it(tail: bytes, shown: str) -> None:
    text = "Zoë 0:00\n\nGrüße aus München, schöne Straße, “Łukasz”.\n\n".encode()
    _, episode, findings = examined(text + tail)
    first, last = episode.turns[0].paragraphs
    assert (first.text, last.text) == ("Grüße aus München, schöne Straße, “Łukasz”.", shown)
    assert [(f.code, f.line) for f in findings] == [("bytes-unreadable", 5)]


def test_a_single_letter_of_a_code_page_is_one_of_windows_1252() -> None:
    _, episode, findings = examined(b"Ada 0:00\n\nIt was 84\xb0F.")
    assert episode.turns[0].paragraphs[0].text == "It was 84°F."
    assert [finding.code for finding in findings] == ["encoding-guessed"]


def test_a_sign_for_lost_letters_that_the_source_has_is_no_finding() -> None:
    _, episode, findings = examined("Ada 0:00\n\nIt was 84\ufffdF.".encode())
    assert episode.turns[0].paragraphs[0].text == "It was 84\ufffdF."
    assert findings == []


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"\0" * 5000])
def test_a_binary_is_refused_in_words(data: bytes) -> None:
    _, episode, findings = examined(data)
    assert [finding.code for finding in findings] == ["not-text"]
    assert episode.turns == ()


def test_a_line_of_five_megabytes_is_one_paragraph() -> None:
    _, episode, _ = examined(b"Ada 0:00\n\n" + b"word " * 1_000_000)
    assert episode.statistics.words == 1_000_000


def test_a_format_that_does_not_exist_is_a_finding_and_the_content_decides() -> None:
    reading, choice = importers.read(Source("a.txt", b"Ada 0:00\n\nYes."), "no-such-format")
    assert choice.format == "txt-name-time"
    assert [finding.code for finding in reading.findings] == ["unknown-format"]


def test_the_choice_says_why() -> None:
    _, choice = importers.read(Source("a.txt", b"Ada 0:00\n\nYes.\n\nBen 0:04\n\nNo."))
    assert choice.reason == "2 lines have just a name and a time"
    assert 0.5 < choice.score <= 1


def test_a_label_without_words_is_a_finding() -> None:
    _, _, findings = examined(b"Ada 0:00\n\nBen 0:04\n\nNo.")
    assert [(f.code, f.line) for f in findings] == [("turn-empty", 1)]
