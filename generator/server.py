"""The site on this computer, built again after each change, with the browser told to reload.

The site is built in a folder of the cache, so the output folder stays as it was. Findings are
shown in the page.
The messages to the browser and the script that hears them are livereload's; its own watcher looks
only every 0.8 s and then may keep silent for 3 s, so changes are watched for here.
"""

import asyncio
import os
import re
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import escape
from mimetypes import guess_type
from pathlib import Path

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.web import Application, RequestHandler

from generator import builder, load
from generator.load import Paths
from generator.model.diagnostic import Diagnostic, Severity
from generator.report import as_text
from generator.writer import atomic, previous
from generator.writer.cache import Cache
from generator.writer.manifest import Manifest
from generator.writer.workers import HERE, Crew, on_this_machine, processes

LOOK_EVERY_S = 0.1
SHOWN = (Severity.ERROR, Severity.WARNING)
TYPES = {".js": "text/javascript", ".vtt": "text/vtt", ".srt": "text/plain", ".md": "text/plain"}
BYTES = "application/octet-stream"
# RFC 9110, 14.1.2. Browsers enter a recording in the middle only where a server knows this.
RANGE = re.compile(r"bytes=(\d+)-(\d*)", re.ASCII)
# What is shown while there has never been a site: the findings stand in its body.
NO_SITE = b"<!doctype html><html lang=en><head><title>talkbook</title></head><body></body></html>"
SCRIPT = '<script src="/livereload.js"></script>'
STYLE_PATH = "/talkbook-serve.css"
STYLE = """.talkbook-findings { position: relative; z-index: 9; margin: 0; padding: .75rem 1rem;
background: #7a1212; color: #fff; font: 14px/1.5 monospace; white-space: pre-wrap; }
"""


@dataclass
class Served:
    """The site as it was last built."""

    paths: Paths
    url: str
    files: Manifest = field(default_factory=dict)
    times_ns: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()

    @property
    def folder(self) -> Path:
        """Where the site is."""
        return self.paths.cache / "serve" / "site"

    def build(self, crew: Crew = HERE, tell: Callable[[], object] = lambda: None) -> None:
        """Build from what is on disk now. A mistake of ours becomes a finding too.

        `tell` is called when there is something new to see; then the old site is removed.
        """
        try:
            self._build(crew, tell)
        except Exception as error:  # noqa: BLE001 - the server must outlive it
            message = f"{type(error).__name__}: {error}"
            hint = "run `talkbook build` for more"
            self.findings = (Diagnostic("", 0, Severity.ERROR, "internal", message, hint),)
            tell()

    def _build(self, crew: Crew, tell: Callable[[], object]) -> None:
        inputs, cache = load.gather(self.paths), Cache(self.folder.parent)
        with atomic.stage_for(self.folder, self.times_ns) as stage:
            built = builder.build(inputs, stage, cache, url=self.url, crew=crew)
            self.findings = built.findings
            if built.cards:
                atomic.publish(stage)
                self.files = stage.files
            tell()
            if built.cards:
                self.times_ns = previous.times_of(self.folder, stage.files)
                cache.prune()

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Return status, media type and bytes for a path without its first slash."""
        for name in (path, f"{path}index.html", f"{path}/index.html", f"{path}.html"):
            data = self._read(name)
            if data is not None:
                kind = TYPES.get(Path(name).suffix) or guess_type(name)[0] or BYTES
                return 200, kind, self._shown(kind, data)
        return 404, "text/html", self._shown("text/html", self._read("404.html") or NO_SITE)

    def _read(self, name: str) -> bytes | None:
        """Return a file of the site; None if it has none, or has it no more."""
        if name not in self.files:
            return None
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            return None

    def _shown(self, kind: str, data: bytes) -> bytes:
        """Add to a page the script that reloads it, and the findings."""
        if kind != "text/html":
            return data
        script = f'{SCRIPT}<link rel="stylesheet" href="{STYLE_PATH}"></head>'
        data = data.replace(b"</head>", script.encode(), 1)
        texts = [as_text(finding) for finding in self.findings if finding.severity in SHOWN]
        if not texts:
            return data
        listed = escape("\n".join(texts))
        note = f'<body><pre class="talkbook-findings" role="alert">{listed}</pre>'
        return data.replace(b"<body>", note.encode(), 1)


class SiteHandler(RequestHandler):
    """Answers with the files of the site."""

    def initialize(self, stage: Served) -> None:
        """Take the stage that the application was made with."""
        self.stage = stage

    def get(self, path: str) -> None:
        """Send a file of the site, or the page that says it is not there."""
        status, kind, data = self.stage.answer(path)
        text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        self.set_status(status)
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.set_header("Cache-Control", "no-store")
        self.set_header("Accept-Ranges", "bytes")
        part = RANGE.fullmatch(self.request.headers.get("Range", ""))
        self.write(self._part(data, int(part[1]), part[2]) if part and status == 200 else data)

    def _part(self, data: bytes, first: int, last: str) -> bytes:
        """Say which bytes are sent, and return them."""
        end = min(int(last) + 1, len(data)) if last else len(data)
        if first >= end:
            self.set_status(416)
            self.set_header("Content-Range", f"bytes */{len(data)}")
            return b""
        self.set_status(206)
        self.set_header("Content-Range", f"bytes {first}-{end - 1}/{len(data)}")
        return data[first:end]


class StyleHandler(RequestHandler):
    """How findings look in a page."""

    def get(self) -> None:
        """Send the style sheet."""
        self.set_header("Content-Type", "text/css")
        self.write(STYLE)


def serve(
    paths: Paths, host: str, port: int, *, open_browser: bool, say: Callable[[str], None]
) -> None:
    """Serve until interrupted.

    Raises:
        OSError: the port is taken, or the address is not this computer's.

    """
    LiveReloadHandler.watcher = Watcher()  # asked for the file that changed, even if unused
    address = f"http://{host}:{port}/"
    stage = Served(paths, address)
    with on_this_machine(processes()) as crew:
        stage.build(crew)
    application = Application(
        [
            (r"/livereload", LiveReloadHandler),
            (r"/livereload\.js", LiveReloadJSHandler),
            (STYLE_PATH, StyleHandler),
            (r"/(.*)", SiteHandler, {"stage": stage}),
        ],
        log_function=lambda _: None,
    )
    try:
        asyncio.run(_run(application, stage, host, port, open_browser=open_browser, say=say))
    except KeyboardInterrupt:
        say("Stopped.")


async def _run(
    application: Application,
    stage: Served,
    host: str,
    port: int,
    *,
    open_browser: bool,
    say: Callable[[str], None],
) -> None:
    application.listen(port, address=host)
    say(f"Serving {stage.url} (stop with Ctrl+C)")
    _report(stage, say)
    if open_browser:
        webbrowser.open(stage.url)
    tell = partial(asyncio.get_running_loop().call_soon_threadsafe, _show, stage, say)
    seen = signature(stage.paths)
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        now = signature(stage.paths)
        if now == seen:
            continue
        seen = now
        await asyncio.to_thread(stage.build, HERE, tell)


def _show(stage: Served, say: Callable[[str], None]) -> None:
    LiveReloadHandler.reload_waiters("*")
    _report(stage, say)
    say("Built again after a change.")


def _report(stage: Served, say: Callable[[str], None]) -> None:
    for finding in stage.findings:
        if finding.severity in SHOWN:
            say(as_text(finding))


def signature(paths: Paths) -> frozenset[tuple[str, int, int]]:
    """Return path, time of change and size of every file that the site is made of."""
    folders = (paths.seeds, paths.content, paths.project / "themes", load.PACKAGE.parent / "themes")
    return frozenset(entry for folder in dict.fromkeys(folders) for entry in _states(folder))


def _states(folder: os.PathLike[str]) -> Iterator[tuple[str, int, int]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        try:
            state = entry.stat()
        except OSError:
            continue  # it went away while we looked
        yield entry.path, state.st_mtime_ns, state.st_size
        if entry.is_dir():
            yield from _states(entry)
