"""TOML as people write it: values of known types, and the line of each key for what is wrong."""

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from generator.model.diagnostic import Diagnostic, Severity
from generator.model.source import Source
from generator.model.value import value

KeyPath = tuple[str | int, ...]
TABLE = re.compile(r"\s*\[(\[?)\s*([\w.\"-]+)\s*\]?\]")
KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")
AT = re.compile(r"`?\$((?:\.[\w-]+|\[\d+\]|\[\.\.\.\])*)`?")

File = TypeVar("File", bound=msgspec.Struct)


@value
class Toml:
    """A TOML file: its values, and the line of each key."""

    path: str
    values: dict[str, Any]
    lines: Mapping[KeyPath, int]

    def line(self, *keys: str | int) -> int:
        """Return the line of a key, or of the nearest table around it; 0 when there is none."""
        for length in range(len(keys), 0, -1):
            if line := self.lines.get(keys[:length]):
                return line
        return 0


def read(source: Source | None) -> tuple[Toml, list[Diagnostic]]:
    """Return the file, empty with a finding if it is not TOML; without a source an empty one."""
    if source is None:
        return Toml("", {}, {}), []
    try:
        text = source.data.decode("utf-8-sig")
        return Toml(source.path, tomllib.loads(text), _lines(text)), []
    except UnicodeDecodeError:
        problem, line = "the file is not UTF-8", 0
    except tomllib.TOMLDecodeError as error:
        problem = str(error)
        found = re.search(r"\(at line (\d+)", problem)
        line = int(found[1]) if found else text.count("\n") + 1
    hint = "correct the line; values of text stand in quotation marks"
    finding = Diagnostic(source.path, line, Severity.ERROR, "toml-syntax", problem, hint)
    return Toml(source.path, {}, {}), [finding]


def _lines(text: str) -> dict[KeyPath, int]:
    """Return the line of each table and key; inline tables count as their key."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if found := TABLE.match(line):
            name = found[2].strip('"')
            table = (name,)
            if found[1]:
                table = (name, counts.get(name, 0))
                counts[name] = counts.get(name, 0) + 1
            lines.setdefault(table, number)
            lines.setdefault((name,), number)
        elif found := KEY.match(line):
            lines.setdefault((*table, found[1]), number)
    return lines


def typed(kind: type[File], toml: Toml, findings: list[Diagnostic]) -> File:
    """Return the values as `kind`; whatever does not fit is a finding and left out."""
    values = dict(toml.values)
    findings += _unknown(kind, values, toml, ())
    while True:
        try:
            return msgspec.convert(values, kind)
        except msgspec.ValidationError as error:
            keys = _keys(str(error))
            message = str(error).split(" - at ")[0].replace("`", "")
            line = toml.line(*keys) or 1
            hint = _hint(keys, message)
            findings.append(
                Diagnostic(toml.path, line, Severity.ERROR, "wrong-type", message, hint)
            )
            _drop(values, keys)


def _keys(message: str) -> KeyPath:
    found = AT.search(message.rsplit(" - at ", maxsplit=1)[-1]) if " - at " in message else None
    parts = re.findall(r"\.([\w-]+)|\[(\d+|\.\.\.)\]", found[1]) if found else []
    return tuple(name or (0 if index == "..." else int(index)) for name, index in parts)


def _hint(keys: KeyPath, message: str) -> str:
    name = ".".join(str(key) for key in keys if isinstance(key, str))
    if "missing required" in message:
        return "add the key"
    return f'write {name} = "..."' if "Expected str" in message else f"correct {name or 'the key'}"


def _drop(values: dict[str, Any], keys: KeyPath) -> None:
    """Take out the entry that holds the key at fault: of a list one item, else the whole key."""
    if len(keys) > 1 and isinstance(keys[1], int) and isinstance(values.get(str(keys[0])), list):
        entries = list(values[str(keys[0])])
        del entries[keys[1]]
        values[str(keys[0])] = entries
    elif keys:
        values.pop(str(keys[0]), None)
    else:
        values.clear()


def _unknown(
    kind: type[msgspec.Struct], values: Mapping[str, Any], toml: Toml, at: KeyPath
) -> list[Diagnostic]:
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    findings = []
    for key, given in values.items():
        if key not in fields:
            near = difflib.get_close_matches(key, fields, n=1, cutoff=0.5)
            hint = f"write {near[0]}" if near else f"the keys are {', '.join(fields)}"
            line = toml.line(*at, key) or 1
            message = f"there is no key {key!r}"
            findings.append(
                Diagnostic(toml.path, line, Severity.ERROR, "unknown-key", message, hint)
            )
        elif (inner := _struct_in(fields[key])) and isinstance(given, (list, dict)):
            entries = list(enumerate(given)) if isinstance(given, list) else [(None, given)]
            for index, entry in entries:
                if isinstance(entry, dict):
                    place = (*at, key) if index is None else (*at, key, index)
                    findings += _unknown(inner, entry, toml, place)
    return findings


def _struct_in(annotation: Any) -> type[msgspec.Struct] | None:
    candidates = (annotation, *getattr(annotation, "__args__", ()))
    structs = (c for c in candidates if isinstance(c, type) and issubclass(c, msgspec.Struct))
    return next(structs, None)


def wrong_value(toml: Toml, keys: KeyPath, message: str, options: Sequence[str] = ()) -> Diagnostic:
    """Return a finding about a value of the right type that cannot be used."""
    hint = f"write one of {', '.join(options)}" if options else "write an address with https://"
    return Diagnostic(toml.path, toml.line(*keys), Severity.ERROR, "wrong-value", message, hint)
