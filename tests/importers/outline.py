"""A conversation as an outline that people can check: what cases are compared with."""

from generator import importers, passes
from generator.model.clock import format_clock
from generator.model.diagnostic import Diagnostic
from generator.model.episode import Episode
from generator.model.site import Brief, Site
from generator.model.source import Source
from generator.model.transcript import Reading


def examined(
    data: bytes, path: str = "seeds/case.txt"
) -> tuple[Reading, Episode, list[Diagnostic]]:
    """Return what importer and passes make of a file."""
    reading, _ = importers.read(Source("seeds/case.txt", data))
    interpreted = passes.interpret(reading)
    episode, findings = passes.to_episode(interpreted, Brief(), Site())
    return interpreted, episode, list(findings)


def outline(data: bytes) -> str:
    """Return the episode in lines: facts, chapters, turns, exclusions, findings."""
    reading, episode, findings = examined(data)
    lines = [f"title: {episode.title}"]
    lines += [
        f"{name}: {value}"
        for name in ("guest", "summary", "quote")
        if (value := getattr(episode, name))
    ]
    lines += [f"sponsor: {s.name} {s.href}".rstrip() for s in episode.sponsors]
    for chapter in episode.chapters:
        start = f" {format_clock(chapter.time.start_ms)}" if chapter.time else ""
        lines.append(f"chapter{' (inferred)' if chapter.inferred else ''}: {chapter.title}{start}")
        for turn in chapter.turns:
            clock = format_clock(turn.time.start_ms) if turn.time else "-"
            texts = " | ".join(paragraph.text for paragraph in turn.paragraphs)
            lines.append(f"  {clock} {turn.speaker_id or '?'} [{turn.id}]: {texts}")
    lines += [f"excluded {x.code} {x.span.line}: {x.text}" for x in reading.transcript.excluded]
    lines += [f"{f.severity} {f.code} {f.line}" for f in findings]
    return "\n".join(lines) + "\n"
