"""Speakers with names so near that they may be one person: reported, never merged."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

LIKENESS = 0.9
SHORTEST = 4
"""Shorter names are near many others by chance."""
# What tells `Speaker 1` from `Speaker 2` and `Voice A` from `Voice B`.
COUNTER = re.compile(r"\d+|\b\w\b|_")
# Words that join two people's names: `Ada Marsh and Tomás Reyes` is neither of them.
JOINTS = frozenset(("and", "&", "+", "/", "y", "und", "et", "e"))
MOST_IN_GROUP = 200
"""So many names with a word in common are numbered, and comparing each pair would take long."""


def near(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that may be one person's, in order, each pair once.

    One has all words of the other (`Ada`, `Ada Marsh`), is its beginning (`MARS`, `MARSHALL`), or
    differs in a letter or two (`Molina`, `Molinda`).
    """
    groups: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        folded = name.casefold()
        for key in {*folded.split(), folded[:3]}:
            groups.setdefault(key, []).append(place)
    pairs = {
        (first, second)
        for places in groups.values()
        if len(places) <= MOST_IN_GROUP
        for n, first in enumerate(places)
        for second in places[n + 1 :]
    }
    for first, second in sorted(pairs):
        if is_near(names[first], names[second]):
            yield names[first], names[second]


def is_near(name: str, other: str) -> bool:
    """Whether two names may be one person's.

    >>> is_near("Ada", "Ada Marsh"), is_near("Speaker 1", "Speaker 2")
    (True, False)
    """
    one, two = sorted((" ".join(n.casefold().split()) for n in (name, other)), key=len)
    if COUNTER.sub("", one).strip() == COUNTER.sub("", two).strip():
        return False
    fewer, more = set(one.split()), set(two.split())
    if (fewer | more) & JOINTS:
        return False
    if fewer < more:
        return len(one) >= SHORTEST - 1
    if len(one) >= SHORTEST and len(fewer) == len(more) == 1 and two.startswith(one):
        return True
    if len(one) <= SHORTEST or len(two) - len(one) > 2:
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= LIKENESS
