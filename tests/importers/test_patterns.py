"""Patterns that are compiled late find what others find, and none has a mistake in it."""

import importlib
import pkgutil
import re

import pytest

from generator import importers
from generator.importers import patterns
from generator.importers.patterns import pattern

MODULES = [found.name for found in pkgutil.iter_modules(importers.__path__)]


def test_it_finds_what_a_compiled_one_finds() -> None:
    text = "Ada: 12, ben: 7"
    late, own = pattern(r"(ada|BEN): (\d+)", re.IGNORECASE), re.compile(r"(?i)(ada|BEN): (\d+)")
    assert late.findall(text) == own.findall(text)
    assert late.sub(r"\2", text) == own.sub(r"\2", text)
    assert late.split(text) == own.split(text)
    assert [found.span() for found in late.finditer(text)] == [(0, 7), (9, 15)]
    assert late.fullmatch(text) is late.match("x") is late.search("x") is None


def test_it_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    own = re.compile
    monkeypatch.setattr(re, "compile", lambda *written: compiled.append(written) or own(*written))
    late = pattern("a")
    assert compiled == []
    assert late.match("a")
    assert late.search("ba")
    assert len(compiled) == 1


@pytest.mark.parametrize("name", MODULES)
def test_no_pattern_of_an_importer_has_a_mistake(name: str) -> None:
    module = importlib.import_module(f"generator.importers.{name}")
    for one in vars(module).values():
        if isinstance(one, patterns._Later):
            assert re.compile(*one.written)
