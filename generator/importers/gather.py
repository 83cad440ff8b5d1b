"""What importers have in common: from what they found to a Transcript, and its findings."""

from collections.abc import Callable, Sequence

from generator.importers.text import Manuscript
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.transcript import (
    Cue,
    Exclusion,
    Facts,
    Grain,
    Marker,
    Reading,
    Transcript,
    Utterance,
)
from generator.model.value import value


@value
class Guess:
    """What a format's module makes of a file."""

    format: str
    """The name of the format, as `inspect` shows it and an episode's TOML may ask for it."""
    score: float
    """0 to 1: how sure it is."""
    reason: str
    """What it saw, in words for the file's owner."""


@value
class Importer:
    """How one family of formats is recognised and read."""

    formats: tuple[str, ...]
    manual: str | None
    """The family's section in the manual, in Markdown: its name, what is read, and for each format
    `name`: what it is, who makes it, and an invented example. The module's docstring."""
    sniff: Callable[[Manuscript], Guess | None]
    """None: surely not one of these. Looks at a sample, never at the whole of a long file."""
    read: Callable[[Manuscript, str], Reading]
    """Takes the name of the format; returns the best transcript it can, and never raises."""
    cues: Callable[[Manuscript, bool], list[Cue]] | None = None
    """The timed cues as the format states them; True: only what its standard would keep."""
    surest: float = 1.0
    """The highest score that `sniff` gives; it is not asked where another is surer than that."""


def built(
    manuscript: Manuscript,
    utterances: Sequence[Utterance],
    markers: Sequence[Marker] = (),
    excluded: Sequence[Exclusion] = (),
    title: str = "",
    facts: Facts | None = None,
    grain: Grain = "cue",
) -> Transcript:
    """Return the Transcript of a file that is data or markup, not plain text.

    Its account of words is held against the texts given here.
    """
    parts = [u.markup or u.text for u in utterances] + [line.text for line in excluded]
    return Transcript(
        path=manuscript.path,
        title=title,
        grain=grain,
        utterances=tuple(utterances),
        markers=tuple(markers),
        excluded=tuple(excluded),
        facts=facts or Facts(),
        text="\n".join(parts),
        line_count=manuscript.line_count,
    )


def timed(utterances: Sequence[Utterance]) -> list[Cue]:
    """Return the utterances that have a time as cues; one without an end ends as it starts."""
    return [
        Cue(
            id="",
            start_ms=u.start_ms,
            end_ms=u.start_ms if u.end_ms is None else u.end_ms,
            voice=u.speaker_name or "",
            text=u.text,
            line=u.span.line,
        )
        for u in utterances
        if u.start_ms is not None
    ]


def warning(path: str, line: int, code: str, message: str, hint: str = "") -> Diagnostic:
    """Return a finding that something is probably wrong."""
    return Diagnostic(path, line, Severity.WARNING, code, message, hint)


def note(path: str, line: int, code: str, message: str, hint: str = "") -> Diagnostic:
    """Return a finding that is only worth knowing."""
    return Diagnostic(path, line, Severity.NOTE, code, message, hint)


def error(path: str, line: int, code: str, message: str, hint: str = "") -> Diagnostic:
    """Return a finding that the book would be wrong."""
    return Diagnostic(path, line, Severity.ERROR, code, message, hint)
