"""What the search knows of one episode, or of one page: made apart, merged into one index."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """What a search hit is: a turn, or a part of a long one; the first of a group is its title."""

    anchor: str
    """The id on the page; empty for the top of it."""
    speaker_name: str
    start_s: int
    """Seconds into the recording; -1 without a time."""
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """The units of one page."""

    path: str
    title: str
    part_of: str
    """What the page belongs to, shown beside its title."""
    units: tuple[Unit, ...]
    whole: str = ""
    """The page on which the units' anchors outlive a change of chapters; empty: `path`."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The groups of an episode, and where each stem occurs in their units."""

    groups: tuple[Group, ...] = ()
    lengths: tuple[int, ...] = ()
    """Indexed words of each unit, in order over all groups."""
    places: Mapping[str, tuple[tuple[int, tuple[int, ...]], ...]] | None = None
    """By stem: (unit, positions of the word in the unit), ascending."""
    forms: Mapping[str, frozenset[str]] | None = None
    """By stem: the words as said."""
