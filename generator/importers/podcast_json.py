"""JSON of podcast feeds: transcripts and chapters.

A segment without `speaker` belongs to whoever spoke before.

`json-podcastns`: the transcript of Podcasting 2.0, as podcast hosts serve it. Times are seconds;
where all of them are whole numbers that no podcast could reach in seconds, they are milliseconds.

    {
      "version": "1.0.0",
      "segments": [
        {"speaker": "Ada Marsh", "startTime": 0.5, "endTime": 2.75, "body": "We found a tin box."},
        {"speaker": "Tomás Reyes", "startTime": 3, "endTime": 4.5, "body": "Full of letters?"}
      ]
    }

`json-podlove`: the transcript of the Podlove Publisher and Web Player. A segment without `speaker`
belongs to someone who is not named, such as a guest without an account.

    [
      {"start": "00:00:00.5", "end": "00:00:02.7", "speaker": "1", "voice": "Ada Marsh",
       "text": "We found a tin box."},
      {"start": "00:00:03.0", "end": "00:00:04.5", "speaker": "2", "voice": "Tomás Reyes",
       "text": "Full of letters?"}
    ]

`json-chapters`: the chapters of Podcasting 2.0 and of Podlove. The file has no words; it gives its
chapters to the transcript beside it.

    {
      "version": "1.2.0",
      "chapters": [
        {"startTime": 0, "title": "Arrival"},
        {"startTime": 250.5, "title": "The first letter", "url": "https://example.org/letter"}
      ]
    }
"""

from typing import Any

from generator.importers.gather import Guess, Importer, timed
from generator.importers.json_draft import Draft
from generator.importers.json_values import entries, fields, speaker_of, text_of
from generator.importers.text import Manuscript
from generator.importers.timed_words import ONLY_PUNCTUATION, Token
from generator.model.transcript import Cue, Reading

PODCAST, PODLOVE, CHAPTERS = "json-podcastns", "json-podlove", "json-chapters"
SAMPLE = 50
# So many segments of a word each are no coincidence.
MANY = 20
# Half of a podcast's segments are shorter than this many seconds.
LONG_S = 200
BODIES = ("body", "text")
STARTS = ("startTime", "start", "start_time", "startTimeMs", "start_ms")
ENDS = ("endTime", "end", "end_time", "endTimeMs", "end_ms")
TITLES = ("title", "name")
# What whisper writes beside the times and the text; such a list is read as whisper's.
WHISPER = frozenset(["seek", "tokens", "words", "avg_logprob", "no_speech_prob", "temperature"])


def sniff(manuscript: Manuscript) -> Guess | None:
    """Tell the three by the names of their keys."""
    data = manuscript.json
    if isinstance(data, dict):
        return _of_object(data)
    sample = [entry for entry in entries(data)[:SAMPLE] if isinstance(entry, dict)]
    if not sample:
        return None
    if all("title" in e and "start" in e and not _has_text(e) for e in sample):
        return Guess(CHAPTERS, 0.92, "a list of chapters with start and title")
    timed = sum(1 for e in sample if "start" in e and (_has_text(e) or "items" in e))
    if timed * 2 <= len(sample) or any(e.keys() & WHISPER for e in sample):
        return None
    if any(isinstance(e.get("start"), str) or "voice" in e or "items" in e for e in sample):
        return Guess(PODLOVE, 0.95, "a list of segments with start, end and text")
    if unit_ms(entries(data)) == 1:
        return Guess(PODCAST, 0.93, "a list of segments with start, end and text in milliseconds")
    if any(_is_spaced(e.get("text")) for e in sample):
        return None
    return Guess(PODLOVE, 0.91, "a list of segments with start, end and text")


def _of_object(data: dict[str, Any]) -> Guess | None:
    sample = [e for e in entries(data.get("segments"))[:SAMPLE] if isinstance(e, dict)]
    if any("body" in e for e in sample):
        score = 0.97 if any("startTime" in e for e in sample) else 0.9
        return Guess(PODCAST, score, "a list of segments with startTime and body")
    if any("startTime" in e and "text" in e for e in sample):
        return Guess(PODCAST, 0.92, "a list of segments with startTime and text")
    chapters = [e for e in entries(data.get("chapters"))[:SAMPLE] if isinstance(e, dict)]
    if any(_one(e, STARTS) is not None for e in chapters) and not sample:
        if entries(data.get("words")) or entries(data.get("utterances")):
            return None
        return Guess(CHAPTERS, 0.96, "a list of chapters with startTime and title")
    timed = [e for e in entries(data.get("transcripts"))[:SAMPLE] if isinstance(e, dict)]
    if any("start" in e and _has_text(e) for e in timed):
        return Guess(PODLOVE, 0.95, "a list of transcripts with start, end and text")
    return None


def _is_spaced(text: Any) -> bool:
    """Whether text begins with a space, as whisper writes it."""
    return isinstance(text, str) and text[:1] == " "


def _has_text(entry: dict[str, Any]) -> bool:
    return any(key in entry for key in BODIES)


def _one(entry: dict[str, Any], keys: tuple[str, ...]) -> Any:
    """Return the value of the first of `keys` that has one."""
    return next((entry[key] for key in keys if entry.get(key) is not None), None)


def unit_ms(segments: list[Any]) -> int:
    """Return how many milliseconds one unit of the segments' times has: 1000 or 1."""
    lengths = []
    for segment in segments:
        start, end = _one(fields(segment), STARTS), _one(fields(segment), ENDS)
        if start is None and end is None:
            continue
        if isinstance(start, int) and isinstance(end, int):
            lengths.append(min(end - start, LONG_S + 1))
        elif not isinstance(start, int):
            return 1000
    from statistics import median  # 2 ms to import

    return 1 if lengths and median(lengths) > LONG_S else 1000


def read(manuscript: Manuscript, format_name: str) -> Reading:
    """Return one utterance for each segment, in the file's order; or only chapters."""
    data = manuscript.json
    if format_name == CHAPTERS:
        return _chapters(manuscript, data)
    segments = data
    if isinstance(data, dict):
        segments = _one(data, ("segments", "transcripts"))
    draft = Draft(manuscript, unit_ms(entries(segments)))
    if _are_words(entries(segments)):
        draft.tell(_tokens(draft, entries(segments)))
    else:
        # Podlove names a segment's speaker, or it is someone who has no account.
        named = any(_speaker(fields(segment)) for segment in entries(segments))
        unnamed = "" if format_name == PODLOVE and named else None
        for segment in entries(segments):
            _segment(draft, segment, unnamed)
    title, language = fields(data).get("title"), fields(data).get("language")
    return draft.reading(title, language)


def cues(manuscript: Manuscript, _conformant: bool) -> list[Cue]:
    """Return the segments as they are written, also where each is a word only."""
    data = manuscript.json
    segments = entries(_one(data, ("segments", "transcripts")) if isinstance(data, dict) else data)
    draft = Draft(manuscript, unit_ms(segments))
    for segment in segments:
        _segment(draft, segment)
    return timed(draft.utterances)


def _are_words(segments: list[Any]) -> bool:
    """Whether each word is a segment of its own; some tools write spaces and commas so too."""
    bodies = [text for s in segments if isinstance(text := _one(fields(s), BODIES), str)]
    spaces = sum(body.isspace() for body in bodies)
    single = sum(len(body.split()) == 1 for body in bodies)
    return spaces * 5 > len(bodies) or (len(bodies) >= MANY and single * 10 >= len(bodies) * 9)


def _segment(draft: Draft, segment: Any, unnamed: str | None = None) -> None:
    if not isinstance(segment, dict):
        draft.trouble("entry-unreadable")
        return
    speaker = _speaker(segment) or unnamed
    items = entries(segment.get("items"))
    if items and not _has_text(segment):
        for number, item in enumerate(items):
            inner, name = fields(item), speaker if number == 0 else None
            body, times = _one(inner, BODIES), (_one(inner, STARTS), _one(inner, ENDS))
            draft.say(body, name, times, opens=number == 0)
        return
    draft.say(_one(segment, BODIES), speaker, (_one(segment, STARTS), _one(segment, ENDS)))


def _speaker(segment: dict[str, Any]) -> str | None:
    """Return who speaks: Podlove's `voice` is a name, its `speaker` only an identifier."""
    return speaker_of(segment.get("voice")) or speaker_of(segment.get("speaker"))


def _tokens(draft: Draft, segments: list[Any]) -> list[Token]:
    tokens: list[Token] = []
    for segment in map(fields, segments):
        body = _one(segment, BODIES)
        joined = bool(tokens) and bool(ONLY_PUNCTUATION.fullmatch(text_of(body) or ""))
        times = (_one(segment, STARTS), _one(segment, ENDS))
        tokens += draft.token(body, times, speaker=_speaker(segment), joined=joined)
    return tokens


def _chapters(manuscript: Manuscript, data: Any) -> Reading:
    draft = Draft(manuscript)
    for chapter in entries(data.get("chapters") if isinstance(data, dict) else data):
        found = fields(chapter)
        start = _one(found, STARTS)
        if not found or (start is None and _one(found, TITLES) is None):
            draft.trouble("entry-unreadable")
            continue
        written = _one(found, TITLES) or fields(found.get("tags")).get("title")
        draft.mark(
            text_of(written) or "",
            start,
            written if isinstance(written, str) else None,
            url=_address(found, ("url", "href")),
            image_url=_address(found, ("img", "image")),
            in_contents=found.get("toc") is not False,
        )
    return draft.reading(fields(data).get("title"))


def _address(entry: dict[str, Any], keys: tuple[str, ...]) -> str:
    value = _one(entry, keys)
    return value.strip() if isinstance(value, str) else ""


IMPORTER = Importer((PODCAST, PODLOVE, CHAPTERS), __doc__, sniff, read, cues)
