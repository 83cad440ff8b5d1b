"""Who speaks when, for tools that list speakers apart from words."""

from bisect import bisect_right
from typing import Any

from generator.importers.json_values import BAD, time_ms


class Speaking:
    """Who speaks when, where a service says so in a list of its own."""

    def __init__(self, spans: list[tuple[Any, Any, str | None]]) -> None:
        known = [(time_ms(start), time_ms(end), name) for start, end, name in spans if name]
        timed = [(s, e, name) for s, e, name in known if s not in (None, BAD)]
        # By start; of two that start together, the one that is given last.
        self.spans = sorted(timed, key=lambda span: span[0] or 0)
        self.starts = [start or 0 for start, _, _ in self.spans]

    def at(self, start: Any) -> str | None:
        """Return who speaks at a time; None where the list does not say."""
        start_ms = time_ms(start)
        if start_ms in (None, BAD):
            return None
        place = bisect_right(self.starts, start_ms or 0) - 1
        if place < 0:
            return None
        _, end_ms, name = self.spans[place]
        inside = end_ms is None or (start_ms or 0) <= end_ms
        return name if inside else None
