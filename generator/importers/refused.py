"""What is not a transcript.

A file that is something else is not read. A [finding](findings.md#not-a-transcript) says what it
looks like and what to do, and the rest of the book is built. If talkbook is wrong about a file,
write its `format` into the episode's TOML: `format = "txt-unlabelled"` reads any text as it
stands.

`chat-zoom`: the chat beside a meeting. Take the meeting's transcript instead.

    00:05:17	Ada Marsh:	Here is the scan of the letter
    00:05:40	Tomás Reyes:	Reacted to "Here is the scan of..." with a heart

`chat-other`: a conversation that was typed, as WhatsApp, Telegram, Slack, Discord and IRC export
it.

    12/03/2026, 10:15 - Ada Marsh: Have you seen the box?
    12/03/2026, 10:16 - Tomás Reyes: Not yet

`mail`: a newsletter or an e-mail. If it is what was read aloud, put a label such as `**Ada
Marsh:**` before the first words.

    # The tin box weekly

    The archive has opened a [new room](https://example.org/room).

    Unsubscribe | View in browser

`readme`: the description of a program.

    # tinbox

    ## Installation

    pip install tinbox

    ## License

    MIT

`program`: the source of a program, or a change to one.

    function find(box) {
      var at = open(box);
      log(at);
      close(box);
    };

`settings`: YAML, TOML or INI of something else.

    name: tests
    on: [push]
    jobs:
      test:
        runs-on: ubuntu-latest

`log`: what a program writes about its work.

    2026-03-12 10:15:03,123 INFO server: started
    2026-03-12 10:15:04,001 WARNING server: slow answer
    2026-03-12 10:15:05,400 ERROR db: connection lost

`table-other`: a table without a column of words.

    name,age,city
    Ada,36,London
    Tomás,40,Madrid

`html-other`: a web page in which no line names a speaker or a time. If it is a talk of one person,
write `format = "html-page"`.

    <!doctype html>
    <html><body><h1>Tin boxes</h1><p>Buy a box today.</p></body></html>

`json-other`: JSON of something else.

    {"name": "tin-box", "version": "1.0.0", "dependencies": {"letters": "^2.1"}}

`xml-other`: XML of something else, such as a feed or a drawing.

    <rss version="2.0"><channel><title>Letters from the tin box</title></channel></rss>

`not-text`: a recording, a picture, PDF, an old Word file (`.doc`), RTF, a packed file or a
calendar. It is told by its first bytes: transcribe, convert or unpack it first.
"""

import re
from collections.abc import Sequence

from generator.importers.gather import Guess, Importer, built, error
from generator.importers.lookalikes import (
    ALL_BUT_SPEECH,
    CERTAIN,
    OWN_FORMS,
    REMOVE,
    UNSURE,
    Lookalike,
    look,
    look_at_forms,
)
from generator.importers.patterns import pattern
from generator.importers.text import Manuscript
from generator.importers.xml_nodes import name_of
from generator.model.source import Span
from generator.model.transcript import Exclusion, Reading

FORMATS = (
    "chat-zoom",
    *dict.fromkeys(lookalike.format for lookalike in (*OWN_FORMS, *ALL_BUT_SPEECH)),
    "html-other",
    "json-other",
    "xml-other",
    "not-text",
)
CHAT = pattern(r"\d{1,2}:\d\d:\d\d\t[^\t]*:?\t.*|\d{1,2}:\d\d:\d\d\s+From .+ to .+:.*")
# A key, or three brackets in a row: no conversation begins so.
JSON = pattern(r'\ufeff?\s*(?:\[\s*)?\{\s*"[^"\n]{0,200}"\s*:|\ufeff?\s*\[\s*\[\s*[\["]')
HTML = pattern(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
FEEDS = ("rss", "feed", "RDF")
EXPORT = "export the transcript as .vtt, .srt or text"
RECORDING = "transcribe it first; the recording itself goes into the episode's TOML"
KINDS = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old Word file (.doc)",
        "open it in Word or LibreOffice and save it as .docx",
    ),
    (b"%PDF", "a PDF", "pdftotext -layout FILE.pdf FILE.txt, and put that into the folder"),
    (b"{\\rtf", "a rich text file (RTF)", "open it in a word processor and save it as .docx"),
    (b"ID3", "a recording (MP3)", RECORDING),
    (b"RIFF", "a recording (WAV)", RECORDING),
    (b"OggS", "a recording (Ogg)", RECORDING),
    (b"fLaC", "a recording (FLAC)", RECORDING),
    (b"\x1f\x8b", "a gzip archive", "gunzip it, and put what is in it into the folder"),
    (
        b"PK\x03\x04",
        "a zip archive or an office file",
        "unpack it, or save it as .docx or plain text",
    ),
    (b"BEGIN:V", "a calendar or an address book", REMOVE),
)


def sniff(manuscript: Manuscript) -> Guess | None:
    """Known by its first bytes, or by lines that have a form of their own."""
    for mark, what, _ in KINDS:
        if mark[:1] in b"%{B" and manuscript.data.startswith(mark):
            return Guess("not-text", CERTAIN, what)
    if not manuscript.readable or _data(manuscript):
        return None
    lines = manuscript.filled
    chat = sum(1 for line in manuscript.numeric if CHAT.fullmatch(line))
    if chat * 2 > len(lines):
        return Guess("chat-zoom", CERTAIN, f"{chat} lines are messages of a meeting's chat")
    return _of_lines(lines, look_at_forms(lines))


def sniff_rest(manuscript: Manuscript) -> Guess | None:
    """Known by being what no importer reads, and only where names and times are few."""
    for mark, what, _ in KINDS:
        if manuscript.data.startswith(mark):
            return Guess("not-text", UNSURE, what)
    if not manuscript.readable:
        return None
    lines = manuscript.filled
    return _data(manuscript) or _of_lines(lines, look(lines, ALL_BUT_SPEECH))


def _data(manuscript: Manuscript) -> Guess | None:
    if JSON.match(manuscript.text[:2000]) and manuscript.json is None:
        return Guess("json-other", UNSURE, "JSON that is broken")
    if manuscript.json is not None:
        return Guess("json-other", UNSURE, "JSON, and none of the forms that are known")
    if HTML.match(manuscript.text[:2000]):
        return Guess("html-other", 0.4, "a web page without names or times")
    if manuscript.text.lstrip("\ufeff \t\r\n").startswith("<?xml") or manuscript.xml is not None:
        return Guess("xml-other", UNSURE, "XML, and none of the forms that are known")
    return None


def _of_lines(lines: Sequence[str], found: tuple[Lookalike, int] | None) -> Guess | None:
    if found is None:
        return None
    lookalike, count = found
    return Guess(
        lookalike.format, lookalike.score, f"{count} of {len(lines)} lines: {lookalike.seen}"
    )


def read(manuscript: Manuscript, format_name: str) -> Reading:
    """Return nothing but a finding that says what the file looks like."""
    path = manuscript.path
    text = manuscript.text
    span = Span(path, 1, manuscript.line_count)
    excluded = (Exclusion("refused", text, span),) if text.strip() else ()
    what, hint = _said(manuscript, format_name)
    finding = error(path, 0, "not-a-transcript", f"the file looks like {what}", hint)
    return Reading(built(manuscript, (), (), excluded), (finding,))


def _said(manuscript: Manuscript, format_name: str) -> tuple[str, str]:
    for mark, what, hint in KINDS:
        if manuscript.data.startswith(mark):
            return what, hint
    if format_name == "chat-zoom":
        return (
            "the chat of a meeting, not what was said in it",
            "put the meeting's transcript (.vtt) here; remove this file",
        )
    if format_name == "html-other":
        hint = 'if it is a talk of one person, write format = "html-page" in the episode\'s TOML'
        return "a web page in which no line names a speaker or a time", hint
    if format_name == "json-other":
        if manuscript.json is None:
            return "JSON that is broken, or nests too deeply", "export it again"
        return f"JSON of something else{_keys(manuscript.json)}", EXPORT
    if format_name == "xml-other":
        root = name_of(manuscript.xml) if manuscript.xml is not None else ""
        if root in FEEDS:
            return "the feed of a podcast or a blog", EXPORT
        return f"XML of something else{f' (<{root}>)' if root else ''}", EXPORT
    known = (*OWN_FORMS, *ALL_BUT_SPEECH)
    named = ((k.what, k.hint) for k in known if k.format == format_name)
    return next(named, ("something else", EXPORT))


def _keys(data: object) -> str:
    keys = [str(key)[:30] for key in data][:3] if isinstance(data, dict) else []
    return f" (with {', '.join(keys)})" if keys else ""


IMPORTER = Importer(FORMATS, __doc__, sniff, read, surest=CERTAIN)
# Asked last: its formats are those of the importer above.
REST = Importer((), None, sniff_rest, read, surest=UNSURE)
