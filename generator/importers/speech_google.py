"""Google Speech-to-Text's JSON, whose last result repeats the words of all others."""

from dataclasses import replace
from typing import Any

from generator.importers.json_draft import Draft
from generator.importers.json_values import entries, fields, first, speaker_of, text_of
from generator.importers.text import Manuscript
from generator.importers.timed_words import Token
from generator.model.transcript import Reading

# The repetition may differ from the results in a few words.
ALIKE = 0.8


def read_google(manuscript: Manuscript, data: dict[str, Any]) -> Reading:
    """Return one utterance for each result, or more where the speaker changes inside it."""
    draft = Draft(manuscript)
    results = entries(fields(data.get("response")).get("results")) or entries(data.get("results"))
    bests = [first(fields(result).get("alternatives")) for result in results]
    words = [_words(draft, best) for best in bests]
    sizes = [len(w) or len(_written(b)) for w, b in zip(words, bests, strict=True)]
    total = sum(sizes[:-1])
    repeat = words[-1][:total] if _repeats(bests, words, total) else []
    place = 0
    for number, (best, tokens) in enumerate(zip(bests, words, strict=True)):
        own = tokens
        if repeat and number < len(words) - 1:
            own = _with_speakers(tokens or _untimed(best), repeat[place : place + sizes[number]])
            place += sizes[number]
        elif repeat:
            own = tokens[total:]
        if best or not fields(results[number]):
            _result(draft, best, own, repeated=bool(repeat) and number == len(words) - 1)
    if repeat:
        draft.exclude("repeat", " ".join(token.text for token in repeat))
    language = next((fields(r)["languageCode"] for r in results if "languageCode" in fields(r)), "")
    return draft.reading(language=language)


def _written(best: dict[str, Any]) -> list[str]:
    return (text_of(best.get("transcript")) or "").split()


def _words(draft: Draft, best: dict[str, Any]) -> list[Token]:
    tokens: list[Token] = []
    for word in map(fields, entries(best.get("words"))):
        start = _time(word, ("startTime", "startOffset", "start_time", "startTimeOffset"))
        end = _time(word, ("endTime", "endOffset", "end_time", "endTimeOffset"))
        # An offset of zero is the default, and left out.
        start = "0s" if start is None and end is not None else start
        tag = word.get("speakerTag", word.get("speaker_tag"))
        name = speaker_of(word.get("speakerLabel")) or (None if tag == 0 else speaker_of(tag))
        tokens += draft.token(word.get("word"), (start, end), word.get("confidence"), name)
    return tokens


def _time(word: dict[str, Any], keys: tuple[str, ...]) -> Any:
    return next((word[key] for key in keys if key in word), None)


def _untimed(best: dict[str, Any]) -> list[Token]:
    return [Token(text, None, None) for text in _written(best)]


def _repeats(bests: list[dict[str, Any]], words: list[list[Token]], total: int) -> bool:
    """Whether the last result has the words of all results above it once more."""
    if len(words) < 2 or not total or len(words[-1]) < total:
        return False
    before = [
        text
        for tokens, best in zip(words[:-1], bests[:-1], strict=True)
        for text in ([token.text for token in tokens] or _written(best))
    ]
    same = sum(a.casefold() == b.text.casefold() for a, b in zip(before, words[-1], strict=False))
    return same >= ALIKE * total


def _with_speakers(tokens: list[Token], repeat: list[Token]) -> list[Token]:
    """Return the words with the speakers and times that their repetition has."""
    return [
        replace(
            token,
            speaker=again.speaker,
            start_ms=again.start_ms if token.start_ms is None else token.start_ms,
            end_ms=again.end_ms if token.end_ms is None else token.end_ms,
        )
        for token, again in zip(tokens, repeat, strict=True)
    ]


def _result(draft: Draft, best: dict[str, Any], tokens: list[Token], *, repeated: bool) -> None:
    """Add one result: as Google spells it if one person says all of it."""
    if not tokens:
        if not repeated or _written(best):
            draft.say(best.get("transcript"))
        return
    # With its repetition, the last result may be spelled as a whole.
    spelled = _written(best)
    whole = not repeated or len(spelled) == len(tokens)
    draft.tell_result(tokens, " ".join(spelled) if whole else "")
