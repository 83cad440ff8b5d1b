"""The first transcript as an episode and a site, for tests of renderers."""

from datetime import date
from functools import cache
from pathlib import Path

from generator import importers, passes, renderers
from generator.load import theme_of
from generator.model.artifact import Artifact, Drawing
from generator.model.card import Card
from generator.model.episode import Episode
from generator.model.media import Media
from generator.model.people import Person
from generator.model.site import Brief, Site, Theme
from generator.model.source import Source

ROOT = Path(__file__).parents[2]
SEED = "seeds/000_88c9c3a909d2e523.txt"
SITE = Site(
    title="Talk & more",
    url="https://example.org/talk/",
    description="A <site>.",
    people=(Person("Dwarkesh Patel", role="host"), Person("Ilya Sutskever", role="guest")),
    single=True,
)
BRIEF = Brief(
    slug="ilya",
    published=date(2025, 11, 25),
    media=(Media("youtube", "https://www.youtube.com/watch?v=abc", "abc"),),
)


@cache
def episode() -> Episode:
    return episode_of((ROOT / SEED).read_bytes())


def episode_of(data: bytes, site: Site = SITE, brief: Brief = BRIEF) -> Episode:
    """Return what the importers and passes make of a file."""
    reading, _ = importers.read(Source(SEED, data))
    return passes.to_episode(passes.interpret(reading), brief, site)[0]


@cache
def theme() -> Theme:
    folder = ROOT / "themes" / "default"
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return theme_of("default", {p.relative_to(folder).as_posix(): p.read_bytes() for p in files})


def card(of: Episode | None = None) -> Card:
    return renderers.card(of or episode())


def by_path(artifacts: object) -> dict[str, bytes]:
    """Return artifacts by their path; each path once."""
    found: dict[str, bytes] = {}
    for artifact in artifacts:  # type: ignore[attr-defined]
        assert isinstance(artifact, Artifact | Drawing)
        assert artifact.path not in found
        found[artifact.path] = artifact.data
    return found
