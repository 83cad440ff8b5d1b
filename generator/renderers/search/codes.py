"""Numbers and sorted words as text, short once the host compresses them."""

from collections.abc import Iterable, Iterator, Sequence

# All of ASCII that a JSON string holds as one byte, but for `|`, which divides rows, and `~`.
SIGNS = "".join(chr(c) for c in range(33, 127) if chr(c) not in '"\\|~')
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Numbers below are one sign: hosts compress by whole bytes, so small numbers should be whole too.
ONE = 72
TWO = ONE + (len(SIGNS) - ONE - 1) * len(SIGNS)
HALF = len(SIGNS) // 2


def _coded(number: int) -> str:
    if number < ONE:
        return SIGNS[number]
    if number < TWO:
        first, second = divmod(number - ONE, len(SIGNS))
        return SIGNS[ONE + first] + SIGNS[second]
    rest, written = number - TWO, SIGNS[-1]
    while rest >= HALF:
        rest, digit = divmod(rest, HALF)
        written += SIGNS[HALF + digit]
    return written + SIGNS[rest]


# Most numbers are small, and looking up is faster than dividing.
SMALL = tuple(map(_coded, range(TWO)))


def code(number: int) -> str:
    """Return a whole number from 0 as signs.

    Below 72 one sign; below 1,602 two: 72 and more of the first times 90, and the second; else
    the last sign and digits to the base of 45, lowest first, those that go on raised by 45.

    >>> code(0), code(71), code(72), code(1602)
    ('!', 'j', 'k!', '}!')
    """
    return SMALL[number] if number < TWO else _coded(number)


def codes(numbers: Iterable[int]) -> str:
    """Return whole numbers from 0 in a row."""
    return "".join(map(code, numbers))


def utf16(text: str) -> bytes:
    """Return the key by which JavaScript orders strings (ECMA-262, "IsLessThan")."""
    return text.encode("utf-16-be", "surrogatepass")


def in_order(words: Iterable[str]) -> list[str]:
    """Return the words as JavaScript orders them, which below U+E000 is Python's order too.

    >>> in_order(["\U00010000", "\uffff", "b", "a"]) == ["a", "b", "\U00010000", "\uffff"]
    True
    """
    found = list(words)
    if all(word.isascii() or max(word) < "\ue000" for word in found):
        return sorted(found)
    return sorted(found, key=utf16)


def front_coded(words: Sequence[str]) -> Iterator[str]:
    """Yield each word without what it shares with the one before: a digit says how much (base 36).

    >>> list(front_coded(["scale", "scaled", "scaling"]))
    ['0scale', '5d', '4ing']
    """
    before = ""
    for word in words:
        shared = 0
        most = min(len(word), len(before), len(DIGITS) - 1)
        # Of letters beyond the BMP JavaScript counts two units: share none of such words.
        if not (word.isascii() and before.isascii()):
            most = 0
        while shared < most and word[shared] == before[shared]:
            shared += 1
        yield DIGITS[shared] + word[shared:]
        before = word
