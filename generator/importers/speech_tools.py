"""JSON of tools that time each word.

Words become sentences; a speaker who is only a number is "Speaker 0".

`json-rev`: Rev and Rev AI.

    {
      "monologues": [
        {
          "speaker": 0,
          "elements": [
            {"type": "text", "value": "Letters", "ts": 0.5, "end_ts": 1.1, "confidence": 0.98},
            {"type": "punct", "value": "?"}
          ]
        }
      ],
      "speakers": [{"id": 0, "name": "Ada Marsh"}]
    }

`json-ibm`: IBM Watson.

    {
      "results": [{"final": true, "alternatives": [{
        "transcript": "full of letters ",
        "timestamps": [["full", 3.0, 3.3], ["of", 3.3, 3.5], ["letters", 3.5, 4.5]]
      }]}],
      "speaker_labels": [{"from": 3.0, "to": 4.5, "speaker": 1}]
    }

`json-speechmatics`: Speechmatics, both versions.

    {
      "format": "2.9",
      "results": [
        {"type": "word", "start_time": 0.5, "end_time": 1.1,
         "alternatives": [{"content": "Letters", "speaker": "S1"}]},
        {"type": "punctuation", "start_time": 1.1, "end_time": 1.1,
         "alternatives": [{"content": "?", "speaker": "S1"}]}
      ]
    }

`json-kaldi`: Kaldi and Vosk.

    {
      "result": [
        {"conf": 0.9, "start": 3.0, "end": 3.3, "word": "full"},
        {"conf": 1.0, "start": 3.3, "end": 3.5, "word": "of"},
        {"conf": 1.0, "start": 3.5, "end": 4.5, "word": "letters"}
      ],
      "text": "full of letters"
    }

`json-word-timings`: a bare list of words with their times, as aligners write it; and ElevenLabs.

    [["full", 3.0, 3.3], ["of", 3.3, 3.5], ["letters", 3.5, 4.5]]

`json-youtube`: YouTube's captions in its form "json3", as download tools save them.

    {"events": [
      {"tStartMs": 0, "dDurationMs": 4000, "segs": [{"utf8": "we found the letters"}]},
      {"tStartMs": 9000, "dDurationMs": 3500, "segs": [{"utf8": "addressed to you"}]}
    ]}
"""

from typing import Any

from generator.importers.gather import Guess, Importer
from generator.importers.json_draft import Draft
from generator.importers.json_values import entries, fields, first, speaker_of, text_of, time_ms
from generator.importers.speaking import Speaking
from generator.importers.speech_captions import is_word, read_word_timings, read_youtube
from generator.importers.text import Manuscript
from generator.importers.timed_words import ONLY_PUNCTUATION, Token
from generator.model.transcript import Reading

IBM, SPEECHMATICS, REV, KALDI = "json-ibm", "json-speechmatics", "json-rev", "json-kaldi"
WORDS, YOUTUBE = "json-word-timings", "json-youtube"
SAMPLE = 50
SPEECHMATICS_TYPES = frozenset(["word", "punctuation", "speaker_change", "entity"])


def sniff(manuscript: Manuscript) -> Guess | None:
    """Tell the tools by the names of their keys."""
    data = manuscript.json
    if isinstance(data, list):
        return _of_list(data[:SAMPLE])
    if not isinstance(data, dict):
        return None
    if any("elements" in fields(e) for e in entries(data.get("monologues"))[:SAMPLE]):
        return Guess(REV, 0.97, "monologues with elements, as Rev has them")
    if any("segs" in fields(e) or "tStartMs" in fields(e) for e in entries(data.get("events"))):
        return Guess(YOUTUBE, 0.97, "events with segs, as YouTube has them")
    results = _ibm_results(data)
    if any("timestamps" in first(fields(e).get("alternatives")) for e in results[:SAMPLE]):
        return Guess(IBM, 0.97, "results with timestamps, as IBM Watson has them")
    kinds = [fields(e).get("type") for e in entries(data.get("results"))[:SAMPLE]]
    if any(isinstance(kind, str) and kind in SPEECHMATICS_TYPES for kind in kinds):
        return Guess(SPEECHMATICS, 0.97, "results with a type, as Speechmatics has them")
    words = [fields(e) for e in entries(data.get("words"))[:SAMPLE]]
    if any(e.keys() >= {"name", "time", "duration"} for e in words):
        return Guess(SPEECHMATICS, 0.96, "words with name, time and duration, as Speechmatics has")
    spoken = [fields(e) for e in _kaldi_words(data)[:SAMPLE]]
    if any("word" in e and "start" in e for e in spoken) and ("retval" in data or "result" in data):
        return Guess(KALDI, 0.95, "a list of words with start and end, as Kaldi has them")
    if any(is_word(e) for e in words) and not data.keys() & {"audio_url", "utterances", "task"}:
        return Guess(WORDS, 0.85, "a list of words with their times")
    return None


def _of_list(sample: list[Any]) -> Guess | None:
    if any(entries(fields(e).get("result")) for e in sample):
        return Guess(KALDI, 0.95, "a list of results with words, as Vosk writes them")
    if sample and sum(1 for e in sample if is_word(e)) * 2 > len(sample):
        return Guess(WORDS, 0.93, "a list of words with their times")
    return None


def read(manuscript: Manuscript, format_name: str) -> Reading:
    """Return the words as sentences, in the file's order."""
    readers = {
        IBM: _ibm,
        SPEECHMATICS: _speechmatics,
        REV: _rev,
        KALDI: _kaldi,
        WORDS: read_word_timings,
        YOUTUBE: read_youtube,
    }
    return readers[format_name](manuscript, manuscript.json)


def _ibm_results(data: Any) -> list[Any]:
    """Return IBM's results, which a job's answer holds in a list of lists."""
    results = entries(fields(data).get("results"))
    if any("alternatives" in fields(e) for e in results):
        return results
    return [inner for e in results for inner in entries(fields(e).get("results"))]


def _ibm(manuscript: Manuscript, data: Any) -> Reading:
    draft = Draft(manuscript)
    jobs = [fields(e) for e in entries(fields(data).get("results"))]
    labels = [
        fields(label)
        for job in (fields(data), *jobs)
        for label in entries(job.get("speaker_labels"))
    ]
    spoken = Speaking([(e.get("from"), e.get("to"), speaker_of(e.get("speaker"))) for e in labels])
    for result in map(fields, _ibm_results(data)):
        best = first(result.get("alternatives"))
        sure = [[*entries(pair), None, None][1] for pair in entries(best.get("word_confidence"))]
        tokens: list[Token] = []
        for number, stamp in enumerate(entries(best.get("timestamps"))):
            text, start, end, *_ = [*entries(stamp), None, None, None]
            confidence = sure[number] if number < len(sure) else None
            tokens += draft.token(text, (start, end), confidence, spoken.at(start))
        if tokens:
            draft.tell_result(tokens, text_of(best.get("transcript")) or "")
        else:
            draft.say(best.get("transcript"))
    return draft.reading()


def _speechmatics(manuscript: Manuscript, data: Any) -> Reading:
    draft = Draft(manuscript)
    whole = fields(data)
    results = [fields(e) for e in entries(whole.get("results"))]
    job = fields(whole.get("job"))
    config = fields(fields(whole.get("metadata")).get("transcription_config"))
    if not results:
        draft.tell(_speechmatics_1(draft, whole))
        return draft.reading(language=job.get("lang"))
    tokens: list[Token] = []
    for result in results:
        best = first(result.get("alternatives"))
        if result.get("type") == "speaker_change" or not best:
            continue
        mark = result.get("type") == "punctuation" and result.get("attaches_to") != "next"
        name = speaker_of(best.get("speaker")) or speaker_of(result.get("channel"))
        if name is None:
            name = speaker_of(best.get("speaker"))
        times = (result.get("start_time"), result.get("end_time"))
        tokens += draft.token(
            best.get("content"),
            times,
            best.get("confidence"),
            None if mark else name,
            joined=mark and bool(tokens),
        )
    draft.tell(tokens)
    return draft.reading(language=config.get("language"))


def _speechmatics_1(draft: Draft, whole: dict[str, Any]) -> list[Token]:
    """Return the words of Speechmatics' first version: punctuation is a word of its own."""
    spoken = Speaking(
        [
            (e.get("time"), _sum(e.get("time"), e.get("duration")), speaker_of(e.get("name")))
            for e in map(fields, entries(whole.get("speakers")))
        ]
    )
    tokens: list[Token] = []
    for word in map(fields, entries(whole.get("words"))):
        start = word.get("time")
        mark = bool(tokens) and bool(ONLY_PUNCTUATION.fullmatch(text_of(word.get("name")) or ""))
        times = (start, _sum(start, word.get("duration")))
        name = None if mark else spoken.at(start)
        tokens += draft.token(word.get("name"), times, word.get("confidence"), name, joined=mark)
    return tokens


def _sum(start: Any, duration: Any) -> float | None:
    """Return in seconds when something ends that has a start and a duration."""
    start_ms, length_ms = time_ms(start), time_ms(duration)
    if start_ms is None or length_ms is None or start_ms < 0 or length_ms < 0:
        return None
    return (start_ms + length_ms) / 1000


def _rev(manuscript: Manuscript, data: Any) -> Reading:
    draft = Draft(manuscript)
    listed = [fields(e) for e in entries(fields(data).get("speakers"))]
    names = {text_of(e.get("id")): speaker_of(e.get("name")) for e in listed}
    for monologue in map(fields, entries(fields(data).get("monologues"))):
        number = monologue.get("speaker")
        name = names.get(text_of(number)) or speaker_of(number)
        name = speaker_of(fields(monologue.get("speaker_info")).get("display_name")) or name
        tokens: list[Token] = []
        for element in map(fields, entries(monologue.get("elements"))):
            value = element.get("value")
            # Rev writes the spaces as punctuation too; a dash may have one on both sides.
            mark = element.get("type") == "punct" and bool(
                ONLY_PUNCTUATION.match(text_of(value) or "")
            )
            times = (element.get("ts"), element.get("end_ts"))
            tokens += draft.token(
                value, times, element.get("confidence"), joined=mark and bool(tokens)
            )
        draft.tell(tokens, speaker=name)
    return draft.reading(language=fields(data).get("language"))


def _kaldi_words(data: Any) -> list[Any]:
    """Return the words of the BBC's Kaldi, or of Vosk, which is Kaldi too."""
    if isinstance(data, list):
        return [word for e in data for word in entries(fields(e).get("result"))]
    whole = fields(fields(data).get("retval")) or fields(data)
    return entries(whole.get("words")) or entries(whole.get("result"))


def _kaldi(manuscript: Manuscript, data: Any) -> Reading:
    draft = Draft(manuscript)
    whole = fields(fields(data).get("retval")) or fields(data)
    segmentation = fields(whole.get("segmentation")) or fields(fields(data).get("segmentation"))
    spoken = Speaking(
        [
            (
                e.get("start"),
                _sum(e.get("start"), e.get("duration")),
                speaker_of(fields(e.get("speaker")).get("@id")),
            )
            for e in map(fields, entries(segmentation.get("segments")))
        ]
    )
    tokens: list[Token] = []
    for word in map(fields, _kaldi_words(data)):
        text = word.get("punct") or word.get("word")
        times = (word.get("start"), word.get("end"))
        sure = word.get("confidence", word.get("conf"))
        tokens += draft.token(text, times, sure, spoken.at(word.get("start")))
    draft.tell(tokens)
    if not tokens and "punct" in whole:
        draft.say(whole["punct"])
    return draft.reading()


IMPORTER = Importer((IBM, SPEECHMATICS, REV, KALDI, WORDS, YOUTUBE), __doc__, sniff, read)
