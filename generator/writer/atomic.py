"""One step from the old site to the new: a stage beside it, then the two folders are exchanged.

A build that is killed leaves the old site, or the new one, and at most folders beside it that the
next build removes. Files in the output folder that we did not write go along to the new one.
"""

import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.model.value import value
from generator.writer import manifest as manifests
from generator.writer import previous as previous_sites
from generator.writer.manifest import Manifest
from generator.writer.previous import Previous
from generator.writer.staging import Stage, carry

RENAME_EXCHANGE = 2  # linux/fs.h
AT_FDCWD = -100  # linux/fcntl.h
# The processes of a build that was killed hold its lock a moment longer.
PATIENCE_S = 1.0


class NotOursError(Exception):
    """The output folder has files, and none of them says that we wrote it."""


class BusyError(Exception):
    """Another build is writing the same folder."""


@value
class Written:
    """What a build did to the output folder, in files."""

    written: int
    kept: int
    removed: int


@contextmanager
def stage_for(output: Path, times_ns: Mapping[str, int]) -> Iterator[Stage]:
    """Give a stage for `output`, which no other build can write meanwhile.

    `times_ns` is what `Previous` knows of the times of its files. At the end of the block the site
    that was before is removed, or what is not published.

    Raises:
        NotOursError: the folder holds other files and no manifest of ours.
        BusyError: another build holds the folder.
        OSError: the disk is full, or does not let us write.

    """
    output = output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    with _only_one(output):
        _mend(output)
        old = previous_sites.of(output, times_ns)
        if old is None and output.exists() and any(output.iterdir()):
            raise NotOursError(str(output))
        folder = _beside(output, f"new-{os.getpid()}")
        try:
            yield Stage(folder, old or Previous(output))
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def publish(stage: Stage) -> Written:
    """Make the output folder the site on the stage.

    Raises:
        OSError: the disk is full, or does not let us write.

    """
    old, new = stage.previous, stage.files
    removed = len(set(old.files) - set(new))
    if old.files == new and stage.kept == len(new):
        return Written(0, len(new), 0)
    shutil.rmtree(stage.parts, ignore_errors=True)
    if old.output.exists():
        _carry_foreign(old, stage.folder)
    (stage.folder / manifests.NAME).write_bytes(manifests.to_json(new))
    _exchange(stage.folder, old.output)
    return Written(len(new) - stage.kept, stage.kept, removed)


def _beside(output: Path, kind: str) -> Path:
    return output.parent / f".{output.name}.talkbook-{kind}"


@contextmanager
def _only_one(output: Path) -> Iterator[None]:
    """Hold a lock that the system gives back when the process ends, however it ends."""
    path = _beside(output, "lock")
    with path.open("a+b") as lock:
        deadline = time.monotonic() + PATIENCE_S
        while not _lock(lock.fileno()):
            if time.monotonic() > deadline:
                raise BusyError(str(output))
            time.sleep(PATIENCE_S / 20)
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


def _lock(descriptor: int) -> bool:
    """Take the lock; False if another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _mend(output: Path) -> None:
    """Clear what a killed build left; where folders cannot be exchanged, finish its second step."""
    aside = _beside(output, "old")
    if aside.exists() and not output.exists():
        aside.rename(output)
    for leftover in (aside, *output.parent.glob(f"{_beside(output, 'new').name}*")):
        shutil.rmtree(leftover, ignore_errors=True)


def _carry_foreign(old: Previous, folder: Path) -> None:
    """Take along the files of the output folder that are not ours."""
    for path in _foreign(old.output, old.files):
        target = folder / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            carry(f"{old.output}/{path}", str(target))


def _foreign(folder: os.PathLike[str], ours: Manifest, place: str = "") -> Iterator[str]:
    for entry in os.scandir(folder):
        path = f"{place}{entry.name}"
        # A link to a folder is a file to us: what is behind it is not copied.
        if entry.is_dir(follow_symlinks=False):
            yield from _foreign(entry, ours, f"{path}/")
        elif path not in ours and path != manifests.NAME:
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
        shutil.rmtree(aside, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders by Linux's renameat2(2); False where that does not exist."""
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    paths = (os.fsencode(one), os.fsencode(other))
    return bool(rename(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0)
