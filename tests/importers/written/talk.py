"""The conversation that is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A turn of the conversation; its neighbours are by others."""

    name: str
    start_ms: int
    """Whole seconds, so that any format can hold it."""
    end_ms: int
    text: str
    """One line, single spaces."""


@dataclass(frozen=True, slots=True)
class Writer:
    """How a format is written, and how much of a conversation it can hold."""

    write: Callable[[Sequence[Said]], str | bytes]
    names: bool = True
    times: bool = True
    chapters: bool = False


def clock(ms: int) -> str:
    seconds = ms // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def words_of(s: Said) -> list[tuple[str, float, float]]:
    """Return the words of a turn with seconds, shared evenly."""
    texts = s.text.split()
    step = (s.end_ms - s.start_ms) / 1000 / len(texts)
    first = s.start_ms / 1000
    return [
        (text, round(first + n * step, 3), round(first + (n + 1) * step, 3))
        for n, text in enumerate(texts)
    ]
