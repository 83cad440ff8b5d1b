"""`check` says what a host's limits leave room for, and what to leave out."""

from pathlib import Path

import pytest

from generator import checks
from generator.model.site import OUTPUTS
from tests.project import make, staged


def test_all_files_are_counted_once_by_what_they_are(tmp_path: Path) -> None:
    stage = staged(make(tmp_path))
    kinds = checks.by_kind(stage.files)
    assert set(kinds) == {*OUTPUTS, "pages", "search", "assets", "other"}
    assert sum(count for count, _ in kinds.values()) == len(stage.files)
    assert sum(size for _, size in kinds.values()) == sum(
        entry.size_bytes for entry in stage.files.values()
    )
    assert kinds["txt"] == (1, stage.files["talk/transcript.txt"].size_bytes)


def test_a_site_that_is_too_large_is_told_which_downloads_take_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = staged(make(tmp_path))
    monkeypatch.setattr(checks, "SITE_BYTES", 1000)
    found = next(f for f in checks.findings(stage) if f.code == "site-too-large")
    largest = max(OUTPUTS, key=lambda kind: checks.by_kind(stage.files)[kind][1])
    assert f": {largest} " in found.hint
    assert "`outputs` in site.toml" in found.hint


def test_a_file_that_is_too_large_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = staged(make(tmp_path))
    size = stage.files["talk/transcript.html"].size_bytes
    monkeypatch.setattr(checks, "FILE_BYTES", size - 1)
    found = [f.path for f in checks.findings(stage) if f.code == "file-too-large"]
    assert "talk/transcript.html" in found
    assert all(stage.files[path].size_bytes >= size for path in found)
