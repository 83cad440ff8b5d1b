"""What can be found: titles, turns, and parts of long turns."""

from collections.abc import Iterator, Sequence

from generator.model import address
from generator.model.episode import Chapter, Episode, Paragraph, Turn
from generator.model.site import Site
from generator.model.speech import without_events
from generator.model.terms import Group, Terms, Unit
from generator.renderers.search.tokens import stem, stop_words, words

# A long turn is found by its parts: a hit should show the sentence, not a page of speech.
UNIT_WORDS = 110


def terms_of(episode: Episode, site: Site) -> Terms:
    """Return what the search knows of an episode: its chapters, and what is said in them."""
    cover = address.cover_path(episode.slug, single=site.single)
    said = [text for text in (episode.quote, episode.summary) if text]
    heading = Unit("", "", -1, episode.title)
    groups = [Group(cover, episode.title, "", (heading, *(Unit("", "", -1, t) for t in said)))]
    whole = address.transcript_path(episode.slug)
    for chapter in episode.chapters:
        title = Unit("", "", chapter.time.start_ms // 1000 if chapter.time else -1, chapter.title)
        units = (title, *_said(chapter, episode))
        path = address.chapter_path(episode.slug, chapter.id)
        groups.append(Group(path, chapter.title, episode.title, units, whole))
    return indexed(groups, english=episode.language.startswith("en"))


def _said(chapter: Chapter, episode: Episode) -> Iterator[Unit]:
    names = {speaker.id: speaker.name for speaker in episode.speakers}
    for turn in chapter.turns:
        if turn.event and turn.event != "heading":
            continue  # what is heard is not what one looks for
        for part in _parts(turn):
            time = part[0].time or turn.time
            yield Unit(
                anchor=part[0].id,
                speaker_name=names.get(turn.speaker_id, ""),
                start_s=time.start_ms // 1000 if time else -1,
                text="\n".join(without_events(paragraph.text) for paragraph in part),
            )


def _parts(turn: Turn) -> Iterator[list[Paragraph]]:
    """Cut a turn between paragraphs, so that each part has an anchor of its own."""
    part: list[Paragraph] = []
    count = 0
    for paragraph in turn.paragraphs:
        length = len(paragraph.text.split())
        if part and count + length > UNIT_WORDS:
            yield part
            part, count = [], 0
        part.append(paragraph)
        count += length
    yield part


def indexed(groups: Sequence[Group], *, english: bool) -> Terms:
    """Return where each stem occurs; stop words keep their place but are not indexed."""
    stopped = stop_words() if english else frozenset()
    places: dict[str, list[tuple[int, list[int]]]] = {}
    forms: dict[str, set[str]] = {}
    lengths = []
    units = [unit for group in groups for unit in group.units]
    for number, unit in enumerate(units):
        count = 0
        for position, word in enumerate(words(unit.text)):
            if word in stopped:
                continue
            count += 1
            term = stem(word) if english else word
            found = places.setdefault(term, [])
            if not found or found[-1][0] != number:
                found.append((number, []))
            found[-1][1].append(position)
            forms.setdefault(term, set()).add(word)
        lengths.append(count)
    return Terms(
        groups=tuple(groups),
        lengths=tuple(lengths),
        places={term: tuple((n, tuple(at)) for n, at in found) for term, found in places.items()},
        forms={term: frozenset(all_forms) for term, all_forms in forms.items()},
    )
