"""The account of words: each word of the source is speech or in a named exclusion."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress
from operator import itemgetter, ne

from generator.model.diagnostic import Diagnostic, Severity
from generator.model.episode import Account, Chapter
from generator.model.transcript import Exclusion, Transcript

SHOWN = 8
"""How many words a finding shows."""


def balance(
    transcript: Transcript, chapters: Sequence[Chapter]
) -> tuple[Account, tuple[Diagnostic, ...]]:
    """Return how many words went where; and findings unless `source == spoken + excluded`.

    Speech is counted in the finished chapters, so a word that any pass loses or doubles shows
    here. Words are what white space divides.
    """
    spoken = [
        (paragraph.span.line, paragraph.markup or paragraph.text)
        for chapter in chapters
        for turn in chapter.turns
        for paragraph in turn.paragraphs
    ]
    excluded = [(line.span.line, line.text) for line in transcript.excluded]
    # A label stands before the words of its line.
    written = " ".join(text for _, text in sorted(excluded + spoken, key=itemgetter(0)))
    lines = map(str.strip, transcript.text.split("\n"))
    source = transcript.text.split()
    # Mostly the two differ in empty lines only, so that there are no words to compare.
    book = source if written == " ".join(filter(None, lines)) else written.split()
    left_out = sum(len(text.split()) for _, text in excluded)
    account = Account(len(source), len(book) - left_out, left_out)
    if book is source:
        return account, ()
    # Equal words in equal places cancel out, so only the others need to be counted.
    differ = list(map(ne, book, source))
    have = Counter((*compress(book, differ), *book[len(source) :]))
    want = Counter((*compress(source, differ), *source[len(book) :]))
    findings = []
    if lost := want - have:
        findings.append(_finding(transcript, "words-lost", "is not in the book", lost))
    if invented := have - want:
        findings.append(_finding(transcript, "words-invented", "is not in the source", invented))
    return account, tuple(findings)


def _finding(transcript: Transcript, code: str, what: str, words: Counter[str]) -> Diagnostic:
    first = next(iter(words))
    lines = enumerate(transcript.text.splitlines(), 1)
    line = next((number for number, text in lines if first in text.split()), 0)
    sample = " ".join(list(words)[:SHOWN])
    return Diagnostic(
        transcript.path,
        line,
        Severity.ERROR,
        code,
        f"{words.total()} words: text of the source {what}: {sample}"
        if code == "words-lost"
        else f"{words.total()} words: text of the book {what}: {sample}",
        "this is a mistake of talkbook: please report it with the file",
    )


def lines_by_code(excluded: Iterable[Exclusion]) -> tuple[tuple[str, str], ...]:
    """Return the lines of the source that are not speech, as people write them, by their code."""
    lines: dict[str, list[int]] = {}
    for one in excluded:
        lines.setdefault(one.code, []).append(one.span.line)
    return tuple((code, _ranges(found)) for code, found in lines.items())


def _ranges(lines: Sequence[int]) -> str:
    """Return line numbers as people write them: `lines 1-4, 782, 784`."""
    ranges: list[list[int]] = []
    for line in sorted(lines):
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    shown = [str(a) if a == b else f"{a}-{b}" for a, b in ranges]
    return ("line " if len(lines) == 1 else "lines ") + ", ".join(shown)
