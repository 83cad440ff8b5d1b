"""The conversation as plain text and as Markdown; and the site's index for language models."""

import re
from collections.abc import Iterator, Sequence

from generator.model import address
from generator.model.artifact import Artifact
from generator.model.card import Card
from generator.model.clock import format_clock, format_length
from generator.model.episode import Chapter, Episode, Turn
from generator.model.site import ORIGINS, Site, Theme

# What Markdown would take for its own: in speech these are just characters.
SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$])")
LIST_START = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)")


def per_episode(episode: Episode, site: Site, _theme: Theme) -> Iterator[Artifact]:
    """Yield `transcript.txt` and `transcript.md`, if asked for."""
    if "txt" in site.outputs:
        yield Artifact(address.download_path(episode.slug, "txt"), plain(episode).encode())
    if "md" in site.outputs:
        yield Artifact(address.download_path(episode.slug, "md"), markdown(episode, site).encode())


def per_site(cards: Sequence[Card], site: Site, _theme: Theme) -> Iterator[Artifact]:
    """Yield `llms.txt` (https://llmstxt.org): what there is to read, with links."""
    lines = [f"# {site.title}", ""]
    if site.description:
        lines += [f"> {site.description}", ""]
    for title, own in _by_show(cards, site).items():
        lines += [f"## {title}", "", *(_listed(card, site) for card in own), ""]
    if site.pages:
        lines += ["## Pages", ""]
        for page in site.pages:
            link = _link(site, address.page_path(page.slug))
            about = f": {page.description}" if page.description else ""
            lines.append(f"- [{page.title}]({link}){about}")
    yield Artifact("llms.txt", ("\n".join(lines).rstrip() + "\n").encode())


def _by_show(cards: Sequence[Card], site: Site) -> dict[str, list[Card]]:
    found: dict[str, list[Card]] = {}
    for card in cards:
        show = site.show(card.show)
        found.setdefault(show.title if show else "Conversations", []).append(card)
    return found


def _listed(card: Card, site: Site) -> str:
    path = address.download_path(card.slug, "md" if "md" in site.outputs else "html")
    who = ", ".join(speaker.name for speaker in card.speakers)
    detail = "; ".join(part for part in (who, f"{card.statistics.words:,} words") if part)
    return f"- [{card.title}]({_link(site, path)}): {detail}"


def _link(site: Site, path: str) -> str:
    return address.absolute(site.url, path) if site.url else path


def plain(episode: Episode) -> str:
    """Return the conversation as text that one can paste anywhere."""
    lines = [episode.title, ""]
    if episode.guest:
        lines = [f"{episode.guest} – {episode.title}", ""]
    if episode.origin:
        lines += [f"[{ORIGINS[episode.origin]}]", ""]
    for chapter in episode.chapters:
        start = f"{format_clock(chapter.time.start_ms)} – " if chapter.time else ""
        lines += [f"{start}{chapter.title}", ""]
        for turn in chapter.turns:
            if label := _label(episode, turn):
                lines += [label, ""]
            for paragraph in turn.paragraphs:
                lines += [paragraph.text, ""]
            if turn.gap_ms:
                lines += [f"[{_gap(turn)}]", ""]
    return "\n".join(lines)


def _label(episode: Episode, turn: Turn) -> str:
    speaker = episode.speaker(turn.speaker_id)
    clock = format_clock(turn.time.start_ms) if turn.time else ""
    return f"{speaker.name if speaker else ''} {clock}".strip()


def _gap(turn: Turn) -> str:
    return f"About {format_length(turn.gap_ms)} of the recording is not in this transcript"


def markdown(episode: Episode, site: Site) -> str:
    """Return the conversation as Markdown; times link to the site if it has an address."""
    parts = [f"# {escaped(episode.title)}\n"]
    if episode.summary:
        parts.append(f"{escaped(episode.summary)}\n")
    if episode.origin:
        parts.append(f"*{ORIGINS[episode.origin]}*\n")
    for chapter in episode.chapters:
        parts.append(f"## {escaped(chapter.title)}\n")
        for turn in chapter.turns:
            parts.append(_turn(episode, chapter, turn, site))
            if turn.gap_ms:
                parts.append(f"*{_gap(turn)}.*\n")
    return "\n".join(parts)


def _turn(episode: Episode, chapter: Chapter, turn: Turn, site: Site) -> str:
    speaker = episode.speaker(turn.speaker_id)
    label = f"**{escaped(speaker.name)}:** " if speaker else ""
    clock = ""
    if turn.time:
        clock = format_clock(turn.time.start_ms)
        path = address.chapter_path(episode.slug, chapter.id)
        link = f"{address.absolute(site.url, path)}#{turn.id}" if site.url else ""
        clock = f"[{clock}]({link}) " if link else f"({clock}) "
    texts = [paragraph.markup or escaped(paragraph.text) for paragraph in turn.paragraphs]
    return f"{label}{clock}{texts[0]}\n" + "".join(f"\n{text}\n" for text in texts[1:])


def escaped(text: str) -> str:
    r"""Return text in which no character means anything to Markdown, and each still shows.

    >>> escaped("2. costs $3 *a lot*")
    '2\\. costs \\$3 \\*a lot\\*'
    """
    marked = SPECIAL.sub(r"\\\1", text)
    found = LIST_START.match(marked)
    if found:
        start, sign, space = found.groups()
        marked = f"{start}{sign[:-1]}\\{sign[-1]}{space}{marked[found.end() :]}"
    return marked.replace("&", "&amp;") if re.search(r"&#?\w+;", marked) else marked
