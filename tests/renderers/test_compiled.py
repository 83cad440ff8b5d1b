"""Templates stay compiled from one run to the next, and what is kept is never trusted blindly."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from generator.renderers.compiled import Templates, kept_for


def drawn(text: str, *, trim_blocks: bool = False, kind: type[Environment] = Environment) -> str:
    environment = kind(loader=DictLoader({"a": text}), autoescape=True, trim_blocks=trim_blocks)
    environment.bytecode_cache = kept_for(environment)
    return environment.get_template("a").render(x="<b>")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_template_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn("{{ x }}") == "&lt;b&gt;"
    assert len(kept(folder)) == 1

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(Environment, "_parse", refused)
    assert drawn("{{ x }}") == "&lt;b&gt;"


def test_a_template_that_was_changed_is_compiled_anew() -> None:
    drawn("{{ x }}")
    assert drawn("{{ x }}!") == "&lt;b&gt;!"


def test_one_that_was_compiled_with_other_options_is_not_used() -> None:
    text = "{% if x %}\n{% endif %}"
    assert drawn(text) == "\n"
    assert drawn(text, trim_blocks=True) == ""


def test_one_that_another_kind_of_environment_compiled_is_not_used(folder: Path) -> None:
    assert drawn("{{ x }}", kind=Templates) == drawn("{{ x }}") == "&lt;b&gt;"
    assert len(kept(folder)) == 2


@pytest.mark.parametrize("broken", [b"", b"nonsense", "cut"])
def test_a_broken_file_is_as_if_it_had_never_been(folder: Path, broken: bytes | str) -> None:
    drawn("{{ x }}")
    (file,) = kept(folder)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 4] if isinstance(broken, str) else broken)
    assert drawn("{{ x }}") == "&lt;b&gt;"
    assert file.read_bytes() == whole


def test_templates_are_drawn_where_nothing_can_be_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(folder / "nowhere"))
    assert drawn("{{ x }}") == "&lt;b&gt;"
