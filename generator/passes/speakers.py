"""Who speaks: one Speaker for all spellings of a name."""

from collections.abc import Mapping, Sequence

from generator.model.people import Person, Speaker
from generator.model.slug import slugify, unique
from generator.model.transcript import Transcript


def identify(transcript: Transcript, people: Sequence[Person]) -> Mapping[str, Speaker]:
    """Return the Speaker of each name that the transcript uses.

    Names that differ only in case and spacing, and the aliases that the owner lists, are one
    speaker. Numbers follow `people` first, then the order of first speech.
    """
    used = dict.fromkeys(u.speaker_name for u in transcript.utterances if u.speaker_name)
    known = {_key(name): person for person in people for name in (person.name, *person.aliases)}
    names_by_key: dict[str, list[str]] = {}
    for name in used:
        person = known.get(_key(name))
        names_by_key.setdefault(_key(person.name if person else name), []).append(name)
    order = {_key(person.name): place for place, person in enumerate(people)}
    keys = sorted(names_by_key, key=lambda key: order.get(key, len(order)))
    taken: set[str] = set()
    speakers = {}
    for number, key in enumerate(keys, 1):
        speaker = _speaker(names_by_key[key][0], known.get(key), number, taken)
        speakers.update(dict.fromkeys(names_by_key[key], speaker))
    return speakers


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _speaker(written: str, person: Person | None, number: int, taken: set[str]) -> Speaker:
    name = person.name if person else " ".join(written.split())
    return Speaker(
        id=unique(slugify(name) or "speaker", taken),
        name=name,
        number=number,
        role=person.role if person else "",
        group=person.group if person else "",
        href=person.href if person else "",
        image_url=person.image_url if person else "",
    )
