"""Formats of JSON, and tables."""

import csv
import html
import io
import json
from collections.abc import Callable, Sequence

from generator.model.clock import cue_clock, format_clock
from tests.importers.written.talk import Said, clock, words_of


def entries(root: str, **fields: str) -> Callable[[Sequence[Said]], str]:
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


def by_word(
    make: Callable[[Sequence[tuple[Said, list[tuple[str, float, float]]]]], object],
) -> Callable[[Sequence[Said]], str]:
    return lambda talk: json.dumps(make([(s, words_of(s)) for s in talk]))


def aws(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
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


def deepgram(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
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


def google(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
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


def ibm(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
    labels = [{"from": a, "to": b, "speaker": s.name} for s, ws in talk for _, a, b in ws]
    results = [
        {"final": True, "alternatives": [{"transcript": s.text, "timestamps": words}]}
        for s, words in talk
    ]
    return {"results": results, "speaker_labels": labels}


def speechmatics(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
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


def rev(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
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


def kaldi(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
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


def word_timings(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
    return [
        {"word": w, "start": a, "end": b, "speaker": s.name} for s, ws in talk for w, a, b in ws
    ]


def json_youtube(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
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


def oyez(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
    turns = [
        {
            "speaker": {"name": s.name, "roles": None},
            "text_blocks": [{"start": s.start_ms / 1000, "stop": s.end_ms / 1000, "text": s.text}],
        }
        for s, _ in talk
    ]
    return {"transcript": {"title": "A", "sections": [{"start": 0, "turns": turns}]}}


def congress(talk: Sequence[tuple[Said, list[tuple[str, float, float]]]]) -> object:
    return {"content": [{"kind": "speech", "speaker": s.name, "text": s.text} for s, _ in talk]}


def otr(talk: Sequence[Said]) -> str:
    lines = "".join(
        f'<p><span data-timestamp="{s.start_ms / 1000}">{format_clock(s.start_ms)}</span> '
        f"<b>{html.escape(s.name)}:</b> {html.escape(s.text)}</p>"
        for s in talk
    )
    return json.dumps({"text": lines, "media": "a.mp3", "media-time": 1})


def table(columns: Sequence[str], delimiter: str) -> Callable[[Sequence[Said]], str]:
    def write(talk: Sequence[Said]) -> str:
        out = io.StringIO()
        rows = csv.writer(out, delimiter=delimiter)
        rows.writerow(columns)
        for s in talk:
            values = {
                "speaker": s.name,
                "text": s.text,
                "timestamp": f"[{clock(s.start_ms)}]",
                "start": f"{s.start_ms}",
                "end": f"{s.end_ms}",
            }
            rows.writerow([values[column] for column in columns])
        return out.getvalue()

    return write


def in_order(talk: Sequence[Said]) -> str:
    return entries("segments", speaker="name", startTime="start", endTime="end", body="text")(talk)
