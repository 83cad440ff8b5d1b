"""One episode after the other: known from an earlier build, or made by those who share the work."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from generator import pipeline
from generator.load import Listed, unreadable
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.episode import Account
from generator.model.site import Brief, Site, Theme
from generator.model.source import Source
from generator.model.terms import Terms
from generator.model.value import value
from generator.pipeline import Finished, Record, Shared
from generator.writer.cache import Cache
from generator.writer.manifest import Entry
from generator.writer.staging import Stage, fill
from generator.writer.workers import FEWEST, HERE, Crew

Task = tuple[tuple[Listed, ...], Brief]
"""The files of one episode, and what its TOML says."""

# Findings of an episode that may be another next time, though its files are the same.
PASSING = {"cannot-read", "source-changed", "episode-failed"}


class Known(msgspec.Struct, frozen=True):
    """An episode whose files are written."""

    record: Record
    files: dict[str, Entry]


@value
class Made:
    """An episode of this build."""

    key: str
    """A hash of all that it is made of."""
    task: Task
    known: Known
    terms: Terms | None
    """None: they are in the cache."""
    part: Path | None
    """What its files are written as; None: they are in the site as it was last published."""


Kind = TypeVar("Kind")
PACK = msgspec.msgpack.Encoder()
KNOWN = msgspec.msgpack.Decoder(Known)
TERMS = msgspec.msgpack.Decoder(Terms)


def unpacked(packed: bytes | None, decoder: "msgspec.msgpack.Decoder[Kind]") -> Kind | None:
    """Return an entry of the cache; None where it is not there, or not of this kind."""
    try:
        return None if packed is None else decoder.decode(packed)
    except msgspec.MsgspecError:
        return None


def base_of(code: str, theme: Theme, site: Site) -> str:
    """Return a hash of what pages depend on, whatever they show."""
    return hashlib.sha256(PACK.encode([code, theme.name, theme.digest, site])).hexdigest()


@dataclass(slots=True)
class Maker:
    """Makes the episodes of one build."""

    shared: Shared
    code: str
    stage: Stage
    cache: Cache
    crew: Crew
    _bases: dict[str, str] = field(init=False, default_factory=dict)
    """By the folder of a show, a hash of what all its episodes depend on."""

    def each(self, tasks: Sequence[Task]) -> Iterator[Made]:
        """Yield each task's episode, in order; files are not on the stage yet."""
        keys = [self._key(task) for task in tasks]
        found = [self._known(key) for key in keys]
        missing = [(number, tasks[number]) for number, known in enumerate(found) if not known]
        made = self._made(missing)
        for number, (key, task) in enumerate(zip(keys, tasks, strict=True)):
            if known := found[number]:
                yield Made(key, task, known, None, None)
            else:
                yield self._kept(key, task, *next(made), str(number))

    def again(self, task: Task) -> Made:
        """Return an episode that must be made in another way than it was."""
        key = self._key(task)
        if known := self._known(key):
            return Made(key, task, known, None, None)
        name = f"again-{key}"
        return self._kept(key, task, *_make_here(self.shared, self.stage.parts, (name, task)), name)

    def terms(self, key: str, task: Task) -> Terms:
        """Return what the search knows of an episode that is known."""
        terms = unpacked(self.cache.get(f"terms-{key}"), TERMS)
        return terms or _make(self.shared, _opened(task)).terms

    def _key(self, task: Task) -> str:
        files, brief = task
        own = [(file.path, file.folder, file.sha256) for file in files]
        base = self._base(files[0].folder)
        return hashlib.sha256(PACK.encode([base, own, brief])).hexdigest()

    def _base(self, folder: str) -> str:
        if folder not in self._bases:
            site, theme = self.shared
            self._bases[folder] = base_of(self.code, theme, site.for_show(folder))
        return self._bases[folder]

    def _known(self, key: str) -> Known | None:
        """Return what is known of an episode, if its files are still there."""
        known = unpacked(self.cache.get(f"episode-{key}"), KNOWN)
        if known is None or not self.stage.has_all(known.files):
            return None
        self.cache.use(f"terms-{key}")
        return known

    def _kept(self, key: str, task: Task, known: Known, terms: Terms, part: str) -> Made:
        packed = PACK.encode(known), PACK.encode(terms)
        if any(finding.code in PASSING for finding in known.record.findings):
            key = hashlib.sha256(b"".join(packed)).hexdigest()  # for the files were not as listed
        else:
            self.cache.put(f"episode-{key}", packed[0])
            self.cache.put(f"terms-{key}", packed[1])
        return Made(key, task, known, terms, self.stage.parts / part)

    def _made(self, jobs: Sequence[tuple[int, Task]]) -> Iterator[tuple[Known, Terms]]:
        parts = self.stage.parts
        if not self.crew.elsewhere:
            crew = self.crew if len(jobs) >= FEWEST else HERE
            pipeline.prepare(self.shared)
            here = ((str(number), task) for number, task in jobs)
            yield from crew.results(partial(_make_here, self.shared, parts), here)
            return
        opened = (_opened(task) for _, task in jobs)
        done = self.crew.results(partial(_make, self.shared), opened)
        for (number, _), finished in zip(jobs, done, strict=True):
            yield _filled(finished, parts / str(number))


@value
class Opened:
    """The files of an episode, read."""

    path: str
    sources: tuple[Source, ...]
    brief: Brief
    findings: tuple[Diagnostic, ...]


def _opened(task: Task) -> Opened:
    """Read an episode's files; one that cannot be read is a finding."""
    files, brief = task
    sources, findings = [], []
    for file in files:
        try:
            source = file.read()
        except OSError as error:
            findings.append(unreadable(file.path, error))
            continue
        if hashlib.sha256(source.data).hexdigest() != file.sha256:
            findings.append(_changed(file.path))
        sources.append(source)
    return Opened(files[0].path, tuple(sources), brief, tuple(findings))


def _make(shared: Shared, opened: Opened) -> Finished:
    """Return all that comes of an episode, in whatever process; a mistake of ours is a finding."""
    nothing = Record(opened.path, Account(0, 0, 0), (), opened.findings, None)
    if not opened.sources:
        return Finished(nothing, Terms(), ())
    try:
        finished = pipeline.finish(shared, (opened.sources, opened.brief))
    except Exception as error:  # the other episodes are built all the same
        if os.environ.get("TALKBOOK_DEBUG"):
            raise
        findings = (*opened.findings, _failed(opened.path, error))
        return Finished(replace(nothing, findings=findings), Terms(), ())
    findings = (*opened.findings, *finished.record.findings)
    return replace(finished, record=replace(finished.record, findings=findings))


def _make_here(shared: Shared, parts: Path, job: tuple[str, Task]) -> tuple[Known, Terms]:
    """Make an episode and write its files beside the others', in any process here."""
    name, task = job
    return _filled(_make(shared, _opened(task)), parts / name)


def _filled(finished: Finished, part: Path) -> tuple[Known, Terms]:
    return Known(finished.record, fill(part, finished.artifacts)), finished.terms


def _changed(path: str) -> Diagnostic:
    message = "the file was changed while it was read"
    return Diagnostic(path, 0, Severity.WARNING, "source-changed", message, "talkbook build")


def _failed(path: str, error: Exception) -> Diagnostic:
    message = f"a mistake of talkbook, {type(error).__name__}: {error}; it is not in the book"
    hint = "please report it with the output of TALKBOOK_DEBUG=1"
    return Diagnostic(path, 0, Severity.ERROR, "episode-failed", message, hint)
