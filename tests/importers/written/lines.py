"""Formats of lines: text, Markdown, captions, subtitles."""

import html
import json
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from generator.model.clock import cue_clock, format_clock
from tests.importers.written.talk import Said, clock


def lines(form: str, between: str = "\n\n") -> Callable[[Sequence[Said]], str]:
    """Return a writer of turns after a pattern with `name`, `clock`, `short` and `text`."""

    def write(talk: Sequence[Said]) -> str:
        return (
            between.join(
                form.format(
                    name=s.name,
                    clock=clock(s.start_ms),
                    short=format_clock(s.start_ms),
                    s=s.start_ms // 1000,
                    text=s.text,
                    upper=s.name.split()[-1].upper(),
                )
                for s in talk
            )
            + "\n"
        )

    return write


def qa(talk: Sequence[Said]) -> str:
    return "\n\n".join(f"{'QA'[n % 2]}: {s.text}" for n, s in enumerate(talk))


def cues(head: str, form: str, point: str) -> Callable[[Sequence[Said]], str]:
    def write(talk: Sequence[Said]) -> str:
        cues = (
            form.format(
                n=n,
                start=cue_clock(s.start_ms, point),
                end=cue_clock(s.end_ms, point),
                name=escape(s.name),
                text=escape(s.text),
                raw=s.text,
            )
            for n, s in enumerate(talk, 1)
        )
        return head + "\n\n".join(cues) + "\n"

    return write


def rolling(talk: Sequence[Said]) -> str:
    """YouTube's automatic captions: each cue shows the line of the one before again."""
    blocks, shown = ["WEBVTT\nKind: captions\nLanguage: en\n"], " "
    for s in talk:
        first, *rest = escape(s.text).split(" ")
        tagged = first + "".join(f"<{cue_clock(s.start_ms)}><c> {word}</c>" for word in rest)
        middle = (cue_clock(s.end_ms - 10), cue_clock(s.end_ms))
        blocks.append(f"{cue_clock(s.start_ms)} --> {middle[0]}\n{shown}\n{tagged}\n")
        blocks.append(f"{middle[0]} --> {middle[1]}\n{escape(s.text)}\n \n")
        shown = escape(s.text)
    return "\n".join(blocks)


def ass(talk: Sequence[Said]) -> str:
    fields = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"
    lines = (
        f"Dialogue: 0,{clock(s.start_ms)[1:]}.00,{clock(s.end_ms)[1:]}.00,Default,"
        f"{s.name},0,0,0,,{s.text}"
        for s in talk
    )
    return f"[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: {fields}\n" + "\n".join(lines)


def sami(talk: Sequence[Said]) -> str:
    blocks = (
        f"<SYNC Start={s.start_ms}><P>{html.escape(s.text)}\n<SYNC Start={s.end_ms}><P>&nbsp;\n"
        for s in talk
    )
    return f"<SAMI><BODY>\n{''.join(blocks)}</BODY></SAMI>"


def microdvd(talk: Sequence[Said]) -> str:
    frames = (f"{{{s.start_ms // 40}}}{{{s.end_ms // 40}}}{s.text}\n" for s in talk)
    return "{1}{1}25\n" + "".join(frames)


def lrc(talk: Sequence[Said]) -> str:
    stamps = (f"[{s.start_ms // 60000:02}:{s.start_ms // 1000 % 60:02}.00]{s.text}" for s in talk)
    return "[ti:Letters]\n" + "\n".join(stamps)


def textgrid(talk: Sequence[Said]) -> str:
    names = list(dict.fromkeys(s.name for s in talk))
    end = talk[-1].end_ms / 1000
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "0", f"{end}"]
    lines += ["<exists>", f"{len(names)}"]
    for name in names:
        own = [s for s in talk if s.name == name]
        lines += ['"IntervalTier"', f'"{name}"', "0", f"{end}", f"{len(own)}"]
        for s in own:
            lines += [f"{s.start_ms / 1000}", f"{s.end_ms / 1000}"]
            lines.append('"' + s.text.replace('"', '""') + '"')
    return "\n".join(lines)


def cha(talk: Sequence[Said]) -> str:
    codes = {name: f"P{n}" for n, name in enumerate(dict.fromkeys(s.name for s in talk))}
    listed = ", ".join(f"{code} {name} Adult" for name, code in codes.items())
    lines = (f"*{codes[s.name]}:\t{s.text} \x15{s.start_ms}_{s.end_ms}\x15" for s in talk)
    return f"@Begin\n@Participants:\t{listed}\n" + "\n".join(lines) + "\n@End\n"


def yaml(talk: Sequence[Said]) -> str:
    entries = "".join(
        f"- line: {json.dumps(s.text, ensure_ascii=False)}\n  sec: {s.start_ms // 1000}\n"
        f"  who: {json.dumps(s.name, ensure_ascii=False)}\n"
        for s in talk
    )
    return f"---\ntitle: A\ntranscript:\n{entries}---\n"
