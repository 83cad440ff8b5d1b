"""What several outputs need of the same episode is worked out once."""

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import TypeVar, TypeVarTuple

Given = TypeVarTuple("Given")
Result = TypeVar("Result")


def kept_for_last(function: Callable[[*Given], Result]) -> Callable[[*Given], Result]:
    """Return a function that gives its last result again for the very same arguments.

    Arguments are compared as objects, not as values: to compare two episodes takes longer than
    most functions. For functions without side effects, of values that never change.
    """
    last: list[tuple[tuple[*Given], Result]] = []

    @wraps(function)
    def kept(*given: *Given) -> Result:
        for known, result in last:
            if len(known) == len(given) and all(map(is_, known, given)):
                return result
        result = function(*given)
        last[:] = [(given, result)]
        return result

    return kept
