"""Every word of other people's transcripts is in the book or excluded: counted independently."""

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
import yaml

from tests.importers.corpus import Read, manifest, read

# Where the corpora are absent one test stands for all, and says so.
FILES = sorted(manifest()) or [""]
TOKEN = re.compile(r"\w+")
# Marks of captions and pages that stand inside words or beside them, and are not said.
INLINE = re.compile(
    r"</?(?:[ibucpv]|em|font|ruby|rt|lang|span|sup|sub|strong|br)(?:[\s.][^<>]*)?/?>"
    r"|<[\d:.]+>|\{\\[^}]*\}|\{[a-z]:[^}]*\}",
    re.IGNORECASE,
)
ANY_TAG = re.compile(r"<[^<>]*>")


def tokens(text: str) -> Counter[str]:
    return Counter(TOKEN.findall(text))


def of_captions(text: str) -> Counter[str]:
    return tokens(html.unescape(INLINE.sub("", text)))


def of_page(text: str) -> Counter[str]:
    body = re.sub(r"(?s)^.*?</title>|<!--.*?-->", "", text, flags=re.IGNORECASE)
    return tokens(html.unescape(ANY_TAG.sub(" ", INLINE.sub("", body))))


def of_body(text: str) -> Counter[str]:
    body = re.search(r"(?s)<body.*</body>|<transcript>.*", text)
    text = re.sub(r"(?s)<metadata.*?</metadata>", "", body[0]) if body else ""
    return tokens(html.unescape(ANY_TAG.sub("", text.replace("<br/>", " "))))


def of_yaml(text: str) -> Counter[str]:
    above, _, below = text.partition("\ntranscript:\n")
    # The list ends where another setting begins, or the block.
    end = re.search(r"(?m)^(?:\w[\w-]*:|---)", below)
    assert end
    entries, tail = yaml.safe_load(below[: end.start()]), below[end.start() :]
    shown = [str(v) for e in entries for k, v in e.items() if k in ("header", "line", "who")]
    times = re.findall(r"(?m)^\s+time: ['\"]?([\d:]+)", below)
    return tokens("\n".join([above, *shown, *times, tail]))


def of_tiers(text: str) -> Counter[str]:
    """Return the words in the values of ELAN's and Praat's annotations."""
    values = re.findall(r"<ANNOTATION_VALUE>(.*?)</", text, re.DOTALL)
    praat = re.findall(r'^\s*(?:text|mark) = "(.*)"\s*$', text, re.MULTILINE)
    return tokens(html.unescape("\n".join([*values, *praat])))


# By the beginning of the format's name: the words of a file, counted without an importer.
INDEPENDENT: tuple[tuple[str, Callable[[str], Counter[str]]], ...] = (
    ("txt-", tokens),
    ("md-", tokens),
    ("chat-", tokens),
    ("program", tokens),
    ("vtt-", of_captions),
    ("srt-", of_captions),
    ("sbv", of_captions),
    ("csv-", of_captions),
    ("tsv-", of_captions),
    ("lrc", tokens),
    ("html-congress", of_page),
    ("html-podcastns", of_page),
    ("html-word-export", of_page),
    ("xml-tei-parla", of_body),
    ("xml-ttml", of_body),
    ("xml-youtube", of_body),
    ("xml-eaf", of_tiers),
    ("yaml-", of_yaml),
)


def accounted(found: Read) -> Counter[str]:
    """Return the words of the finished book and of what is excluded."""
    said = [p.markup or p.text for t in found.episode.turns for p in t.paragraphs]
    excluded = [x.text for x in found.interpreted.excluded]
    if found.format.startswith("vtt-"):
        # A comment keeps the tags that it is about; they are not counted on the other side.
        excluded = [INLINE.sub("", text) for text in excluded]
    return tokens("\n".join([*said, *excluded]))


@pytest.mark.parametrize("path", FILES)
def test_no_word_of_a_text_is_lost_or_invented(path: str) -> None:
    found = read(path)
    account = found.episode.account
    assert not [f for f in found.findings if f.code in ("words-lost", "words-invented")]
    assert account.source == account.spoken + account.excluded
    count = next((f for start, f in INDEPENDENT if found.format.startswith(start)), None)
    if count:
        want, have = count(found.text), accounted(found)
        assert (want - have, have - want) == (Counter(), Counter())


def strings(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield all strings of a JSON file with the keys that lead to them."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, f"{place}[]")
    elif isinstance(value, str):
        yield place, value


@pytest.mark.parametrize("path", [path for path in FILES if not path or "json-" in path])
def test_what_a_json_file_says_is_all_that_stands_under_one_of_its_keys(path: str) -> None:
    found = read(path)
    by_key: dict[str, Counter[str]] = {}
    for key, value in strings(json.loads(found.text)):
        by_key.setdefault(key, Counter()).update(tokens(value))
    chapters = [marker.title for marker in found.transcript.markers]
    said = accounted(found) or tokens("\n".join(chapters))
    labels = tokens("\n".join(x.text for x in found.interpreted.excluded if x.code == "label"))
    # Names may stand under a key of their own.
    assert said in by_key.values() or said - labels in by_key.values()
