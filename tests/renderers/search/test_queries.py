"""What people type, and what they find, in a small archive of two shows."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.site import Brief, Site
from generator.renderers.search import shards
from tests.conftest import talkbook
from tests.project import make, staged
from tests.renderers.search.engine import asked, index_of
from tests.renderers.seed import episode_of


def talk(*turns: tuple[str, str]) -> str:
    return "\n".join(f"{name} 0:{10 * n:02}\n\n{said}\n" for n, (name, said) in enumerate(turns))


TALKS = {
    "gardens/soil": (
        "2021-04-09",
        "0:00 – Digging\n\n"
        + talk(
            ("Ada Berg", "Clay holds the water, and the water holds the clay together."),
            ("Noor Haddad", "We dig in autumn; a garden that is dug in spring dries out."),
        )
        + "\n0:30 – Worms and roots\n\nAda Berg 0:30\n\nThe roots go down where the worms went.\n"
        + "\nNoor Haddad 0:50\n\nA root finds water. It is what it is.\n",
    ),
    "gardens/rain": (
        "2022-05-01",
        talk(
            ("Ada Berg", "Rain fell for a week. The water stood in the garden, and the clay held."),
            ("Tom Lind", "I measured rain with a glass and a ruler, in the shed, at seven."),
            ("Ada Berg", "A ruler! And who taught you that the glass must be straight?"),
        ),
    ),
    "harbours/tides": (
        "2023-11-30",
        talk(
            ("Ben Ruiz", "The tide waits for nobody; the harbour master waits for the tide."),
            ("Tom Lind", "Measuring water again. Here I write C++ programs for the gauges."),
            ("Ben Ruiz", "Money comes and goes with the tide, in Größe and in Zürich alike."),
        ),
    ),
}


@pytest.fixture(scope="module", params=[10**9, 0], ids=["one file", "parts"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    files: dict[str, str | bytes] = {
        "content/site.toml": 'title = "Two shows"\n',
        "content/shows/gardens.toml": 'title = "Night gardens"\n',
    }
    for path, (day, text) in TALKS.items():
        stem = path.split("/")[1]
        files[f"seeds/{path}.txt"] = text
        facts = f'title = "On {stem}"\nslug = "{stem}"\npublished = {day}\n'
        files[f"content/episodes/{stem}.toml"] = facts
    project = make(tmp_path_factory.mktemp("archive"), files)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "BUNDLE_BYTES", request.param)
        return staged(project).folder


def ask(site: Path, text: str, **options: Any) -> dict[str, Any]:
    return asked(site, [{"text": text, "options": options}])[0]


def texts(answer: dict[str, Any]) -> list[str]:
    return [hit["text"] for group in answer["groups"] for hit in group["hits"]]


def titles(answer: dict[str, Any]) -> list[str]:
    return [group["title"] for group in answer["groups"]]


def test_what_has_all_words_stands_before_what_has_some(site: Path) -> None:
    found = texts(ask(site, "rain ruler "))
    assert found[0].startswith("I measured rain")
    assert any(text.startswith("A ruler!") for text in found[1:])


def test_words_that_stand_near_each_other_go_first(site: Path) -> None:
    found = ask(site, "water clay ", groups=6)
    assert found["ranked"]
    assert texts(found)[0].startswith("Clay holds the water")


def test_titles_go_first(site: Path) -> None:
    first = ask(site, "worms ")["groups"][0]["hits"][0]
    assert first["isTitle"]
    assert first["href"] == "soil/worms-and-roots.html"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"the clay held"', ["Rain fell"]),
        ('"clay the held"', []),
        ('"it is what it is"', ["A root finds"]),
        ("“The Clay held”", ["Rain fell"]),
        ('"the tide" nobody', ["The tide waits"]),
    ],
)
def test_a_phrase_is_found_as_it_was_said(site: Path, typed: str, expected: list[str]) -> None:
    found = texts(ask(site, typed))
    assert [text[: len(want)] for text, want in zip(found, expected, strict=True)] == expected


def test_the_beginning_of_a_word_is_enough_while_one_types(site: Path) -> None:
    found = ask(site, "measu")
    assert {text.split()[0] for text in texts(found)} == {"I", "Measuring"}
    assert "measured" in found["suggestions"]
    assert texts(ask(site, "measu ")) == []


@pytest.mark.parametrize(
    ("typed", "meant"), [("mesured", "measured"), ("harbuor", "harbour"), ("rulre ", "ruler")]
)
def test_a_wrong_letter_is_forgiven_and_said(site: Path, typed: str, meant: str) -> None:
    found = ask(site, typed)
    assert found["instead"] == [[typed.strip(), meant]]
    assert texts(found)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("water speaker:tom", {"Tom Lind"}),
        ('water speaker:"Ada Berg"', {"Ada Berg"}),
        ("water speaker:BERG", {"Ada Berg"}),
        ("water speaker:lind speaker:", {"Tom Lind"}),
        ("water speaker:zebra", set()),
        ("speaker:noor", {"Noor Haddad"}),
    ],
)
def test_a_speaker_can_be_asked_for(site: Path, typed: str, expected: set[str]) -> None:
    found = ask(site, typed)
    assert {hit["speaker"] for group in found["groups"] for hit in group["hits"]} == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("water show:gardens", {"On soil", "On rain"}),
        ('water show:"night gardens"', {"On soil", "On rain"}),
        ("water show:night-gardens", {"On soil", "On rain"}),
        ("water show:harbours", {"On tides"}),
        ("water before:2022", {"On soil"}),
        ("water after:2022", {"On rain", "On tides"}),
        ("water after:2022-05-01 before:2023-11", {"On rain"}),
        ("water after:2022-05-02", {"On tides"}),
        ("water after:2023-11-30", {"On tides"}),
        ("water before:2023-11-30", {"On soil", "On rain"}),
        ("water before:never", {"On soil", "On rain", "On tides"}),
        ("water chapter:worms", {"On soil"}),
        ("water chapter:nothing", set()),
        ("water -tide -garden -measuring", {"On soil"}),
        ('water -"clay" show:gardens', {"On soil"}),
        ('garden -"clay held"', {"On soil"}),
        ('garden -"held clay"', {"On soil", "On rain"}),
        ('garden -"the clay held"', {"On soil"}),
        ('garden -"in the garden" ', {"On soil"}),
        ("garden -the-clay-held", {"On soil"}),
        ("water -nobody -zebra", {"On soil", "On rain", "On tides"}),
        ('water -"zebra crossing"', {"On soil", "On rain", "On tides"}),
        ("measured -seven", {"On tides"}),
        ("measuring -and", {"On tides"}),
        ("measured -with", {"On tides"}),
        ('water -"" -', {"On soil", "On rain", "On tides"}),
        ('water -"12:30"', {"On soil", "On rain", "On tides"}),
    ],
)
def test_filters_leave_only_what_they_say(site: Path, typed: str, expected: set[str]) -> None:
    assert set(titles(ask(site, typed))) == expected


def test_a_chapter_is_a_stretch_of_time(site: Path) -> None:
    assert texts(ask(site, "water chapter:worms")) == ["A root finds water. It is what it is."]
    assert texts(ask(site, "water chapter:digging"))[0].startswith("Clay holds")


def test_a_time_leads_to_what_is_said_then(site: Path) -> None:
    hits = [hit for group in ask(site, "0:35")["groups"] for hit in group["hits"]]
    assert [(hit["href"], hit["text"][:9]) for hit in hits] == [
        ("soil/transcript.html#t=30", "The roots")
    ]
    assert titles(ask(site, "0:15 show:harbours")) == ["On tides"]
    assert titles(ask(site, "0:15 speaker:noor")) == ["On soil"]


def test_a_time_beside_words_is_read_as_words(site: Path) -> None:
    assert ask(site, "water 0:15 ")["missing"] == ["0", "15"]
    assert titles(ask(site, "water 0:15 ")) == titles(ask(site, "water "))


def test_words_that_nothing_has_are_named(site: Path) -> None:
    found = ask(site, "zebra water ")
    assert found["missing"] == ["zebra"]
    assert texts(found)


def test_results_are_sorted_by_date_on_request(site: Path) -> None:
    assert titles(ask(site, "water", sort="date")) == ["On tides", "On rain", "On soil"]


def test_options_of_the_page_filter_too(site: Path) -> None:
    assert titles(ask(site, "water", show="Harbours")) == ["On tides"]
    assert titles(ask(site, "water", year="2022")) == ["On rain"]
    assert titles(ask(site, "water", speaker="ben-ruiz")) == []


def test_strips_lie_within_the_recording(site: Path) -> None:
    for group in ask(site, "water")["groups"]:
        assert group["strip"] == sorted(group["strip"])
        assert all(0 <= place <= 1 for place in group["strip"])


def test_completions_of_filters_are_whole_questions(site: Path) -> None:
    assert ask(site, "water speaker:to")["suggestions"] == ['water speaker:"Tom Lind" ']
    assert ask(site, "show:gard")["suggestions"] == ['show:"Night gardens" ']
    assert ask(site, "speaker:tom li")["suggestions"] == ['speaker:"Tom Lind" ']


@pytest.mark.parametrize("typed", ["speaker:tom measu", 'before:2030 speaker:"Tom Lind" measu'])
def test_a_word_that_follows_a_filter_may_be_unfinished_too(site: Path, typed: str) -> None:
    found = ask(site, typed)
    assert {text.split()[0] for text in texts(found)} == {"I", "Measuring"}
    assert f"{typed}red" in found["suggestions"]


def test_a_word_before_a_filter_is_finished(site: Path) -> None:
    assert texts(ask(site, "measu before:2030")) == []
    assert texts(ask(site, "measu -tide")) == []


@pytest.mark.parametrize(
    ("typed", "start"),
    [("c++", "Measuring"), ("grosse", "Money"), ("ZÜRICH", "Money"), ("key", "")],
)
def test_odd_words(site: Path, typed: str, start: str) -> None:
    found = texts(ask(site, f"{typed} "))
    assert found == [] if not start else found[0].startswith(start)


def test_nothing_that_is_typed_fails(site: Path) -> None:
    odd = ["", " ", "3:30", "a~b", "^", '"', "speaker:", "before:x", "-", '"" -"" speaker:""', "\\"]
    odd += [
        "a" * 10_000,
        "a " * 5_000,
        "\ud800",
        "\u202eabc",
        "(((",
        "*",
        "show:“",
        "--",
        "0:0",
        "99:99",
    ]
    assert len(asked(site, [{"text": text} for text in odd])) == len(odd)


@settings(max_examples=5, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=200, max_size=200))
def test_no_text_at_all_fails(site: Path, typed: list[str]) -> None:
    assert len(asked(site, [{"text": text} for text in typed])) == len(typed)


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("mesured", "/w"),
        ("water", "/r"),
        ("water clay", "/r"),
        ("water", "/e"),
        ("water", "/text/"),
        ('"the clay held"', "/text/"),
        ('garden -"the clay held"', "/text/"),
        ("it is what it is", "/r"),
        ("speaker:tom", "/speakers"),
        ("water chapter:worms", "/text/"),
        ("0:15", "/e"),
    ],
)
def test_a_part_that_cannot_be_had_is_said_and_had_later(site: Path, typed: str, part: str) -> None:
    options = {"ranked": 99}
    good = asked(site, [{"text": typed, "options": options}])[0]
    bad, later = asked(
        site,
        [{"text": typed, "options": options, "without": part}, {"text": typed, "options": options}],
    )
    # In an index of one file only some of the parts are files.
    assert bad["failed"] == any(part in address for address, _ in good["loaded"])
    for name in ("failed", "count", "ranked", "missing", "instead", "groups"):
        assert later[name] == good[name], name
    assert not later["failed"]
    assert later["count"]


def test_more_of_a_group_and_more_groups_follow_those_shown(site: Path) -> None:
    all_of_it = ask(site, "the water ", groups=9, perGroup=9)
    assert all_of_it["entries"] == 3
    found = ask(site, "the water ", groups=1, perGroup=1, more=[1, 9])
    assert [group["title"] for group in found["groups"] + found["more"]] == titles(all_of_it)
    first = all_of_it["groups"][0]
    rest = ask(site, "the water ", perGroup=1, inEntry=[first["entry"], 1, 99])["inEntry"]
    assert found["groups"][0]["hits"] + rest == first["hits"]
    assert len(first["hits"]) == first["count"] > 1
    assert ask(site, "water ", inEntry=[999, 0, 9])["inEntry"] == []


SIGN = ["speaker:", "show:", "chapter:", "before:", "after:", "-", '"', "“", "”", "'", "\u200f"]
SIGN += ["12:30", "2022", "-12", "water", "the", "tom", "clay held", "学", "ि", "\ud83d", "++", " "]


@settings(max_examples=5, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(SIGN), max_size=9).map("".join), min_size=200, max_size=200)
)
def test_no_row_of_signs_fails(site: Path, typed: list[str]) -> None:
    answers = asked(site, [{"text": text} for text in typed])
    assert [answer["failed"] for answer in answers] == [False] * len(typed)


def test_the_command_line_builds_the_same(site: Path, tmp_path: Path) -> None:
    run = talkbook("--project", site.parent, "--output", tmp_path / "site", "build")
    assert run.returncode == 0, run.stderr
    assert titles(ask(tmp_path / "site", "water")) == titles(ask(site, "water"))


def test_a_chapter_without_times_is_what_stands_under_its_title(tmp_path: Path) -> None:
    text = "# Digging\n\nAda: Clay holds the water.\n\nBen: Water dries out.\n\n# Worms\n\n"
    text += "Ada: A root finds water.\n\n# Ends\n\nBen: No more water.\n"
    index_of([episode_of(text.encode(), Site(), Brief(slug="soil"))], tmp_path)
    assert texts(ask(tmp_path, "water chapter:digging")) == [
        "Clay holds the water.",
        "Water dries out.",
    ]
    assert texts(ask(tmp_path, "water chapter:worms")) == ["A root finds water."]
    assert texts(ask(tmp_path, "chapter:ends")) == ["Ends", "No more water."]
    assert texts(ask(tmp_path, "chapter:soil")) == []


def clock(second: int) -> str:
    return f"{second // 60}:{second % 60:02}"


@pytest.mark.parametrize("chapters", [0, 3, 20, 70])
def test_any_time_leads_to_the_turn_that_is_said_then(chapters: int, tmp_path: Path) -> None:
    starts = range(0, 1400, 7)
    begins = {len(starts) * n // chapters: f"Part {n}" for n in range(chapters)}
    text = ""
    for n, start in enumerate(starts):
        text += f"\n{clock(start)} – {begins[n]}\n" if n in begins else ""
        text += f"\n{'Ada' if n % 2 else 'Ben'} {clock(start)}\n\nTurn {n} of the long talk.\n"
    episode = episode_of(text.encode(), Site(), Brief(slug="long"))
    assert len(episode.chapters) == max(chapters, 1)
    index_of([episode], tmp_path)
    seconds = range(0, 1393, 13)
    found = asked(tmp_path, [{"text": clock(second)} for second in seconds])
    assert [texts(one) for one in found] == [
        [f"Turn {second // 7} of the long talk."] for second in seconds
    ]
    strip = asked(tmp_path, [{"text": "turn "}])[0]["groups"][0]["strip"]
    # A strip tells places to within a file of 32 turns.
    assert len(strip) == len(starts)
    assert (
        max(abs(at - start / 1400) for at, start in zip(strip, starts, strict=True)) < 32 * 7 / 1400
    )
