"""What people write in `content/`: TOML and front matter -> Site, Brief and Page, with findings."""

import difflib
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import PurePosixPath

import msgspec

from generator import recordings, toml_file
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.people import Person
from generator.model.site import ORIGINS, OUTPUTS, Acceptance, Brief, License, Page, Show, Site
from generator.model.slug import slugify
from generator.model.source import Source
from generator.toml_file import KeyPath, Toml, wrong_value

WEB = ("http://", "https://")


class PersonEntry(msgspec.Struct):
    """`[[people]]`."""

    name: str
    aliases: list[str] = []
    role: str = ""
    group: str = ""
    href: str = ""
    image: str = ""


class LicenseEntry(msgspec.Struct):
    """`[license]`."""

    name: str
    url: str = ""


class SiteFile(msgspec.Struct):
    """`content/site.toml`."""

    title: str = "Transcripts"
    url: str = ""
    language: str = "en"
    description: str = ""
    author: str = ""
    email: str = ""
    image: str = ""
    theme: str = "default"
    origin: str = ""
    repository: str = ""
    branch: str = "main"
    outputs: tuple[str, ...] = OUTPUTS
    license: LicenseEntry | None = None
    people: list[PersonEntry] = []


class ShowFile(msgspec.Struct):
    """`content/shows/<folder>.toml`."""

    title: str = ""
    slug: str = ""
    description: str = ""
    url: str = ""
    language: str = ""
    author: str = ""
    image: str = ""
    origin: str = ""
    people: list[PersonEntry] = []


class AcceptEntry(msgspec.Struct):
    """`[[accept]]`."""

    code: str
    because: str
    at: str = ""
    line: int = 0


class EpisodeFile(msgspec.Struct):
    """`content/episodes/<stem>.toml`."""

    title: str = ""
    slug: str = ""
    guid: str = ""
    published: date | None = None
    summary: str = ""
    language: str = ""
    format: str = ""
    origin: str = ""
    youtube: str = ""
    vimeo: str = ""
    media: list[recordings.MediaEntry] = []
    people: list[PersonEntry] = []
    accept: list[AcceptEntry] = []


def read_site(source: Source | None, url: str = "") -> tuple[Site, list[Diagnostic]]:
    """Return the site that `site.toml` describes, or the defaults; `url` replaces its own."""
    toml, findings = toml_file.read(source)
    settings = toml_file.typed(SiteFile, toml, findings)
    outputs = [name for name in settings.outputs if name in OUTPUTS]
    for name in settings.outputs:
        if name not in OUTPUTS:
            findings.append(
                wrong_value(toml, ("outputs",), f"there is no output {name!r}", OUTPUTS)
            )
    site = Site(
        title=settings.title,
        url=_site_url(url or settings.url, toml, findings),
        language=settings.language,
        description=settings.description,
        author=settings.author,
        email=settings.email,
        image_url=_address(settings.image, ("image",), toml, findings),
        license=_license(settings.license, toml, findings),
        repository=_address(settings.repository, ("repository",), toml, findings).rstrip("/"),
        branch=settings.branch,
        people=_people(settings.people, toml, findings),
        origin=_origin(settings.origin, toml, findings),
        outputs=tuple(outputs),
    )
    return site, findings


def read_show(
    folder: str, source: Source | None, media: Collection[str]
) -> tuple[Show, list[Diagnostic]]:
    """Return the show of a folder as its TOML describes it; without one it is named after it.

    `media`: the paths of the files in `content/media/`, one of which may be its cover.
    """
    toml, findings = toml_file.read(source)
    settings = toml_file.typed(ShowFile, toml, findings)
    title = settings.title or _spelt(folder)
    show = Show(
        id=folder,
        slug=_slug(settings.slug, toml, findings) or slugify(folder) or "show",
        title=title,
        description=settings.description,
        url=_address(settings.url, ("url",), toml, findings),
        language=settings.language,
        author=settings.author,
        image_url=_picture(settings.image, media, toml, findings),
        origin=_origin(settings.origin, toml, findings),
        people=_people(settings.people, toml, findings),
    )
    return show, findings


def _spelt(folder: str) -> str:
    """Return a folder's name as a title: `radio/night-talks` is "Radio – Night talks"."""
    names = (name.replace("-", " ").replace("_", " ").strip() for name in folder.split("/"))
    return " – ".join(name.capitalize() if name.islower() else name for name in names)


def read_brief(source: Source) -> tuple[Brief, list[Diagnostic]]:
    """Return what an episode's TOML says."""
    toml, findings = toml_file.read(source)
    settings = toml_file.typed(EpisodeFile, toml, findings)
    brief = Brief(
        path=source.path,
        format=settings.format,
        slug=_slug(settings.slug, toml, findings),
        title=settings.title,
        guid=settings.guid,
        summary=settings.summary,
        language=settings.language,
        origin=_origin(settings.origin, toml, findings),
        published=settings.published,
        media=recordings.read(settings.youtube, settings.vimeo, settings.media, toml, findings),
        people=_people(settings.people, toml, findings),
        accept=tuple(_accepted(settings.accept, toml, findings)),
    )
    return brief, findings


def _address(text: str, keys: KeyPath, toml: Toml, findings: list[Diagnostic]) -> str:
    """Return a web address as it is; anything else, such as `javascript:`, is a finding."""
    if not text or text.lower().startswith(WEB):
        return text
    findings.append(wrong_value(toml, keys, f"{text!r} is not a web address"))
    return ""


def _picture(text: str, media: Collection[str], toml: Toml, findings: list[Diagnostic]) -> str:
    """Return a web address, or the path of a file in `content/media/` that is there."""
    if not text.startswith("media/"):
        return _address(text, ("image",), toml, findings)
    if text in media:
        return text
    message = f"there is no picture {text} in content/media/"
    hint = f"cp {PurePosixPath(text).name} content/media/"
    line = toml.line("image")
    findings.append(Diagnostic(toml.path, line, Severity.WARNING, "media-missing", message, hint))
    return ""


def _site_url(text: str, toml: Toml, findings: list[Diagnostic]) -> str:
    checked = _address(text, ("url",), toml, findings)
    return f"{checked.rstrip('/')}/" if checked else ""


def _license(entry: LicenseEntry | None, toml: Toml, findings: list[Diagnostic]) -> License | None:
    if entry is None:
        return None
    return License(entry.name, _address(entry.url, ("license", "url"), toml, findings))


def _people(
    entries: Sequence[PersonEntry], toml: Toml, findings: list[Diagnostic]
) -> tuple[Person, ...]:
    return tuple(
        Person(
            name=entry.name,
            aliases=tuple(entry.aliases),
            role=entry.role,
            group=entry.group,
            href=_address(entry.href, ("people", index, "href"), toml, findings),
            image_url=_address(entry.image, ("people", index, "image"), toml, findings),
        )
        for index, entry in enumerate(entries)
    )


def _origin(text: str, toml: Toml, findings: list[Diagnostic]) -> str:
    if text and text not in ORIGINS:
        message = f"there is no origin {text!r}"
        findings.append(wrong_value(toml, ("origin",), message, tuple(ORIGINS)))
        return ""
    return text


def _slug(text: str, toml: Toml, findings: list[Diagnostic]) -> str:
    """A slug is one plain name of a folder."""
    if text and slugify(text) != text:
        message = f"{text!r} cannot be the name of a folder in an address"
        findings.append(wrong_value(toml, ("slug",), message, [slugify(text) or "a-short-name"]))
        return slugify(text)
    return text


def _accepted(
    entries: Sequence[AcceptEntry], toml: Toml, findings: list[Diagnostic]
) -> list[Acceptance]:
    accepted = []
    for index, entry in enumerate(entries):
        keys = ("accept", index)
        start_ms = recordings.clock(entry.at, (*keys, "at"), toml, findings)
        if start_ms is None and not entry.line and not entry.at:
            options = ['at = "0:32:28"', "line = 342"]
            findings.append(wrong_value(toml, keys, "the finding's place is missing", options))
            continue
        line = toml.line(*keys)
        accepted.append(
            Acceptance(entry.code, start_ms, entry.line, entry.because, toml.path, line)
        )
    return accepted


def read_page(source: Source) -> tuple[Page, list[Diagnostic]]:
    """Return a documentation page: front matter between `---` lines, then Markdown."""
    text = source.data.decode("utf-8-sig", "replace")
    lines = text.split("\n")
    facts: dict[str, str] = {}
    findings: list[Diagnostic] = []
    body_from = 0
    if lines[0].strip() == "---":
        end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
        body_from = end + 1
        for number, line in enumerate(lines[1:end], 2):
            key, _, value = line.partition(":")
            if key.strip() in ("title", "description", "order"):
                facts[key.strip()] = value.strip().strip("\"'")
            elif line.strip():
                findings.append(_unknown_front_matter(source.path, number, key.strip()))
    stem = PurePosixPath(source.path).stem
    order = facts.get("order", "")
    page = Page(
        slug=stem,
        title=facts.get("title") or stem.replace("-", " ").capitalize(),
        description=facts.get("description", ""),
        order=int(order) if order.isdecimal() else 1000,
        markdown="\n".join(lines[body_from:]),
        path=source.path,
        first_line=body_from + 1,
    )
    return page, findings


def _unknown_front_matter(path: str, line: int, key: str) -> Diagnostic:
    near = difflib.get_close_matches(key, ("title", "description", "order"), n=1, cutoff=0.5)
    hint = f"write {near[0]}" if near else "the keys are title, description, order"
    return Diagnostic(path, line, Severity.ERROR, "unknown-key", f"there is no key {key!r}", hint)
