"""Which files of an output folder are ours, and what is in them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.model.artifact import Artifact

NAME = ".talkbook.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of ours."""

    size_bytes: int
    sha256: str


Manifest = Mapping[str, Entry]
"""By path, POSIX and relative to the output folder."""


def manifest_of(artifacts: Iterable[Artifact]) -> dict[str, Entry]:
    """Return the manifest of files that are about to be written."""
    return {
        a.path: Entry(len(a.data), hashlib.sha256(a.data).hexdigest())
        for a in sorted(artifacts, key=lambda artifact: artifact.path)
    }


def read(output: Path) -> Manifest | None:
    """Return the manifest of a folder that we wrote; None if we did not, or if it is broken."""
    try:
        data = json.loads((output / NAME).read_text(encoding="utf-8"))
        return {path: Entry(int(size), str(sha)) for path, (size, sha) in data["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def to_json(manifest: Manifest) -> bytes:
    """Return the manifest as it stands in the output folder; the same for the same files."""
    files = {path: [entry.size_bytes, entry.sha256] for path, entry in manifest.items()}
    return json.dumps({"files": files}, ensure_ascii=False, indent=0).encode() + b"\n"


def is_whole(output: Path, manifest: Manifest) -> bool:
    """Whether every file of the manifest is there with its size."""
    try:
        return all(
            (output / path).stat().st_size == entry.size_bytes for path, entry in manifest.items()
        )
    except OSError:
        return False
