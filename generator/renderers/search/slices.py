"""What one part of the index holds: terms and rows that are neighbours, or words.

Ranges of terms are cut into slices by themselves, so small ones may be joined with the next.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from generator.renderers.search.codes import codes, front_coded, in_order
from generator.renderers.search.postings import SPEAKER, Postings
from generator.renderers.search.reader import STOP

PART_CHARACTERS = 14_000
"""What a part of rows or words holds, before the host compresses it; a longer row has its own."""
CLASSES = STOP + SPEAKER
"""Terms that begin so are no words; they have no places."""


class RowSlice(NamedTuple):
    """What is in one part of rows, and in that of their places."""

    first: str
    """The first term."""
    terms: str
    rows: str
    places: str | None

    def with_next(self, other: "RowSlice") -> "RowSlice | None":
        """Return both as one; None where they are too large, or of different kinds."""
        size = sum(map(len, (self.terms, self.rows, other.terms, other.rows)))
        if size > PART_CHARACTERS or _kind(self.first) != _kind(other.first):
            return None
        places = None if other.places is None else f"{self.places}|{other.places}"
        return RowSlice(
            self.first, f"{self.terms} {other.terms}", f"{self.rows}|{other.rows}", places
        )


class WordSlice(NamedTuple):
    """What is in one part of words."""

    first: str
    words: str
    often: str
    terms: str
    """Of the words whose term is not the browser's."""

    def with_next(self, other: "WordSlice") -> "WordSlice | None":
        """Return both as one; None where they are too large."""
        if len(self.words) + len(other.words) > PART_CHARACTERS:
            return None
        terms = " ".join(filter(None, (self.terms, other.terms)))
        words = f"{self.words} {other.words}"
        return WordSlice(self.first, words, self.often + other.often, terms)


Slice = TypeVar("Slice", RowSlice, WordSlice)
Slices = tuple[list[RowSlice], list[WordSlice]]
"""What the index says of one range of terms."""


def slices_of(found: Postings) -> Slices:
    """Return what the index says of one range of terms, in slices to be loaded one by one."""
    return list(_row_slices(found)), list(_word_slices(found))


def _kind(term: str) -> str:
    return term[0] if term[0] in CLASSES else ""


def _in_parts(names: Sequence[str], size: Callable[[str], int]) -> Iterator[Sequence[str]]:
    """Yield neighbours that together have about `PART_CHARACTERS`; a longer one stays alone.

    Stop words, speakers and words never share a part.
    """
    start = held = 0
    kind = ""
    for place, name in enumerate(names):
        own = size(name)
        own_kind = _kind(name)
        if place > start and (held + own > PART_CHARACTERS or own_kind != kind):
            yield names[start:place]
            start, held = place, 0
        held += own
        kind = own_kind
    if start < len(names):
        yield names[start:]


def _row_slices(found: Postings) -> Iterator[RowSlice]:
    rows = found.rows()
    for group in _in_parts(in_order(rows), lambda term: len(rows[term].rest) + 12):
        yield RowSlice(
            first=group[0],
            terms=" ".join(front_coded(group)),
            rows="|".join([rows[term].written for term in group]),
            places=None
            if group[0][0] in CLASSES
            else "|".join([rows[term].places for term in group]),
        )


def _word_slices(found: Postings) -> Iterator[WordSlice]:
    for group in _in_parts(in_order(found.words), lambda word: len(word) // 2 + 2):
        told_apart = [said.partition(" ") for said in group]
        often = [
            2 * (found.words[said].bit_length() - 1) + (term != "")
            for said, (_, _, term) in zip(group, told_apart, strict=True)
        ]
        yield WordSlice(
            first=told_apart[0][0],
            words=" ".join(front_coded([word for word, _, _ in told_apart])),
            often=codes(often),
            terms=" ".join(term for _, _, term in told_apart if term),
        )
