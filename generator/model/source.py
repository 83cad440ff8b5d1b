"""Where text comes from: a file's bytes, and lines in it."""

from generator.model.value import value


@value
class Source:
    """The bytes of one input file."""

    path: str
    """As findings show it: relative to the project, POSIX separators."""
    data: bytes
    folder: str = ""
    """Where it is below the folder of its kind, POSIX separators: a transcript's show."""


@value
class Span:
    """Whole lines of a source (LSP "Range", without columns)."""

    path: str
    line: int
    """From 1."""
    end_line: int
    """The last line, itself included."""
