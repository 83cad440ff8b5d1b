"""The recordings that an episode's TOML names -> Media, with findings."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath

import msgspec

from generator.model.clock import format_clock, parse_clock
from generator.model.diagnostic import Diagnostic
from generator.model.media import Media, Offset, vimeo_page, youtube_page
from generator.toml_file import KeyPath, Toml, wrong_value

KINDS = ("audio", "video", "youtube", "vimeo")
MIME_TYPES = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "opus": "audio/ogg"}
MIME_TYPES |= {"wav": "audio/wav", "flac": "audio/flac", "mp4": "video/mp4", "webm": "video/webm"}
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
WEB = ("http://", "https://")
HOST = r"(?:https?://)?(?:[\w-]+\.)*"
YOUTUBE = re.compile(
    rf"{HOST}(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#]*&)?v=|embed/|live/|shorts/))"
    r"(?P<id>[\w-]+)(?:[?&#].*)?",
    re.ASCII,
)
# The second part is the key of a video that is not listed.
VIMEO = re.compile(
    rf"{HOST}vimeo\.com/(?:video/)?(?P<id>\d+(?:(?:/|\?h=)[0-9a-f]+)?)(?:[?&#].*)?", re.ASCII
)
YOUTUBE_ID = re.compile(r"[\w-]+", re.ASCII)
VIMEO_ID = re.compile(r"\d+(?:/[0-9a-f]+)?", re.ASCII)


class OffsetEntry(msgspec.Struct):
    """One of `offsets`."""

    at: str
    shift: str


class MediaEntry(msgspec.Struct):
    """`[[media]]`."""

    url: str
    kind: str = ""
    mime_type: str = ""
    size_bytes: int = 0
    duration: str = ""
    offsets: list[OffsetEntry] = []


def read(
    youtube: str,
    vimeo: str,
    entries: Sequence[MediaEntry],
    toml: Toml,
    findings: list[Diagnostic],
) -> tuple[Media, ...]:
    """Return the recordings, those of the keys `youtube` and `vimeo` first."""
    found = []
    if media := _youtube(youtube, ("youtube",), toml, findings):
        found.append(media)
    if media := _vimeo(vimeo, ("vimeo",), toml, findings):
        found.append(media)
    for index, entry in enumerate(entries):
        keys: KeyPath = ("media", index)
        if media := _media(entry, keys, toml, findings):
            duration_ms = clock(entry.duration, (*keys, "duration"), toml, findings)
            offsets = _offsets(entry.offsets, duration_ms, (*keys, "offsets"), toml, findings)
            found.append(
                replace(
                    media, duration_ms=duration_ms, offsets=offsets, defined_line=toml.line(*keys)
                )
            )
    return tuple(found)


def clock(text: str, keys: KeyPath, toml: Toml, findings: list[Diagnostic]) -> int | None:
    """Return a time in ms; None when there is none, or for a finding."""
    if not text:
        return None
    try:
        return parse_clock(text)
    except ValueError:
        message = f"{text!r} is not a time"
        findings.append(wrong_value(toml, keys, message, ["a time such as 1:02:03"]))
        return None


def _youtube(text: str, keys: KeyPath, toml: Toml, findings: list[Diagnostic]) -> Media | None:
    address = YOUTUBE.fullmatch(text)
    video_id = address["id"] if address else text
    if YOUTUBE_ID.fullmatch(video_id):
        return Media("youtube", youtube_page(video_id), video_id)
    if text:
        finding = wrong_value(toml, keys, f"{text!r} is no id of a video")
        hint = "write the part of the video's address after v=, such as aR20FWCCjAs"
        findings.append(replace(finding, hint=hint))
    return None


def _vimeo(text: str, keys: KeyPath, toml: Toml, findings: list[Diagnostic]) -> Media | None:
    address = VIMEO.fullmatch(text)
    video_id = address["id"].replace("?h=", "/") if address else text
    if VIMEO_ID.fullmatch(video_id):
        return Media("vimeo", vimeo_page(video_id), video_id)
    if text:
        finding = wrong_value(toml, keys, f"{text!r} is no id of a video")
        hint = "write the number in the video's address, such as 76979871"
        findings.append(replace(finding, hint=hint))
    return None


def _media(
    entry: MediaEntry, keys: KeyPath, toml: Toml, findings: list[Diagnostic]
) -> Media | None:
    """Return the recording of an entry; YouTube and Vimeo are known by their addresses."""
    kind = entry.kind
    if kind and kind not in KINDS:
        findings.append(wrong_value(toml, (*keys, "kind"), f"there is no kind {kind!r}", KINDS))
        kind = ""
    if kind == "youtube" or (not kind and YOUTUBE.fullmatch(entry.url)):
        return _youtube(entry.url, (*keys, "url"), toml, findings)
    if kind == "vimeo" or (not kind and VIMEO.fullmatch(entry.url)):
        return _vimeo(entry.url, (*keys, "url"), toml, findings)
    if not entry.url or (SCHEME.match(entry.url) and not entry.url.lower().startswith(WEB)):
        message = f"{entry.url!r} is not a web address or the name of a file"
        findings.append(wrong_value(toml, (*keys, "url"), message))
        return None
    ending = PurePosixPath(entry.url.split("?")[0]).suffix.lstrip(".").lower()
    mime_type = entry.mime_type or MIME_TYPES.get(ending, "")
    kind = kind or ("video" if mime_type.startswith("video") else "audio")
    return Media(kind, entry.url, "", mime_type, entry.size_bytes)


def _offsets(
    entries: Sequence[OffsetEntry],
    duration_ms: int | None,
    keys: KeyPath,
    toml: Toml,
    findings: list[Diagnostic],
) -> tuple[Offset, ...]:
    """Return the offsets; none of them where one cannot be, because the others hang on it."""
    offsets = []
    problems = []
    for entry in entries:
        at_ms, shift_ms = _parsed(entry.at), _shift(entry.shift)
        if at_ms is None or shift_ms is None:
            wrong = entry.at if at_ms is None else entry.shift
            problems.append((f"{wrong!r} is not a time", "write a time such as 1:02:03 or -0:05"))
        else:
            offsets.append(Offset(at_ms, shift_ms))
    if not problems:
        problems += _misplaced(offsets, duration_ms)
    for message, hint in problems:
        finding = wrong_value(toml, keys, message)
        findings.append(replace(finding, hint=hint))
    return () if problems else tuple(offsets)


def _misplaced(offsets: Sequence[Offset], duration_ms: int | None) -> list[tuple[str, str]]:
    """Return what is wrong with the order of the offsets, with a hint."""
    problems = []
    for offset in offsets:
        at, there_ms = format_clock(offset.at_ms), offset.at_ms + offset.shift_ms
        if there_ms < 0:
            message = f"the offset at {at} leads to a time before the recording begins"
            problems.append((message, f"write a shift from -{at} on"))
        elif duration_ms is not None and there_ms > duration_ms:
            message = f"the offset at {at} leads to {format_clock(there_ms)}, past the end"
            problems.append((message, f"the recording ends at {format_clock(duration_ms)}"))
    for one, after in pairwise(offsets):
        at = format_clock(after.at_ms)
        if after.at_ms <= one.at_ms:
            message = f"the offset at {at} stands below one at {format_clock(one.at_ms)}"
            problems.append((message, "write the offsets in the order of their times"))
        elif after.at_ms + after.shift_ms <= one.at_ms + one.shift_ms:
            message = f"the offset at {at} would begin before the one above it in the recording"
            least = format_clock(one.at_ms + one.shift_ms)
            problems.append((message, f"time and shift together must be later than {least}"))
    return problems


def _parsed(text: str) -> int | None:
    try:
        return parse_clock(text)
    except ValueError:
        return None


def _shift(text: str) -> int | None:
    """Return a time with a sign before it in ms."""
    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    ms = _parsed(plain.lstrip("+-"))
    return -ms if ms and plain.startswith("-") else ms
