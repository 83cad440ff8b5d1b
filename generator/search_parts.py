"""What the search knows of all episodes, joined in steps: an edit joins little anew.

Episodes are joined to batches, these to groups, and the groups' postings wait on disk by ranges of
terms. The index is then made range by range, so that no process ever holds all of it.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.episodes import PACK, TERMS, Task, unpacked
from generator.model.artifact import Artifact
from generator.model.card import Card
from generator.model.site import Site
from generator.model.terms import Entry, Terms
from generator.model.value import value
from generator.writer.cache import Cache
from generator.writer.workers import Crew

if TYPE_CHECKING:
    from generator.renderers.search.slices import Slices

# A batch of episodes ends after one by the hash of whose name the first of these divides evenly (or
# when it is full), so that an episode that comes in leaves the batches around its own as they were.
# Batches are joined to groups in the same way.
ENDS = (32, 128)
MOST = (128, 4)
AHEAD = 1
"""So many groups may be on their way."""


@value
class Part:
    """Some episodes."""

    name: str
    """Says what it is made of."""
    parts: tuple["Part", ...]
    """What it is joined from, where that is known by name only."""
    terms: Callable[[], Terms] | None = None
    """Gives what is at hand, or what somebody is at."""


Piece = tuple[int, int, int]
"""The number of the first unit, and where in a file the postings are: from, and how many bytes."""


class SearchParts:
    """Takes the episodes in order, and makes the index."""

    def __init__(
        self, folder: Path, cache: Cache, crew: Crew, terms_of: Callable[[str, Task], Terms]
    ) -> None:
        """Let `crew` join, and make `folder` for what waits.

        `terms_of` finds the terms of an episode by its key and task.
        """
        folder.mkdir()
        self._cache = cache
        self._crew = crew
        self._terms_of = terms_of
        self._waiting: tuple[list[Part], list[Part]] = ([], [])
        """Episodes and batches that no batch or group holds yet."""
        self._groups: deque[Callable[[], Terms]] = deque()
        self._fresh = False
        self._spool = Spool(folder / "postings")

    def add(self, key: str, task: Task, terms: Terms | None) -> None:
        """Take an episode; `terms` is None where they need not be at hand."""
        self._fresh = self._fresh or terms is not None
        self._waiting[0].append(Part(key, (), lambda: terms or self._terms_of(key, task)))
        number = _number_of(task[0][0].path)
        for end_of_level, end, most, waiting in zip(
            (self._end_batch, self._end_group), ENDS, MOST, self._waiting, strict=True
        ):
            if waiting and (number % end == 0 or len(waiting) >= most):
                end_of_level()

    def index(self, cards: Sequence[Card], site: Site) -> Callable[[], Iterator[Artifact]]:
        """Let the index be made; return what waits for its files.

        Besides the episodes it knows the speakers on these cards and the documentation pages.
        """
        from generator.renderers import search
        from generator.renderers.search import shards

        if self._waiting[0]:
            self._end_batch()
        if self._waiting[1]:
            self._end_group()
        while self._groups:
            self._spool.add(self._groups.popleft()())
        speakers = search.speakers_of(cards)
        terms, texts = search.about(speakers, site)
        self._spool.add(terms)
        ranges = deque(self._crew.begin(_slices, task) for task in self._spool.ranges())
        name = self._spool.name([shards.VERSION, *speakers])

        def files() -> Iterator[Artifact]:
            yield from texts
            # Each range is let go once its files are made.
            found = (ranges.popleft()() for _ in range(len(ranges)))
            yield from search.index(self._spool.entries, found, speakers, name)

        return files

    def _end_batch(self) -> None:
        part = _part_of(self._waiting[0])
        if self._fresh:  # so it is hardly known; then its episodes need not wait in memory
            part = Part(part.name, (), self._begun(part))
        self._fresh = False
        self._waiting[0].clear()
        self._waiting[1].append(part)

    def _end_group(self) -> None:
        self._groups.append(self._begun(_part_of(self._waiting[1])))
        self._waiting[1].clear()
        if len(self._groups) > AHEAD:
            self._spool.add(self._groups.popleft()())

    def _begun(self, part: Part) -> Callable[[], Terms]:
        """Return what waits for the terms of a part."""
        from generator.renderers import search

        if part.terms:
            return part.terms
        known = unpacked(self._cache.get(part.name), TERMS)
        if known is not None:
            for one in part.parts:
                if one.parts:
                    self._cache.use(one.name)
            return lambda: known
        below = [self._begun(one) for one in part.parts]
        joined = self._crew.begin(search.combined, [terms() for terms in below])

        def kept() -> Terms:
            terms = joined()
            self._cache.put(part.name, PACK.encode(terms))
            return terms

        return kept


class Spool:
    """A file of postings, by ranges of terms."""

    def __init__(self, path: Path) -> None:
        """Make the file."""
        self.entries: list[Entry] = []
        self._path = path
        self._ranges: list[list[Piece]] = []
        self._units = 0
        self._size = 0
        self._hash = hashlib.sha256()
        path.touch()

    def add(self, terms: Terms) -> None:
        """Put the terms of the next episodes behind those that are there."""
        from generator.renderers import search

        if not self._ranges:
            self._ranges = [[] for _ in terms.postings]
        for pieces, data in zip(self._ranges, terms.postings, strict=True):
            if data:
                pieces.append((self._units, self._size, len(data)))
                self._size += len(data)
        with self._path.open("ab") as file:
            file.writelines(terms.postings)
        for part in (PACK.encode(terms.entries), *terms.postings):
            self._hash.update(part)
        self._units += search.unit_numbers(terms)
        self.entries += terms.entries

    def name(self, more: Sequence[object]) -> str:
        """Return a name for all of this and `more`; another one for anything else."""
        return hashlib.sha256(self._hash.digest() + PACK.encode(more)).hexdigest()[:12]

    def ranges(self) -> Iterator[tuple[Path, list[Piece]]]:
        """Yield what says where the postings of each range are."""
        return ((self._path, pieces) for pieces in self._ranges if pieces)


def _slices(task: tuple[Path, list[Piece]]) -> "Slices":
    """Return what the index says of one range, in any process here."""
    from generator.renderers import search

    return search.slices_of_range(_read(*task))


def _read(path: Path, pieces: Sequence[Piece]) -> Iterator[tuple[int, bytes]]:
    """Yield the number of the first unit of each piece, and the piece."""
    with path.open("rb") as file:
        for unit, at, size in pieces:
            file.seek(at)
            yield unit, file.read(size)


def _part_of(parts: Sequence[Part]) -> Part:
    if len(parts) == 1:
        return parts[0]
    names = " ".join(part.name for part in parts)
    return Part(f"joined-{hashlib.sha256(names.encode()).hexdigest()}", tuple(parts))


def _number_of(path: str) -> int:
    return int.from_bytes(hashlib.sha256(path.encode("utf-8", "surrogateescape")).digest()[:4])
