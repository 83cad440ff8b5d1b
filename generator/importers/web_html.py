"""Web pages.

`html-podcastns`: the form of Podcasting 2.0, with names in `<cite>` and times in `<time>`.

    <cite>Ada Marsh:</cite>
    <time>0:00</time>
    <p>We found the letters in a tin box.</p>

    <cite>Tomás Reyes:</cite>
    <time>0:09</time>
    <p>And the first one was addressed to you?</p>

`html-hyperaudio`: pages of Hyperaudio and its kin, which have a time on each word.

    <article><section><p>
      <span class="speaker" data-m="0" data-d="0">Ada Marsh: </span>
      <span data-m="0" data-d="300">We </span><span data-m="300" data-d="400">found </span>
      <span data-m="700" data-d="100">a </span><span data-m="800" data-d="200">tin </span>
      <span data-m="1000" data-d="500">box. </span>
    </p></section></article>

`html-congress`: a page of the Congressional Record.

    <html><head><title>Congressional Record, Volume 1</title></head><body><pre>
    [Congressional Record Volume 1, Number 1 (Monday, January 4, 2021)]

      Mr. MARSH. Madam President, the letters were in a tin box.
      The PRESIDING OFFICER. Without objection, they are received.
    </pre></body></html>

`html-word-export`: what Word saves as a web page.

    <html xmlns:o="urn:schemas-microsoft-com:office:office">
    <head><meta name="Generator" content="Microsoft Word 97"></head><body>
    <p class="MsoNormal">MARSH: We found the letters in a tin box.</p>
    <p class="MsoNormal">REYES: And the first one was addressed to you?</p>
    <p class="MsoNormal">MARSH: It was.</p>
    </body></html>

`html-page`: any other page, saved from a browser. It is read as the text it shows, in which names
and times are looked for as in plain text.

    <html><body>
    <h1>Letters from the tin box</h1>
    <p><b>Ada Marsh:</b> We found the letters in a tin box.</p>
    <p><b>Tomás Reyes:</b> And the first one was addressed to you?</p>
    <p><b>Ada Marsh:</b> It was.</p>
    </body></html>
"""

import re
from typing import TYPE_CHECKING

from generator.importers import carried, dialogue, html_tree
from generator.importers.gather import Guess, Importer, built, error
from generator.importers.labels import clock_ms
from generator.importers.patterns import pattern
from generator.importers.text import Manuscript
from generator.model.source import Span
from generator.model.transcript import Exclusion, Reading, Utterance, Word

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

FORMATS = (
    "html-podcastns",
    "html-hyperaudio",
    "html-congress",
    "html-word-export",
    "html-page",
)
IS_HTML = pattern(r"<(?:!doctype html|html|head|body|cite|time|p|article|div|pre)\b", re.IGNORECASE)
BLOCKS = frozenset(
    """
    p h1 h2 h3 h4 h5 h6 li blockquote pre td th dt dd div section article header tr figcaption
    """.split()  # noqa: SIM905 - easier to read than a list
)
SKIPPED = frozenset(
    """
    script style noscript template svg nav footer form button select iframe head
    """.split()  # noqa: SIM905
)


def sniff(manuscript: Manuscript) -> Guess | None:
    """Tags say that it is HTML; which of them, whose."""
    if not manuscript.readable:
        return None
    head = manuscript.text[:20_000]
    first = head.lstrip("\ufeff \t\r\n")
    if (
        not first.startswith("<")
        or first.startswith(("<?xml", "<tt", "<TEI"))
        or not IS_HTML.search(head)
    ):
        return None
    lowered = manuscript.text[:200_000].casefold()
    if "<cite" in lowered and "<time" in lowered:
        return Guess("html-podcastns", 0.99, "names in <cite>, times in <time>")
    if lowered.count(" data-m=") > 5:
        return Guess("html-hyperaudio", 0.99, "a time in data-m on each word")
    if "congressional record" in lowered and "<pre" in lowered:
        return Guess("html-congress", 0.99, "a page of the Congressional Record")
    if "microsoft word" in lowered[:4000] or "urn:schemas-microsoft-com" in lowered[:4000]:
        return Guess("html-word-export", 0.99, "HTML that Word wrote")
    inner, _ = carried.manuscript_of(manuscript, _blocks(manuscript))
    guess = dialogue.sniff(inner)
    if guess is None or guess.format == "txt-unlabelled":
        return Guess("html-page", 0.3, "a web page, and no line of its text names a speaker")
    return Guess("html-page", 0.985, f"a web page; in its text {guess.reason}")


def _parsed(manuscript: Manuscript) -> "LexborHTMLParser":
    return html_tree.parsed(manuscript.text)


def _blocks(manuscript: Manuscript) -> list[carried.Block]:
    """Return the paragraphs that a page shows, with their lines."""
    tree = _parsed(manuscript)
    root = tree.css_first("article") or tree.css_first("main") or tree.body
    texts = list(_texts(root)) if root else []
    return carried.locate(manuscript.text, texts)


def _texts(root: "LexborNode") -> list[str]:
    """Return the texts of a tree's blocks, in order, without recursion."""
    found: list[str] = []
    open_text: list[str] = []

    def close() -> None:
        text = "".join(open_text)
        lines = [" ".join(line.split()) for line in text.split("\n")]
        joined = "\n".join(line for line in lines if line)
        if joined:
            found.append(joined)
        open_text.clear()

    stack: list[tuple[LexborNode, bool, bool]] = [(root, False, False)]
    while stack:
        node, leaving, preserved = stack.pop()
        tag = node.tag
        if leaving:
            close()
            continue
        if tag == "-text":
            text = node.text_content or ""
            open_text.append(text if preserved else re.sub(r"[ \t\r\n]+", " ", text))
            continue
        if tag in SKIPPED:
            continue
        if tag == "br":
            open_text.append("\n")
            continue
        if tag in BLOCKS:
            close()
            stack.append((node, True, preserved))
        # What is inside `pre` keeps its lines, also below an element that nobody knows.
        inner = preserved or tag == "pre"
        children = reversed(list(node.iter(include_text=True)))
        stack.extend((child, False, inner) for child in children)
    close()
    return found


def read(manuscript: Manuscript, format_name: str) -> Reading:
    """Return the conversation of the page."""
    if format_name == "html-podcastns":
        return _podcast(manuscript)
    if format_name == "html-hyperaudio":
        return _hyperaudio(manuscript)
    title = _title(manuscript)
    return carried.read(manuscript, _blocks(manuscript), title)


def _title(manuscript: Manuscript) -> str:
    node = _parsed(manuscript).css_first("title")
    return " ".join(node.text().split()) if node else ""


def _podcast(manuscript: Manuscript) -> Reading:
    """Read the form of the Podcasting 2.0 transcript tag (`text/html`): cite, time, p."""
    utterances: list[Utterance] = []
    excluded: list[Exclusion] = []
    nodes = _parsed(manuscript).css("cite, time, p")
    texts = [" ".join(node.text().split()) for node in nodes]
    speaker: str | None = None
    start_ms: int | None = None
    label: Span | None = None
    for node, (text, line) in zip(nodes, carried.locate(manuscript.text, texts), strict=True):
        span = Span(manuscript.path, line, line)
        if node.tag == "cite":
            speaker, label = text.rstrip(":： ").strip(), span
            excluded.append(Exclusion("label", text, span))
        elif node.tag == "time":
            start_ms = clock_ms(text)
            excluded.append(Exclusion("time", text, span))
        elif text:
            utterances.append(Utterance(text, span, speaker, start_ms, label=label))
            speaker = start_ms = label = None
    return _finished(manuscript, utterances, excluded, "paragraph")


def _hyperaudio(manuscript: Manuscript) -> Reading:
    """Read the words of Hyperaudio: `data-m` is the start and `data-d` the length, in ms."""
    utterances: list[Utterance] = []
    excluded: list[Exclusion] = []
    tree = _parsed(manuscript)
    groups = [p for p in tree.css("p") if p.css("[data-m]")]
    texts = [" ".join(group.text().split()) for group in groups]
    for group, (_, line) in zip(groups, carried.locate(manuscript.text, texts), strict=True):
        span = Span(manuscript.path, line, line)
        speaker, words = None, []
        for node in group.css("[data-m]"):
            text = " ".join(node.text().split())
            if "speaker" in (node.attributes.get("class") or "").split():
                speaker = text.strip("[]:： ")
                excluded.append(Exclusion("label", text, span))
            elif text and (start := _number(node.attributes.get("data-m"))) is not None:
                length = _number(node.attributes.get("data-d")) or 0
                words.append(Word(text, start, start + length))
        if words:
            said = " ".join(word.text for word in words)
            start_ms, end_ms = words[0].start_ms, words[-1].end_ms
            label = span if speaker else None
            utterances.append(Utterance(said, span, speaker, start_ms, end_ms, tuple(words), label))
    return _finished(manuscript, utterances, excluded, "paragraph")


def _number(text: str | None) -> int | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return int(value) if 0 <= value < 3_600_000_000 else None


def _finished(
    manuscript: Manuscript,
    utterances: list[Utterance],
    excluded: list[Exclusion],
    grain: str,
) -> Reading:
    title = _title(manuscript)
    transcript = built(
        manuscript, utterances, (), excluded, title, grain="cue" if grain == "cue" else "paragraph"
    )
    if not utterances:
        hint = "put the transcript into it, or remove the file"
        return Reading(
            transcript, (error(manuscript.path, 0, "empty", "the file has no words", hint),)
        )
    return Reading(transcript)


IMPORTER = Importer(FORMATS, __doc__, sniff, read)
