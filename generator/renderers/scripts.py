"""ES modules joined into classic scripts, because `file://` refuses modules with `src`.

A module may say `import { a, b } from "./x.js";` and `export function|class|const`, each on a line
of its own. Default exports, renames, re-exports and cycles are errors. Joined modules share one
scope: what begins at the edge of a line belongs to the module, and no two may have one name for it.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice

from generator.renderers.javascript import joined, tokens
from generator.renderers.short_names import shortened

IMPORT = re.compile(r'^import \{ ([\w$, ]+) \} from "\./([\w-]+\.js)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?function\b|class |const )", re.MULTILINE)
EXPORTED = re.compile(r"^export (?:(?:async )?function\*? |class |const )([\w$]+)", re.MULTILINE)
NOT_JOINED = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
NAMES = re.compile(
    r"^(?:(?:async )?function\*? |class |(?:const|let) [\[{]?)([\w$, ]+)", re.MULTILINE
)


def join(modules: Mapping[str, str], *entries: str) -> list[str]:
    """Return a script for each entry: it and all that it imports.

    They are to be loaded in this order, because what an earlier one has, the later ones do not
    repeat. The names of the last are seen in no other script.

    Raises:
        ValueError: a module is missing, imports itself in a circle or what is not exported, has a
            name of another one, or uses another form of import or export; the message names the
            module.

    """
    read = [list(tokens(code)) for code in unjoined(modules, *entries)]
    made = iter(shortened(list(chain.from_iterable(read))))
    return [f'"use strict";{joined(islice(made, len(part)))}\n' for part in read]


def unjoined(modules: Mapping[str, str], *entries: str) -> list[str]:
    """Return the same as it was written, but for imports and exports; raises the same."""
    bodies: dict[str, str] = {}
    parts = []
    for entry in entries:
        before = len(bodies)
        _add(modules, entry, bodies, ())
        parts.append("".join(list(bodies.values())[before:]))
    _refuse_twins(bodies)
    return [*parts[:-1], f"{{{parts[-1]}}}"]


def _refuse_twins(bodies: Mapping[str, str]) -> None:
    owners: dict[str, str] = {}
    for module, body in bodies.items():
        for name in names_in(body):
            if (owner := owners.setdefault(name, module)) != module:
                raise ValueError(f"{module}: {name} is a name in {owner} too")


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
    for wanted, needed in IMPORT.findall(code):
        _add(modules, needed, done, (*above, name))
        if missing := set(wanted.split(", ")) - set(EXPORTED.findall(modules[needed])):
            raise ValueError(f"{name}: {needed} exports no {', '.join(sorted(missing))}")
    body = EXPORT.sub("", IMPORT.sub("", code))
    if found := NOT_JOINED.search(body):
        line = body.count("\n", 0, found.start()) + 1
        raise ValueError(f"{name}:{line}: cannot be joined: {found[0]}")
    done[name] = f"{body}\n"


def names_in(code: str) -> Iterator[str]:
    """Yield the names that a module gives at the edge of its lines."""
    for found in NAMES.finditer(EXPORT.sub("", code)):
        yield from (name.strip() for name in found[1].split(",") if name.strip())
