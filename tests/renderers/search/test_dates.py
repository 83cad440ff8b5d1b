"""Dates of episodes: what `before:`, `after:` and years leave, and the order by date."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.model.site import Brief, Site
from tests.renderers.search.engine import asked, site_of
from tests.renderers.seed import episode_of

# Recordings of people's memories are older than the calendar of computers.
DAYS = {
    "unknown": None,
    "cylinder": date(1889, 12, 31),
    "tape": date(1969, 12, 31),
    "epoch": date(1970, 1, 1),
    "film": date(1970, 1, 2),
    "podcast": date(2024, 2, 29),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = b"Ada 0:00\n\nWater under the bridge.\n\nBen 0:09\n\nAnd under the boat.\n"
    episodes = [
        replace(
            episode_of(text, Site(), Brief(slug=slug, title=slug, published=day)),
            show="old" if slug in ("cylinder", "tape") else "new",
        )
        for slug, day in DAYS.items()
    ]
    return site_of(episodes, tmp_path_factory.mktemp("dates"))


def titles(site: Path, text: str, **options: Any) -> list[str]:
    groups = asked(site, [{"text": text, "options": {"groups": 10, **options}}])[0]["groups"]
    return [group["title"] for group in groups]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("water before:1970", {"cylinder", "tape"}),
        ("water before:1970-01-02", {"cylinder", "tape", "epoch"}),
        ("water before:1890", {"cylinder"}),
        ("water before:1889-12-31", set()),
        ("water after:1889-12-31 before:1970", {"cylinder", "tape"}),
        ("water after:1970", {"epoch", "film", "podcast"}),
        ("water after:1970-1-2", {"film", "podcast"}),
        ("water after:2024-02-29", {"podcast"}),
        ("water after:2024-03", set()),
        ("water after:0001", set(DAYS) - {"unknown"}),
        ("water", set(DAYS)),
    ],
)
def test_days_before_1970_are_days_too(site: Path, typed: str, expected: set[str]) -> None:
    assert set(titles(site, typed)) == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [("1969", {"tape"}), ("1970", {"epoch", "film"}), ("1971", set()), ("", set(DAYS))],
)
def test_a_year_has_its_own_days(site: Path, year: str, expected: set[str]) -> None:
    assert set(titles(site, "water", year=year)) == expected


def test_by_date_the_latest_is_first_and_those_without_are_last(site: Path) -> None:
    assert titles(site, "water", sort="date") == [*reversed(DAYS)]
