"""The output folder goes from one whole site to the next, and keeps what is not ours."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.model.artifact import Artifact
from generator.writer import atomic, manifest, previous
from generator.writer.atomic import Written
from tests.conftest import ROOT, talkbook
from tests.fuzz.killed import Trial
from tests.project import TALK, make, tree

OLD = [Artifact("index.html", b"old"), Artifact("a/b.html", b"same"), Artifact("gone.html", b"x")]
NEW = [Artifact("index.html", b"new"), Artifact("a/b.html", b"same"), Artifact("c.html", b"y")]


def files(output: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(output).items() if path != manifest.NAME}


def whole(artifacts: list[Artifact]) -> dict[str, bytes]:
    return {artifact.path: artifact.data for artifact in artifacts}


def publish(artifacts: list[Artifact], output: Path) -> Written:
    """Write a site as a build does that remembers nothing."""
    with atomic.stage_for(output, {}) as stage:
        for artifact in artifacts:
            stage.add(artifact)
        return atomic.publish(stage)


def test_the_new_site_replaces_the_old_one(tmp_path: Path) -> None:
    output = tmp_path / "site"
    assert publish(OLD, output) == Written(3, 0, 0)
    assert publish(NEW, output) == Written(2, 1, 1)
    assert files(output) == whole(NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_files_that_do_not_change_keep_their_time(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(OLD, output)
    before = (output / "a" / "b.html").stat().st_mtime_ns
    publish(NEW, output)
    assert (output / "a" / "b.html").stat().st_mtime_ns == before


def test_a_known_time_and_size_vouch_for_a_file_and_another_time_does_not(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(OLD, output)
    written = manifest.read(output)
    assert written
    site = previous.of(output, previous.times_of(output, written))
    assert site
    assert site.is_whole()
    (output / "index.html").write_bytes(b"bad")
    assert not site.is_whole()
    (output / "index.html").write_bytes(b"old")
    assert site.is_whole()
    (output / "a" / "b.html").unlink()
    assert not site.is_whole()


def test_files_that_are_not_ours_stay(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(OLD, output)
    (output / "CNAME").write_text("example.org")
    (output / "a" / "mine.txt").write_text("mine")
    publish(NEW, output)
    assert files(output) == {**whole(NEW), "CNAME": b"example.org", "a/mine.txt": b"mine"}


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(OLD, output)
    make(tmp_path / "elsewhere", {"large.mp3": b"sound"})
    (output / "media").symlink_to(tmp_path / "elsewhere")
    publish(NEW, output)
    assert (output / "media").is_symlink()
    assert (output / "media" / "large.mp3").read_bytes() == b"sound"


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    output = make(tmp_path / "site", {"thesis.doc": b"years of work"})
    with pytest.raises(atomic.NotOursError):
        publish(NEW, output)
    assert tree(output) == {"thesis.doc": b"years of work"}
    make(tmp_path)
    run = talkbook("--project", tmp_path)
    assert run.returncode == 1
    assert "[output-not-ours]" in run.stderr


def test_a_file_that_someone_changed_is_mended(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(OLD, output)
    (output / "index.html").write_bytes(b"changed by hand")
    publish(OLD, output)
    assert files(output) == whole(OLD)


def test_two_builds_at_once_are_kept_apart(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with atomic._only_one(output), pytest.raises(atomic.BusyError):
        publish(NEW, output)
    publish(NEW, output)
    assert files(output) == whole(NEW)


def test_a_build_beside_another_ends_with_a_message_and_a_hint(tmp_path: Path) -> None:
    make(tmp_path)
    with atomic._only_one(tmp_path / "site"):
        run = talkbook("--project", tmp_path)
    assert run.returncode == 1
    first, hint = run.stderr.splitlines()
    assert "error[output-busy]: " in first
    assert hint.startswith("  hint: ")


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(OLD, output)
    make(tmp_path / ".site.talkbook-new", {"half.html": b"half"})
    publish(NEW, output)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_where_folders_cannot_be_exchanged_a_second_step_left_over_is_finished(
    tmp_path: Path,
) -> None:
    output = tmp_path / "site"
    publish(OLD, output)
    # Killed between the two renames: the old site stands aside, and none is in its place.
    output.rename(tmp_path / ".site.talkbook-old")
    atomic._mend(output)
    assert files(output) == whole(OLD)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a file's size")
def test_a_disk_that_takes_no_more_leaves_the_old_site(tmp_path: Path) -> None:
    make(tmp_path, {"seeds/a.txt": "Ada 0:00\n\nThe old words.\n"})
    talkbook("--project", tmp_path)
    old = tree(tmp_path / "site")
    make(tmp_path, {"seeds/a.txt": "Ada 0:00\n\nThe new words.\n"})
    build = f"'{sys.executable}' '{ROOT / 'build.py'}' --project '{tmp_path}' build"
    limited = ["sh", "-c", f"ulimit -f 4; {build}"]
    run = subprocess.run(limited, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 1
    assert "[cannot-write]" in run.stderr
    assert tree(tmp_path / "site") == old
    assert [path.name for path in tmp_path.glob(".site*")] == []


def test_a_build_killed_at_any_instant_leaves_the_old_site_or_the_new(tmp_path: Path) -> None:
    trial = Trial(tmp_path, seed=time.monotonic_ns())
    ends = [trial.again(cold=number % 2 == 0) for number in range(6)]
    assert len(ends) == 6


def test_a_folder_that_cannot_be_written_is_said_and_the_old_site_stays(tmp_path: Path) -> None:
    make(tmp_path)
    talkbook("--project", tmp_path)
    old = tree(tmp_path / "site")
    make(tmp_path, {"seeds/talk.txt": TALK + "\nAda 0:20\n\nMore.\n"})
    # A file where the stage would be: even root cannot make a folder there.
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"")
    run = talkbook("--project", tmp_path, "--output", blocked / "site")
    assert run.returncode == 1
    assert "[cannot-write]" in run.stderr
    assert "Traceback" not in run.stderr
    assert tree(tmp_path / "site") == old
