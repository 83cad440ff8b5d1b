"""The site that stands in the output folder: which of its files are still what we wrote."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from generator.model.value import value
from generator.writer import manifest as manifests
from generator.writer.manifest import Entry, Manifest


@value
class Previous:
    """A published site."""

    output: Path
    files: Manifest = field(default_factory=dict)
    times_ns: Mapping[str, int] = field(default_factory=dict)
    """When each file was last changed, as it was seen when it was published; may lack some."""

    def has(self, path: str, entry: Entry) -> bool:
        """Whether the file is there and is what `entry` says.

        Its size and time of change vouch for what is in it; without a known time it is read.
        """
        if self.files.get(path) != entry:
            return False
        place = f"{self.output}/{path}"
        try:
            state = os.stat(place)  # noqa: PTH116 - a Path each for thousands of files is slow
            if state.st_size != entry.size_bytes:
                return False
            if state.st_mtime_ns == self.times_ns.get(path):
                return True
            with open(place, "rb") as file:  # noqa: PTH123
                return hashlib.file_digest(file, "sha256").hexdigest() == entry.sha256
        except OSError:
            return False

    def is_whole(self) -> bool:
        """Whether no file of it is missing or other than we wrote it."""
        return all(self.has(path, entry) for path, entry in self.files.items())


def of(output: Path, times_ns: Mapping[str, int]) -> Previous | None:
    """Return the site in `output`; None if the folder has no manifest of ours."""
    files = manifests.read(output)
    return None if files is None else Previous(output, files, times_ns)


def times_of(output: Path, files: Manifest) -> dict[str, int]:
    """Return when each file of a site was last changed, in nanoseconds."""
    return {path: os.stat(f"{output}/{path}").st_mtime_ns for path in files}  # noqa: PTH116
