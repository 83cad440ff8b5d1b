"""The index of a site as classic scripts: one while it is small, else parts loaded when asked for.

`search/index.js` calls `talkbook.router({...})`:

    v        version of the format
    folder   where the parts are, named by a hash of `v` and of what they say; in a small index most
             of them follow in the same file
    count    units of the site; `lengths`: codes, indexed words of each (only while it is small)
    stop     the words that are indexed as `.word`, without places; none if no text is English
    told     whether some words are not stemmed as the browser does it, so that `words` tell terms
    files    codes: files of texts of each entry (32 units each, so a unit's number tells its file)
    heads    codes: how many of the units of each entry are titles
    days     codes: day of publication of each entry, from 0001-01-01, which is 1; 0 when unknown
    shows    names of shows; `show`: codes, the place in it of each entry
    rows     first term of each part of rows, front-coded (a digit of shared letters, the rest)
    words    first word of each part of words, front-coded

The parts, each with its number:

    talkbook.rows(n, terms, rows)      terms in UTF-16 order, front-coded; rows, `|` between
    talkbook.places(n, places)         of the same terms, `|` between
    talkbook.words(n, words, often)    front-coded; codes of 2 * log2 of how often each is said, + 1
                                       where its term, not the browser's, stands in `terms`
    talkbook.entries(n, [...])         16 entries: title, part of, path, whole, key, seconds of its
                                       length; codes of distances between first seconds of files,
                                       and between first units of chapters and the last one's end
    talkbook.speakers([...])           id, name and words said of each, most words first

What a row says is told in `postings.py`; what texts say, in `units.py`.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Generic

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.terms import Entry
from generator.renderers.data_script import script
from generator.renderers.search import postings
from generator.renderers.search.codes import codes, front_coded
from generator.renderers.search.reader import STOP
from generator.renderers.search.slices import CLASSES, RowSlice, Slice, Slices, WordSlice
from generator.renderers.search.tokens import stop_words

VERSION = 6
"""Raised with each change of what the parts hold: their folder is named by it too, for a browser
may have kept those of an earlier talkbook."""
ENTRIES = 16
BUNDLE_BYTES = 64_000
"""An index up to this size, compressed, is one file."""
SQUEEZED = 6
"""No index is compressed to less than this part."""
CORE = "rpe"
"""The kinds of parts that may be in that file: rows, places and entries."""

Part = tuple[str, bytes]
"""Name and script."""
Spoken = tuple[str, str, int]
"""Id and name of a speaker, and how many words they say."""


def write(
    entries: Sequence[Entry], ranges: Iterable[Slices], speakers: Sequence[Spoken], name: str
) -> Iterator[Artifact]:
    """Yield the index: units are numbered so that each entry begins a file of texts.

    `name` is that of the folder for the parts. Once it is sure that they are not one file they come
    one by one, so that they are never in memory together.
    """
    rows, words = _Parts(_row_scripts), _Parts(_word_scripts)
    told: list[str] = []
    held: list[Part] = []
    size, large = 0, SQUEEZED * BUNDLE_BYTES
    for part in _each(entries, _noted(ranges, told), speakers, rows, words):
        if size < large and part[0][0] in CORE:
            held.append(part)
            size += len(part[1])
        else:
            yield _file(name, part)
        if size >= large:
            yield from (_file(name, one) for one in held)
            held.clear()
    router = {
        "v": VERSION,
        "folder": f"search/{name}/",
        "count": sum(len(entry.lengths) for entry in entries),
        "stop": " ".join(_stop_words(rows.firsts)),
        "told": any(told),
        "files": codes(len(entry.starts_s) for entry in entries),
        "heads": codes(entry.heads for entry in entries),
        "days": codes(entry.day for entry in entries),
        **_shows(entries),
        "rows": " ".join(front_coded(rows.firsts)),
        "words": " ".join(front_coded(words.firsts)),
    }
    # Rows of stop words and of speakers are seldom asked for.
    rare = {
        f"{kind}{n}" for n, term in enumerate(rows.firsts) if term[0] in CLASSES for kind in "rp"
    }
    inner = [data for part_name, data in held if part_name not in rare]
    if size < large and _is_small(inner):
        router["lengths"] = codes(_lengths(entries))
        yield Artifact(address.SEARCH_INDEX, script("router", router) + b"".join(inner))
        held = [part for part in held if part[0] in rare]
    else:
        yield Artifact(address.SEARCH_INDEX, script("router", router))
    yield from (_file(name, one) for one in held)


class _Parts(Generic[Slice]):
    """The parts of one kind. Small neighbours share one, for a range may have a few terms only."""

    def __init__(self, scripts: Callable[[int, Slice], Iterator[Part]]) -> None:
        self.firsts: list[str] = []
        """The first term or word of each."""
        self._scripts: Callable[[int, Slice], Iterator[Part]] = scripts
        self._waiting: Slice | None = None

    def add(self, slices_of_range: Iterable[Slice]) -> Iterator[Part]:
        for one in slices_of_range:
            both = self._waiting.with_next(one) if self._waiting else None
            if both is None:
                yield from self.end()
            self._waiting = both or one

    def end(self) -> Iterator[Part]:
        if self._waiting:
            yield from self._scripts(len(self.firsts), self._waiting)
            self.firsts.append(self._waiting.first)
        self._waiting = None


def _noted(ranges: Iterable[Slices], told: list[str]) -> Iterator[Slices]:
    """Yield the ranges; note which terms their words tell."""
    for rows, words in ranges:
        told += (word.terms for word in words)
        yield rows, words


def _each(
    entries: Sequence[Entry],
    ranges: Iterable[Slices],
    speakers: Iterable[Spoken],
    rows: _Parts[RowSlice],
    words: _Parts[WordSlice],
) -> Iterator[Part]:
    for more_rows, more_words in ranges:
        yield from rows.add(more_rows)
        yield from words.add(more_words)
    yield from rows.end()
    yield from words.end()
    yield from _entries(entries)
    yield _speakers(speakers)


def _file(name: str, part: Part) -> Artifact:
    return Artifact(f"search/{name}/{part[0]}.js", part[1])


def _is_small(index: Sequence[bytes]) -> bool:
    return (
        sum(map(len, index)) <= BUNDLE_BYTES
        or len(zlib.compress(b"".join(index), 6)) <= BUNDLE_BYTES
    )


def _lengths(entries: Sequence[Entry]) -> Iterator[int]:
    """The number of words of each unit, 0 for the numbers that no unit has."""
    for entry in entries:
        yield from entry.lengths
        yield from [0] * (-len(entry.lengths) % postings.PER_FILE)


def _stop_words(firsts: Iterable[str]) -> list[str]:
    return sorted(stop_words()) if any(term.startswith(STOP) for term in firsts) else []


def _shows(entries: Sequence[Entry]) -> dict[str, object]:
    shows = list(dict.fromkeys(entry.show for entry in entries))
    places = {show: place for place, show in enumerate(shows)}
    return {"shows": shows, "show": codes(places[entry.show] for entry in entries)}


def _row_scripts(number: int, one: RowSlice) -> Iterator[Part]:
    yield f"r{number}", script("rows", number, one.terms, one.rows)
    if one.places is not None:
        yield f"p{number}", script("places", number, one.places)


def _word_scripts(number: int, one: WordSlice) -> Iterator[Part]:
    more = (one.terms,) if one.terms else ()
    yield f"w{number}", script("words", number, one.words, one.often, *more)


def _entries(entries: Sequence[Entry]) -> Iterator[Part]:
    for number, at in enumerate(range(0, len(entries), ENTRIES)):
        told = [
            [
                e.title,
                e.part_of,
                e.path,
                e.whole,
                e.key,
                e.length_s,
                *map(_steps, (e.starts_s, e.chapters)),
            ]
            for e in entries[at : at + ENTRIES]
        ]
        yield f"e{number}", script("entries", number, told)


def _steps(ascending: Sequence[int]) -> str:
    return codes(b - a for a, b in pairwise((0, *ascending)))


def _speakers(speakers: Iterable[Spoken]) -> Part:
    told = sorted(speakers, key=lambda speaker: (-speaker[2], speaker[1], speaker[0]))
    return "speakers", script("speakers", told)
