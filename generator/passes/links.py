"""Addresses in text that was pasted without its links."""

import re
from dataclasses import replace

from generator.model.source import Span
from generator.model.transcript import Link, Reading, Transcript

# Top-level domains that a transcript's writer would leave without a scheme. Others need
# `https://` or `www.`, because `example.text` or `Node.js` in speech is no address.
DOMAINS = "com|org|net|edu|gov|io|ai|dev|app|co|fm|tv|me|info|google|xyz|eu|uk|de|fr|ch|nl"
ADDRESS = re.compile(
    rf"(?<![\w@.])(?:https?://[^\s<>\"“”]+|www\.[^\s<>\"“”]+"
    rf"|(?:[a-z0-9][a-z0-9-]*\.)+(?:{DOMAINS})(?![\w-])(?:/[^\s<>\"“”]*)?)",
    re.IGNORECASE,
)
# Ends a sentence, not an address.
TRAILING = ".,;:!?)]}'’"


def links_in(text: str, span: Span) -> tuple[Link, ...]:
    """Return the addresses in `text`, in order; those without a scheme get `https://`.

    >>> links_in("Go to labelbox.com/try.", Span("a", 1, 1))[0].href
    'https://labelbox.com/try'
    """
    found = []
    for match in ADDRESS.finditer(text):
        shown = match.group().rstrip(TRAILING)
        href = shown if shown.lower().startswith(("http://", "https://")) else f"https://{shown}"
        found.append(Link(shown, href, span))
    return tuple(found)


def find(transcript: Transcript) -> Reading:
    """Return the transcript with the addresses of its front matter; speech is left as it is."""
    said = (line for line in transcript.excluded if line.code in ("sponsor", "summary", "outlets"))
    links = tuple(link for line in said for link in links_in(line.text, line.span))
    return Reading(replace(transcript, links=links))
