"""Pages that show several episodes: each is drawn where one of these has changed, else kept."""

import hashlib
from collections.abc import Mapping

import msgspec

from generator.episodes import PACK, unpacked
from generator.model.artifact import Artifact, Drawing
from generator.writer.cache import Cache
from generator.writer.manifest import Entry
from generator.writer.staging import Stage


class Drawn(msgspec.Struct, array_like=True, frozen=True):
    """A page of the published site."""

    key: str
    """A hash of all that it is made of."""
    file: Entry


DRAWN = msgspec.msgpack.Decoder(dict[str, Drawn])


class Drawings:
    """Puts pages on the stage; what each is made of is in the cache."""

    def __init__(self, stage: Stage, cache: Cache, base: str, keys: Mapping[str, str]) -> None:
        """`base`: a hash of what all pages depend on; `keys`: of each episode, by its slug."""
        self._stage = stage
        self._cache = cache
        self._name = f"drawn-{base}"
        self._keys = keys
        self._before = unpacked(cache.get(self._name), DRAWN) or {}
        self._now: dict[str, Drawn] = {}

    def add(self, page: Drawing) -> None:
        """Take the page of the published site, if it would be the same; else draw it."""
        made_of = [page.path, *(self._keys[card.slug] for card in page.cards)]
        key = hashlib.sha256(PACK.encode(made_of)).hexdigest()
        before = self._before.get(page.path)
        if before and before.key == key and self._stage.has_all({page.path: before.file}):
            self._stage.keep({page.path: before.file})
        else:
            self._stage.add(Artifact(page.path, page.data))
        self._now[page.path] = Drawn(key, self._stage.files[page.path])

    def remember(self) -> None:
        """Keep what is known of the pages for the next build."""
        self._cache.put(self._name, PACK.encode(self._now))
