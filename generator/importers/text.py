"""Bytes to lines: the encodings that transcripts come in."""

import codecs
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from generator.model.diagnostic import Diagnostic, Severity
from generator.model.source import Source, Span

# Longest mark first: UTF-32's begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 400
# A few NUL bytes are an accident in a text; more, and it is none.
MOST_NULS = 8
# UTF-8 has so many good characters beside ASCII for each broken one; code pages have none.
MOST_BROKEN = 4
# With fewer letters beside ASCII there is nothing to tell code pages apart by.
FEW_HIGH = 8
XML_DECLARATION = re.compile(r"\A<\?xml[^>]*\?>")
DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
LINE_END = re.compile(r"\r\n|\r|\n")
# What no text holds: control characters beside tab, line ends, form feed, NUL (told apart) and
# the one that CHAT puts around its times.
CONTROL = re.compile(r"[\x01-\x08\x0e-\x14\x16-\x1f\x7f]")


HALF = re.compile("[\ud800-\udfff]")
# From here on the lines of a file are split only for a format that is made of lines.
LONG_CHARACTERS = 5_000_000
CONTROL_BYTES = bytes(code for code in range(128) if CONTROL.match(chr(code)))
HIGH_BYTES = bytes(range(128, 256))


@dataclass(frozen=True)
class Manuscript:
    """A source as lines of text."""

    path: str
    text: str
    findings: tuple[Diagnostic, ...] = ()
    readable: bool = True
    """False: the bytes are not text, and `text` is empty."""
    data: bytes = b""
    """The file itself, for formats that are not lines of text."""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Without their ends; `lines[0]` is line 1."""
        return tuple(LINE_END.split(self.text) if "\r" in self.text else self.text.split("\n"))

    @property
    def line_count(self) -> int:
        """How many lines there are, an empty one at the end included."""
        return self.text.count("\n") + 1 if self._is_long else len(self.lines)

    @property
    def _is_long(self) -> bool:
        """Whether the lines of data would take several times the room that its text takes."""
        return len(self.text) > LONG_CHARACTERS and "\r" not in self.text

    @cached_property
    def sample(self) -> tuple[str, ...]:
        """The lines by which a format is recognised: enough of a long file, in order."""
        count = self.line_count
        if count <= 2 * SAMPLE:
            return self.lines
        if not self._is_long:
            middle = count // 2
            return (*self.lines[:SAMPLE], *self.lines[middle : middle + SAMPLE])
        middle = _start_of_line(self.text, count // 2)
        return (*_some_lines(self.text, 0), *_some_lines(self.text, middle))

    @cached_property
    def filled(self) -> tuple[str, ...]:
        """The lines of the sample that are not empty."""
        return tuple(line for line in self.sample if line and not line.isspace())

    @cached_property
    def openings(self) -> Mapping[str, Sequence[str]]:
        """The same lines by their first character that is no space.

        Who looks for lines of one form asks for these, and not each line anew.
        """
        found: dict[str, list[str]] = {}
        for line in self.filled:
            found.setdefault(line.lstrip()[0], []).append(line)
        return found

    @cached_property
    def numeric(self) -> Sequence[str]:
        """The same lines, those that begin with a digit."""
        return [s for first, lines in self.openings.items() if first.isdigit() for s in lines]

    @cached_property
    def arrowed(self) -> tuple[str, ...]:
        """The lines of the sample with an arrow, as between the times of captions."""
        return tuple(line for line in self.sample if "->" in line)

    @cached_property
    def json(self) -> Any:
        """The file as JSON; None where it is not."""
        if self.text.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
            return None
        try:
            return msgspec.json.decode(self.text)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            return _lenient_json(self.text)

    @cached_property
    def xml(self) -> Any:
        """The root element of the file as XML (lxml); None where it is not.

        Entities are not resolved, nothing is fetched, and depth and size are limited.
        """
        if self.text.lstrip("\ufeff \t\r\n")[:1] != "<":
            return None
        from lxml import etree  # 15 ms to import, and only a few formats need it

        # The declaration stays as an empty line, so that lines are the file's.
        body = XML_DECLARATION.sub("", self.text.lstrip("\ufeff \t\r\n"), count=1).encode("utf-8")
        for recover in (False, True):
            parser = etree.XMLParser(
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
                recover=recover,
            )
            try:
                root = etree.fromstring(body, parser)
            except (etree.XMLSyntaxError, ValueError):
                continue
            if root is not None:
                return root
        return None

    @cached_property
    def xml_problem(self) -> tuple[int, str]:
        """Line and reason where the XML is broken; (0, "") where it is not, or is no XML."""
        from lxml import etree

        body = XML_DECLARATION.sub("", self.text.lstrip("\ufeff \t\r\n"), count=1).encode("utf-8")
        try:
            root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
        except (etree.XMLSyntaxError, ValueError) as problem:
            return getattr(problem, "lineno", 0) or 0, str(problem)
        declared: Any = root.getroottree().docinfo.internalDTD
        if declared is not None and any(True for _ in declared.iterentities()):
            return 1, "it declares entities of its own, which are left out"
        return 0, ""

    def span(self, first: int, last: int | None = None) -> Span:
        """Return the span of lines `first` to `last`, counted from 1."""
        return Span(self.path, first, first if last is None else last)


def _lenient_json(text: str) -> Any:
    """Return JSON with what programs write against its rules: NaN, half characters, long numbers.

    None where it cannot be read at all. Half characters become U+FFFD.
    """
    try:
        value = json.loads(text, parse_int=_number)
        written = json.dumps(value, ensure_ascii=False)
        if not HALF.search(written):
            return value
        whole = written.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return json.loads(whole)
    except (ValueError, RecursionError):
        return None


def _number(digits: str) -> int | float:
    """Return a whole number; Python refuses those of thousands of digits."""
    return int(digits) if len(digits) < 40 else float(digits)


def decode(source: Source) -> Manuscript:
    """Return `source` as text; with a finding where the encoding is a guess or there is no text."""
    text, encoding, guessed = _decoded(source.data)
    controls = _controls(source.data) if encoding == "utf-8" else len(CONTROL.findall(text))
    if encoding == "" or controls > max(8, len(text) // 100):
        finding = _not_text(source.path)
        return Manuscript(source.path, "", (finding,), readable=False, data=source.data)
    findings: tuple[Diagnostic, ...] = ()
    if guessed:
        findings = (_guessed(source.path, encoding),)
    if replaced := _replaced(source.data, text, encoding):
        findings += (_unreadable(source.path, text, encoding, replaced),)
    if "\0" in text:
        findings += (_nul(source.path, text),)
        text = text.replace("\0", "\ufffd")
    return Manuscript(source.path, text, findings, data=source.data)


def _start_of_line(text: str, index: int) -> int:
    """Return where the line of this index begins (the first is 0)."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if text.count("\n", 0, middle) < index:
            low = middle + 1
        else:
            high = middle
    return low


def _some_lines(text: str, start: int) -> list[str]:
    """Return as many lines from there as a sample has."""
    end = start
    for _ in range(SAMPLE):
        found = text.find("\n", end)
        if found < 0:
            return text[start:].split("\n")
        end = found + 1
    return text[start : end - 1].split("\n")


def _controls(data: bytes) -> int:
    """Return how many control bytes there are; ten times faster than a search in the text."""
    return len(data) - len(data.translate(None, CONTROL_BYTES))


def _decoded(data: bytes) -> tuple[str, str, bool]:
    """Return text, encoding and whether that is a guess; the encoding is empty for no text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding, False
    nuls = data.count(0)
    if nuls and (wide := _wide_without_mark(data))[1]:
        return wide
    if nuls > max(MOST_NULS, len(data) // 20):
        return "", "", False
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        return _damaged(data) or _detected(data)


def _damaged(data: bytes) -> tuple[str, str, bool] | None:
    """Return UTF-8 of which a few bytes are broken, as where a file was cut; None for another."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return (text, "utf-8", False) if broken * MOST_BROKEN <= whole else None


def _replaced(data: bytes, text: str, encoding: str) -> int:
    """Return how many characters could not be decoded; the source's own U+FFFD are none."""
    shown = text.count("\ufffd")
    if not shown or not encoding.startswith("utf"):
        return shown
    return shown - data.count("\ufffd".encode(encoding))


def _wide_without_mark(data: bytes) -> tuple[str, str, bool]:
    """UTF-16 without a mark: every second byte of Latin text is NUL."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > len(head) // 5 and zeros > 8 * others:
            return data.decode(encoding, "replace"), encoding, True
    return "", "", False


def _declared(data: bytes) -> str:
    """Return the encoding that an HTML or XML file names in its head; empty for none.

    What calls itself ISO 8859-1 is read as Windows 1252, as browsers do (WHATWG Encoding,
    "Names and labels").
    """
    found = DECLARED.search(data[:1024])
    if not found:
        return ""
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return ""
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name)


def _detected(data: bytes) -> tuple[str, str, bool]:
    if declared := _declared(data):
        return data.decode(declared, "replace"), declared, False
    if len(data) - len(data.translate(None, HIGH_BYTES)) < FEW_HIGH:
        return data.decode("cp1252", "replace"), "cp1252", True
    from charset_normalizer import from_bytes  # 60 ms to import, and seldom needed

    best = from_bytes(data[:200_000]).best()
    if best is None:
        return "", "", False
    return data.decode(best.encoding, "replace"), best.encoding, True


def _guessed(path: str, encoding: str) -> Diagnostic:
    return Diagnostic(
        path,
        0,
        Severity.WARNING,
        "encoding-guessed",
        f"the file does not say how its characters are coded; it was read as {encoding}",
        f"iconv -f {encoding} -t utf-8 {path} > NEW, and look at the names and accents",
    )


def _unreadable(path: str, text: str, encoding: str, count: int) -> Diagnostic:
    characters = "1 character" if count == 1 else f"{count} characters"
    return Diagnostic(
        path,
        text.count("\n", 0, text.index("\ufffd")) + 1,
        Severity.WARNING,
        "bytes-unreadable",
        f"{characters} cannot be read as {encoding}; each is shown as \ufffd",
        "look for \ufffd in the text and write what belongs there",
    )


def _nul(path: str, text: str) -> Diagnostic:
    line = text.count("\n", 0, text.index("\0")) + 1
    return Diagnostic(
        path,
        line,
        Severity.WARNING,
        "nul-bytes",
        f"the file has {text.count(chr(0))} NUL bytes; each is shown as \ufffd",
        f"tr -d '\\0' < {path} > NEW",
    )


def _not_text(path: str) -> Diagnostic:
    return Diagnostic(
        path,
        0,
        Severity.ERROR,
        "not-text",
        "the file is not text",
        "export the transcript as plain text, and put that into the folder of transcripts",
    )
