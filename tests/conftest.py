"""What all tests share: tools that may be missing, the finished site, a browser."""

import contextlib
import functools
import http.server
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A busy machine fails no test; and where nobody can look, the examples are the same each time.
settings.register_profile(
    "talkbook",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("talkbook")

ROOT = Path(__file__).resolve().parents[1]
TOOLS = {"chromium": ("chromium", "chromium-browser", "google-chrome", "chrome")}
BASE = "/repo-name/"
# Longer than any test in a browser takes on a busy machine.
PATIENCE_S = 180
OURS = f"--talkbook-tests={os.getpid()}"


def missing(message: str) -> None:
    """Skip the test; in CI, where everything must be there, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


def need(tool: str) -> str:
    """Return the path of a program; without it the test is skipped (in CI: fails)."""
    names = TOOLS.get(tool, (tool,))
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        missing(f"{tool} is not installed")
    return str(found)


def web_tool(name: str) -> Path:
    """Return a file of the npm packages in `$WEB_TOOLS`; without it the test is skipped."""
    found = Path(os.environ.get("WEB_TOOLS", "")) / "node_modules" / name
    if not found.is_file():
        missing(f"{name} is not there: npm install it in a folder and set WEB_TOOLS to that")
    return found


def shared() -> Path:
    """Return the folder of test data beside the project; without it the test is skipped.

    In CI that is a failure, unless `$SHARED=absent` says that this CI never has it.
    """
    folder = ROOT.parent / "shared"
    if not folder.is_dir() and os.environ.get("SHARED") == "absent":
        pytest.skip("this CI has no ../shared with test data of others")
    if not folder.is_dir():
        missing("there is no ../shared with test data of others")
    return folder


def talkbook(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> Any:
    """Run the command line as a user does; returns the finished process, its output as text."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's own site, built once by the command line."""
    folder = tmp_path_factory.mktemp("built")
    run = talkbook("--output", folder / "site", "--cache", folder / "cache", "build", "--strict")
    assert run.returncode == 0, run.stderr
    return folder / "site"


class PagesHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under a sub-path as GitHub Pages serves a project's site."""

    def translate_path(self, path: str) -> str:
        plain = urllib.parse.unquote(path.split("?")[0].split("#")[0])
        inside = plain.removeprefix(BASE) if plain.startswith(BASE) else "outside/of/the/site"
        target = Path(self.directory) / inside
        if not target.exists() and target.with_name(f"{target.name}.html").is_file():
            target = target.with_name(f"{target.name}.html")
        return str(target)

    def send_head(self) -> Any:
        """Send a part where one is asked for: else browsers enter no recording in the middle."""
        part = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        path = Path(self.translate_path(self.path))
        if not part or not path.is_file():
            return super().send_head()
        data = path.read_bytes()
        first, end = int(part[1]), int(part[2] or len(data) - 1) + 1
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {first}-{min(end, len(data)) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(data[first:end])))
        self.end_headers()
        return io.BytesIO(data[first:end])

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def serving(folder: Path) -> Iterator[str]:
    """Yield the address under which `folder` is served until the generator is closed."""
    handler = functools.partial(PagesHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{BASE}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def served(built_site: Path) -> Iterator[str]:
    """The address of the site, served under a sub-path."""
    yield from serving(built_site)


@pytest.fixture(scope="session")
def launched() -> Iterator[Callable[[], Any]]:
    """Returns an installed Chromium, driven by Playwright; a new one where that has died."""
    executable = need("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"]
        flags += ["--disable-background-networking", "--disable-component-update", OURS]
        running: list[Any] = []

        def alive() -> Any:
            if not running or not running[-1].is_connected():
                running.append(playwright.chromium.launch(executable_path=executable, args=flags))
            return running[-1]

        yield alive
        for one in running:
            one.close()


@pytest.fixture
def browser(launched: Callable[[], Any]) -> Iterator[Any]:
    """A browser without pages; one that keeps a test waiting without an end is killed.

    Playwright waits for ever for some answers: that of a script, or that a context is closed. The
    test then fails by `TargetClosedError`.
    """
    watch = threading.Timer(PATIENCE_S, kill_browsers)
    watch.daemon = True
    watch.start()
    found = launched()
    yield found
    for context in found.contexts:
        context.close()
    watch.cancel()


def kill_browsers() -> None:
    """Kill every browser that `launched` has started (where there is `/proc`)."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if OURS.encode() in (process / "cmdline").read_bytes().split(b"\0"):
                os.kill(int(process.name), signal.SIGKILL)
