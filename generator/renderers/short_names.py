"""Short names for the variables of scripts.

A name gets a short one wherever it stands for a variable, or nowhere. So scopes need not be told
apart: two variables of one name still have one name. Another name has the same short one only if
the reaches of their declarations, which are no smaller than their scopes, have no place in common.
Properties keep theirs; `{ name }` becomes `{name:a}`. A name that stands anywhere outside the reach
of its declarations is the browser's too, and stays.

What this reads is not all of JavaScript. In a script with one of the words in `UNREAD`, a label or
a field with a value, nothing is renamed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import count, product
from string import ascii_letters

from generator.model.value import value
from generator.renderers.javascript import Token

UNREAD = frozenset({"case", "eval", "export", "import", "var", "with"})
MAY_BE_UNREAD = UNREAD | {"=", ":"}
RESERVED = frozenset(
    {
        *("arguments", "async", "await", "break", "catch", "class", "const", "constructor"),
        *("continue", "debugger", "delete", "do", "else", "enum", "extends", "false", "finally"),
        *("for", "function", "get", "if", "implements", "in", "instanceof", "interface", "let"),
        *("new", "null", "of", "package", "private", "protected", "public", "return", "set"),
        *("static", "super", "switch", "this", "throw", "true", "try", "typeof", "undefined"),
        *("void", "while", "yield", "Infinity", "NaN", "as", "default", "from", *UNREAD),
    }
)
BEFORE_A_METHOD = frozenset({"get", "set", "async", "*"})
BEFORE_A_BLOCK = frozenset(
    {"", "{", "}", ";", ")", "else", "try", "catch", "finally", "do", "static"}
)


@value
class Script:
    """The tokens of a script but for gaps, and its brackets by their places."""

    texts: Sequence[str]
    names: Sequence[bool]
    """Whether each token is a name, not a word of the language."""
    around: Sequence[int]
    """The innermost bracket that is open at each token; -1 outside of all."""
    partner: dict[int, int]
    braces: dict[int, str]
    """`block`, `class` or `object` (a pattern too) for each curly bracket that opens."""

    def text(self, at: int) -> str:
        """Return the token there, or nothing."""
        return self.texts[at] if 0 <= at < len(self.texts) else ""

    def is_name(self, at: int) -> bool:
        """Whether there is a name."""
        return at < len(self.names) and self.names[at]

    def reach(self, at: int) -> range:
        """Return the places from the bracket there to its end; all, where there is none."""
        return range(at, self.partner[at] + 1) if at >= 0 else range(len(self.texts))


def read(tokens: Sequence[Token]) -> Script:
    """Return tokens that are no gaps as a script.

    Raises:
        ValueError: a bracket has no partner.

    """
    texts = [text for _, text in tokens]
    names = [kind == "word" and _is_name(text) for kind, text in tokens]
    braces: dict[int, str] = {}
    partner: dict[int, int] = {}
    around, opened = [], [-1]
    for at, (kind, text) in enumerate(tokens):
        is_template = kind == "template"
        if text[0] == "}" if is_template else kind == "sign" and text in ")]}":
            partner[at] = opened.pop()
            partner[partner[at]] = at
        if not opened:
            raise ValueError(f"a bracket was not opened: {' '.join(texts[at - 9 : at + 1])}")
        around.append(opened[-1])
        if text.endswith("${") if is_template else kind == "sign" and text in "([{":
            opened.append(at)
            if text == "{":
                braces[at] = _brace(texts[max(0, at - 2) : at], after_name=at > 0 and names[at - 1])
    if len(opened) > 1:
        raise ValueError(f"a bracket is not closed: {' '.join(texts[opened[-1] :][:9])}")
    return Script(texts, names, around, partner, braces)


def _is_name(word: str) -> bool:
    return word not in RESERVED and word[0] not in "0123456789#"


def _brace(before: Sequence[str], *, after_name: bool) -> str:
    """Return what a curly bracket opens after these tokens."""
    if not before or before[-1] in BEFORE_A_BLOCK or before == ["=", ">"]:
        return "block"
    return "class" if after_name or before[-1] == "class" else "object"


def shortened(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a script with short names for its variables; raises as `read` does."""
    made = [token for token in tokens if token[0] != "gap"]
    script = read(made)
    if _is_unread(script):
        return list(tokens)
    variables = list(_variables(script))
    names = _short_names(script, variables)
    for at in variables:
        name = script.text(at)
        if name in names:
            key = f"{name}:" if _is_shorthand(script, at) else ""
            made[at] = ("word", key + names[name])
    rest = iter(made)
    return [token if token[0] == "gap" else next(rest) for token in tokens]


def _is_unread(script: Script) -> bool:
    """Whether the script has what is not understood here."""
    return any(
        text in MAY_BE_UNREAD and _cannot_be_read(script, at, text)
        for at, text in enumerate(script.texts)
    )


def _cannot_be_read(script: Script, at: int, text: str) -> bool:
    brace = script.braces.get(script.around[at])
    if text == "=":  # of a field
        return brace == "class"
    if text == ":":  # of a label
        begins = brace in {None, "block"} and script.text(at - 2) in {"", "{", "}", ";"}
        return begins and script.is_name(at - 1)
    return not _is_after_dot(script, at)


def _short_names(script: Script, variables: Sequence[int]) -> dict[str, str]:
    """Return a short name for each name that can have one, the shortest for the most frequent."""
    uses = Counter(script.text(at) for at in variables)
    # Sets of places, as the bits of a number.
    places: dict[str, int] = defaultdict(int)
    for at in variables:
        places[script.text(at)] |= 1 << at
    reaches: dict[str, int] = defaultdict(int)
    for at, reach in _declarations(script):
        reaches[script.text(at)] |= (1 << reach.stop) - (1 << reach.start)
    free = {name for name in uses if places[name] & ~reaches[name]}
    letters = ("".join(some) for n in count(1) for some in product(ascii_letters, repeat=n))
    unused = (name for name in letters if name not in free and name not in RESERVED)
    names: dict[str, str] = {}
    taken: dict[str, int] = {}
    for name in sorted(uses.keys() - free, key=lambda name: (-uses[name], name)):
        apart = (short for short, reach in taken.items() if not reach & reaches[name])
        names[name] = short = next(apart, None) or next(unused)
        taken[short] = taken.get(short, 0) | reaches[name]
    return names


def _variables(script: Script) -> Iterator[int]:
    """Yield the places of the words that are variables, not properties or words of the language."""
    for at, is_name in enumerate(script.names):
        if not is_name or _is_after_dot(script, at):
            continue
        brace, after = script.braces.get(script.around[at]), script.text(at + 1)
        first = at - 1 if script.text(at - 1) in BEFORE_A_METHOD else at
        is_first = script.text(first - 1) in {"{", ","}
        if brace == "class" or (brace == "object" and is_first and after in {":", "("}):
            continue
        yield at


def _is_after_dot(script: Script, at: int) -> bool:
    """Three dots are no dot."""
    return script.text(at - 1) == "." and script.text(at - 2) != "."


def _is_shorthand(script: Script, at: int) -> bool:
    return (
        script.braces.get(script.around[at]) == "object"
        and script.text(at - 1) in {"{", ","}
        and script.text(at + 1) in {"}", ",", "="}
    )


def _declarations(script: Script) -> Iterator[tuple[int, range]]:
    """Yield place and reach of each name that is declared."""
    for at, text in enumerate(script.texts):
        around = script.around[at]
        if text in {"const", "let"}:
            for first in _declared(script, at + 1):
                for name in _bound(script, first):
                    yield name, _reach_of_head(script, around)
        elif text in {"function", "class"} and script.is_name(at + 1):
            yield at + 1, script.reach(around)
        elif text == "(" and (reach := _reach_of_parameters(script, at)):
            for name in _bound(script, at):
                yield name, reach
        elif script.names[at] and _is_arrow(script, at + 1):
            yield at, range(at, script.reach(around).stop)


def _declared(script: Script, at: int) -> Iterator[int]:
    """Yield where each of several names or patterns after one `const` begins."""
    yield at
    while at < len(script.texts) and script.text(at) not in {";", "of", "in"}:
        if script.text(at) == ",":
            yield at + 1
        at = max(script.partner.get(at, at), at) + 1
        if script.text(at) in {")", "]", "}"}:
            return


def _bound(script: Script, at: int) -> Iterator[int]:
    """Yield the names that the name, pattern or list of parameters there binds."""
    if script.is_name(at):
        yield at
    elif at in script.partner:
        for inner in range(at + 1, script.partner[at]):
            if script.is_name(inner) and script.text(inner - 1) in {"(", "[", "{", ",", ":", "."}:
                yield inner


def _reach_of_head(script: Script, around: int) -> range:
    """Return the reach of what is declared in a bracket: a loop's head has its body too."""
    if script.text(around) != "(":
        return script.reach(around)
    end = script.partner[around]
    body = script.reach(end + 1 if script.text(end + 1) == "{" else script.around[around])
    return range(around, body.stop)


def _reach_of_parameters(script: Script, at: int) -> range | None:
    """Return the reach of what stands in these brackets, if they are parameters."""
    end = script.partner[at]
    if _is_arrow(script, end + 1):
        body = end + 3
    elif script.braces.get(end + 1) == "block" and script.text(at - 1) not in {
        "if",
        "for",
        "while",
    }:
        body = end + 1
    else:
        return None
    inner = script.reach(body if script.text(body) == "{" else script.around[at])
    return range(at, inner.stop)


def _is_arrow(script: Script, at: int) -> bool:
    return script.text(at) == "=" and script.text(at + 1) == ">"
