"""Files for podcast apps (Podcasting 2.0): transcript JSON 1.0.0, chapters JSON 1.2.0, WebVTT."""

import json
from collections.abc import Iterator
from typing import Any

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.clock import cue_clock
from generator.model.episode import Episode
from generator.model.site import Site, Theme


def per_episode(episode: Episode, site: Site, _theme: Theme) -> Iterator[Artifact]:
    """Yield what is asked for, if there are times."""
    if not episode.statistics.duration_ms:
        return
    if "json" in site.outputs:
        path = address.download_path(episode.slug, "json")
        yield Artifact(path, _data(transcript(episode)))
    if "chapters" in site.outputs:
        path = address.chapters_path(episode.slug, "json")
        yield Artifact(path, _data(chapters(episode, site)))
        yield Artifact(address.chapters_path(episode.slug, "vtt"), chapters_vtt(episode).encode())


def _data(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def transcript(episode: Episode) -> dict[str, Any]:
    """Return the transcript: a segment a turn, its paragraphs divided by line ends."""
    names = {speaker.id: speaker.name for speaker in episode.speakers}
    segments = []
    for turn in episode.turns:
        segment: dict[str, Any] = {}
        if name := names.get(turn.speaker_id):
            segment["speaker"] = name
        if turn.time:
            segment["startTime"] = turn.time.start_ms / 1000
            if turn.time.end_ms is not None:
                segment["endTime"] = (turn.time.end_ms - turn.gap_ms) / 1000
        segment["body"] = "\n".join(paragraph.text for paragraph in turn.paragraphs)
        segments.append(segment)
    # The format lets files say more than it names.
    origin = {"origin": episode.origin} if episode.origin else {}
    return {"version": "1.0.0", **origin, "segments": segments}


def chapters(episode: Episode, site: Site) -> dict[str, Any]:
    """Return the chapters; addresses only if the site has one."""
    entries = []
    for chapter in episode.chapters:
        if chapter.time is None:
            continue
        entry: dict[str, Any] = {
            "startTime": chapter.time.start_ms / 1000,
            "title": chapter.title,
        }
        if chapter.time.end_ms is not None:
            entry["endTime"] = chapter.time.end_ms / 1000
        if site.url:
            path = address.chapter_path(episode.slug, chapter.id)
            entry["url"] = address.absolute(site.url, path)
        if chapter.image_url:
            entry["img"] = chapter.image_url
        if not chapter.in_contents:
            entry["toc"] = False
        entries.append(entry)
    whole = {"version": "1.2.0", "title": episode.title, "podcastName": site.title}
    return {**whole, "chapters": entries}


def chapters_vtt(episode: Episode) -> str:
    """Return the chapters as a WebVTT track of kind `chapters`."""
    blocks = ["WEBVTT\n"]
    for chapter in episode.chapters:
        if chapter.time:
            end_ms = chapter.time.end_ms or episode.statistics.duration_ms
            end_ms = max(end_ms, chapter.time.start_ms + 1)
            title = " ".join(chapter.title.replace("&", "&amp;").replace("<", "&lt;").split())
            times = f"{cue_clock(chapter.time.start_ms)} --> {cue_clock(end_ms)}"
            blocks.append(f"{times}\n{title.replace('>', '&gt;')}\n")
    return "\n".join(blocks)
