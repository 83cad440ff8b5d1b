"""What a page or a tool writes around a conversation is no one's speech, and no title."""

from tests.importers.outline import examined


def excluded(text: str, code: str = "furniture") -> list[str]:
    reading, _, _ = examined(text.encode())
    return [line.text for line in reading.transcript.excluded if line.code == code]


def test_the_tabs_of_a_players_panel_are_no_title() -> None:
    text = "In this video\n\nChapters\n\nTranscript\nSearch in video\nArrival\n"
    text += "".join(f"0:0{n}\nwe found it in the {n} box\n" for n in range(6))
    _, episode, _ = examined(text.encode())
    assert episode.title == "case"
    assert [chapter.title for chapter in episode.chapters] == ["Arrival"]
    assert excluded(text) == ["In this video", "Chapters", "Transcript", "Search in video"]


def test_the_line_of_a_recording_below_the_title_is_no_summary() -> None:
    text = "The tin box - May 2\nVIEW RECORDING - 131 mins (No highlights):\n\n---\n\n"
    text += "0:00 - Ada Marsh\n  We found it.\n\n0:09 - Tomás Reyes\n  Where?\n"
    _, episode, _ = examined(text.encode())
    assert (episode.title, episode.summary) == ("The tin box - May 2", "")
    assert len(excluded(text)) == 1


def test_a_heading_that_says_the_meeting_ended_is_no_chapter() -> None:
    text = "# Call - Transcript\n\nAda Marsh: Let us begin.\n\nTomás Reyes: Yes.\n\n"
    text += "Ada Marsh: The end.\n\n### Meeting ended after 00:22:54 👋\n"
    _, episode, _ = examined(text.encode())
    assert [turn.event for turn in episode.turns] == ["", "", ""]
    assert "Meeting" not in "".join(chapter.title for chapter in episode.chapters)
    assert excluded(text) == ["### Meeting ended after 00:22:54 👋"]


def test_a_notice_above_the_text_ends_nothing() -> None:
    notice = "#### **This editable transcript was computer generated and might contain errors.**"
    text = f"# Call\n\n### Attendees\nAda Marsh, Tomás Reyes\n\n# Transcript\n\n{notice}\n\n"
    text += "Ada Marsh: Let us begin.\n\nTomás Reyes: Yes.\n"
    _, episode, _ = examined(text.encode())
    assert [turn.paragraphs[0].text for turn in episode.turns] == ["Let us begin.", "Yes."]
    assert notice in excluded(text)
