"""Regular expressions that are compiled when they are first used.

A transcript meets the patterns of its own format; to compile those of all others too takes 15 ms.
What reads pasted text and Markdown compiles its own at once: most transcripts need them, for each
line.
"""

import re
from typing import Any, cast

METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")


class _Later:
    """Takes a compiled pattern's methods for its own when one of them is first asked for."""

    def __init__(self, *written: Any) -> None:
        self.written = written

    def __getattr__(self, name: str) -> Any:
        if name not in METHODS:
            raise AttributeError(name)
        compiled = re.compile(*self.written)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(text: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return what finds the same as `re.compile(text, flags)`; a mistake in it is told later."""
    return cast("re.Pattern[str]", _Later(text, flags))
