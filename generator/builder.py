"""A project's files -> a whole site on a stage: what is known is kept, the rest is made and merged.

An episode is known by a hash of all that its files depend on. Its card, what the search knows of
it and the list of its files are in the cache; the files themselves are those of the site as it was
last published.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from generator import pipeline, theme_files
from generator.episodes import Known, Made, Maker, Task
from generator.load import Inputs
from generator.model.address import RESERVED
from generator.model.card import Card
from generator.model.diagnostic import Diagnostic
from generator.model.site import Site
from generator.model.value import value
from generator.search_parts import SearchParts
from generator.writer.cache import Cache
from generator.writer.manifest import Entry
from generator.writer.staging import Stage
from generator.writer.workers import HERE, Crew

Tell = Callable[[int, int], None]
"""Is told how many episodes are done, and of how many."""


@value
class Built:
    """A site on its stage, and what is to be said of it."""

    site: Site
    episodes: tuple[Known, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def cards(self) -> list[Card]:
        """The cards of the episodes that are in the book."""
        return [one.card for one in self.episodes if one.card]

    @property
    def fails(self) -> bool:
        """Whether the site would lose words, or has nothing to show: then the old site stays."""
        lost = any(one.code in ("words-lost", "words-invented") for one in self.findings)
        return lost or not self.cards


def build(
    inputs: Inputs,
    stage: Stage,
    cache: Cache,
    *,
    url: str = "",
    crew: Crew = HERE,
    tell: Tell = lambda *_: None,
) -> Built:
    """Put the site of `inputs` on the stage; `url` replaces the address in `site.toml`.

    A source that cannot be an episode is a finding, and the others are built.

    Raises:
        OSError: the disk is full, or does not let us write.

    """
    site, findings = pipeline.settle(inputs, url)
    tasks, brief_findings = pipeline.tasks_of(inputs)
    findings += brief_findings
    theme = theme_files.made(inputs.theme, inputs.code)
    maker = Maker((pipeline.for_episodes(site), theme), inputs.code, stage, cache, crew)
    search = SearchParts(cache, maker.terms)
    episodes = []
    for made, finding in _with_own_slugs(maker, tasks):
        episodes.append(made.known)
        findings += [*made.known.findings, *([finding] if finding else [])]
        if made.known.card:
            search.add(made.key, made.task, made.terms)
        tell(len(episodes), len(tasks))
    for path, file in inputs.media.items():
        stage.copy(path, file.location, Entry(file.size_bytes, file.sha256))
    cards = [one.card for one in episodes if one.card]
    for artifact in pipeline.files_of_all(cards, search.parts(), (site, theme)):
        stage.add(artifact)
    findings += pipeline.problems_of(site)
    return Built(site, tuple(episodes), pipeline.in_order(findings))


def _with_own_slugs(
    maker: Maker, tasks: Sequence[Task]
) -> Iterator[tuple[Made, Diagnostic | None]]:
    """Yield each episode, its files on the stage, in a folder of its own."""
    taken = dict.fromkeys(RESERVED, 1)
    for made in maker.each(tasks):
        finding = None
        if card := made.known.card:
            slug, finding = pipeline.own_slug(card, taken)
            if finding:
                files, brief = made.task
                made = maker.again((files, replace(brief, slug=slug)))  # noqa: PLW2901
            maker.place(made)
        yield made, finding
