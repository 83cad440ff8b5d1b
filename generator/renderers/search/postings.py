"""Where each term occurs: the rows of one episode, and the rows of many joined to one.

A row is text from the start, so that joining is concatenation: only the distance between the last
unit of one part and the first of the next is written anew. Terms are kept apart by their first
letter: no more than the rows of one letter need to be in memory, and processes can share the work.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from generator.model.terms import Unit
from generator.renderers.search.codes import SMALL, code
from generator.renderers.search.reader import Reader

SPEAKER = "@"
"""What all units of a speaker have in common is a term too: `@ada-marsh`."""
PER_FILE = 32
"""Units whose texts are loaded together; each entry begins a file."""
# A unit has fewer words than this, so that unit and place fit one number.
MOST_PLACES = 1 << 20
PLACE = MOST_PLACES - 1

# Where each range of terms but the first begins. Stop words, speakers and digits are before `a`.
BOUNDS = (
    *"abcdefghijklmnopqrstuvwxyz{\u0370\u0400\u0590\u0900\u3040\u4e00\u5a00\u6600\u7200\u7e00\u8a00",
    "\uac00",
)
RANGES = len(BOUNDS) + 1


class _Ranges(dict[str, int]):
    """The range of each first letter."""

    def __missing__(self, letter: str) -> int:
        # JavaScript has what is beyond U+FFFF before U+E000: both are in the last range.
        found = self[letter] = bisect_right(BOUNDS, letter)
        return found


RANGE_OF = _Ranges()


class Row(NamedTuple):
    """The units in which a term occurs, and its places in them."""

    first: int
    """The first unit."""
    often: bool
    """Whether the term has more than one place in the first unit."""
    last: int
    size: int
    """How many units."""
    rest: str
    """Codes: for the first unit its number of places - 2 if `often`; then for each other unit
    2 * its distance from the one before, or that + 1 and the number of places - 2."""
    places: str
    """Codes of the distances between places, unit after unit; empty for terms without places."""

    @property
    def written(self) -> str:
        """The whole row as the browser reads it, with its first unit."""
        return code(self.first * 2 + self.often) + self.rest


Fields = tuple[int, bool, int, int, str, str]
"""A row as it is made and joined, without a type of its own: there are millions."""


class Postings(msgspec.Struct, array_like=True, frozen=True):
    """Terms of one range and their rows, and its words as they are said.

    A list for each field of the rows, because millions of rows pass through here.
    """

    terms: list[str]
    firsts: list[int]
    often: list[bool]
    lasts: list[int]
    sizes: list[int]
    rests: list[str]
    places: list[str]
    words: dict[str, int]
    """How often each is said, by word; by `word term` where its term is not the browser's."""

    def rows(self) -> dict[str, Row]:
        """Return the rows by term."""
        fields = (self.firsts, self.often, self.lasts, self.sizes, self.rests, self.places)
        return dict(zip(self.terms, map(Row._make, zip(*fields, strict=True)), strict=True))


PACK = msgspec.msgpack.Encoder()
UNPACK = msgspec.msgpack.Decoder(Postings)


def packed(found: Postings) -> bytes:
    """Return postings as few bytes; none for nothing."""
    return PACK.encode(found) if found.terms or found.words else b""


def of_units(
    units: Sequence[Unit], numbers: Iterable[int], reader: Reader
) -> tuple[list[Postings], tuple[int, ...]]:
    """Return the postings of units with these numbers (ascending), and how many words each has.

    The postings are one for each range.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    others: defaultdict[str, list[int]] = defaultdict(list)
    said: Counter[bytes | str] = Counter()
    lengths = []
    reader.forget()
    stops = reader.stop_terms
    for number, unit in zip(numbers, units, strict=True):
        tokens = reader.tokens(unit.text)
        said.update(tokens)
        terms = reader.terms(tokens)
        stopped = 0
        for at, term in enumerate(terms, number * MOST_PLACES):
            if term in stops:
                stopped += 1
            else:
                places[term].append(at)
        lengths.append(len(terms) - stopped)
        for term in stops.intersection(terms) if stopped else ():
            others[term].append(number)
        if unit.speaker_id:
            others[SPEAKER + unit.speaker_id].append(number)
    rows: list[dict[str, Fields]] = [{} for _ in range(RANGES)]
    for term, found in places.items():
        rows[RANGE_OF[term[0]]][term] = _row(found)
    for term, found in sorted(others.items()):
        rows[RANGE_OF[term[0]]][term] = _units_row(found)
    words: list[dict[str, int]] = [{} for _ in range(RANGES)]
    for word, count in reader.words_said(said).items():
        words[RANGE_OF[word[0]]][word] = count
    return list(map(_listed, rows, words)), tuple(lengths)


def _row(found: Sequence[int]) -> Fields:
    """Return the row of a word at these places (unit * MOST_PLACES + place; ascending)."""
    if len(found) == 1:
        unit = found[0] // MOST_PLACES
        return unit, False, unit, 1, "", code(found[0] & PLACE)
    try:
        return _long_row(found, SMALL.__getitem__)
    except IndexError:  # numbers as large as these are rare, and looking up is twice as fast
        return _long_row(found, code)


def _long_row(found: Sequence[int], coded: Callable[[int], str]) -> Fields:
    first = unit = found[0] // MOST_PLACES
    before = found[0] & PLACE
    places = [coded(before)]
    rest: list[str] = []
    often, size, distance, here = False, 1, -1, 0
    for at in found[1:]:
        place, now = at & PLACE, at // MOST_PLACES
        if now == unit:
            here += 1
            places.append(coded(place - before - 1))
        else:
            if distance >= 0:
                rest.append(coded(distance + (here > 0)))
            elif here:
                often = True
            if here:
                rest.append(coded(here - 1))
                here = 0
            distance, unit = (now - unit - 1) * 2, now
            size += 1
            places.append(coded(place))
        before = place
    if distance >= 0:
        rest.append(coded(distance + (here > 0)))
    elif here:
        often = True
    if here:
        rest.append(coded(here - 1))
    return first, often, unit, size, "".join(rest), "".join(places)


def _units_row(units: Sequence[int]) -> Fields:
    """Return the row of a term that has units but no places."""
    rest = "".join([code((b - a - 1) * 2) for a, b in pairwise(units)])
    return units[0], False, units[-1], len(units), rest, ""


def _listed(rows: Mapping[str, Fields], words: dict[str, int]) -> Postings:
    if not rows:
        return Postings([], [], [], [], [], [], [], words)
    firsts, often, lasts, sizes, rests, places = map(list, zip(*rows.values(), strict=True))
    return Postings(list(rows), firsts, often, lasts, sizes, rests, places, words)


def joined(parts: Iterable[tuple[int, bytes]]) -> Postings:
    """Return the postings of one range of all parts as one.

    Each is `packed` and has before it the number by which its units are moved up. Parts are some
    dozens at most: then it is faster to copy what a row has than to keep its pieces.
    """
    rows = Postings([], [], [], [], [], [], [], {})
    place_of: dict[str, int] = {}
    words = rows.words
    for offset, part in ((offset, UNPACK.decode(data)) for offset, data in parts if data):
        known = len(place_of)
        places = [place_of.setdefault(term, len(place_of)) for term in part.terms]
        _begin(rows, part, [n for n, place in enumerate(places) if place >= known], offset)
        _go_on(rows, part, places, known, offset)
        for word, count in part.words.items():
            words[word] = words.get(word, 0) + count
    return rows


def _begin(rows: Postings, part: Postings, new: Sequence[int], offset: int) -> None:
    """Add the rows of `part` at these places, whose terms are new, moved up."""
    rows.terms.extend([part.terms[n] for n in new])
    rows.firsts.extend([part.firsts[n] + offset for n in new])
    rows.often.extend([part.often[n] for n in new])
    rows.lasts.extend([part.lasts[n] + offset for n in new])
    rows.sizes.extend([part.sizes[n] for n in new])
    rows.rests.extend([part.rests[n] for n in new])
    rows.places.extend([part.places[n] for n in new])


def _go_on(rows: Postings, part: Postings, at: Sequence[int], known: int, offset: int) -> None:
    """Join the rows of `part` to those of the same terms; `at` says where, below `known`."""
    lasts, sizes, rests, places = rows.lasts, rows.sizes, rows.rests, rows.places
    joining = zip(
        *(at, part.firsts, part.often, part.lasts, part.sizes, part.rests, part.places),
        strict=True,
    )
    for n, first, often, last, size, rest, more in joining:
        if n < known:
            rests[n] += code((first + offset - lasts[n] - 1) * 2 + often) + rest
            places[n] += more
            lasts[n] = last + offset
            sizes[n] += size
