"""The whole site as one zip file, the same bytes for the same site."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from generator.model.artifact import Artifact

# The earliest time that the format can hold: a zip must not depend on the clock.
EPOCH = (1980, 1, 1, 0, 0, 0)


def write(artifacts: Sequence[Artifact], target: Path) -> int:
    """Write the zip in one step and return its size in bytes."""
    data = zip_of(artifacts)
    temporary = target.with_name(f".{target.name}.new")
    temporary.write_bytes(data)
    temporary.replace(target)
    return len(data)


def zip_of(artifacts: Sequence[Artifact]) -> bytes:
    """Return the artifacts as a zip, sorted by path, all under one folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for artifact in sorted(artifacts, key=lambda a: a.path):
            info = zipfile.ZipInfo(f"site/{artifact.path}", EPOCH)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, artifact.data)
    return buffer.getvalue()
