"""One file of the finished site, before anyone writes it."""

from collections.abc import Callable

from generator.model.card import Card
from generator.model.value import value


@value
class Artifact:
    """A file to be written."""

    path: str
    """Relative to the output folder, POSIX separators, no `..`."""
    data: bytes


@value
class Drawing:
    """A file that need not be made anew while the episodes that it shows are as they were."""

    path: str
    """As an artifact's."""
    cards: tuple[Card, ...]
    """All episodes that it shows or counts, in their order; beside site, theme and path nothing
    else decides what is in it."""
    draw: Callable[[], bytes]

    @property
    def data(self) -> bytes:
        """What is in it, made now."""
        return self.draw()
