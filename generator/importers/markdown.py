"""Markdown in transcripts: front matter above the text, and the words inside the marks."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from generator.model.value import value

# Without any of these a line of Markdown is the same as its text. Looking for them one by one is
# several times faster than a pattern.
SPECIAL = ("\\", "*", "_", "`", "<", "&", "[", "|", "~", "\n")
STARTS = re.compile(r"\s*(?:[-+>#|]|\*\s|\d{1,9}[.)]\s)")
# What only a reader of Markdown can tell, also looked for one by one, and with a pattern only where
# there is its first character. Without them special lines have escapes and entities at most.
MARKS = ("*", "`", "~~", "](")
PERHAPS_MARKS = (
    ("_", re.compile(r"(?<!\w)_|_(?!\w)")),
    ("<", re.compile(r"<(?:[A-Za-z/!?]|[^\s<>]*@)")),
    # Numbers of characters, but for those that are surely valid.
    (
        "&#",
        re.compile(
            r"&#(?!(?:3[2-9]|[4-9]\d|1[6-9]\d|[2-9]\d\d|[1-9]\d{3}|x(?:[2-6][0-9a-f]|7[0-9a-e]));)",
            re.IGNORECASE,
        ),
    ),
)
BLOCK = re.compile(r"\s*(?:[-+*]\s+\S|\d{1,9}[.)]\s+\S|>|\||```|~~~|#{1,6}\s|<pre)")
# What may stand before the text of a line of YAML 1.1, which has three line ends of its own.
INDENT = re.compile(r"(?:^|[\x85\u2028\u2029])[ \t?:-]*", re.MULTILINE)
FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
LONGEST = 200_000
DEEPEST = 50


@value
class FrontMatter:
    """The block of settings above a Markdown text (Jekyll, Hugo)."""

    end: int
    """How many lines it takes, its marks included; 0 for none."""
    values: Mapping[str, Any]
    problem: str = ""

    def text(self, *keys: str) -> str:
        """Return the first of the keys that holds text, on one line."""
        for key in keys:
            value = self.values.get(key)
            if isinstance(value, str | int | float) and str(value).strip():
                return " ".join(str(value).split())
        return ""

    def names(self) -> tuple[str, ...]:
        """Return the people that are listed as speakers."""
        found: list[str] = []
        for key in ("speakers", "speaker", "guests", "guest", "hosts", "host", "participants"):
            value = self.values.get(key)
            entries = value if isinstance(value, list) else [value]
            found += [" ".join(e.split()) for e in entries if isinstance(e, str) and e.strip()]
        return tuple(dict.fromkeys(found))


def front_matter(lines: Sequence[str]) -> FrontMatter:
    """Return the YAML (`---`) or TOML (`+++`) block at the top of a file."""
    mark = lines[0].lstrip("\ufeff").rstrip() if lines else ""
    if mark not in ("---", "+++"):
        return FrontMatter(0, {})
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == mark), 0)
    block = "\n".join(lines[1:end])
    # A rule above the text is no front matter: that has a key on its first line.
    if not end or not re.search(r"^[ \t]*[\w\-][\w \-]*[:=]", block, re.MULTILINE):
        return FrontMatter(0, {})
    if len(block) > LONGEST:
        return FrontMatter(end + 1, {}, "it is too long")
    values, problem = _yaml(block) if mark == "---" else _toml(block)
    return FrontMatter(end + 1, values, problem)


def _yaml(block: str) -> tuple[Mapping[str, Any], str]:
    import yaml  # 20 ms to import, and few sources have front matter

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if "&" in block and re.search(r"(?:^|\s)\*\w", block):
            return {}, "it refers to itself"  # aliases can grow without bound
        if nests_deeply(block):
            return {}, "it nests too deeply"
        value = yaml.load(block, loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, RecursionError, TypeError):
        return _lenient(block), "it is not valid YAML"
    return (value, "") if isinstance(value, dict) else ({}, "")


def nests_deeply(block: str) -> bool:
    """Whether YAML nests deeper than any settings do; the reader of it goes down by recursion.

    Raises:
        yaml.YAMLError: the text before that is not YAML.

    """
    # A level has a bracket, or begins further in; only a list may stand as far in as its key.
    furthest = max(map(len, INDENT.findall(block)))
    if block.count("[") + block.count("{") + 2 * (furthest + 1) <= DEEPEST:
        return False
    import yaml

    depth = 0
    for event in yaml.parse(block, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return True
    return False


def _lenient(block: str) -> Mapping[str, Any]:
    """Return the keys that stand alone on their lines, of YAML that is broken elsewhere."""
    found = re.findall(r"^(\w[\w ]*):[ \t]+(\S.*)$", block, re.MULTILINE)
    return {key: value.strip("'\" ") for key, value in found}


def _toml(block: str) -> tuple[Mapping[str, Any], str]:
    import tomllib

    try:
        return tomllib.loads(block), ""
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}, "it is not valid TOML"


def plain(markup: str) -> tuple[str, str]:
    """Return the words of a paragraph, and its Markdown where that says more; else empty.

    >>> plain("It is *so* good.")
    ('It is so good.', 'It is *so* good.')
    >>> plain("It is good.")
    ('It is good.', '')
    """
    starts = STARTS.match(markup)
    if not starts and not any(map(markup.__contains__, SPECIAL)):
        return markup, ""
    text = markup
    if starts or "\n" in markup:
        text = _words(markup, _reader().parse)
    elif _has_marks(markup):
        text = _words(markup, _reader().parseInline)
    elif "\\" in markup or "&" in markup:
        text = _unescape()(markup)
    text = " ".join(text.split())
    return (text or markup, "" if text == markup else markup)


def _has_marks(markup: str) -> bool:
    """Whether a line has, or may have, emphasis, code, links and the like."""
    return any(map(markup.__contains__, MARKS)) or any(
        sign in markup and pattern.search(markup) for sign, pattern in PERHAPS_MARKS
    )


def _words(markup: str, parse: Callable[[str], Sequence[Any]]) -> str:
    """Return the text that a reader sees."""
    if len(markup) > LONGEST:
        return markup
    parts: list[str] = []
    for token in parse(markup):
        if token.type in ("code_block", "fence", "html_block"):
            parts += (token.content, " ")
        if token.type == "inline":
            for child in token.children or ():
                if child.type in ("softbreak", "hardbreak"):
                    parts.append(" ")
                else:
                    parts.append(child.content)
            parts.append(" ")
    return "".join(parts)


@cache
def _unescape() -> Callable[[str], str]:
    from markdown_it.common.utils import unescapeAll

    return unescapeAll


@cache
def _reader() -> Any:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    return reader.enable(["table", "strikethrough"]).disable(["code", "reference", "lheading"])
