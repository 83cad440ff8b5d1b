"""`serve`: a change is served at once, a broken file is shown, and the server lives on."""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from generator.load import Paths
from generator.server import Served, signature
from tests.conftest import ROOT, talkbook
from tests.project import TALK, make, tree

DEADLINE_S = 15


@contextmanager
def server(project: Path) -> Iterator[str]:
    """Run `serve` on a free port until the block ends; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(ROOT / "build.py"), "--project", str(project)]
    process = subprocess.Popen([*command, "serve", "--port", str(port)], stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}/"
    try:
        wait_for(lambda: "<html" in read(address))
        yield address
        assert process.poll() is None, "the server has died"
    finally:
        process.send_signal(signal.SIGINT)
        assert b"Traceback" not in process.communicate(timeout=10)[1]


def read(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.read().decode()}"
    except OSError:
        return ""


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"


def test_changes_of_every_kind_are_served(tmp_path: Path) -> None:
    own = tree(ROOT / "themes" / "default")
    theme: dict[str, str | bytes] = {f"themes/default/{n}": data for n, data in own.items()}
    make(tmp_path, {"seeds/a.txt": TALK, "content/pages/p.md": "# Hello\n", **theme})
    with server(tmp_path) as address:
        make(tmp_path, {"seeds/a.txt": TALK.replace("letters", "postcards")})
        wait_for(lambda: "postcards" in read(f"{address}a/transcript.html"))
        make(tmp_path, {"content/pages/p.md": "# Goodbye\n"})
        wait_for(lambda: "Goodbye" in read(f"{address}pages/p.html"))
        make(tmp_path, {"content/site.toml": 'title = "Renamed"\n'})
        wait_for(lambda: "Renamed" in read(address))
        extra = own["css/base.css"] + b"\n.served-at-once { color: red; }\n"
        make(tmp_path, {"themes/default/css/base.css": extra})

        def style() -> str:
            found = re.search(r'href="(assets/style[^"]+)"', read(address))
            return read(address + found[1]) if found else ""

        wait_for(lambda: "served-at-once" in style())
    assert not (tmp_path / "site").exists()


def test_a_broken_file_is_shown_in_the_page_and_mended_again(tmp_path: Path) -> None:
    make(tmp_path)
    with server(tmp_path) as address:
        make(tmp_path, {"content/site.toml": "title = \n"})
        wait_for(lambda: "toml-syntax" in read(address))
        assert "content/site.toml:1" in read(f"{address}talk/transcript.html")
        make(tmp_path, {"seeds/talk.txt": b"\0\1\2" * 999})
        wait_for(lambda: "not-text" in read(address))
        assert "We found the letters" in read(f"{address}talk/transcript.html")
        make(tmp_path, {"content/site.toml": 'title = "Mended"\n', "seeds/talk.txt": TALK})
        wait_for(lambda: "Mended" in read(address) and "talkbook-findings" not in read(address))


def test_a_project_that_has_never_built_says_why(tmp_path: Path) -> None:
    make(tmp_path, {"seeds/talk.txt": ""})
    with server(tmp_path) as address:
        assert "seeds/talk.txt: error[empty]" in read(address)
        make(tmp_path, {"seeds/talk.txt": TALK})
        wait_for(lambda: "Who wrote them?" in read(f"{address}talk/transcript.html"))


def test_addresses_are_found_as_on_a_host(tmp_path: Path) -> None:
    make(tmp_path)
    with server(tmp_path) as address:
        assert "Who wrote them?" in read(f"{address}talk/transcript")
        missing = read(f"{address}no/such/page")
        assert missing.startswith("404 ")
        assert "This page is not here" in missing
        assert read(f"{address}../../etc/passwd").startswith("404 ")


def test_a_port_that_is_taken_is_said_in_words(tmp_path: Path) -> None:
    make(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = talkbook("--project", tmp_path, "serve", "--port", str(port))
    assert run.returncode == 1
    assert "[cannot-listen]" in run.stderr
    assert "Traceback" not in run.stderr


def test_the_output_folder_is_left_alone(tmp_path: Path) -> None:
    make(tmp_path)
    talkbook("--project", tmp_path)
    before = tree(tmp_path / "site")
    with server(tmp_path) as address:
        make(tmp_path, {"seeds/talk.txt": TALK.replace("letters", "postcards")})
        wait_for(lambda: "postcards" in read(f"{address}talk/transcript.html"))
    assert tree(tmp_path / "site") == before


def test_an_open_page_reloads_itself_after_a_change(tmp_path: Path, browser: Any) -> None:
    make(tmp_path)
    with server(tmp_path) as address:
        page = browser.new_page()
        with page.expect_websocket() as opened:
            page.goto(f"{address}talk/transcript.html")
        opened.value.wait_for_event("framereceived")
        # The server greets, the page says where it is; after that it is told of changes.
        page.wait_for_function("window.LiveReload !== undefined")
        page.wait_for_timeout(300)
        make(tmp_path, {"seeds/talk.txt": TALK.replace("letters", "postcards")})
        page.wait_for_selector("text=postcards", timeout=DEADLINE_S * 1000)
        page.close()


def test_a_change_is_told_of_before_the_old_site_is_removed(tmp_path: Path) -> None:
    served = Served(Paths.of(make(tmp_path)), "http://127.0.0.1/")
    served.build()
    make(tmp_path, {"seeds/talk.txt": TALK.replace("letters", "postcards")})
    seen = []

    def look() -> None:
        _, _, page = served.answer("talk/transcript.html")
        old = list(served.folder.parent.glob(".site.talkbook-new*"))
        seen.append((b"postcards" in page, len(old)))

    served.build(tell=look)
    # Elsewhere folders cannot be exchanged in one step, and the old one is gone by then.
    assert seen == [(True, 1 if sys.platform == "linux" else 0)]
    assert [path.name for path in served.folder.parent.glob(".site*")] == []


def test_a_build_that_fails_is_told_of_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = Served(Paths.of(make(tmp_path)), "http://127.0.0.1/")
    told: list[str] = []
    make(tmp_path, {"seeds/talk.txt": ""})
    served.build(tell=lambda: told.append(served.findings[0].code))
    monkeypatch.setattr("generator.builder.build", None)
    served.build(tell=lambda: told.append(served.findings[0].code))
    assert told == ["empty", "internal"]


def test_a_change_in_a_folder_behind_a_link_is_seen(tmp_path: Path) -> None:
    make(tmp_path / "project")
    make(tmp_path / "elsewhere", {"talk.txt": TALK})
    paths = Paths.of(tmp_path / "project")
    (paths.seeds / "show").symlink_to(tmp_path / "elsewhere")
    before = signature(paths)
    assert signature(paths) == before
    make(tmp_path / "elsewhere", {"talk.txt": TALK + "More.\n"})
    assert signature(paths) != before


@pytest.mark.parametrize("name", ["seeds/new.txt", "content/pages/new.md"])
def test_a_new_file_is_seen(tmp_path: Path, name: str) -> None:
    make(tmp_path, {"seeds/talk.txt": TALK, "content/pages/p.md": "# P\n"})
    with server(tmp_path) as address:
        make(tmp_path, {name: f"Fresh\n\n{TALK}"})
        where = "fresh/transcript.html" if name.startswith("seeds") else "pages/new.html"
        wait_for(lambda: "Fresh" in read(address + where))
