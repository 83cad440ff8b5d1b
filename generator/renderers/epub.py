"""An EPUB 3.3 book of each episode: a file a chapter, a contents list, names and times."""

import io
import zipfile
from collections.abc import Iterator

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.clock import format_clock, format_length
from generator.model.episode import Chapter, Episode, Turn
from generator.model.site import ORIGINS, Site, Theme
from generator.renderers.xml import element, text

EPOCH = (1980, 1, 1, 0, 0, 0)
UNDATED = "1980-01-01"
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)
STYLE = """body { line-height: 1.5; }
h1 { font-size: 1.4em; line-height: 1.2; }
.who { margin: 1em 0 0; font-family: sans-serif; font-size: .85em; }
.who span { font-weight: normal; }
p { margin: .2em 0 .5em; }
.gap { border: 1px dashed; padding: .5em; font-family: sans-serif; font-size: .85em; }
"""
ACCESS = (
    ("accessMode", "textual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityHazard", "none"),
    ("accessibilitySummary", "A text with headings for chapters, and the name of each speaker."),
)


def per_episode(episode: Episode, site: Site, _theme: Theme) -> Iterator[Artifact]:
    """Yield `<slug>.epub`, if asked for."""
    if "epub" in site.outputs and episode.chapters:
        yield Artifact(address.epub_path(episode.slug), book(episode))


def book(episode: Episode) -> bytes:
    """Return the book; the same bytes for the same episode."""
    files = {
        "META-INF/container.xml": CONTAINER,
        "package.opf": _package(episode),
        "nav.xhtml": _navigation(episode),
        "style.css": STYLE,
    }
    for number, chapter in enumerate(episode.chapters, 1):
        files[_name(number)] = _chapter(episode, chapter)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        # EPUB OCF 3.3, 4.2.2: the media type comes first and is not compressed.
        archive.writestr(_info("mimetype", zipfile.ZIP_STORED), b"application/epub+zip")
        for name, content in files.items():
            archive.writestr(_info(name, zipfile.ZIP_DEFLATED), content.encode())
    return buffer.getvalue()


def _info(name: str, compression: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = compression
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info


def _name(number: int) -> str:
    return f"chapter-{number:03}.xhtml"


def _package(episode: Episode) -> str:
    stamp = f"{episode.published.isoformat() if episode.published else UNDATED}T00:00:00Z"
    facts = [
        element("dc:identifier", text(f"urn:uuid:{episode.guid}"), id="id"),
        element("dc:title", text(episode.title)),
        element("dc:language", text(episode.language)),
        *(element("dc:creator", text(speaker.name)) for speaker in episode.speakers),
        element("meta", stamp, property="dcterms:modified"),
        *(element("meta", text(value), property=f"schema:{name}") for name, value in ACCESS),
    ]
    if episode.published:
        facts.append(element("dc:date", episode.published.isoformat()))
    about = " ".join(filter(None, (episode.summary, ORIGINS.get(episode.origin))))
    if about:
        facts.append(element("dc:description", text(about)))
    xhtml = "application/xhtml+xml"
    names = [_name(number) for number in range(1, len(episode.chapters) + 1)]
    items = [
        f'<item id="nav" href="nav.xhtml" media-type="{xhtml}" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        *(f'<item id="{n[:-6]}" href="{n}" media-type="{xhtml}"/>' for n in names),
    ]
    spine = "".join(element("itemref", idref=name[:-6]) for name in ("nav.xhtml", *names))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        + "\n".join(facts)
        + "\n</metadata>\n<manifest>"
        + "".join(items)
        + f"</manifest>\n<spine>{spine}</spine>\n</package>\n"
    )


def _page(episode: Episode, title: str, body: str) -> str:
    language = text(episode.language)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{language}" xml:lang="{language}">\n<head><title>{text(title)}</title>'
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _navigation(episode: Episode) -> str:
    entries = "".join(
        f'<li><a href="{_name(number)}">{text(chapter.title)}</a></li>'
        for number, chapter in enumerate(episode.chapters, 1)
    )
    body = f'<h1>{text(episode.title)}</h1>\n<nav epub:type="toc"><ol>{entries}</ol></nav>'
    return _page(episode, episode.title, body)


def _chapter(episode: Episode, chapter: Chapter) -> str:
    parts = [f"<h1>{text(chapter.title)}</h1>"]
    parts += (_turn(episode, turn) for turn in chapter.turns)
    return _page(episode, chapter.title, f"<section>{chr(10).join(parts)}</section>")


def _turn(episode: Episode, turn: Turn) -> str:
    speaker = episode.speaker(turn.speaker_id)
    clock = f" <span>{format_clock(turn.time.start_ms)}</span>" if turn.time else ""
    name = f"<b>{text(speaker.name)}</b>" if speaker else ""
    who = f'<div class="who">{name}{clock}</div>' if name or clock else ""
    # An id of XML cannot hold `=`: `t1129` here is `t=1129` on the web.
    own = turn.id.replace("=", "")
    texts = "".join(f"<p>{text(paragraph.text)}</p>" for paragraph in turn.paragraphs)
    gap = ""
    if turn.gap_ms:
        length = format_length(turn.gap_ms)
        gap = f'<div class="gap">About {length} of the recording is not in this transcript.</div>'
    return f'<div id="{own}">{who}{texts}</div>{gap}'
