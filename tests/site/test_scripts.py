"""The site's scripts in a real browser: they share one scope with it and with each other."""

from typing import Any

from generator.renderers import scripts
from tests.renderers.seed import theme


def test_no_module_takes_a_name_that_the_browser_has(page: Any) -> None:
    names = {name for code in theme().modules.values() for name in scripts.names_in(code)}
    assert {"clock", "indexAt", "Player"} <= names
    taken = page.evaluate("(names) => names.filter((name) => name in globalThis)", sorted(names))
    assert taken == []
