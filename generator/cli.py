"""The command line: arguments and exit status. 0 clean, 1 errors, 2 wrong usage."""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__, workshop
from generator.model.value import value
from generator.workshop import StopError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.builder import Built, Tell
    from generator.load import Paths
    from generator.model.diagnostic import Diagnostic
    from generator.writer.atomic import Written
    from generator.writer.staging import Stage

WITH_VALUE = ("--project", "--seeds", "--content", "--output", "--cache")
FLAGS = ("-v", "--verbose", "-q", "--quiet", "--no-color")
PASSED_ON = ("--help", "-h", "--version")
FOLDER = click.Path(file_okay=False, path_type=Path)


@value
class Shell:
    """What all commands share."""

    paths: "Paths"
    verbose: bool
    quiet: bool
    colour: bool

    def say(self, text: str) -> None:
        """Tell the user what was done."""
        if not self.quiet:
            click.echo(text, err=True)


class BuildByDefault(click.Group):
    """`talkbook --strict` is `talkbook build --strict`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `build` where the command's name is missing."""
        at = 0
        while at < len(args) and (args[at] in FLAGS or args[at].split("=")[0] in WITH_VALUE):
            at += 2 if args[at] in WITH_VALUE else 1
        if at >= len(args) or (args[at].startswith("-") and args[at] not in PASSED_ON):
            args = [*args[:at], "build", *args[at:]]
        return super().parse_args(ctx, args)


@click.group(cls=BuildByDefault, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project", type=FOLDER, default=Path(), help="The project's folder (default: here)."
)
@click.option("--seeds", type=FOLDER, help="The folder of transcripts (default: seeds).")
@click.option(
    "--content", type=FOLDER, help="The folder of site.toml and pages (default: content)."
)
@click.option("--output", type=FOLDER, help="Where the site is written (default: site).")
@click.option("--cache", type=FOLDER, help="Where builds are remembered (default: .talkbook).")
@click.option("-v", "--verbose", is_flag=True, help="Say more: notes, and accepted findings.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors and warnings.")
@click.option("--no-color", is_flag=True, help="Plain text; the variable NO_COLOR does the same.")
@click.version_option(__version__, prog_name="talkbook")
@click.pass_context
def cli(ctx: click.Context, /, project: Path, no_color: bool, **options: Any) -> None:
    """Turn transcripts into a website that reads well, searches itself and opens from disk."""
    from generator.load import Paths

    parts = {name: options[name] for name in ("seeds", "content", "output", "cache")}
    paths = Paths.of(project, **parts)
    ctx.obj = Shell(paths, options["verbose"], options["quiet"], not no_color)


@cli.command()
@click.option("--strict", is_flag=True, help="Warnings fail the build too.")
@click.option("--clean", is_flag=True, help="Forget the cache and build everything again.")
@click.option("--url", default="", envvar="TALKBOOK_URL", help="The site's public address.")
@click.option("--jobs", type=click.IntRange(1), help="Processes (default: one for each core).")
@click.option("--scheduler", default="", help="Share the work by the dask scheduler at ADDRESS.")
@click.pass_obj
def build(
    shell: Shell, strict: bool, clean: bool, url: str, jobs: int | None, scheduler: str
) -> None:
    """Write the site (the default command)."""
    from generator.load import gather
    from generator.writer.cache import Cache

    started = time.perf_counter()
    inputs = gather(shell.paths)
    cache = Cache(shell.paths.cache)
    if clean:
        cache.forget()
    output = shell.paths.output
    last = workshop.last_build(cache, output)
    digest = f"{inputs.digest} {url}"
    if last.get("digest") == digest and workshop.is_whole(output, last):
        sys.exit(_repeat(shell, last, strict=strict))
    from generator import builder, checks
    from generator.writer import atomic

    with workshop.stage(output, last) as stage, workshop.crew(jobs, scheduler) as crew:
        built = builder.build(inputs, stage, cache, url=url, crew=crew, tell=_progress(shell))
        findings = [*built.findings, *checks.lost(stage)]
        _print(shell, findings)
        if built.fails:
            shell.say("The site was not written.")
            sys.exit(1)
        written = atomic.publish(stage)
    said = None if _status(findings, strict=False) else built.findings
    workshop.remember_build(cache, stage, digest, said)
    cache.prune()
    shell.say(_built(built, stage, written, time.perf_counter() - started, output))
    sys.exit(_status(findings, strict=strict))


def _repeat(shell: Shell, last: "Mapping[str, Any]", *, strict: bool) -> int:
    """Say what the last build said, because nothing has changed; return the exit status."""
    findings = workshop.said_by(last)
    _print(shell, findings)
    shell.say(f"Nothing has changed: {shell.paths.output}")
    return _status(findings, strict=strict)


def _progress(shell: Shell) -> "Tell":
    """Return what says how far a build is: a line that changes, or lines where that cannot be."""
    from generator.report import Progress

    return (lambda *_: None) if shell.quiet else Progress(sys.stderr).tell


def _built(built: "Built", stage: "Stage", written: "Written", seconds: float, output: Path) -> str:
    from generator.report import count

    pages = sum(1 for path in stage.files if path.endswith(".html"))
    done = f"Built {count(len(built.cards), 'episode')}, {count(pages, 'page')} in {seconds:.2f} s"
    files = f"{count(written.written, 'file')} written, {written.kept:,} unchanged"
    return f"{done}: {files} -> {output}"


def _print(shell: Shell, findings: "Sequence[Diagnostic]") -> None:
    from generator.model.diagnostic import Severity
    from generator.report import print_findings

    shown = list(Severity) if shell.verbose else [Severity.ERROR, Severity.WARNING]
    print_findings(findings, shown, colour=shell.colour)


def _status(findings: "Sequence[Diagnostic]", *, strict: bool) -> int:
    failing = {"error", "warning"} if strict else {"error"}
    return int(any(finding.severity in failing for finding in findings))


def _unwritable(path: Path, error: OSError) -> StopError:
    message = f"{path}: error[cannot-write]: {error.strerror or error}"
    return StopError(message, "choose another place")


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="For a program.")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.pass_obj
def check(shell: Shell, as_json: bool, strict: bool) -> None:
    """Report everything and write nothing."""
    from generator import checks, pipeline
    from generator.model.diagnostic import Severity
    from generator.report import print_findings, print_json, summary_of

    with workshop.temporary(shell.paths, _progress(shell)) as (built, stage):
        findings = pipeline.in_order([*built.findings, *checks.findings(stage)])
    if as_json:
        print_json(checks.as_json(built, stage.files, findings))
    else:
        print_findings(findings, list(Severity), colour=shell.colour)
        for line in checks.as_text_lines(built, stage.files):
            click.echo(line)
        click.echo(summary_of(findings) or "no findings")
    sys.exit(_status(findings, strict=strict))


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="All of it, for a program.")
@click.option("--cues", is_flag=True, help="The timed lines as the file states them (JSON).")
@click.option("--conformant", is_flag=True, help="With --cues: only what the standard keeps.")
@click.option("--format", "format_name", default="", help="Read the file as this format.")
@click.pass_obj
def inspect(
    shell: Shell, file: Path, as_json: bool, cues: bool, conformant: bool, format_name: str
) -> None:
    """Show what talkbook sees in one transcript."""
    from dataclasses import replace

    from generator import inspection, pipeline
    from generator.load import gather, read_source
    from generator.model.diagnostic import Severity
    from generator.report import print_findings, print_json

    if conformant and not cues:
        raise click.UsageError("--conformant says how --cues reads; write both.")
    source, findings = read_source(file, shell.paths)
    if source is None:
        print_findings(findings, list(Severity), colour=shell.colour)
        sys.exit(1)
    inputs = gather(shell.paths)
    site, _ = pipeline.settle(inputs)
    brief = pipeline.brief_for(source.path, inputs)
    if format_name:
        brief = replace(brief, format=format_name)
    seen = pipeline.examine([source], brief, site)
    transcript = seen.reading.transcript
    if cues:
        print_json(inspection.cues(source, brief.format, conformant=conformant))
    elif as_json:
        print_json(inspection.as_json(seen.choice, transcript, seen.episode, seen.findings))
    else:
        account = inspection.as_text_lines(seen.choice, transcript, seen.episode, seen.findings)
        click.echo("\n".join(account))
    sys.exit(_status(seen.findings, strict=False))


@cli.command()
@click.argument("directory", type=FOLDER)
@click.pass_obj
def new(shell: Shell, directory: Path) -> None:
    """Start a project that builds at once."""
    from generator.writer import scaffold

    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        message = f"{directory}: error[not-empty]: the folder exists and is not empty"
        raise StopError(message, "choose another name")
    try:
        scaffold.write(directory)
    except OSError as error:
        raise _unwritable(directory, error) from error
    shell.say(f"Made {directory}. Next: cd {directory} && talkbook build")


@cli.command()
@click.option("--file", type=click.Path(dir_okay=False, path_type=Path), help="Default: site.zip.")
@click.pass_obj
def bundle(shell: Shell, file: Path | None) -> None:
    """Write the site as one zip file that opens from disk."""
    from generator.report import count
    from generator.writer import zipped

    target = file or shell.paths.project / "site.zip"
    with workshop.temporary(shell.paths, _progress(shell)) as (built, stage):
        _print(shell, built.findings)
        if built.fails:
            sys.exit(1)
        try:
            size = zipped.write(stage, target)
        except OSError as error:
            raise _unwritable(target, error) from error
    shell.say(f"Wrote {target}: {count(len(stage.files), 'file')}, {size / 1024:,.0f} kB")
    sys.exit(_status(built.findings, strict=False))


@cli.command()
@click.option("--port", default=8000, help="Default 8000.")
@click.option("--host", default="127.0.0.1", help="Default 127.0.0.1: this computer only.")
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
@click.pass_obj
def serve(shell: Shell, port: int, host: str, open_browser: bool) -> None:
    """Serve the site on this computer and reload the page after each change."""
    from generator import server

    try:
        server.serve(shell.paths, host, port, open_browser=open_browser, say=shell.say)
    except OSError as error:
        message = f"{host}:{port}: error[cannot-listen]: {error.strerror or error}"
        raise StopError(message, f"talkbook serve --port {port + 1}") from error


def main() -> None:
    """Run the command line. A stack trace is shown only with TALKBOOK_DEBUG."""
    from generator.writer.workers import collect_seldom, leave_what_is_here

    collect_seldom()
    try:
        cli(prog_name="talkbook")
    except Exception as error:
        if os.environ.get("TALKBOOK_DEBUG"):
            raise
        hint = "this is a mistake of talkbook; please report it with the output of TALKBOOK_DEBUG=1"
        click.echo(f"error[internal]: {type(error).__name__}: {error}\n  hint: {hint}", err=True)
        sys.exit(1)
    finally:
        leave_what_is_here()
