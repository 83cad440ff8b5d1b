"""Where the source times each word, the word is marked too; and what the marks cost."""

import json
from pathlib import Path
from typing import Any

from tests.project import make
from tests.site import recorded
from tests.site.test_player import heard

LINE = "Naïve 🏮 lanterns, said Ada [laughs], burn on and on and on until the oil is gone."


def whisper(words: list[str]) -> bytes:
    """A transcript with a time for each word, half a second each."""
    timed = [
        {"word": f" {word}", "start": n / 2, "end": n / 2 + 0.5, "probability": 1}
        for n, word in enumerate(words)
    ]
    text = " ".join(words)
    segment = {"id": 0, "start": 0, "end": len(words) / 2, "text": f" {text}", "words": timed}
    return json.dumps({"text": text, "segments": [segment], "language": "en"}).encode()


def test_the_word_that_is_said_is_marked_and_no_element_is_added(page: Any, tmp_path: Path) -> None:
    facts = 'title = "Lanterns"\nslug = "lanterns"\n[[media]]\nurl = "media/talk.wav"\n'
    files: dict[str, str | bytes] = {
        "seeds/talk.json": whisper(LINE.split()),
        "content/episodes/talk.toml": facts,
        "content/media/talk.wav": recorded.sound(12),
    }
    site = tmp_path / "site"
    built_anyway(make(tmp_path, files))
    page.goto(f"{site.as_uri()}/lanterns/transcript.html")
    before = page.locator(".turn *").count()
    page.evaluate(
        """() => { window.said = new Set(); const look = () => {
          for (const range of CSS.highlights.get('said') || []) said.add(String(range));
          requestAnimationFrame(look); }; look(); }"""
    )
    page.get_by_role("button", name="Play", exact=True).click()
    heard(page)
    page.wait_for_function("() => said.size >= 10")
    assert page.evaluate("[...said]") == list(dict.fromkeys(LINE.split()))[:10]
    assert page.locator(".turn *").count() == before


def built_anyway(project: Path) -> None:
    from tests.conftest import talkbook

    assert talkbook("--project", project, "build").returncode == 0
