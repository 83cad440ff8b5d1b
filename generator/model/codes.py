"""Every finding's code and what it means; the manual's page of findings is made from this."""

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "accept-unused": "An episode's TOML accepts a finding that does not occur any more.",
    "contents-differ": "The page's list of chapters and the headings in its text disagree.",
    "empty": "A transcript has no words.",
    "encoding-guessed": "The file does not say how its characters are coded, and it is not UTF-8.",
    "no-speakers": "No line names a speaker, so the whole text belongs to no one.",
    "not-text": "The file holds bytes that are not text.",
    "time-runs-back": "A turn starts before the one above it.",
    "timing-gap": "The recording runs on for two minutes or more longer than the words can fill.",
    "timing-thin": "The recording runs on for a minute or more longer than the words can fill.",
    "unknown-format": "An episode's TOML asks for a format that does not exist.",
    "words-invented": "The book has words that the source has not. A mistake of talkbook.",
    "words-lost": "A word of the source is not in the book. A mistake of talkbook.",
}
