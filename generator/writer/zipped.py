"""The whole site as one zip file, the same bytes for the same site."""

import zipfile
from pathlib import Path

from generator.writer.staging import Stage

# The earliest time that the format can hold: a zip must not depend on the clock.
EPOCH = (1980, 1, 1, 0, 0, 0)


def write(stage: Stage, target: Path) -> int:
    """Write the stage's files, sorted by path, all under one folder; in one step.

    Returns the size in bytes.

    Raises:
        OSError: the disk is full, or does not let us write.

    """
    temporary = target.with_name(f".{target.name}.new")
    try:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for path in sorted(stage.files):
                info = zipfile.ZipInfo(f"site/{path}", EPOCH)
                info.external_attr = 0o644 << 16
                info.create_system = 3
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, stage.read(path))
        size = temporary.stat().st_size
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return size
