"""Recordings named in an episode's TOML, and how their clock stands to that of the transcript."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import read_brief
from generator.model.media import Media, Offset
from generator.model.source import Source


def check(text: str, expected: list[tuple[str, str, int, str]]) -> tuple[Media, ...]:
    """Compare the findings about an episode's file; return its recordings."""
    brief, findings = read_brief(Source("content/episodes/a.toml", text.encode()))
    assert [(f.code, f.message, f.line, f.hint) for f in findings] == expected
    return brief.media


def offsets(*pairs: tuple[str, str], more: str = "") -> str:
    rows = ", ".join(f'{{ at = "{at}", shift = "{shift}" }}' for at, shift in pairs)
    return f'[[media]]\nurl = "media/a.mp3"\n{more}offsets = [{rows}]\n'


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=aR20FWCCjAs",
        "https://www.youtube.com/watch?list=x&v=aR20FWCCjAs&t=3s",
        "https://youtu.be/aR20FWCCjAs?t=3",
        "https://www.youtube-nocookie.com/embed/aR20FWCCjAs",
        "https://m.youtube.com/live/aR20FWCCjAs",
    ],
)
def test_a_video_on_youtube_is_known_by_any_of_its_addresses(address: str) -> None:
    for text in (f'[[media]]\nurl = "{address}"\n', f'youtube = "{address}"\n'):
        [media] = check(text, [])
        assert (media.kind, media.id) == ("youtube", "aR20FWCCjAs")
        assert media.url == "https://www.youtube.com/watch?v=aR20FWCCjAs"


def test_a_video_on_vimeo_may_have_a_key() -> None:
    for address in (
        "https://vimeo.com/76979871/0a1b",
        "https://player.vimeo.com/video/76979871?h=0a1b",
    ):
        [media] = check(f'[[media]]\nurl = "{address}"\n', [])
        assert (media.kind, media.id) == ("vimeo", "76979871/0a1b")
    [media] = check("vimeo = '76979871'\n", [])
    assert media.url == "https://vimeo.com/76979871"


def test_what_is_no_id_of_a_video_is_a_finding_and_no_recording() -> None:
    hint = "write the part of the video's address after v=, such as aR20FWCCjAs"
    message = "'a\"b' is no id of a video"
    assert check("youtube = 'a\"b'\n", [("wrong-value", message, 1, hint)]) == ()
    hint = "write the number in the video's address, such as 76979871"
    message = "'x' is no id of a video"
    assert check("vimeo = 'x'\n", [("wrong-value", message, 1, hint)]) == ()


def test_a_kind_that_does_not_exist_is_a_finding_and_the_file_is_kept() -> None:
    hint = "write one of audio, video, youtube, vimeo"
    text = '[[media]]\nurl = "a.mp4"\nkind = "film"\n'
    [media] = check(text, [("wrong-value", "there is no kind 'film'", 3, hint)])
    assert media.kind == "video"


def test_an_address_that_runs_a_script_is_no_recording() -> None:
    hint = "write an address with https://"
    message = "'javascript:x' is not a web address or the name of a file"
    text = '[[media]]\nurl = "javascript:x"\n'
    assert check(text, [("wrong-value", message, 2, hint)]) == ()


def test_offsets_are_read_with_their_signs() -> None:
    [media] = check(offsets(("0:00", "0:05"), ("10:00", "-0:02.5")), [])
    assert media.offsets == (Offset(0, 5000), Offset(600_000, -2500))


@pytest.mark.parametrize(
    ("text", "message", "line", "hint"),
    [
        (
            offsets(("10:00", "0:05"), ("5:00", "0:09")),
            "the offset at 5:00 stands below one at 10:00",
            3,
            "write the offsets in the order of their times",
        ),
        (
            offsets(("5:00", "1:00"), ("5:30", "0:00")),
            "the offset at 5:30 would begin before the one above it in the recording",
            3,
            "time and shift together must be later than 6:00",
        ),
        (
            offsets(("0:05", "-0:06")),
            "the offset at 0:05 leads to a time before the recording begins",
            3,
            "write a shift from -0:05 on",
        ),
        (
            offsets(("59:00", "2:00"), more='duration = "1:00:00"\n'),
            "the offset at 59:00 leads to 1:01:00, past the end",
            4,
            "the recording ends at 1:00:00",
        ),
        (
            offsets(("0:00", "soon")),
            "'soon' is not a time",
            3,
            "write a time such as 1:02:03 or -0:05",
        ),
    ],
)
def test_offsets_that_cannot_be_are_findings_and_left_out(
    text: str, message: str, line: int, hint: str
) -> None:
    [media] = check(text, [("wrong-value", message, line, hint)])
    assert media.offsets == ()
    assert media.url == "media/a.mp3"


def test_a_recording_with_more_than_the_text_stands_still_there_and_one_with_less_skips() -> None:
    more = Media("audio", "a.mp3", offsets=(Offset(0, 5000), Offset(60_000, 35_000)))
    assert [more.recording_ms(ms) for ms in (0, 59_999, 60_000, 70_000)] == [
        5000,
        64_999,
        95_000,
        105_000,
    ]
    assert [more.transcript_ms(ms) for ms in (0, 5000, 64_999, 80_000, 95_000)] == [
        0,
        0,
        59_999,
        60_000,
        60_000,
    ]
    less = Media("audio", "a.mp3", offsets=(Offset(60_000, -20_000),))
    assert [less.recording_ms(ms) for ms in (30_000, 45_000, 60_000)] == [30_000, 40_000, 40_000]
    assert [less.transcript_ms(ms) for ms in (39_999, 40_000, 50_000)] == [39_999, 60_000, 70_000]


@given(
    st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**6)), max_size=5),
    st.integers(0, 10**7),
)
def test_a_time_that_both_have_comes_back_from_the_other_clock(
    steps: list[tuple[int, int]], ms: int
) -> None:
    at = there = 0
    pieces = []
    for step, step_there in steps:
        at, there = at + step, there + step_there
        pieces.append(Offset(at, there - at))
    media = Media("audio", "a.mp3", offsets=tuple(pieces))
    there_ms = media.recording_ms(ms)
    back_ms = media.transcript_ms(there_ms)
    # Only what one of them lacks has no way back; its place has one all the same.
    assert media.recording_ms(back_ms) == there_ms
    assert back_ms == ms or any(piece.at_ms + piece.shift_ms == there_ms for piece in pieces)


def test_a_link_opens_at_the_second_of_the_recording() -> None:
    moved = (Offset(0, 5500),)
    youtube = Media("youtube", "https://www.youtube.com/watch?v=x", "x", offsets=moved)
    assert youtube.address(60_000) == "https://www.youtube.com/watch?v=x&t=65s"
    assert Media("audio", "media/a.mp3", offsets=moved).address(0) == "media/a.mp3#t=5"
    assert Media("audio", "media/a.mp3").address(0) == "media/a.mp3"
