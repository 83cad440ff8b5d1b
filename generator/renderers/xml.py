"""Elements of XML as text, escaped, without the characters that XML 1.0 does not allow."""

import re
from xml.sax.saxutils import escape, quoteattr

# XML 1.0, section 2.2, "Char": anything else makes the whole file unreadable.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    """Return `value` as the text of an element; forbidden characters become U+FFFD."""
    return escape(_allowed(value))


def _allowed(value: str) -> str:
    return FORBIDDEN.sub("\ufffd", value)


def element(name: str, content: str = "", **attributes: str) -> str:
    """Return an element whose `content` is finished XML; `_` in attribute names stands for `:`."""
    pairs = "".join(
        f" {key.rstrip('_').replace('_', ':')}={quoteattr(_allowed(value))}"
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{pairs}>{content}</{name}>" if content else f"<{name}{pairs}/>"
