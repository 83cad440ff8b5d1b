"""The table of contents: inputs -> artifacts and findings."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from generator import config, importers, passes
from generator.importers import Choice
from generator.load import Inputs
from generator.model.address import RESERVED
from generator.model.artifact import Artifact
from generator.model.card import Card
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.episode import Account, Episode
from generator.model.site import Brief, Site
from generator.model.slug import unique
from generator.model.source import Source
from generator.model.transcript import Exclusion, Reading

ORDER = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Examined:
    """One source, read: what it became, and what was found."""

    source: Source
    choice: Choice
    reading: Reading
    episode: Episode
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A finished site that no one has written yet."""

    site: Site
    artifacts: tuple[Artifact, ...]
    cards: tuple[Card, ...]
    accounts: tuple[tuple[str, Account], ...]
    """The account of words of each source."""
    excluded: tuple[Exclusion, ...]
    findings: tuple[Diagnostic, ...]


def build(inputs: Inputs, url: str = "") -> Book:
    """Return the site of `inputs`; `url` replaces the address in `site.toml`.

    A source that cannot be an episode is a finding, and the others are built.
    """
    from generator import renderers

    site, findings = settle(inputs, url)
    briefs, brief_findings = _briefs(inputs)
    examined = [examine(s, briefs.get(_stem(s.path), Brief()), site) for s in inputs.sources]
    findings += [*brief_findings, *(f for e in examined for f in e.findings)]
    episodes = _with_own_slugs([e.episode for e in examined if e.episode.chapters], findings)
    artifacts: list[Artifact] = []
    cards = []
    for episode in episodes:
        for renderer in renderers.RENDERERS:
            artifacts += renderer.per_episode(episode, site, inputs.theme)
        cards.append(renderers.card(episode, site))
    for renderer in renderers.RENDERERS:
        artifacts += renderer.per_site(cards, site, inputs.theme)
    findings += renderers.findings(site)
    return Book(
        site=site,
        artifacts=tuple(artifacts),
        cards=tuple(cards),
        accounts=tuple((e.source.path, e.episode.account) for e in examined),
        excluded=tuple(line for e in examined for line in e.reading.transcript.excluded),
        findings=in_order(findings),
    )


def settle(inputs: Inputs, url: str = "") -> tuple[Site, list[Diagnostic]]:
    """Return the site as its owner describes it, with its pages."""
    site, findings = config.read_site(inputs.site_file, url)
    pages = []
    for source in inputs.page_files:
        page, page_findings = config.read_page(source)
        pages.append(page)
        findings += page_findings
    pages.sort(key=lambda page: (page.order, page.title))
    single = len(inputs.sources) == 1
    return replace(site, pages=tuple(pages), single=single), [*inputs.findings, *findings]


def examine(source: Source, brief: Brief, site: Site) -> Examined:
    """Return what one source becomes. One episode's work, and nothing that others share."""
    reading, choice = importers.read(source, brief.format)
    interpreted = passes.interpret(reading)
    episode, findings = passes.to_episode(interpreted, brief, site)
    return Examined(source, choice, interpreted, episode, findings)


def brief_for(path: str, inputs: Inputs) -> Brief:
    """Return what `content/episodes/` says of the source at `path`."""
    return _briefs(inputs)[0].get(_stem(path), Brief())


def _stem(path: str) -> str:
    return PurePosixPath(path).stem


def _briefs(inputs: Inputs) -> tuple[dict[str, Brief], list[Diagnostic]]:
    stems = {_stem(source.path) for source in inputs.sources}
    briefs, findings = {}, []
    for source in inputs.episode_files:
        brief, brief_findings = config.read_brief(source)
        findings += brief_findings
        briefs[_stem(source.path)] = brief
        if _stem(source.path) not in stems:
            message = f"there is no transcript {_stem(source.path)} that this file could be about"
            hint = "give this file the name of the transcript"
            findings.append(
                Diagnostic(source.path, 0, Severity.WARNING, "no-such-transcript", message, hint)
            )
    return briefs, findings


def _with_own_slugs(episodes: Iterable[Episode], findings: list[Diagnostic]) -> list[Episode]:
    """Return the episodes, each with a folder of its own."""
    taken = set(RESERVED)
    named = []
    for episode in episodes:
        slug = unique(episode.slug, taken)
        if slug != episode.slug:
            message = f"the name {episode.slug!r} is taken; the episode is now {slug!r}"
            hint = f"write another slug in content/episodes/{_stem(episode.source.path)}.toml"
            path = episode.source.path
            findings.append(Diagnostic(path, 0, Severity.ERROR, "slug-taken", message, hint))
        named.append(replace(episode, slug=slug))
    return named


def in_order(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings by file, then line, worst first on a line; each of them once."""
    return tuple(
        sorted(
            dict.fromkeys(findings),
            key=lambda f: (f.path, f.line, ORDER[f.severity], f.code, f.message),
        )
    )
