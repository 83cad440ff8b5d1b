"""Those who share the work of a build: this process, others on this machine, or other machines."""

import gc
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Task = TypeVar("Task")
Result = TypeVar("Result")

# To start processes takes longer than a few episodes do.
FEWEST = 8
# So many tasks go to a worker together, and so many such parcels wait for each worker.
PARCEL = 4
WATCH_S = 0.1
WAITING = 3


class Crew(NamedTuple):
    """Who does the tasks."""

    start: "Callable[[], Executor] | None" = None
    """Returns the same executor each time; None: this process does the tasks."""
    workers: int = 1
    lost: type[Exception] = RuntimeError
    """What is raised when a worker is gone (`BrokenExecutor` is one): its tasks are done here."""
    elsewhere: bool = False
    """Whether the workers may see another disk than this process does."""

    def results(
        self, function: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[Result]:
        """Yield `function(task)` of each task, in order; few of them wait in memory at a time."""
        if self.start is None:
            yield from map(function, tasks)
            return
        executor, parcels = self.start(), iter(tasks)
        waiting: deque[tuple[list[Task], Future[list[Result]] | None]] = deque()
        while True:
            while len(waiting) < self.workers * WAITING:
                parcel = list(islice(parcels, PARCEL))
                if not parcel:
                    break
                waiting.append((parcel, self._submitted(executor, function, parcel)))
            if not waiting:
                return
            yield from self._done(function, *waiting.popleft())

    def begin(self, function: Callable[[Task], Result], task: Task) -> Callable[[], Result]:
        """Let one task be done, here and now where nobody shares it; return what waits for it."""
        if self.start is None:
            result = function(task)
            return lambda: result
        parcel = [task]
        future = self._submitted(self.start(), function, parcel)
        if future:
            future.add_done_callback(partial(_let_go, parcel))
        return lambda: self._done(function, parcel, future)[0]

    def _submitted(
        self, executor: "Executor", function: Callable[[Any], Any], parcel: list[Any]
    ) -> "Future[list[Any]] | None":
        try:
            return executor.submit(_all, function, parcel)
        except self.lost:
            return None

    def _done(
        self, function: Callable[[Any], Any], parcel: list[Any], future: "Future[list[Any]] | None"
    ) -> list[Any]:
        try:
            return future.result() if future else _all(function, parcel)
        except self.lost:
            return _all(function, parcel)


HERE = Crew()


def _let_go(parcel: list[Any], done: "Future[Any]") -> None:
    """Keep a task in memory no longer than it may have to be done again."""
    if not done.cancelled() and done.exception() is None:
        parcel.clear()


def _all(function: Callable[[Any], Any], tasks: list[Any]) -> list[Any]:
    return [function(task) for task in tasks]


def processes() -> int:
    """Return how many processes run at a time on this machine, for this program."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def on_this_machine(jobs: int) -> Iterator[Crew]:
    """Give a crew of so many processes, which start when there is work for them."""
    leave_what_is_here()
    if jobs < 2:
        yield HERE
        return
    started: list[Executor] = []

    def start() -> "Executor":
        if not started:
            from concurrent.futures import ProcessPoolExecutor  # 20 ms to import

            give_back()
            pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(os.getpid(),))
            started.append(pool)
        return started[0]

    try:
        yield Crew(start, jobs)
    finally:
        for executor in started:
            executor.shutdown()


def collect_seldom() -> None:
    """Let Python look for cycles of values less often: ours have none, and there are millions.

    Less often still would hardly be faster: what an episode does leave is a hundred small objects.
    """
    gc.set_threshold(50_000, 20, 100)


def leave_what_is_here() -> None:
    """Let Python look for no more cycles in all that there is now: it stays to the end.

    These are modules at first: to look through them once costs 20 ms. At the end of a program it is
    everything, and Python would look through it twice more.
    """
    gc.freeze()


# `mallopt(3)`: from this size on a piece of memory is the system's again once it is free.
M_MMAP_THRESHOLD = -3
GIVEN_BACK_BYTES = 65_536


def give_back() -> None:
    """Let large pieces of memory go back to the system as soon as they are free.

    glibc keeps what it has given back often, and the small values that are made meanwhile, and
    stay, hold on to that: with thousands of episodes a process would be half as large again.
    """
    import ctypes

    with suppress(AttributeError, OSError, TypeError):  # another library, or another system
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, GIVEN_BACK_BYTES)


def _begin(parent: int) -> None:
    """Let a process of the crew end when the build that started it was killed."""
    collect_seldom()
    give_back()
    leave_what_is_here()
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(WATCH_S)
    os._exit(1)
