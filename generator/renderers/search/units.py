"""What can be found: titles, turns, and parts of long turns."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.episode import Chapter, Episode, Paragraph, Turn
from generator.model.site import Site
from generator.model.speech import without_events
from generator.model.terms import Entry, Terms, Unit
from generator.renderers.data_script import script
from generator.renderers.once import kept_for_last
from generator.renderers.search import postings
from generator.renderers.search.postings import PER_FILE
from generator.renderers.search.reader import reader_of

# A long turn is found by its parts: a hit should show the sentence, not a page of speech.
UNIT_CHARACTERS = 650
LONGEST_UNIT = 1000
SENTENCE = re.compile(r"(?<=[.?!…。？！])[\"'”’)\]]*\s+|(?<=[。？！])")


@kept_for_last
def of_episode(episode: Episode, site: Site) -> tuple[Entry, list[Unit]]:
    """Return an episode as an entry, and its units: titles, what is said of it, what is said."""
    cover = address.cover_path(episode.slug, single=site.single)
    heads = [Unit(cover, "", "", -1, episode.title)]
    heads += [
        Unit(
            address.chapter_path(episode.slug, chapter.id),
            "",
            "",
            chapter.time.start_ms // 1000 if chapter.time else -1,
            chapter.title,
        )
        for chapter in episode.chapters
        if not chapter.inferred
    ]
    units = [*heads]
    told = [text for text in (episode.quote, episode.summary) if text]
    units += (Unit(cover, "", "", -1, part) for text in told for part in cut(text))
    begins = []
    for chapter in episode.chapters:
        if not chapter.inferred:
            begins.append(len(units))
        units += _said(chapter, episode)
    published, show = episode.published, site.show(episode.show)
    return entry(
        units,
        heads=len(heads),
        chapters=(*begins, len(units)) if begins else (),
        title=episode.title,
        path=cover,
        whole=address.transcript_path(episode.slug),
        show=show.title if show else episode.show,
        day=published.toordinal() if published else 0,
        length_s=episode.statistics.duration_ms // 1000,
    ), units


def entry(
    units: Sequence[Unit],
    *,
    heads: int,
    title: str,
    path: str,
    whole: str,
    part_of: str = "",
    show: str = "",
    day: int = 0,
    length_s: int = 0,
    chapters: tuple[int, ...] = (),
) -> Entry:
    """Return the entry of these units; how many words of each count is not known yet."""
    told = json.dumps([path, *((unit.speaker_name, unit.link, unit.text) for unit in units)])
    hashed = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    starts, latest = [], 0
    for at in range(0, len(units), PER_FILE):
        # Titles tell when their chapters begin: no second of their own.
        said = units[max(at, heads) : at + PER_FILE]
        latest = next((unit.start_s for unit in said if unit.start_s >= latest), latest)
        starts.append(latest)
    return Entry(
        title=title,
        part_of=part_of,
        path=path,
        whole=whole,
        show=show,
        day=day,
        length_s=length_s,
        # 256 folders at most: to make and to remove one takes longer than to write ten files.
        key=f"{hashed[:2]}/{hashed[2:8]}",
        heads=heads,
        starts_s=tuple(starts),
        chapters=chapters,
        lengths=(),
    )


def terms_of(found: Sequence[tuple[Entry, Sequence[Unit]]], language: str) -> Terms:
    """Return entries with their units' postings; each entry's units begin a file of their own."""
    all_units: list[Unit] = []
    numbers: list[int] = []
    first = 0
    for one, units in found:
        all_units += units
        numbers += range(first, first + len(units))
        first += PER_FILE * len(one.starts_s)
    rows, lengths = postings.of_units(all_units, numbers, reader_of(language))
    rest = iter(lengths)
    entries = tuple(replace(one, lengths=tuple(islice(rest, len(own)))) for one, own in found)
    return Terms(entries, tuple(map(postings.packed, rows)))


def texts(one: Entry, units: Sequence[Unit]) -> Iterator[Artifact]:
    """Yield the files from which results show their words.

    Each calls `talkbook.text("<key>-<number>", names, rows)`; a row is place in `names`, second,
    link (empty for `#t=<second>`) and text.
    """
    for number, at in enumerate(range(0, len(units), PER_FILE)):
        part = units[at : at + PER_FILE]
        names = list(dict.fromkeys(["", *(unit.speaker_name for unit in part)]))
        places = {name: place for place, name in enumerate(names)}
        rows = [
            [
                places[unit.speaker_name],
                unit.start_s,
                "" if unit.link == f"#t={unit.start_s}" else unit.link,
                unit.text,
            ]
            for unit in part
        ]
        name = f"{one.key}-{number}"
        yield Artifact(f"search/text/{name}.js", script("text", name, names, rows))


def _said(chapter: Chapter, episode: Episode) -> Iterator[Unit]:
    names = {speaker.id: speaker.name for speaker in episode.speakers}
    for turn in chapter.turns:
        if turn.event and turn.event != "heading":
            continue  # what is heard is not what one looks for
        for paragraphs in _parts(turn):
            time = paragraphs[0].time or turn.time
            said = "\n".join(without_events(paragraph.text) for paragraph in paragraphs)
            for text in cut(said):
                yield Unit(
                    link=f"#{paragraphs[0].id}",
                    speaker_id=turn.speaker_id,
                    speaker_name=names.get(turn.speaker_id, ""),
                    start_s=time.start_ms // 1000 if time else -1,
                    text=text,
                )


def _parts(turn: Turn) -> Iterator[list[Paragraph]]:
    """Cut a turn between paragraphs, so that each part has an anchor of its own."""
    part: list[Paragraph] = []
    size = 0
    for paragraph in turn.paragraphs:
        if part and size + len(paragraph.text) > UNIT_CHARACTERS:
            yield part
            part, size = [], 0
        part.append(paragraph)
        size += len(paragraph.text)
    yield part


def cut(text: str) -> Iterator[str]:
    """Cut a text that is longer than a result should be, between sentences if it has any."""
    if len(text) <= LONGEST_UNIT:
        yield text
        return
    part: list[str] = []
    size = 0
    for sentence in _sentences(text):
        if part and size + len(sentence) > UNIT_CHARACTERS:
            yield " ".join(part)
            part, size = [], 0
        part.append(sentence)
        size += len(sentence)
    yield " ".join(part)


def _sentences(text: str) -> Iterator[str]:
    for sentence in SENTENCE.split(text):
        rest = sentence.strip()
        # A stretch without a full stop is cut between words; without space, anywhere.
        while len(rest) > LONGEST_UNIT:
            at = rest.rfind(" ", 0, UNIT_CHARACTERS)
            at = at if at > 0 else UNIT_CHARACTERS
            yield rest[:at].strip()
            rest = rest[at:].strip()
        if rest:
            yield rest
