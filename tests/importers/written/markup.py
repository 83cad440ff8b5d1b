"""Formats of XML and HTML, and Word's."""

import html
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

from generator.model.clock import cue_clock
from tests.fuzz.target import docx_of
from tests.importers.written.talk import Said, clock, words_of


def ttml(talk: Sequence[Said]) -> str:
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


def xml_youtube(talk: Sequence[Said]) -> str:
    texts = (
        f'<text start="{s.start_ms / 1000}" dur="{(s.end_ms - s.start_ms) / 1000}">'
        f"{escape(html.escape(s.text))}</text>"
        for s in talk
    )
    return f"<?xml version='1.0' encoding='utf-8'?><transcript>{''.join(texts)}</transcript>"


def ohms(talk: Sequence[Said]) -> str:
    text = "\n\n".join(f"{s.name.split()[-1].upper()}: {escape(s.text)}" for s in talk)
    record = f"<version>5.4</version><title>A</title><transcript>{text}</transcript>"
    return f"<ROOT><record>{record}</record></ROOT>"


def tei(talk: Sequence[Said]) -> str:
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


def eaf(talk: Sequence[Said]) -> str:
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


def page(head: str, form: str) -> Callable[[Sequence[Said]], str]:
    def write(talk: Sequence[Said]) -> str:
        body = "\n".join(
            form.format(
                name=html.escape(s.name),
                text=html.escape(s.text),
                upper=s.name.split()[-1].upper(),
                clock=clock(s.start_ms),
            )
            for s in talk
        )
        return head + body

    return write


def hyperaudio(talk: Sequence[Said]) -> str:
    said = ""
    for s in talk:
        spans = "".join(
            f'<span data-m="{a * 1000:.0f}" data-d="{(b - a) * 1000:.0f}">{html.escape(w)} </span>'
            for w, a, b in words_of(s)
        )
        start = f'data-m="{s.start_ms}" data-d="0"'
        said += f'<p><span class="speaker" {start}>{html.escape(s.name)}: </span>{spans}</p>'
    return f"<article><section>{said}</section></article>"


def docx(talk: Sequence[Said]) -> bytes:
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{escape(s.name)}: {escape(s.text)}</w:t></w:r></w:p>" for s in talk
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}"><w:body>{paragraphs}</w:body></w:document>'
    return docx_of(document.encode())
