"""Where each term occurs: the rows of one episode, and the rows of many joined to one.

A row is text from the start, so that joining is concatenation: only the distance between the last
unit of one part and the first of the next is written anew.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from generator.model.terms import Unit
from generator.renderers.search.codes import code
from generator.renderers.search.reader import Reader

SPEAKER = "@"
"""What all units of a speaker have in common is a term too: `@ada-marsh`."""
PER_FILE = 32
"""Units whose texts are loaded together; each entry begins a file."""
# A unit has fewer words than this, so that unit and place fit one number.
MOST_PLACES = 1 << 20
PLACE = MOST_PLACES - 1


class Row(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """The units in which a term occurs, and its places in them."""

    first: int
    """The first unit."""
    often: bool
    """Whether the term has more than one place in the first unit."""
    last: int
    count: int
    """Of units."""
    rest: str
    """Codes: for the first unit its number of places - 2 if `often`; then for each other unit
    2 * its distance from the one before, or that + 1 and the number of places - 2."""
    places: str
    """Codes of the distances between places, unit after unit; empty for terms without places."""


class Postings(msgspec.Struct, array_like=True, frozen=True):
    """Rows by term, and the words as they are said."""

    rows: dict[str, Row]
    words: dict[str, int]
    """How often each is said, by word; by `word term` where its term is not the browser's."""


PACK = msgspec.msgpack.Encoder()
UNPACK = msgspec.msgpack.Decoder(Postings)


def of_units(units: Sequence[Unit], first: int, reader: Reader) -> tuple[Postings, tuple[int, ...]]:
    """Return the postings of units numbered from `first`, and how many words of each count."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    speakers: defaultdict[str, list[int]] = defaultdict(list)
    said: Counter[bytes | str] = Counter()
    lengths = []
    reader.forget()
    is_stop = reader.stop_terms.__contains__
    for number, unit in enumerate(units, first):
        tokens = reader.tokens(unit.text)
        said.update(tokens)
        terms = reader.terms(tokens)
        for at, term in enumerate(terms, number * MOST_PLACES):
            places[term].append(at)
        lengths.append(len(terms) - sum(map(is_stop, terms)))
        if unit.speaker_id:
            speakers[SPEAKER + unit.speaker_id].append(number)
    rows = {
        term: _units_row(dict.fromkeys(at // MOST_PLACES for at in found))
        if is_stop(term)
        else _row(found)
        for term, found in places.items()
    }
    rows.update((term, _units_row(dict.fromkeys(found))) for term, found in speakers.items())
    return Postings(rows, reader.words_said(said)), tuple(lengths)


def _row(found: Sequence[int]) -> Row:
    """Return the row of a word at these places (unit * MOST_PLACES + place; ascending)."""
    first = unit = found[0] // MOST_PLACES
    before = found[0] & PLACE
    if len(found) == 1:
        return Row(first, False, first, 1, "", code(before))
    places = [code(before)]
    rest: list[str] = []
    often, distance, here = False, -1, 0
    for at in found[1:]:
        place, now = at & PLACE, at // MOST_PLACES
        if now == unit:
            here += 1
            places.append(code(place - before - 1))
        else:
            if distance >= 0:
                rest.append(code(distance + (here > 0)))
            elif here:
                often = True
            if here:
                rest.append(code(here - 1))
                here = 0
            distance, unit = (now - unit - 1) * 2, now
            places.append(code(place))
        before = place
    if distance >= 0:
        rest.append(code(distance + (here > 0)))
    elif here:
        often = True
    if here:
        rest.append(code(here - 1))
    count = len({at // MOST_PLACES for at in found})
    return Row(first, often, unit, count, "".join(rest), "".join(places))


def _units_row(units: Iterable[int]) -> Row:
    """Return the row of a term that has units but no places."""
    found = list(units)
    rest = "".join([code((b - a - 1) * 2) for a, b in pairwise(found)])
    return Row(found[0], False, found[-1], len(found), rest, "")


def joined(parts: Iterable[tuple[Postings, int]]) -> Postings:
    """Return the postings of all parts as one, each moved up by its number of units."""
    open_rows: dict[str, list[Row]] = {}
    words: Counter[str] = Counter()
    for postings, offset in parts:
        words.update(postings.words)
        for term, row in postings.rows.items():
            moved = row if offset == 0 else _moved(row, offset)
            if term in open_rows:
                open_rows[term].append(moved)
            else:
                open_rows[term] = [moved]
    return Postings({term: _concatenated(rows) for term, rows in open_rows.items()}, dict(words))


def _moved(row: Row, offset: int) -> Row:
    return Row(row.first + offset, row.often, row.last + offset, row.count, row.rest, row.places)


def _concatenated(rows: Sequence[Row]) -> Row:
    first = rows[0]
    if len(rows) == 1:
        return first
    rest = [first.rest]
    last = first.last
    for row in rows[1:]:
        rest += (code((row.first - last - 1) * 2 + row.often), row.rest)
        last = row.last
    return Row(
        first.first,
        first.often,
        last,
        sum([row.count for row in rows]),
        "".join(rest),
        "".join([row.places for row in rows]),
    )


def written(row: Row) -> str:
    """Return the whole row as the browser reads it, with its first unit."""
    return code(row.first * 2 + row.often) + row.rest
