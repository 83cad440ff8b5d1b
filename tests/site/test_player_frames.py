"""Videos on YouTube and Vimeo: nothing is loaded before one asks, and from disk they are links."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import serving
from tests.site import frames, recorded
from tests.site.pages import built, listen
from tests.site.test_player import CLOCK, SAID, TRANSCRIPT, heard, play, says, set_time

BOTH = 'youtube = "aR20FWCCjAs"\nvimeo = "76979871/0a1b"\n'
CUT = """[[media]]
url = "https://youtu.be/aR20FWCCjAs"
offsets = [{ at = "0:00", shift = "0:05" }, { at = "0:24", shift = "0:10" }]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(recorded.write(tmp_path_factory.mktemp("frames"), BOTH, {}), "--strict")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    yield from serving(folder)


def stand_in(page: Any, body: str = "") -> None:
    """Answer for both sites."""
    kinds = {"www.youtube-nocookie.com": body or frames.youtube(), "player.vimeo.com": frames.VIMEO}
    for host, text in kinds.items():
        page.route(f"https://{host}/**", answer(text))


def answer(text: str) -> Callable[[Any], None]:
    """Give a page with this text, whatever is asked for."""
    return lambda route: route.fulfill(content_type="text/html", body=text)


def test_nothing_is_asked_of_another_site_before_one_presses_play(page: Any, address: str) -> None:
    stand_in(page)
    log = listen(page)
    page.goto(address + TRANSCRIPT)
    page.locator('[id="t=27"] .who a').click()
    page.get_by_role("button", name="Forward").click()
    page.wait_for_load_state("networkidle")
    assert log.outside(address) == []
    assert page.locator("iframe").count() == 0
    page.get_by_role("button", name="Play", exact=True).click()
    heard(page)
    asked = log.outside(address)
    assert [url.split("?")[0] for url in asked] == [
        "https://www.youtube-nocookie.com/embed/aR20FWCCjAs"
    ]
    assert log.complaints == []


def test_a_video_on_youtube_is_followed_and_sought(page: Any, address: str) -> None:
    stand_in(page)
    play(page, f"{address}{TRANSCRIPT}#t=27")
    frame = page.locator("iframe")
    assert frame.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
    assert frame.get_attribute("title") == "Video on YouTube"
    assert page.evaluate(SAID) in ("t=27", "t=30")
    page.locator('[id="t=42"] .who a').click()
    says(page, SAID, "t=42")
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Play", exact=True).wait_for()
    link = page.locator(".player a[href*=youtube]:visible")
    assert "t=4" in link.get_attribute("href")


def test_a_video_on_vimeo_is_followed_and_sought(page: Any, address: str) -> None:
    stand_in(page)
    page.goto(f"{address}{TRANSCRIPT}#t=27")
    page.get_by_role("button", name="Recording").click()
    page.get_by_role("button", name="Play", exact=True).click()
    heard(page)
    assert "/video/76979871?h=0a1b&" in page.locator("iframe").get_attribute("src")
    says(page, SAID, "t=27")
    page.locator('[id="t=42"] .who a').click()
    says(page, SAID, "t=42")


def test_one_can_change_over_to_the_other_recording_at_the_same_place(
    page: Any, address: str
) -> None:
    stand_in(page)
    play(page, f"{address}{TRANSCRIPT}#t=42")
    page.get_by_role("button", name="Recording").click()
    heard(page)
    assert "vimeo" in page.locator("iframe").get_attribute("src")
    assert page.evaluate(SAID) in ("t=42", "t=45")


def test_the_policy_of_a_page_names_the_hosts_of_its_videos_and_no_others(
    page: Any, address: str, served: str
) -> None:
    read = "document.querySelector('meta[http-equiv=Content-Security-Policy]').content"
    page.goto(address + TRANSCRIPT)
    both = "; frame-src https://www.youtube-nocookie.com https://player.vimeo.com;"
    assert both in page.evaluate(read)
    page.goto(f"{address}search.html")
    assert "; frame-src 'none';" in page.evaluate(read)
    page.goto(f"{served}ilya-sutskever/transcript.html")
    assert "; frame-src https://www.youtube-nocookie.com;" in page.evaluate(read)


def test_from_disk_the_videos_are_links_that_open_at_the_second(page: Any, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/lanterns/the-gate.html")
    links = page.locator(".player a:visible")
    texts = ["Watch on YouTube from 0:24", "Watch on Vimeo from 0:24"]
    assert [text.strip() for text in links.all_inner_texts()] == texts
    assert [link.get_attribute("href") for link in links.all()] == [
        "https://www.youtube.com/watch?v=aR20FWCCjAs&t=24s",
        "https://vimeo.com/76979871/0a1b#t=24",
    ]
    assert page.locator(".player button:visible").count() == 0
    page.locator('[id="t=42"] .who a').click()
    assert links.first.get_attribute("href").endswith("&t=42s")
    assert links.first.inner_text().strip() == "Watch on YouTube from 0:42"


@pytest.mark.parametrize(
    ("error", "message"),
    [(100, "not on YouTube any more"), (150, "does not let this video be played on other pages")],
)
def test_a_video_that_may_not_be_played_says_why_and_the_link_stays(
    page: Any, address: str, error: int, message: str
) -> None:
    stand_in(page, frames.youtube(error))
    page.goto(address + TRANSCRIPT)
    page.get_by_role("button", name="Play", exact=True).click()
    page.locator(".player").get_by_text(message).wait_for()
    assert page.locator("iframe").count() == 0
    assert page.locator(".player a[href*=youtube]").is_visible()


def test_a_site_that_does_not_answer_is_said_to_be_blocked(page: Any, address: str) -> None:
    page.route("https://www.youtube-nocookie.com/**", lambda route: route.abort())
    page.clock.install()
    page.goto(address + TRANSCRIPT)
    page.get_by_role("button", name="Play", exact=True).click()
    page.clock.run_for(11_000)
    page.locator(".player").get_by_text("YouTube does not answer").wait_for()
    assert page.locator("iframe").count() == 0


def test_a_recording_cut_otherwise_is_sought_and_followed_by_its_offsets(
    page: Any, tmp_path: Path
) -> None:
    media = CUT.replace("https://youtu.be/aR20FWCCjAs", "media/cut.wav")
    project = recorded.write(tmp_path, media, {"cut.wav": recorded.sound(70)})
    site = built(project, "--strict")
    play(page, f"{site.as_uri()}/{TRANSCRIPT}#t=27")
    assert page.evaluate(SAID) == "t=27"
    # 24 s of the text is 34 s of the recording; from 29 s to 34 s it says what the text has not.
    set_time(page, 22)
    says(page, SAID, "t=21")
    page.wait_for_function(f"() => {CLOCK} === '0:24' && !({SAID})")
    says(page, SAID, "t=24")
