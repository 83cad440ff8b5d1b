"""What a command builds with: the stage, the crew, what was built last, a site for a moment.

What cannot be had ends the program in words. Imports are in the functions, because `--help` and a
build of nothing new need few of them.
"""

from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.builder import Built, Tell
    from generator.load import Paths
    from generator.model.diagnostic import Diagnostic
    from generator.writer.cache import Cache
    from generator.writer.staging import Stage
    from generator.writer.workers import Crew


class StopError(click.ClickException):
    """Ends the program with status 1, a message and what can be done."""

    def __init__(self, message: str, hint: str) -> None:
        """Say what is wrong, and the hint below it."""
        super().__init__(f"{message}\n  hint: {hint}")

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the message as it is, without a word before it."""
        click.echo(self.message, file=file, err=True)


def last_build(cache: "Cache", output: Path) -> "Mapping[str, Any]":
    """Return what the last build said of itself; nothing if it wrote another folder."""
    last = cache.last()
    return last if last.get("output") == str(output.resolve()) else {}


def is_whole(output: Path, last: "Mapping[str, Any]") -> bool:
    """Whether the output folder still holds what the last build wrote."""
    from generator.writer import previous

    site = previous.of(output, last.get("times", {}))
    return bool(site and site.is_whole())


def said_by(last: "Mapping[str, Any]") -> list["Diagnostic"]:
    """Return the findings of a build that is remembered with its digest."""
    from generator.model.diagnostic import Diagnostic, Severity

    return [Diagnostic(**{**f, "severity": Severity(f["severity"])}) for f in last["findings"]]


def remember_build(
    cache: "Cache", stage: "Stage", digest: str, said: "Sequence[Diagnostic] | None"
) -> None:
    """Keep what is on disk now, and what was said; None: the same input is to be built again."""
    from generator.report import as_dict
    from generator.writer import previous

    output = stage.previous.output
    report: dict[str, Any] = {"output": str(output)}
    report["times"] = previous.times_of(output, stage.files)
    if said is not None:
        report |= {"digest": digest, "findings": [as_dict(finding) for finding in said]}
    cache.remember(report)


@contextmanager
def stage(output: Path, last: "Mapping[str, Any]") -> "Iterator[Stage]":
    """Give a stage for the output folder.

    Raises:
        StopError: the folder is not ours or in use, or cannot be written, now or within the block.

    """
    from generator.writer import atomic

    try:
        with atomic.stage_for(output, last.get("times", {})) as made:
            yield made
    except atomic.NotOursError as error:
        raise StopError(
            f"{output}: error[output-not-ours]: the folder has files that talkbook did not write",
            "choose an empty folder with --output, or remove those files",
        ) from error
    except atomic.BusyError as error:
        raise StopError(
            f"{output}: error[output-busy]: another build is writing this folder",
            "wait until it has finished, and build again",
        ) from error
    except OSError as error:
        raise StopError(
            f"{output}: error[cannot-write]: {error.strerror or error}",
            "free some space or choose another folder with --output; the old site is unchanged",
        ) from error


@contextmanager
def crew(jobs: int | None, scheduler: str) -> "Iterator[Crew]":
    """Give those who do the episodes of a build.

    Raises:
        StopError: there is no scheduler at the address, or its workers have another talkbook.

    """
    from generator.writer import workers

    if not scheduler:
        with workers.on_this_machine(jobs or workers.processes()) as made:
            yield made
        return
    from generator.load import own_code
    from generator.writer import cluster

    try:
        with cluster.at(scheduler, own_code) as made:
            yield made
    except cluster.DifferentError as error:
        raise StopError(
            f"{scheduler}: error[workers-differ]: these workers have another talkbook: {error}",
            "install the same version on every machine, and start the workers again",
        ) from error
    except cluster.UnreachableError as error:
        raise StopError(
            f"{scheduler}: error[no-scheduler]: {error}",
            "pip install 'talkbook[dask]', then: dask scheduler, and dask worker ADDRESS",
        ) from error


@contextmanager
def temporary(paths: "Paths", tell: "Tell") -> "Iterator[tuple[Built, Stage]]":
    """Build the site in a folder that is removed at the end of the block."""
    import tempfile

    from generator import builder
    from generator.load import gather
    from generator.writer import previous
    from generator.writer.cache import Cache
    from generator.writer.staging import Stage

    inputs, cache = gather(paths), Cache(paths.cache)
    output = paths.output.resolve()
    times = last_build(cache, output).get("times", {})
    old = previous.of(output, times) or previous.Previous(output)
    with tempfile.TemporaryDirectory(prefix="talkbook-") as folder, crew(None, "") as made:
        site = Stage(Path(folder) / "site", old)
        yield builder.build(inputs, site, cache.read_only(), crew=made, tell=tell), site
