"""The theme's files are made once, and what is kept of them is never trusted blindly."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator import theme_files
from generator.model.artifact import Artifact
from generator.model.site import Theme
from generator.renderers import assets
from tests.renderers.seed import theme


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The digests of the themes whose files are made from here on."""
    seen: list[str] = []

    def noted(one: Theme) -> tuple[Artifact, ...]:
        seen.append(one.digest)
        return (Artifact("assets/style.css", one.digest.encode()),)

    monkeypatch.setattr(assets, "made_of", noted)
    return seen


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("entries/*") if path.is_file()]


def test_files_of_a_theme_are_the_same_kept_or_not() -> None:
    fresh = assets.made_of(theme())
    assert theme_files.made(theme(), "code").files == fresh
    assert theme_files.made(theme(), "code").files == fresh


def test_they_are_made_once_for_a_theme_and_a_version_of_talkbook(works: list[str]) -> None:
    other = replace(theme(), digest="another")
    for one, code in ((theme(), "a"), (theme(), "a"), (theme(), "b"), (other, "b"), (other, "b")):
        assert theme_files.made(one, code).files[0].data == one.digest.encode()
    assert works == [theme().digest, theme().digest, "another"]


def test_a_few_themes_stay_and_no_more(folder: Path, works: list[str]) -> None:
    for number in range(theme_files.MOST + 2):
        theme_files.made(replace(theme(), digest=f"{number}"), "code")
    assert len(kept(folder)) == theme_files.MOST
    assert len(works) == theme_files.MOST + 2


@pytest.mark.parametrize("broken", [b"", b"nonsense" * 9, "a letter"])
def test_what_is_broken_is_made_anew(folder: Path, works: list[str], broken: bytes | str) -> None:
    theme_files.made(theme(), "code")
    (file,) = kept(folder)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"?" if isinstance(broken, str) else broken)
    assert theme_files.made(theme(), "code").files[0].data == theme().digest.encode()
    assert file.read_bytes() == whole
    assert len(works) == 2


def test_a_folder_that_others_can_write_is_not_used(folder: Path, works: list[str]) -> None:
    (folder / "elsewhere").mkdir()
    theme_files.made(theme(), "code")
    (place,) = folder.glob("_jinja2-cache-*")
    place.rename(folder / "old")
    place.symlink_to(folder / "elsewhere")
    assert theme_files.made(theme(), "code").files == ()
    assert list((folder / "elsewhere").iterdir()) == []
    assert len(works) == 1


def test_files_are_made_where_nothing_can_be_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(folder / "nowhere"))
    made = theme_files.made(theme(), "code")
    assert made == theme()
    assert len(assets.assets_of(made).artifacts) == 7
