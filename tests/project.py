"""Small projects for tests that run the command line."""

from pathlib import Path

from generator import builder, load
from generator.writer.cache import Cache
from generator.writer.previous import Previous
from generator.writer.staging import Stage

TALK = "Ada 0:00\n\nWe found the letters.\n\nBen 0:09\n\nWho wrote them?\n"


def make(folder: Path, files: dict[str, str | bytes] | None = None) -> Path:
    """Write a project; without `files` it has one short transcript."""
    for name, content in (files or {"seeds/talk.txt": TALK}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder and what is in them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def staged(project: Path) -> Stage:
    """Build a project in this process, on a stage beside its folders."""
    stage = Stage(project / "staged", Previous(project / "site"))
    builder.build(load.gather(load.Paths.of(project)), stage, Cache(project / "cache"))
    return stage
