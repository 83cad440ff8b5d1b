"""Frozen dataclasses that are made by the ten thousand."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

T = TypeVar("T")

# The type checker holds these values frozen, and Python does not: to make a frozen dataclass it
# takes three times as long, and a transcript has several of them for each line.
if TYPE_CHECKING:

    @dataclass_transform(frozen_default=True)
    def value(cls: type[T]) -> type[T]:
        """Make `cls` a frozen dataclass with slots."""

else:
    value = dataclass(slots=True, unsafe_hash=True)
