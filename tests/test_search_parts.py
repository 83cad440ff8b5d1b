"""What the search knows is joined in steps: the same whole, and little anew after a change."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from generator.load import Listed
from generator.model.artifact import Artifact
from generator.model.site import Brief, Site
from generator.model.terms import Terms, Unit
from generator.renderers import search
from generator.renderers.search import units
from generator.search_parts import MOST, SearchParts
from generator.writer.cache import Cache
from generator.writer.workers import HERE, on_this_machine
from tests.renderers.search.engine import joined_index

SITE = Site()
MANY = [f"talk-{number}" for number in range(700)]


def terms_of(name: str) -> Terms:
    unit = Unit("#t=1", "ada", "Ada", 1, f"we found letter {name.replace('-', ' ')} and no more")
    entry = units.entry([unit], heads=0, title=name, part_of="", path=f"{name}/", whole=name)
    return units.terms_of([(entry, [unit])], "en")


class Joined:
    """Joins the episodes of these names, as one build does; `fresh` are made in it."""

    def __init__(self, names: Sequence[str], fresh: Sequence[str], cache: Cache) -> None:
        """Join them here."""
        self.asked: list[str] = []
        """The episodes whose terms were looked for."""
        with on_this_machine(1) as crew:
            folder = cache.folder / f"waiting-{len(list(cache.folder.glob('waiting-*')))}"
            parts = SearchParts(folder, cache, crew, self._known)
            for name in names:
                task = ((Listed(name, "", Path(name), 0, ""),), Brief())
                parts.add(f"key-{name}", task, terms_of(name) if name in fresh else None)
            self.index = unnamed(parts.index([], SITE)())
            """The files of the search."""
        cache.prune()

    def _known(self, key: str, _task: object) -> Terms:
        name = key.removeprefix("key-")
        self.asked.append(name)
        return terms_of(name)


def unnamed(files: Iterable[Artifact]) -> list[Artifact]:
    """The files of a search, their folder with the same name in each."""
    named = re.compile(rb"search/[0-9a-f]{12}/")
    none = b"search/000000000000/"
    return [
        Artifact(named.sub(none, one.path.encode()).decode(), named.sub(none, one.data))
        for one in files
    ]


def one_by_one(names: Sequence[str]) -> list[Artifact]:
    """The files of the search, from all episodes at once."""
    about, texts = search.about([], SITE)
    return [*texts, *joined_index([*map(terms_of, names), about], [])]


@pytest.fixture
def joins(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of each joining from here on, how many parts it has."""
    seen: list[int] = []
    combined = search.combined

    def noted(parts: Sequence[Terms]) -> Terms:
        seen.append(len(parts))
        return combined(parts)

    monkeypatch.setattr(search, "combined", noted)
    return seen


@pytest.mark.parametrize("count", [0, 1, 2, 40, 700])
def test_it_is_what_all_episodes_one_by_one_are(count: int, tmp_path: Path) -> None:
    names = MANY[:count]
    assert Joined(names, names, Cache(tmp_path)).index == one_by_one(names)
    assert Joined(names, [], Cache(tmp_path)).index == one_by_one(names)


def test_parts_have_another_folder_where_they_say_something_else(tmp_path: Path) -> None:
    def router(text: str, cache: str) -> bytes:
        unit = Unit("#t=1", "", "", 1, text)
        entry = units.entry([unit], heads=0, title="", part_of="", path="a/", whole="a")
        parts = SearchParts(tmp_path / cache, Cache(tmp_path / "c"), HERE, lambda *_: Terms())
        task = ((Listed("a", "", Path("a"), 0, ""),), Brief())
        parts.add(text, task, units.terms_of([(entry, [unit])], "en"))
        (found,) = [one.data for one in parts.index([], SITE)() if one.path == "search/index.js"]
        return found.split(b'"folder":"')[1][:20]

    assert router("a tin box", "1") == router("a tin box", "2") != router("a tin can", "3")


def test_processes_join_the_same(tmp_path: Path) -> None:
    with on_this_machine(2) as crew:
        parts = SearchParts(
            tmp_path / "waiting", Cache(tmp_path), crew, lambda key, _: terms_of(key)
        )
        for name in MANY:
            parts.add(name, ((Listed(name, "", Path(name), 0, ""),), Brief()), terms_of(name))
        assert unnamed(parts.index([], SITE)()) == one_by_one(MANY)


def test_what_is_known_is_not_joined_again(tmp_path: Path, joins: list[int]) -> None:
    Joined(MANY, MANY, Cache(tmp_path))
    del joins[:]
    assert Joined(MANY, [], Cache(tmp_path)).asked == []
    assert joins == []


@pytest.mark.parametrize("new", ["talk-300", "talk-300b"])
def test_one_episode_joins_its_batch_and_what_that_is_in(
    new: str, tmp_path: Path, joins: list[int]
) -> None:
    before = [name for name in MANY if name != new]
    after = [*MANY[:300], new, *MANY[301:]]
    Joined(before, before, Cache(tmp_path))
    del joins[:]
    edited = Joined(after, [new], Cache(tmp_path))
    assert len(joins) <= 3
    assert len(edited.asked) < 2 * MOST[0]
    assert edited.index == one_by_one(after)


def test_entries_that_are_broken_or_gone_are_joined_again(tmp_path: Path) -> None:
    whole = Joined(MANY, MANY, Cache(tmp_path)).index
    for number, path in enumerate(sorted((tmp_path / "entries").iterdir())):
        data = path.read_bytes()
        if number % 2:
            path.write_bytes(data[:-1] + b"x")
        elif number % 3:
            path.unlink()
    assert Joined(MANY, MANY[:50], Cache(tmp_path)).index == whole
