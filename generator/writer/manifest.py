"""Which files of an output folder are ours, and what is in them."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from generator.model.value import value

NAME = ".talkbook.json"


@value
class Entry:
    """One file of ours."""

    size_bytes: int
    sha256: str


Manifest = Mapping[str, Entry]
"""By path, POSIX and relative to the output folder."""


def entry_of(data: bytes) -> Entry:
    """Return the entry of a file with these bytes."""
    return Entry(len(data), hashlib.sha256(data).hexdigest())


def read(output: Path) -> Manifest | None:
    """Return the manifest of a folder that we wrote; None if we did not, or if it is broken."""
    try:
        data = json.loads((output / NAME).read_text(encoding="utf-8"))
        return {path: Entry(int(size), str(sha)) for path, (size, sha) in data["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def to_json(manifest: Manifest) -> bytes:
    """Return the manifest as it stands in the output folder; the same for the same files."""
    files = {path: [one.size_bytes, one.sha256] for path, one in sorted(manifest.items())}
    # Not `indent`, which is ten times slower.
    text = json.dumps({"files": files}, ensure_ascii=False, separators=(",\n", ": "))
    return text.encode() + b"\n"
