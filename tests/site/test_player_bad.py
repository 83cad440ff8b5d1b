"""Recordings that are not as they should be: the page says so, and goes on working."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.site import recorded
from tests.site.pages import listen
from tests.site.test_player import SAID, TRANSCRIPT, built, heard, says, set_time

Open = Callable[[bytes], None]


@pytest.fixture
def opened(page: Any, tmp_path: Path) -> Open:
    """Build the site with these bytes for a recording, and open the whole conversation."""

    def build(data: bytes) -> None:
        media = '[[media]]\nurl = "media/talk.wav"\n'
        site = built(recorded.write(tmp_path, media, {"talk.wav": data}))
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
    page.goto(f"{built(project).as_uri()}/{TRANSCRIPT}")
    press_play(page)
    heard(page)
    assert page.locator("[aria-current=true].turn").count() == 0
    assert log.complaints == []


def test_the_player_goes_on_where_the_times_cannot_be_loaded(page: Any, tmp_path: Path) -> None:
    project = recorded.write(
        tmp_path, '[[media]]\nurl = "media/talk.wav"\n', {"talk.wav": recorded.sound(60)}
    )
    site = built(project)
    (site / "lanterns" / "times.js").unlink()
    page.goto(f"{site.as_uri()}/{TRANSCRIPT}#t=27")
    press_play(page)
    heard(page)
    page.locator('[id="t=42"] .who a').click()
    page.wait_for_function("() => document.querySelector('.player-clock').textContent >= '0:42'")


def test_a_recording_that_nobody_has_put_there_is_a_finding(tmp_path: Path) -> None:
    from tests.conftest import talkbook

    project = recorded.write(tmp_path, '\n[[media]]\nurl = "talk.wav"\n', {})
    run = talkbook("--project", project, "build")
    assert run.returncode == 0
    assert "content/episodes/talk.toml:4: warning[media-missing]" in run.stderr
    assert 'cp talk.wav content/media/, and write url = "media/talk.wav"' in run.stderr
