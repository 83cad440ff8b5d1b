"""Recordings that are not as they should be: the page says so, and goes on working."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import talkbook
from tests.project import make
from tests.site import recorded
from tests.site.pages import PHONE, WIDE, built, listen
from tests.site.test_player import SAID, TRANSCRIPT, heard, play, says, set_time
from tests.site.test_quote_hard import ARABIC, LONG, SAID_IN_ARABIC

Open = Callable[[bytes], None]
# Is this number said in the words a third down the window, or a later one?
IS_SEEN = """(number) => {
  const place = document.querySelector('[id="t=9"] p').getBoundingClientRect();
  const at = document.caretRangeFromPoint(place.left + 40, innerHeight / 3);
  const said = at?.startContainer.data?.slice(at.startOffset).match(/[0-9]+ /);
  return said && Number(said[0]) >= number;
}"""


@pytest.fixture
def opened(page: Any, tmp_path: Path) -> Open:
    """Build the site with these bytes for a recording, and open the whole conversation."""

    def build(data: bytes) -> None:
        media = '[[media]]\nurl = "media/talk.wav"\n'
        site = built(recorded.write(tmp_path, media, {"talk.wav": data}), "--strict")
        if not data:
            (site / "media" / "talk.wav").unlink()
        page.goto(f"{site.as_uri()}/{TRANSCRIPT}")

    return build


def press_play(page: Any) -> None:
    page.get_by_role("button", name="Play", exact=True).click()


@pytest.mark.parametrize("data", [b"", b"not a sound" * 1000], ids=["missing", "no sound file"])
def test_a_recording_that_cannot_be_had_is_said_and_the_text_stays(
    page: Any, opened: Open, data: bytes
) -> None:
    log = listen(page)
    opened(data)
    press_play(page)
    page.get_by_text("missing, or of a kind that this browser does not play").wait_for()
    page.get_by_role("button", name="Play", exact=True).wait_for()
    assert page.locator(".turn[aria-current]").count() == 0
    page.locator('[id="t=27"] .who a').click()
    assert page.url.endswith("#t=27")
    assert [line for line in log.complaints if "talk.wav" not in line and "net::" not in line] == []


def test_a_time_past_the_end_of_a_short_recording_is_said_and_it_plays_on(
    page: Any, opened: Open
) -> None:
    opened(recorded.sound(12))
    press_play(page)
    heard(page)
    page.locator('[id="t=27"] .who a').click()
    page.get_by_text("This recording ends at 0:12, before 0:27.").wait_for()
    assert page.locator(".player[data-playing]").count() == 1
    set_time(page, 6)
    says(page, SAID, "t=6")
    assert page.get_by_text("This recording ends").count() == 0


def test_beginning_past_the_end_is_said_and_one_can_begin_again(page: Any, opened: Open) -> None:
    opened(recorded.sound(12))
    page.locator('[id="t=45"] .who a').click()
    page.get_by_text("This recording ends at 0:12, before 0:45.").wait_for()
    set_time(page, 3)
    press_play(page)
    heard(page)
    says(page, SAID, "t=3")


def test_a_browser_that_does_not_play_by_itself_asks_for_a_press(page: Any, opened: Open) -> None:
    opened(recorded.sound(60))
    # A page that no one has touched may not make a sound.
    page.goto(f"{page.url}?listen=30")
    page.get_by_text("Press play to go on from 0:30.").wait_for()
    says(page, SAID, "t=30")
    press_play(page)
    heard(page)
    says(page, SAID, "t=33")
    assert page.get_by_text("Press play to go on").count() == 0


def test_an_address_past_the_end_of_the_conversation_is_said_and_one_can_go_back(
    page: Any, opened: Open
) -> None:
    opened(recorded.sound(60))
    page.goto(f"{page.url}#t=99999")
    press_play(page)
    page.get_by_text("This recording ends at 1:00, before 27:46:39.").wait_for()
    set_time(page, 21)
    says(page, SAID, "t=21")
    assert page.get_by_text("This recording ends").count() == 0


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the names are endless, of another script or a sign, and a turn has 20,000 words."""
    long = " ".join(f"{'lantern' if n % 3 else 'gate'} {n}" for n in range(10_000))
    parts = [(LONG, 0, 3, "We went out."), ("🦊", 3, 6, "Where to?")]
    parts += [(ARABIC, 6, 9, SAID_IN_ARABIC), (LONG, 9, 55, long), ("🦊", 55, 60, "Yes.")]
    segments = [
        {"speaker": who, "startTime": at, "endTime": end, "body": said}
        for who, at, end, said in parts
    ]
    files: dict[str, str | bytes] = {
        "seeds/talk.json": json.dumps({"version": "1.0.0", "segments": segments}),
        "content/episodes/talk.toml": 'slug = "talk"\n[[media]]\nurl = "media/talk.wav"\n',
        "content/media/talk.wav": recorded.sound(60),
    }
    project = make(tmp_path_factory.mktemp("hard"), files)
    assert talkbook("--project", project, "build").returncode == 0
    return project / "site"


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["1280", "360"])
def test_whoever_speaks_the_bar_keeps_its_place_and_a_turn_like_a_book_is_followed(
    page: Any, hard: Path, viewport: dict[str, int]
) -> None:
    page.set_viewport_size(viewport)
    play(page, f"{hard.as_uri()}/talk/transcript.html")
    for second, id_ in ((0, "t=0"), (3, "t=3"), (6, "t=6"), (20, "t=9"), (50, "t=9")):
        set_time(page, second)
        says(page, SAID, id_)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        boxes = [button.bounding_box() for button in page.locator(".player button:visible").all()]
        assert all(0 <= box["x"] < viewport["width"] - 30 for box in boxes)
        assert all(box["y"] + box["height"] <= viewport["height"] for box in boxes)
    # At 50 seconds of 9 to 55 about 8,900 of the 10,000 numbers have been said.
    page.wait_for_function(IS_SEEN, arg=8_000)
    assert not page.evaluate(IS_SEEN, 9_900)


def test_a_silent_recording_is_followed_all_the_same(page: Any, opened: Open) -> None:
    opened(recorded.sound(60).replace(bytes([148]), bytes([128])))
    press_play(page)
    heard(page)
    says(page, SAID, "t=3")


def test_a_conversation_without_times_has_a_player_and_marks_nothing(
    page: Any, tmp_path: Path
) -> None:
    project = recorded.write(
        tmp_path, '[[media]]\nurl = "media/talk.wav"\n', {"talk.wav": recorded.sound(9)}
    )
    (project / "seeds" / "talk.txt").write_text("Ada: We found it.\n\nBen: Where?\n" * 9)
    log = listen(page)
    page.goto(f"{built(project, '--strict').as_uri()}/{TRANSCRIPT}")
    press_play(page)
    heard(page)
    assert page.locator("[aria-current=true].turn").count() == 0
    assert log.complaints == []


def test_the_player_goes_on_where_the_times_cannot_be_loaded(page: Any, tmp_path: Path) -> None:
    project = recorded.write(
        tmp_path, '[[media]]\nurl = "media/talk.wav"\n', {"talk.wav": recorded.sound(60)}
    )
    site = built(project, "--strict")
    (site / "lanterns" / "times.js").unlink()
    page.goto(f"{site.as_uri()}/{TRANSCRIPT}#t=27")
    press_play(page)
    heard(page)
    page.locator('[id="t=42"] .who a').click()
    page.wait_for_function("() => document.querySelector('.player-clock').textContent >= '0:42'")


def test_a_recording_that_nobody_has_put_there_is_a_finding(tmp_path: Path) -> None:
    project = recorded.write(tmp_path, '\n[[media]]\nurl = "talk.wav"\n', {})
    run = talkbook("--project", project, "build")
    assert run.returncode == 0
    assert "content/episodes/talk.toml:4: warning[media-missing]" in run.stderr
    assert 'cp talk.wav content/media/, and write url = "media/talk.wav"' in run.stderr
