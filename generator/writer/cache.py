"""What earlier builds have found out, by names that say what it was made of.

Each entry carries a hash of itself: one that is broken, or that another build has removed, is as
if it had never been. A cache that cannot be written is done without.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

HASH_BYTES = 32
LAST = "last-build.json"


class Cache:
    """A folder of entries."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, which need not exist."""
        self.folder = folder
        self._entries = folder / "entries"
        self._used: set[str] = set()

    def read_only(self) -> "Cache":
        """Return the same cache for a build that leaves no trace."""
        return _ReadOnly(self.folder)

    def get(self, name: str) -> bytes | None:
        """Return an entry; None where there is none that is whole."""
        try:
            data = (self._entries / name).read_bytes()
        except OSError:
            return None
        content = data[HASH_BYTES:]
        if hashlib.sha256(content).digest() != data[:HASH_BYTES]:
            return None
        self._used.add(name)
        return content

    def put(self, name: str, content: bytes) -> None:
        """Keep an entry; in one step, so that no one reads half of it."""
        self._used.add(name)
        with suppress(OSError):
            self._begin()
            temporary = self._entries / f".{name}.{os.getpid()}"
            temporary.write_bytes(hashlib.sha256(content).digest() + content)
            temporary.replace(self._entries / name)

    def use(self, name: str) -> None:
        """Keep an entry from being pruned though this build does not read it."""
        self._used.add(name)

    def prune(self) -> None:
        """Remove the entries that have been neither read nor written by this build."""
        with suppress(OSError):
            for path in self._entries.iterdir():
                if path.name not in self._used:
                    path.unlink(missing_ok=True)

    def keep_newest(self, most: int) -> None:
        """Remove all but so many entries: those that were written last stay."""
        with suppress(OSError):
            by_age = sorted(self._entries.iterdir(), key=lambda path: path.stat().st_mtime_ns)
            for path in by_age[:-most]:
                path.unlink(missing_ok=True)

    def last(self) -> Mapping[str, Any]:
        """Return what `remember` has kept; nothing where that is broken."""
        try:
            found = json.loads((self.folder / LAST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def remember(self, report: Mapping[str, object]) -> None:
        """Keep what a build reports of itself."""
        with suppress(OSError):
            self._begin()
            temporary = self.folder / f".{LAST}.{os.getpid()}"
            temporary.write_text(json.dumps(report), encoding="utf-8")
            temporary.replace(self.folder / LAST)

    def forget(self) -> None:
        """Drop everything."""
        (self.folder / LAST).unlink(missing_ok=True)
        shutil.rmtree(self._entries, ignore_errors=True)

    def _begin(self) -> None:
        self._entries.mkdir(parents=True, exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")


class _ReadOnly(Cache):
    def put(self, name: str, content: bytes) -> None:
        """Keep nothing."""
