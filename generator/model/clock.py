"""Times as people and standards write them, in whole milliseconds."""

import re

# Without hours, minutes may pass 59: shows write 90:15.
CLOCK = re.compile(r"(?:(\d+):(?=[0-5]?\d:))?(\d+):([0-5]\d)(?:[.,](\d+))?", re.ASCII)


def parse_clock(text: str) -> int:
    """Return a clock such as `1:02:03.5` or `2:03` in milliseconds.

    The fraction may follow a dot (WebVTT, "WebVTT timestamp") or a comma (SubRip). Digits past
    the third are cut, never rounded up, so no cue ends after the media does.

    >>> parse_clock("2:03,5")
    123500

    Raises:
        ValueError: `text` is not a clock, or seconds pass 59.

    """
    found = CLOCK.fullmatch(text.strip())
    if not found:
        raise ValueError(f"not a clock: {text!r}")
    hours, minutes, seconds, fraction = found.groups()
    whole_s = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole_s * 1000 + int((fraction or "").ljust(3, "0")[:3])


def format_clock(ms: int) -> str:
    """Return `31:27`, or `1:02:03` from the first hour on; fractions of a second are cut.

    >>> format_clock(3_723_999)
    '1:02:03'
    """
    seconds = ms // 1000
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def cue_clock(ms: int, point: str = ".") -> str:
    """Return `01:02:03.500`, as WebVTT writes times; SubRip has a comma for the point.

    >>> cue_clock(3_723_500, ",")
    '01:02:03,500'
    """
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{ms:03}"


def iso_duration(ms: int) -> str:
    """Return an ISO 8601 duration in seconds, for HTML's `datetime` and schema.org's `duration`.

    Seconds alone are as valid as hours and minutes (HTML, "Vaguer moments in time", durations),
    and a page of hundreds of them compresses better: the number stands in the turn's id too.

    >>> iso_duration(1_887_000)
    'PT1887S'
    """
    return f"PT{ms // 1000}S"


def format_length(ms: int) -> str:
    """Return a length in words to the second: `3 min 14 s`, `1 h 5 min`.

    >>> format_length(194_000)
    '3 min 14 s'
    """
    seconds = (ms + 500) // 1000
    if seconds >= 3600:
        minutes = (seconds + 30) // 60
        return f"{minutes // 60} h {minutes % 60} min"
    minutes, seconds = divmod(seconds, 60)
    return " ".join(f"{n} {unit}" for n, unit in ((minutes, "min"), (seconds, "s")) if n) or "0 s"


def format_minutes(ms: int) -> str:
    """Return a length to the minute, for contents lists: `9 min`, `1 h 36 min`.

    >>> format_minutes(579_000)
    '10 min'
    """
    minutes = max(1, (ms + 30_000) // 60_000)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
