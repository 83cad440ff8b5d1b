"""Which folders of transcripts are shows, and what `content/shows/` says of them."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from generator import config
from generator.load import Inputs
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.site import Show
from generator.model.slug import unique
from generator.model.source import Source


def of(inputs: Inputs) -> tuple[tuple[Show, ...], list[Diagnostic]]:
    """Return a show for each folder that has transcripts, by title; and what is wrong."""
    folders = sorted({source.folder for source in inputs.sources} - {""})
    files = {_folder(source): source for source in inputs.show_files}
    findings = list(_without_folder(files, folders))
    shows: list[Show] = []
    taken: dict[str, int] = {}
    for folder in folders:
        file = files.get(folder)
        show, show_findings = config.read_show(folder, file, inputs.media.keys())
        own = unique(show.slug, taken)
        findings += show_findings
        if own != show.slug:
            findings.append(_taken(show, file, own))
        shows.append(replace(show, slug=own))
    return tuple(sorted(shows, key=lambda show: (show.title.casefold(), show.id))), findings


def _folder(file: Source) -> str:
    """Return the folder that a file is about, as `radio/nights` for `radio/nights.toml`."""
    return (PurePosixPath(file.folder) / PurePosixPath(file.path).stem).as_posix()


def _without_folder(files: Mapping[str, Source], folders: Sequence[str]) -> Iterator[Diagnostic]:
    for folder, file in files.items():
        if folder not in folders:
            near = difflib.get_close_matches(folder, folders, n=1, cutoff=0.5)
            message = f"there is no folder {folder} with transcripts that this file could be about"
            hint = f"give this file the name {near[0]}.toml" if near else f"mkdir seeds/{folder}"
            yield Diagnostic(file.path, 0, Severity.WARNING, "no-such-show", message, hint)


def _taken(show: Show, file: Source | None, own: str) -> Diagnostic:
    path = file.path if file else f"seeds/{show.id}"
    message = f"another show has the name {show.slug!r} in its address; this one has {own!r}"
    hint = f"write another slug in content/shows/{show.id}.toml"
    return Diagnostic(path, 0, Severity.ERROR, "slug-taken", message, hint)
