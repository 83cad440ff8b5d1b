"""What an importer and the passes saw in one file, as `inspect` prints it."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from generator.importers import Choice, timed_cues
from generator.model.clock import format_clock
from generator.model.diagnostic import Diagnostic
from generator.model.episode import Chapter, Episode, Turn
from generator.model.source import Source
from generator.model.transcript import Transcript
from generator.report import as_dict, as_text, count


def as_json(
    choice: Choice, transcript: Transcript, episode: Episode, findings: Sequence[Diagnostic]
) -> dict[str, Any]:
    """Return the account of a file; times in milliseconds, lines from 1."""
    shares = {share.speaker_id: share for share in episode.statistics.shares}
    return {
        "format": choice.format,
        "score": choice.score,
        "reason": choice.reason,
        "title": episode.title,
        "guest": episode.guest,
        "summary": episode.summary,
        "quote": episode.quote,
        "language": episode.language,
        "outlets": [link.text for link in episode.outlets],
        "speakers": [
            {"id": s.id, "name": s.name, "turns": shares[s.id].turns, "words": shares[s.id].words}
            for s in episode.speakers
        ],
        "chapters": [_chapter(chapter) for chapter in episode.chapters],
        "turns": [_turn(turn) for turn in episode.turns],
        "sponsors": [
            {"name": s.name, "text": s.text, "href": s.href, "line": s.span.line}
            for s in episode.sponsors
        ],
        "links": [
            {"text": link.text, "href": link.href, "line": link.span.line} for link in episode.links
        ],
        "excluded": [
            {
                "line": line.span.line,
                "end_line": line.span.end_line,
                "code": line.code,
                "text": line.text,
            }
            for line in transcript.excluded
        ],
        "words": {
            "source": episode.account.source,
            "spoken": episode.account.spoken,
            "excluded": episode.account.excluded,
        },
        "diagnostics": [as_dict(finding) for finding in findings],
    }


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {
        "title": chapter.title,
        "start_ms": chapter.time.start_ms if chapter.time else None,
        "line": chapter.span.line,
        "turns": len(chapter.turns),
        "words": chapter.word_count,
    }


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "id": turn.id,
        "speaker": turn.speaker_id,
        "start_ms": turn.time.start_ms if turn.time else None,
        "end_ms": turn.time.end_ms if turn.time else None,
        "exact": turn.time.exact if turn.time else False,
        "line": turn.span.line,
        "paragraphs": [paragraph.text for paragraph in turn.paragraphs],
    }


def cues(source: Source, format_name: str, *, conformant: bool) -> list[dict[str, Any]]:
    """Return the timed cues as the file states them, or as its format's standard keeps them."""
    return [asdict(cue) for cue in timed_cues(source, format_name, conformant=conformant)]


def as_text_lines(
    choice: Choice, transcript: Transcript, episode: Episode, findings: Sequence[Diagnostic]
) -> list[str]:
    """Return an account that a stranger can follow."""
    numbers, account = episode.statistics, episode.account
    lines = [
        f"{transcript.path}: {choice.format or 'not a transcript'}",
        f"because   {choice.reason} (score {choice.score:.2f})",
        f"title     {episode.title}",
    ]
    if episode.guest:
        lines.append(f"guest     {episode.guest}")
    lines += [f"{'speaker' if i == 0 else '':9} {text}" for i, text in enumerate(_who(episode))]
    for number, chapter in enumerate(episode.chapters):
        start = format_clock(chapter.time.start_ms) if chapter.time else "-"
        label = "chapters" if number == 0 else ""
        turns = count(len(chapter.turns), "turn")
        lines.append(f"{label:9} {start:>8}  {chapter.title} ({turns}, line {chapter.span.line})")
    lines.append(
        f"words     {account.source:,} in the source = {account.spoken:,} spoken"
        f" + {account.excluded:,} excluded; {count(numbers.turns, 'turn')},"
        f" {count(numbers.paragraphs, 'paragraph')}"
    )
    lines += excluded_lines(transcript)
    lines += [as_text(finding) for finding in findings]
    return lines


def _who(episode: Episode) -> list[str]:
    shares = zip(episode.speakers, episode.statistics.shares, strict=True)
    return [
        f"{speaker.name} ({count(share.turns, 'turn')}, {count(share.words, 'word')})"
        for speaker, share in shares
    ]


def excluded_lines(transcript: Transcript) -> list[str]:
    """Return what is not speech, by kind, with the lines of each."""
    places: dict[str, list[int]] = {}
    words: dict[str, int] = {}
    for line in transcript.excluded:
        places.setdefault(line.code, []).append(line.span.line)
        words[line.code] = words.get(line.code, 0) + len(line.text.split())
    shown = []
    for code, lines in places.items():
        some = ", ".join(map(str, lines[:12])) + (", ..." if len(lines) > 12 else "")
        label = "line" if len(lines) == 1 else "lines"
        shown.append(f"excluded  {code}: {count(words[code], 'word')}, {label} {some}")
    return shown
