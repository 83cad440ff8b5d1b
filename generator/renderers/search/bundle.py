"""The index as one classic script, and the texts that results are shown from.

`search/index.js` calls `talkbook.index({...})`:

    v        version of the format
    stem     whether words are stemmed (English)
    stop     the words that are not indexed
    groups   [path, title, what it is part of, page of the whole conversation], one for each page
    chunks   [group, name of the text file, first second or -1], in the order of units
    units    VLQ: how many units each chunk has
    lengths  VLQ: indexed words of each unit
    anchors  of each unit, a space between
    names    who speaks; the first is no one
    who      VLQ: of each unit, the place in `names`
    terms    stems in UTF-16 order, front-coded: a digit of shared letters (base 36), then the rest
    rows     by term, `|` between: VLQ of 2 * gap to the unit before, and where a word has more than
             one place in the unit, that number + 1 and the number of places - 2
    places   by term, `|` between: VLQ of gaps between places, unit after unit
    forms    by term, `|` between: words as said, as their ending after the stem, or `=` and all

`search/text/<hash>.js` calls `talkbook.text("<hash>", [text, ...])`, a text for each unit. Its
name is a hash of its content, so texts that did not change keep their address.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.terms import Group, Terms, Unit
from generator.renderers.search.tokens import stop_words

VERSION = 1
CHUNK_BYTES = 9_000
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Units that are loaded together."""

    name: str
    group: int
    units: int
    start_s: int
    artifact: Artifact


def vlq(numbers: Sequence[int]) -> str:
    """Return whole numbers from 0 as text: five bits a character, the sixth says "more".

    >>> vlq([0, 31, 32])
    'AfgB'
    """
    written = []
    for number in numbers:
        rest = number
        while rest > 31:
            written.append(BASE64[32 | (rest & 31)])
            rest >>= 5
        written.append(BASE64[rest])
    return "".join(written)


def utf16(text: str) -> bytes:
    """Return the key by which JavaScript orders strings."""
    return text.encode("utf-16-be", "surrogatepass")


def write(all_terms: Sequence[Terms], *, english: bool) -> Iterator[Artifact]:
    """Yield the index of all these terms, and the text files."""
    groups = [group for terms in all_terms for group in terms.groups]
    chunks = [chunk for number, group in enumerate(groups) for chunk in _chunks(number, group)]
    yield from dict.fromkeys(chunk.artifact for chunk in chunks)
    places, forms = _merged(all_terms)
    ordered = sorted(places, key=utf16)
    units = [unit for group in groups for unit in group.units]
    names = list(dict.fromkeys(["", *(unit.speaker_name for unit in units)]))
    index = {
        "v": VERSION,
        "stem": english,
        "stop": " ".join(sorted(stop_words())) if english else "",
        "groups": [[group.path, group.title, group.part_of, group.whole] for group in groups],
        "chunks": [[chunk.group, chunk.name, chunk.start_s] for chunk in chunks],
        "units": vlq([chunk.units for chunk in chunks]),
        "lengths": vlq([length for terms in all_terms for length in terms.lengths]),
        "anchors": " ".join(unit.anchor for unit in units),
        "names": names,
        "who": vlq([names.index(unit.speaker_name) for unit in units]),
        "terms": " ".join(_front_coded(ordered)),
        "rows": "|".join(_row(places[term]) for term in ordered),
        "places": "|".join(_places(places[term]) for term in ordered),
        "forms": "|".join(_forms(term, forms[term]) for term in ordered),
    }
    yield Artifact(address.SEARCH_INDEX, _script("index", index))


def _script(function: str, *arguments: object) -> bytes:
    """A classic script, because `file://` refuses fetch; no argument can end it or break a line."""
    texts = (
        json.dumps(argument, ensure_ascii=False, separators=(",", ":")) for argument in arguments
    )
    text = f"talkbook.{function}({','.join(texts)});\n"
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def _chunks(number: int, group: Group) -> Iterator[Chunk]:
    part: list[Unit] = []
    size = 0
    for unit in group.units:
        if part and size > CHUNK_BYTES:
            yield _chunk(number, part)
            part, size = [], 0
        part.append(unit)
        size += len(unit.text.encode())
    if part:
        yield _chunk(number, part)


def _chunk(group: int, units: Sequence[Unit]) -> Chunk:
    texts = [unit.text for unit in units]
    name = hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:12]
    artifact = Artifact(f"search/text/{name}.js", _script("text", name, texts))
    return Chunk(name, group, len(units), units[0].start_s, artifact)


Places = list[tuple[int, tuple[int, ...]]]


def _merged(all_terms: Sequence[Terms]) -> tuple[dict[str, Places], dict[str, set[str]]]:
    places: dict[str, Places] = {}
    forms: dict[str, set[str]] = {}
    first = 0
    for terms in all_terms:
        for term, found in (terms.places or {}).items():
            places.setdefault(term, []).extend((first + unit, at) for unit, at in found)
        for term, words in (terms.forms or {}).items():
            forms.setdefault(term, set()).update(words)
        first += len(terms.lengths)
    return places, forms


def _front_coded(terms: Sequence[str]) -> Iterator[str]:
    before = ""
    for term in terms:
        shared = 0
        most = min(len(term), len(before), len(DIGITS) - 1)
        # Of letters beyond the BMP JavaScript counts two units: share none of such terms.
        if not (term.isascii() and before.isascii()):
            most = 0
        while shared < most and term[shared] == before[shared]:
            shared += 1
        yield DIGITS[shared] + term[shared:]
        before = term


def _row(found: Places) -> str:
    numbers: list[int] = []
    before = -1
    for unit, at in found:
        gap = unit - before - 1
        numbers += [gap << 1] if len(at) == 1 else [gap << 1 | 1, len(at) - 2]
        before = unit
    return vlq(numbers)


def _places(found: Places) -> str:
    numbers: list[int] = []
    for _, at in found:
        before = -1
        for place in at:
            numbers.append(place - before - 1)
            before = place
    return vlq(numbers)


def _forms(term: str, words: set[str]) -> str:
    """Endings after the stem; a word that does not begin with its stem is written whole."""
    if words == {term}:
        return ""
    return ",".join(
        word[len(term) :] if word.startswith(term) else f"={word}"
        for word in sorted(words, key=utf16)
    )
