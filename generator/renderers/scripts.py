"""ES modules joined into classic scripts, because `file://` refuses modules with `src`.

A module may say `import { a, b } from "./x.js";` and `export function|class|const`, each on a line
of its own. Default exports, renames, re-exports and cycles are errors. Joined modules share one
scope: what begins at the edge of a line belongs to the module, and no two may have one name for it.
"""

import re
from collections.abc import Iterator, Mapping

from generator.renderers.javascript import squeeze

IMPORT = re.compile(r'^import \{ [\w$, ]+ \} from "\./([\w-]+\.js)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?function\b|class |const )", re.MULTILINE)
NOT_JOINED = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
NAMES = re.compile(
    r"^(?:(?:async )?function\*? |class |(?:const|let) [\[{]?)([\w$, ]+)", re.MULTILINE
)


def join(modules: Mapping[str, str], entry: str, beside: str = "") -> str:
    """Return `entry` and all that it imports as one script, whose names no other script sees.

    What the script of the entry `beside` has is left out: it was `shared` and loaded before.

    Raises:
        ValueError: a module is missing, imports itself in a circle, has a name of another one, or
            uses another form of import or export; the message names module and line.

    """
    there = _bodies(modules, beside, {}) if beside else {}
    bodies = _bodies(modules, entry, dict(there))
    return f'"use strict";{{{squeeze("".join(list(bodies.values())[len(there) :]))}}}\n'


def shared(modules: Mapping[str, str], entry: str) -> str:
    """Return the same as a script whose names those after it see; raises the same."""
    return f'"use strict";{squeeze("".join(_bodies(modules, entry, {}).values()))}\n'


def _bodies(modules: Mapping[str, str], entry: str, done: dict[str, str]) -> dict[str, str]:
    """Return `done` with the code of the modules by name, each after those that it needs."""
    _add(modules, entry, done, ())
    owners: dict[str, str] = {}
    for module, body in done.items():
        for name in names_in(body):
            if (owner := owners.setdefault(name, module)) != module:
                raise ValueError(f"{module}: {name} is a name in {owner} too")
    return done


def _add(
    modules: Mapping[str, str], name: str, done: dict[str, str], above: tuple[str, ...]
) -> None:
    if name in above:
        raise ValueError(f"{name}: imports itself: {' -> '.join((*above, name))}")
    if name not in modules:
        raise ValueError(f"{above[-1] if above else 'theme'}: there is no module {name}")
    if name in done:
        return
    code = modules[name]
    for needed in IMPORT.findall(code):
        _add(modules, needed, done, (*above, name))
    body = EXPORT.sub("", IMPORT.sub("", code))
    if found := NOT_JOINED.search(body):
        line = body.count("\n", 0, found.start()) + 1
        raise ValueError(f"{name}:{line}: cannot be joined: {found[0]}")
    done[name] = f"{body}\n"


def names_in(code: str) -> Iterator[str]:
    """Yield the names that a module gives at the edge of its lines."""
    for found in NAMES.finditer(EXPORT.sub("", code)):
        yield from (name.strip() for name in found[1].split(",") if name.strip())
