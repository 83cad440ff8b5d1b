"""The only reader of disk: a project's files, and a digest of them all."""

import hashlib
import site
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator.model.address import MEDIA_FOLDER
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.site import Theme
from generator.model.source import Source
from generator.model.value import value

PACKAGE = Path(__file__).resolve().parent


@value
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


@value
class Listed:
    """A file that is there to be read when its turn comes: transcripts and recordings are many."""

    path: str
    """As findings show it."""
    folder: str
    """Where it is below the folder of its kind, as in `Source`."""
    location: Path
    size_bytes: int
    sha256: str

    def read(self) -> Source:
        """Return the file; raises OSError where it cannot be read any more."""
        return Source(self.path, self.location.read_bytes(), self.folder)


@value
class Inputs:
    """All that a build depends on, but for its options."""

    sources: tuple[Listed, ...]
    site_file: Source | None
    show_files: tuple[Source, ...]
    episode_files: tuple[Source, ...]
    page_files: tuple[Source, ...]
    media: Mapping[str, Listed]
    """The files below `content/media/`, by their path in the site."""
    theme: Theme
    findings: tuple[Diagnostic, ...]
    code: str
    """A digest of talkbook itself and of the libraries beside it."""
    digest: str
    """Of every byte above."""


def gather(paths: Paths) -> Inputs:
    """Return the project's files; what cannot be read is a finding, and the rest is returned."""
    findings: list[Diagnostic] = []
    sources = tuple(_listed(paths.seeds, paths, findings))
    if not sources and not findings:
        findings.append(_no_transcripts(paths))
    site_files = tuple(_files(paths.content, paths, "site.toml", findings, required=False))
    site_file = site_files[0] if site_files else None
    shows = tuple(_files(paths.content / "shows", paths, "*.toml", findings, required=False))
    episodes = tuple(_files(paths.content / "episodes", paths, "*.toml", findings, required=False))
    pages = tuple(_files(paths.content / "pages", paths, "*.md", findings, required=False))
    media = dict(_media(paths, findings))
    theme = _theme(paths, site_file, findings)
    code = _digest([Source(own_code(), b""), *_libraries()])
    own = [("theme", theme.digest), ("code", code), ("files", _digest([*site_files, *pages]))]
    own += [("shows", _digest(shows)), ("episodes", _digest(episodes))]
    named = [(file.path, file.sha256) for file in (*sources, *media.values())]
    digest = hashlib.sha256(repr(own + named).encode("utf-8", "surrogateescape")).hexdigest()
    return Inputs(
        *(sources, site_file, shows, episodes, pages, media, theme), tuple(findings), code, digest
    )


def _digest(files: Iterable[Source]) -> str:
    """Return a hash of names and contents."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.path}\0{len(file.data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(file.data)
    return digest.hexdigest()


def _media(paths: Paths, findings: list[Diagnostic]) -> Iterator[tuple[str, Listed]]:
    """Yield the recordings in `content/media/`: files of the site, of any kind and name."""
    folder = paths.content / "media"
    start = f"{_shown(folder, paths)}/"
    for file in _listed(folder, paths, findings, required=False):
        yield f"{MEDIA_FOLDER}/{file.path.removeprefix(start)}", file


def read_source(path: Path, paths: Paths) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Return one file, for `inspect`."""
    findings: list[Diagnostic] = []
    source = _read(path, _shown(path, paths), findings)
    return source, tuple(findings)


def _files(
    folder: Path, paths: Paths, pattern: str, findings: list[Diagnostic], *, required: bool = True
) -> Iterator[Source]:
    """Yield the files below `folder` that fit, in the order of their names."""
    for path, shown in _found(folder, paths, findings, required=required):
        if path.match(pattern) and (source := _read(path, shown, findings)):
            yield replace(source, folder=_below(path, folder))


def _listed(
    folder: Path, paths: Paths, findings: list[Diagnostic], *, required: bool = True
) -> Iterator[Listed]:
    """Yield all files below `folder`, in the order of their names."""
    for path, shown in _found(folder, paths, findings, required=required):
        try:
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                size_bytes = file.tell()
        except OSError as error:
            findings.append(unreadable(shown, error))
        else:
            yield Listed(shown, _below(path, folder), path, size_bytes, sha256)


def _below(path: Path, folder: Path) -> str:
    below = path.parent.relative_to(folder).as_posix()
    return "" if below == "." else below


def _found(
    folder: Path, paths: Paths, findings: list[Diagnostic], *, required: bool
) -> Iterator[tuple[Path, str]]:
    """Yield the files below `folder`, each with its path as shown; hidden ones are left out."""
    if not folder.is_dir():
        if folder.exists() or folder.is_symlink():
            hint = "make it a folder, or name another with an option"
            findings.append(_cannot_read(_shown(folder, paths), "it is not a folder", hint))
        elif required:
            findings.append(_no_transcripts(paths))
        return
    start = _shown(folder, paths)
    for path in _walk(folder, paths, findings):
        yield path, f"{start}/{path.relative_to(folder).as_posix()}"


def _walk(folder: Path, paths: Paths, findings: list[Diagnostic]) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        hint = f"chmod u+rx {_shown(folder, paths)}"
        findings.append(_cannot_read(_shown(folder, paths), error.strerror or "", hint))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, paths, findings)
        else:
            yield entry


def _read(path: Path, shown: str, findings: list[Diagnostic]) -> Source | None:
    try:
        return Source(shown, path.read_bytes())
    except OSError as error:
        findings.append(unreadable(shown, error))
        return None


def unreadable(shown: str, error: OSError) -> Diagnostic:
    """Return the finding for a file that cannot be read."""
    return _cannot_read(shown, error.strerror or "", f"ls -l {shown}")


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


def _theme(paths: Paths, site_file: Source | None, findings: list[Diagnostic]) -> Theme:
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
    return theme_of(name, files)


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
        digest=_digest(Source(path, data) for path, data in sorted(files.items())),
    )


def own_code() -> str:
    """Return a digest of talkbook's own modules: another version may write another site."""
    return _digest(
        Source(path.relative_to(PACKAGE).as_posix(), path.read_bytes())
        for path in sorted(PACKAGE.rglob("*.py"))
    )


def _libraries() -> Iterator[Source]:
    """Yield Python's version, and names and versions of what is installed beside talkbook."""
    yield Source(sys.version, b"")
    for folder in site.getsitepackages():
        for path in sorted(Path(folder).glob("*.dist-info")):
            yield Source(path.name, b"")
