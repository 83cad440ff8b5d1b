"""The command line as its user meets it."""

import json
import os
import zipfile
from pathlib import Path

from generator import __version__
from tests.conftest import talkbook
from tests.project import TALK, make, tree


def test_build_is_the_default_and_its_options_need_no_name(tmp_path: Path) -> None:
    make(tmp_path)
    assert talkbook("--project", tmp_path).returncode == 0
    assert talkbook("--project", tmp_path, "--strict").returncode == 0
    assert talkbook("--strict", cwd=tmp_path).returncode == 0
    assert (tmp_path / "site" / "index.html").is_file()


def test_exit_status_0_1_2(tmp_path: Path) -> None:
    make(tmp_path, {"seeds/a.txt": "Only prose.\n"})
    assert talkbook("--project", tmp_path).returncode == 0
    assert talkbook("--project", tmp_path, "build", "--strict").returncode == 1
    assert talkbook("--project", tmp_path, "check", "--strict").returncode == 1
    assert talkbook("no-such-command").returncode == 2
    assert talkbook("build", "--no-such-option").returncode == 2
    assert talkbook("inspect").returncode == 2
    assert talkbook("inspect", "no-such-file.txt").returncode == 1


def test_version_and_help() -> None:
    assert talkbook("--version").stdout == f"talkbook, version {__version__}\n"
    shown = talkbook("--help").stdout
    for command in ("build", "serve", "check", "inspect", "bundle", "new"):
        assert f"\n  {command} " in shown


def test_a_finding_has_place_severity_code_and_hint(tmp_path: Path) -> None:
    make(tmp_path, {"seeds/a.txt": "Only prose.\n"})
    lines = talkbook("--project", tmp_path).stderr.splitlines()
    assert lines[0].startswith("seeds/a.txt:1: warning[no-speakers]: ")
    assert lines[1].startswith("  hint: ")


def test_of_what_a_file_has_on_every_line_a_few_are_listed_and_the_rest_counted(
    tmp_path: Path,
) -> None:
    turns = "".join(f"Ada 1:{59 - n:02}\n\nWord number {n}.\n\n" for n in range(40))
    make(tmp_path, {"seeds/a.txt": turns, "seeds/b.txt": turns})
    said = talkbook("--project", tmp_path).stderr.splitlines()
    lines = [line for line in said if "warning[time-runs-back]" in line]
    for path, own in (("seeds/a.txt", lines[:11]), ("seeds/b.txt", lines[11:])):
        assert [int(line.split(":")[1]) for line in own] == [5 + 4 * n for n in range(11)]
        assert own[-1] == f"{path}:45: warning[time-runs-back]: and 29 more like it"
        assert f"  hint: talkbook inspect {path}" in said
    checked = json.loads(talkbook("--project", tmp_path, "check", "--json").stdout)
    assert sum(one["code"] == "time-runs-back" for one in checked["diagnostics"]) == 22
    seen = talkbook("--project", tmp_path, "inspect", tmp_path / "seeds" / "a.txt").stdout
    assert seen.count("time-runs-back") == 39


def test_colour_only_where_it_is_wanted(tmp_path: Path) -> None:
    make(tmp_path, {"seeds/a.txt": "Only prose.\n"})
    plain = {"NO_COLOR": "", "FORCE_COLOR": ""}
    assert "\x1b[" not in talkbook("--project", tmp_path, **plain).stderr
    assert "\x1b[" in talkbook("--project", tmp_path, **{**plain, "FORCE_COLOR": "1"}).stderr
    both = {"FORCE_COLOR": "1", "NO_COLOR": "1"}
    assert "\x1b[" not in talkbook("--project", tmp_path, **both).stderr


def test_a_build_of_the_same_says_so_and_repeats_its_findings(tmp_path: Path) -> None:
    make(tmp_path, {"seeds/a.txt": "Only prose.\n"})
    talkbook("--project", tmp_path)
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    again = talkbook("--project", tmp_path)
    assert "Nothing has changed" in again.stderr
    assert "[no-speakers]" in again.stderr
    assert talkbook("--project", tmp_path, "--strict").returncode == 1
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")} == times


def test_a_lost_file_is_written_again(tmp_path: Path) -> None:
    make(tmp_path)
    talkbook("--project", tmp_path)
    before = tree(tmp_path / "site")
    (tmp_path / "site" / "index.html").unlink()
    talkbook("--project", tmp_path)
    assert tree(tmp_path / "site") == before


def test_clean_builds_again(tmp_path: Path) -> None:
    make(tmp_path)
    talkbook("--project", tmp_path)
    assert "Built 1 episode" in talkbook("--project", tmp_path, "build", "--clean").stderr


def test_a_build_that_would_lose_a_published_address_says_so_once(tmp_path: Path) -> None:
    make(tmp_path)
    talkbook("--project", tmp_path)
    make(tmp_path, {"seeds/talk.txt": TALK.replace("0:09", "0:11")})
    run = talkbook("--project", tmp_path, "build", "--strict")
    assert run.returncode == 1
    assert "talk/transcript.html: warning[address-lost]: 1 published address" in run.stderr
    assert "#t=9" in run.stderr
    assert talkbook("--project", tmp_path, "build", "--strict").returncode == 0
    make(tmp_path, {"content/episodes/talk.toml": 'slug = "other"\n'})
    assert (
        "talk/transcript.html: warning[address-lost]: this page"
        in talkbook("--project", tmp_path).stderr
    )


def test_the_address_can_be_given_when_building(tmp_path: Path) -> None:
    make(tmp_path, {"seeds/a.txt": TALK, "content/site.toml": 'url = "https://a.example/"\n'})
    talkbook("--project", tmp_path, "build", "--url", "https://b.example/x")
    page = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://b.example/x/">' in page
    assert "a.example" not in page
    talkbook("--project", tmp_path, "build", TALKBOOK_URL="https://c.example/")
    assert "c.example" in (tmp_path / "site" / "sitemap.xml").read_text("utf-8")


def test_parts_of_a_project_can_be_elsewhere(tmp_path: Path) -> None:
    make(tmp_path / "in", {"talks/a.txt": TALK, "facts/site.toml": 'title = "Elsewhere"\n'})
    run = talkbook(
        *("--seeds", tmp_path / "in" / "talks", "--content", tmp_path / "in" / "facts"),
        *("--output", tmp_path / "out", "--cache", tmp_path / "cache"),
        cwd=tmp_path,
    )
    assert run.returncode == 0, run.stderr
    assert "Elsewhere" in (tmp_path / "out" / "index.html").read_text("utf-8")
    assert not (tmp_path / "site").exists()


def test_check_writes_nothing_and_counts(tmp_path: Path) -> None:
    make(tmp_path)
    before = tree(tmp_path)
    run = talkbook("--project", tmp_path, "check", "--json")
    report = json.loads(run.stdout)
    assert report["episodes"] == 1
    assert report["words"] == {"source": 11, "spoken": 7, "excluded": 4}
    assert report["pages"] > 3
    assert report["bytes"] > 1000
    assert tree(tmp_path) == before
    text = talkbook("--project", tmp_path, "check").stdout
    assert "seeds/talk.txt: 11 words = 7 spoken + 4 excluded" in text
    assert "excluded label: lines 1, 5" in text


def test_inspect_for_people_and_for_programs(tmp_path: Path) -> None:
    make(tmp_path)
    file = tmp_path / "seeds" / "talk.txt"
    text = talkbook("--project", tmp_path, "inspect", file).stdout
    assert "seeds/talk.txt: txt-name-time" in text
    assert "Ada (1 turn, 4 words)" in text
    data = json.loads(talkbook("--project", tmp_path, "inspect", file, "--json").stdout)
    assert data["turns"][1] == {
        "id": "t=9",
        "speaker": "ben",
        "start_ms": 9000,
        "end_ms": None,
        "exact": True,
        "line": 5,
        "paragraphs": ["Who wrote them?"],
    }
    cues = json.loads(talkbook("--project", tmp_path, "inspect", file, "--cues").stdout)
    assert [(cue["start_ms"], cue["voice"], cue["line"]) for cue in cues] == [
        (0, "Ada", 3),
        (9000, "Ben", 7),
    ]


def test_inspect_prints_cues_as_the_file_states_them_or_as_the_standard_keeps_them(
    tmp_path: Path,
) -> None:
    file = tmp_path / "talk.vtt"
    file.write_text(
        "WEBVTT\n\n0.000 --> 3.480\nA tin box.\n\n"
        "last\n00:04.000 --> 00:06.500\n<v Ada Marsh>A <i>red</i> one.\n",
        encoding="utf-8",
    )
    box = {"id": "", "start_ms": 0, "end_ms": 3480, "voice": "", "text": "A tin box.", "line": 3}
    red = {
        "id": "last",
        "start_ms": 4000,
        "end_ms": 6500,
        "voice": "Ada Marsh",
        "text": "A red one.",
        "line": 7,
    }
    inspect = ("--project", tmp_path, "inspect", file)
    assert json.loads(talkbook(*inspect, "--cues").stdout) == [box, red]
    assert json.loads(talkbook(*inspect, "--cues", "--conformant").stdout) == [red]
    assert talkbook(*inspect, "--conformant").returncode == 2


def test_a_new_project_builds_at_once_and_strictly(tmp_path: Path) -> None:
    run = talkbook("new", tmp_path / "show", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert talkbook("build", "--strict", cwd=tmp_path / "show").returncode == 0
    assert talkbook("check", "--strict", cwd=tmp_path / "show").returncode == 0
    assert (tmp_path / "show" / ".github" / "workflows" / "pages.yml").is_file()
    assert (tmp_path / "show" / ".gitignore").is_file()
    again = talkbook("new", tmp_path / "show", cwd=tmp_path)
    assert again.returncode == 1
    assert "[not-empty]" in again.stderr


def test_a_bundle_holds_the_site_and_is_always_the_same(tmp_path: Path) -> None:
    make(tmp_path)
    assert talkbook("--project", tmp_path, "bundle").returncode == 0
    first = (tmp_path / "site.zip").read_bytes()
    os.utime(tmp_path / "seeds" / "talk.txt", (1, 1))
    talkbook("--project", tmp_path, "bundle", TZ="Asia/Tokyo", PYTHONHASHSEED="7")
    assert (tmp_path / "site.zip").read_bytes() == first
    talkbook("--project", tmp_path)
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        inside = {name.removeprefix("site/"): archive.read(name) for name in archive.namelist()}
    site = tree(tmp_path / "site")
    site.pop(".talkbook.json")
    assert inside == site


def test_the_same_input_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    files = {f"seeds/{name}.txt": f"{name}\n\n{TALK}" for name in ("b", "a", "é")}
    files["content/site.toml"] = 'url = "https://example.org/"\n'
    here, there = make(tmp_path / "x", files), make(tmp_path / "a" / "longer name", files)
    for path in there.rglob("*.txt"):
        os.utime(path, (86_400, 86_400))
    one = talkbook(cwd=here, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    two = talkbook("--project", there, PYTHONHASHSEED="2", TZ="Pacific/Apia", LANG="de_DE.UTF-8")
    assert one.returncode == two.returncode == 0, one.stderr + two.stderr
    assert tree(here / "site") == tree(there / "site")
