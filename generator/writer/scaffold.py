"""The files of a new project, copied from `generator/scaffold/`."""

import shutil
from pathlib import Path

FILES = Path(__file__).resolve().parents[1] / "scaffold"
# Written so, because a package would not carry a file of that name for what it is.
RENAMED = {"gitignore": ".gitignore"}


def write(directory: Path) -> None:
    """Make `directory` a project that builds at once.

    Raises:
        OSError: the disk does not let us write.

    """
    for source in sorted(FILES.rglob("*")):
        if source.is_file() and "__pycache__" not in source.parts:
            inside = source.relative_to(FILES)
            target = directory / inside.with_name(RENAMED.get(inside.name, inside.name))
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
