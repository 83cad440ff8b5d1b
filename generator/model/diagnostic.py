"""Findings: what is wrong where, and what to do about it (after LSP "Diagnostic")."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

from generator.model.value import value

LISTED = 10
"""Findings of one kind in one file that are listed before they are counted."""


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


def few_of_each(findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the findings by kind: of one that a file has very often the first, and how many more.

    A file of another make than we think can have the same wrong on each of its lines.
    """
    kinds: defaultdict[tuple[str, Severity, str], list[Diagnostic]] = defaultdict(list)
    for finding in findings:
        kinds[finding.path, finding.severity, finding.code].append(finding)
    for (path, severity, code), found in kinds.items():
        more = len(found) - LISTED
        if more < 2:
            yield from found
            continue
        found.sort(key=lambda finding: finding.line)
        yield from found[:LISTED]
        line = found[LISTED].line
        yield Diagnostic(
            path, line, severity, code, f"and {more:,} more like it", f"talkbook inspect {path}"
        )
