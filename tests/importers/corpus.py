"""The real transcripts that the repository must not hold: where they are, and what is known."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator import importers, passes
from generator.model.diagnostic import Diagnostic
from generator.model.episode import Episode
from generator.model.site import Brief, Site
from generator.model.source import Source
from generator.model.transcript import Transcript
from tests.conftest import ROOT, shared

FOLDER = ROOT.parent / "shared" / "corpora"


def corpora() -> Path:
    """Return the folder of the corpora; skip where they are absent, fail in CI."""
    return shared() / "corpora"


@cache
def manifest() -> dict[str, str]:
    """Return the format of each file by its path; nothing where the corpora are absent."""
    return {row["path"]: row["format"] for row in _rows("manifest.tsv")}


@cache
def truth() -> dict[tuple[str, str], dict[str, str]]:
    """Return what independent expressions counted, by path and unit."""
    return {(row["path"], row["unit"]): row for row in _rows("truth.tsv")}


def _rows(name: str) -> list[dict[str, str]]:
    path = FOLDER / name
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def data(path: str) -> bytes:
    """Return a file of the corpora."""
    return (corpora() / "files" / path).read_bytes()


def suite(name: str) -> Path:
    """Return the folder of a conformance suite."""
    return corpora() / "conformance" / name


@dataclass(frozen=True)
class Read:
    """One file of the corpora, read."""

    format: str
    transcript: Transcript
    interpreted: Transcript
    episode: Episode
    findings: tuple[Diagnostic, ...]
    text: str
    lines: tuple[str, ...]


@cache
def read(path: str) -> Read:
    """Return what importers and passes make of a file of the corpora."""
    return read_data(f"seeds/{path}", data(path))


def read_data(path: str, source: bytes) -> Read:
    """Return what importers and passes make of a file."""
    reading, choice = importers.read(Source(path, source))
    interpreted = passes.interpret(reading)
    episode, findings = passes.to_episode(interpreted, Brief(), Site())
    text = raw_text(source)
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return Read(
        choice.format, reading.transcript, interpreted.transcript, episode, findings, text, lines
    )


def raw_text(source: bytes) -> str:
    """Return a file as text, without the project's own decoding."""
    marks = ((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"))
    marks += ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    encoding = next((name for mark, name in marks if source.startswith(mark)), "utf-8-sig")
    try:
        return source.decode(encoding)
    except UnicodeDecodeError:
        return source.decode("cp1252", "replace")
