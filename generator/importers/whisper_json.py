"""JSON of whisper and its relatives.

`json-whisper`: segments with or without timed words, by OpenAI's whisper and its service,
faster-whisper, whisper-timestamped, WhisperX, whisper.cpp (`transcription` with `offsets`) and the
pipelines of Hugging Face (`chunks`). A bare list of segments is read too, and so are the words of
a file that has no segments. A segment without a speaker belongs to the one who says most of its
words, else to whoever spoke before.

    {
      "text": " We found a tin box. Full of letters?",
      "segments": [
        {"id": 0, "start": 0.5, "end": 2.75, "text": " We found a tin box.", "words": null},
        {"id": 1, "start": 3.0, "end": 4.5, "text": " Full of letters?", "speaker": "SPEAKER_01"}
      ],
      "language": "english"
    }
"""

from collections import Counter
from typing import Any

from generator.importers.gather import Guess, Importer
from generator.importers.json_draft import Draft
from generator.importers.json_values import entries, fields, speaker_of, text_of
from generator.importers.text import Manuscript
from generator.importers.timed_words import Token, covered
from generator.model.transcript import Reading

FORMAT = "json-whisper"
SAMPLE = 50
# Marks that whisper.cpp writes among the words: `[_BEG_]`, `[_TT_150]`.
SPECIAL = ("[_", "<|")


def sniff(manuscript: Manuscript) -> Guess | None:
    """Tell whisper's files by their lists of segments."""
    data = manuscript.json
    if isinstance(data, list):
        sample = [e for e in data[:SAMPLE] if isinstance(e, dict)]
        timed = sum(1 for e in sample if _is_segment(e))
        if sample and timed * 2 > len(sample):
            return Guess(FORMAT, 0.9, "a list of segments with start, end and text")
        return None
    if not isinstance(data, dict):
        return None
    if any("offsets" in fields(e) for e in entries(data.get("transcription"))[:SAMPLE]):
        return Guess(FORMAT, 0.97, "a transcription with offsets, as whisper.cpp writes it")
    if any("timestamp" in fields(e) for e in entries(data.get("chunks"))[:SAMPLE]):
        return Guess(FORMAT, 0.93, "a list of chunks with timestamp and text")
    if any(_is_segment(e) for e in entries(data.get("segments"))[:SAMPLE]):
        return Guess(FORMAT, 0.95, "a list of segments with start, end and text")
    empty = isinstance(data.get("segments"), list) and not data["segments"]
    if "text" in data and "language" in data and (empty or "words" in data or "task" in data):
        return Guess(FORMAT, 0.91, "text and language, as whisper writes them")
    if "word_segments" in data:
        return Guess(FORMAT, 0.93, "a list of word_segments")
    return None


def _is_segment(entry: Any) -> bool:
    segment = fields(entry)
    return "start" in segment and "text" in segment and "startTime" not in segment


def read(manuscript: Manuscript, _format: str) -> Reading:
    """Return one utterance for each segment, with its words where they have times."""
    data = manuscript.json
    whole = fields(data)
    if entries(whole.get("transcription")):
        return _cpp(manuscript, whole)
    draft = Draft(manuscript)
    segments = entries(data) or entries(whole.get("segments"))
    words = entries(whole.get("words")) or entries(whole.get("word_segments"))
    if segments:
        own = any(fields(segment).get("words") for segment in segments)
        _segments(draft, segments, [] if own else _words(draft, words))
    elif entries(whole.get("chunks")):
        for chunk in entries(whole["chunks"]):
            times = [*entries(fields(chunk).get("timestamp")), None, None]
            draft.say(fields(chunk).get("text"), _speaker(fields(chunk)), (times[0], times[1]))
    elif words:
        draft.tell([token for word in words for token in _word(draft, word, find=True)])
    elif text_of(whole.get("text")):
        draft.say(whole["text"])
    return draft.reading(language=whole.get("language") or whole.get("language_code"))


def _segments(draft: Draft, segments: list[Any], loose: list[Token]) -> None:
    """Add the segments; `loose` are words that the file lists apart, in the same order."""
    place = 0
    for entry in segments:
        segment = fields(entry)
        text = segment.get("text")
        line = draft.find(text) if isinstance(text, str) else 0
        tokens = _words(draft, entries(segment.get("words")))
        if not tokens and loose and isinstance(text, str):
            count = covered(text, loose, place)
            tokens = loose[place : place + count]
            place += count
        if text is None and tokens:
            draft.tell(tokens, speaker=_speaker(segment))
            continue
        times = (segment.get("start"), segment.get("end"))
        speaker = _speaker(segment)
        if speaker is None:
            speaker = _majority(tokens)
        draft.say(text, speaker, times, words=tokens, line=line)


def _speaker(segment: dict[str, Any]) -> str | None:
    return speaker_of(segment.get("speaker"))


def _majority(tokens: list[Token]) -> str | None:
    names = Counter(token.speaker for token in tokens if token.speaker)
    return names.most_common(1)[0][0] if names else None


def _words(draft: Draft, words: list[Any]) -> list[Token]:
    """Return the words; pieces of words joined where the tool marks beginnings with a space."""
    raw = [fields(word).get("word", fields(word).get("text")) for word in words]
    spaced = sum(1 for text in raw if isinstance(text, str) and text[:1].isspace())
    by_space = spaced * 2 > len(words)
    tokens: list[Token] = []
    for word, text in zip(words, raw, strict=True):
        glued = by_space and bool(tokens) and isinstance(text, str) and not text[:1].isspace()
        tokens += _word(draft, word, joined=glued)
    return tokens


def _word(draft: Draft, word: Any, *, joined: bool = False, find: bool = False) -> list[Token]:
    found = fields(word)
    sure = next((found[k] for k in ("probability", "score", "confidence") if k in found), None)
    return draft.token(
        found.get("word", found.get("text")),
        (found.get("start"), found.get("end")),
        sure,
        _speaker(found),
        joined=joined,
        find=find,
    )


def _cpp(manuscript: Manuscript, whole: dict[str, Any]) -> Reading:
    """Read whisper.cpp's own form, whose times are whole milliseconds."""
    draft = Draft(manuscript, unit_ms=1)
    turn_ends = False
    for entry in entries(whole["transcription"]):
        segment = fields(entry)
        line = draft.find(segment.get("text"))
        tokens = _pieces(draft, entries(segment.get("tokens")))
        speaker = _speaker(segment)
        if speaker is None and turn_ends:
            speaker = ""
        turn_ends = segment.get("speaker_turn_next") is True
        times = _offsets(segment)
        draft.say(segment.get("text"), speaker, times, words=tokens, line=line, opens=speaker == "")
    spoken = fields(whole.get("result")).get("language")
    return draft.reading(language=spoken or fields(whole.get("params")).get("language"))


def _offsets(entry: dict[str, Any]) -> tuple[Any, Any]:
    found = fields(entry.get("offsets")) or fields(entry.get("timestamps"))
    return found.get("from"), found.get("to")


def _pieces(draft: Draft, pieces: list[Any]) -> list[Token]:
    tokens: list[Token] = []
    for piece in map(fields, pieces):
        text = piece.get("text")
        if not isinstance(text, str) or text.startswith(SPECIAL) or not text.strip():
            continue
        joined = bool(tokens) and not text[:1].isspace()
        tokens += draft.token(text, _offsets(piece), piece.get("p"), joined=joined, find=False)
    return tokens


IMPORTER = Importer((FORMAT,), __doc__, sniff, read)
