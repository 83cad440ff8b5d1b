"""What the browser tests share: the kinds of page, and what a page did while it was open."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import talkbook

EPISODE = "ilya-sutskever"
COVER = "index.html"
CHAPTER = f"{EPISODE}/explaining-model-jaggedness.html"
LONGEST = f"{EPISODE}/alignment.html"
TRANSCRIPT = f"{EPISODE}/transcript.html"
QUESTIONS = f"{EPISODE}/questions.html"
SPEAKER = "speakers/ilya-sutskever.html"
SEARCH = "search.html"
MANUAL = "pages/configuration.html"
NOT_FOUND = "404.html"
KINDS = (COVER, CHAPTER, TRANSCRIPT, QUESTIONS, SPEAKER, SEARCH, MANUAL, NOT_FOUND)
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


# How many letters stand on each whole line of what is said.
LETTERS = """() => [...document.querySelectorAll('.turn p')].slice(0, 40).flatMap((paragraph) => {
  const range = new Range();
  range.selectNodeContents(paragraph);
  const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
  return lines > 2 ? [paragraph.textContent.length / lines] : [];
})"""


def built(project: Path, *options: str) -> Path:
    """Build a project by the command line; return its site."""
    run = talkbook("--project", project, "build", *options)
    assert run.returncode == 0, run.stderr
    return project / "site"


def letters_of_lines(page: Any) -> float:
    """Return how many letters lines of speech have, on average."""
    letters = page.evaluate(LETTERS)
    assert len(letters) > 5
    return float(sum(letters) / len(letters))


@dataclass
class Log:
    """What went out and what went wrong."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def outside(self, home: str) -> list[str]:
        """Requests to anywhere but the site at `home`."""
        return [url for url in self.requests if not url.startswith((home, "data:"))]


def listen(page: Any) -> Log:
    """Write down each request, console error, page error and failed request of `page`."""
    log = Log()
    page.on("request", lambda request: log.requests.append(request.url))
    page.on("requestfailed", lambda request: log.complaints.append(f"failed {request.url}"))
    page.on("pageerror", lambda error: log.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: log.complaints.append(message.text) if message.type == "error" else None,
    )
    return log


def html_files(site: Path) -> list[str]:
    """All pages of the site, relative to it, in order."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def picture(page: Any, name: str) -> None:
    """Keep a picture of the window in the folder that `$SCREENSHOTS` names, if it does."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png")
