"""Under which letter a name stands in a list of names, and in which order the letters come."""

from generator.renderers.search.tokens import fold, is_common, unspaced

NUMBERS, OTHERS = "0–9", "…"


def letter_of(name: str) -> str:
    """Return the letter, or a sign for all that begins with none."""
    first = fold(name)[:1]
    if first.isdigit():
        return NUMBERS
    has_capitals = first.isalpha() and (is_common(first) or not unspaced().match(first))
    return first.upper() if has_capitals else OTHERS


def rank(name: str) -> tuple[int, str, str, str]:
    """Return what names are sorted by: numbers first, then letters, then other signs."""
    letter = letter_of(name)
    place = (NUMBERS, OTHERS).index(letter) * 2 - 1 if letter in (NUMBERS, OTHERS) else 0
    return place, letter, fold(name), name
