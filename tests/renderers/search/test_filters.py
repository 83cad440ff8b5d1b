"""Filters without words beside them, many people of one name, and questions longer than any."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.model.site import Brief, Site
from generator.renderers.search import shards
from tests.renderers.search.engine import asked, site_of
from tests.renderers.seed import episode_of

FAMILIES = [a + b for a in ("Ba", "Ce", "Do", "Fi", "Gu") for b in ("ld", "rn", "st", "th")]
PEOPLE = [f"Ann {family}{end}" for end in ("", "son") for family in FAMILIES]
MANY = "\n".join(f"{name} {n}:00\n\nWater number {n}.\n" for n, name in enumerate(PEOPLE))
DANISH = "Mette 0:00\n\nVi har en have.\n\nOle 0:09\n\nHaverne er her, og de er store.\n"


def talk(data: str, **facts: Any) -> Any:
    show = facts.pop("show", "")
    return replace(episode_of(data.encode(), Site(), Brief(**facts)), show=show)


@pytest.fixture(scope="module", params=[10**9, 0], ids=["one file", "parts"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    episodes = [
        talk(MANY, slug="many", title="Many", show="crowds", published=date(2020, 1, 1)),
        talk(
            "Ann Bald 0:00\n\nFire.\n\nÅsa Öst 0:09\n\nMeasured and Größer.\n",
            slug="two",
            title="Two",
            show="pairs",
            published=date(2022, 1, 1),
        ),
        talk("Ann Bald 0:00\n\nAir.\n\nBen 0:09\n\nEarth.\n", slug="late", title="Late"),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "BUNDLE_BYTES", request.param)
        return site_of(episodes, tmp_path_factory.mktemp("filters"))


def ask(site: Path, text: str, **options: Any) -> Any:
    return asked(site, [{"text": text, "options": options}])[0]


def hits(answer: Any) -> list[str]:
    return [hit["text"] for group in answer["groups"] for hit in group["hits"]]


@pytest.mark.parametrize(
    ("typed", "options", "expected"),
    [
        ("show:crowds", {}, ["Many"]),
        ("after:2000", {}, ["Many", "Two"]),
        ("after:2000 show:pairs", {}, ["Two"]),
        ("before:2022 -two", {}, ["Many"]),
        ("", {"year": "2022"}, ["Two"]),
        ("", {"show": "pairs"}, ["Two"]),
        ("show:nothing", {}, []),
        ("before:never", {}, []),
        ("", {}, []),
    ],
)
def test_filters_alone_give_the_titles_they_leave(
    site: Path, typed: str, options: dict[str, str], expected: list[str]
) -> None:
    found = ask(site, typed, **options)
    assert hits(found) == expected
    assert all(hit["isTitle"] for group in found["groups"] for hit in group["hits"])


def test_all_who_have_a_name_are_meant(site: Path) -> None:
    assert len(set(PEOPLE)) == 40
    assert ask(site, "water speaker:ann")["count"] == 40
    assert ask(site, "speaker:ann")["count"] == 42
    assert ask(site, "speaker:son")["count"] == 20


@pytest.mark.parametrize("nobody", ["speaker:?", "speaker:“—”", "speaker:annn", "speaker:++"])
def test_a_name_without_letters_is_nobodys(site: Path, nobody: str) -> None:
    assert ask(site, f"water {nobody}")["count"] == 0


@pytest.mark.parametrize("typed", ['speaker:"åsa öst" measured', "speaker:ASA measured"])
def test_accents_of_names_make_no_difference(site: Path, typed: str) -> None:
    assert hits(ask(site, typed)) == ["Measured and Größer."]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("Meas", "measured"), ("fire MEAS", "fire measured"), ("GRÖSS", "grosser")],
)
def test_words_are_completed_however_they_are_typed(site: Path, typed: str, expected: str) -> None:
    assert expected in ask(site, typed)["suggestions"]


def test_of_a_long_question_the_first_words_are_asked(site: Path) -> None:
    words = [f"w{number}x" for number in range(3000)]
    found = ask(site, f"fire {' '.join(words)} ")
    assert found["missing"] == words[:39]
    assert hits(found) == ["Fire."]


@pytest.mark.parametrize("typed", ["have ", "haverne ", "her ", "have er her "])
def test_english_stop_words_are_words_where_nothing_is_english(typed: str, tmp_path: Path) -> None:
    site = site_of([talk(DANISH, slug="da", title="Have", language="da")], tmp_path)
    answer = ask(site, typed)
    assert "Haverne er her, og de er store." in hits(answer)
    assert answer["missing"] == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("fire before:", ["fire before:2022 ", "fire before:2020 "]),
        ("after:202", ["after:2022 ", "after:2020 "]),
        ("after:2022-0", []),
        ("speaker:ben show:pa", ["speaker:ben show:pairs "]),
        ("show:pairs speaker:be", ["show:pairs speaker:Ben "]),
        ('show:"pairs" speaker:「åsa', ['show:"pairs" speaker:"Åsa Öst" ']),
        ("show:crowds before:2022 mea", ["show:crowds before:2022 measured"]),
    ],
)
def test_the_filter_that_is_being_typed_is_completed(
    site: Path, typed: str, expected: list[str]
) -> None:
    assert ask(site, typed)["suggestions"] == expected


@pytest.mark.parametrize(
    "typed",
    ['"measured and"', "“measured and”", "„measured and“", "«measured and»", "「measured and」"],
)
def test_any_quotation_marks_hold_a_phrase(site: Path, typed: str) -> None:
    found = ask(site, typed)
    assert found["query"]["phrases"] == ["measured and"]
    assert hits(found) == ["Measured and Größer."]
    assert ask(site, f"measured -{typed}")["count"] == 0
