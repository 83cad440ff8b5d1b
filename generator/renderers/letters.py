"""Under which letter a name stands in a list of names, and in which order the letters come."""

import re

from generator.renderers.search.tokens import UNSPACED, fold

NUMBERS, OTHERS = "0–9", "…"


def letter_of(name: str) -> str:
    """Return the letter, or a sign for all that begins with none."""
    first = fold(name)[:1]
    if first.isdigit():
        return NUMBERS
    return first.upper() if first.isalpha() and not re.match(f"[{UNSPACED}]", first) else OTHERS


def rank(name: str) -> tuple[int, str, str, str]:
    """Return what names are sorted by: numbers first, then letters, then other signs."""
    letter = letter_of(name)
    place = (NUMBERS, OTHERS).index(letter) * 2 - 1 if letter in (NUMBERS, OTHERS) else 0
    return place, letter, fold(name), name
