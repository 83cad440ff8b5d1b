"""The search of a large archive in a real browser: bytes, long tasks, seconds; and from disk.

    python -m tests.benchmarks.search_in_browser INDEX [--queries 30]

INDEX is a folder in which `search_archive` wrote an index. It is put into this repository's own
site, so that scripts, styles and pages are those of a reader. Needs Chromium.
"""

import argparse
import gzip
import http.server
import random
import shutil
import statistics
import tempfile
import threading
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from playwright.sync_api import sync_playwright

from tests.benchmarks.search_compared import questions
from tests.conftest import need, talkbook

SLOWER = 4
WATCH = """() => {
  window.long = [];
  const keep = (list) => { for (const task of list.getEntries()) window.long.push(task.duration); };
  new PerformanceObserver(keep).observe({ type: "longtask", buffered: true });
}"""
# Until the texts of all hits that are shown are there.
SHOWN = """() => document.querySelectorAll("[role=option].hit").length > 0
  && [...document.querySelectorAll(".hit-text")].every((hit) => hit.textContent)"""


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Sends files as hosts do, and counts their bytes."""

    sent: ClassVar[list[tuple[str, int]]] = []

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        Compressing.sent.append((self.path, len(data)))

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def search(page: Any, text: str) -> None:
    """Type a question and wait until its results are shown."""
    field = page.get_by_role("combobox")
    field.fill("")
    field.type(text)
    page.wait_for_function(SHOWN, timeout=20_000)


def cold(browser: Any, address: str, asks: list[str]) -> list[int]:
    """Return for each question the bytes of a page, its scripts, the search and its results."""
    sizes = []
    for text in asks:
        context = browser.new_context()
        page = context.new_page()
        Compressing.sent.clear()
        page.goto(address)
        page.keyboard.press("/")
        page.get_by_role("combobox").fill(text)
        page.wait_for_function(SHOWN, timeout=20_000)
        sizes.append(sum(size for _, size in Compressing.sent))
        context.close()
    return sizes


def slow(browser: Any, address: str, asks: list[str]) -> tuple[list[float], list[float]]:
    """Return long tasks while typing on a slow machine, and seconds of each question."""
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("/")
    search(page, asks[0])
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.evaluate(WATCH)
    took = []
    for text in asks:
        field = page.get_by_role("combobox")
        field.fill("")
        start = page.evaluate("performance.now()")
        field.type(text, delay=40)
        page.wait_for_function(SHOWN, timeout=30_000)
        took.append(page.evaluate("performance.now()") - start - 40 * len(text))
    long = page.evaluate("window.long")
    page.close()
    return long, took


def from_disk(browser: Any, address: str, asks: list[str]) -> list[str]:
    """Return what the console said while questions were asked of a folder on disk."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    page.keyboard.press("/")
    for text in asks:
        search(page, text)
    page.close()
    return said


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--queries", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = Path(name) / "site"
        talkbook("--output", site, "--cache", Path(name) / "cache", "build")
        shutil.rmtree(site / "search")
        shutil.copytree(options.index / "search", site / "search")
        handler = partial(Compressing, directory=str(site))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/index.html"
        browser = playwright.chromium.launch(
            executable_path=need("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        asks = {n: [q[0] for q in questions(options.index, options.queries, n)] for n in (1, 3)}
        for size, texts in asks.items():
            found = cold(browser, address, texts)
            mean, median = statistics.mean(found) / 1000, statistics.median(found) / 1000
            print(f"cold page, {size} words: mean {mean:.0f} kB, median {median:.0f} kB")
        mixed = random.Random(1).sample(asks[1] + asks[3], options.queries)
        long, took = slow(browser, address, mixed)
        worst = max(long, default=0)
        print(f"{SLOWER} times slower: {len(long)} tasks over 50 ms, the longest {worst:.0f} ms")
        print(f"  to results: median {statistics.median(took):.0f} ms, worst {max(took):.0f}")
        said = from_disk(browser, f"{(site / 'index.html').as_uri()}", mixed)
        print(f"from disk: {len(mixed)} questions answered, console: {said or 'nothing'}")
        server.shutdown()


if __name__ == "__main__":
    main()
