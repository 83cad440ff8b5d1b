"""The theme's own files as a site has them, made once for all projects.

To join scripts and to shorten their names takes longer than a short transcript does. What is made
stays in the folder in which templates stay compiled.
"""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import msgspec

from generator.model.artifact import Artifact
from generator.model.site import Theme
from generator.renderers import assets, compiled
from generator.writer.cache import Cache

MOST = 8
"""So many themes are kept: of several sites, and as they were before a change."""
FILES = tuple[Artifact, ...]


def made(theme: Theme, code: str) -> Theme:
    """Return the theme with its files; `code` is a digest of all that makes them.

    Raises:
        ValueError: a module of the theme cannot be joined.

    """
    folder = compiled.folder()
    if folder is None:
        return theme
    kept = Cache(Path(folder) / "talkbook-themes")
    name = sha256(f"{theme.digest} {code}".encode()).hexdigest()
    files = _unpacked(kept.get(name))
    if files is None:
        files = assets.made_of(theme)
        kept.put(name, msgspec.msgpack.encode(files))
        kept.keep_newest(MOST)
    return replace(theme, files=files)


def _unpacked(packed: bytes | None) -> FILES | None:
    try:
        return None if packed is None else msgspec.msgpack.decode(packed, type=FILES)
    except msgspec.MsgspecError:
        return None
