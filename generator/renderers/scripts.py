"""ES modules joined into one classic script, because `file://` refuses modules with `src`.

A module may say `import { a, b } from "./x.js";` and `export function|class|const`, each on a line
of its own. Default exports, renames, re-exports and cycles are errors.
"""

import re
from collections.abc import Mapping

IMPORT = re.compile(r'import \{ ([\w$, ]+) \} from "\./([\w-]+\.js)";')
EXPORT = re.compile(r"export (?=(?:async )?function\*? ([\w$]+)|class ([\w$]+)|const ([\w$]+) =)")
COMMENT = re.compile(r"\s*(//.*|/\*\*?.*\*/\s*|/\*\*?[^/]*|\*.*)")


def join(modules: Mapping[str, str], entry: str) -> str:
    """Return `entry` and all that it imports as one script, each module in a scope of its own.

    Comments on lines of their own and indentation are left out.

    Raises:
        ValueError: a module is missing, imports itself in a circle, or uses another form of
            import or export; the message names module and line.

    """
    done: dict[str, str] = {}
    _add(modules, entry, done, ())
    return '"use strict";(()=>{\n' + "".join(done.values()) + "})();\n"


def _add(
    modules: Mapping[str, str], name: str, done: dict[str, str], above: tuple[str, ...]
) -> None:
    if name in above:
        raise ValueError(f"{name}: imports itself: {' -> '.join((*above, name))}")
    if name not in modules:
        raise ValueError(f"{above[-1] if above else 'theme'}: there is no module {name}")
    if name in done:
        return
    lines, exported = [], []
    for number, line in enumerate(modules[name].splitlines(), 1):
        if found := IMPORT.fullmatch(line.strip()):
            _add(modules, found[2], done, (*above, name))
            lines.append(f"const {{ {found[1]} }} = {_variable(found[2])};")
        elif found := EXPORT.match(line):
            exported.append(found[1] or found[2] or found[3])
            lines.append(line[found.end() :])
        elif line.startswith(("import", "export")):
            raise ValueError(f"{name}:{number}: cannot be joined: {line}")
        elif line.strip() and not COMMENT.fullmatch(line):
            lines.append(line.strip())
    body = "\n".join(lines)
    returned = f"return {{ {', '.join(exported)} }};"
    done[name] = f"const {_variable(name)} = (() => {{\n{body}\n{returned}\n}})();\n"


def _variable(module: str) -> str:
    return "$" + module.removesuffix(".js").replace("-", "_")
