"""Bytes to lines: the encodings that transcripts come in."""

import codecs
import re
from dataclasses import dataclass

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
LINE_END = re.compile(r"\r\n|\r|\n")
# What no text holds: control characters beside tab, line ends and form feed.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A source as lines of text."""

    path: str
    text: str
    lines: tuple[str, ...]
    """Without their ends; `lines[0]` is line 1."""
    findings: tuple[Diagnostic, ...] = ()
    readable: bool = True
    """False: the bytes are not text, and `text` is empty."""

    def span(self, first: int, last: int | None = None) -> Span:
        """Return the span of lines `first` to `last`, counted from 1."""
        return Span(self.path, first, first if last is None else last)


def decode(source: Source) -> Manuscript:
    """Return `source` as text; with a finding where the encoding is a guess or there is no text."""
    text, encoding, guessed = _decoded(source.data)
    controls = len(CONTROL.findall(text))
    if encoding == "" or controls > max(2, len(text) // 200):
        return Manuscript(source.path, "", (), (_not_text(source.path),), readable=False)
    findings: tuple[Diagnostic, ...] = ()
    if guessed:
        findings = (_guessed(source.path, encoding),)
    return Manuscript(source.path, text, tuple(LINE_END.split(text)), findings)


def _decoded(data: bytes) -> tuple[str, str, bool]:
    """Return text, encoding and whether that is a guess; the encoding is empty for no text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding, False
    try:
        if b"\0" not in data:
            return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    else:
        return _wide_without_mark(data)
    return _detected(data)


def _wide_without_mark(data: bytes) -> tuple[str, str, bool]:
    """UTF-16 without a mark: every second byte of Latin text is NUL."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > len(head) // 5 and zeros > 8 * others:
            return data.decode(encoding, "replace"), encoding, True
    return "", "", False


def _detected(data: bytes) -> tuple[str, str, bool]:
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


def _not_text(path: str) -> Diagnostic:
    return Diagnostic(
        path,
        0,
        Severity.ERROR,
        "not-text",
        "the file is not text",
        "export the transcript as plain text, and put that into the folder of transcripts",
    )
