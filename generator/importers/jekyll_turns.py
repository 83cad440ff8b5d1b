"""Turns in the front matter of a page: YAML.

`yaml-jekyll-turns`: a list of lines and headers, as podcasts keep it whose site is made with
Jekyll. A header begins a chapter. A line without `who` goes on with the one above.

    ---
    title: Letters from the tin box
    transcript:
    - header: Arrival
    - line: We found the letters in a tin box.
      sec: 0
      time: '0:00'
      who: Ada
    - line: And the first one was addressed to you?
      sec: 9
      time: '0:09'
      who: Tomás
    ---
"""

import re
from typing import Any

from generator.importers.gather import Guess, Importer, built, error
from generator.importers.labels import clock_ms
from generator.importers.markdown import nests_deeply
from generator.importers.patterns import pattern
from generator.importers.text import Manuscript
from generator.model.source import Span
from generator.model.transcript import Exclusion, Facts, Marker, Reading, Utterance

FORMATS = ("yaml-jekyll-turns",)
ENTRY = pattern(r"^[ \t]*-[ \t]+(?:line|header|text)\s*:", re.MULTILINE)
ALIAS = pattern(r"(?:^|[\s\[,])\*\w")
SAYS = ("line", "text")


def sniff(manuscript: Manuscript) -> Guess | None:
    """A front matter with a list of lines."""
    if not manuscript.text.startswith(("---", "\ufeff---")):
        return None
    entries = len(ENTRY.findall(manuscript.text[:200_000]))
    if entries < 2:
        return None
    return Guess("yaml-jekyll-turns", 0.995, f"{entries} entries of a list are lines or headers")


def read(manuscript: Manuscript, _format_name: str) -> Reading:
    """Return the entries of the list; all other settings are excluded as front matter."""
    import yaml

    path = manuscript.path
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    end = next(
        (i for i, line in enumerate(manuscript.lines[1:], 1) if line.rstrip() == "---"), None
    )
    block = "\n".join(["", *manuscript.lines[1:end]])
    try:
        unsafe = ALIAS.search(block) or nests_deeply(block)
        root = None if unsafe else yaml.compose(block, loader)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        return _broken(manuscript, line)
    if not isinstance(root, yaml.MappingNode):
        return _broken(manuscript, 0)
    settings = {str(key.value): value for key, value in root.value}
    entries = next((v for v in settings.values() if _is_list_of_lines(v)), None)
    said: list[Utterance] = []
    markers: list[Marker] = []
    excluded = [_setting(manuscript, *pair) for pair in root.value if pair[1] is not entries]
    for node in entries.value if entries else ():
        _entry(path, node, said, markers, excluded)
    facts = Facts(summary=_scalar(settings, "description") or _scalar(settings, "intro"))
    tail = "\n".join(manuscript.lines[end + 1 :]).strip() if end else ""
    if tail:
        first = (end or 0) + 2
        excluded.append(Exclusion("preamble-below", tail, Span(path, first, len(manuscript.lines))))
    transcript = built(
        manuscript, said, markers, excluded, _scalar(settings, "title"), facts, "paragraph"
    )
    return Reading(transcript)


def _setting(manuscript: Manuscript, key: Any, value: Any) -> Exclusion:
    """Return a setting of the page as it stands in the file."""
    first, after = key.start_mark.line, value.end_mark.line + (value.end_mark.column > 0)
    text = "\n".join(manuscript.lines[first:after])
    span = Span(manuscript.path, first + 1, max(first + 1, after))
    return Exclusion("front-matter", text, span)


def _broken(manuscript: Manuscript, line: int) -> Reading:
    message = "the front matter is not YAML that can be read"
    finding = error(manuscript.path, line, "yaml-syntax", message, "mend the line; quote its text")
    return Reading(built(manuscript, ()), (finding,))


def _is_list_of_lines(node: Any) -> bool:
    if node.id != "sequence" or not node.value:
        return False
    mappings = [entry for entry in node.value if entry.id == "mapping"]
    keys = [str(key.value) for entry in mappings[:50] for key, _ in entry.value]
    return any(key in keys for key in SAYS)


def _scalar(settings: dict[str, Any], key: str) -> str:
    node = settings.get(key)
    return " ".join(str(node.value).split()) if node is not None and node.id == "scalar" else ""


def _entry(
    path: str,
    node: Any,
    said: list[Utterance],
    markers: list[Marker],
    excluded: list[Exclusion],
) -> None:
    span = Span(path, node.start_mark.line + 1, max(node.start_mark.line + 1, node.end_mark.line))
    if node.id != "mapping":
        return
    values = {
        str(key.value): " ".join(str(v.value).split()) for key, v in node.value if v.id == "scalar"
    }
    start_ms = _start_ms(values)
    if "header" in values:
        excluded.append(Exclusion("chapter", values["header"], span))
        markers.append(Marker(values["header"], start_ms, span, before=len(said)))
    text = next((values[key] for key in SAYS if values.get(key)), "")
    who = values.get("who", "")
    excluded += [Exclusion("label", who, span)] if who else []
    excluded += [Exclusion("time", values["time"], span)] if values.get("time") else []
    if text:
        label = span if who else None
        said.append(Utterance(text, span, who or None, start_ms, label=label))


def _start_ms(values: dict[str, str]) -> int | None:
    seconds = values.get("sec", "")
    if re.fullmatch(r"\d{1,6}(?:\.\d+)?", seconds):
        return int(float(seconds) * 1000)
    return clock_ms(values.get("time"))


IMPORTER = Importer(FORMATS, __doc__, sniff, read)
