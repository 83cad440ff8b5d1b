"""How to cite a conversation, or what one person says in it, in six forms.

APA, MLA and Chicago (author-date) are what the CSL styles of these names print for an item of type
`broadcast`; a place in it has the locator `timestamp`. The one exception: of an undated page, the
APA style says "Retrieved" without a day, which is left out here.

`script` writes the forms for each speaker with two placeholders, so that the page only puts in the
time and the link of a turn; the patterns are known here and nowhere else.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.clock import format_clock
from generator.model.episode import Episode
from generator.model.people import Speaker
from generator.model.site import Site, Theme
from generator.model.value import value
from generator.renderers.data_script import script
from generator.renderers.references import Name, cased, closed, curly, inner, name_of, stopped

TIME, LINK = "\ue000", "\ue001"
"""Private characters that stand for a turn's time and its address."""
VIDEO = frozenset({"video", "youtube", "vimeo"})


@value
class Work:
    """What is cited."""

    key: str
    title: str
    series: str
    genre: str
    published: date | None
    hosts: tuple[Name, ...]
    guests: tuple[Name, ...]
    duration: str
    language: str


def work_of(episode: Episode, site: Site) -> Work:
    """Return the episode as a work of the site's series."""
    kinds = {media.kind for media in episode.media}
    if kinds & VIDEO and "audio" not in kinds:
        genre = "Video podcast episode"
    else:
        timed = episode.statistics.duration_ms or kinds
        genre = "Audio podcast episode" if timed else "Transcript"
    duration_ms = max((media.duration_ms or 0 for media in episode.media), default=0)
    return Work(
        key=episode.slug,
        title=" ".join(episode.title.split()),
        series=" ".join(site.title.split()) if site.title != episode.title else "",
        genre=genre,
        published=episode.published,
        hosts=_with_role(episode.speakers, "host"),
        guests=_with_role(episode.speakers, "guest"),
        duration=format_clock(duration_ms) if duration_ms else "",
        language=episode.language,
    )


def _with_role(speakers: Sequence[Speaker], role: str) -> tuple[Name, ...]:
    return tuple(name_of(speaker.name) for speaker in speakers if speaker.role.lower() == role)


def for_cover(episode: Episode, site: Site) -> tuple[tuple[str, str], ...]:
    """Return name and text of each form for the whole episode: by its hosts, else by all."""
    work = work_of(episode, site)
    authors = work.hosts or tuple(name_of(speaker.name) for speaker in episode.speakers)
    path = address.cover_path(episode.slug, single=site.single)
    return forms(work, authors, address.absolute(site.url, path) if site.url else "", "")


def per_episode(episode: Episode, site: Site, _theme: Theme) -> Iterator[Artifact]:
    """Yield a script with the forms for what each speaker says."""
    work = work_of(episode, site)
    by_speaker = {
        speaker.id: dict(forms(work, (name_of(speaker.name),), LINK, TIME))
        for speaker in episode.speakers
    }
    # Whoever that was, it need not be the host.
    by_speaker[""] = dict(forms(replace(work, hosts=(), guests=()), (), LINK, TIME))
    path = address.citations_path(episode.slug)
    yield Artifact(path, script("cite", by_speaker, [TIME, LINK]))


def forms(work: Work, authors: Sequence[Name], url: str, time: str) -> tuple[tuple[str, str], ...]:
    """Return name and text of each form; with a `time`, how the place is cited in a text."""
    made = {"APA": apa, "MLA": mla, "Chicago": chicago}
    made |= {"BibTeX": bibtex, "RIS": ris, "CSL-JSON": csl_json}
    return tuple((name, write(work, authors, url, time)) for name, write in made.items())


def apa(work: Work, authors: Sequence[Name], url: str, time: str) -> str:
    """Return the entry, and the citation of a place below it."""
    day = work.published
    when = f"({day.year}, {day:%B} {day.day})" if day else "(n.d.)"
    names = [author.initials for author in authors]
    if len(names) > 20:
        people = f"{', '.join(names[:19])}, … {names[-1]}"
    else:
        people = _joined(names, ", & ", pair=", & ")
    title = curly(work.title)
    opening = [f"{stopped(people)} {when}.", title] if authors else [f"{stopped(title)} {when}."]
    entry = f"{' '.join(opening)} [{work.genre}]."
    entry += f" In {stopped(curly(work.series))}" if work.series else ""
    entry += f" {url}" if url else ""
    year = str(day.year) if day else "n.d."
    who = _short(authors, work, " & ", comma=True)
    return _with_place(entry, f"({who} {year}, {time})", time)


def mla(work: Work, authors: Sequence[Name], url: str, time: str) -> str:
    """Return the entry, and the citation of a place below it."""
    people = authors[0].inverted if authors else ""
    if len(authors) == 2:
        people += f", and {authors[1].plain}"
    elif len(authors) > 2:
        people += ", et al."
    parts = [cased(work.series, work.language)] if work.series else []
    if work.hosts:
        hosts = _joined([host.plain for host in work.hosts], ", and ", pair=" and ")
        parts.append(f"hosted by {hosts}")
    if day := work.published:
        parts.append(f"{day.day} {_mla_month(day)} {day.year}")
    parts += [url] if url else []
    opening = f"{stopped(people)} " if people else ""
    entry = f"{opening}{_quoted(work)} {work.genre}. {stopped(', '.join(parts))}".strip()
    who = _short(authors, work, " and ", comma=True)
    return _with_place(entry, f"({who} {time})", time)


def _mla_month(day: date) -> str:
    name = f"{day:%B}"
    return name if len(name) < 5 else "Sept." if day.month == 9 else f"{name[:3]}."


def chicago(work: Work, authors: Sequence[Name], url: str, time: str) -> str:
    """Return the entry, and the citation of a place below it."""
    names = [author.inverted if n == 0 else author.plain for n, author in enumerate(authors)]
    if len(names) > 6:
        people = f"{', '.join(names[:3])}, et al."
    else:
        people = _joined(names, ", and ", pair=", and ")
    series = cased(work.series, work.language)
    day = work.published
    year = str(day.year) if day else "n.d."
    shown = [series] if authors else []
    if work.guests:
        guests = _joined([guest.plain for guest in work.guests], ", and ", pair=" and ")
        shown.append(f"with guest{'s' if len(work.guests) > 1 else ''} {guests}")
    if work.hosts:
        hosts = _joined([host.plain for host in work.hosts], ", and ", pair=" and ")
        shown.append(f"hosted by {hosts}")
    parts = [people if authors else series, year, "", work.genre, ", ".join(filter(None, shown))]
    parts.append(f"{'' if url else 'Aired '}{day:%B} {day.day}" if day else "")
    parts += [work.duration, url]
    sentences = [stopped(part) if part else "" for part in parts]
    sentences[2] = _quoted(work)
    who = _short(authors, work, " and ", comma=not day)
    if not authors and work.series:
        who = series + ("" if day else ",")
    return _with_place(" ".join(filter(None, sentences)), f"({who} {year}, at {time})", time)


def bibtex(work: Work, authors: Sequence[Name], url: str, time: str) -> str:
    """Return an entry that BibTeX and biblatex read."""
    day = work.published
    fields = {
        "author": " and ".join(a.inverted if a.given else f"{{{a.family}}}" for a in authors),
        "title": f"{{{_tex(work.title)}}}",
        "howpublished": work.genre + (f", {_tex(work.series)}" if work.series else ""),
        "year": str(day.year) if day else "",
        "month": f"{day:%b}".lower() if day else "",
        "day": str(day.day) if day else "",
        "note": f"At {time}" if time else "",
        "url": url,
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'}"
        for name, value in fields.items()
        if value
    ]
    return f"@misc{{{_key(work, authors)},\n" + ",\n".join(lines) + "\n}"


def _key(work: Work, authors: Sequence[Name]) -> str:
    name = re.sub(r"\W", "", authors[0].family.lower()) if authors else ""
    return "-".join(
        filter(None, (name, str(work.published.year) if work.published else "", work.key))
    )


def _tex(text: str) -> str:
    return re.sub(r"([&%$#_])", r"\\\1", re.sub(r"[\\{}^~]", " ", text))


def ris(work: Work, authors: Sequence[Name], url: str, time: str) -> str:
    """Return a record of type sound recording or video."""
    day = work.published
    fields = [
        ("TY", "VIDEO" if work.genre.startswith("Video") else "SOUND"),
        *(("AU", author.inverted) for author in authors),
        ("TI", work.title),
        ("T2", work.series),
        ("M3", work.genre),
        ("PY", str(day.year) if day else ""),
        ("DA", f"{day:%Y/%m/%d}" if day else ""),
        ("SP", time),
        ("LA", work.language),
        ("UR", url),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - "


def csl_json(work: Work, authors: Sequence[Name], url: str, time: str) -> str:
    """Return a list of one CSL item; a place is in its address and in a note."""
    return json.dumps([csl_item(work, authors, url, time)], ensure_ascii=False, indent=1)


def csl_item(work: Work, authors: Sequence[Name], url: str, time: str) -> dict[str, object]:
    """Return the item that citation programs make their lists from."""
    day = work.published
    item: dict[str, object] = {
        "id": _key(work, authors),
        "type": "broadcast",
        "genre": work.genre,
        "title": work.title,
        "container-title": work.series,
        "author": [author.data for author in authors],
        "host": [host.data for host in work.hosts],
        "guest": [guest.data for guest in work.guests],
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else {},
        "dimensions": work.duration,
        "note": f"At {time}" if time else "",
        "URL": url,
        "language": work.language,
    }
    return {key: value for key, value in item.items() if value}


def _joined(names: Sequence[str], last: str, *, pair: str) -> str:
    if len(names) < 3:
        return pair.join(names)
    return ", ".join(names[:-1]) + last + names[-1]


def _short(authors: Sequence[Name], work: Work, both: str, *, comma: bool) -> str:
    """Return who is named in a text: one, two, or the first and others; else the title."""
    if not authors:
        title = inner(cased(work.title, work.language))
        return f"“{closed(title, ',') if comma else title}”"
    names = [author.family for author in authors[:2]]
    who = both.join(names) if len(authors) < 3 else f"{names[0]} et al."
    return f"{who}{',' if comma else ''}"


def _with_place(entry: str, place: str, time: str) -> str:
    return f"{entry}\n{place}" if time else entry


def _quoted(work: Work) -> str:
    title = inner(cased(work.title, work.language))
    return f"“{stopped(title)}”"
