"""A project's files -> a whole site on a stage: what is known is kept, the rest is made and merged.

An episode is known by a hash of all that its files depend on. Its card, what the search knows of
it and the list of its files are in the cache; the files themselves are those of the site as it was
last published.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from generator import pipeline, theme_files
from generator.drawings import Drawings
from generator.episodes import Made, Maker, Task, base_of
from generator.load import Inputs
from generator.model.address import RESERVED
from generator.model.artifact import Drawing
from generator.model.card import Card
from generator.model.diagnostic import Diagnostic
from generator.model.site import Site
from generator.model.value import value
from generator.pipeline import Record
from generator.search_parts import SearchParts
from generator.writer.cache import Cache
from generator.writer.manifest import Entry
from generator.writer.staging import Stage
from generator.writer.workers import HERE, Crew

# The index of fewer episodes is made sooner than others can be asked to.
MANY = 256

Tell = Callable[[int, int], None]
"""Is told how many episodes are done, and of how many."""


@value
class Built:
    """A site on its stage, and what is to be said of it."""

    site: Site
    episodes: tuple[Record, ...]
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
    maker = Maker((site.for_episodes(), theme), inputs.code, stage, cache, crew)
    helpers = crew if len(tasks) >= MANY and not crew.elsewhere else HERE
    search = SearchParts(stage.parts / "search", cache, helpers, maker.terms)
    episodes, unchanged, keys = [], [], {}
    for made, finding in _with_own_slugs(maker, tasks):
        record = made.known.record
        episodes.append(record)
        findings += [*record.findings, *([finding] if finding else [])]
        if record.card:
            keys[record.card.slug] = made.key
            search.add(made.key, made.task, made.terms)
        if made.part:
            stage.take(made.part, made.known.files)
        else:
            unchanged.append(made.known.files)
        tell(len(episodes), len(tasks))
    built = Built(site, tuple(episodes), ())
    index = search.index(built.cards, site)
    for files in unchanged:
        stage.keep(files)
    for path, file in inputs.media.items():
        stage.copy(path, file.location, Entry(file.size_bytes, file.sha256))
    drawings = Drawings(stage, cache, base_of(inputs.code, theme, site), keys)
    for page in pipeline.files_of_all(built.cards, (site, theme)):
        if isinstance(page, Drawing):
            drawings.add(page)
        else:
            stage.add(page)
    drawings.remember()
    for artifact in index():
        stage.add(artifact)
    findings += pipeline.problems_of(site)
    return replace(built, findings=pipeline.in_order(findings))


def _with_own_slugs(
    maker: Maker, tasks: Sequence[Task]
) -> Iterator[tuple[Made, Diagnostic | None]]:
    """Yield each episode, with a folder of its own; its files are not on the stage yet."""
    taken = dict.fromkeys(RESERVED, 1)
    for made in maker.each(tasks):
        finding = None
        if card := made.known.record.card:
            slug, finding = pipeline.own_slug(card, taken)
            if finding:
                files, brief = made.task
                made = maker.again((files, replace(brief, slug=slug)))  # noqa: PLW2901
        yield made, finding
