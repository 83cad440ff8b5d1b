"""One file of the finished site, before anyone writes it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to be written."""

    path: str
    """Relative to the output folder, POSIX separators, no `..`."""
    data: bytes
