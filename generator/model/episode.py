"""A conversation, complete: every turn has a speaker, an id and a chapter."""

from datetime import date

from generator.model.media import Media
from generator.model.people import Speaker
from generator.model.source import Span
from generator.model.transcript import Link, Sponsor, Word
from generator.model.value import value


@value
class Time:
    """A stretch of the recording (W3C Media Fragments, temporal dimension)."""

    start_ms: int
    end_ms: int | None
    """None when nobody knows: the last turn of a recording of unknown length."""
    exact: bool
    """Whether `start_ms` is the source's own; otherwise it is an estimate."""


@value
class Paragraph:
    """One paragraph of a turn; never empty."""

    id: str
    """The turn's id for the first paragraph, then `t=1129-2`, `t=1129-3`, ..."""
    text: str
    span: Span
    time: Time | None = None
    words: tuple[Word, ...] = ()
    markup: str = ""
    """The text as its author wrote it, in Markdown, where that says more than `text`."""


@value
class Turn:
    """What one speaker says until another speaks or a chapter begins."""

    id: str
    """`t=1129` is 18:49, `t=1129.2` a second turn in that second (`anchors.py`)."""
    speaker_id: str
    """Empty when the source names no one."""
    paragraphs: tuple[Paragraph, ...]
    span: Span
    """From the label to the last line of the text."""
    time: Time | None = None
    gap_ms: int = 0
    """Recording between this turn's words and the next turn that no text can account for."""
    event: str = ""
    """What is heard instead of speech: `break`, `music`, `clip`, `heading`, ...; else empty."""
    word_count: int = 0
    """Words of the turn that are said, as white space divides them; an event says none."""


@value
class Chapter:
    """A part of the conversation (podcast chapter, schema.org Clip). Holds at least one turn,
    unless the source has a heading with nothing under it.
    """

    id: str
    """A slug, unique in the episode; also the name of its page."""
    title: str
    turns: tuple[Turn, ...]
    span: Span
    time: Time | None = None
    url: str = ""
    image_url: str = ""
    in_contents: bool = True
    inferred: bool = False
    """Made by talkbook because the source has no chapters; the page says so."""

    @property
    def word_count(self) -> int:
        """Words of all its turns."""
        return sum(turn.word_count for turn in self.turns)


@value
class Share:
    """One speaker's part of an episode."""

    speaker_id: str
    turns: int
    words: int
    talk_ms: int
    """Estimated: turns' lengths without their gaps; 0 when the source has no times."""


@value
class Statistics:
    """Counts over an episode."""

    turns: int
    paragraphs: int
    words: int
    """Spoken words, as white space divides them."""
    duration_ms: int
    """To the end of the last turn, estimated where the source leaves it open; 0 without times."""
    shares: tuple[Share, ...]
    """In the order of `Episode.speakers`."""


@value
class Account:
    """Where the words of a source went: `source == spoken + excluded`."""

    source: int
    spoken: int
    excluded: int


@value
class Episode:
    """One conversation (RSS item, schema.org PodcastEpisode)."""

    guid: str
    slug: str
    """The name of its folder."""
    title: str
    """Without the guest's name, when the source puts that in front of the title."""
    language: str
    """BCP 47."""
    chapters: tuple[Chapter, ...]
    speakers: tuple[Speaker, ...]
    statistics: Statistics
    account: Account
    source: Span
    """The file that it was read from, all lines."""
    show: str = ""
    """The folder of its source below the transcripts; empty for none."""
    published: date | None = None
    guest: str = ""
    summary: str = ""
    quote: str = ""
    origin: str = ""
    """`machine`, `edited` or `verbatim`; empty when nobody says."""
    media: tuple[Media, ...] = ()
    outlets: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    sponsors: tuple[Sponsor, ...] = ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """All turns, in order, across chapters."""
        return tuple(turn for chapter in self.chapters for turn in chapter.turns)

    def speaker(self, speaker_id: str) -> Speaker | None:
        """Return the speaker of that id; None for turns that name no one."""
        return next((s for s in self.speakers if s.id == speaker_id), None)
