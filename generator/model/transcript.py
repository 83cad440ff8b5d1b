"""What a source says, before anyone has interpreted it."""

from typing import Literal

from generator.model.diagnostic import Diagnostic
from generator.model.source import Span
from generator.model.value import value

Grain = Literal["cue", "paragraph", "word"]


@value
class Word:
    """One timed word."""

    text: str
    start_ms: int
    end_ms: int
    confidence: float | None = None


@value
class Utterance:
    """A cue or a paragraph, as the source has it (WebVTT cue, whisper segment, TEI `u`)."""

    text: str
    span: Span
    """The lines of the text itself, without the label above it."""
    speaker_name: str | None = None
    """None: the source names no one here, so whoever spoke before goes on. Empty: someone else,
    whom the source does not name."""
    start_ms: int | None = None
    end_ms: int | None = None
    words: tuple[Word, ...] = ()
    label: Span | None = None
    """The lines of a name that opens a turn, also where the same speaker goes on."""
    markup: str = ""
    """The text as the source has it, in Markdown, where that says more than `text`."""
    event: str = ""
    """What is heard instead of speech: `break`, `music`, `clip`, ...; empty for speech."""
    exact: bool = True
    """Whether `start_ms` is the source's own; False where it lies between two marks of it."""


@value
class Cue:
    """A timed text as its format states it (WebVTT, "WebVTT cue")."""

    id: str
    start_ms: int
    end_ms: int
    voice: str
    """The speaker the cue names; empty for none."""
    text: str
    """Without markup, line ends kept."""
    line: int
    """Of the timing, from 1."""


@value
class Marker:
    """Where a chapter starts (podcast chapters: startTime, title, url, img, toc)."""

    title: str
    start_ms: int | None
    span: Span
    url: str = ""
    image_url: str = ""
    in_contents: bool = True
    before: int | None = None
    """The index of the utterance it stands before, where lines cannot tell."""


@value
class Link:
    """An address in the source's text, or an outlet that it names without one."""

    text: str
    href: str
    """Empty when the source lost the address."""
    span: Span


@value
class Sponsor:
    """A passage that was paid for: shown apart, never counted as speech."""

    name: str
    text: str
    href: str
    """Empty when the passage gives no address."""
    span: Span


@value
class Exclusion:
    """Lines of the source that are not speech, each word of them accounted for.

    Codes: `furniture` (what the page shows around the text), `title`, `quote`, `summary`,
    `outlets`, `sponsor`, `section` (a heading such as "Timestamps"), `contents` (a list that
    repeats the chapters), `chapter` (a chapter's heading), `label` (a turn's name and time).
    """

    code: str
    text: str
    span: Span


@value
class Facts:
    """What the source says of itself, outside the conversation."""

    guest: str = ""
    summary: str = ""
    quote: str = ""
    """A pull quote, in its own quotation marks as written."""
    language: str = ""
    """BCP 47; empty when the source does not say."""
    outlets: tuple[Link, ...] = ()
    """Where the recording can be had ("Watch on YouTube"), in the source's order."""


@value
class Transcript:
    """All that an importer could read, in the source's order."""

    path: str
    title: str
    grain: Grain
    utterances: tuple[Utterance, ...]
    markers: tuple[Marker, ...] = ()
    sponsors: tuple[Sponsor, ...] = ()
    links: tuple[Link, ...] = ()
    facts: Facts = Facts()
    excluded: tuple[Exclusion, ...] = ()
    text: str = ""
    """The whole text of the source, decoded: what the account of words is held against. Of a
    source that is data or markup, the texts in it, decoded."""
    names: tuple[tuple[str, str], ...] = ()
    """Short forms that the source explains: `("AWB", "Allen Wirfs-Brock")`."""
    line_count: int = 1


@value
class Reading:
    """What an importer returns: the best transcript it can, and what it found wrong."""

    transcript: Transcript
    findings: tuple[Diagnostic, ...] = ()
