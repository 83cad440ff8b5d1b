"""Debates of parliaments in TEI.

`xml-tei-parla`: an utterance and its segments, as ParlaMint and other corpora have them. Names
come from the list of persons, or from the note above a speech; else the id is shown. Applause and
the like are events.

    <TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
      <note type="speaker">Ada Marsh</note>
      <u who="#AM"><seg>The sitting is open.</seg></u>
      <u who="#TR"><seg>Thank you.</seg> <kinesic><desc>applause</desc></kinesic></u>
    </body></text></TEI>
"""

from typing import Any

from generator.importers.gather import Guess, Importer, built, error
from generator.importers.text import Manuscript
from generator.importers.xml_nodes import attribute, name_of, named, span_of, text_of
from generator.model.transcript import Exclusion, Facts, Marker, Reading, Utterance

FORMATS = ("xml-tei-parla",)
SOUNDS = frozenset(("vocal", "kinesic", "incident"))
# What an editor says of the text.
NOTES = frozenset(("note", "gap"))
NOT_SAID = frozenset(("note", "gap", "vocal", "kinesic", "incident", "time", "pause"))


def sniff(manuscript: Manuscript) -> Guess | None:
    """The root element, and utterances in it."""
    root = manuscript.xml
    if root is None or name_of(root) not in ("TEI", "teiCorpus"):
        return None
    spoken = sum(1 for _ in named(root, "u", "sp"))
    return Guess("xml-tei-parla", 1.0, f"TEI with {spoken} utterances") if spoken else None


def read(manuscript: Manuscript, _format_name: str) -> Reading:
    """Return the utterances, a paragraph for each segment."""
    root = manuscript.xml
    if root is None:
        finding = error(manuscript.path, 0, "xml-broken", "the XML is broken", "xmllint FILE")
        return Reading(built(manuscript, ()), (finding,))
    names = _listed(root)
    said: list[Utterance] = []
    markers: list[Marker] = []
    excluded: list[Exclusion] = []
    announced = ""
    bodies = list(named(root, "body")) or [root]
    for body in bodies:
        for node in body.iter():
            kind = name_of(node)
            if kind == "note" and attribute(node, "type") == "speaker":
                announced = text_of(node)
                excluded.append(Exclusion("label", announced, span_of(manuscript, node)))
            elif kind in ("u", "sp"):
                _utterance(manuscript, node, names, announced, said, excluded)
                announced = ""
            elif kind == "head" and (title := text_of(node)):
                excluded.append(Exclusion("chapter", title, span_of(manuscript, node)))
                markers.append(Marker(title, None, span_of(manuscript, node), before=len(said)))
            elif kind in NOTES and not _inside(node):
                excluded.append(Exclusion(kind, text_of(node), span_of(manuscript, node)))
            elif kind in SOUNDS and not _inside(node):
                _sound(manuscript, node, said)
    title = _title(root)
    facts = Facts(language=attribute(root, "lang"))
    kept = [line for line in excluded if line.text]
    transcript = built(manuscript, said, markers, kept, title, facts, "paragraph")
    if said:
        return Reading(transcript)
    finding = error(manuscript.path, 0, "empty", "no one says anything", "look for <u> in the file")
    return Reading(transcript, (finding,))


def _title(root: Any) -> str:
    """Return the file's title: the subtitle where the title is its corpus's, `... [ParlaMint]`."""
    title = next(named(root, "title"), None)
    if title is None:
        return ""
    kinds = {attribute(node, "type"): text_of(node) for node in reversed(title.getparent())}
    whole = text_of(title)
    return kinds.get("sub") or whole if whole.endswith("]") else whole


def _listed(root: Any) -> dict[str, str]:
    """Return the names of the list of persons by id."""
    found = {}
    for person in named(root, "person"):
        name = next(named(person, "persName"), None)
        if name is not None and attribute(person, "id"):
            parts = [text_of(part) for part in (*named(name, "forename"), *named(name, "surname"))]
            found[attribute(person, "id")] = " ".join(parts) or text_of(name)
    return found


def _inside(node: Any) -> bool:
    """Whether an element stands in a speech, where that has already dealt with it."""
    parent = node.getparent()
    while parent is not None:
        if name_of(parent) in ("u", "sp"):
            return True
        parent = parent.getparent()
    return False


def _utterance(
    manuscript: Manuscript,
    node: Any,
    names: dict[str, str],
    announced: str,
    said: list[Utterance],
    excluded: list[Exclusion],
) -> None:
    who = attribute(node, "who").lstrip("#")
    own = next((text_of(child) for child in node if name_of(child) == "speaker"), "")
    if announced and who not in names:
        names[who] = announced.strip().rstrip(":")
    speaker = names.get(who) or own.rstrip(":. ") or who
    label = span_of(manuscript, node)
    segments = [n for n in named(node, "seg", "p", "l", "ab") if n is not node]
    opened = False
    for segment in segments or [node]:
        text = text_of(segment, NOT_SAID | {"speaker"})
        span = span_of(manuscript, segment)
        if text:
            said.append(
                Utterance(
                    text, span, speaker if not opened else None, label=None if opened else label
                )
            )
            opened = True
    for inner in node.iter():
        if name_of(inner) in SOUNDS:
            _sound(manuscript, inner, said)
        elif name_of(inner) in NOTES and (note := text_of(inner)):
            excluded.append(Exclusion(name_of(inner), note, span_of(manuscript, inner)))


def _sound(manuscript: Manuscript, node: Any, said: list[Utterance]) -> None:
    if text := text_of(node):
        said.append(Utterance(text, span_of(manuscript, node), "", event="sound"))


IMPORTER = Importer(FORMATS, __doc__, sniff, read)
