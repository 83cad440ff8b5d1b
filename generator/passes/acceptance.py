"""Findings that the owner has looked at: accepted by code and place in the episode's TOML."""

from collections.abc import Sequence
from dataclasses import replace

from generator.model.diagnostic import Diagnostic, Severity
from generator.model.site import Acceptance

# Words that are lost cannot be accepted away.
NEVER = frozenset({"words-lost", "words-invented"})


def accept(
    findings: Sequence[Diagnostic], accepted: Sequence[Acceptance]
) -> tuple[Diagnostic, ...]:
    """Return the findings, accepted ones marked so with the reason; and entries that fit none."""
    unused = list(accepted)
    marked = []
    for finding in findings:
        entry = next((entry for entry in accepted if _fits(entry, finding)), None)
        if entry is None:
            marked.append(finding)
            continue
        reason = f"{finding.message} (accepted: {entry.because})"
        marked.append(replace(finding, severity=Severity.ACCEPTED, message=reason, hint=""))
        if entry in unused:
            unused.remove(entry)
    return (*marked, *(_unused(entry) for entry in unused))


def _fits(entry: Acceptance, finding: Diagnostic) -> bool:
    if entry.code != finding.code or finding.code in NEVER:
        return False
    if entry.start_ms is not None:
        return finding.start_ms is not None and finding.start_ms // 1000 == entry.start_ms // 1000
    return finding.line == entry.line


def _unused(entry: Acceptance) -> Diagnostic:
    return Diagnostic(
        entry.path,
        entry.defined_line,
        Severity.WARNING,
        "accept-unused",
        f"no finding {entry.code!r} is there any more",
        "remove this [[accept]]",
    )
