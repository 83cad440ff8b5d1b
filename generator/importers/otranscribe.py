r"""What was typed in oTranscribe.

`otr`: the file that oTranscribe exports, ending in `.otr`. Each line or paragraph that was typed
is a paragraph. A time in it is when it starts; a name and a colon at its beginning is who speaks.
A name in bold is one at its word; a plain one counts if it comes again, or looks like a name.

    {
      "text": "<p><span data-timestamp=\"0.5\">0:00</span> <b>Ada Marsh:</b> A tin box.</p>",
      "media": "interview.mp3",
      "media-time": 12.5
    }
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.importers import html_tree
from generator.importers.gather import Guess, Importer
from generator.importers.json_draft import Draft
from generator.importers.json_values import fields
from generator.importers.labels import NO_ONE, looks_like_a_name
from generator.importers.patterns import pattern
from generator.importers.text import Manuscript
from generator.model.transcript import Reading

FORMAT = "otr"
STAMP = "data-timestamp"
TAGS = "p div li ul ol br hr h1 h2 h3 h4 h5 h6 blockquote tr table pre section article"
BLOCKS = frozenset(TAGS.split())
BOLD = frozenset(["b", "strong"])
UNSEEN = frozenset(["script", "style", "head", "title"])
LABEL = pattern(r"(?P<name>[^\s:：][^:：\n]{0,60}?)\s*[:：](?=\s|$)\s*(?P<text>.*)", re.DOTALL)


@dataclass(slots=True)
class Line:
    """One typed line."""

    text: str = ""
    start_s: str | None = None
    bold: str = ""
    """What is in bold at the beginning."""


def sniff(manuscript: Manuscript) -> Guess | None:
    """Tell oTranscribe's file by its HTML with times, or its name for the recording."""
    data = manuscript.json
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        return None
    if STAMP in data["text"]:
        return Guess(FORMAT, 0.97, "HTML with data-timestamp, as oTranscribe exports it")
    if "media" in data and data.keys() & {"media-time", "media-source"}:
        return Guess(FORMAT, 0.95, "text and media-time, as oTranscribe exports them")
    return None


def read(manuscript: Manuscript, _format: str) -> Reading:
    """Return a paragraph for each typed line."""
    draft = Draft(manuscript)
    html = fields(manuscript.json).get("text")
    line_number = draft.find(html)
    lines = [line for line in _lines(html) if line.text.strip()] if isinstance(html, str) else []
    labels = [LABEL.match(line.text.strip()) for line in lines]
    times_used = Counter(found["name"].casefold() for found in labels if found)
    for line, found in zip(lines, labels, strict=True):
        text, name = " ".join(line.text.split()), None
        if found and _is_label(found["name"], line.bold, times_used):
            text, name = " ".join(found["text"].split()), " ".join(found["name"].split())
        start_ms = draft.ms(line.start_s)
        if not text:
            draft.exclude("label", f"{name}:")
            continue
        opens = name is not None
        draft.add(text, name, start_ms, None, (), line_number, opens=opens)
    return draft.reading(grain="paragraph")


def _is_label(name: str, bold: str, times_used: Counter[str]) -> bool:
    if bold.strip().rstrip(":： ") == name:
        return True
    if name.split(maxsplit=1)[0].casefold() in NO_ONE:
        return False
    return looks_like_a_name(name) and (times_used[name.casefold()] > 1 or name[:1].isupper())


def _lines(html: str) -> Iterator[Line]:
    """Yield the lines of HTML, as a page would show them; without recursion."""
    line = Line()
    for node, opens in _walk(html_tree.parsed(html).body):
        if node.tag in BLOCKS:
            if line.text.strip():
                yield line
                line = Line()
        elif node.tag == "-text" and opens:
            _take(line, node.text_content or "", bold=node.parent.tag in BOLD)
        elif opens and STAMP in node.attributes and not (line.start_s and line.text.strip()):
            line.start_s = node.attributes[STAMP]
    yield line


def _take(line: Line, text: str, *, bold: bool) -> None:
    before = line.text.strip()
    line.text += text
    if bold and before == line.bold.strip():
        line.bold += text


def _walk(root: Any) -> Iterator[tuple[Any, bool]]:
    """Yield each node when it opens and when it closes; nothing of what is inside a time."""
    stack = [(root, True)] if root is not None else []
    while stack:
        node, opens = stack.pop()
        if node.tag in UNSEEN:
            continue
        yield node, opens
        if opens and node.tag != "-text":
            stack.append((node, False))
            if STAMP not in node.attributes:
                inside = list(node.iter(include_text=True))
                stack += [(child, True) for child in reversed(inside)]


IMPORTER = Importer((FORMAT,), __doc__, sniff, read)
