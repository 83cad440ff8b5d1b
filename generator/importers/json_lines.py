"""On which line of a JSON file a text stands."""

import json
import re
from typing import Any

from generator.importers.text import Manuscript

# Text is looked for this far ahead; after so many misses the file writes its strings otherwise.
AHEAD, MISSES = 1_000_000, 40


class Lines:
    """Finds the lines of texts that are asked for in the file's order; in linear time."""

    def __init__(self, manuscript: Manuscript) -> None:
        text = manuscript.text
        self.text = re.sub(r"\r\n?", "\n", text) if "\r" in text else text
        self.at, self.line, self.misses = 0, 1, 0

    def find(self, value: Any) -> int:
        """Return the line of the next string `value`; that of the one before if it is not there."""
        if isinstance(value, str) and self.misses < MISSES:
            for written in dict.fromkeys(
                [json.dumps(value, ensure_ascii=False), json.dumps(value)]
            ):
                found = self.text.find(written, self.at, self.at + AHEAD)
                if found >= 0:
                    self.line += self.text.count("\n", self.at, found)
                    self.at = found + len(written)
                    return self.line
            self.misses += 1
        return self.line
