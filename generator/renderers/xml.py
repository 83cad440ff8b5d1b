"""Elements of XML as text, escaped, without the characters that XML 1.0 does not allow."""

import re
from html import escape

# All but the characters of XML 1.0, section 2.2, "Char": one makes the whole file unreadable.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Of white space in an attribute a reader makes spaces (section 3.3.3).
IN_QUOTES = str.maketrans({"\t": "&#9;", "\n": "&#10;", "\r": "&#13;", '"': "&quot;"})


def text(value: str) -> str:
    """Return `value` as the text of an element; forbidden characters become U+FFFD."""
    return escape(FORBIDDEN.sub("\ufffd", value), quote=False)


def element(name: str, content: str = "", **attributes: str) -> str:
    """Return an element whose `content` is finished XML; `_` in attribute names stands for `:`."""
    pairs = "".join(
        f' {key.rstrip("_").replace("_", ":")}="{text(value).translate(IN_QUOTES)}"'
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{pairs}>{content}</{name}>" if content else f"<{name}{pairs}/>"
