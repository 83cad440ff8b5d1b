"""Findings in words, for a terminal or a program. With `cli`, the only module that prints."""

import json
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from generator.model.diagnostic import Diagnostic, Severity

COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36"}


def in_colour(stream: TextIO, *, wanted: bool) -> bool:
    """Whether to colour what is written to `stream` (https://no-color.org)."""
    if not wanted or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty() or bool(os.environ.get("FORCE_COLOR"))


def as_text(finding: Diagnostic, *, colour: bool = False) -> str:
    """Return `path:line: severity[code]: message` and the hint on a line of its own."""
    place = f"{finding.path}:{finding.line}" if finding.line else finding.path
    name = str(finding.severity)
    if colour and finding.severity in COLOURS:
        name = f"\x1b[{COLOURS[finding.severity]}m{name}\x1b[0m"
    text = f"{place}: {name}[{finding.code}]: {finding.message}"
    return f"{text}\n  hint: {finding.hint}" if finding.hint else text


def as_dict(finding: Diagnostic) -> dict[str, Any]:
    """Return the finding with the field names of `--json`."""
    return {
        "path": finding.path,
        "line": finding.line,
        "severity": str(finding.severity),
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint,
    }


def print_findings(
    findings: Iterable[Diagnostic], shown: Sequence[Severity], *, colour: bool
) -> None:
    """Write the findings of these severities to standard error."""
    use = in_colour(sys.stderr, wanted=colour)
    for finding in findings:
        if finding.severity in shown:
            print(as_text(finding, colour=use), file=sys.stderr)


def print_json(value: Mapping[str, Any] | Sequence[Any]) -> None:
    """Write `value` to standard output as UTF-8, whatever the terminal's own encoding."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


def count(number: int, thing: str) -> str:
    """Return `1 page`, `2 pages`."""
    plural = f"{thing}es" if thing.endswith("s") else f"{thing}s"
    return f"{number:,} {thing if number == 1 else plural}"


def summary_of(findings: Sequence[Diagnostic]) -> str:
    """Return how many findings of each severity there are; nothing for none."""
    counts = [(s, sum(1 for f in findings if f.severity == s)) for s in Severity]
    return ", ".join(count(n, "accepted finding" if s == "accepted" else s) for s, n in counts if n)


class Progress:
    """Says how far a long build is: in one line that changes, or now and then in a line."""

    def __init__(self, stream: TextIO) -> None:
        """Write to `stream`; the time of the build begins now."""
        self._stream = stream
        self._started = self._said = time.monotonic()
        self._every_s = 0.2 if stream.isatty() else 10.0

    def tell(self, done: int, total: int) -> None:
        """Take note that so many of all episodes are done."""
        now = time.monotonic()
        on_terminal = self._stream.isatty()
        if done == total and on_terminal and self._said > self._started:
            self._stream.write("\r\x1b[K")
        elif done < total and now - self._said >= self._every_s:
            self._said = now
            each_s = (now - self._started) / done
            text = f"{done:,} of {count(total, 'episode')}, {1 / each_s:,.1f} a second"
            text += f", {(total - done) * each_s:,.0f} s left"
            self._stream.write(f"\r{text}\x1b[K" if on_terminal else f"{text}\n")
        self._stream.flush()
