"""JSON of speech services.

Turns, utterances and paragraphs are taken as the service gives them; where it gives only words,
these become sentences. Of several guesses the first counts.

`json-aws`: Amazon Transcribe.

    {
      "jobName": "tin-box",
      "results": {
        "transcripts": [{"transcript": "Letters?"}],
        "items": [
          {"type": "pronunciation", "start_time": "0.5", "end_time": "1.1",
           "alternatives": [{"content": "Letters", "confidence": "0.98"}]},
          {"type": "punctuation", "alternatives": [{"content": "?", "confidence": "0.0"}]}
        ]
      }
    }

`json-deepgram`: Deepgram.

    {
      "metadata": {"duration": 4.5},
      "results": {"channels": [{"alternatives": [{
        "transcript": "Full of letters?",
        "words": [
          {"word": "full", "start": 3.0, "end": 3.3, "punctuated_word": "Full", "speaker": 1},
          {"word": "of", "start": 3.3, "end": 3.5, "punctuated_word": "of", "speaker": 1},
          {"word": "letters", "start": 3.5, "end": 4.5, "punctuated_word": "letters?", "speaker": 1}
        ]
      }]}]}
    }

`json-assemblyai`: AssemblyAI. Its times are milliseconds.

    {
      "status": "completed",
      "text": "We found a tin box. Full of letters?",
      "utterances": [
        {"speaker": "A", "start": 500, "end": 2750, "text": "We found a tin box."},
        {"speaker": "B", "start": 3000, "end": 4500, "text": "Full of letters?"}
      ],
      "words": null
    }

`json-google-stt`: Google Speech-to-Text. It repeats all words in its last result when it tells
speakers apart; that is not read twice.

    {
      "results": [
        {"alternatives": [{"transcript": "Full of letters?", "words": [
          {"startTime": "3s", "endTime": "3.300s", "word": "Full"},
          {"startTime": "3.300s", "endTime": "3.500s", "word": "of"},
          {"startTime": "3.500s", "endTime": "4.500s", "word": "letters?"}
        ]}]}
      ]
    }
"""

from typing import Any

from generator.importers.gather import Guess, Importer
from generator.importers.json_draft import Draft
from generator.importers.json_values import (
    BAD,
    entries,
    fields,
    first,
    speaker_of,
    text_of,
    time_ms,
)
from generator.importers.speaking import Speaking
from generator.importers.speech_google import read_google
from generator.importers.text import Manuscript
from generator.importers.timed_words import Token, covered, spelled
from generator.model.transcript import Reading

AWS, DEEPGRAM, ASSEMBLYAI, GOOGLE = (
    "json-aws",
    "json-deepgram",
    "json-assemblyai",
    "json-google-stt",
)
SAMPLE = 50


def sniff(manuscript: Manuscript) -> Guess | None:
    """Tell the services by the way they nest their lists."""
    data = manuscript.json
    if not isinstance(data, dict):
        return None
    results = data.get("results")
    inner = fields(results)
    if any("alternatives" in fields(e) for e in entries(inner.get("items"))[:SAMPLE]):
        return Guess(
            AWS, 0.97, "results with items and alternatives, as Amazon Transcribe has them"
        )
    if any("alternatives" in fields(e) for e in entries(inner.get("channels"))):
        return Guess(DEEPGRAM, 0.97, "results with channels and alternatives, as Deepgram has them")
    if any("transcript" in fields(e) for e in entries(inner.get("utterances"))[:SAMPLE]):
        return Guess(DEEPGRAM, 0.92, "results with utterances and transcript, as Deepgram has them")
    words = [fields(e) for e in entries(data.get("words"))[:SAMPLE]]
    turns = [fields(e) for e in entries(data.get("utterances"))[:SAMPLE]]
    marks = data.keys() & {"audio_url", "language_model", "utterances", "audio_duration"}
    if marks and any("text" in e and "start" in e for e in (*words, *turns)):
        return Guess(
            ASSEMBLYAI, 0.95, "words and utterances with text and start, as AssemblyAI has"
        )
    results = fields(data.get("response")).get("results", results)
    if any(_is_google(fields(entry)) for entry in entries(results)[:SAMPLE]):
        return Guess(GOOGLE, 0.95, "results with alternatives and words, as Google has them")
    return None


def _is_google(result: dict[str, Any]) -> bool:
    best = first(result.get("alternatives"))
    if "timestamps" in best or "type" in result or "final" in result:
        return False
    word = first(best.get("words"))
    return "transcript" in best or bool(
        word.keys() & {"startTime", "startOffset", "start_time", "speakerTag", "endTime"}
    )


def read(manuscript: Manuscript, format_name: str) -> Reading:
    """Return what the service understood, in its own order."""
    data = fields(manuscript.json)
    return {AWS: _aws, DEEPGRAM: _deepgram, ASSEMBLYAI: _assemblyai, GOOGLE: read_google}[
        format_name
    ](manuscript, data)


def _aws(manuscript: Manuscript, data: dict[str, Any]) -> Reading:
    draft = Draft(manuscript)
    results = fields(data.get("results"))
    items = [fields(item) for item in entries(results.get("items"))]
    spoken = _aws_speakers(results)
    tokens: list[Token] = []
    for item in items:
        best = first(item.get("alternatives"))
        name = speaker_of(item.get("speaker_label")) or spoken.at(item.get("start_time"))
        name = name or speaker_of(item.get("channel_label"))
        mark = item.get("type") == "punctuation"
        tokens += draft.token(
            best.get("content"),
            (item.get("start_time"), item.get("end_time")),
            best.get("confidence"),
            None if mark else name,
            joined=mark and bool(tokens),
        )
    draft.tell(tokens)
    if not tokens:
        for transcript in entries(results.get("transcripts")):
            draft.say(fields(transcript).get("transcript"))
    return draft.reading(language=results.get("language_code"))


def _aws_speakers(results: dict[str, Any]) -> Speaking:
    """Return the segments of `speaker_labels`: by their words where these are listed."""
    spans: list[tuple[Any, Any, str | None]] = []
    for segment in map(fields, entries(fields(results.get("speaker_labels")).get("segments"))):
        name = speaker_of(segment.get("speaker_label"))
        listed = [fields(item) for item in entries(segment.get("items"))]
        spans += [
            (part.get("start_time"), part.get("end_time"), name) for part in listed or [segment]
        ]
    return Speaking(spans)


def _deepgram(manuscript: Manuscript, data: dict[str, Any]) -> Reading:
    draft = Draft(manuscript)
    results = fields(data.get("results"))
    utterances = entries(results.get("utterances"))
    channels = [fields(channel) for channel in entries(results.get("channels"))]
    several = len(channels) > 1
    paragraphs = False
    for utterance in map(fields, utterances):
        line = draft.find(utterance.get("transcript"))
        name = speaker_of(utterance.get("speaker"))
        if name is None and several:
            name = _channel(utterance.get("channel"))
        times = (utterance.get("start"), utterance.get("end"))
        words = _deepgram_words(draft, utterance.get("words"), find=False)
        draft.say(utterance.get("transcript"), name, times, words=words, line=line)
    for number, channel in enumerate([] if utterances else channels):
        name = _channel(number) if several else None
        paragraphs |= _deepgram_channel(draft, first(channel.get("alternatives")), name)
    language = next((c["detected_language"] for c in channels if c.get("detected_language")), "")
    return draft.reading(language=language, grain="paragraph" if paragraphs else "cue")


def _channel(number: Any) -> str | None:
    return f"Channel {number + 1}" if type(number) is int and 0 <= number < 1000 else None


def _deepgram_channel(draft: Draft, best: dict[str, Any], name: str | None) -> bool:
    """Add a channel: its paragraphs, else its words; return whether it has paragraphs."""
    paragraphs = entries(fields(best.get("paragraphs")).get("paragraphs"))
    words = _deepgram_words(draft, best.get("words"))
    if not words and not paragraphs:
        draft.say(best.get("transcript", ""), name)
        return False
    place, before = 0, None
    for paragraph in map(fields, paragraphs):
        sentences = [fields(s).get("text") for s in entries(paragraph.get("sentences"))]
        line = draft.find(sentences[0]) if sentences else draft.least
        text = " ".join(filter(None, map(text_of, sentences)))
        count = paragraph.get("num_words")
        if type(count) is not int or count < 0:
            count = covered(text, words, place)
        inside = words[place : place + count]
        place += len(inside)
        text = text or spelled(inside)
        speaker = speaker_of(paragraph.get("speaker")) or name
        times = (paragraph.get("start"), paragraph.get("end"))
        draft.say(text, speaker, times, words=inside, opens=speaker != before, line=line)
        before = speaker
    draft.tell(words[place:], speaker=name)
    return bool(paragraphs)


def _deepgram_words(draft: Draft, words: Any, *, find: bool = True) -> list[Token]:
    tokens: list[Token] = []
    for word in map(fields, entries(words)):
        text = word.get("punctuated_word") or word.get("word")
        times = (word.get("start"), word.get("end"))
        name = speaker_of(word.get("speaker"))
        tokens += draft.token(text, times, word.get("confidence"), name, find=find)
    return tokens


def _assemblyai(manuscript: Manuscript, data: dict[str, Any]) -> Reading:
    draft = Draft(manuscript, unit_ms=1)
    turns = entries(data.get("utterances"))
    chapters = [fields(chapter) for chapter in entries(data.get("chapters"))]
    chapters.reverse()
    if not turns:
        draft.tell(_assemblyai_words(draft, data.get("words"), find=True))
    for turn in map(fields, turns):
        while chapters and _begun(chapters[-1].get("start"), turn.get("start")):
            _assemblyai_chapter(draft, chapters.pop())
        line = draft.find(turn.get("text"))
        words = _assemblyai_words(draft, turn.get("words"), find=False)
        name = speaker_of(turn.get("speaker")) or speaker_of(turn.get("channel"))
        times = (turn.get("start"), turn.get("end"))
        draft.say(turn.get("text"), name, times, words=words, opens=True, line=line)
    if not draft.utterances and text_of(data.get("text")):
        draft.say(data["text"])
    language = data.get("language_code")
    return draft.reading(language=language, grain="paragraph" if turns else "cue")


def _begun(chapter: Any, turn: Any) -> bool:
    chapter_ms, turn_ms = time_ms(chapter, 1), time_ms(turn, 1)
    return chapter_ms is not None and turn_ms is not None and BAD < chapter_ms <= turn_ms


def _assemblyai_chapter(draft: Draft, chapter: dict[str, Any]) -> None:
    title = text_of(chapter.get("gist")) or text_of(chapter.get("headline"))
    draft.mark(title or "", chapter.get("start"))


def _assemblyai_words(draft: Draft, words: Any, *, find: bool) -> list[Token]:
    tokens: list[Token] = []
    for word in map(fields, entries(words)):
        times = (word.get("start"), word.get("end"))
        name = speaker_of(word.get("speaker")) or speaker_of(word.get("channel"))
        tokens += draft.token(word.get("text"), times, word.get("confidence"), name, find=find)
    return tokens


IMPORTER = Importer((AWS, DEEPGRAM, ASSEMBLYAI, GOOGLE), __doc__, sniff, read)
