"""Recordings of an episode, and their clock beside that of the transcript."""

from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import quote

from generator.model.value import value

Piece = tuple[int, int]
"""Where a piece begins in the transcript and in the recording, in ms."""


@value
class Offset:
    """From a place of the transcript on, the recording says the same so much later."""

    at_ms: int
    """In the transcript."""
    shift_ms: int
    """Negative where the recording is ahead."""


@value
class Media:
    """A recording of the episode (RSS enclosure)."""

    kind: str
    """`audio`, `video`, `youtube` or `vimeo`."""
    url: str
    """Where it is, or for `youtube` and `vimeo` its page."""
    id: str = ""
    """YouTube's or Vimeo's own id."""
    mime_type: str = ""
    size_bytes: int = 0
    duration_ms: int | None = None
    """Of the recording, on its own clock."""
    offsets: tuple[Offset, ...] = ()
    """Ascending on both clocks; empty: the recording is cut as the transcript is."""
    defined_line: int = 0
    """The line of the episode's TOML that names it."""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Where each piece begins on both clocks, the first at the transcript's beginning."""
        pieces = [(offset.at_ms, offset.at_ms + offset.shift_ms) for offset in self.offsets]
        return tuple(pieces) if pieces and pieces[0][0] == 0 else ((0, 0), *pieces)

    def recording_ms(self, transcript_ms: int) -> int:
        """Return when the recording says what the transcript has at that time."""
        return _across(self.pieces, transcript_ms)

    def transcript_ms(self, recording_ms: int) -> int:
        """Return the place in the transcript of a time in the recording."""
        return _across([(there, here) for here, there in self.pieces], recording_ms)

    def address(self, transcript_ms: int) -> str:
        """Return where the recording opens at that place: W3C media fragments for files."""
        second = self.recording_ms(transcript_ms) // 1000
        if not second:
            return self.url
        return f"{self.url}&t={second}s" if self.kind == "youtube" else f"{self.url}#t={second}"


def _across(pieces: Sequence[Piece], at_ms: int) -> int:
    """Return a time of the first clock on the second.

    What one clock has more than the other between two pieces is the start of the later piece.
    """
    for (here, there), (after, there_after) in pairwise(pieces):
        if at_ms < after:
            return min(there + max(0, at_ms - here), there_after)
    here, there = pieces[-1]
    return there + max(0, at_ms - here)


def youtube_page(video_id: str) -> str:
    return f"https://www.youtube.com/watch?v={quote(video_id)}"


def vimeo_page(video_id: str) -> str:
    return f"https://vimeo.com/{quote(video_id)}"
