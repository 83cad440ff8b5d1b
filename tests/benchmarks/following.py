"""How smoothly a page goes along with three hours of talk, on a processor four times as slow.

    python -m tests.benchmarks.following

Prints how long the frames took while a recording was followed, and how many milliseconds of each
second the page worked, which says more where other programs run.
"""

import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.conftest import need, talkbook
from tests.project import make
from tests.site import recorded

HOURS = 3
SLOWDOWN = 4
WATCHED_S = 10
LINE = "The lantern stood in the shed by the gate and nobody asked who had left it there. " * 3
WORK = {"script": "ScriptDuration", "styles": "RecalcStyleDuration", "layout": "LayoutDuration"}
WORK["all"] = "TaskDuration"
MEASURE = """(seconds) => new Promise((done) => {
  const frames = [];
  let last = performance.now();
  const end = last + seconds * 1000;
  const look = (now) => {
    frames.push(now - last);
    last = now;
    if (now < end) requestAnimationFrame(look); else done(frames.slice(1));
  };
  requestAnimationFrame(look);
})"""


def project(folder: Path) -> Path:
    """A turn every twelve seconds, each of two paragraphs."""
    turns = []
    for number in range(HOURS * 300):
        second = number * 12
        clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
        turns.append(f"{('Ada Berg', 'Tom Lind')[number % 2]} {clock}\n\n{LINE}\n\n{LINE}\n")
    files: dict[str, str | bytes] = {
        "seeds/talk.txt": "\n".join(turns),
        "content/episodes/talk.toml": 'slug = "talk"\n[[media]]\nurl = "media/talk.wav"\n',
        "content/media/talk.wav": recorded.sound(HOURS * 3600),
    }
    return make(folder, files)


def worked(session: Any) -> dict[str, float]:
    """Seconds that the page has worked so far, by kind of work."""
    told = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return {kind: told[name] for kind, name in WORK.items()}


def main() -> None:
    """Build, play, and measure."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        run = talkbook("--project", project(Path(folder)), "build")
        assert run.returncode == 0, run.stderr
        browser = playwright.chromium.launch(
            executable_path=need("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        page = browser.new_page()
        page.goto(f"{(Path(folder) / 'site').as_uri()}/talk/transcript.html#t=3600")
        page.get_by_role("button", name="Play", exact=True).click()
        page.locator(".turn[aria-current]").wait_for()
        page.get_by_role("button", name="Speed").click(click_count=5)
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        before = worked(session)
        frames = sorted(page.evaluate(MEASURE, WATCHED_S))
        after = worked(session)
        slow = sum(1 for ms in frames if ms > 1000 / 60 * 1.5)
        print(f"{len(frames) / WATCHED_S:.0f} frames a second, {slow} of {len(frames)} late")
        spent = [f"{k} {1000 * (after[k] - before[k]) / WATCHED_S:.0f}" for k in after]
        print(f"milliseconds of a second: {', '.join(spent)}")
        print(f"median {frames[len(frames) // 2]:.1f} ms, longest {frames[-1]:.0f} ms")


if __name__ == "__main__":
    main()
