"""What the search knows of all episodes, joined in steps, so that an edit joins little anew."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from generator import pipeline
from generator.episodes import PACK, TERMS, Task, unpacked
from generator.model.terms import Terms
from generator.model.value import value
from generator.writer.cache import Cache
from generator.writer.workers import Crew

# A batch of episodes ends after one by the hash of whose name the first of these divides evenly (or
# when it is full), so that an episode that comes in leaves the batches around its own as they were.
# Batches are joined to groups in the same way, and these again.
ENDS = (32, 256, 2048)
MOST = (128, 32, 32)


@value
class Part:
    """Some episodes."""

    name: str
    """Says what it is made of."""
    parts: tuple["Part", ...]
    """What it is joined from, where that is known by name only."""
    terms: Callable[[], Terms] | None = None
    """Gives what is at hand, or what somebody is at."""


class SearchParts:
    """Takes the episodes in order; gives few parts, most of which are in the cache."""

    def __init__(self, cache: Cache, crew: Crew, terms_of: Callable[[str, Task], Terms]) -> None:
        """`crew` joins; `terms_of` finds the terms of an episode by its key and task."""
        self._cache = cache
        self._crew = crew
        self._terms_of = terms_of
        self._waiting: list[list[Part]] = [[] for _ in range(len(ENDS) + 1)]
        """Episodes, batches, groups and so on that no part holds yet."""
        self._fresh = False

    def add(self, key: str, task: Task, terms: Terms | None) -> None:
        """Take an episode; `terms` is None where they need not be at hand."""
        self._fresh = self._fresh or terms is not None
        self._waiting[0].append(Part(key, (), lambda: terms or self._terms_of(key, task)))
        number = _number_of(task[0][0].path)
        for level, (end, most) in enumerate(zip(ENDS, MOST, strict=True)):
            waiting = len(self._waiting[level])
            if waiting and (number % end == 0 or waiting >= most):
                self._end(level)

    def all(self) -> list[Terms]:
        """Return the terms of all episodes, in their order."""
        for level in (0, 1):
            if self._waiting[level]:
                self._end(level)
        parts = [part for waiting in reversed(self._waiting) for part in waiting]
        return [terms() for terms in [self._begun(part) for part in parts]]

    def _end(self, level: int) -> None:
        waiting, self._waiting[level] = self._waiting[level], []
        part = waiting[0] if len(waiting) == 1 else _part_of(waiting)
        if level == 0:
            if self._fresh:  # so it is hardly known; then its episodes need not wait in memory
                part = replace(part, parts=(), terms=self._begun(part))
            self._fresh = False
        self._waiting[level + 1].append(part)

    def _begun(self, part: Part) -> Callable[[], Terms]:
        """Return what waits for the terms of a part."""
        if part.terms:
            return part.terms
        known = unpacked(self._cache.get(part.name), TERMS)
        if known is not None:
            for name in _names_in(part):
                self._cache.use(name)
            return lambda: known
        below = [self._begun(one) for one in part.parts]
        joined = self._crew.begin(pipeline.combined, [terms() for terms in below])

        def kept() -> Terms:
            terms = joined()
            self._cache.put(part.name, PACK.encode(terms))
            return terms

        return kept


def _part_of(parts: list[Part]) -> Part:
    names = " ".join(part.name for part in parts)
    return Part(f"joined-{hashlib.sha256(names.encode()).hexdigest()}", tuple(parts))


def _names_in(part: Part) -> Iterator[str]:
    """Yield the names of what a part was joined from, but for episodes'."""
    for one in part.parts:
        if one.parts:
            yield one.name
            yield from _names_in(one)


def _number_of(path: str) -> int:
    return int.from_bytes(hashlib.sha256(path.encode("utf-8", "surrogateescape")).digest()[:4])
