"""Words with times of their own, and the sentences that they make."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.importers.patterns import pattern
from generator.model.transcript import Word
from generator.model.value import value

SENTENCE_END = pattern(r"[.!?…。！？؟][\"”’')\]]*$")
ONLY_PUNCTUATION = pattern(r"[.,;:!?…%)\]”’。，、！？；：]+")
# Words without punctuation are cut where someone pauses, or at the limit.
PAUSE_MS, MOST_WORDS = 1500, 80


@value
class Token:
    """A word or a mark of punctuation that a tool gives its own time."""

    text: str
    start_ms: int | None
    end_ms: int | None
    confidence: float | None = None
    speaker: str | None = None
    joined: bool = False
    """Belongs to the token before it, without a space."""
    line: int = 0


def grouped(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the words of one sentence each, all by one speaker."""
    group: list[Token] = []
    speaker: str | None = None
    for token in tokens:
        if group and not token.joined and _apart(group, speaker, token):
            yield group
            group = []
        if token.speaker is not None:
            speaker = token.speaker
        group.append(token)
    if group:
        yield group


def by_speaker(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the words in a row that one speaker says; a word without one goes with those before."""
    group: list[Token] = []
    for token in tokens:
        if group and token.speaker is not None and token.speaker != group[0].speaker:
            yield group
            group = []
        group.append(token)
    if group:
        yield group


def _apart(group: Sequence[Token], speaker: str | None, after: Token) -> bool:
    if after.speaker is not None and after.speaker != speaker:
        return True
    last = group[-1]
    if len(group) >= MOST_WORDS or SENTENCE_END.search(last.text):
        return True
    if last.end_ms is None or after.start_ms is None:
        return False
    return after.start_ms - last.end_ms >= PAUSE_MS


def spelled(tokens: Sequence[Token]) -> str:
    """Return the words as text.

    >>> spelled([Token("Yes", 0, 1), Token(".", 1, 1, joined=True)])
    'Yes.'
    """
    parts = [token.text if token.joined else f" {token.text}" for token in tokens]
    return "".join(parts).strip()


def timed(tokens: Sequence[Token]) -> tuple[Word, ...]:
    """Return the words with their times; none where not one of them has a time.

    A word without a time begins and ends where the one before it ends.
    """
    known = [token.start_ms for token in tokens if token.start_ms is not None]
    words: list[Word] = []
    for token in tokens if known else ():
        before_ms = words[-1].end_ms if words else known[0]
        start_ms = before_ms if token.start_ms is None else token.start_ms
        end_ms = max(start_ms, start_ms if token.end_ms is None else token.end_ms)
        if token.joined and words:
            text, last_ms = words[-1].text + token.text, max(words[-1].end_ms, end_ms)
            words[-1] = replace(words[-1], text=text, end_ms=last_ms)
        else:
            words.append(Word(token.text, start_ms, end_ms, token.confidence))
    return tuple(words)


def covered(text: str, words: Sequence[Token | Word], first: int = 0) -> int:
    """Return how many of the words from `first` on the text has, letter by letter.

    >>> covered("Full of", [Word("Full", 0, 1), Word("of", 1, 2), Word("letters", 2, 3)])
    2
    """
    wanted, seen, count = len("".join(text.split())), 0, 0
    while seen < wanted and first + count < len(words):
        seen += len("".join(words[first + count].text.split()))
        count += 1
    return count
