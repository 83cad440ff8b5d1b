"""Questions of many parts find what a plain reading of every turn finds."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.model.episode import Episode
from generator.model.site import Brief, Site
from generator.model.terms import Unit
from generator.renderers.search import shards
from generator.renderers.search.postings import PER_FILE
from generator.renderers.search.reader import reader_of
from generator.renderers.search.tokens import stop_words, words
from generator.renderers.search.units import of_episode
from tests.renderers.search.engine import asked, site_of
from tests.renderers.seed import episode_of

VOCABULARY = """water waters clay garden gardens tide ruler measured measuring money key c++ Größe
    mud the the of of it a and is that was harbour harbours don't we're shed glass seven"""
SPOKEN = VOCABULARY.split()
NAMES = ("Ines Quint", "Oskar Vey", "Ines Wolff")
QUERIES = 400
FEWEST = 8  # fewer hits of all words are followed by hits of some
READER = reader_of("en")


def talk(number: int, chance: random.Random) -> Episode:
    turns = [
        f"{chance.choice(NAMES)} {n // 6}:{n % 6}0\n\n"
        f"{' '.join(chance.choices(SPOKEN, k=chance.randrange(1, 30)))}.\n"
        for n in range(45)
    ]
    day = date(2019, 11, 1) + timedelta(days=97 * number)
    brief = Brief(slug=f"t{number}", title=f"Talk {number}", published=day)
    episode = episode_of("\n".join(turns).encode(), Site(), brief)
    return replace(episode, show=("gardens", "harbours")[number % 2])


@dataclass
class Question:
    """What is asked for; `typed` says it in the language of the search."""

    words: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    speaker: str = ""
    show: str = ""
    before: date = date.max
    after: date = date.min

    @property
    def typed(self) -> str:
        parts = [*self.words, *(f'"{phrase}"' for phrase in self.phrases)]
        parts += (f'-"{p}"' if " " in p else f"-{p}" for p in self.without)
        parts += [f"speaker:{self.speaker}"] * bool(self.speaker)
        parts += [f"show:{self.show}"] * bool(self.show)
        parts += [f"before:{self.before}"] * (self.before < date.max)
        parts += [f"after:{self.after}"] * (self.after > date.min)
        return " ".join(parts) + " "

    def allows(self, unit: Unit, episode: Episode) -> bool:
        """Whether the unit may be found at all."""
        assert episode.published
        return (
            self.after <= episode.published < self.before
            and self.show in episode.show
            and (not self.speaker or self.speaker in unit.speaker_name.lower())
            and all(says(unit, phrase) for phrase in self.phrases)
            and not any((says if " " in p else has)(unit, p) for p in self.without)
        )

    def asks_for(self, unit: Unit) -> bool:
        """Whether the unit has all words that count."""
        everything = list(words(" ".join([*self.words, *self.phrases])))
        wanted = [word for word in everything if word not in stop_words()] or everything
        return set(terms(" ".join(wanted))) <= set(terms(unit.text))


def terms(text: str) -> list[str]:
    return READER.terms(READER.tokens(text))


def has(unit: Unit, word: str) -> bool:
    """Whether a unit has a word in any form."""
    return terms(word)[0] in terms(unit.text)


def says(unit: Unit, phrase: str) -> bool:
    """Whether a unit has these words, as they are, one after the other."""
    said, text = list(words(phrase)), list(words(unit.text))
    return any(text[at : at + len(said)] == said for at in range(len(text)))


def question(units: Sequence[Unit], chance: random.Random) -> Question:
    def phrase() -> str:
        said = list(words(chance.choice(units).text))
        at = chance.randrange(len(said))
        return " ".join(said[at : at + chance.randrange(2, 5)])

    asked = Question()
    if chance.random() < 0.4:
        asked.phrases.append(phrase())
    if chance.random() < 0.3:
        asked.without.append(phrase())
    if chance.random() < 0.3:
        asked.without += chance.sample(SPOKEN, k=1)
    if not asked.phrases or chance.random() < 0.3:
        asked.words = chance.sample(SPOKEN, k=chance.randrange(1, 4))
    asked.speaker = chance.choice(["", "", "ines", "vey", "o"])
    asked.show = chance.choice(["", "", "garden"])
    asked.before = chance.choice([date.max, date.max, date(2021, 1, 1)])
    asked.after = chance.choice([date.min, date.min, date(2020, 2, 5)])
    return asked


def numbered(episodes: Sequence[Episode]) -> Iterator[tuple[int, Unit, Episode]]:
    first = 0
    for episode in episodes:
        own = of_episode(episode, Site())[1]
        yield from ((first + at, unit, episode) for at, unit in enumerate(own))
        first += -(-len(own) // PER_FILE) * PER_FILE


@pytest.mark.parametrize("size", [10**9, 0], ids=["one file", "parts"])
def test_what_is_found_is_what_was_asked_for(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "BUNDLE_BYTES", size)
    chance = random.Random(11)
    episodes = [talk(number, chance) for number in range(10)]
    site_of(episodes, tmp_path)
    units = list(numbered(episodes))
    questions = [question([unit for _, unit, _ in units], chance) for _ in range(QUERIES)]
    options = {"groups": 0, "ranked": 10**6}
    answers = asked(tmp_path, [{"text": q.typed, "options": options} for q in questions])
    kinds = {check(q, units, answer) for q, answer in zip(questions, answers, strict=True)}
    assert kinds == {"all", "all, then some", "likeliest"}


def check(
    asked: Question, units: Sequence[tuple[int, Unit, Episode]], answer: dict[str, Any]
) -> str:
    """Compare an answer with a plain reading; return which kind of answer it is."""
    allowed = [(n, unit) for n, unit, episode in units if asked.allows(unit, episode)]
    expected = {n for n, unit in allowed if asked.asks_for(unit)}
    found = answer["ranked"]
    assert len(found) == len(set(found)) == answer["count"]
    assert set(found) <= {n for n, _ in allowed}, asked.typed
    if not answer["complete"]:
        return "likeliest"
    assert set(found[: len(expected)]) == expected, asked.typed
    if len(found) == len(expected):
        return "all"
    assert len(expected) < FEWEST, asked.typed
    assert not asked.phrases, asked.typed
    return "all, then some"
