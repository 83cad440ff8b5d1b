"""How text becomes words: the one specification, which `search-words.js` follows too.

1. Fold: lower case; `ß` is `ss`, `æ` `ae`, `œ` `oe`, `ø` `o`, `ł` `l`, `đ` `d`, dotless `ı` `i`,
   final `ς` `σ`; accents go (NFKD without Mn, but for the voicing of kana and the marks of
   Indic, Burmese and Khmer, which are vowels; then NFC); all apostrophes are `'`.
2. A word is a run of letters and digits (L and N) and of those vowels (M), with single
   apostrophes inside; a letter with `++` or `#` is a word too (`c++`, `c#`). `_` and all else
   divides words.
3. A final `'s` goes.
4. A run of Chinese, Japanese, Korean or Thai becomes its overlapping pairs of characters. The index
   has its last character too, so that each character is the beginning of a word.

Each word then passes lunr.py's stop word filter and stemmer, once for each distinct word; only
words of ASCII letters are stemmed. Other languages have stemmers that want the accents (`reader`).
Both sides must agree on every word (tests hold them to it).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ＇`´", "'"))
FOLDS = APOSTROPHES | str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ς": "σ"}
)
# The marks that make another letter of a kana, not an accented one.
VOICED = "\u3099\u309a"
UNSPACED = (
    "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
# Scripts whose vowels are marks: U+0900 to 0DFF are those of India and Sri Lanka.
BRAHMIC = (range(0x900, 0xE00), range(0x1000, 0x10A0), range(0x1780, 0x1800))
VOWELS = "".join(chr(c) for r in BRAHMIC for c in r if unicodedata.category(chr(c))[0] == "M")
KEPT = frozenset(VOICED + VOWELS)
# `[^\W_]` is Python's way to write L and N.
LETTER = rf"(?:(?![{UNSPACED}])[^\W_]|[{VOWELS}])"
# All that is neither below U+0900 nor typography, so that it may be one of the letters above.
UNCOMMON = re.compile("[^\0-\u08ff\u2000-\u2bff]")
COMMON_WORD = re.compile(r"(?P<unspaced>(?!))|[a-z](?:\+\+|#)(?![^\W_])|[^\W_]+(?:'[^\W_]+)*")
ASCII_WORD = re.compile(r"(?P<unspaced>(?!))|[a-z](?:\+\+|#)(?![a-z0-9])|[a-z0-9]+(?:'[a-z0-9]+)*")
STEMMED = re.compile(r"[a-z']+")


@cache
def unspaced() -> re.Pattern[str]:
    """Return what finds a letter of a script without spaces. Python compiles it for 1 ms."""
    return re.compile(f"[{UNSPACED}]")


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<unspaced>[{UNSPACED}]+)|[a-z](?:\+\+|#)(?![^\W_])|{LETTER}+(?:'{LETTER}+)*"
    )


def is_common(text: str) -> bool:
    """Whether all scripts of `text` have spaces, and letters for vowels: Latin, Cyrillic, Arabic.

    >>> is_common("“Größe”"), is_common("日本")
    (True, False)
    """
    return text.isascii() or UNCOMMON.search(text) is None


def fold(text: str) -> str:
    """Return text in which case, accents and the shape of apostrophes make no difference.

    >>> fold("Größe, don’t: Zoë")
    "grosse, don't: zoe"
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    text = text.lower().translate(FOLDS)
    if text.isascii():
        return text
    kept = (
        c
        for c in unicodedata.normalize("NFKD", text)
        if c in KEPT or unicodedata.category(c) != "Mn"
    )
    # Decomposition can bring out capitals and the letters of rule 1 once more.
    return unicodedata.normalize("NFC", "".join(kept)).lower().translate(FOLDS)


def words(text: str, *, indexed: bool = False) -> Iterator[str]:
    """Yield the words of `text`, folded, in order; `indexed`: as the index has them.

    >>> list(words("GPT-3 isn’t Ilya's “C++”"))
    ['gpt', '3', "isn't", 'ilya', 'c++']
    """
    return _divided(fold(text), indexed=indexed)


def accented_words(text: str) -> Iterator[str]:
    """Yield the words of the index in small letters with accents, as a stemmer wants them.

    >>> list(accented_words("Günler, l’Été"))
    ['günler', "l'été"]
    """
    return _divided(unicodedata.normalize("NFC", text).lower().translate(APOSTROPHES), indexed=True)


def _divided(text: str, *, indexed: bool) -> Iterator[str]:
    for found in _pattern(text).finditer(text):
        word = found.group()
        if found["unspaced"]:
            count = len(word) if indexed else max(1, len(word) - 1)
            yield from (word[i : i + 2] for i in range(count))
        else:
            yield word.removesuffix("'s") or word


def _pattern(text: str) -> re.Pattern[str]:
    if text.isascii():
        return ASCII_WORD
    return COMMON_WORD if is_common(text) else _any_word()


@cache
def stop_words() -> frozenset[str]:
    """Return lunr.py's English stop words."""
    from lunr.stop_word_filter import WORDS

    return frozenset(WORDS)


@cache
def stem(word: str) -> str:
    """Return the stem of an English word by lunr.py's stemmer; other words as they are."""
    return _stemmer().stem(word) if STEMMED.fullmatch(word) else word


@cache
def _stemmer():  # type: ignore[no-untyped-def] # noqa: ANN202 - lunr.py has no types
    from lunr.stemmer import PorterStemmer

    return PorterStemmer()
