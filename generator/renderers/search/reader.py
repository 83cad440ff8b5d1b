"""From text to terms, fast: each distinct word of a language is looked at once."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from generator.renderers.search.tokens import (
    accented_words,
    fold,
    stem,
    stop_words,
    unspaced,
    words,
)

STOP = "."
"""A stop word as a term is `.the`: found when a query has nothing else, and without places."""
# What may stand in a word, beside all that is not ASCII; capitals are made small.
TABLE = bytes(
    code if code >= 128 or chr(code).isalnum() or chr(code) in "'`+#" else 32
    for code in bytes(range(256)).lower()
)
# Names of Snowball's algorithms by language (BCP 47, the primary subtag).
SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
MOST_KNOWN = 400_000


class _Known(dict[bytes | str, str | tuple[str, ...]]):
    """The term, or terms, of each token met so far."""

    def __init__(self, reader: "Reader") -> None:
        super().__init__()
        self.reader = reader

    def __missing__(self, token: bytes | str) -> str | tuple[str, ...]:
        return self.reader.learn(token)


class Reader:
    """Reads text of one language. The same text always gives the same terms."""

    def __init__(
        self, stops: frozenset[str], stemmed: Callable[[str], str], *, accents: bool = False
    ) -> None:
        self.stops = stops
        self.stop_terms = frozenset(STOP + word for word in stops)
        self.stemmed = stemmed
        self.accents = accents
        """Whether the stemmer is to see them."""
        self.known = _Known(self)
        self.several: set[bytes | str] = set()
        """Tokens that are more than one word, or none."""
        self.spelt: dict[bytes | str, tuple[str, ...]] = {}
        """The words in each token that are no stop words, see `words_said`."""

    def forget(self) -> None:
        """Forget all tokens if they are too many; the next are looked at anew."""
        if len(self.known) > MOST_KNOWN:
            self.known.clear()
            self.spelt.clear()
            self.several.clear()

    def learn(self, token: bytes | str) -> str | tuple[str, ...]:
        """Return the term, or terms, of a token that was not met before."""
        found = _words(token)
        forms = _accented(token, found) if self.accents else found
        terms = tuple(
            STOP + word if word in self.stops else self.stemmed(form)
            for word, form in zip(found, forms, strict=True)
        )
        self.spelt[token] = tuple(
            word if term == stem(word) else f"{word} {term}"
            for word, term in zip(found, terms, strict=True)
            if term not in self.stop_terms
        )
        if len(terms) != 1:
            self.several.add(token)
        self.known[token] = terms[0] if len(terms) == 1 else terms
        return self.known[token]

    def tokens(self, text: str) -> Sequence[bytes | str]:
        """Return pieces of `text` that no word runs across."""
        data = text.encode("utf-8", "surrogatepass")
        if 2 * len(data) > 3 * len(text) and unspaced().search(text):
            # Between spaces are whole sentences, each but once.
            return list(words(text, indexed=True))
        return data.translate(TABLE).split()

    def terms(self, tokens: Sequence[bytes | str]) -> list[str]:
        """Return the terms of the tokens, in order."""
        found = list(map(self.known.__getitem__, tokens))
        if self.several.isdisjoint(tokens):
            return found  # type: ignore[return-value]
        return [term for terms in found for term in ((terms,) if isinstance(terms, str) else terms)]

    def words_said(self, said: Mapping[bytes | str, int]) -> dict[str, int]:
        """Return how often each word is said; as `word term` if the browser cannot tell its term.

        Stop words are left out: nobody has to be helped to spell them.
        """
        counts: dict[str, int] = {}
        spelt = self.spelt
        for token, count in said.items():
            for word in spelt[token]:
                counts[word] = counts.get(word, 0) + count
        return counts


def _words(token: bytes | str) -> tuple[str, ...]:
    if isinstance(token, str):
        return (token,)
    if token.isalnum():  # nothing but letters and digits of ASCII: most tokens
        return (token.decode("ascii"),)
    return tuple(words(token.decode("utf-8", "surrogatepass"), indexed=True))


def _accented(token: bytes | str, found: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that were `found` in a token with their accents, where that can be told."""
    if isinstance(token, str):
        return found
    forms = tuple(accented_words(token.decode("utf-8", "surrogatepass")))
    return forms if tuple(map(fold, forms)) == found else found


@cache
def reader_of(language: str) -> Reader:
    """Return the reader of a language (BCP 47); of one without a stemmer, words are as written."""
    primary = language.split("-", maxsplit=1)[0].lower()
    if primary == "en":
        return Reader(stop_words(), stem)
    if primary in SNOWBALL:
        from snowballstemmer import stemmer  # 40 ms to import, and seldom needed

        stem_word = stemmer(SNOWBALL[primary]).stemWord
        # Of a word that is all ending nothing would be left.
        return Reader(frozenset(), lambda word: fold(stem_word(word) or word), accents=True)
    return Reader(frozenset(), str)
