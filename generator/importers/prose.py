"""Text without names or times: each block between empty lines is a paragraph.

The importer of last resort, so that no text is ever refused for its form.
"""

from generator.importers.text import Manuscript
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.transcript import Transcript, Utterance


def sniff(manuscript: Manuscript) -> tuple[float, str]:
    """Any text will do, but anything that knows more goes first."""
    return (0.05, "text without names") if manuscript.text.strip() else (0.01, "no words")


def read(manuscript: Manuscript) -> Transcript:
    """Return the paragraphs as utterances of no one."""
    utterances = []
    block: list[str] = []
    for number, line in enumerate((*manuscript.lines, ""), 1):
        if line.strip():
            block.append(line.strip())
        elif block:
            span = manuscript.span(number - len(block), number - 1)
            utterances.append(Utterance(" ".join(block), span))
            block = []
    return Transcript(
        path=manuscript.path,
        title="",
        grain="paragraph",
        utterances=tuple(utterances),
        text=manuscript.text,
    )


def no_speakers(transcript: Transcript) -> tuple[Diagnostic, ...]:
    """Say that the text names no one; or that there is no text."""
    if not transcript.utterances:
        message, hint = "the file has no words", "put the transcript into it, or remove the file"
        return (Diagnostic(transcript.path, 0, Severity.ERROR, "empty", message, hint),)
    return (
        Diagnostic(
            transcript.path,
            transcript.utterances[0].span.line,
            Severity.WARNING,
            "no-speakers",
            "no line names a speaker, so the text is one turn of no one",
            "put `Name 0:00:00` on a line of its own above each turn",
        ),
    )
