"""What the importers of JSON fill in, entry by entry, in the file's order."""

from collections.abc import Sequence
from typing import Any

from generator.importers.cues import time_findings
from generator.importers.gather import built, error, note, warning
from generator.importers.json_labels import labelled
from generator.importers.json_lines import Lines
from generator.importers.json_values import (
    BAD,
    confidence_of,
    language_of,
    text_of,
    time_ms,
)
from generator.importers.text import Manuscript
from generator.importers.timed_words import Token, by_speaker, grouped, spelled, timed
from generator.model.diagnostic import Diagnostic
from generator.model.source import Span
from generator.model.transcript import (
    Exclusion,
    Facts,
    Grain,
    Marker,
    Reading,
    Utterance,
)

TROUBLES = {
    "cue-empty": ("{} of the segments has no text", "{} of the segments have no text", ""),
    "entry-unreadable": (
        "{} entry is not what the format says, and was left out",
        "{} entries are not what the format says, and were left out",
        "look at the first one, and export the file anew",
    ),
    "time-bad": (
        "{} time is no number from 0 to 1000 hours, and was left out",
        "{} times are no numbers from 0 to 1000 hours, and were left out",
        "correct the first one, and the others like it",
    ),
    "time-negative": (
        "{} segment ends before it starts; its end was left out",
        "{} segments end before they start; their ends were left out",
        "correct the first one, and the others like it",
    ),
}


class Draft:
    """A transcript in the making."""

    def __init__(self, manuscript: Manuscript, unit_ms: int = 1000) -> None:
        self.manuscript, self.unit_ms = manuscript, unit_ms
        self.lines = Lines(manuscript)
        self.least, self.heading = 1, 0
        self.utterances: list[Utterance] = []
        self.markers: list[Marker] = []
        self.excluded: list[Exclusion] = []
        self.troubles: dict[str, tuple[int, int]] = {}

    def find(self, value: Any) -> int:
        """Return the line of the string `value`, never before one that was returned earlier."""
        if value is not None:
            self.least = max(self.least, self.lines.find(value))
        return self.least

    def trouble(self, code: str) -> None:
        """Count what is wrong; each code becomes one finding."""
        count, line = self.troubles.get(code, (0, self.least))
        self.troubles[code] = (count + 1, line)

    def ms(self, value: Any) -> int | None:
        """Return a time of the file in milliseconds."""
        ms = time_ms(value, self.unit_ms)
        if ms == BAD:
            self.trouble("time-bad")
            return None
        return ms

    def times(self, start: Any, end: Any) -> tuple[int | None, int | None]:
        """Return when something starts and ends; no end that is before the start."""
        start_ms, end_ms = self.ms(start), self.ms(end)
        if start_ms is not None and end_ms is not None and end_ms < start_ms:
            self.trouble("time-negative")
            return start_ms, None
        return start_ms, end_ms

    def say(
        self,
        text: Any,
        speaker: str | None = None,
        times: tuple[Any, Any] = (None, None),
        *,
        words: Sequence[Token] = (),
        opens: bool = False,
        line: int = 0,
        event: str = "",
    ) -> None:
        """Add an utterance; `times` as the file has them, `opens` where a turn begins."""
        line = line or self.find(text)
        spoken = text_of(text)
        if not spoken:
            self.trouble("entry-unreadable" if spoken is None else "cue-empty")
            return
        start_ms, end_ms = self.times(*times)
        self.add(spoken, speaker, start_ms, end_ms, words, line, opens=opens, event=event)

    def add(
        self,
        text: str,
        speaker: str | None,
        start_ms: int | None,
        end_ms: int | None,
        words: Sequence[Token],
        line: int,
        *,
        opens: bool = False,
        event: str = "",
    ) -> None:
        """Add an utterance whose text and times are good."""
        above = self.utterances[-1].span.line if self.utterances else 1
        line = max(line, above, self.heading + 1)
        self.least = max(self.least, line)
        span = Span(self.manuscript.path, line, self.least)
        self.utterances.append(
            Utterance(
                text,
                span,
                speaker,
                start_ms,
                end_ms,
                timed(words),
                label=Span(self.manuscript.path, line, line) if opens else None,
                event=event,
            )
        )

    def token(
        self,
        text: Any,
        times: tuple[Any, Any],
        confidence: Any = None,
        speaker: str | None = None,
        *,
        joined: bool = False,
        find: bool = True,
    ) -> list[Token]:
        """Return a word as a list of one; an empty list where there is none.

        `find`: false for the words of a segment, whose own text gives the line.
        """
        line = self.find(text) if find else self.least
        written = text_of(text)
        if not written:
            if written is None:
                self.trouble("entry-unreadable")
            return []
        start_ms, end_ms = self.times(*times)
        sure = confidence_of(confidence)
        return [Token(written, start_ms, end_ms, sure, speaker, joined, line)]

    def tell(self, tokens: Sequence[Token], *, speaker: str | None = None) -> None:
        """Add words as utterances, one for each sentence, pause or change of speaker."""
        for group in grouped(tokens):
            name = next((t.speaker for t in group if t.speaker is not None), speaker)
            self._add_words(group, spelled(group), name)

    def tell_result(self, tokens: Sequence[Token], text: str) -> None:
        """Add words as one utterance, spelled `text`; as several where the speaker changes."""
        groups = list(by_speaker(tokens))
        for group in groups:
            whole = len(groups) == 1 and text
            self._add_words(group, whole or spelled(group), group[0].speaker)

    def _add_words(self, group: Sequence[Token], text: str, speaker: str | None) -> None:
        start_ms = next((t.start_ms for t in group if t.start_ms is not None), None)
        end_ms = next((t.end_ms for t in reversed(group) if t.end_ms is not None), None)
        if start_ms is not None and end_ms is not None and end_ms < start_ms:
            end_ms = None
        self.add(text, speaker, start_ms, end_ms, group, group[0].line or self.least)

    def mark(self, title: str, start: Any = None, written: Any = None, **more: Any) -> None:
        """Add a chapter, below all that was added and above all that will be.

        `written`: a string of the file by which the line is found.
        """
        line = self.find(written)
        if self.utterances and self.utterances[-1].span.end_line >= line:
            line = self.utterances[-1].span.end_line + 1
        self.least = self.heading = line
        span = Span(self.manuscript.path, line, line)
        self.markers.append(Marker(title, self.ms(start), span, **more))

    def exclude(self, code: str, text: str) -> None:
        """Keep text that is not speech."""
        span = Span(self.manuscript.path, self.least, self.least)
        self.excluded.append(Exclusion(code, text, span))

    def reading(self, title: Any = "", language: Any = "", grain: Grain = "cue") -> Reading:
        """Return the transcript, with one finding for each kind of trouble."""
        path = self.manuscript.path
        said, labels = self.utterances, list[Exclusion]()
        if grain == "cue" and not any(u.speaker_name for u in said):
            said, labels = labelled(said)
        found = built(
            self.manuscript,
            said,
            self.markers,
            (*self.excluded, *labels),
            title=text_of(title) or "",
            facts=Facts(language=language_of(language)),
            grain=grain,
        )
        findings = [_finding(path, code, *seen) for code, seen in self.troubles.items()]
        if not self.utterances and not self.markers:
            hint = "put the transcript into it, or remove the file"
            findings.append(error(path, 0, "empty", "the file has no words", hint))
        return Reading(found, (*findings, *time_findings(path, said)))


def _finding(path: str, code: str, count: int, line: int) -> Diagnostic:
    one, many, hint = TROUBLES[code]
    make = note if code == "cue-empty" else warning
    return make(path, line, code, (one if count == 1 else many).format(count), hint)
