"""All that other pages may know of an episode."""

import zlib
from collections.abc import Iterable
from datetime import date

from generator.model.episode import Episode, Statistics
from generator.model.media import Media
from generator.model.people import Speaker
from generator.model.value import value


@value
class ChapterCard:
    """One line of an episode's contents."""

    id: str
    title: str
    start_ms: int | None
    words: int
    inferred: bool


@value
class Contribution:
    """What one speaker says in one chapter."""

    speaker_id: str
    chapter_id: str
    turns: int
    words: int
    first_turn_id: str
    first_start_ms: int | None


@value
class Mention:
    """A person, work or term that an episode names."""

    term: str
    count: int
    """How often it is named."""
    places: str
    """The ids of the first turns that name it, a space between."""


def packed_mentions(mentions: Iterable[Mention]) -> bytes:
    """Return mentions in a ninth of the memory: there are thousands of cards."""
    lines = [f"{one.term}\t{one.count}\t{one.places}" for one in mentions]
    return zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), 1)


def mention_lines(mentions: bytes) -> list[str]:
    """Return a line for each of `packed_mentions`; it begins with term and tab."""
    text = zlib.decompress(mentions).decode("utf-8", "surrogatepass")
    return text.split("\n") if text else []


def mention_of(line: str) -> Mention:
    r"""Return the mention that a line is about.

    >>> mention_of("Ada Marsh\t2\tt=5 t=9")
    Mention(term='Ada Marsh', count=2, places='t=5 t=9')
    """
    term, count, places = line.split("\t")
    return Mention(term, int(count), places)


@value
class LeadingQuestion:
    """A question that is answered at length."""

    speaker_id: str
    text: str
    anchor: str
    """What follows `#` in its address."""


@value
class Card:
    """An episode as the library, the speakers' pages, feeds and sitemaps show it."""

    slug: str
    guid: str
    title: str
    guest: str
    published: date | None
    summary: str
    language: str
    media: tuple[Media, ...]
    speakers: tuple[Speaker, ...]
    chapters: tuple[ChapterCard, ...]
    contributions: tuple[Contribution, ...]
    """In the order of chapters, then of speakers."""
    statistics: Statistics
    source_path: str
    show: str
    mentions: bytes
    """What it names, most named first; not all of it. See `packed_mentions`."""
    questions: int
    """How many are asked."""
    leading_questions: tuple[LeadingQuestion, ...]
    """A few of them, in order."""


def card_of(
    episode: Episode,
    mentions: Iterable[Mention],
    questions: int,
    leading_questions: tuple[LeadingQuestion, ...],
) -> Card:
    """Return the card of `episode`."""
    return Card(
        slug=episode.slug,
        guid=episode.guid,
        title=episode.title,
        guest=episode.guest,
        published=episode.published,
        summary=episode.summary,
        language=episode.language,
        media=episode.media,
        speakers=episode.speakers,
        chapters=tuple(
            ChapterCard(
                id=chapter.id,
                title=chapter.title,
                start_ms=chapter.time.start_ms if chapter.time else None,
                words=chapter.word_count,
                inferred=chapter.inferred,
            )
            for chapter in episode.chapters
        ),
        contributions=tuple(_contributions(episode)),
        statistics=episode.statistics,
        source_path=episode.source.path,
        show=episode.show,
        mentions=packed_mentions(mentions),
        questions=questions,
        leading_questions=leading_questions,
    )


def _contributions(episode: Episode) -> list[Contribution]:
    found = []
    for chapter in episode.chapters:
        for speaker in episode.speakers:
            turns = [turn for turn in chapter.turns if turn.speaker_id == speaker.id]
            if turns:
                first = turns[0]
                found.append(
                    Contribution(
                        speaker_id=speaker.id,
                        chapter_id=chapter.id,
                        turns=len(turns),
                        words=sum(turn.word_count for turn in turns),
                        first_turn_id=first.id,
                        first_start_ms=first.time.start_ms if first.time else None,
                    )
                )
    return found
