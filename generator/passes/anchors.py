"""Ids that outlive edits elsewhere: a turn is named by its time, or by its words."""

from collections.abc import Iterable, Sequence

from generator.model.episode import Time
from generator.model.slug import slugify, unique
from generator.passes.turns import Collected

# Words that an untimed turn is named by: enough to tell turns apart, short enough to read.
NAMED_BY_WORDS = 6


def name(
    turns: Sequence[Collected], times: Sequence[Time | None], chapter_ids: Iterable[str]
) -> list[str]:
    """Return an id for every turn.

    `t=1129` is the W3C media fragment of 18:49, a valid HTML id and a target for `:target`. A
    second turn in that second is `t=1129.2`. No two ids are equal, and none depends on what
    stands elsewhere, but for turns of one second. An estimated time would move with every edit,
    so such turns are named by their words too.
    """
    taken = dict.fromkeys(chapter_ids, 1)
    return [
        unique(f"t={time.start_ms // 1000}", taken, ".")
        if time and time.exact
        else _by_words(turn, taken)
        for turn, time in zip(turns, times, strict=True)
    ]


def _by_words(turn: Collected, taken: dict[str, int]) -> str:
    """Return an id that is free, and so are those of its paragraphs, which end in their numbers."""
    words = f"w-{_first_words(turn)}"  # `w-` keeps them apart from chapters' ids
    numbers = range(2, len(turn.utterances) + 1)
    found = unique(words, taken)
    while any(f"{found}-{number}" in taken for number in numbers):
        found = unique(words, taken)
    taken.update((f"{found}-{number}", 1) for number in numbers)
    return found


def _first_words(turn: Collected) -> str:
    words = turn.utterances[0].text.split(maxsplit=NAMED_BY_WORDS)[:NAMED_BY_WORDS]
    return slugify(" ".join(words)[:80]) or "turn"
