"""Squeezed JavaScript does what it did: an engine runs it, and a parser reads it."""

import json
import re
import subprocess

import pytest

from generator.renderers.javascript import squeeze
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
"""
BY_NAME = dict(re.findall(r"^=== (.+)\n((?:(?!===).*\n)+)", PROGRAMS, re.MULTILINE))


@pytest.mark.parametrize("name", BY_NAME)
def test_a_program_prints_what_it_printed(name: str) -> None:
    before = BY_NAME[name]
    after = squeeze(before)
    assert len(after) < len(before)
    assert printed(after) == printed(before)


def printed(program: str) -> list[list[object]]:
    start = "const print = (...a) => console.log(JSON.stringify(a));\n"
    node = [need("node"), "-e", f'"use strict";{start}{program}']
    done = subprocess.run(node, capture_output=True, text=True, timeout=60, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


# Prints the names of the modules whose trees differ, places aside.
COMPARE = """const { parse } = require(process.argv[1]);
const tree = (code) => {
  const read = parse(code, { ecmaVersion: "latest", sourceType: "module" });
  return JSON.stringify(read, (key, value) => (key === "start" || key === "end" ? 0 : value));
};
const modules = JSON.parse(require("fs").readFileSync(0, "utf8"));
const differ = ([, before, after]) => tree(before) !== tree(after);
console.log(JSON.stringify(modules.filter(differ).map(([name]) => name)));
"""


def test_every_module_of_the_theme_is_the_same_to_a_parser() -> None:
    parser = web_tool("acorn/dist/acorn.js")
    modules = [(name, code, squeeze(code)) for name, code in theme().modules.items()]
    assert len(modules) > 20
    run = subprocess.run(
        [need("node"), "-e", COMPARE, str(parser)],
        input=json.dumps([*modules, ("control", "a + b", "a - b")]),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert json.loads(run.stdout) == ["control"]


@pytest.mark.parametrize("code", ['print("a', "print(`a ${1}", "print('a\nb')", "/* a"])
def test_what_has_no_end_is_an_error(code: str) -> None:
    with pytest.raises(ValueError, match="has no end"):
        squeeze(code)
