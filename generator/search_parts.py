"""What the search knows of the episodes, joined batch by batch, so that few wait in memory."""

import hashlib
from collections.abc import Callable

from generator import pipeline
from generator.episodes import PACK, TERMS, Task, unpacked
from generator.model.terms import Terms
from generator.writer.cache import Cache

# A batch ends after an episode by whose name this divides evenly (or when it is full), so that an
# episode that comes in leaves the batches around its own as they were.
BATCH = 32
MOST = 4 * BATCH


class SearchParts:
    """Takes the episodes in order; gives few parts, most of which are in the cache."""

    def __init__(self, cache: Cache, terms_of: Callable[[str, Task], Terms]) -> None:
        """`terms_of` finds the terms of an episode by its key and task."""
        self._cache = cache
        self._terms_of = terms_of
        self._waiting: list[tuple[str, Task, Terms | None]] = []
        self._parts: list[Terms] = []

    def add(self, key: str, task: Task, terms: Terms | None) -> None:
        """Take an episode; `terms` is None where they need not be at hand."""
        self._waiting.append((key, task, terms))
        ends = _number_of(task[0][0].path) % BATCH == 0
        if ends or len(self._waiting) >= MOST:
            self._join()

    def parts(self) -> list[Terms]:
        """Return the terms of all episodes, in their order."""
        if self._waiting:
            self._join()
        return self._parts

    def _join(self) -> None:
        batch, self._waiting = self._waiting, []
        name = f"joined-{hashlib.sha256(' '.join(key for key, *_ in batch).encode()).hexdigest()}"
        part = unpacked(self._cache.get(name), TERMS)
        if part is None:
            part = pipeline.combined([terms or self._terms_of(k, t) for k, t, terms in batch])
            self._cache.put(name, PACK.encode(part))
        self._parts.append(part)


def _number_of(path: str) -> int:
    return int.from_bytes(hashlib.sha256(path.encode("utf-8", "surrogateescape")).digest()[:4])
