"""A site on its way to disk: a folder of its own, which fills file by file.

Files of the published site that stay as they are come along as hard links, so that a stage is a
whole site, and what has not changed is not written.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from generator.model.artifact import Artifact
from generator.writer.manifest import Entry, Manifest, entry_of
from generator.writer.previous import Previous


class Stage:
    """A folder that becomes a site."""

    def __init__(self, folder: Path, previous: Previous) -> None:
        """Make the folder; `previous` is the site whose unchanged files are used again."""
        self.folder = folder
        self.previous = previous
        self.files: dict[str, Entry] = {}
        self.kept = 0
        """Files that are the previous site's own."""
        self._made: set[str] = set()
        folder.mkdir(parents=True)
        self.parts.mkdir()

    @property
    def parts(self) -> Path:
        """Where `fill` writes what `take` takes; no part of the site."""
        return self.folder / ".parts"

    def add(self, artifact: Artifact) -> None:
        """Write one file, or take the previous site's if it is the same."""
        entry = entry_of(artifact.data)
        if not self._keep(artifact.path, entry):
            write(self._place(artifact.path), artifact.data)
        self.files[artifact.path] = entry

    def copy(self, path: str, location: Path, entry: Entry) -> None:
        """Take a file that is published as it is."""
        if not self._keep(path, entry):
            shutil.copyfile(location, self._place(path))
        self.files[path] = entry

    def has_all(self, files: Manifest) -> bool:
        """Whether the previous site still has these files."""
        return all(self.previous.has(path, entry) for path, entry in files.items())

    def keep(self, files: Manifest) -> None:
        """Take these files from the previous site, which has them all."""
        for path, entry in files.items():
            self._carry(path)
            self.files[path] = entry

    def take(self, part: Path, files: Manifest) -> None:
        """Take the files that `fill` has written as `part`."""
        for number, (path, entry) in enumerate(files.items()):
            if self._keep(path, entry):
                os.unlink(_numbered(part, number))  # noqa: PTH108
            else:
                os.replace(_numbered(part, number), self._place(path))  # noqa: PTH105
            self.files[path] = entry

    def read(self, path: str) -> bytes:
        """Return a file of the stage."""
        return (self.folder / path).read_bytes()

    def _keep(self, path: str, entry: Entry) -> bool:
        if not self.previous.has(path, entry):
            return False
        self._carry(path)
        return True

    def _carry(self, path: str) -> None:
        carry(f"{self.previous.output}/{path}", self._place(path))
        self.kept += 1

    def _place(self, path: str) -> str:
        """Return where a file goes; the folder for it is there."""
        parent = path.rpartition("/")[0]
        if parent not in self._made:
            (self.folder / parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        return f"{self.folder}/{path}"


def fill(part: Path, artifacts: Iterable[Artifact]) -> dict[str, Entry]:
    """Write artifacts beside each other, in whatever process; return what was written, in order.

    Their folder must be there: a worker that is left over from a build that was killed finds none.
    They have no folders of their own, which would be made only to be removed.
    """
    contents = {artifact.path: artifact.data for artifact in artifacts}
    for number, data in enumerate(contents.values()):
        write(_numbered(part, number), data)
    return {path: entry_of(data) for path, data in contents.items()}


def _numbered(part: Path, number: int) -> str:
    return f"{part}.{number}"


def write(path: str, data: bytes) -> None:
    """Write one file."""
    with open(path, "wb") as file:  # noqa: PTH123 - thousands of files
        file.write(data)


def carry(source: str, target: str) -> None:
    """The same file in both places; a copy where the disk has no hard links."""
    if os.path.islink(source):  # noqa: PTH114
        os.symlink(os.readlink(source), target)  # noqa: PTH115, PTH211
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
