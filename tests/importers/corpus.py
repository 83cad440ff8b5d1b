"""The real transcripts that the repository must not hold: where they are, and what is known."""

import csv
from functools import cache
from pathlib import Path

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
