"""An episode's pages: cover, chapters, the whole conversation."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.clock import format_clock, format_minutes
from generator.model.episode import Chapter, Episode, Turn
from generator.model.site import Site, Theme
from generator.model.value import value
from generator.renderers import structured_data
from generator.renderers.cover import cover_values
from generator.renderers.modes import Modes, modes_of
from generator.renderers.palette import mark_of
from generator.renderers.player import player_of
from generator.renderers.questions import Inquiry, questions_of
from generator.renderers.shape import Shape, columns, shape_of
from generator.renderers.templates import (
    PageFacts,
    Place,
    environment,
    render,
    source_file,
    source_href,
)

# A mark in the right column about every ninety seconds, at a turn with something to say.
MARK_WORDS = 220
MARK_OPENING_WORDS = 8
OPENING_CHARACTERS = 44
DESCRIPTION_CHARACTERS = 155
ANSWER_CHARACTERS = 90


@value
class Frame:
    """What the pages of one episode share, made once."""

    episode: Episode
    site: Site
    theme: Theme
    names: Mapping[str, tuple[str, int]]
    """Name, and mark of colour and glyph, by speaker id."""
    lengths: Mapping[str, str]
    """Length in minutes by chapter id; "about" where it is estimated."""
    said: Mapping[str, str]
    """HTML of a chapter's turns by its id: they stand on two pages, and are drawn once."""
    shape: Shape | None
    inquiry: Inquiry
    modes: Modes
    """What can be chosen on the page of the whole conversation."""

    @property
    def cover(self) -> str:
        """The path of the cover."""
        return address.cover_path(self.episode.slug, single=self.site.single)

    @property
    def above(self) -> tuple[Place, ...]:
        """The page of its show, if there are other pages than the episode's own."""
        show = None if self.site.single else self.site.show(self.episode.show)
        return (Place(address.show_path(show.slug), show.title),) if show else ()


def per_episode(episode: Episode, site: Site, theme: Theme) -> Iterator[Artifact]:
    """Yield all pages of the episode."""
    names = {s.id: (s.name, mark_of(s.number)) for s in episode.speakers}
    turns: Any = environment(theme).get_template("turn.html").module
    lines = source_file(site, episode.source)
    inquiry = questions_of(episode)
    modes = modes_of(episode, inquiry, episode.turns)
    frame = Frame(
        episode,
        site,
        theme,
        names,
        {chapter.id: length_of(chapter, episode) for chapter in episode.chapters},
        {
            chapter.id: turns.turns(chapter.turns, names, lines, modes)
            for chapter in episode.chapters
        },
        shape_of(episode, names),
        inquiry,
        modes,
    )
    # Chapters share a folder, so their left column is the same text.
    inside = _contents(frame, in_page=False)
    yield _cover(frame)
    yield _transcript(frame)
    for number in range(len(episode.chapters)):
        yield _chapter(frame, number, inside)
    if frame.inquiry.count:
        yield _questions(frame, inside)
    if site.single:
        yield _redirect(frame)


def length_of(chapter: Chapter, episode: Episode) -> str:
    """Return how long the chapter is; empty without times."""
    if chapter.time is None:
        return ""
    if chapter.time.end_ms is not None:
        return format_minutes(chapter.time.end_ms - chapter.time.start_ms)
    left_ms = episode.statistics.duration_ms - chapter.time.start_ms
    return f"about {format_minutes(max(0, left_ms))}"


def _contents(frame: Frame, *, in_page: bool) -> str:
    slug = frame.episode.slug
    from_path = address.transcript_path(slug)

    def link(path: str) -> str:
        return address.relative(from_path, path)

    # Not a macro of the template: that holds all values of the page, which hold it.
    def href(chapter_id: str) -> str:
        return f"#{chapter_id}" if in_page else link(address.chapter_path(slug, chapter_id))

    template = environment(frame.theme).get_template("contents.html")
    return template.render(
        episode=frame.episode,
        cover=frame.cover,
        lengths=frame.lengths,
        shape=frame.shape,
        columns=columns(frame.shape) if frame.shape else [],
        asks=bool(frame.inquiry.count),
        above=frame.above,
        link=link,
        href=href,
    )


def _marked(contents: str, href: str) -> str:
    """Mark the page's own entry in a column that was rendered once for all pages."""
    listed, mapped = f'<a href="{href}"', f'<a tabindex="-1" role="link" xlink:href="{href}"'
    contents = contents.replace(f"{listed}>", f'{listed} aria-current="page">', 1)
    return contents.replace(f"{mapped}>", f'{mapped} class="own">', 1)


def _crumbs(frame: Frame, title: str) -> tuple[Place, ...]:
    own = Place("", title)
    if frame.site.single:
        return (own,)
    return (*frame.above, Place(frame.cover, frame.episode.title), own)


def _cover(frame: Frame) -> Artifact:
    episode, site = frame.episode, frame.site
    page = PageFacts(
        path=frame.cover,
        title=episode.title if episode.title == site.title else f"{episode.title} – {site.title}",
        heading=episode.title,
        description=shortened(
            episode.summary or site.description or episode.title, DESCRIPTION_CHARACTERS
        ),
        language=episode.language,
        site_url=site.url,
        data=structured_data.for_cover(episode, site),
        kind="article",
        crumbs=() if site.single else (*frame.above, Place("", episode.title)),
        player=player_of(episode, frame.cover),
    )
    values = cover_values(episode, site, frame.names)
    values |= {"shape": frame.shape, "inquiry": frame.inquiry, "names": frame.names}
    values["above"] = frame.above
    data = render(
        frame.theme,
        "cover.html",
        page,
        site,
        episode=episode,
        lengths=frame.lengths,
        clock=format_clock,
        **values,
    )
    return Artifact(page.path, data)


def _transcript(frame: Frame) -> Artifact:
    episode, site = frame.episode, frame.site
    path = address.transcript_path(episode.slug)
    names = " and ".join(speaker.name for speaker in episode.speakers[:3])
    page = PageFacts(
        path=path,
        title=f"The whole conversation – {episode.title}",
        heading=episode.title,
        description=shortened(
            f"The whole conversation{' of ' + names if names else ''} on one page: {episode.title}",
            DESCRIPTION_CHARACTERS,
        ),
        language=episode.language,
        site_url=site.url,
        data=structured_data.for_transcript(episode, site),
        kind="article",
        contents=_marked(_contents(frame, in_page=True), address.relative(path, path)),
        contents_label="Chapters",
        crumbs=_crumbs(frame, "The whole conversation"),
        player=player_of(episode, path),
    )
    data = render(
        frame.theme,
        "transcript.html",
        page,
        site,
        episode=episode,
        said=frame.said,
        source_lines=source_file(site, episode.source),
        origin=episode.origin,
        modes=frame.modes,
    )
    return Artifact(path, data)


def _chapter(frame: Frame, number: int, contents: str) -> Artifact:
    episode, site = frame.episode, frame.site
    chapter = episode.chapters[number]
    places = [Place(address.chapter_path(episode.slug, c.id), c.title) for c in episode.chapters]
    path = places[number].path
    page = PageFacts(
        path=path,
        title=f"{chapter.title} – {episode.title}",
        heading=chapter.title,
        description=_description(frame, chapter),
        language=episode.language,
        site_url=site.url,
        data=structured_data.for_chapter(episode, chapter, site),
        kind="article",
        contents=_marked(contents, address.relative(path, path)),
        contents_label="Chapters",
        crumbs=_crumbs(frame, chapter.title),
        player=player_of(episode, path, chapter.time),
        previous=places[number - 1] if number else None,
        next=places[number + 1] if number + 1 < len(places) else None,
    )
    data = render(
        frame.theme,
        "chapter.html",
        page,
        site,
        chapter=chapter,
        eyebrow=_eyebrow(frame, number),
        said=frame.said,
        source_lines=source_file(site, episode.source),
        origin=episode.origin,
        marks=marks_of(chapter.turns),
        modes=modes_of(episode, frame.inquiry, chapter.turns),
        source_href=source_href(site, chapter.span),
    )
    return Artifact(path, data)


def _questions(frame: Frame, contents: str) -> Artifact:
    episode, site = frame.episode, frame.site
    path = address.questions_path(episode.slug)
    page = PageFacts(
        path=path,
        title=f"Questions – {episode.title}",
        heading="Questions",
        description=shortened(
            f"{frame.inquiry.count} questions, and where their answers begin: {episode.title}",
            DESCRIPTION_CHARACTERS,
        ),
        language=episode.language,
        site_url=site.url,
        kind="article",
        contents=_marked(contents, address.relative(path, path)),
        contents_label="Chapters",
        crumbs=_crumbs(frame, "Questions"),
        player=player_of(episode, path),
    )
    data = render(
        frame.theme,
        "questions.html",
        page,
        site,
        episode=episode,
        inquiry=frame.inquiry,
        names=frame.names,
        opening=lambda turn: shortened(turn.paragraphs[0].text, ANSWER_CHARACTERS),
    )
    return Artifact(path, data)


def _eyebrow(frame: Frame, number: int) -> str:
    chapter = frame.episode.chapters[number]
    kind = "Part" if chapter.inferred else "Chapter"
    chapters = len(frame.episode.chapters)
    parts = [f"{kind} {number + 1} of {chapters}"] if chapters > 1 else []
    if chapter.time:
        parts += [f"from {format_clock(chapter.time.start_ms)}", frame.lengths[chapter.id]]
    else:
        parts.append(f"{chapter.word_count:,} words")
    return " · ".join(parts)


def _description(frame: Frame, chapter: Chapter) -> str:
    first = next((turn for turn in chapter.turns if turn.word_count > MARK_OPENING_WORDS), None)
    said = first.paragraphs[0].text if first else ""
    name = frame.names.get(first.speaker_id, ("", 0))[0] if first else ""
    text = f"{name}: {said}" if name else said
    return shortened(text or chapter.title, DESCRIPTION_CHARACTERS)


def _redirect(frame: Frame) -> Artifact:
    """The folder's own address, which will be the cover once there are more episodes."""
    path = address.cover_path(frame.episode.slug, single=False)
    template = environment(frame.theme).get_template("redirect.html")
    target = address.relative(path, frame.cover)
    text = template.render(site=frame.site, title=frame.episode.title, target=target)
    return Artifact(path, text.encode())


@value
class Mark:
    """A place in a chapter that the right column links to."""

    id: str
    time: object
    opening: str


def marks_of(turns: Sequence[Turn]) -> list[Mark]:
    """Return a mark for a turn about every `MARK_WORDS` words; none in a chapter of one turn."""
    marks: list[Mark] = []
    since = MARK_WORDS
    for turn in turns:
        if since >= MARK_WORDS and turn.word_count >= MARK_OPENING_WORDS:
            opening = shortened(turn.paragraphs[0].text, OPENING_CHARACTERS)
            marks.append(Mark(turn.id, turn.time, opening))
            since = 0
        since += turn.word_count
    return marks if len(marks) > 1 else []


def shortened(text: str, characters: int) -> str:
    """Return the first whole words of `text`, with an ellipsis where something was cut."""
    if len(text) <= characters:
        return text
    cut = text[:characters].rsplit(" ", 1)[0].rstrip(" ,;:–—-")
    return f"{cut}…"
