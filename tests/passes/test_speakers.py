"""One speaker for all spellings of a name, where that is certain; and what is heard, not said."""

import re
import tomllib

import pytest

from generator.importers import read
from generator.model.diagnostic import Diagnostic
from generator.model.episode import Episode
from generator.model.people import Person
from generator.model.site import Brief, Site
from generator.model.source import Source
from generator.passes import interpret, to_episode
from generator.renderers.search.units import of_episode
from tests.importers.outline import examined


def voices(*names: str) -> str:
    """Return captions in which each of these speaks, in turn."""
    cues = [f"00:{n:02}.000 --> 00:{n:02}.900\n<v {name}>Word {n}." for n, name in enumerate(names)]
    return "WEBVTT\n\n" + "\n\n".join(cues)


def check(names: tuple[str, ...], expected: list[str], codes: list[str]) -> list[Diagnostic]:
    _, episode, findings = examined(voices(*names).encode())
    assert [speaker.name for speaker in episode.speakers] == expected
    assert [finding.code for finding in findings] == codes
    return findings


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("Sam Boyer", "sam boyer", "Sam Boyer"),
        ("sam boyer", "Sam Boyer", "Sam Boyer"),
        ("ADA MARSH", "Ada Marsh", "Ada Marsh"),
        ("Paul Frazee", "Paul Frazee✌", "Paul Frazee"),
        ("Paul Frazee 🚗", "Paul Frazee", "Paul Frazee"),
        ("Danno Ferrin", "Danno Ferrin (Tectonic)", "Danno Ferrin"),
        ("Amir", "Amir | P2P.org", "Amir"),
        ("Danno Ferrin - Tectonic.xyz", "Danno Ferrin", "Danno Ferrin"),
        ("Ada Marsh: Ada Marsh", "Ada Marsh", "Ada Marsh"),
        ("Robert Wrigley", "RW", "Robert Wrigley"),
    ],
)
def test_spellings_of_one_name_are_one_speaker_and_a_note(one: str, other: str, shown: str) -> None:
    (finding,) = check((one, "Tomás Reyes", other), [shown, "Tomás Reyes"], ["speaker-folded"])
    assert shown in finding.message


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        (("Amir | P2P.org", "Amir | Box"), []),
        (("Ada", "Tomás", "Ada / Tomás"), []),
        (("Speaker 1", "Speaker 2"), []),
        (("Ada Marsh", "Alan Moore", "AM"), []),
        (("Pablo Molina", "Pablo Molinda"), ["speaker-alike"]),
        (("HorseJS", "Horse JS"), ["speaker-alike"]),
    ],
)
def test_names_that_may_be_two_peoples_stay_apart(names: tuple[str, ...], codes: list[str]) -> None:
    check(names, list(names), codes)


def test_the_hint_about_near_names_makes_them_one_when_it_is_typed() -> None:
    names = ("Pablo Molina", "Ada", "Pablo Molinda")
    (finding,) = check(names, list(names), ["speaker-alike"])
    (line,) = re.findall(r"`(.+)`", finding.hint)
    (entry,) = tomllib.loads(line)["people"]
    people = (Person(entry["name"], aliases=tuple(entry["aliases"])),)
    reading, _ = read(Source("seeds/case", voices(*names).encode()))
    episode, findings = to_episode(interpret(reading), Brief(people=people), Site())
    assert sorted(speaker.name for speaker in episode.speakers) == ["Ada", "Pablo Molina"]
    assert findings == ()


@pytest.mark.parametrize(
    "attendees",
    [
        "Attendees: Ada Marsh (AM), Tomás Reyes (TR)",
        "| Name | Abbreviation |\n| --- | --- |\n| Ada Marsh | AM |\n| Tomás Reyes | TR |",
    ],
)
def test_initials_are_written_out_by_the_list_of_attendees(attendees: str) -> None:
    text = f"# Minutes\n\n{attendees}\n\nAM: One.\n\nTR: Two.\n\nAM/TR: Both.\n\nAM: One.\n"
    _, episode, findings = examined(text.encode())
    assert [s.name for s in episode.speakers] == [
        "Ada Marsh",
        "Tomás Reyes",
        "Ada Marsh and Tomás Reyes",
    ]
    assert [finding.code for finding in findings] == ["speaker-folded"]


def said(episode: Episode) -> dict[str, int]:
    names = {speaker.id: speaker.name for speaker in episode.speakers}
    return {names[share.speaker_id]: share.words for share in episode.statistics.shares}


SOUNDS = {
    "Markdown": (
        "**Ada:** One box. \\[laughs\\] Two.\n\n**Break:** \\[04:00\\]\n\n"
        "**Tom:** \\[unintelligible 00:02:59\\] letters.\n\n**Jingle:** zither\n\n**Ada:** Three."
    ),
    "plain text": (
        "Ada: One box. [laughs] Two.\n\nBreak: [04:00]\n\n"
        "Tom: [unintelligible 00:02:59] letters.\n\nTom: (applause)\n\nAda: Three."
    ),
    "captions": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>One box. [laughs] Two.\n\n"
        "00:02.000 --> 00:03.000\n<v Tom>[unintelligible 00:02:59] letters.\n\n"
        "00:03.000 --> 00:04.000\n<v Ada>(applause)\n\n00:04.000 --> 00:05.000\n<v Ada>Three."
    ),
}


@pytest.mark.parametrize("kind", SOUNDS)
def test_what_is_heard_is_neither_counted_nor_found(kind: str) -> None:
    _, episode, _ = examined(SOUNDS[kind].encode())
    assert said(episode) == {"Ada": 4, "Tom": 1}
    _, units = of_episode(episode, Site())
    found = set(re.findall(r"\w+", " ".join(unit.text for unit in units).casefold()))
    assert {"box", "letters", "three"} <= found
    assert not found & {"laughs", "unintelligible", "applause", "break", "jingle", "zither"}


def test_a_break_is_an_event_and_one_who_is_called_so_is_a_speaker() -> None:
    text = "**Ada:** One.\n\n**Break:** \\[04:00\\]\n\n**Breakmaster Cylinder:** Beats.\n"
    _, episode, _ = examined(text.encode())
    assert [speaker.name for speaker in episode.speakers] == ["Ada", "Breakmaster Cylinder"]
    assert [turn.event for turn in episode.turns] == ["", "break", ""]


@pytest.mark.parametrize(
    "note", ["unintelligible 00:02:59.11", "inaudible 00:02:59", "cross-talk 2:59"]
)
def test_the_time_of_what_was_not_understood_is_no_time_of_the_turn(note: str) -> None:
    for text in (
        f"Ada 0:00\n\nOne.\n\nTom 0:10\n\n[{note}] two.\n\n[{note}]\n\nAda 9:20\n\nThree.\n",
        (
            f"**Ada:** \\[00:00\\] One.\n\n**Tom:** \\[00:10\\] \\[{note}\\] two.\n\n"
            f"\\[{note}\\]\n\n**Ada:** \\[09:20\\] Three.\n"
        ),
    ):
        _, episode, _ = examined(text.encode())
        starts = [turn.time.start_ms for turn in episode.turns if turn.time]
        assert starts == [0, 10_000, 560_000]
        assert [p.text for p in episode.turns[1].paragraphs] == [f"[{note}] two.", f"[{note}]"]
        own = [p.time for p in episode.turns[1].paragraphs if p.time and p.time.exact]
        assert [time.start_ms for time in own] == [10_000]
