"""The words of a text that may be part of a name: those with a capital, and what ties them.

Of ten words nine are small and stand beside no capital, so a search for capitals is what is quick.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from generator.model.value import value
from generator.renderers.search.tokens import UNSPACED, is_common, stop_words


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


INSIDE = _set("of the de la le du des del della di da dos van von der den bin al")
"""Small words that may stand inside a name."""
HONORIFICS = _set("mr mrs ms dr prof sen rep gov gen st hon rev sir lord lady")
"""What may stand before a name, with a full stop that ends no sentence."""
GRAMMAR = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december "
    "ah alright exactly hey hi hm hmm nah oh ok okay please sorry sure thanks uh um wait wow "
    "yeah yep yes"
)
"""Words that name no one, to which English grammar gives capitals."""
# Stop words that are more often acronyms, when they are written in capitals.
ACRONYMS = _set("it us")

# The ranges in which capitals are; those of some scripts have small letters among them.
CAPITALS = (
    "A-ZÀ-ÖØ-Þ\u0100-\u024f\u0370-\u03ab\u0400-\u042f\u0460-\u0556\u10a0-\u10cf\u1c90-\u1cbf"
    "\u1e00-\u1fff\u2c00-\u2cff\ua640-\ua7ff\uff21-\uff3a\U00010400-\U00010427"
)
# A letter or digit, or several.
COMMON_PART = r"(?:[A-Za-z0-9]++|[^\W_])"
PART = rf"(?:[A-Za-z0-9]++|(?![{UNSPACED}])[^\W_])"
# `I` names no one, except as an initial.
ME = r"(?<=I)(?:['’](?:m|d|ve|ll))?(?![.&+#'’\w])"
# What may stand between two words of one sentence; after anything else a capital says nothing.
GOES_ON = re.compile(
    r"(?:(?<=[^\W_])|(?<=(?<![^\W_])[^\W\d_]\.[^\W\d_]\.)|(?<=\bPh\.D\.)|(?<=\b[A-Z]\+\+)"
    r"|(?<=\b[A-Z]#))(?:[ \t]*[,;]?[ \t]*(?:['’\"”)\]][ \t]*)?[,;]?[ \t]*|-)\Z"
)
# With a full stop that ends no sentence: initials and `U.S.`
DOTTED = re.compile(r"[A-HJ-Z]|(?:[^\W\d_]\.)+[^\W\d_]|Ph\.D")
LONGEST_GAP = 12
"""So many characters before a word are looked at."""
POSSESSIVE = re.compile(r"['’](?:s|S)?$|['’](?:ll|re|ve|d|m)$")
PLURAL = re.compile(r"([A-Z][A-Z0-9]+)s")

# What divides words, for bytes; letters beyond ASCII are bytes above 127.
SIGNS = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) == "'"))
SPACED = bytes.maketrans(SIGNS, b" " * len(SIGNS))
TYPOGRAPHY = "“”„‚‘–—…«»‹›¿¡•\u00a0"


class Patterns(NamedTuple):
    """What finds words with a capital."""

    capital: re.Pattern[str]
    """A word from its first capital on."""
    beginning: re.Pattern[str]
    """What of a word stands before its first capital, as in `iPhone` and `d'Orsay`."""
    linked: re.Pattern[str]
    """What is tied to a word by a hyphen, a space or an initial's full stop."""


@cache
def patterns(part: str) -> Patterns:
    """Return the patterns for texts in which `part` is part of a word.

    With `PART`, which all scripts need, it takes 15 ms.
    """
    # What follows the first letter of a word; also in `U.S.`, `Ph.D.`, `AT&T`, `C++`.
    rest = (
        rf"(?:(?<=[^\W\d_])(?:\.[^\W\d_])+\.(?!\w)|(?<=P)h\.D\b\.?|[A-Z]*&[A-Z]+\b"
        rf"|(?<=[A-Z])(?:\+\+|#)(?!\w)|{part}*(?:['’]{part}+)*)"
    )
    return Patterns(
        re.compile(rf"[{CAPITALS}](?!{ME}){rest}"),
        re.compile(rf"{part}(?:{part}|['’](?={part}|\Z))*\Z"),
        re.compile(
            rf"(-(?={part})| |(?<=\b[A-HJ-Z])\. )"
            rf"((?<=-){part}{rest}|(?:{'|'.join(sorted(INSIDE))})(?!['’\w]))"
        ),
    )


@value
class Word:
    """A word as it is written, and what its capitals say."""

    text: str
    """Without `'s` and the like, and without the plural of an acronym."""
    key: str
    """In small letters."""
    is_capital: bool
    """Whether the first letter is a capital that may be a name's."""
    is_marked: bool
    """Whether no grammar asks for its capitals."""


@value
class Token:
    """A word in its place."""

    word: Word
    start: int
    end: int
    gap: str
    """What stands between the token before and this one, if that is one sign or two."""
    opens: bool
    """Whether a sentence starts here."""


@lru_cache(1 << 14)
def word_of(written: str) -> Word:
    """Return what a word is, by itself."""
    text = without_owning(written)
    if text.endswith("s") and (plural := PLURAL.fullmatch(text)):
        text = plural[1]
    key = text.casefold().replace("’", "'")
    return Word(text, key, text[0].isupper() and text != "I", _is_marked(text, key))


def _is_marked(text: str, key: str) -> bool:
    rest = text[1:]
    if not rest or (rest.islower() and rest.isalpha()):
        return False
    if text[0].isdigit():  # `3D` and `5MB` are measures
        return sum(c.isalpha() for c in rest) > 2 and any(c.isupper() for c in rest)
    if key in stop_words() and key not in ACRONYMS:
        return False  # `THE` is only loud
    inner = any(c.isupper() for c in rest)
    numbered = text[0].isupper() and any(c.isdigit() for c in rest)
    return (inner or numbered) and key not in GRAMMAR


def without_owning(written: str) -> str:
    """Return a word without what says that it owns something, or does."""
    return POSSESSIVE.sub("", written) if "'" in written or "’" in written else written


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of `text` with a capital, and those that are tied to one, in order."""
    capital, beginning, linked = patterns(COMMON_PART if is_common(text) else PART)
    end = 0
    while found := capital.search(text, end):
        start, last = found.start(), end
        end = found.end()
        if start > last and ((sign := text[start - 1]).isalnum() or sign in "'’"):
            begun = beginning.search(text, last, start)
            start = begun.start() if begun else start
        written = text[start:end]
        if written.islower():
            continue
        gap = text[last:start] if start - last < 3 else ""
        yield Token(word_of(written), start, end, gap, not _goes_on(text, start))
        while link := linked.match(text, end):
            start, end = link.end(1), link.end()
            yield Token(word_of(link[2]), start, end, link[1], False)


def _goes_on(text: str, start: int) -> bool:
    """Whether the word at `start` is not the first of its sentence."""
    sign, before = text[start - 1 : start], text[start - 2 : start - 1]
    if sign == " ":
        if before.isalnum():
            return True
        if before == ".":
            return _is_dotted(text[max(0, start - LONGEST_GAP) : start - 2])
    if not before or sign == "\n" or before in "?!…":
        return False
    return GOES_ON.search(text, max(0, start - LONGEST_GAP), start) is not None


def _is_dotted(before: str) -> bool:
    """Whether the full stop after the last of the words `before` ends no sentence."""
    word = before[max(before.rfind(" "), before.rfind("\n")) + 1 :].lstrip("“\"'(")
    if len(word) > 4 and "." not in word:
        return False
    return word.casefold() in HONORIFICS or DOTTED.fullmatch(word) is not None


def how_often(text: str) -> Counter[str]:
    """Return how often each word is written."""
    for sign in TYPOGRAPHY:
        text = text.replace(sign, " ")
    data = text.replace("’", "'").encode("utf-8", "surrogatepass").translate(SPACED)
    return Counter(data.decode("utf-8", "surrogatepass").split())
