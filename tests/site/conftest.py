"""What tests in a browser share: a fresh page, and the site on the web and on disk."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import serving
from tests.site import archive
from tests.site.pages import PHONE, WIDE, built


@pytest.fixture(params=["web", "disk"])
def home(request: pytest.FixtureRequest, served: str, built_site: Path) -> str:
    """Where the site is: under a sub-path of a server, or in a folder."""
    return served if request.param == "web" else f"{built_site.as_uri()}/"


@pytest.fixture(scope="session")
def archive_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of six talks in two shows, built by the command line."""
    project = archive.write(tmp_path_factory.mktemp("archive"))
    return built(project)


@pytest.fixture(scope="session")
def archive_served(archive_site: Path) -> Iterator[str]:
    """The archive under a sub-path of a server."""
    yield from serving(archive_site)


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a reader who was never here."""
    context = browser.new_context(viewport=WIDE)
    context.set_default_timeout(8_000)
    yield context.new_page()
    context.close()


@pytest.fixture(
    params=[("light", WIDE), ("light", PHONE), ("dark", WIDE), ("dark", PHONE)],
    ids=["light-1280", "light-360", "dark-1280", "dark-360"],
)
def looked_at(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """A page for axe to look at, in a scheme and a width."""
    scheme, viewport = request.param
    context = browser.new_context(
        color_scheme=scheme, viewport=viewport, bypass_csp=True, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()
