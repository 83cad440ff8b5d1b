"""Who speaks: one Speaker for all spellings of a name."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from generator.model.diagnostic import Diagnostic, Severity
from generator.model.people import Person, Speaker
from generator.model.slug import slugify, unique
from generator.model.transcript import Transcript
from generator.passes.near_names import near

# A string of JSON is one of TOML.
_toml = partial(json.dumps, ensure_ascii=False)
# "Danno Ferrin (Tectonic)", "Amir | P2P.org", "Barnabé - EF"
ADDITION = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|\|.*|\s[-–—/]\s.*)$")
INITIALS = re.compile(r"[A-Z]{2,4}")
JOINT = re.compile(r"\s*[/,&+]\s*")
TWICE = re.compile(r"(.+?)\s*[:,]\s*\1")


def identify(
    transcript: Transcript, people: Sequence[Person]
) -> tuple[Mapping[str, Speaker], tuple[Diagnostic, ...]]:
    """Return the Speaker of each name that the transcript uses, and what was taken for the same.

    Names that differ only in case, spacing or emoji, short forms that the source explains, and
    the aliases that the owner lists, are one speaker. What follows a name in brackets is left
    off where the bare name speaks too. Numbers follow `people` first, then first speech.
    """
    used = dict.fromkeys(u.speaker_name for u in transcript.utterances if u.speaker_name)
    known = {_key(name): person for person in people for name in (person.name, *person.aliases)}
    full = _full_names(used, _explanations(transcript, used), known)
    names_by_key: dict[str, list[str]] = {}
    for name in used:
        person = known.get(_key(full[name]))
        names_by_key.setdefault(_key(person.name if person else full[name]), []).append(name)
    order = {_key(person.name): place for place, person in enumerate(people)}
    keys = sorted(names_by_key, key=lambda key: order.get(key, len(order)))
    # The list of all speakers is the `index` of their folder.
    taken = {"index": 1}
    speakers = {}
    for number, key in enumerate(keys, 1):
        written = _best([full[name] for name in names_by_key[key]])
        speaker = _speaker(written, known.get(key), number, taken)
        speakers.update(dict.fromkeys(names_by_key[key], speaker))
    folded = _folded(transcript, speakers, known)
    return speakers, (*folded, *_alike(transcript, speakers, known))


def _explanations(transcript: Transcript, used: Iterable[str]) -> dict[str, str]:
    """Return short forms and full names: those the source lists, and initials of one speaker."""
    explained = dict(transcript.names)
    names = [" ".join(name.split()) for name in used]
    for short in names:
        if INITIALS.fullmatch(short) and short not in explained:
            whole = {name for name in names if _initials(name) == short and name != short}
            if len(whole) == 1:
                explained[short] = whole.pop()
    return explained


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _full_names(
    used: Mapping[str, None], explained: Mapping[str, str], known: Mapping[str, Person]
) -> dict[str, str]:
    """Return for each name what it stands for."""
    spoken = {_key(name) for name in used} | set(known)
    steps: tuple[Callable[[str], str], ...] = (
        _said_once,
        lambda name: _explained(name, explained),
        lambda name: _without_addition(name, spoken),
    )
    full = {}
    for name in used:
        whole = name
        for step in steps:
            whole = step(whole)
        full[name] = whole
    return full


def _said_once(name: str) -> str:
    """`Ada Marsh: Ada Marsh` is a slip of the keyboard."""
    found = TWICE.fullmatch(name)
    return found.group(1) if found else name


def _explained(name: str, explained: Mapping[str, str]) -> str:
    if name in explained:
        return explained[name]
    parts = JOINT.split(name)
    if len(parts) > 1 and all(part in explained for part in parts):
        return " and ".join(explained[part] for part in parts)
    return name


def _without_addition(name: str, spoken: set[str]) -> str:
    bare = ADDITION.sub("", name)
    # "Ada / Tomás" is both of them.
    rest = name[len(bare) :].lstrip(" |-–—/")
    return bare if bare and _key(bare) in spoken and _key(rest) not in spoken else name


def _key(name: str) -> str:
    """Return what is the same for all spellings: no case, no spacing, no pictures."""
    letters = (
        c for c in name.casefold() if unicodedata.category(c) not in ("So", "Sk", "Cf", "Mn")
    )
    return " ".join("".join(letters).split()) or name


def _best(names: Sequence[str]) -> str:
    """Return the spelling to show: with capitals, but not all of them, and no pictures."""
    # The first of those that are as good, which is what `min` returns.
    return min(
        (" ".join(name.split()) for name in names),
        key=lambda name: (
            name.isupper() and len(name) > 3,
            name.islower(),
            sum(1 for c in name if unicodedata.category(c) == "So"),
        ),
    )


def _folded(
    transcript: Transcript, speakers: Mapping[str, Speaker], known: Mapping[str, Person]
) -> list[Diagnostic]:
    """Return a note for each name that is shown as another, unless its owner lists it."""
    findings = []
    first_lines: dict[str, int] = {}
    for utterance in transcript.utterances:
        if utterance.speaker_name:
            first_lines.setdefault(utterance.speaker_name, utterance.span.line)
    explained = _explanations(transcript, speakers)
    written_out = [name for name in speakers if _explained(name, explained) != name]
    for name, speaker in speakers.items():
        if " ".join(name.split()) == speaker.name or _key(name) in known or name in written_out:
            continue
        message = f"{name!r} is taken for {speaker.name!r}"
        findings.append(_note(transcript.path, first_lines[name], message))
    if written_out:
        line = min(first_lines[name] for name in written_out)
        pairs = ", ".join(f"{name} = {speakers[name].name}" for name in written_out)
        findings.append(_note(transcript.path, line, f"short names are written out: {pairs}"))
    return findings


def _alike(
    transcript: Transcript, speakers: Mapping[str, Speaker], known: Mapping[str, Person]
) -> Iterator[Diagnostic]:
    """Yield a note for two speakers who may be one; none where the owner lists either."""
    first_lines: dict[str, int] = {}
    for utterance in transcript.utterances:
        if utterance.speaker_name:
            name = speakers[utterance.speaker_name].name
            first_lines.setdefault(name, utterance.span.line)
    names = [name for name in first_lines if _key(name) not in known]
    for one, other in near(names):
        yield Diagnostic(
            transcript.path,
            max(first_lines[one], first_lines[other]),
            Severity.NOTE,
            "speaker-alike",
            f"{one!r} and {other!r} may be one person; they are kept apart",
            f"if they are one, write `people = [{{ name = {_toml(one)}, aliases ="
            f" [{_toml(other)}] }}]` into the episode's TOML",
        )


def _note(path: str, line: int, message: str) -> Diagnostic:
    return Diagnostic(
        path,
        line,
        Severity.NOTE,
        "speaker-folded",
        message,
        "if they are two people, write their names apart in the transcript",
    )


def _speaker(written: str, person: Person | None, number: int, taken: dict[str, int]) -> Speaker:
    name = person.name if person else written
    return Speaker(
        id=unique(slugify(name) or "speaker", taken),
        name=name,
        number=number,
        role=person.role if person else "",
        group=person.group if person else "",
        href=person.href if person else "",
        image_url=person.image_url if person else "",
    )
