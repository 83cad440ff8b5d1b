"""Bytes of any kind -> Transcript and findings. Pure; one module per family of formats.

A new format is a module with an `IMPORTER`, its line in `IMPORTERS`, and its cases.
"""

from dataclasses import replace
from pathlib import PurePosixPath

from generator.importers import (
    annotations,
    chapter_list,
    chat_cha,
    dialogue,
    jekyll_turns,
    ohms,
    otranscribe,
    oyez,
    podcast_json,
    refused,
    speech_services,
    speech_tools,
    subrip,
    subtitles,
    tables,
    tei,
    ttml,
    web_html,
    webvtt,
    whisper_json,
    word,
)
from generator.importers.gather import Guess, Importer, built, error, note, timed, warning
from generator.importers.text import Manuscript, decode
from generator.model.diagnostic import Diagnostic
from generator.model.source import Source
from generator.model.transcript import Cue, Reading
from generator.model.value import value

IMPORTERS: tuple[Importer, ...] = (
    webvtt.IMPORTER,
    subrip.IMPORTER,
    subtitles.IMPORTER,
    ttml.IMPORTER,
    ohms.IMPORTER,
    tei.IMPORTER,
    annotations.IMPORTER,
    chat_cha.IMPORTER,
    podcast_json.IMPORTER,
    whisper_json.IMPORTER,
    speech_services.IMPORTER,
    speech_tools.IMPORTER,
    oyez.IMPORTER,
    otranscribe.IMPORTER,
    tables.IMPORTER,
    jekyll_turns.IMPORTER,
    chapter_list.IMPORTER,
    web_html.IMPORTER,
    word.IMPORTER,
    refused.IMPORTER,
    dialogue.IMPORTER,
)
# In this order; what nobody reads is looked at last, because it is known by what is missing.
ASKED = (*IMPORTERS, refused.REST)
# Names that promise a format with marks of its own, which plain text has not.
ENDINGS = frozenset(
    """
    .ass .cha .docx .eaf .json .lrc .sbv .srt .ssa .textgrid .ttml .vtt .xml
    """.split()  # noqa: SIM905 - easier to read than a list
)
# Guesses this near to the best are as good as it.
TIE = 0.005


@value
class Choice:
    """Which format a file is read as, and why."""

    format: str
    score: float
    """0 to 1."""
    reason: str


def formats() -> list[str]:
    """Return the names of all formats, in order."""
    return [name for importer in IMPORTERS for name in importer.formats]


def read(source: Source, format_name: str = "") -> tuple[Reading, Choice]:
    """Return what `source` says and how it was read; bad input gives findings.

    `format_name` is the format to read it as; empty, or unknown, means: the one that fits best.
    """
    manuscript = decode(source)
    importer, choice, findings = choose(manuscript, format_name)
    if importer is None:
        return Reading(built(manuscript, ()), manuscript.findings), choice
    reading = importer.read(manuscript, choice.format)
    if choice.format.startswith("xml-") and manuscript.xml_problem[1]:
        findings.append(_broken_xml(source.path, *manuscript.xml_problem))
    ending = PurePosixPath(source.path).suffix.casefold()
    if importer is dialogue.IMPORTER and not format_name and ending in ENDINGS:
        findings.append(_not_as_named(source.path, ending))
    # What is not text says so, unless a format was found that is made of bytes.
    decoding = manuscript.findings if manuscript.readable else ()
    return replace(reading, findings=(*decoding, *findings, *reading.findings)), choice


def timed_cues(source: Source, format_name: str = "", *, conformant: bool = False) -> list[Cue]:
    """Return the timed cues of `source`, as its format states them.

    `conformant`: only what the format's own standard keeps, where it has one.
    """
    manuscript = decode(source)
    importer, choice, _ = choose(manuscript, format_name)
    if importer is None:
        return []
    if importer.cues is not None:
        return importer.cues(manuscript, conformant)
    return timed(importer.read(manuscript, choice.format).transcript.utterances)


def choose(
    manuscript: Manuscript, format_name: str = ""
) -> tuple[Importer | None, Choice, list[Diagnostic]]:
    """Return who reads the file, why, and findings; no importer for bytes that nobody knows."""
    findings: list[Diagnostic] = []
    if format_name:
        named = next((i for i in IMPORTERS if format_name in i.formats), None)
        if named:
            return named, Choice(format_name, 1.0, "the episode's TOML asks for it"), findings
        findings.append(_unknown_format(manuscript.path, format_name))
    guesses: list[tuple[Guess, Importer]] = []
    for candidate in ASKED:
        surer = any(guess.score - TIE >= candidate.surest for guess, _ in guesses)
        if not surer and (found := candidate.sniff(manuscript)) and found.score > 0:
            guesses.append((found, candidate))
    if not guesses:
        return None, Choice("", 0.0, "the bytes are not text"), findings
    best, importer = max(guesses, key=lambda entry: entry[0].score)
    ties = [g for g, i in guesses if i is not importer and g.score > best.score - TIE]
    if ties:
        findings.append(_tie(manuscript.path, best, ties[0]))
    return importer, Choice(best.format, best.score, best.reason), findings


def _tie(path: str, best: Guess, other: Guess) -> Diagnostic:
    return note(
        path,
        0,
        "format-tie",
        f"read as {best.format} ({best.reason}); {other.format} fits as well ({other.reason})",
        f'if that is wrong, write format = "{other.format}" in the episode\'s TOML',
    )


def _not_as_named(path: str, ending: str) -> Diagnostic:
    message = f"the name ends in {ending}, and nothing of that format is in the file; read as text"
    return warning(
        path, 0, "not-as-named", message, "export it again; or if it is text, name it .txt"
    )


def _broken_xml(path: str, line: int, problem: str) -> Diagnostic:
    message = f"the XML is broken ({problem}); it was read as far as it makes sense"
    return warning(path, line, "xml-broken", message, f"xmllint --noout {path}")


def _unknown_format(path: str, format_name: str) -> Diagnostic:
    from difflib import get_close_matches

    near = get_close_matches(format_name, formats(), n=1)
    hint = f'write format = "{near[0]}"' if near else f"write one of {', '.join(formats())}"
    message = f"there is no format {format_name!r}; the file was read by its content"
    return error(path, 0, "unknown-format", message, f"{hint}, or remove `format`")
