"""Squeezed JavaScript with short names does what it did: an engine runs it, a parser reads it."""

import json
import re
import subprocess
from typing import Any

import pytest

from generator.renderers.javascript import joined, squeeze, tokens
from generator.renderers.scripts import join, names_in, unjoined
from generator.renderers.short_names import shortened
from tests.conftest import need, web_tool
from tests.renderers.seed import theme

# In each something could be lost where functions, lines or tokens end; `print` tells.
PROGRAMS = r"""
=== strings
print("a  //  b", 'it\'s  /* not */', "\\", '"  "', "\
  c");
=== comments
print(1 /* one */ + /* two
lines */ 2 // three `
);
const a = 1 /* a line
ends here */ const b = 2
print(a, b);
=== templates
const n = 2;
print(`a  // ${ n + 1 }  b ${ n ? `c  ${ n }  }` : `` } \` $ {  d
  e`);
print(`${ Object.keys({ a: { b: 1 } , c : 2 }).join(`  ,  `) }  e`);
=== regular expressions
print('a/b"c'.split(/[/"]  */), /\/  /.test('/  '), 'x  y'.replace(/ +/g, ' '));
const f = () => { return /a  b/.test('a  b'); };
print(f(), typeof /x/ , 'b' in { b: 1 }, /8/ .source / 2, /a/g .flags + 'in');
=== divisions
const [a, b] = [8, 2];
print(a / b / 2, (a) / b, [a][0] / b, a /b/ 1, `8` / b, this / 1);
=== signs
let a = 1;
const b = a + +a - -a - - a;
print(b, a++ + ++a, a-- - --a, ! !a, a > - 3, a ** - 1);
=== numbers
print(1 .toFixed(1), 1. + .5, 0 ? .5 : 1.5, 1e3, 10_000);
=== no semicolons
let a = 1
let b = a
++b
print(a, b)
;[1, 2].forEach((n) => { a += n })
print(a)
const c = function () { return 1 }
const d = c()
if (d) print(d)
else print(2)
do print(3)
while (0)
print(4)
=== returns
function f() {
  return
  1
}
print(f(), (() => {
  return 2
})())
=== lines that go on
const a = [1, 2]
  .map((n) => n *
    2)
  , b = true
  ? 1
  : 2
  + 3
print(a, b);
=== classes
class A {
  static one = 1
  #two = 2
  get two() { return this.#two }
  *all() { yield 3 }
}
print(A.one, new A().two, [...new A().all()]);
=== labels
let n = 0
outer:
for (;;) {
  while (true) { n += 1; if (n > 2) break outer }
}
print(n)
=== letters
const größe = 1, $ = 2, _a = 3;
print(größe in [0, 1], $ , _a, 'ſ');
=== short hands
const width = 1, height = 2;
const box = { width, height, depth: width, "length": 3 };
const { width: wide, height: high = 4, missing = width, ...others } = box;
print(box, wide, high, missing, others, (({ width }) => width)(box));
const twice = ({ width, height = width }, [first, , third = height] = []) => ({ width, third });
print(twice({ width: 5 }), { width: height ? width : box }, [{ width }].map(({ width }) => width));
const times = 3;
print({ width: height ? width * times : times, *all(times) { yield times; } }.width);
=== names of the browser's
const length = 3;
const inner = () => { const console = { log: 1 }; return console.log; };
print(inner(), length, typeof print, typeof missing, globalThis.length, Math.max(1, length));
=== methods
const named = "get";
class Lamp {
  constructor(light) { this.light = light; }
  get bright() { return this.light * 2; }
  set bright(light) { this.light = light; }
  async go(light) { return light; }
  static of(light) { return new Lamp(light); }
  [named](light) { return light + this.light; }
}
class Lantern extends Lamp { light2(bright) { return super.get(bright); } }
const lamp = { go(light) { return light; }, get bright() { return 3; }, [named]: 1, async of() {} };
print(new Lantern(1).light2(2), Lamp.of(2).bright, lamp.go(4), lamp.bright, lamp.get);
=== loops
const rows = [[1, 2], [3, 4]];
let sum = 0;
for (const [left, right] of rows) for (let i = left, most = right; i <= most; i += 1) sum += i;
for (const key in { sum }) print(key, sum);
try { throw new Error("no"); } catch ({ message }) { print(message); } finally { print(sum); }
try { missing(); } catch { sum = 5; }
print(sum);
=== functions
function outer(first, { second = first, ...rest } = {}, ...others) {
  const inner = function self(n) { return n ? self(n - 1) : [first, second, rest, others]; };
  return inner(2);
}
print(outer(1), outer(1, { second: 2, third: 3 }, 4, 5), outer.name.length > 0);
const hoisted = before();
function before() { return `${((after) => `${after}${{ after }.after}`)(1)}`; }
print(hoisted);
=== fields and labels
const start = 2;
class Counter { from = start; static most = start + 1; }
const from = new Counter().from;
around: for (const most of [1, 2]) { for (;;) { if (most) continue around; } }
print(from, Counter.most);
"""
BY_NAME = dict(re.findall(r"^=== (.+)\n((?:(?!===).*\n)+)", PROGRAMS, re.MULTILINE))


@pytest.mark.parametrize("name", BY_NAME)
def test_a_program_prints_what_it_printed(name: str) -> None:
    before = BY_NAME[name]
    after = joined(shortened(list(tokens(before))))
    assert len(after) < len(before)
    assert printed(after) == printed(before)


def printed(program: str) -> list[list[object]]:
    start = "const print = (...a) => console.log(JSON.stringify(a));\n"
    node = [need("node"), "-e", f'"use strict";{start}{program}']
    done = subprocess.run(node, capture_output=True, text=True, timeout=60, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


# Holds each node of two trees against the other, and each name against where it is declared.
COMPARE = """const [acorn, scopes] = process.argv.slice(1).map(require);
const places = new Set(["name", "start", "end", "shorthand", "range"]);
const hold = (a, b, field) => {
  if (a === null || typeof a !== "object") {
    if (a !== b) throw new Error(`${field}: ${a} is ${b}`);
  } else {
    for (const key of Object.keys(a)) if (!places.has(key)) hold(a[key], b[key], key);
  }
};
const read = (code) => acorn.parse(code, { ecmaVersion: 2022, ranges: true });
const propertiesIn = (tree) => {
  const found = [];
  JSON.stringify(tree, (key, value) => {
    const isOne = value?.type === "Identifier" && !value.isVariable;
    if (isOne) found.push(value.name);
    return value;
  });
  return found;
};
// For each variable in its order: which one declares it, or its own name where none does.
const bound = (tree) => {
  const all = scopes.analyze(tree, { ecmaVersion: 2022 }).scopes;
  const found = [];
  for (const { variables, references } of all) {
    for (const one of variables) for (const id of one.identifiers) found.push([id, one]);
    for (const { identifier, resolved } of references) found.push([identifier, resolved]);
  }
  for (const [identifier] of found) identifier.isVariable = true;
  found.sort(([a], [b]) => a.start - b.start);
  const order = new Map();
  for (const [, one] of found) if (one && !order.has(one)) order.set(one, order.size);
  return found.map(([identifier, one]) => (one ? order.get(one) : identifier.name));
};
const [before, after] = JSON.parse(require("fs").readFileSync(0, "utf8")).map(read);
hold(before.body, after.body, "body");
const trees = [before, after];
console.log(JSON.stringify([trees.map(bound), trees.map(propertiesIn)]));
"""


@pytest.mark.parametrize("entries", [("theme.js",), ("main.js", "search-main.js")])
def test_the_themes_scripts_are_the_same_to_a_parser_but_for_names(entries: list[str]) -> None:
    modules = theme().modules
    strict = '"use strict";'
    before = "".join(unjoined(modules, *entries))
    after = "".join(one.removeprefix(strict) for one in join(modules, *entries))
    # In a function, because nobody can tell whose the names of a whole page are.
    pair = [f"(() => {{ {strict} {code} }})()" for code in (before, after)]
    (bound_before, bound_after), (properties_before, properties_after) = in_parser(COMPARE, pair)
    assert bound_before == bound_after
    assert properties_before == properties_after
    assert {"document", 0} <= set(bound_after)


# For each module, the names that it neither has nor imports.
FREE = """const [acorn, scopes] = process.argv.slice(1).map(require);
const options = { ecmaVersion: 2022, sourceType: "module" };
const freeIn = (code) => {
  const { globalScope } = scopes.analyze(acorn.parse(code, { ...options, ranges: true }), options);
  return globalScope.through.map(({ identifier }) => identifier.name);
};
const modules = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(modules.map(([name, code]) => [name, freeIn(code)])));
"""


def test_no_module_uses_what_another_has_without_importing_it() -> None:
    modules = theme().modules
    ours = {name for code in modules.values() for name in names_in(code)}
    free = in_parser(FREE, list(modules.items()))
    assert {"document"} <= {name for _, names in free for name in names}
    assert [(module, ours & set(names)) for module, names in free if ours & set(names)] == []


def in_parser(program: str, data: object) -> Any:
    """Run a program with a parser and what reads its scopes, `data` as JSON; return its JSON."""
    parser, scopes = web_tool("acorn/dist/acorn.js"), web_tool("eslint-scope/dist/eslint-scope.cjs")
    run = subprocess.run(
        [need("node"), "-e", program, str(parser), str(scopes)],
        input=json.dumps(data),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.mark.parametrize("code", ['print("a', "print(`a ${1}", "print('a\nb')", "/* a"])
def test_what_has_no_end_is_an_error(code: str) -> None:
    with pytest.raises(ValueError, match="has no end"):
        squeeze(code)
