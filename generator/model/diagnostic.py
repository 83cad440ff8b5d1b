"""Findings: what is wrong where, and what to do about it (after LSP "Diagnostic")."""

from enum import StrEnum

from generator.model.value import value


class Severity(StrEnum):
    """How much a finding matters, worst first."""

    ERROR = "error"
    """The output would be wrong. Exit status 1."""
    WARNING = "warning"
    """Probably wrong; fails `--strict`."""
    NOTE = "note"
    """Worth knowing; never fails anything."""
    ACCEPTED = "accepted"
    """A finding that the owner has looked at and accepted in the episode's TOML."""


@value
class Diagnostic:
    """One finding."""

    path: str
    line: int
    """From 1; 0 when the finding is about the whole file."""
    severity: Severity
    code: str
    """Stable and documented, such as `timing-gap`."""
    message: str
    hint: str = ""
    """Something one can type."""
    start_ms: int | None = None
    """The time in the recording, for a finding about a passage."""
