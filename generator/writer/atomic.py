"""One step from the old site to the new: build beside it, then exchange the two folders.

A build that is killed leaves the old site, or the new one, and at most a folder beside it that the
next build removes. Files in the output folder that we did not write go along to the new one.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generator.model.artifact import Artifact
from generator.writer import manifest as manifests
from generator.writer.manifest import Manifest

RENAME_EXCHANGE = 2  # linux/fs.h
AT_FDCWD = -100  # linux/fcntl.h


class NotOursError(Exception):
    """The output folder has files, and none of them says that we wrote it."""


class BusyError(Exception):
    """Another build is writing the same folder."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the output folder, in files."""

    written: int
    kept: int
    removed: int


def publish(artifacts: Sequence[Artifact], output: Path) -> Written:
    """Make `output` the site that `artifacts` are.

    Files that have not changed keep their time of change.

    Raises:
        NotOursError: the folder holds other files and no manifest of ours.
        BusyError: another build holds the folder.
        OSError: the disk is full, or does not let us write.

    """
    output = output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    with _only_one(output):
        _mend(output)
        old = manifests.read(output)
        if old is None and output.exists() and any(output.iterdir()):
            raise NotOursError(str(output))
        new = manifests.manifest_of(artifacts)
        removed = len(set(old or {}) - set(new))
        if old == new and manifests.is_whole(output, new):
            return Written(0, len(new), 0)
        staging = _beside(output, "new")
        try:
            kept = _stage(artifacts, new, old or {}, output, staging)
            _exchange(staging, output)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        return Written(len(new) - kept, kept, removed)


def replaced_pages(artifacts: Sequence[Artifact], output: Path) -> dict[str, bytes]:
    """Return our pages in `output` that these artifacts would change or remove, as they stand."""
    old, new = manifests.read(output) or {}, manifests.manifest_of(artifacts)
    pages = {}
    for path, entry in old.items():
        if path.endswith(".html") and new.get(path) != entry:
            with suppress(OSError):
                pages[path] = (output / path).read_bytes()
    return pages


def _beside(output: Path, kind: str) -> Path:
    return output.parent / f".{output.name}.talkbook-{kind}"


@contextmanager
def _only_one(output: Path) -> Iterator[None]:
    """Hold a lock that the system gives back when the process ends, however it ends."""
    path = _beside(output, "lock")
    with path.open("a+b") as lock:
        try:
            _lock(lock.fileno())
        except OSError as error:
            raise BusyError(str(output)) from error
        if not _is(path, lock.fileno()):
            # The build before us has just removed the file that we hold.
            raise BusyError(str(output))
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _is(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _mend(output: Path) -> None:
    """Clear what a killed build left; where folders cannot be exchanged, finish its second step."""
    aside = _beside(output, "old")
    if aside.exists() and not output.exists():
        aside.rename(output)
    for leftover in (aside, _beside(output, "new")):
        shutil.rmtree(leftover, ignore_errors=True)


def _stage(
    artifacts: Sequence[Artifact], new: Manifest, old: Manifest, output: Path, staging: Path
) -> int:
    """Fill the staging folder; return how many files are the old site's own, unchanged."""
    kept = 0
    staging.mkdir()
    for artifact in artifacts:
        target = staging / artifact.path
        target.parent.mkdir(parents=True, exist_ok=True)
        same = old.get(artifact.path) == new[artifact.path]
        if same and _has(output / artifact.path, artifact.data):
            _carry(output / artifact.path, target)
            kept += 1
        else:
            target.write_bytes(artifact.data)
    for foreign in _foreign(output, old):
        target = staging / foreign.relative_to(output)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _carry(foreign, target)
    (staging / manifests.NAME).write_bytes(manifests.to_json(new))
    return kept


def _has(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _carry(source: Path, target: Path) -> None:
    """The same file in both folders; a copy where the disk has no hard links."""
    if source.is_symlink():
        target.symlink_to(source.readlink())
        return
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)


def _foreign(output: Path, old: Manifest) -> Iterator[Path]:
    for folder, _, names in os.walk(output):
        for name in names:
            path = Path(folder) / name
            inside = path.relative_to(output).as_posix()
            if inside not in old and inside != manifests.NAME:
                yield path


def _exchange(staging: Path, output: Path) -> None:
    """Put the staged folder in the output's place, in one step where the system can."""
    if not output.exists():
        staging.rename(output)
        return
    if not _exchanged(staging, output):
        aside = _beside(output, "old")
        output.rename(aside)
        staging.rename(output)
        staging = aside
    shutil.rmtree(staging, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders by Linux's renameat2(2); False where that does not exist."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    paths = (os.fsencode(one), os.fsencode(other))
    return bool(rename(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0)
