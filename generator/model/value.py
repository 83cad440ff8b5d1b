"""Frozen dataclasses that are quick to define and quick to make.

The type checker holds them frozen, and Python does not: to make one would take three times as long,
and a transcript has several for each line. What compares, hashes and shows them is written once,
here, because `dataclass` compiles it anew for each class, which was a tenth of a short build.
"""

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """Make `cls` a frozen dataclass with slots."""
    made = dataclass(slots=True, eq=False, repr=False)(cls)
    names: tuple[str, ...] = made.__match_args__  # type: ignore[attr-defined]
    parts = attrgetter(*names)

    def is_equal(one: object, other: object) -> bool:
        return parts(one) == parts(other) if type(other) is made else NotImplemented

    def hashed(one: object) -> int:
        return hash(parts(one))

    def shown(one: object) -> str:
        fields = ", ".join(f"{name}={getattr(one, name)!r}" for name in names)
        return f"{made.__qualname__}({fields})"

    for name, function in (("__eq__", is_equal), ("__hash__", hashed), ("__repr__", shown)):
        setattr(made, name, function)
    return made
