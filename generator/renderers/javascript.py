"""JavaScript without comments and without the blank space that means nothing.

Space is dropped only between tokens that cannot run together, and a line's end only where no
statement can end, so it does not matter whether a module writes its semicolons. One thing is asked
of the source: no statement begins with a regular expression, because only a parser could tell it
from a division there.
"""

import re
from collections.abc import Iterable, Iterator

Token = tuple[str, str]
"""Its kind, one of `gap`, `word`, `sign`, `string`, `template`, `regex`; and its text."""
TOKEN = re.compile(
    r"""(?P<gap>(?:\s|//[^\n]*|/\*.*?\*/)+)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<word>[\w$\#]+)
    |(?P<sign>.)""",
    re.DOTALL | re.VERBOSE,
)
REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*")
TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(`|\$\{)", re.DOTALL)
BEFORE_A_VALUE = frozenset(
    {
        *("await", "case", "delete", "do", "else", "in", "instanceof"),
        *("new", "of", "return", "throw", "typeof", "void", "yield"),
    }
)
"""Words that a value follows, so that a slash begins a regular expression."""
OPERATORS = frozenset("+-*/%&|^<>=!?~.")
GOES_ON_AFTER = frozenset("{([,;=>&|?:!~^%<")
GOES_ON_BEFORE = frozenset(")]},;.?:&|=<>%^")
"""A line that ends or begins with these does not end a statement."""


def squeeze(code: str) -> str:
    """Return JavaScript that does the same, in fewer characters.

    >>> squeeze("const half = (n) => n / 2; /* of it */ return half( 4 );")
    'const half=(n)=>n/2;return half(4);'

    Raises:
        ValueError: a string, a template or a comment has no end.

    """
    return joined(tokens(code))


def joined(tokens: Iterable[Token]) -> str:
    """Return tokens as code, with no more space than it needs."""
    made: list[str] = []
    last = gap = ""
    for kind, text in tokens:
        if kind == "gap":
            gap = "\n" if "\n" in text else " "
            continue
        made += (_between(last, text[0], gap), text)
        last, gap = text[-1], ""
    return "".join(made)


def _between(before: str, after: str, gap: str) -> str:
    """Return what must stay of the blank space between two characters."""
    if not gap or not before:
        return ""
    if gap == "\n":
        return "" if before in GOES_ON_AFTER or after in GOES_ON_BEFORE else gap
    words = _is_word(before) and _is_word(after)
    operators = before in OPERATORS and after in OPERATORS
    return " " if words or operators or (before.isdigit() and after == ".") else ""


def _is_word(character: str) -> bool:
    return character.isalnum() or character in "_$#\\"


def tokens(code: str) -> Iterator[Token]:
    """Yield each token. A template is text up to `${` and from its `}` on."""
    at, last = 0, ""
    # For each template that one is inside of, how many braces are open in its `${`.
    open_braces: list[int] = []
    while at < len(code):
        found = None if code[at] in "`}/'\"" else TOKEN.match(code, at)
        if found:  # most tokens are the same wherever they stand
            kind, text = found.lastgroup or "", found[0]
        else:
            kind, text = _token(code, at, last, ends_hole=bool(open_braces) and not open_braces[-1])
        if kind == "template":
            if text[0] == "}":
                open_braces.pop()
            if text.endswith("${"):
                open_braces.append(0)
        elif open_braces and text in ("{", "}"):
            open_braces[-1] += 1 if text == "{" else -1
        if kind != "gap":
            last = "0" if kind == "regex" else text
        at += len(text)
        yield kind, text


def _token(code: str, at: int, last: str, *, ends_hole: bool) -> Token:
    if code[at] == "`" or (code[at] == "}" and ends_hole):
        found, kind = TEMPLATE.match(code, at + 1), "template"
        text = code[at] + found[0] if found else ""
    elif code[at] == "/" and code[at + 1 : at + 2] not in ("/", "*") and not _is_value(last):
        found, kind = REGEX.match(code, at), "regex"
        text = found[0] if found else ""
    else:
        found = TOKEN.match(code, at)
        kind, text = (found.lastgroup or "", found[0]) if found else ("", "")
    if not text or text in ("'", '"') or (kind == "sign" and code.startswith("/*", at)):
        raise ValueError(f"has no end: {code[at : at + 40]}")
    return kind, text


def _is_value(text: str) -> bool:
    """Whether a slash after this text divides."""
    if text in BEFORE_A_VALUE:
        return False
    return text[-1:] in (")", "]", "}", '"', "'", "`") or _is_word(text[-1:]) if text else False
