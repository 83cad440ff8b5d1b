"""What several outputs need of the same episode is worked out once."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def kept_for_last(function: Callable[P, T]) -> Callable[P, T]:
    """Return a function that gives its last result again for the very same arguments.

    Arguments are compared as objects, not as values: to compare two episodes takes longer than
    most functions. For functions without side effects, of values that never change.
    """
    last: list[tuple[tuple[object, ...], T]] = []

    @wraps(function)
    def kept(*args: P.args, **kwargs: P.kwargs) -> T:
        given = (*args, *kwargs.values())
        for known, result in last:
            if len(known) == len(given) and all(a is b for a, b in zip(known, given, strict=True)):
                return result
        result = function(*args, **kwargs)
        last[:] = [(given, result)]
        return result

    return kept
