"""What the XML importers share: names without namespaces, text, and places."""

from collections.abc import Iterator
from typing import Any

from generator.importers.text import Manuscript
from generator.model.source import Span


def name_of(node: Any) -> str:
    """Return an element's name without its namespace; empty for comments and the like."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def attribute(node: Any, name: str) -> str:
    """Return an attribute by its name in any namespace; empty for none."""
    value = node.get(name)
    if value is None:
        value = next((v for k, v in node.attrib.items() if k.rpartition("}")[2] == name), "")
    return " ".join(str(value).split())


def named(root: Any, *names: str) -> Iterator[Any]:
    """Yield the elements below `root` with one of these names, in order."""
    return (node for node in root.iter() if name_of(node) in names)


def text_of(node: Any, skipped: frozenset[str] = frozenset()) -> str:
    """Return the words in an element on one line; `br` is a space, `skipped` ones are left out."""
    parts: list[str] = []
    stack: list[tuple[Any, bool]] = [(node, False)]
    while stack:
        item, left = stack.pop()
        if left:
            parts.append(item.tail or "")
            continue
        if item is not node:
            stack.append((item, True))
        kind = name_of(item)
        if kind == "br":
            parts.append(" ")
        if kind and kind not in skipped:
            parts.append(item.text or "")
            stack.extend((child, False) for child in reversed(item))
    return " ".join("".join(parts).split())


def span_of(manuscript: Manuscript, node: Any) -> Span:
    """Return the line that an element begins on."""
    line = min(max(1, node.sourceline or 1), manuscript.line_count)
    return Span(manuscript.path, line, line)
