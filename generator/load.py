"""The only reader of disk: a project's files as bytes, and a digest of them all."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.model.address import MEDIA_FOLDER
from generator.model.artifact import Artifact
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.site import Theme
from generator.model.source import Source

PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Paths:
    """Where a project's parts are."""

    project: Path
    seeds: Path
    content: Path
    output: Path
    cache: Path

    @classmethod
    def of(cls, project: Path, **parts: Path | None) -> "Paths":
        """Return the usual places in `project`, but for the `parts` that are given."""
        usual = {
            "seeds": project / "seeds",
            "content": project / "content",
            "output": project / "site",
            "cache": project / ".talkbook",
        }
        return cls(project, **{name: parts.get(name) or usual[name] for name in usual})


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a build depends on, but for its options."""

    sources: tuple[Source, ...]
    site_file: Source | None
    episode_files: tuple[Source, ...]
    page_files: tuple[Source, ...]
    media: tuple[Artifact, ...]
    """The files below `content/media/`, which are published as they are."""
    theme: Theme
    findings: tuple[Diagnostic, ...]
    digest: str
    """Of every byte above and of talkbook itself."""


def gather(paths: Paths) -> Inputs:
    """Return the project's files; what cannot be read is a finding, and the rest is returned."""
    findings: list[Diagnostic] = []
    sources = tuple(_files(paths.seeds, paths, "*", findings))
    if not sources and not findings:
        findings.append(_no_transcripts(paths))
    site_files = tuple(_files(paths.content, paths, "site.toml", findings, required=False))
    site_file = site_files[0] if site_files else None
    episodes = tuple(_files(paths.content / "episodes", paths, "*.toml", findings, required=False))
    pages = tuple(_files(paths.content / "pages", paths, "*.md", findings, required=False))
    media = tuple(_media(paths, findings))
    theme, theme_files = _theme(paths, site_file, findings)
    digest = hashlib.sha256()
    everything = (*sources, *site_files, *episodes, *pages, *theme_files, *_own_code())
    contents = [(file.path, file.data) for file in everything]
    contents += [(file.path, file.data) for file in media]
    for path, data in contents:
        digest.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return Inputs(
        *(sources, site_file, episodes, pages, media, theme), tuple(findings), digest.hexdigest()
    )


def _media(paths: Paths, findings: list[Diagnostic]) -> Iterator[Artifact]:
    """Yield the recordings in `content/media/`: files of the site, of any kind and name."""
    folder = paths.content / "media"
    start = f"{_shown(folder, paths)}/"
    for source in _files(folder, paths, "*", findings, required=False):
        yield Artifact(f"{MEDIA_FOLDER}/{source.path.removeprefix(start)}", source.data)


def read_source(path: Path, paths: Paths) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Return one file, for `inspect`."""
    findings: list[Diagnostic] = []
    source = _read(path, paths, findings)
    return source, tuple(findings)


def _files(
    folder: Path, paths: Paths, pattern: str, findings: list[Diagnostic], *, required: bool = True
) -> Iterator[Source]:
    """Yield the files below `folder` in the order of their names; hidden ones are left out."""
    if not folder.is_dir():
        if folder.exists() or folder.is_symlink():
            hint = "make it a folder, or name another with an option"
            findings.append(_cannot_read(_shown(folder, paths), "it is not a folder", hint))
        elif required:
            findings.append(_no_transcripts(paths))
        return
    for path in _walk(folder, paths, findings):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.match(pattern) and (source := _read(path, paths, findings)):
            below = path.parent.relative_to(folder).as_posix()
            yield replace(source, folder="" if below == "." else below)


def _walk(folder: Path, paths: Paths, findings: list[Diagnostic]) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        hint = f"chmod u+rx {_shown(folder, paths)}"
        findings.append(_cannot_read(_shown(folder, paths), error.strerror or "", hint))
        return
    for entry in entries:
        if entry.is_dir() and not entry.name.startswith("."):
            yield from _walk(entry, paths, findings)
        elif not entry.is_dir():
            yield entry


def _read(path: Path, paths: Paths, findings: list[Diagnostic]) -> Source | None:
    shown = _shown(path, paths)
    try:
        return Source(shown, path.read_bytes())
    except OSError as error:
        hint = f"ls -l {shown}"
        findings.append(_cannot_read(shown, error.strerror or "", hint))
        return None


def _shown(path: Path, paths: Paths) -> str:
    try:
        return path.resolve().relative_to(paths.project.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _cannot_read(path: str, why: str, hint: str) -> Diagnostic:
    message = f"cannot be read: {why}"
    return Diagnostic(path, 0, Severity.ERROR, "cannot-read", message, hint)


def _no_transcripts(paths: Paths) -> Diagnostic:
    folder = _shown(paths.seeds, paths)
    message = "there is no transcript in this folder"
    hint = f"cp MY-TRANSCRIPT.txt {folder}/"
    return Diagnostic(folder, 0, Severity.ERROR, "no-transcripts", message, hint)


def _theme(
    paths: Paths, site_file: Source | None, findings: list[Diagnostic]
) -> tuple[Theme, tuple[Source, ...]]:
    name = _theme_name(site_file)
    places = (paths.project / "themes", PACKAGE.parent / "themes", PACKAGE / "themes")
    folder = next((place / name for place in places if (place / name).is_dir()), None)
    if folder is None:
        message = f"there is no theme {name!r}"
        hint = 'write theme = "default", or remove the key'
        path = site_file.path if site_file else ""
        findings.append(Diagnostic(path, 0, Severity.ERROR, "no-theme", message, hint))
        folder = next(p / "default" for p in places if (p / "default").is_dir())
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
    sources = tuple(Source(f"theme/{path}", data) for path, data in files.items())
    return theme_of(name, files), sources


def _theme_name(site_file: Source | None) -> str:
    try:
        values = tomllib.loads(site_file.data.decode("utf-8-sig")) if site_file else {}
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        values = {}  # config.read_site says what is wrong
    name = values.get("theme", "default")
    return name if isinstance(name, str) and "/" not in name and ".." not in name else "default"


def theme_of(name: str, files: Mapping[str, bytes]) -> Theme:
    """Return the theme that these files are; paths are relative to its folder."""

    def texts(folder: str) -> dict[str, str]:
        start = f"{folder}/"
        return {
            path.removeprefix(start): data.decode()
            for path, data in files.items()
            if path.startswith(start)
        }

    styles = texts("css")
    settings = tomllib.loads(files.get("theme.toml", b"").decode())
    order = [str(style) for style in settings.get("styles", sorted(styles))]
    return Theme(
        name=name,
        templates=texts("templates"),
        styles=tuple((style, styles[style]) for style in order if style in styles),
        modules=texts("js"),
        icons=texts("icons"),
        settings=settings,
    )


def _own_code() -> Iterator[Source]:
    """Yield talkbook's own modules: another version of it may write another site."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield Source(path.relative_to(PACKAGE).as_posix(), path.read_bytes())
