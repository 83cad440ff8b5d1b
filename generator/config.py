"""What people write in `content/`: TOML and front matter -> Site, Brief and Page, with findings."""

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any, TypeVar

import msgspec

from generator.model.address import youtube_page
from generator.model.clock import parse_clock
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.episode import Media
from generator.model.people import Person
from generator.model.site import OUTPUTS, Acceptance, Brief, License, Page, Site
from generator.model.source import Source

KEY_PATH = tuple[str | int, ...]
TABLE = re.compile(r"\s*\[(\[?)\s*([\w.\"-]+)\s*\]?\]")
KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")
AT = re.compile(r"`?\$((?:\.[\w-]+|\[\d+\]|\[\.\.\.\])*)`?")
WEB = ("http://", "https://")
MIME_TYPES = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "opus": "audio/ogg"}
MIME_TYPES |= {"wav": "audio/wav", "flac": "audio/flac", "mp4": "video/mp4", "webm": "video/webm"}


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
    repository: str = ""
    branch: str = "main"
    outputs: tuple[str, ...] = OUTPUTS
    license: LicenseEntry | None = None
    people: list[PersonEntry] = []


class MediaEntry(msgspec.Struct):
    """`[[media]]`."""

    url: str
    kind: str = ""
    mime_type: str = ""
    size_bytes: int = 0
    duration: str = ""


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
    youtube: str = ""
    vimeo: str = ""
    media: list[MediaEntry] = []
    people: list[PersonEntry] = []
    accept: list[AcceptEntry] = []


File = TypeVar("File", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Toml:
    """A TOML file: its values, and the line of each key."""

    path: str
    values: dict[str, Any]
    lines: Mapping[KEY_PATH, int]

    def line(self, *keys: str | int) -> int:
        """Return the line of a key, or of the nearest table around it; 0 when there is none."""
        for length in range(len(keys), 0, -1):
            if line := self.lines.get(keys[:length]):
                return line
        return 0


def read_site(source: Source | None, url: str = "") -> tuple[Site, list[Diagnostic]]:
    """Return the site that `site.toml` describes, or the defaults; `url` replaces its own."""
    toml, findings = _toml(source)
    settings = _typed(SiteFile, toml, findings)
    outputs = [name for name in settings.outputs if name in OUTPUTS]
    for name in settings.outputs:
        if name not in OUTPUTS:
            findings.append(_wrong(toml, ("outputs",), f"there is no output {name!r}", OUTPUTS))
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
        outputs=tuple(outputs),
    )
    return site, findings


def read_brief(source: Source) -> tuple[Brief, list[Diagnostic]]:
    """Return what an episode's TOML says."""
    toml, findings = _toml(source)
    settings = _typed(EpisodeFile, toml, findings)
    brief = Brief(
        path=source.path,
        format=settings.format,
        slug=_slug(settings.slug, toml, findings),
        title=settings.title,
        guid=settings.guid,
        summary=settings.summary,
        language=settings.language,
        published=settings.published,
        media=tuple(_media(settings, toml, findings)),
        people=_people(settings.people, toml, findings),
        accept=tuple(_accepted(settings.accept, toml, findings)),
    )
    return brief, findings


def _toml(source: Source | None) -> tuple[Toml, list[Diagnostic]]:
    if source is None:
        return Toml("", {}, {}), []
    try:
        text = source.data.decode("utf-8-sig")
        return Toml(source.path, tomllib.loads(text), _lines(text)), []
    except UnicodeDecodeError:
        problem, line = "the file is not UTF-8", 0
    except tomllib.TOMLDecodeError as error:
        problem = str(error)
        found = re.search(r"\(at line (\d+)", problem)
        line = int(found[1]) if found else text.count("\n") + 1
    hint = "correct the line; values of text stand in quotation marks"
    finding = Diagnostic(source.path, line, Severity.ERROR, "toml-syntax", problem, hint)
    return Toml(source.path, {}, {}), [finding]


def _lines(text: str) -> dict[KEY_PATH, int]:
    """Return the line of each table and key; inline tables count as their key."""
    lines: dict[KEY_PATH, int] = {}
    table: KEY_PATH = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if found := TABLE.match(line):
            name = found[2].strip('"')
            table = (name,)
            if found[1]:
                table = (name, counts.get(name, 0))
                counts[name] = counts.get(name, 0) + 1
            lines.setdefault(table, number)
            lines.setdefault((name,), number)
        elif found := KEY.match(line):
            lines.setdefault((*table, found[1]), number)
    return lines


def _typed(kind: type[File], toml: Toml, findings: list[Diagnostic]) -> File:
    """Return the values as `kind`; whatever does not fit is a finding and left out."""
    values = dict(toml.values)
    findings += _unknown(kind, values, toml, ())
    while True:
        try:
            return msgspec.convert(values, kind)
        except msgspec.ValidationError as error:
            keys = _keys(str(error))
            message = str(error).split(" - at ")[0].replace("`", "")
            line = toml.line(*keys) or 1
            hint = _hint(keys, message)
            findings.append(
                Diagnostic(toml.path, line, Severity.ERROR, "wrong-type", message, hint)
            )
            _drop(values, keys)


def _keys(message: str) -> KEY_PATH:
    found = AT.search(message.rsplit(" - at ", maxsplit=1)[-1]) if " - at " in message else None
    parts = re.findall(r"\.([\w-]+)|\[(\d+|\.\.\.)\]", found[1]) if found else []
    return tuple(name or (0 if index == "..." else int(index)) for name, index in parts)


def _hint(keys: KEY_PATH, message: str) -> str:
    name = ".".join(str(key) for key in keys if isinstance(key, str))
    if "missing required" in message:
        return "add the key"
    return f'write {name} = "..."' if "Expected str" in message else f"correct {name or 'the key'}"


def _drop(values: dict[str, Any], keys: KEY_PATH) -> None:
    """Take out the entry that holds the key at fault: of a list one item, else the whole key."""
    if len(keys) > 1 and isinstance(keys[1], int) and isinstance(values.get(str(keys[0])), list):
        entries = list(values[str(keys[0])])
        del entries[keys[1]]
        values[str(keys[0])] = entries
    elif keys:
        values.pop(str(keys[0]), None)
    else:
        values.clear()


def _unknown(
    kind: type[msgspec.Struct], values: Mapping[str, Any], toml: Toml, at: KEY_PATH
) -> list[Diagnostic]:
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    findings = []
    for key, value in values.items():
        if key not in fields:
            near = difflib.get_close_matches(key, fields, n=1, cutoff=0.5)
            hint = f"write {near[0]}" if near else f"the keys are {', '.join(fields)}"
            line = toml.line(*at, key) or 1
            message = f"there is no key {key!r}"
            findings.append(
                Diagnostic(toml.path, line, Severity.ERROR, "unknown-key", message, hint)
            )
        elif (inner := _struct_in(fields[key])) and isinstance(value, (list, dict)):
            entries = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
            for index, entry in entries:
                if isinstance(entry, dict):
                    place = (*at, key) if index is None else (*at, key, index)
                    findings += _unknown(inner, entry, toml, place)
    return findings


def _struct_in(annotation: Any) -> type[msgspec.Struct] | None:
    candidates = (annotation, *getattr(annotation, "__args__", ()))
    structs = (c for c in candidates if isinstance(c, type) and issubclass(c, msgspec.Struct))
    return next(structs, None)


def _wrong(toml: Toml, keys: KEY_PATH, message: str, options: Sequence[str] = ()) -> Diagnostic:
    hint = f"write one of {', '.join(options)}" if options else "write an address with https://"
    return Diagnostic(toml.path, toml.line(*keys), Severity.ERROR, "wrong-value", message, hint)


def _address(text: str, keys: KEY_PATH, toml: Toml, findings: list[Diagnostic]) -> str:
    """Return a web address as it is; anything else, such as `javascript:`, is a finding."""
    if not text or text.lower().startswith(WEB):
        return text
    findings.append(_wrong(toml, keys, f"{text!r} is not a web address"))
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


def _slug(text: str, toml: Toml, findings: list[Diagnostic]) -> str:
    """A slug is one plain name of a folder."""
    from generator.model.slug import slugify

    if text and slugify(text) != text:
        message = f"{text!r} cannot be the name of a folder in an address"
        findings.append(_wrong(toml, ("slug",), message, [slugify(text) or "a-short-name"]))
        return slugify(text)
    return text


def _media(settings: EpisodeFile, toml: Toml, findings: list[Diagnostic]) -> list[Media]:
    found = []
    if settings.youtube:
        found.append(Media("youtube", youtube_page(settings.youtube), settings.youtube))
    if settings.vimeo:
        found.append(Media("vimeo", f"https://vimeo.com/{settings.vimeo}", settings.vimeo))
    for index, entry in enumerate(settings.media):
        ending = PurePosixPath(entry.url).suffix.lstrip(".").lower()
        mime_type = entry.mime_type or MIME_TYPES.get(ending, "")
        kind = entry.kind or ("video" if mime_type.startswith("video") else "audio")
        keys = ("media", index)
        url = entry.url
        if re.match(r"[a-z][a-z0-9+.-]*:", url, re.IGNORECASE):
            url = _address(url, (*keys, "url"), toml, findings)
        duration_ms = _clock(entry.duration, (*keys, "duration"), toml, findings)
        if url:
            found.append(Media(kind, url, "", mime_type, entry.size_bytes, duration_ms))
    return found


def _clock(text: str, keys: KEY_PATH, toml: Toml, findings: list[Diagnostic]) -> int | None:
    if not text:
        return None
    try:
        return parse_clock(text)
    except ValueError:
        message = f"{text!r} is not a time"
        findings.append(_wrong(toml, keys, message, ["a time such as 1:02:03"]))
        return None


def _accepted(
    entries: Sequence[AcceptEntry], toml: Toml, findings: list[Diagnostic]
) -> list[Acceptance]:
    accepted = []
    for index, entry in enumerate(entries):
        keys = ("accept", index)
        start_ms = _clock(entry.at, (*keys, "at"), toml, findings)
        if start_ms is None and not entry.line and not entry.at:
            options = ['at = "0:32:28"', "line = 342"]
            findings.append(_wrong(toml, keys, "the finding's place is missing", options))
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
