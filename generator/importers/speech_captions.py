"""Lists of timed words, and YouTube's captions as JSON."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from generator.importers.json_draft import Draft
from generator.importers.json_values import (
    BAD,
    entries,
    fields,
    is_number,
    speaker_of,
    text_of,
    time_ms,
)
from generator.importers.text import Manuscript
from generator.importers.timed_words import Token
from generator.model.transcript import Reading

TEXTS = ("punctuated_word", "word", "text")
STARTS = ("start", "start_time", "startTime")
ENDS = ("end", "end_time", "endTime")
# What ElevenLabs lists among the words.
SPACING, SOUND = "spacing", "audio_event"


def is_word(entry: Any) -> bool:
    """Whether `entry` is a word with its times, in a list or an object."""
    if isinstance(entry, list):
        return len(entry) >= 3 and isinstance(entry[0], str) and all(map(is_number, entry[1:3]))
    word = fields(entry)
    return (_one(word, TEXTS[:2]) is not None and _one(word, STARTS) is not None) or (
        word.get("type") in ("word", SPACING, SOUND) and "text" in word and "start" in word
    )


def _one(entry: dict[str, Any], keys: tuple[str, ...]) -> Any:
    return next((entry[key] for key in keys if entry.get(key) is not None), None)


def read_word_timings(manuscript: Manuscript, data: Any) -> Reading:
    """Return the words as sentences."""
    draft = Draft(manuscript)
    whole = fields(data)
    tokens: list[Token] = []
    for entry in entries(data) or entries(whole.get("words")):
        if isinstance(entry, list):
            text, start, end, *_ = [*entry, None, None, None]
            tokens += draft.token(text, (start, end))
            continue
        word = fields(entry)
        if word.get("type") == SPACING:
            continue
        name = speaker_of(word.get("speaker")) or speaker_of(word.get("speaker_id"))
        times = (_one(word, STARTS), _one(word, ENDS))
        sure = _one(word, ("confidence", "score", "probability"))
        if word.get("type") == SOUND:
            draft.tell(tokens)
            tokens = []
            draft.say(word.get("text"), name, times, event="sound")
            continue
        tokens += draft.token(_one(word, TEXTS), times, sure, name)
    draft.tell(tokens)
    return draft.reading(language=whole.get("language_code", whole.get("language")))


def read_youtube(manuscript: Manuscript, data: Any) -> Reading:
    """Return one utterance for each event with text.

    Events that only move the window up a line have no text. A line stays on the screen while the
    next is filled, so an automatic caption ends where the next begins.
    """
    draft = Draft(manuscript, unit_ms=1)
    events = [e for e in entries(fields(data).get("events")) if _has_text(fields(e))]
    for event, after in _with_next([fields(e) for e in events]):
        start, pieces = event.get("tStartMs"), [fields(s) for s in entries(event.get("segs"))]
        text = "".join(s["utf8"] for s in pieces if isinstance(s.get("utf8"), str))
        line = draft.find(next((s["utf8"] for s in pieces if s.get("utf8")), None))
        end_ms = _ends(event)
        automatic = any("tOffsetMs" in s or "acAsrConf" in s for s in pieces)
        next_ms = time_ms(after.get("tStartMs"), 1)
        if automatic and end_ms is not None and next_ms is not None and next_ms > BAD:
            begun = max(next_ms, time_ms(start, 1) or 0)
            end_ms = min(end_ms, begun)
        words = _words(draft, start, pieces, end_ms) if automatic else []
        draft.say(text, times=(start, end_ms), words=words, line=line)
    return draft.reading()


def _has_text(event: dict[str, Any]) -> bool:
    return any((text_of(fields(s).get("utf8")) or "") for s in entries(event.get("segs")))


def _with_next(events: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    return pairwise([*events, {}])


def _ends(event: dict[str, Any]) -> int | None:
    start_ms, length_ms = time_ms(event.get("tStartMs"), 1), time_ms(event.get("dDurationMs"), 1)
    if start_ms is None or length_ms is None or BAD in (start_ms, length_ms):
        return None
    return start_ms + length_ms


def _words(
    draft: Draft, start: Any, pieces: list[dict[str, Any]], end_ms: int | None
) -> list[Token]:
    """Return the words: each ends where the next begins, the last with its line."""
    start_ms = time_ms(start, 1)
    if start_ms is None or start_ms == BAD:
        return []
    offsets = [time_ms(s.get("tOffsetMs", 0), 1) for s in pieces]
    starts = [start_ms + (ms if ms is not None and ms > BAD else 0) for ms in offsets]
    tokens: list[Token] = []
    for piece, (begun, ended) in zip(pieces, pairwise([*starts, end_ms]), strict=True):
        if not (text_of(piece.get("utf8")) or "") or begun is None:
            continue
        until_ms = max(begun, begun if ended is None else ended)
        tokens += draft.token(piece["utf8"], (begun, until_ms), find=False)
    return tokens
