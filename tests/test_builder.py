"""A build after a change does the work of the change, and gives the bytes of a first build."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator import builder, load, pipeline
from generator.renderers import people, templates
from generator.writer import atomic
from generator.writer.cache import Cache
from generator.writer.workers import HERE, Crew, on_this_machine
from tests.conftest import talkbook
from tests.project import TALK, make, tree

SITE = 'title = "Talks"\nurl = "https://example.org/"\n'


def archive(folder: Path, count: int = 12) -> Path:
    files: dict[str, str | bytes] = {
        f"seeds/talk-{n:02}.txt": f"Talk {n}\n\n{TALK}" for n in range(count)
    }
    return make(folder, {**files, "content/site.toml": SITE})


def run(project: Path, *arguments: str) -> Any:
    done = talkbook("--project", project, "build", *arguments)
    assert "Traceback" not in done.stderr
    return done


def fresh(project: Path, folder: Path) -> dict[str, bytes]:
    """Return the site that a first build of the same files writes."""
    for part in ("seeds", "content"):
        shutil.copytree(project / part, folder / part)
    run(folder)
    return tree(folder / "site")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The transcripts that are made into episodes from here on, in this process."""
    seen: list[str] = []
    finish = pipeline.finish

    def noted(shared: Any, task: Any) -> Any:
        seen.append(Path(task[0][0].path).stem)
        return finish(shared, task)

    monkeypatch.setattr(pipeline, "finish", noted)
    return seen


def build(project: Path, crew: Crew = HERE) -> builder.Built:
    """Build in this process, or with others."""
    inputs = load.gather(load.Paths.of(project))
    cache = Cache(project / ".talkbook")
    with atomic.stage_for(project / "site", {}) as stage:
        built = builder.build(inputs, stage, cache, crew=crew)
        atomic.publish(stage)
    cache.prune()
    return built


def change_a_word(project: Path) -> None:
    make(project, {"seeds/talk-03.txt": f"Talk 3\n\n{TALK}\nAda 0:20\n\nMore.\n"})


def take_one_away(project: Path) -> None:
    (project / "seeds" / "talk-05.txt").unlink()


def bring_one(project: Path) -> None:
    make(project, {"seeds/talk-00b.txt": f"Another\n\n{TALK}"})


def give_one_a_name(project: Path) -> None:
    make(project, {"content/episodes/talk-07.toml": 'title = "The seventh"\nslug = "seven"\n'})


def write_a_page(project: Path) -> None:
    make(project, {"content/pages/about.md": "---\ntitle: About\n---\nWho we are.\n"})


def break_the_cache(project: Path) -> None:
    for number, path in enumerate(sorted((project / ".talkbook" / "entries").iterdir())):
        data = path.read_bytes()
        path.write_bytes([b"", data[: len(data) // 2], data[:-1] + b"x"][number % 3])


def lose_the_site(project: Path) -> None:
    shutil.rmtree(project / "site")


def lose_a_page(project: Path) -> None:
    (project / "site" / "talk-4" / "transcript.html").unlink()


def write_into_a_page(project: Path) -> None:
    page = project / "site" / "talk-4" / "transcript.html"
    page.write_bytes(page.read_bytes().replace(b"letters", b"LETTERS"))


def turn_the_clock_back(project: Path) -> None:
    change_a_word(project)
    for path in project.rglob("*"):
        if "site" not in path.parts:
            os.utime(path, (1, 1))


CHANGES = [
    *(change_a_word, take_one_away, bring_one, give_one_a_name, write_a_page, break_the_cache),
    *(lose_the_site, lose_a_page, write_into_a_page, turn_the_clock_back),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_a_change_the_site_is_that_of_a_first_build(change: Any, tmp_path: Path) -> None:
    project = archive(tmp_path / "project")
    run(project)
    change(project)
    run(project)
    assert tree(project / "site") == fresh(project, tmp_path / "fresh")


def test_one_edit_does_the_work_of_one_episode(tmp_path: Path, made: list[str]) -> None:
    project = archive(tmp_path)
    build(project)
    assert len(made) == 12
    del made[:]
    build(project)
    assert made == []
    change_a_word(project)
    build(project)
    assert made == ["talk-03"]


def test_an_edit_draws_the_pages_of_its_own_speakers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = {"seeds/talk-20.txt": TALK.replace("Ada", "Cy").replace("Ben", "Dora")}
    project = make(archive(tmp_path), dict(others))
    drawn: list[str] = []

    def noted(theme: Any, template: str, page: Any, site: Any, **values: Any) -> bytes:
        drawn.append(Path(page.path).stem)
        return templates.render(theme, template, page, site, **values)

    monkeypatch.setattr(people, "render", noted)
    build(project)
    assert sorted(drawn) == ["ada", "ben", "cy", "dora", "index"]
    del drawn[:]
    change_a_word(project)
    build(project)
    assert sorted(drawn) == ["ada", "ben", "index"]
    del drawn[:]
    (project / "site" / "speakers" / "cy.html").write_bytes(b"no")
    make(project, {"seeds/talk-21.txt": f"Talk 21\n\n{others['seeds/talk-20.txt']}"})
    build(project)
    assert sorted(drawn) == ["cy", "dora", "index"]
    assert tree(project / "site") == fresh(project, tmp_path / "fresh")


def test_others_join_and_write_the_index_of_a_large_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "MANY", 2)
    project = archive(tmp_path / "project")
    with on_this_machine(2) as crew:
        build(project, crew)
        change_a_word(project)
        build(project, crew)
    assert tree(project / "site") == fresh(project, tmp_path / "fresh")


def test_a_change_of_what_all_depend_on_makes_all(tmp_path: Path, made: list[str]) -> None:
    project = archive(tmp_path)
    build(project)
    del made[:]
    make(project, {"content/site.toml": SITE + 'language = "de"\n'})
    build(project)
    assert len(made) == 12


def test_the_text_of_a_page_touches_no_episode(tmp_path: Path, made: list[str]) -> None:
    project = archive(tmp_path)
    write_a_page(project)
    build(project)
    del made[:]
    make(project, {"content/pages/about.md": "---\ntitle: About\n---\nWho else?\n"})
    build(project)
    assert made == []


def test_a_show_touches_its_own_episodes_only(tmp_path: Path, made: list[str]) -> None:
    shows = {f"seeds/{show}/{show}-{n}.txt": TALK for show in ("ants", "bees") for n in (1, 2)}
    project = make(tmp_path, {**shows, "content/site.toml": SITE})
    write_a_page(project)
    build(project)
    night = 'title = "Bees at night"\n'
    for files, expected in (
        ({"seeds/crows/crow-1.txt": TALK}, ["crow-1"]),
        ({"content/shows/bees.toml": night}, ["bees-1", "bees-2"]),
        ({"content/shows/bees.toml": f'{night}description = "Of bees."\n'}, []),
        ({"content/pages/about.md": "---\ntitle: About\norder: 3\n---\nWho we are.\n"}, []),
    ):
        del made[:]
        make(project, files)
        build(project)
        assert made == expected
    assert tree(project / "site") == fresh(project, tmp_path / "fresh")


def test_files_that_stay_keep_their_time_and_the_cache_does_not_grow(tmp_path: Path) -> None:
    project = archive(tmp_path)
    run(project)
    page = project / "site" / "talk-4" / "transcript.html"
    changed = project / "site" / "talk-3" / "transcript.html"
    times = page.stat().st_mtime_ns, changed.stat().st_mtime_ns
    entries = len(list((project / ".talkbook" / "entries").iterdir()))
    change_a_word(project)
    run(project)
    assert page.stat().st_mtime_ns == times[0]
    assert changed.stat().st_mtime_ns != times[1]
    assert len(list((project / ".talkbook" / "entries").iterdir())) == entries


def test_an_episode_that_talkbook_fails_at_is_a_finding_and_the_others_are_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = archive(tmp_path)
    finish = pipeline.finish

    def failing(shared: Any, task: Any) -> Any:
        if task[0][0].path.endswith("talk-03.txt"):
            raise ValueError("no such thing")
        return finish(shared, task)

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "finish", failing)
        built = build(project)
    assert len(built.cards) == 11
    failed = next(finding for finding in built.findings if finding.code == "episode-failed")
    assert failed.path == "seeds/talk-03.txt"
    assert "ValueError: no such thing" in failed.message
    assert len(build(project).cards) == 12


def test_a_transcript_that_changes_while_it_is_read_is_said_and_read_again(tmp_path: Path) -> None:
    project = archive(tmp_path)
    inputs = load.gather(load.Paths.of(project))
    change_a_word(project)
    cache = Cache(project / ".talkbook")
    with atomic.stage_for(project / "site", {}) as stage:
        built = builder.build(inputs, stage, cache)
        atomic.publish(stage)
    assert [f.path for f in built.findings if f.code == "source-changed"] == ["seeds/talk-03.txt"]
    assert not any(f.code == "source-changed" for f in build(project).findings)
    assert b"More." in (project / "site" / "talk-3" / "transcript.html").read_bytes()


def test_what_was_read_of_a_transcript_that_changed_is_not_taken_for_what_was_listed(
    tmp_path: Path,
) -> None:
    project = archive(tmp_path)
    inputs = load.gather(load.Paths.of(project))
    before = (project / "seeds" / "talk-03.txt").read_bytes()
    change_a_word(project)
    with atomic.stage_for(project / "site", {}) as stage:
        builder.build(inputs, stage, Cache(project / ".talkbook"))
        atomic.publish(stage)
    (project / "seeds" / "talk-03.txt").write_bytes(before)
    build(project)
    assert tree(project / "site") == fresh(project, tmp_path / "fresh")


def test_checking_and_bundling_leave_site_and_cache_as_they_were(tmp_path: Path) -> None:
    project = archive(tmp_path)
    run(project)
    change_a_word(project)
    before = tree(project)
    assert talkbook("--project", project, "check").returncode == 0
    assert tree(project) == before
    assert talkbook("--project", project, "bundle").returncode == 0
    after = tree(project)
    assert after.pop("site.zip")
    assert after == before
