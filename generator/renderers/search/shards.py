"""The index of a site as classic scripts: one while it is small, else parts loaded when asked for.

`search/index.js` calls `talkbook.router({...})`:

    v        version of the format
    folder   where the parts are, named by a hash of what they say; in a small index most of them
             follow in the same file
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
from typing import NamedTuple

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.terms import Entry
from generator.renderers.data_script import script
from generator.renderers.search import postings
from generator.renderers.search.codes import codes, front_coded, in_order
from generator.renderers.search.postings import SPEAKER, Postings
from generator.renderers.search.reader import STOP
from generator.renderers.search.tokens import stop_words

VERSION = 5
PART_CHARACTERS = 14_000
"""What a part of rows or words holds, before the host compresses it; a longer row has its own."""
ENTRIES = 16
BUNDLE_BYTES = 64_000
"""An index up to this size, compressed, is one file."""
SQUEEZED = 6
"""No index is compressed to less than this part."""
CORE = "rpe"
"""The kinds of parts that may be in that file: rows, places and entries."""

CLASSES = STOP + SPEAKER
"""Terms that begin so are no words; they have no places."""
Part = tuple[str, bytes]
"""Name and script."""
Spoken = tuple[str, str, int]
"""Id and name of a speaker, and how many words they say."""


class RowSlice(NamedTuple):
    """What is in one part of rows, and in that of their places."""

    first: str
    """The first term."""
    terms: str
    rows: str
    places: str | None


class WordSlice(NamedTuple):
    """What is in one part of words."""

    first: str
    words: str
    often: str
    terms: str
    """Of the words whose term is not the browser's."""


Slices = tuple[list[RowSlice], list[WordSlice]]
"""What the index says of one range of terms."""


def slices(found: Postings) -> Slices:
    """Return what the index says of one range of terms, in slices to be loaded one by one."""
    return list(_row_slices(found)), list(_word_slices(found))


def write(
    entries: Sequence[Entry], ranges: Iterable[Slices], speakers: Sequence[Spoken], name: str
) -> Iterator[Artifact]:
    """Yield the index: units are numbered so that each entry begins a file of texts.

    `name` is that of the folder for the parts. Once it is sure that they are not one file they come
    one by one, so that they are never in memory together.
    """
    parts = _Parts()
    held: list[Part] = []
    size, large = 0, SQUEEZED * BUNDLE_BYTES
    for part in parts.all(entries, ranges, speakers):
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
        "stop": " ".join(_stop_words(parts.rows)),
        "told": parts.told,
        "files": codes(len(entry.starts_s) for entry in entries),
        "heads": codes(entry.heads for entry in entries),
        "days": codes(entry.day for entry in entries),
        **_shows(entries),
        "rows": " ".join(front_coded(parts.rows)),
        "words": " ".join(front_coded(parts.words)),
    }
    # Rows of stop words and of speakers are seldom asked for.
    rare = {
        f"{kind}{n}" for n, term in enumerate(parts.rows) if term[0] in CLASSES for kind in "rp"
    }
    inner = [data for part_name, data in held if part_name not in rare]
    if size < large and _is_small(inner):
        router["lengths"] = codes(_lengths(entries))
        yield Artifact(address.SEARCH_INDEX, script("router", router) + b"".join(inner))
        held = [part for part in held if part[0] in rare]
    else:
        yield Artifact(address.SEARCH_INDEX, script("router", router))
    yield from (_file(name, one) for one in held)


class _Parts:
    """Makes slices parts, and counts them."""

    def __init__(self) -> None:
        self.rows: list[str] = []
        """The first term of each part of rows."""
        self.words: list[str] = []
        self.told = False

    def all(
        self, entries: Sequence[Entry], ranges: Iterable[Slices], speakers: Iterable[Spoken]
    ) -> Iterator[Part]:
        for rows, words in ranges:
            for row in rows:
                yield from _row_scripts(len(self.rows), row)
                self.rows.append(row.first)
            for word in words:
                yield _word_script(len(self.words), word)
                self.words.append(word.first)
                self.told = self.told or bool(word.terms)
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


def _in_parts(names: Sequence[str], size: Callable[[str], int]) -> Iterator[Sequence[str]]:
    """Yield neighbours that together have about `PART_CHARACTERS`; a longer one stays alone.

    Stop words, speakers and words never share a part.
    """
    start = held = 0
    kind = ""
    for place, name in enumerate(names):
        own = size(name)
        own_kind = name[0] if name[0] in CLASSES else ""
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


def _row_scripts(number: int, one: RowSlice) -> Iterator[Part]:
    yield f"r{number}", script("rows", number, one.terms, one.rows)
    if one.places is not None:
        yield f"p{number}", script("places", number, one.places)


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


def _word_script(number: int, one: WordSlice) -> Part:
    more = (one.terms,) if one.terms else ()
    return f"w{number}", script("words", number, one.words, one.often, *more)


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
