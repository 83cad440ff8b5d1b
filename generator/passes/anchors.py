"""Ids that outlive edits elsewhere: a turn is named by its time, or by its words."""

from collections.abc import Sequence
from dataclasses import replace

from generator.model.episode import Chapter, Turn
from generator.model.slug import slugify, unique

# Words that an untimed turn is named by: enough to tell turns apart, short enough to read.
NAMED_BY_WORDS = 6


def name(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """Return the chapters with an id for every turn and paragraph.

    `t=1129` is the W3C media fragment of 18:49, a valid HTML id and a target for `:target`. A
    second turn in that second is `t=1129.2`. A later paragraph adds its number: `t=1129-2`. No
    two ids are equal, and none depends on what stands elsewhere, but for turns of one second. An
    estimated time would move with every edit, so such turns are named by their words too.
    """
    taken = {chapter.id for chapter in chapters}
    return tuple(
        replace(chapter, turns=tuple(_named(turn, taken) for turn in chapter.turns))
        for chapter in chapters
    )


def _named(turn: Turn, taken: set[str]) -> Turn:
    stamped = turn.time is not None and turn.time.exact
    turn_id = _by_time(turn, taken) if stamped else _by_words(turn, taken)
    paragraphs = tuple(
        replace(paragraph, id=turn_id if number == 1 else f"{turn_id}-{number}")
        for number, paragraph in enumerate(turn.paragraphs, 1)
    )
    return replace(turn, id=turn_id, paragraphs=paragraphs)


def _by_time(turn: Turn, taken: set[str]) -> str:
    assert turn.time
    base = f"t={turn.time.start_ms // 1000}"
    candidate, nth = base, 1
    while candidate in taken:
        nth += 1
        candidate = f"{base}.{nth}"
    taken.add(candidate)
    return candidate


def _by_words(turn: Turn, taken: set[str]) -> str:
    words = turn.paragraphs[0].text.split(maxsplit=NAMED_BY_WORDS)[:NAMED_BY_WORDS]
    slug = slugify(" ".join(words)[:80]) or "turn"
    # `w-` keeps these apart from chapters' ids and from paragraphs' numbers.
    return unique(f"w-{slug}", taken)
