"""Transcript -> Episode, step by step. Pure.

First the lines around the conversation are told apart (`TRANSCRIPT_PASSES`), then turns and
chapters are built and timed, and last the account of words is drawn up over the result.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from uuid import NAMESPACE_URL, uuid5

from generator.model.diagnostic import Diagnostic
from generator.model.episode import Account, Chapter, Episode
from generator.model.people import Speaker
from generator.model.site import Brief, Site
from generator.model.slug import slugify
from generator.model.source import Span
from generator.model.transcript import Reading, Transcript
from generator.passes import (
    account,
    anchors,
    chapters,
    front_matter,
    furniture,
    links,
    paragraphs,
    speakers,
    sponsors,
    statistics,
    timing,
    turns,
)
from generator.passes.acceptance import accept
from generator.passes.places import places

TRANSCRIPT_PASSES: tuple[Callable[[Transcript], Reading], ...] = (
    furniture.cut,
    front_matter.read,
    sponsors.find,
    links.find,
)
# "Ilya Sutskever – We're moving from ...": a dash with space on both sides.
GUEST = re.compile(r"(?P<guest>\S.{0,100}?)\s+[-–—]\s+(?P<title>\S.*)")


def interpret(reading: Reading) -> Reading:
    """Return the reading after `TRANSCRIPT_PASSES`, with their findings."""
    transcript, findings = reading.transcript, list(reading.findings)
    for step in TRANSCRIPT_PASSES:
        result = step(transcript)
        transcript, findings = result.transcript, [*findings, *result.findings]
    return Reading(transcript, tuple(findings))


def to_episode(
    reading: Reading, brief: Brief, site: Site
) -> tuple[Episode, tuple[Diagnostic, ...]]:
    """Return the episode of an interpreted `reading`, and all findings about it."""
    transcript = paragraphs.join(reading.transcript)
    by_name, name_findings = speakers.identify(transcript, (*site.people, *brief.people))
    divided, timing_findings = _chapters(transcript, by_name, _duration_ms(brief))
    balance, account_findings = account.balance(transcript, divided)
    episode = _episode(transcript, brief, site, divided, by_name, balance)
    findings = (*reading.findings, *name_findings, *timing_findings, *account_findings)
    return episode, accept(findings, brief.accept)


def _duration_ms(brief: Brief) -> int | None:
    """Return where the transcript ends, by the first recording whose length is known."""
    timed = ((media, media.duration_ms) for media in brief.media if media.duration_ms)
    return next((media.transcript_ms(duration_ms) for media, duration_ms in timed), None)


def _chapters(
    transcript: Transcript, by_name: Mapping[str, Speaker], duration_ms: int | None
) -> tuple[tuple[Chapter, ...], list[Diagnostic]]:
    starts = places(transcript)
    collected = turns.collect(transcript, by_name, frozenset(starts))
    times, findings = timing.close(collected, timing.fill(collected), duration_ms)
    gaps_ms = [0] * len(collected)
    if transcript.grain == "paragraph":
        # Cues have ends of their own, so that a silence is not taken for missing text.
        gaps_ms, gaps = timing.find_gaps(collected, times)
        findings += gaps
    rate = timing.words_per_second([c.word_count for c in collected], times) or timing.USUAL_RATE
    sections = chapters.divide(transcript.markers, starts, collected)
    ids = anchors.name(collected, times, (section.id for section in sections))
    finished = [
        turns.finish(c, turn_id, time, gap_ms, timing.paragraph_times(c, time, gap_ms, rate))
        for c, turn_id, time, gap_ms in zip(collected, ids, times, gaps_ms, strict=True)
    ]
    return chapters.fill(sections, finished, _whole(transcript)), findings


def _whole(transcript: Transcript) -> Span:
    return Span(transcript.path, 1, max(1, transcript.line_count))


def _episode(
    transcript: Transcript,
    brief: Brief,
    site: Site,
    divided: tuple[Chapter, ...],
    by_name: Mapping[str, Speaker],
    balance: Account,
) -> Episode:
    cast = tuple(sorted(set(by_name.values()), key=lambda speaker: speaker.number))
    stem = PurePosixPath(transcript.path).stem
    guest, title = _guest_and_title(transcript.title, cast)
    title = brief.title or title or stem
    slug = brief.slug or slugify(title)[:80].strip("-") or slugify(stem) or "episode"
    return Episode(
        guid=brief.guid or str(uuid5(NAMESPACE_URL, f"{site.url}{slug}/")),
        slug=slug,
        title=title,
        language=brief.language or transcript.facts.language or site.language,
        chapters=divided,
        speakers=cast,
        statistics=statistics.count(divided, cast),
        account=balance,
        source=_whole(transcript),
        published=brief.published,
        guest=guest,
        summary=brief.summary or transcript.facts.summary,
        quote=transcript.facts.quote,
        origin=brief.origin or site.origin,
        media=brief.media,
        outlets=transcript.facts.outlets,
        links=transcript.links,
        sponsors=transcript.sponsors,
    )


def _guest_and_title(title: str, cast: tuple[Speaker, ...]) -> tuple[str, str]:
    """Split "Guest – Title" where the guest is one who speaks."""
    found = GUEST.fullmatch(title)
    names = {speaker.name.casefold() for speaker in cast}
    if found and found["guest"].casefold() in names:
        return found["guest"], found["title"]
    return "", title
