"""What is not a transcript.

A file that is something else is not read. A [finding](findings.md#not-a-transcript) says what it
looks like and what to do, and the rest of the book is built. Recordings, PDF, old Word files
(`.doc`), RTF and packed files are told by their first bytes: transcribe, convert or unpack them
first. If talkbook is wrong about a file, write its `format` into the episode's TOML.

`chat-zoom`: the chat beside a meeting. Take the meeting's transcript instead.

    00:05:17	Ada Marsh:	Here is the scan of the letter
    00:05:40	Tomás Reyes:	Reacted to "Here is the scan of..." with a heart

`json-other`: JSON of something else.

    {"name": "tin-box", "version": "1.0.0", "dependencies": {"letters": "^2.1"}}

`xml-other`: XML of something else, such as a feed or a drawing.

    <rss version="2.0"><channel><title>Letters from the tin box</title></channel></rss>

`not-text`: a recording, a picture, or a file that must be converted or unpacked first.
"""

import re

from generator.importers.gather import Guess, Importer, built, error
from generator.importers.text import Manuscript
from generator.model.source import Span
from generator.model.transcript import Exclusion, Reading

FORMATS = ("chat-zoom", "program", "json-other", "xml-other", "not-text")
CHAT = re.compile(r"\d{1,2}:\d\d:\d\d\t[^\t]*:?\t.*|\d{1,2}:\d\d:\d\d\s+From .+ to .+:.*")
# How a line of C, JavaScript and the like ends; few sentences do.
CODE = re.compile(r".*[;{}]\s*")
KINDS = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old Word file (.doc)",
        "open it in Word or LibreOffice and save it as .docx",
    ),
    (b"%PDF", "a PDF", "pdftotext -layout FILE.pdf FILE.txt, and put that into the folder"),
    (b"{\\rtf", "a rich text file (RTF)", "open it in a word processor and save it as .docx"),
    (
        b"ID3",
        "a recording (MP3)",
        "transcribe it first; the recording itself goes into the episode's TOML",
    ),
    (
        b"RIFF",
        "a recording (WAV)",
        "transcribe it first; the recording itself goes into the episode's TOML",
    ),
    (
        b"OggS",
        "a recording (Ogg)",
        "transcribe it first; the recording itself goes into the episode's TOML",
    ),
    (
        b"fLaC",
        "a recording (FLAC)",
        "transcribe it first; the recording itself goes into the episode's TOML",
    ),
    (b"\x1f\x8b", "a gzip archive", "gunzip it, and put what is in it into the folder"),
    (
        b"PK\x03\x04",
        "a zip archive or an office file",
        "unpack it, or save it as .docx or plain text",
    ),
)


def sniff(manuscript: Manuscript) -> Guess | None:
    """Known by its first bytes, by its form, or by being data that no importer knows."""
    for mark, what, _ in KINDS:
        if manuscript.data.startswith(mark):
            return Guess("not-text", 0.6, what)
    if not manuscript.readable:
        return None
    sample = [line for line in manuscript.sample if line.strip()]
    chat = sum(1 for line in sample if CHAT.fullmatch(line))
    if sample and chat * 2 > len(sample):
        return Guess("chat-zoom", 0.995, f"{chat} lines are messages of a meeting's chat")
    code = sum(1 for line in sample if CODE.fullmatch(line))
    if code >= 5 and code * 2 > len(sample) and manuscript.json is None:
        return Guess("program", 0.6, f"{code} lines end as those of a program")
    if manuscript.json is not None:
        return Guess("json-other", 0.6, "JSON, and none of the forms that are known")
    if manuscript.text.lstrip("\ufeff \t\r\n").startswith("<?xml") or manuscript.xml is not None:
        return Guess("xml-other", 0.6, "XML, and none of the forms that are known")
    return None


def read(manuscript: Manuscript, format_name: str) -> Reading:
    """Return nothing but a finding that says what the file looks like."""
    path = manuscript.path
    text = manuscript.text
    span = Span(path, 1, max(1, len(manuscript.lines)))
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
    if format_name == "program":
        return "a program", "put the transcript here, as text or captions; remove this file"
    if format_name == "json-other":
        return "JSON of something else", "export the transcript as .vtt, .srt or text"
    return "XML of something else", "export the transcript as .vtt, .srt or text"


IMPORTER = Importer(FORMATS, __doc__, sniff, read)
