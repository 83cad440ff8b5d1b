"""The player of an episode's pages: what it plays, and the times of what is said as a script."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.clock import format_clock
from generator.model.episode import Episode, Paragraph, Time
from generator.model.media import Media
from generator.model.site import Site, Theme
from generator.model.value import value
from generator.renderers.data_script import script
from generator.renderers.inline import is_block

EMBEDS = {
    "youtube": "https://www.youtube-nocookie.com",
    "vimeo": "https://player.vimeo.com",
}
TITLES = {"youtube": "YouTube", "vimeo": "Vimeo", "video": "Video", "audio": "Audio"}
VERBS = {"audio": "Listen", "video": "Watch", "youtube": "Watch on YouTube"}
VERBS["vimeo"] = "Watch on Vimeo"
STILL_MS = 3000
"""Silences from here on are no one's: nothing is marked as being said."""


@value
class Recording:
    """One of the episode's recordings, as a link that opens at a place of the conversation."""

    kind: str
    title: str
    verb: str
    href: str
    embed: str
    """The address of its frame, for videos on YouTube and Vimeo."""
    pieces: str
    """`Media.pieces` as JSON, where the recording is not cut as the transcript is."""


@value
class Player:
    """What a page with a player needs to know."""

    recordings: tuple[Recording, ...]
    length_ms: int
    start_ms: int
    """Where the page's own part of the conversation begins, and where it ends."""
    end_ms: int
    transcript: str
    """The path of the page with the whole conversation."""
    times: str
    """The path of the script with the times; empty without any."""

    @property
    def frames(self) -> str:
        """The hosts that may be shown in a frame, as a content security policy names them."""
        used = {recording.kind for recording in self.recordings}
        return " ".join(host for kind, host in EMBEDS.items() if kind in used)

    @property
    def outside(self) -> str:
        """The schemes of files on other hosts: podcasts lead through several of them."""
        files = [r.href for r in self.recordings if not r.embed and "://" in r.href]
        return " ".join(sorted({f"{href.split(':')[0].lower()}:" for href in files}))


def player_of(episode: Episode, path: str, part: Time | None = None) -> Player | None:
    """Return the player of the page at `path`; None for an episode without a recording.

    `part` is when the page's chapter is said; None for all of the conversation.
    """
    if not episode.media:
        return None
    start_ms = part.start_ms if part else 0
    end_ms = part.end_ms if part and part.end_ms else episode.statistics.duration_ms
    return Player(
        recordings=tuple(_recording(media, path, start_ms) for media in episode.media),
        length_ms=episode.statistics.duration_ms,
        start_ms=start_ms,
        end_ms=end_ms,
        transcript=address.transcript_path(episode.slug),
        times=address.times_path(episode.slug) if episode.statistics.duration_ms else "",
    )


def _recording(media: Media, path: str, start_ms: int) -> Recording:
    href = media.address(start_ms)
    if "://" not in media.url:
        href = address.relative(path, media.url) + href.removeprefix(media.url)
    verb = VERBS[media.kind]
    embed = ""
    if media.kind == "youtube":
        embed = f"{EMBEDS['youtube']}/embed/{media.id}"
    elif media.kind == "vimeo":
        number, _, key = media.id.partition("/")
        embed = f"{EMBEDS['vimeo']}/video/{number}{'?h=' if key else ''}{key}"
    return Recording(
        kind=media.kind,
        title=TITLES[media.kind],
        verb=f"{verb} from {format_clock(start_ms)}" if start_ms else verb,
        href=href,
        embed=embed,
        pieces=json.dumps(media.pieces, separators=(",", ":")) if media.offsets else "",
    )


def per_episode(episode: Episode, _site: Site, _theme: Theme) -> Iterator[Artifact]:
    """Yield `times.js`: when each paragraph is said, and each word where the source says it.

    Rows are `[id, start in ms, chapter, speaker, 1 if estimated]` in the order of time, with the
    words as a sixth entry where they have times; an empty id is a silence. A player asks for the
    file when it is first used.
    """
    if not episode.media or not episode.statistics.duration_ms:
        return
    data = {
        "chapters": [[chapter.id, chapter.title] for chapter in episode.chapters],
        "speakers": [speaker.name for speaker in episode.speakers],
        "rows": list(_with_silences(sorted(_rows(episode), key=lambda row: row.time.start_ms))),
    }
    yield Artifact(address.times_path(episode.slug), script("times", data))


class Row(NamedTuple):
    """A paragraph that has a time."""

    paragraph: Paragraph
    time: Time
    chapter: int
    speaker: int


def _rows(episode: Episode) -> Iterator[Row]:
    numbers = {speaker.id: number for number, speaker in enumerate(episode.speakers)}
    for chapter_number, chapter in enumerate(episode.chapters):
        for turn in chapter.turns:
            for paragraph in turn.paragraphs:
                if paragraph.time:
                    speaker = numbers.get(turn.speaker_id, -1)
                    yield Row(paragraph, paragraph.time, chapter_number, speaker)


def _with_silences(rows: Sequence[Row]) -> Iterator[list[object]]:
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        time, estimated = row.time, 0 if row.time.exact else 1
        written: list[object] = [row.paragraph.id, time.start_ms, row.chapter, row.speaker]
        words = _words(row.paragraph)
        yield [*written, estimated, *([words] if words else [])]
        if time.end_ms is not None and (not after or after.time.start_ms > time.end_ms + STILL_MS):
            yield ["", time.end_ms, row.chapter, -1, 0]


def _words(paragraph: Paragraph) -> list[int]:
    """Return three numbers for each timed word, in one list.

    They are its start in ms after the last one's (the first after 0), where it begins in the text
    after where the last one began, and its length, both in UTF-16 units as browsers count. A word
    that is not in the text ends the list; Markdown changes the text, so it has none.
    """
    if paragraph.markup or is_block(paragraph):
        return []
    numbers: list[int] = []
    from_ms, place, begun = 0, 0, 0
    for word in paragraph.words:
        text = word.text.strip()
        found = paragraph.text.find(text, place)
        if not text or found < 0:
            break
        begins = _units(paragraph.text[:found])
        numbers += (word.start_ms - from_ms, begins - begun, _units(text))
        from_ms, place, begun = word.start_ms, found + len(text), begins
    return numbers


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
