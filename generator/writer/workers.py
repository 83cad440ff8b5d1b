"""Processes that share the work of a build."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Result = TypeVar("Result")

# To start processes takes longer than a few episodes do.
FEWEST = 8
AT_ONCE = 4

_work: list[Callable[[Any], Any]] = []
"""In a process of a pool: what it does with a task."""


def processes() -> int:
    """Return how many processes run at a time on this machine, for this program."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_processes(
    jobs: int, function: Callable[[Shared, Task], Result], shared: Shared, tasks: Sequence[Task]
) -> Iterator[Result]:
    """Yield `function(shared, task)` of each task, in order, done by so many processes.

    `shared` goes to each process once. A few tasks are done here.
    """
    if jobs < 2 or len(tasks) < FEWEST:
        yield from (function(shared, task) for task in tasks)
        return
    with ProcessPoolExecutor(
        min(jobs, len(tasks)), initializer=_begin, initargs=(function, shared)
    ) as pool:
        yield from pool.map(_do, tasks, chunksize=AT_ONCE)


def _begin(function: Callable[[Any, Any], Any], shared: object) -> None:
    _work.append(lambda task: function(shared, task))


def _do(task: object) -> Any:
    return _work[0](task)
