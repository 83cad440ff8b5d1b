"""JSON of courts and congress.

`json-oyez`: arguments of the Supreme Court by Oyez. Each section is a chapter, named for the
advocate who argues in it; who argues a second time gives a rebuttal. Blocks are paragraphs. A turn
whose speaker is `null` is kept, without a name.

    {
      "title": "Oral Argument - March 3, 2021",
      "transcript": {
        "title": "Marsh v. Reyes",
        "sections": [
          {
            "start": 0,
            "turns": [
              {
                "speaker": {"name": "Ada Marsh", "roles": null},
                "text_blocks": [
                  {"start": 0, "stop": 2.5, "text": "May it please the Court:"},
                  {"start": 2.5, "stop": 6.1, "text": "The letters were in a tin box."}
                ]
              }
            ]
          }
        ]
      }
    }

`json-congress`: the Congressional Record, as its parsers write it.

    {
      "title": "THE TIN BOX",
      "content": [
        {"kind": "speech", "speaker": "Mr. MARSH", "text": "Mr. MARSH. The letters are here."},
        {"kind": "speech", "speaker": "Ms. REYES", "text": "Ms. REYES. I thank him."}
      ]
    }
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.importers.gather import Guess, Importer
from generator.importers.json_draft import Draft
from generator.importers.json_values import entries, fields, speaker_of, text_of
from generator.importers.patterns import pattern
from generator.importers.text import Manuscript
from generator.model.transcript import Reading

OYEZ, CONGRESS = "json-oyez", "json-congress"
SAMPLE = 50
JUSTICE = "scotus_justice"
INDENT = pattern(r"[ \t]*")


def sniff(manuscript: Manuscript) -> Guess | None:
    """Tell the two by their lists: sections with turns, and content with speakers."""
    data = manuscript.json
    if not isinstance(data, dict):
        return None
    turns = [fields(turn) for section in _sections(data)[:SAMPLE] for turn in _turns(section)[:3]]
    if any("text_blocks" in turn for turn in turns):
        return Guess(OYEZ, 0.97, "sections with turns and text_blocks, as Oyez has them")
    content = [fields(item) for item in entries(data.get("content"))[:SAMPLE]]
    if any(item.keys() >= {"kind", "speaker", "text"} for item in content):
        return Guess(CONGRESS, 0.95, "content with kind, speaker and text, as for the Congress")
    return None


def _sections(data: dict[str, Any]) -> list[Any]:
    return entries(fields(data.get("transcript")).get("sections")) or entries(data.get("sections"))


def _turns(section: Any) -> list[Any]:
    return entries(fields(section).get("turns"))


def read(manuscript: Manuscript, format_name: str) -> Reading:
    """Return the turns, in the file's order, with their paragraphs."""
    data = fields(manuscript.json)
    return _congress(manuscript, data) if format_name == CONGRESS else _oyez(manuscript, data)


def _oyez(manuscript: Manuscript, data: dict[str, Any]) -> Reading:
    draft = Draft(manuscript)
    heard: set[str] = set()
    for number, section in enumerate(map(fields, _sections(data)), 1):
        if not section:
            draft.trouble("entry-unreadable")
            continue
        draft.mark(_heading(section, number, heard), section.get("start"))
        for turn in map(fields, _turns(section)):
            _turn(draft, turn)
    case = text_of(fields(data.get("transcript")).get("title")) or ""
    occasion = text_of(data.get("title")) or ""
    title = ": ".join(dict.fromkeys(filter(None, (case, occasion))))
    return draft.reading(title, "en", grain="paragraph")


def _heading(section: dict[str, Any], number: int, heard: set[str]) -> str:
    """Return the title of a section: who argues in it, to the justices."""
    said: Counter[str] = Counter()
    for turn in map(fields, _turns(section)):
        speaker = fields(turn.get("speaker"))
        name = speaker_of(speaker.get("name"))
        roles = [fields(role).get("type") for role in entries(speaker.get("roles"))]
        if name and JUSTICE not in roles:
            blocks = entries(turn.get("text_blocks"))
            said[name] += sum(len(text_of(fields(b).get("text")) or "") for b in blocks)
    if not said:
        return f"Part {number}"
    name = said.most_common(1)[0][0]
    again = name in heard
    heard.add(name)
    return f"{'Rebuttal' if again else 'Argument'} of {name}"


def _turn(draft: Draft, turn: dict[str, Any]) -> None:
    speaker = turn.get("speaker")
    name = speaker_of(fields(speaker).get("name") if isinstance(speaker, dict) else speaker) or ""
    blocks = entries(turn.get("text_blocks"))
    if not blocks:
        draft.trouble("entry-unreadable")
    before = len(draft.utterances)
    for block in map(fields, blocks):
        opens = len(draft.utterances) == before
        times = (block.get("start"), block.get("stop"))
        draft.say(block.get("text"), name if opens else None, times, opens=opens)


def _congress(manuscript: Manuscript, data: dict[str, Any]) -> Reading:
    draft = Draft(manuscript)
    for item in entries(data.get("content")):
        text = fields(item).get("text")
        line = draft.find(text)
        if not isinstance(text, str):
            draft.say(text)
            continue
        name = speaker_of(fields(item).get("speaker")) or ""
        label = f"{name}."
        if name and text.lstrip().startswith(label):
            text = text.lstrip()[len(label) :]
            draft.exclude("label", label)
        paragraphs = list(paragraphs_of(text))
        if not paragraphs:
            draft.trouble("cue-empty")
        for number, paragraph in enumerate(paragraphs):
            opens = number == 0
            draft.add(paragraph, name if opens else None, None, None, (), line, opens=opens)
    title = text_of(data.get("title")) or text_of(data.get("doc_title"))
    return draft.reading(title, "en", grain="paragraph")


def paragraphs_of(text: str) -> Iterator[str]:
    r"""Yield the paragraphs of printed text: apart by an empty line, or by an indented first line.

    >>> list(paragraphs_of("I rise\ntoday.\n  The time\nhas come."))
    ['I rise today.', 'The time has come.']
    """
    lines: list[str] = []
    depth = 0
    for line in text.split("\n"):
        words = " ".join(line.split())
        indent = INDENT.match(line)
        before, depth = depth, len(indent[0]) if indent and words else 0
        if lines and (not words or depth > before):
            yield " ".join(lines)
            lines = []
        if words:
            lines.append(words)
    if lines:
        yield " ".join(lines)


IMPORTER = Importer((OYEZ, CONGRESS), __doc__, sniff, read)
