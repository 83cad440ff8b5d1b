"""A conversation written in each format: the other half of the importers, for tests alone."""

import csv
import html
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from generator.importers import refused
from generator.model.clock import cue_clock, format_clock
from tests.fuzz.target import docx_of


@dataclass(frozen=True, slots=True)
class Said:
    """A turn of the conversation; its neighbours are by others."""

    name: str
    start_ms: int
    """Whole seconds, so that any format can hold it."""
    end_ms: int
    text: str
    """One line, single spaces."""


@dataclass(frozen=True, slots=True)
class Writer:
    """How a format is written, and how much of a conversation it can hold."""

    write: Callable[[Sequence[Said]], str | bytes]
    names: bool = True
    times: bool = True
    chapters: bool = False


def _clock(ms: int) -> str:
    seconds = ms // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _lines(form: str, between: str = "\n\n") -> Callable[[Sequence[Said]], str]:
    """Return a writer of turns after a pattern with `name`, `clock`, `short` and `text`."""

    def write(talk: Sequence[Said]) -> str:
        return (
            between.join(
                form.format(
                    name=s.name,
                    clock=_clock(s.start_ms),
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


def _qa(talk: Sequence[Said]) -> str:
    return "\n\n".join(f"{'QA'[n % 2]}: {s.text}" for n, s in enumerate(talk))


def _cues(head: str, form: str, point: str) -> Callable[[Sequence[Said]], str]:
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


def _rolling(talk: Sequence[Said]) -> str:
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


def _ass(talk: Sequence[Said]) -> str:
    fields = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"
    lines = (
        f"Dialogue: 0,{_clock(s.start_ms)[1:]}.00,{_clock(s.end_ms)[1:]}.00,Default,"
        f"{s.name},0,0,0,,{s.text}"
        for s in talk
    )
    return f"[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: {fields}\n" + "\n".join(lines)


def _sami(talk: Sequence[Said]) -> str:
    blocks = (
        f"<SYNC Start={s.start_ms}><P>{html.escape(s.text)}\n<SYNC Start={s.end_ms}><P>&nbsp;\n"
        for s in talk
    )
    return f"<SAMI><BODY>\n{''.join(blocks)}</BODY></SAMI>"


def _microdvd(talk: Sequence[Said]) -> str:
    frames = (f"{{{s.start_ms // 40}}}{{{s.end_ms // 40}}}{s.text}\n" for s in talk)
    return "{1}{1}25\n" + "".join(frames)


def _lrc(talk: Sequence[Said]) -> str:
    stamps = (f"[{s.start_ms // 60000:02}:{s.start_ms // 1000 % 60:02}.00]{s.text}" for s in talk)
    return "[ti:Letters]\n" + "\n".join(stamps)


def _ttml(talk: Sequence[Said]) -> str:
    ids = {name: f"a{n}" for n, name in enumerate(dict.fromkeys(s.name for s in talk))}
    agents = "".join(
        f'<ttm:agent type="person" xml:id="{i}"><ttm:name type="full">{escape(name)}</ttm:name>'
        "</ttm:agent>"
        for name, i in ids.items()
    )
    cues = "".join(
        f'<p begin="{cue_clock(s.start_ms)}" end="{cue_clock(s.end_ms)}" '
        f'ttm:agent="{ids[s.name]}">{escape(s.text)}</p>'
        for s in talk
    )
    spaces = 'xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
    return f"<tt {spaces}><head>{agents}</head><body><div>{cues}</div></body></tt>"


def _xml_youtube(talk: Sequence[Said]) -> str:
    texts = (
        f'<text start="{s.start_ms / 1000}" dur="{(s.end_ms - s.start_ms) / 1000}">'
        f"{escape(html.escape(s.text))}</text>"
        for s in talk
    )
    return f"<?xml version='1.0' encoding='utf-8'?><transcript>{''.join(texts)}</transcript>"


def _ohms(talk: Sequence[Said]) -> str:
    text = "\n\n".join(f"{s.name.split()[-1].upper()}: {escape(s.text)}" for s in talk)
    record = f"<version>5.4</version><title>A</title><transcript>{text}</transcript>"
    return f"<ROOT><record>{record}</record></ROOT>"


def _tei(talk: Sequence[Said]) -> str:
    ids = {name: f"P{n}" for n, name in enumerate(dict.fromkeys(s.name for s in talk))}
    people = "".join(
        f'<person xml:id="{i}"><persName>{escape(name)}</persName></person>'
        for name, i in ids.items()
    )
    said = "".join(f'<u who="#{ids[s.name]}"><seg>{escape(s.text)}</seg></u>' for s in talk)
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{people}</teiHeader>'
        f"<text><body>{said}</body></text></TEI>"
    )


def _eaf(talk: Sequence[Said]) -> str:
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="{edge}{n}" TIME_VALUE="{ms}"/>'
        for n, s in enumerate(talk)
        for edge, ms in (("s", s.start_ms), ("e", s.end_ms))
    )
    tiers = ""
    for name in dict.fromkeys(s.name for s in talk):
        inside = "".join(
            f'<ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="s{n}" TIME_SLOT_REF2="e{n}">'
            f"<ANNOTATION_VALUE>{escape(s.text)}</ANNOTATION_VALUE>"
            "</ALIGNABLE_ANNOTATION></ANNOTATION>"
            for n, s in enumerate(talk)
            if s.name == name
        )
        tiers += f"<TIER TIER_ID={quoteattr(name)}>{inside}</TIER>"
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}</ANNOTATION_DOCUMENT>"


def _textgrid(talk: Sequence[Said]) -> str:
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


def _cha(talk: Sequence[Said]) -> str:
    codes = {name: f"P{n}" for n, name in enumerate(dict.fromkeys(s.name for s in talk))}
    listed = ", ".join(f"{code} {name} Adult" for name, code in codes.items())
    lines = (f"*{codes[s.name]}:\t{s.text} \x15{s.start_ms}_{s.end_ms}\x15" for s in talk)
    return f"@Begin\n@Participants:\t{listed}\n" + "\n".join(lines) + "\n@End\n"


def _entries(root: str, **fields: str) -> Callable[[Sequence[Said]], str]:
    """Return a writer of JSON whose list `root` (empty: the file) has an object for each turn."""

    def write(talk: Sequence[Said]) -> str:
        found = [
            {
                key: {
                    "name": s.name,
                    "start": s.start_ms / 1000,
                    "end": s.end_ms / 1000,
                    "start_ms": s.start_ms,
                    "end_ms": s.end_ms,
                    "text": s.text,
                    "spaced": f" {s.text}",
                    "clock": cue_clock(s.start_ms),
                }[what]
                for key, what in fields.items()
            }
            for s in talk
        ]
        return json.dumps({root: found} if root else found, ensure_ascii=False)

    return write


def _words(s: Said) -> list[tuple[str, float, float]]:
    """Return the words of a turn with seconds, shared evenly."""
    texts = s.text.split()
    step = (s.end_ms - s.start_ms) / 1000 / len(texts)
    first = s.start_ms / 1000
    return [
        (text, round(first + n * step, 3), round(first + (n + 1) * step, 3))
        for n, text in enumerate(texts)
    ]


def _by_word(
    make: Callable[[Sequence[tuple[Said, list[tuple[str, float, float]]]]], object],
) -> Callable[[Sequence[Said]], str]:
    return lambda talk: json.dumps(make([(s, _words(s)) for s in talk]))


def _aws(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
    items = [
        {
            "type": "pronunciation",
            "alternatives": [{"content": w, "confidence": "0.9"}],
            "start_time": f"{a}",
            "end_time": f"{b}",
            "speaker_label": s.name,
        }
        for s, words in talk
        for w, a, b in words
    ]
    return {"jobName": "a", "results": {"items": items}}


def _deepgram(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
    said = [
        {
            "start": s.start_ms / 1000,
            "end": s.end_ms / 1000,
            "transcript": s.text,
            "speaker": s.name,
        }
        for s, _ in talk
    ]
    return {"results": {"channels": [{"alternatives": [{}]}], "utterances": said}}


def _google(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
    results = [
        {
            "alternatives": [
                {
                    "transcript": s.text,
                    "words": [
                        {
                            "word": w,
                            "startTime": f"{a}s",
                            "endTime": f"{b}s",
                            "speakerLabel": s.name,
                        }
                        for w, a, b in words
                    ],
                }
            ]
        }
        for s, words in talk
    ]
    return {"results": results}


def _ibm(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
    labels = [{"from": a, "to": b, "speaker": s.name} for s, ws in talk for _, a, b in ws]
    results = [
        {"final": True, "alternatives": [{"transcript": s.text, "timestamps": words}]}
        for s, words in talk
    ]
    return {"results": results, "speaker_labels": labels}


def _speechmatics(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
    return {
        "results": [
            {
                "type": "word",
                "start_time": a,
                "end_time": b,
                "alternatives": [{"content": w, "speaker": s.name}],
            }
            for s, words in talk
            for w, a, b in words
        ]
    }


def _rev(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
    ids = {name: n for n, name in enumerate(dict.fromkeys(s.name for s, _ in talk))}
    return {
        "speakers": [{"id": n, "name": name} for name, n in ids.items()],
        "monologues": [
            {
                "speaker": ids[s.name],
                "elements": [
                    {"type": "text", "value": w, "ts": a, "end_ts": b} for w, a, b in words
                ],
            }
            for s, words in talk
        ],
    }


def _kaldi(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
    segments = [
        {
            "start": s.start_ms / 1000,
            "duration": (s.end_ms - s.start_ms - 1) / 1000,
            "speaker": {"@id": s.name},
        }
        for s, _ in talk
    ]
    words = [{"word": w, "start": a, "end": b} for _, ws in talk for w, a, b in ws]
    return {"retval": {"words": words, "segmentation": {"segments": segments}}}


def _word_timings(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
    return [
        {"word": w, "start": a, "end": b, "speaker": s.name} for s, ws in talk for w, a, b in ws
    ]


def _json_youtube(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
    return {
        "events": [
            {
                "tStartMs": s.start_ms,
                "dDurationMs": s.end_ms - s.start_ms,
                "segs": [{"utf8": s.text}],
            }
            for s, _ in talk
        ]
    }


def _oyez(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
    turns = [
        {
            "speaker": {"name": s.name, "roles": None},
            "text_blocks": [{"start": s.start_ms / 1000, "stop": s.end_ms / 1000, "text": s.text}],
        }
        for s, _ in talk
    ]
    return {"transcript": {"title": "A", "sections": [{"start": 0, "turns": turns}]}}


def _congress(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
    return {"content": [{"kind": "speech", "speaker": s.name, "text": s.text} for s, _ in talk]}


def _otr(talk: Sequence[Said]) -> str:
    lines = "".join(
        f'<p><span data-timestamp="{s.start_ms / 1000}">{format_clock(s.start_ms)}</span> '
        f"<b>{html.escape(s.name)}:</b> {html.escape(s.text)}</p>"
        for s in talk
    )
    return json.dumps({"text": lines, "media": "a.mp3", "media-time": 1})


def _table(columns: Sequence[str], delimiter: str) -> Callable[[Sequence[Said]], str]:
    def write(talk: Sequence[Said]) -> str:
        out = io.StringIO()
        rows = csv.writer(out, delimiter=delimiter)
        rows.writerow(columns)
        for s in talk:
            values = {
                "speaker": s.name,
                "text": s.text,
                "timestamp": f"[{_clock(s.start_ms)}]",
                "start": f"{s.start_ms}",
                "end": f"{s.end_ms}",
            }
            rows.writerow([values[column] for column in columns])
        return out.getvalue()

    return write


def _yaml(talk: Sequence[Said]) -> str:
    entries = "".join(
        f"- line: {json.dumps(s.text, ensure_ascii=False)}\n  sec: {s.start_ms // 1000}\n"
        f"  who: {json.dumps(s.name, ensure_ascii=False)}\n"
        for s in talk
    )
    return f"---\ntitle: A\ntranscript:\n{entries}---\n"


def _page(head: str, form: str) -> Callable[[Sequence[Said]], str]:
    def write(talk: Sequence[Said]) -> str:
        body = "\n".join(
            form.format(
                name=html.escape(s.name),
                text=html.escape(s.text),
                upper=s.name.split()[-1].upper(),
                clock=_clock(s.start_ms),
            )
            for s in talk
        )
        return head + body

    return write


def _hyperaudio(talk: Sequence[Said]) -> str:
    said = ""
    for s in talk:
        spans = "".join(
            f'<span data-m="{a * 1000:.0f}" data-d="{(b - a) * 1000:.0f}">{html.escape(w)} </span>'
            for w, a, b in _words(s)
        )
        start = f'data-m="{s.start_ms}" data-d="0"'
        said += f'<p><span class="speaker" {start}>{html.escape(s.name)}: </span>{spans}</p>'
    return f"<article><section>{said}</section></article>"


def _docx(talk: Sequence[Said]) -> bytes:
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{escape(s.name)}: {escape(s.text)}</w:t></w:r></w:p>" for s in talk
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}"><w:body>{paragraphs}</w:body></w:document>'
    return docx_of(document.encode())


def _in_order(talk: Sequence[Said]) -> str:
    return _entries("segments", speaker="name", startTime="start", endTime="end", body="text")(talk)


WRITERS: Mapping[str, Writer] = {
    "vtt-plain": Writer(_cues("WEBVTT\n\n", "{start} --> {end}\n{text}", "."), names=False),
    "vtt-voice": Writer(_cues("WEBVTT\n\n", "{start} --> {end}\n<v {name}>{text}", ".")),
    "vtt-zoom-name": Writer(_cues("WEBVTT\n\n", "{n}\n{start} --> {end}\n{name}: {text}", ".")),
    "vtt-youtube-auto": Writer(_rolling, names=False),
    "srt-plain": Writer(_cues("", "{n}\n{start} --> {end}\n{raw}", ","), names=False),
    "srt-speaker": Writer(_cues("", "{n}\n{start} --> {end}\n{name}: {raw}", ",")),
    "sbv": Writer(_cues("", "{start},{end}\n{raw}", "."), names=False),
    "ass": Writer(_ass),
    "sami": Writer(_sami, names=False),
    "microdvd": Writer(_microdvd, names=False),
    "lrc": Writer(_lrc, names=False),
    "xml-ttml": Writer(_ttml),
    "xml-youtube": Writer(_xml_youtube, names=False),
    "xml-ohms": Writer(_ohms, times=False),
    "xml-tei-parla": Writer(_tei, times=False),
    "xml-eaf": Writer(_eaf),
    "textgrid": Writer(_textgrid),
    "cha": Writer(_cha),
    "json-podcastns": Writer(_in_order),
    "json-podlove": Writer(_entries("", voice="name", start="clock", text="text")),
    "json-whisper": Writer(
        _entries("segments", speaker="name", start="start", end="end", text="spaced")
    ),
    "json-aws": Writer(_by_word(_aws)),
    "json-deepgram": Writer(_by_word(_deepgram)),
    "json-assemblyai": Writer(
        _entries("utterances", speaker="name", start="start_ms", end="end_ms", text="text")
    ),
    "json-google-stt": Writer(_by_word(_google)),
    "json-ibm": Writer(_by_word(_ibm)),
    "json-speechmatics": Writer(_by_word(_speechmatics)),
    "json-rev": Writer(_by_word(_rev)),
    "json-kaldi": Writer(_by_word(_kaldi)),
    "json-word-timings": Writer(_by_word(_word_timings)),
    "json-youtube": Writer(_by_word(_json_youtube), names=False),
    "json-oyez": Writer(_by_word(_oyez)),
    "json-congress": Writer(_by_word(_congress), times=False),
    "otr": Writer(_otr),
    "csv-oralhistory": Writer(_table(("speaker", "text", "timestamp"), ",")),
    "csv-words": Writer(_table(("timestamp", "text"), ","), names=False),
    "tsv-whisper": Writer(_table(("start", "end", "text"), "\t"), names=False),
    "yaml-jekyll-turns": Writer(_yaml),
    "html-podcastns": Writer(_page("", "<cite>{name}:</cite><time>{clock}</time><p>{text}</p>")),
    "html-hyperaudio": Writer(_hyperaudio),
    "html-congress": Writer(
        _page("<title>Congressional Record</title><pre>\n", "  Mr. {upper}. {text}\n"), times=False
    ),
    "html-word-export": Writer(
        _page('<html><meta content="Microsoft Word 9">', "<p>{name}: {text}</p>"), times=False
    ),
    "html-page": Writer(_page("<html><body>", "<p>{name} {clock}</p><p>{text}</p>")),
    "docx": Writer(_docx, times=False),
    "txt-name-time": Writer(_lines("{name} {clock}\n\n{text}")),
    "txt-name-paren-time": Writer(_lines("{name} ({clock}):\n{text}")),
    "txt-name-colon": Writer(_lines("{name}: {text}"), times=False),
    "txt-time-name": Writer(_lines("[{clock}] {name}: {text}")),
    "txt-time-dash-name": Writer(_lines("{short} - {name}\n  {text}")),
    "txt-time-text": Writer(_lines("[{clock}] {text}"), names=False),
    "txt-youtube-paste": Writer(_lines("{short}\n{text}", "\n"), names=False),
    "txt-qa": Writer(_qa, times=False),
    "txt-hearing": Writer(_lines("  Mr. {upper}. {text}"), times=False),
    "txt-unlabelled": Writer(_lines("{text}"), names=False, times=False),
    "md-bold-name": Writer(_lines("**{name}:** {text}"), times=False),
    "md-name-paren-time": Writer(_lines("**{name} ({clock}):** {text}")),
    "md-time-bold-name": Writer(_lines("**[{clock}] {name}:** {text}")),
    "md-bracket-speaker-time": Writer(_lines("[{name}] [{clock}] {text}")),
    "md-frontmatter-whisper": Writer(
        lambda talk: (
            "---\ntitle: A\n---\n\n"
            + _lines("*  {text} [[{clock}](https://example.org/?t={s}s)]", "\n")(talk)
        ),
        names=False,
    ),
}
WITHOUT: Mapping[str, str] = {
    "vtt-descriptions": "what is seen, not said: no one speaks it",
    **dict.fromkeys(refused.FORMATS, "refused: nothing of it is read"),
    **dict.fromkeys(
        ("vtt-chapters", "json-chapters", "txt-chapter-list"),
        "a list of chapters, without a conversation; see the test of chapters",
    ),
}
