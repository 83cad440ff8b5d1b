"""What `check` reports beside findings: links and anchors of all pages, words, sizes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from html import unescape
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.builder import Built
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.site import OUTPUTS
from generator.report import as_dict, count
from generator.writer.manifest import Manifest
from generator.writer.previous import Previous
from generator.writer.staging import Stage

# GitHub Pages: a site of at most 1 GB, no file over 100 MB, ten minutes for a deployment.
SITE_BYTES = 1_000_000_000
FILE_BYTES = 100_000_000
TAG = re.compile(rb"<(?:a|link|script|img)\s[^>]*?\b(?:href|src)=\"([^\"]*)\"")
IDENTIFIER = re.compile(rb"\sid=\"([^\"]*)\"")
BASE = b"<base "
SHOWN_ANCHORS = 5


def findings(stage: Stage) -> Iterator[Diagnostic]:
    """Yield broken links and anchors between pages, and what is too large for GitHub Pages."""
    pages = [path for path in stage.files if path.endswith(".html")]
    anchors = {path: _anchors(stage.read(path)) for path in pages}
    for path in pages:
        data = stage.read(path)
        if BASE not in data:
            yield from _broken(path, data, stage.files.keys(), anchors)
    for path, entry in stage.files.items():
        if entry.size_bytes > FILE_BYTES:
            size = f"the file has {entry.size_bytes / 1e6:,.0f} MB; GitHub takes 100 MB"
            yield _finding(path, "file-too-large", size, "split the transcript in two")
    total = sum(entry.size_bytes for entry in stage.files.values())
    if total > SITE_BYTES:
        message = f"the site has {total / 1e6:,.0f} MB; GitHub Pages takes 1,000 MB"
        yield _finding("", "site-too-large", message, _what_to_leave_out(stage.files))


def _what_to_leave_out(files: Manifest) -> str:
    """Return which downloads take most, and how to do without them."""
    sizes = [(size, kind) for kind, (_, size) in by_kind(files).items() if kind in OUTPUTS]
    if not sizes:
        return "make several sites of it: pages and search are all there is"
    most = ", ".join(f"{kind} {size / 1e6:,.0f} MB" for size, kind in sorted(sizes)[:-4:-1])
    return f"leave some of these out of `outputs` in site.toml: {most}"


def by_kind(files: Manifest) -> dict[str, tuple[int, int]]:
    """Return how many files and bytes there are of each download, of pages and of all else."""
    found: dict[str, tuple[int, int]] = {}
    for path, entry in files.items():
        count_, size = found.get(kind := _kind(path), (0, 0))
        found[kind] = (count_ + 1, size + entry.size_bytes)
    return dict(sorted(found.items(), key=lambda item: -item[1][1]))


def _kind(path: str) -> str:
    folder, _, name = path.rpartition("/")
    stem, _, ending = name.rpartition(".")
    if folder.split("/")[0] in ("search", "media", "assets"):
        return folder.split("/")[0]
    if stem == "chapters":
        return "chapters"
    if ending == "epub" or (stem == "transcript" and ending in OUTPUTS):
        return ending
    return "pages" if ending == "html" else "other"


def lost(stage: Stage) -> Iterator[Diagnostic]:
    """Yield what a published site would lose: pages, and turns of a whole conversation.

    Turns are looked for in `transcript.html` only: its addresses are the ones that stay, whatever
    becomes of the chapters.
    """
    old = stage.previous
    for path, entry in old.files.items():
        if not path.endswith(".html") or stage.files.get(path) == entry:
            continue
        if path not in stage.files:
            message = "this page was published and would be gone"
            hint = "keep the name by `slug` in the episode's TOML, or let it go by building again"
            yield Diagnostic(path, 0, Severity.WARNING, "address-lost", message, hint)
        elif path.endswith("/transcript.html"):
            gone = sorted(_anchors(_published(old, path)) - _anchors(stage.read(path)))
            if gone:
                shown = ", ".join(f"#{anchor}" for anchor in gone[:SHOWN_ANCHORS])
                message = f"{count(len(gone), 'published address')} would be gone: {shown}"
                hint = "keep the times of these turns, or let them go by building again"
                yield Diagnostic(path, 0, Severity.WARNING, "address-lost", message, hint)


def _published(old: Previous, path: str) -> bytes:
    try:
        return (old.output / path).read_bytes()
    except OSError:
        return b""


def _anchors(data: bytes) -> set[str]:
    return {unescape(found.decode()) for found in IDENTIFIER.findall(data)}


def _broken(
    path: str, data: bytes, paths: AbstractSet[str], anchors: Mapping[str, AbstractSet[str]]
) -> Iterator[Diagnostic]:
    for href in dict.fromkeys(TAG.findall(data)):
        link = urlsplit(unescape(href.decode()))
        if link.scheme or link.netloc:
            continue
        target = normpath(join(dirname(path), unquote(link.path))) if link.path else path
        if link.path.endswith("/"):
            target = join(target, "index.html")
        if target not in paths:
            yield _finding(path, "link-broken", f"there is no {target}", "correct the link")
        elif link.fragment and target in anchors:
            anchor = unquote(link.fragment).split(":~:")[0]
            if anchor and anchor not in anchors[target]:
                message = f"{target} has no place #{anchor}"
                yield _finding(path, "anchor-broken", message, "correct the link")


def _finding(path: str, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(path, 0, Severity.ERROR, code, message, hint)


def as_json(built: Built, files: Manifest, found: Sequence[Diagnostic]) -> dict[str, Any]:
    """Return the counts and findings of `check --json`."""
    accounts = [one.account for one in built.episodes]
    return {
        "episodes": len(built.cards),
        "words": {
            "source": sum(account.source for account in accounts),
            "spoken": sum(account.spoken for account in accounts),
            "excluded": sum(account.excluded for account in accounts),
        },
        "pages": sum(1 for path in files if path.endswith(".html")),
        "files": len(files),
        "bytes": sum(entry.size_bytes for entry in files.values()),
        "diagnostics": [as_dict(finding) for finding in found],
    }


def as_text_lines(built: Built, files: Manifest) -> list[str]:
    """Return the counts in words, and the lines of each source that are not speech."""
    lines = []
    for one in built.episodes:
        account = one.account
        lines.append(
            f"{one.path}: {account.source:,} words = {account.spoken:,} spoken"
            f" + {account.excluded:,} excluded"
        )
        lines += [f"  excluded {code}: {lines}" for code, lines in one.excluded]
    for kind, (number, size) in by_kind(files).items():
        lines.append(f"{kind}: {count(number, 'file')}, {size / 1e6:.1f} MB")
    numbers = as_json(built, files, ())
    lines.append(
        f"{count(numbers['episodes'], 'episode')}, {count(numbers['pages'], 'page')},"
        f" {count(numbers['files'], 'file')}, {numbers['bytes'] / 1e6:.1f} MB"
        " (GitHub Pages takes 1,000 MB, 100 MB a file, and 10 minutes to deploy)"
    )
    return lines
