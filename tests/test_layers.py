"""The import rule: arrows between layers run one way, and pure layers touch nothing outside."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "generator"
PURE = ("model", "importers", "passes", "renderers")
# What each layer may import of ours, beside itself.
ALLOWED = {
    "model": set(),
    "importers": {"model"},
    "passes": {"model"},
    "renderers": {"model"},
    "writer": {"model"},
    "load": {"model"},
    "toml_file": {"model"},
    "recordings": {"model", "toml_file"},
    "config": {"model", "toml_file", "recordings"},
    "report": {"model"},
    "shows": {"model", "config", "load"},
    "pipeline": {"model", "importers", "passes", "renderers", "config", "load", "shows"},
    "episodes": {"model", "pipeline", "load", "writer"},
    "search_parts": {"model", "renderers", "episodes", "writer"},
    "drawings": {"model", "episodes", "writer"},
    "theme_files": {"model", "renderers", "writer"},
    "builder": {
        *("model", "pipeline", "theme_files", "episodes", "search_parts", "drawings", "load"),
        "writer",
    },
    "inspection": {"model", "importers", "report"},
    "checks": {"model", "builder", "report", "writer"},
    "server": {"model", "builder", "load", "report", "writer"},
    "workshop": {"model", "builder", "load", "writer", "report"},
    "cli": {
        *("model", "pipeline", "builder", "load", "writer", "report", "inspection", "checks"),
        *("server", "workshop"),
    },
    "__main__": {"cli"},
    "__init__": set(),
}
OUTSIDE = {"os", "pathlib", "time", "random", "secrets", "socket", "subprocess", "shutil", "urllib"}
OUTSIDE |= {"asyncio", "threading", "tempfile", "locale", "platform", "sys"}
# Parts of the standard library that only compute.
COMPUTES = {"urllib.parse", "pathlib.PurePosixPath"}
THIRD_PARTY = {
    "model": set(),
    "importers": {
        "charset_normalizer",
        "docx",
        "lxml",
        "markdown_it",
        "msgspec",
        "pysubs2",
        "selectolax",
        "yaml",
    },
    "passes": set(),
    "renderers": {
        *("jinja2", "markupsafe", "markdown_it", "mdit_py_plugins", "pygments", "lunr"),
        *("msgspec", "snowballstemmer"),
    },
    "writer": {"distributed"},
    "load": set(),
    "toml_file": {"msgspec"},
    "recordings": {"msgspec"},
    "config": {"msgspec"},
    "report": set(),
    "shows": set(),
    "pipeline": set(),
    "episodes": {"msgspec"},
    "search_parts": set(),
    "drawings": {"msgspec"},
    "theme_files": {"msgspec"},
    "builder": set(),
    "inspection": set(),
    "checks": set(),
    "server": {"livereload", "tornado"},
    "workshop": {"click"},
    "cli": {"click"},
    "__main__": set(),
    "__init__": set(),
}


def layer_of(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def modules() -> list[Path]:
    return sorted(path for path in ROOT.rglob("*.py") if "scaffold" not in path.parts[:-1])


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of everything that a module imports, at any depth."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            for name in node.names:
                yield node.lineno, f"{node.module}.{name.name}"


def ours(name: str) -> str | None:
    """The layer that a dotted name is in; None for other people's."""
    parts = name.split(".")
    if parts[0] != "generator":
        return None
    return parts[1] if len(parts) > 1 and parts[1] != "__version__" else "__init__"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    layer = layer_of(path)
    allowed = ALLOWED[layer] | {layer, "__init__"}
    wrong = [
        f"{path.name}:{line}: {name}"
        for line, name in imported(path)
        if (target := ours(name)) and target not in allowed
    ]
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_uses_only_the_libraries_of_its_layer(path: Path) -> None:
    import sys

    layer = layer_of(path)
    wrong = [
        f"{path.name}:{line}: {name}"
        for line, name in imported(path)
        if ours(name) is None
        and name.split(".")[0] not in sys.stdlib_module_names
        and name.split(".")[0] not in THIRD_PARTY[layer]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if layer_of(path) in PURE],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_pure_module_cannot_reach_disk_clock_network_or_chance(path: Path) -> None:
    wrong = [
        f"{path.name}:{line}: {name}"
        for line, name in imported(path)
        if name.split(".")[0] in OUTSIDE and not name.startswith(tuple(COMPUTES))
    ]
    assert wrong == []
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & {"open", "print", "input"}
