"""One file of the finished site, before anyone writes it."""

from generator.model.value import value


@value
class Artifact:
    """A file to be written."""

    path: str
    """Relative to the output folder, POSIX separators, no `..`."""
    data: bytes
