"""Workers on other machines, by dask.distributed's executor (the extra `talkbook[dask]`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from generator.writer.workers import Crew

PATIENCE = "10s"


class UnreachableError(Exception):
    """Nobody answers at the scheduler's address, or dask is not installed."""


@contextmanager
def at(address: str) -> Iterator[Crew]:
    """Give the workers of the scheduler at `address`, such as `tcp://10.0.0.5:8786`.

    Tasks of a worker that is lost go to another; when none is left, they are done here.

    Raises:
        UnreachableError: see there.

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
        threads = sum(client.nthreads().values())
        executor = client.get_executor(pure=False, retries=2)
        yield Crew(executor, max(1, threads), lost=Exception, elsewhere=True)
