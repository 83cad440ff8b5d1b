"""What looks like something else: labels that are speech, pages, programs and channels."""

import pytest

from generator import importers
from generator.model.source import Source
from tests.importers.outline import examined


def format_of(text: str) -> str:
    return importers.read(Source("seeds/case", text.encode()))[1].format


def names(text: str) -> list[str]:
    _, episode, _ = examined(text.encode())
    return [speaker.name for speaker in episode.speakers]


def excluded(text: str, code: str) -> list[str]:
    reading, _, _ = examined(text.encode())
    return [line.text for line in reading.transcript.excluded if line.code == code]


def test_preserved_lines_of_a_page_stay_lines_below_an_element_that_nobody_knows() -> None:
    text = (
        "<html><body><pre>\n[Congressional Record Volume 1]\n\n  Mr. MARSH. We found it.\n"
        "  It was tin.<mark>\n\n  Ms. REYES. And the first one?\n</mark></pre></body></html>"
    )
    assert format_of(text) == "html-congress"
    assert names(text) == ["Mr. MARSH", "Ms. REYES"]


def test_a_conversation_read_into_a_hearing_names_no_one() -> None:
    turns = (
        "  Mr. MARSH. I read from the report.\n\n  Marsh: We found it.\n\n  Marsh: In a box.\n\n"
    )
    rest = "  Ms. REYES. Thank you.\n\n  Mr. MARSH. It goes on.\n\n  Ms. REYES. Yes.\n\n" * 3
    assert names(turns + rest) == ["Mr. MARSH", "Ms. REYES"]


def captions(texts: list[str]) -> str:
    return "\n\n".join(
        f"{n}\n00:{n // 60:02}:{n % 60:02},000 --> 00:{n // 60:02}:{n % 60:02},900\n{text}"
        for n, text in enumerate(texts)
    )


def test_names_that_stand_only_where_they_change_are_found_in_long_captions() -> None:
    texts = ["and so it went on"] * 300
    texts[0], texts[90], texts[180] = "Ada: We found it.", "Tomás: Where?", "Ada: Here."
    assert format_of(captions(texts)) == "srt-speaker"
    assert names(captions(texts)) == ["Ada", "Tomás"]


def test_a_colon_now_and_then_in_long_captions_is_speech() -> None:
    texts = ["and so it went on"] * 300
    texts[40], texts[90], texts[180] = "Remember: it rains.", "Remember: it snows.", "Here: a box."
    assert format_of(captions(texts)) == "srt-plain"
    assert names(captions(texts)) == []


def test_marks_of_html_in_captions_are_not_said() -> None:
    _, episode, _ = examined(b"WEBVTT\n\n00:00.000 --> 00:02.000\n<em>We</em> found <[?]> it.\n")
    assert episode.turns[0].paragraphs[0].text == "We found <[?]> it."


@pytest.mark.parametrize(
    ("second", "expected"),
    [("We found it.\nin<00:02.500><c> a box</c>", "vtt-youtube-auto"), ("in a box", "vtt-plain")],
)
def test_timed_words_are_automatic_captions_where_the_lines_roll(
    second: str, expected: str
) -> None:
    cues = ["We<00:00.500><c> found it.</c>", second, "in a box\nof<00:04.500><c> tin</c>"]
    cues.append("of tin\nand<00:06.500><c> more</c>")
    text = "".join(
        f"00:0{2 * n}.000 --> 00:0{2 * n + 2}.000\n{cue}\n\n" for n, cue in enumerate(cues)
    )
    if expected == "vtt-plain":
        text = text.replace("in a box\nof<", "of<").replace("of tin\nand<", "and<")
    assert format_of(f"WEBVTT\n\n{text}") == expected


def test_the_titles_of_a_chapters_file_are_accounted_for() -> None:
    text = "WEBVTT\n\n00:00.000 --> 01:00.000\nArrival\n\n01:00.000 --> 02:00.000\nLetters home\n"
    assert format_of(text) == "vtt-chapters"
    assert excluded(text, "chapter") == ["Arrival", "Letters home"]


def test_all_settings_above_a_list_of_turns_are_accounted_for() -> None:
    text = (
        "---\ntitle: Letters\nguests:\n- Ada\nintro: >-\n  Found in\n  a box.\n\ntranscript:\n"
        "- line: We found it.\n  who: Ada\n- line: Where?\n  who: Tomás\n---\n"
    )
    assert format_of(text) == "yaml-jekyll-turns"
    assert [" ".join(line.split()) for line in excluded(text, "front-matter")] == [
        "title: Letters",
        "guests: - Ada",
        "intro: >- Found in a box.",
    ]


@pytest.mark.parametrize(
    ("main", "expected"),
    [("Debates of Tinland [ParlaMint]", "Sitting 12"), ("The tin box", "The tin box")],
)
def test_the_title_of_a_file_of_a_corpus_is_its_subtitle(main: str, expected: str) -> None:
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><titleStmt>'
        f'<title type="main">{main}</title><title type="sub">Sitting 12</title></titleStmt>'
        '</teiHeader><text><body><u who="#AM"><seg>Open.</seg></u></body></text></TEI>'
    )
    _, episode, _ = examined(text.encode())
    assert episode.title == expected


def test_the_channel_above_a_list_of_timed_lines_is_no_speaker() -> None:
    item = "*  We found the {} box. [[00:00:0{}](https://v.example/w?t={}.5s)]\n"
    items = "".join(item.format(n, n, n) for n in range(5))
    text = f"# The tin box\n**Tin Channel:** [May 2, 2026](https://v.example/w)\n{items}"
    _, episode, _ = examined(text.encode())
    assert format_of(text) == "md-frontmatter-whisper"
    assert (episode.speakers, episode.turns[0].time.start_ms) == ((), 500)  # type: ignore[union-attr]


def test_a_program_is_refused_in_words() -> None:
    text = "function find(box) {\n  var at = open(box);\n  log(at);\n  close(box);\n};\nfind(1);\n"
    reading, _, findings = examined(text.encode())
    assert [f.code for f in findings] == ["not-a-transcript"]
    assert "a program" in findings[0].message
    assert reading.transcript.utterances == ()


def test_words_that_name_a_format_do_not_make_it() -> None:
    for word in ("<SAMI", "ooTextFile", '"TextGrid"'):
        assert format_of(f"Ada 0:00\n\nI write {word} here.\n\nBen 0:04\n\nNo.") == "txt-name-time"


@pytest.mark.parametrize("label", ["**Jingle:**", "**Jingle**:", "Jingle:", "# **Jingle:**"])
@pytest.mark.parametrize("times", ["", " \\[4:01\\]", " \\[4:01.5\\] to \\[5:20\\]"])
def test_an_event_is_typed_however_its_label_and_times_are_written(label: str, times: str) -> None:
    text = f"**Ada:** Yes.\n\n{label}{times}\n\n**Ben:** No."
    _, episode, _ = examined(text.encode())
    assert [turn.event for turn in episode.turns] == ["", "music", ""]
    assert episode.turns[1].paragraphs[0].text == "Jingle"
    assert (episode.turns[1].time is not None) == bool(times)
    assert episode.statistics.words == 2


def test_marks_of_html_in_a_table_are_not_said() -> None:
    text = "speaker,words,timestamp\nAda,I read <em>Letters</em> &amp; wept.,0:00\nBen,Yes.,0:04\n"
    _, episode, _ = examined(text.encode())
    assert episode.turns[0].paragraphs[0].text == "I read Letters & wept."


def test_codes_of_players_in_captions_are_not_said() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}{Y:i}We {softly} found it.\n"
    _, episode, _ = examined(text.encode())
    assert episode.turns[0].paragraphs[0].text == "We {softly} found it."


def test_a_segment_of_podlove_without_a_speaker_is_someone_unnamed() -> None:
    text = (
        '[{"start": "00:00:00", "speaker": "ada", "text": "Hello."},'
        ' {"start": "00:00:02", "text": "Good day."}]'
    )
    _, episode, _ = examined(text.encode())
    assert [turn.speaker_id for turn in episode.turns] == ["ada", ""]


def test_what_an_editor_says_of_a_gap_is_accounted_for() -> None:
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><gap><desc>cover removed</desc></gap>'
        '<u who="#AM"><seg>Open. <gap><desc>torn</desc></gap></seg></u></body></text></TEI>'
    )
    assert excluded(text, "gap") == ["cover removed", "torn"]


def test_a_label_in_a_paragraph_that_is_all_italic_is_a_label() -> None:
    text = "**Ada:** Yes.\n\n***Ben:** I add this later.*\n\n***\n\n**Ada:** No.\n"
    _, episode, _ = examined(text.encode())
    assert [turn.speaker_id for turn in episode.turns] == ["ada", "ben", "ada"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.srt", "1\nWe found it.\n", ["not-as-named", "no-speakers"]),
        ("a.VTT", "Ada: Yes.\n\nBen: No.\n\nAda: So.\n", ["not-as-named"]),
        ("a.txt", "Ada: Yes.\n\nBen: No.\n\nAda: So.\n", []),
        ("a.vtt", "1\n00:00:01,000 --> 00:00:02,000\nWe found it.\n", []),
    ],
)
def test_text_that_is_named_as_captions_is_read_and_said_to_be_text(
    name: str, text: str, expected: list[str]
) -> None:
    reading, _ = importers.read(Source(f"seeds/{name}", text.encode()))
    assert [finding.code for finding in reading.findings] == expected
    assert reading.transcript.utterances


def test_an_item_of_a_list_in_speech_is_shown_without_its_mark() -> None:
    text = "**Ada:** We counted three things.\n\n* boxes\n\n**Ben:** And what else?\n"
    transcript = importers.read(Source("a.md", text.encode()))[0].transcript
    assert ("boxes", "* boxes") in [(u.text, u.markup) for u in transcript.utterances]
