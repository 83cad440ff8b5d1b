"""The table of contents: inputs -> artifacts and findings."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from generator import config, importers, passes, shows
from generator.importers import Choice
from generator.load import Inputs, Listed
from generator.model.artifact import Artifact, Drawing
from generator.model.card import Card
from generator.model.diagnostic import Diagnostic, Severity, few_of_each
from generator.model.episode import Account, Episode
from generator.model.site import Brief, Site, Theme
from generator.model.slug import unique
from generator.model.source import Source
from generator.model.terms import Terms
from generator.model.transcript import Reading, Transcript
from generator.model.value import value
from generator.passes import account

# What the name of a file adds to that of its episode.
KIND = re.compile(r"[._-](?:chapters?|transcript|captions?|subtitles?)$", re.IGNORECASE)
ORDER = {severity: place for place, severity in enumerate(Severity)}


@value
class Examined:
    """One source, read: what it became, and what was found."""

    source: Source
    choice: Choice
    reading: Reading
    episode: Episode
    findings: tuple[Diagnostic, ...]


@value
class Record:
    """What the rest of the site, and the reports of a build, may know of an episode."""

    path: str
    """Of its source."""
    account: Account
    excluded: tuple[tuple[str, str], ...]
    """The lines of the source that are not speech, as people write them, by their code."""
    findings: tuple[Diagnostic, ...]
    card: Card | None
    """None: nobody says anything in it, so it is not in the book."""


@value
class Finished:
    """What one episode becomes."""

    record: Record
    terms: Terms
    """What the search knows of it."""
    artifacts: tuple[Artifact, ...]


Task = tuple[tuple[Source, ...], Brief]
"""The files of one episode, and what its TOML says."""
Shared = tuple[Site, Theme]


def prepare(shared: Shared) -> None:
    """Do what all episodes need: whoever is forked from this process has it then."""
    from generator import renderers

    renderers.prepare(shared[1])


def finish(shared: Shared, task: Task) -> Finished:
    """Return all that comes of one episode. Pure: what it returns is of its arguments alone."""
    from generator import renderers

    (whole, theme), (sources, brief) = shared, task
    site = whole.for_show(sources[0].folder)
    examined = examine(sources, brief, site)
    episode = examined.episode
    spoken = bool(episode.statistics.turns)
    record = Record(
        path=examined.source.path,
        account=episode.account,
        excluded=account.lines_by_code(examined.reading.transcript.excluded),
        findings=tuple(few_of_each(examined.findings)),
        card=renderers.card(episode) if spoken else None,
    )
    return Finished(
        record,
        terms=renderers.terms_of(episode, site) if spoken else Terms(),
        artifacts=tuple(renderers.files_of(episode, site, theme)) if spoken else (),
    )


def files_of_all(cards: Sequence[Card], shared: Shared) -> Iterator[Artifact | Drawing]:
    """Yield the files that are of all episodes, but for the search's."""
    from generator import renderers

    return renderers.files_of_all(cards, *shared)


def tasks_of(inputs: Inputs) -> tuple[list[tuple[tuple[Listed, ...], Brief]], list[Diagnostic]]:
    """Return the files of each episode with what its TOML says, in the order of their names."""
    briefs, findings = _briefs(inputs)
    findings += _missing_media(briefs.values(), inputs)
    groups = _by_stem(inputs.sources)
    return [(tuple(files), _brief_of(key, briefs)) for key, files in groups], findings


def settle(inputs: Inputs, url: str = "") -> tuple[Site, list[Diagnostic]]:
    """Return the site as its owner describes it, with its pages."""
    site, findings = config.read_site(inputs.site_file, url)
    pages = []
    for source in inputs.page_files:
        page, page_findings = config.read_page(source)
        pages.append(page)
        findings += page_findings
    pages.sort(key=lambda page: (page.order, page.title))
    found, show_findings = shows.of(inputs)
    single = len(list(_by_stem(inputs.sources))) == 1
    site = replace(site, shows=found, pages=tuple(pages), single=single)
    return site, [*inputs.findings, *findings, *show_findings]


def problems_of(site: Site) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the author's own pages."""
    from generator import renderers

    return renderers.findings(site)


def examine(sources: Sequence[Source], brief: Brief, site: Site) -> Examined:
    """Return what the files of one episode become. Nothing in it is shared with others.

    Of several forms of one transcript the one that the brief asks for is read, else the one that
    says most; a file of chapters gives it its chapters.
    """
    readings = _readings(sources, brief.format)
    source, reading, choice = max(
        readings,
        key=lambda entry: (entry[2].format == brief.format, *_richness(entry[1].transcript)),
    )
    for other, beside, _ in readings:
        if other is not source:
            reading = _with(reading, beside)
    if _lists_chapters(reading):
        alone = _chapters_alone(reading.transcript.path)
        reading = replace(reading, findings=(*reading.findings, alone))
    interpreted = passes.interpret(reading)
    episode, findings = passes.to_episode(interpreted, brief, site.seen_from(source.folder))
    episode = replace(episode, show=source.folder)
    return Examined(source, choice, interpreted, episode, findings)


def _readings(sources: Sequence[Source], format_name: str) -> list[tuple[Source, Reading, Choice]]:
    """Return what each file says; `format_name` is the transcript's, not that of its chapters."""
    if len(sources) == 1:
        return [(sources[0], *importers.read(sources[0], format_name))]
    found = [(source, *importers.read(source)) for source in sources]
    if not format_name or any(choice.format == format_name for _, _, choice in found):
        return found
    return [
        entry if _lists_chapters(entry[1]) else (entry[0], *importers.read(entry[0], format_name))
        for entry in found
    ]


def _lists_chapters(reading: Reading) -> bool:
    """Whether a file has chapters and no words."""
    return bool(reading.transcript.markers) and not reading.transcript.utterances


def _chapters_alone(path: str) -> Diagnostic:
    message = "the file lists chapters, and there is no transcript of the same name beside it"
    hint = "give it the name of its transcript"
    return Diagnostic(path, 0, Severity.ERROR, "chapters-alone", message, hint)


def _richness(transcript: Transcript) -> tuple[int, ...]:
    """Return how much a transcript says, best first: words, who speaks, when, each word's time."""
    spoken = transcript.utterances
    return (
        bool(spoken),
        any(u.speaker_name for u in spoken),
        any(u.start_ms is not None for u in spoken),
        any(u.words for u in spoken),
        sum(len(u.text) for u in spoken),
    )


def _with(reading: Reading, beside: Reading) -> Reading:
    """Return the reading with the chapters of a file beside it; and a note that it was there."""
    transcript, other = reading.transcript, beside.transcript
    if other.utterances or (other.markers and not transcript.utterances):
        message = (
            f"another form of {transcript.path}, which says more; this file is not in the book"
        )
        unused = Diagnostic(other.path, 0, Severity.NOTE, "other-form", message, f"rm {other.path}")
        return replace(reading, findings=(*reading.findings, unused))
    findings = (*reading.findings, *beside.findings)
    if other.markers and not any(u.start_ms is not None for u in transcript.utterances):
        return replace(reading, findings=(*findings, _without_times(transcript.path, other.path)))
    markers = other.markers or transcript.markers
    return Reading(replace(transcript, markers=markers), findings)


def _without_times(path: str, chapters_path: str) -> Diagnostic:
    message = f"the chapters are given by their times, and {path} has none; they are left out"
    hint = "put a heading or a time into the transcript where each chapter begins"
    return Diagnostic(chapters_path, 0, Severity.WARNING, "chapters-unplaced", message, hint)


def brief_for(path: str, inputs: Inputs) -> Brief:
    """Return what `content/episodes/` says of the source at `path`."""
    folder = next((source.folder for source in inputs.sources if source.path == path), "")
    return _brief_of((folder, _stem(path)), _briefs(inputs)[0])


def _stem(path: str) -> str:
    """Return the name that the files of one episode share: `talk.chapters.json` is of `talk`."""
    stem = PurePosixPath(path).stem
    return KIND.sub("", stem) or stem


Key = tuple[str, str]
"""An episode's folder and the stem of its files."""


def _by_stem(sources: Iterable[Listed]) -> Iterator[tuple[Key, list[Listed]]]:
    """Yield the sources of each episode, in the order of the first."""
    groups: dict[Key, list[Listed]] = {}
    for source in sources:
        groups.setdefault((source.folder, _stem(source.path)), []).append(source)
    yield from groups.items()


def _brief_of(key: Key, briefs: Mapping[Key, Brief]) -> Brief:
    """Return what is said of an episode: in the folder of its show, or else in none."""
    return briefs.get(key) or briefs.get(("", key[1])) or Brief()


def _briefs(inputs: Inputs) -> tuple[dict[Key, Brief], list[Diagnostic]]:
    keys = {(source.folder, _stem(source.path)) for source in inputs.sources}
    stems = {stem for _, stem in keys}
    briefs, findings = {}, []
    for source in inputs.episode_files:
        brief, brief_findings = config.read_brief(source)
        findings += brief_findings
        key = (source.folder, _stem(source.path))
        briefs[key] = brief
        if key not in keys and (source.folder or key[1] not in stems):
            name = "/".join(part for part in key if part)
            message = f"there is no transcript {name} that this file could be about"
            hint = "give this file the folder and the name of the transcript"
            findings.append(
                Diagnostic(source.path, 0, Severity.WARNING, "no-such-transcript", message, hint)
            )
    return briefs, findings


def _missing_media(briefs: Iterable[Brief], inputs: Inputs) -> Iterator[Diagnostic]:
    for brief in briefs:
        for media in brief.media:
            if "://" not in media.url and media.url not in inputs.media:
                message = f"there is no recording {media.url} in content/media/"
                name = PurePosixPath(media.url).name
                hint = f'cp {name} content/media/, and write url = "media/{name}"'
                line, code = media.defined_line, "media-missing"
                yield Diagnostic(brief.path, line, Severity.WARNING, code, message, hint)


def own_slug(card: Card, taken: dict[str, int]) -> tuple[str, Diagnostic | None]:
    """Return a name for an episode's folder that no other has; a finding where it is another.

    `taken` begins as `RESERVED` and is of all episodes before.
    """
    own = unique(card.slug, taken)
    if own == card.slug:
        return own, None
    message = f"the name {card.slug!r} is taken; the episode is now {own!r}"
    file = PurePosixPath("content/episodes", card.show, f"{_stem(card.source_path)}.toml")
    hint = f"write another slug in {file}"
    return own, Diagnostic(card.source_path, 0, Severity.ERROR, "slug-taken", message, hint)


def in_order(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings by file, then line, worst first on a line; each of them once."""
    return tuple(
        sorted(
            dict.fromkeys(findings),
            key=lambda f: (f.path, f.line, ORDER[f.severity], f.code, f.message),
        )
    )
