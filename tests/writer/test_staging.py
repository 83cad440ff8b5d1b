"""What workers write comes onto the stage."""

from pathlib import Path

import pytest

from generator.model.artifact import Artifact
from generator.writer.manifest import entry_of
from generator.writer.previous import Previous
from generator.writer.staging import Stage, fill
from tests.project import tree

FILES = (Artifact("talk/index.html", b"Cover"), Artifact("search/text/0a/0.js", b"Words"))


def stage_on(folder: Path, published: dict[str, bytes]) -> Stage:
    for path, data in published.items():
        place = folder / "site" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    entries = {path: entry_of(data) for path, data in published.items()}
    return Stage(folder / "stage", Previous(folder / "site", entries))


def test_files_that_a_worker_has_written_stand_in_their_folders(tmp_path: Path) -> None:
    stage = stage_on(tmp_path, {})
    part = stage.parts / "0"
    stage.take(part, fill(part, FILES))
    assert tree(stage.folder) == {file.path: file.data for file in FILES}


def test_a_file_that_is_published_already_is_kept_and_nothing_is_left_over(tmp_path: Path) -> None:
    stage = stage_on(tmp_path, {"talk/index.html": b"Cover"})
    part = stage.parts / "0"
    stage.take(part, fill(part, FILES))
    assert stage.kept == 1
    assert tree(stage.folder) == {file.path: file.data for file in FILES}


def test_what_a_lost_worker_has_begun_is_written_again(tmp_path: Path) -> None:
    stage = stage_on(tmp_path, {})
    part = stage.parts / "0"
    fill(part, (Artifact("talk/index.html", b"Half a "),))
    stage.take(part, fill(part, FILES))
    assert tree(stage.folder) == {file.path: file.data for file in FILES}


def test_a_worker_of_a_build_that_is_gone_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        fill(tmp_path / "gone" / "0", FILES)
    assert not tree(tmp_path)
