"""Captions: WebVTT and SubRip, a cue a sentence, for episodes with times.

The source's times are those of turns; inside a turn sentences share its time by their length. No
cue reaches into a gap, none overlaps another, and every spoken word is in exactly one.

WebVTT is kept to what all clients read (no ids, no NOTE, one line a cue, `<v Name>` unclosed): some
glue ids into the text, some fail on comments, some lose the voice on a second line.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.clock import cue_clock
from generator.model.episode import Episode, Paragraph
from generator.model.site import Site, Theme
from generator.model.value import value

# To look for the marks is quicker than to look behind each character.
SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]*\s+|[。！？]")
CLAUSE_END = re.compile(r"[,;:—–]\s+")
LONGEST = 200
SHORTEST_MS = 100
LINE_CHARACTERS = 42
"""SubRip players show two lines of about this length."""


@value
class Cue:
    """A stretch of speech with its time."""

    start_ms: int
    end_ms: int
    speaker_name: str
    text: str
    opens_turn: bool


def per_episode(episode: Episode, site: Site, _theme: Theme) -> Iterator[Artifact]:
    """Yield `transcript.vtt` and `transcript.srt`, if asked for and if there are times."""
    wanted = [kind for kind in ("vtt", "srt") if kind in site.outputs]
    if not wanted or not episode.statistics.duration_ms:
        return
    cues = list(cues_of(episode))
    writers = {"vtt": webvtt, "srt": subrip}
    for kind in wanted:
        path = address.download_path(episode.slug, kind)
        yield Artifact(path, writers[kind](cues).encode())


def cues_of(episode: Episode) -> Iterator[Cue]:
    """Yield the cues in order; the last of a turn ends before its gap."""
    names = {speaker.id: speaker.name for speaker in episode.speakers}
    latest_ms = 0
    for turn in episode.turns:
        opens = True
        for paragraph in turn.paragraphs:
            for start_ms, end_ms, text in _timed(paragraph, latest_ms):
                yield Cue(start_ms, end_ms, names.get(turn.speaker_id, ""), text, opens)
                latest_ms, opens = end_ms, False


def _timed(paragraph: Paragraph, latest_ms: int) -> Iterator[tuple[int, int, str]]:
    """Share a paragraph's time among its sentences; each has some, and none goes back."""
    if paragraph.words and (cues := list(_own_cues(paragraph, latest_ms))):
        yield from cues
        return
    texts = list(sentences(paragraph.text))
    time = paragraph.time
    start_ms = max(latest_ms, time.start_ms if time else latest_ms)
    end_ms = time.end_ms if time and time.end_ms is not None else start_ms
    end_ms = max(end_ms, start_ms + SHORTEST_MS * len(texts))
    marks = [0, *accumulate(len(text) for text in texts)]
    free_ms = end_ms - start_ms - SHORTEST_MS * len(texts)
    edges_ms = [
        start_ms + SHORTEST_MS * number + free_ms * mark // marks[-1]
        for number, mark in enumerate(marks)
    ]
    for text, (first_ms, last_ms) in zip(texts, pairwise(edges_ms), strict=True):
        yield first_ms, last_ms, text


def _own_cues(paragraph: Paragraph, latest_ms: int) -> Iterator[tuple[int, int, str]]:
    """Yield the source's own cues, or its timed words joined to lines; nothing goes back."""
    line: list[str] = []
    start_ms = end_ms = latest_ms
    for word in paragraph.words:
        full = line and sum(len(text) + 1 for text in line) + len(word.text) > 2 * LINE_CHARACTERS
        if line and (full or SENTENCE_END.search(line[-1] + " ")):
            yield start_ms, max(end_ms, start_ms + 1), " ".join(line)
            latest_ms, line = max(end_ms, start_ms + 1), []
        if not line:
            start_ms = max(latest_ms, word.start_ms)
        line.append(word.text)
        end_ms = max(start_ms, word.end_ms)
    if line:
        yield start_ms, max(end_ms, start_ms + 1), " ".join(line)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of `text`, long ones cut between clauses or words; no word is lost."""
    for sentence in _cut(text, SENTENCE_END):
        if len(sentence) <= LONGEST:
            yield sentence
            continue
        line = ""
        for clause in _cut(sentence, CLAUSE_END):
            for part in _by_words(clause, LONGEST):
                if line and len(line) + 1 + len(part) > LONGEST:
                    yield line
                    line = part
                else:
                    line = f"{line} {part}".strip()
        yield line


def _cut(text: str, end: re.Pattern[str]) -> Iterator[str]:
    """Cut after each match of `end`; the match's marks stay with what they close."""
    start = 0
    for found in end.finditer(text):
        if piece := text[start : found.end()].strip():
            yield piece
        start = found.end()
    if piece := text[start:].strip():
        yield piece


def _by_words(text: str, longest: int) -> Iterator[str]:
    words = " ".join(text.split())
    start = 0
    while len(words) - start > longest:
        cut = words.rfind(" ", start, start + longest + 1)
        if cut < 0:  # a word that is longer
            cut = words.find(" ", start)
        if cut < 0:
            break
        yield words[start:cut]
        start = cut + 1
    if words:
        yield words[start:]


def webvtt(cues: Sequence[Cue]) -> str:
    """Return WebVTT (W3C); text and names are escaped as its cue text demands."""
    blocks = ["WEBVTT\n"]
    for cue in cues:
        voice = f"<v {_escaped(cue.speaker_name)}>" if cue.speaker_name else ""
        times = f"{cue_clock(cue.start_ms)} --> {cue_clock(cue.end_ms)}"
        blocks.append(f"{times}\n{voice}{_escaped(cue.text)}\n")
    return "\n".join(blocks)


def _escaped(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return " ".join(escaped.split())


def subrip(cues: Sequence[Cue]) -> str:
    """Return SubRip: at most two lines a cue, the name where the speaker changes."""
    blocks: list[str] = []
    for cue in cues:
        text = " ".join(cue.text.split())
        if cue.opens_turn and cue.speaker_name:
            text = f"{cue.speaker_name}: {text}"
        shown = list(_by_words(text, LINE_CHARACTERS))
        count = (len(shown) + 1) // 2
        span_ms = cue.end_ms - cue.start_ms
        end = cue_clock(cue.start_ms, ",")
        for number in range(count):
            start = end
            end = cue_clock(cue.start_ms + span_ms * (number + 1) // count, ",")
            lines = "\n".join(shown[2 * number : 2 * number + 2])
            blocks.append(f"{len(blocks) + 1}\n{start} --> {end}\n{lines}\n")
    return "\n".join(blocks)
