"""The questions of a conversation: who asks what, and where another begins to answer.

A question is a sentence that ends in its language's mark. It has no mark where people tell of one:
in `“Why?” he asked.` the sentence goes on. One of fewer than `SHORT_WORDS` words after which the
same person goes on is a tag ("Right?", "You know?"): it is counted, not listed. The answer is the
next turn of speech by someone else with a name; whether it does answer is for the reader to say.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import quote

from generator.model.card import LeadingQuestion
from generator.model.episode import Episode, Turn
from generator.model.speech import without_events
from generator.model.value import value
from generator.renderers.once import kept_for_last
from generator.renderers.search.tokens import is_common, unspaced

SHORT_WORDS = 4
LEADING = 3
LEADING_CHARACTERS = 240
"""As many questions, none longer, stand on the page of all episodes."""
# About fifteen hours of talk: to look for each question in more would take the longest of all.
SEARCHED_CHARACTERS = 1_000_000
FRAGMENT_CHARACTERS = 80
"""Longer questions are found by their first and last words."""
OPENING_WORDS = (5, 9, 14)
"""As many of the first words as make them unique."""
MARKS = "?？؟⁇⁈"
GREEK_MARKS = MARKS + ";\u037e"
CLOSING = "\"”’'»)\\]"
ABBREVIATED = re.compile(
    r"(?:^|[\s(“\"])(?:\w|mr|mrs|ms|dr|prof|st|vs|e\.g|i\.e|no)\.$", re.IGNORECASE
)
ABBREVIATION_CHARACTERS = 6
"""The longest of them, its stop, and what stands before it."""
QUOTED = re.compile(rf"[{CLOSING}]")
NEXT = re.compile(r"\S")


@value
class Question:
    """A sentence that asks."""

    text: str
    paragraph_id: str
    fragment: str
    """The text directive that lands on its words, if they are unique."""

    @property
    def anchor(self) -> str:
        """What follows `#` in its address."""
        return self.paragraph_id + self.fragment


@value
class Asked:
    """What one turn asks, and the turn that may answer."""

    turn: Turn
    questions: tuple[Question, ...]
    answer: Turn | None


@value
class Inquiry:
    """All questions of an episode."""

    by_chapter: tuple[tuple[int, tuple[Asked, ...]], ...]
    """The chapters that have some, by their place, in order."""
    counts: tuple[tuple[str, int], ...]
    """How many each speaker asks, by id, in the order of `Episode.speakers`."""
    tags: int
    """Short ones that are not listed."""

    @property
    def count(self) -> int:
        """How many are listed."""
        return sum(len(asked.questions) for _, all_ in self.by_chapter for asked in all_)


@kept_for_last
def questions_of(episode: Episode) -> Inquiry:
    """Return the questions of `episode`, in order."""
    marks = GREEK_MARKS if episode.language.split("-")[0] == "el" else MARKS
    whole = _page_text(episode)
    answers = _answers(episode.turns)
    by_chapter, tags, place = [], 0, 0
    asked_by: dict[str, int] = {}
    for number, chapter in enumerate(episode.chapters):
        found = []
        for turn in chapter.turns:
            questions, short = _in_turn(turn, marks, whole)
            if questions:
                found.append(Asked(turn, tuple(questions), answers[place]))
            asked_by[turn.speaker_id] = asked_by.get(turn.speaker_id, 0) + len(questions)
            tags += short
            place += 1
        if found:
            by_chapter.append((number, tuple(found)))
    counts = [(speaker.id, asked_by.get(speaker.id, 0)) for speaker in episode.speakers]
    return Inquiry(tuple(by_chapter), tuple((one, n) for one, n in counts if n), tags)


def leading(inquiry: Inquiry) -> tuple[LeadingQuestion, ...]:
    """Return the questions with the longest answers, in order; of a turn the one it ends with."""
    found = [
        (asked, question)
        for _, all_ in inquiry.by_chapter
        for asked in all_
        for question in asked.questions[-1:]
        if asked.answer and len(question.text) <= LEADING_CHARACTERS
    ]
    lengths = [asked.answer.word_count if asked.answer else 0 for asked, _ in found]
    longest = sorted(range(len(found)), key=lambda place: -lengths[place])[:LEADING]
    return tuple(
        LeadingQuestion(asked.turn.speaker_id, question.text, question.anchor)
        for asked, question in (found[place] for place in sorted(longest))
    )


def _answers(turns: Sequence[Turn]) -> list[Turn | None]:
    """Return for each turn the next turn of speech by another person with a name."""
    answers: list[Turn | None] = []
    # The next turn that could be one, and the first after it by someone else.
    near: Turn | None = None
    far: Turn | None = None
    for turn in reversed(turns):
        answer = far if near and near.speaker_id == turn.speaker_id else near
        answers.append(answer if turn.speaker_id else None)
        if turn.speaker_id and turn.word_count and not turn.event:
            if near and near.speaker_id != turn.speaker_id:
                far = near
            near = turn
    return answers[::-1]


def _in_turn(turn: Turn, marks: str, whole: str) -> tuple[list[Question], int]:
    """Return the questions of a turn, and how many are only tags."""
    if turn.event:
        return [], 0
    asked: list[tuple[str, str, bool]] = []
    for nth, paragraph in enumerate(turn.paragraphs):
        if not any(map(paragraph.text.__contains__, marks)):
            continue
        last_paragraph = nth == len(turn.paragraphs) - 1
        text = " ".join(without_events(paragraph.text).split())
        for sentence, ends in sentences(text, marks):
            if sentence.rstrip(CLOSING.replace("\\", ""))[-1:] in tuple(marks):
                asked.append((sentence, paragraph.id, ends and last_paragraph))
    kept = [(text, id_) for text, id_, is_last in asked if is_last or words(text) >= SHORT_WORDS]
    questions = [Question(text, id_, fragment(text, whole)) for text, id_ in kept]
    return questions, len(asked) - len(kept)


def sentences(text: str, marks: str = MARKS) -> Iterator[tuple[str, bool]]:
    """Yield the sentences of one paragraph, each with whether it is the last.

    A full stop after an initial or a title ends none, nor does one before a small letter; a
    question mark in a quotation ends none if the sentence goes on with a small letter.
    """
    start, signs = 0, frozenset(marks)
    for found in _end(marks).finditer(text):
        sign, end = found[0], found.end()
        after = NEXT.search(text, end)
        if after and after[0].islower() and (signs.isdisjoint(sign) or QUOTED.search(sign)):
            continue
        if after and sign == "." and _is_abbreviated(text, start, end):
            continue
        if sentence := text[start:end].strip():
            yield sentence, not after
        start = end
    if rest := text[start:].strip():
        yield rest, True


def _is_abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the sentence so far ends in an initial or a title; only its end is looked at."""
    return bool(ABBREVIATED.search(text[max(start, end - ABBREVIATION_CHARACTERS) : end]))


@cache
def _end(marks: str) -> re.Pattern[str]:
    """Return what finds the end of a sentence.

    That it begins with one set of signs lets Python leap to the next of them, which is eight times
    faster than to try two patterns at each letter.
    """
    signs = re.escape(marks)
    spaced = rf"(?<=[.!…{signs}])[.!…{signs}]*[{CLOSING}]*(?=\s|$)"
    unspaced = rf"(?<=[。！？])[。！？]*[{CLOSING}]*"
    return re.compile(rf"[.!…{signs}。！？](?:{spaced}|{unspaced})")


def words(text: str) -> int:
    """Return how many words a sentence has; two signs of a script without spaces are one."""
    signs = 0
    if not is_common(text):
        text, signs = unspaced().subn(" ", text)
    return len(text.strip(MARKS + " ").split()) + signs // 2


def _page_text(episode: Episode) -> str:
    parts = [p.text for turn in episode.turns for p in turn.paragraphs]
    return _plain("\n".join([episode.title, *(c.title for c in episode.chapters), *parts]))


def _plain(text: str) -> str:
    return "\n".join(map(_evenly_spaced, text.casefold().split("\n")))


def _evenly_spaced(line: str) -> str:
    # Of all white space only the space is printable; most lines have nothing else.
    if line.isprintable() and "  " not in line:
        return line.strip(" ")
    return " ".join(line.split())


def fragment(text: str, whole: str) -> str:
    """Return the text directive that lands on these words; empty where they may not be unique.

    `whole` is the page's text in small letters (URL Fragment Text Directives, W3C CG).
    """
    if len(whole) > SEARCHED_CHARACTERS:
        return ""
    said = text.split()
    if len(text) <= FRAGMENT_CHARACTERS or len(said) < 2 * OPENING_WORDS[0]:
        return f":~:text={_encoded(text)}" if whole.count(_plain(text)) == 1 else ""
    end = " ".join(said[-OPENING_WORDS[0] :])
    for count in OPENING_WORDS:
        start = " ".join(said[: min(count, len(said) - OPENING_WORDS[0])])
        if whole.count(_plain(start)) == 1:
            return f":~:text={_encoded(start)},{_encoded(end)}"
    return ""


def _encoded(text: str) -> str:
    # A hyphen and a comma divide the parts of a directive.
    return quote(text, safe="").replace("-", "%2D")
