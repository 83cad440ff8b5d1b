"""Bytes of any kind -> Transcript and findings. Pure; one module per family of formats.

A new format is a module with `sniff` and `read`, and its line in `IMPORTERS`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from generator.importers import prose, web_page
from generator.importers.text import Manuscript, decode
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.source import Source
from generator.model.transcript import Reading, Transcript


@dataclass(frozen=True, slots=True)
class Importer:
    """How one family of formats is recognised and read."""

    format: str
    sniff: Callable[[Manuscript], tuple[float, str]]
    read: Callable[[Manuscript], Transcript]
    findings: Callable[[Transcript], tuple[Diagnostic, ...]] = lambda _: ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Which importer reads a file, and why."""

    format: str
    score: float
    """0 to 1."""
    reason: str


IMPORTERS = (
    Importer("txt-name-time", web_page.sniff, web_page.read, web_page.silent_turns),
    Importer("txt-prose", prose.sniff, prose.read, prose.no_speakers),
)


def read(source: Source, format_name: str = "") -> tuple[Reading, Choice]:
    """Return what `source` says and which importer said so; bad input gives findings.

    `format_name` is the importer to use; empty, or unknown, means: the one that is surest.
    """
    manuscript = decode(source)
    findings = list(manuscript.findings)
    if not manuscript.readable:
        nothing = Transcript(source.path, title="", grain="paragraph", utterances=())
        return Reading(nothing, tuple(findings)), Choice("", 0.0, "the bytes are not text")
    named = {importer.format: importer for importer in IMPORTERS}
    if format_name and format_name not in named:
        findings.append(_unknown_format(source.path, format_name, list(named)))
    if format_name in named:
        importer, choice = named[format_name], Choice(format_name, 1.0, "chosen by the episode")
    else:
        importer, choice = choose(manuscript)
    transcript = importer.read(manuscript)
    findings += importer.findings(transcript)
    return Reading(transcript, tuple(findings)), choice


def choose(manuscript: Manuscript) -> tuple[Importer, Choice]:
    """Return the importer with the best score; the first of `IMPORTERS` among equals."""
    scored = [(importer, *importer.sniff(manuscript)) for importer in IMPORTERS]
    importer, score, reason = max(scored, key=lambda entry: entry[1])
    return importer, Choice(importer.format, score, reason)


def _unknown_format(path: str, format_name: str, known: list[str]) -> Diagnostic:
    return Diagnostic(
        path,
        0,
        Severity.ERROR,
        "unknown-format",
        f"there is no format {format_name!r}; the file was read by its content",
        f"write one of {', '.join(known)}, or remove `format`",
    )
