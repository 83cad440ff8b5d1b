"""Names and titles as reference lists print them, after the rules of the CSL processor."""

import re

from generator.model.value import value

LATIN = re.compile(r"[A-Z\u00c0-\u024f][\w.'’-]*(?: [A-Z\u00c0-\u024f][\w.'’-]*)+")
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "md"})
SMALL = frozenset(
    (
        *("a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor"),
        *("of", "on", "onto", "or", "over", "so", "the", "till", "to", "up", "via", "with", "yet"),
    )
)
"""Words that English titles write small, but for the first and the last."""


@value
class Name:
    """A person's name as reference lists want it; whole where its parts are not certain."""

    family: str
    given: str = ""

    @property
    def inverted(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def plain(self) -> str:
        return f"{self.given} {self.family}".strip()

    @property
    def initials(self) -> str:
        """`Sutskever, I.`; `Picard, J.-L.`"""
        parts = ("-".join(f"{p[0]}." for p in one.split("-") if p) for one in self.given.split())
        return f"{self.family}, {' '.join(parts)}" if self.given else self.family

    @property
    def data(self) -> dict[str, str]:
        """CSL's name."""
        if not self.given:
            return {"literal": self.family}
        return {"family": self.family, "given": self.given}


def name_of(speaker_name: str) -> Name:
    """Return the parts of a Latin name whose last word is the family's; else the whole.

    >>> name_of("Ilya Sutskever"), name_of("Tomás de la Cruz").given
    (Name(family='Sutskever', given='Ilya'), '')
    """
    words = speaker_name.split()
    if not LATIN.fullmatch(" ".join(words)) or words[-1].lower() in SUFFIXES:
        return Name(" ".join(words))
    return Name(words[-1], " ".join(words[:-1]))


def stopped(text: str) -> str:
    """Return the text with a full stop, if no mark ends it."""
    return text if text.rstrip("”’").endswith((".", "?", "!")) else closed(text, ".")


def closed(text: str, mark: str) -> str:
    """Return the text with a mark after it, but inside quotation marks that end it."""
    for opening, closing in (("‘", "’"), ("“", "”")):
        if text.endswith(closing) and opening in text:
            return f"{text[:-1]}{mark}{closing}"
    return f"{text}{mark}"


def inner(title: str) -> str:
    """Return a title whose quotations stand inside quotation marks."""
    return title.replace("“", "‘").replace("”", "’")


def curly(text: str) -> str:
    """Return the text with the apostrophes and quotation marks of print."""
    text = re.sub(r"(^|[\s(\[“])\"", r"\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(\[“])'", r"\1‘", text).replace("'", "’")


def cased(title: str, language: str) -> str:
    """Return an English title with capitals as its titles have them; others as they are.

    >>> cased("Letters from a tin-box and the NASA", "en")
    'Letters from a Tin-Box and the NASA'
    """
    title = curly(title)
    if language.split("-", maxsplit=1)[0] != "en":
        return title
    words = title.split(" ")
    made = []
    for place, word in enumerate(words):
        ends_sentence = place == 0 or words[place - 1].endswith((":", "?", "!", ".", "—", "–"))
        small = word.strip("“”‘’,;:()?!.") in SMALL
        inside = small and not ends_sentence and place < len(words) - 1
        made.append(word if inside else "-".join(map(_capital, word.split("-"))))
    return " ".join(made)


def _capital(word: str) -> str:
    """Return the word with a capital, unless it has one somewhere, as `iPhone` has."""
    if word != word.lower():
        return word
    return re.sub(r"\w", lambda letter: letter[0].upper(), word, count=1)
