"""What in a transcript's text is heard but not said: laughter, music, gaps of the transcriber."""

import re
from functools import cache

# The words that such a note may begin or end with. A note that names none of these stays speech:
# `[Tibby]` is an editor's help, not a sound.
SOUNDS = (
    r"laugh\w*|chuckl\w*|giggl\w*|applau\w*|clap\w*|cheer\w*|music\w*|jingle|song|sing\w*"
    r"|hum\w*|cross[ -]?talk\w*|overlap\w*|inaudible|unintelligible|indiscernible|indistinct"
    r"|silence|pause\w*|cough\w*|sneez\w*|sigh\w*|sniff\w*|gasp\w*|groan\w*|clears throat"
    r"|throat clear\w*|bleep\w*|beep\w*|"
    r"noise\w*|static|typing|knock\w*|ring\w*|buzz\w*|click\w*|tick\w*|bell|alert|sound\w*|"
    r"foreign|speaking \w+|audience \w+|crowd \w+|whisper\w*|yell\w*|scream\w*|cry\w*|sob\w*|"
    r"video (?:plays|clip|starts|ends)|clip (?:plays|starts|ends)|no audio|blank_audio|"
    r"background \w+"
)
# Notes of words that were said and are not in the text.
UNHEARD = re.compile(
    r"inaudible|unintelligible|indiscernible|indistinct|no audio|blank_audio|cross[ -]?talk",
    re.IGNORECASE,
)


@cache
def events() -> re.Pattern[str]:
    """Return what finds notes. Python compiles it for 3 ms, and many a text has none."""
    note = rf"(?:[\w'’.-]+ ){{0,4}}(?:{SOUNDS})(?: [\w'’:.,-]+){{0,5}}"
    return re.compile(
        rf"\[\s*{note}\s*\]|\(\s*{note}\s*\)|\*(?:{SOUNDS})\*|♪[^♪]*♪|[♪♫]+", re.IGNORECASE
    )


def without_events(text: str) -> str:
    """Return the words that are said.

    >>> without_events("Yes. [laughs] No (inaudible 00:02:59) more.").split()
    ['Yes.', 'No', 'more.']
    """
    return events().sub(" ", text) if may_have_events(text) else text


def is_event(text: str) -> bool:
    """Whether a text is nothing but notes of what is heard.

    >>> is_event("[applause]"), is_event("[applause] Thank you.")
    (True, False)
    """
    return may_have_events(text) and not events().sub("", text).strip(" .,;-–—")


def unheard(text: str) -> int:
    """Return how many notes say that words could not be made out.

    >>> unheard("We met at [inaudible] and [laughs] went to (unintelligible 00:02:59).")
    2
    """
    if not may_have_events(text):
        return 0
    return sum(UNHEARD.search(note[0]) is not None for note in events().finditer(text))


def count_words(text: str) -> int:
    """Return how many words are said, as white space divides them; `[laughs]` is none.

    >>> count_words("Yes. [laughs] No, really.")
    3
    """
    return len(without_events(text).split())


def may_have_events(text: str) -> bool:
    """Whether a search for events in a text can find one."""
    # One by one is several times faster than a pattern, or a loop, that has them all.
    return "[" in text or "(" in text or "*" in text or "♪" in text or "♫" in text
