"""Workers on other machines, by dask.distributed's executor (the extra `talkbook[dask]`)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from generator.writer.workers import Crew

PATIENCE = "5s"


class UnreachableError(Exception):
    """Nobody answers at the scheduler's address, or dask is not installed."""


class DifferentError(Exception):
    """Workers have another talkbook, and would write another site."""


@contextmanager
def at(address: str, code: Callable[[], str]) -> Iterator[Crew]:
    """Give the workers of the scheduler at `address`, such as `tcp://10.0.0.5:8786`.

    `code` tells, on each machine, which talkbook it has. Tasks of a worker that is lost go to
    another; when none is left, they are done here.

    Raises:
        UnreachableError, DifferentError: see there.

    """
    try:
        import distributed
    except ImportError as error:
        message = "dask.distributed is not installed"
        raise UnreachableError(message) from error
    dask: Any = distributed  # it has no types
    try:
        client = dask.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        message = f"no scheduler answers: {error}"
        raise UnreachableError(message) from error
    with client:
        own = code()
        try:
            found = client.run(code)
        except ImportError as error:
            raise DifferentError(str(error)) from error
        if others := sorted(name for name, theirs in found.items() if theirs != own):
            raise DifferentError(", ".join(others))
        threads = sum(client.nthreads().values())
        executor = client.get_executor(pure=False, retries=2)
        yield Crew(lambda: executor, max(1, threads), lost=Exception, elsewhere=True)
