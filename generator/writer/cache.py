"""What the last build was made of, so that a build of the same does nothing."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.writer import manifest

NAME = "last-build.json"


def is_current(cache: Path, output: Path, digest: str) -> dict[str, Any] | None:
    """Return what the last build reported, if `output` is still what `digest` gave; else None."""
    try:
        last = json.loads((cache / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(last, dict) or last.get("digest") != digest:
        return None
    if last.get("output") != str(output.resolve()):
        return None
    written = manifest.read(output)
    return last if written and manifest.is_whole(output, written) else None


def remember(cache: Path, output: Path, digest: str, report: Mapping[str, object]) -> None:
    """Keep what a finished build reported. A cache that cannot be written is done without."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        (cache / ".gitignore").write_text("*\n", encoding="utf-8")
        last = {"digest": digest, "output": str(output.resolve()), **report}
        temporary = cache / f"{NAME}.new"
        temporary.write_text(json.dumps(last), encoding="utf-8")
        temporary.replace(cache / NAME)
    except OSError:
        return


def forget(cache: Path) -> None:
    """Drop what the last build was made of."""
    (cache / NAME).unlink(missing_ok=True)
