"""Processes give what one would, in order; and the site is the same, byte for byte."""

import gc
import os
import time
import weakref
from functools import partial
from pathlib import Path

import pytest

from generator.writer import workers
from tests.conftest import talkbook
from tests.project import TALK, make, tree


def times(factor: int, number: int) -> int:
    return factor * number


def one_ends_its_process(home: int, number: int) -> int:
    """Return the number; in any process but `home`, 5 ends it at once."""
    if number == 5 and os.getpid() != home:
        os._exit(1)
    return number


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 3, 40])
def test_results_come_in_the_order_of_the_tasks(jobs: int, count: int) -> None:
    with workers.on_this_machine(jobs) as crew:
        found = list(crew.results(partial(times, 3), range(count)))
    assert found == [3 * number for number in range(count)]


def left_alone(_: int) -> int:
    return gc.get_freeze_count()


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_there_before_a_build_is_never_looked_through_for_cycles(jobs: int) -> None:
    gc.unfreeze()
    with workers.on_this_machine(jobs) as crew:
        assert all(count > 10_000 for count in crew.results(left_alone, range(12)))


def test_few_tasks_are_taken_before_their_time() -> None:
    taken = []
    with workers.on_this_machine(2) as crew:
        results = crew.results(partial(times, 2), (taken.append(n) or n for n in range(1000)))
        assert next(results) == 0
        assert len(taken) <= 2 * workers.WAITING * workers.PARCEL
        results.close()


def test_what_a_process_that_died_had_to_do_is_done_all_the_same() -> None:
    with workers.on_this_machine(2) as crew:
        found = list(crew.results(partial(one_ends_its_process, os.getpid()), range(40)))
    assert found == list(range(40))


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_task_can_be_begun_and_its_result_waited_for(jobs: int) -> None:
    with workers.on_this_machine(jobs) as crew:
        waits = [crew.begin(partial(times, 3), number) for number in range(9)]
        lost = [crew.begin(partial(one_ends_its_process, os.getpid()), n) for n in (4, 5)]
        assert [wait() for wait in waits] == [3 * number for number in range(9)]
        assert [wait() for wait in lost] == [4, 5]


class Heavy:
    """A task that can be watched."""


def test_a_task_that_is_done_is_let_go_before_its_result_is_asked_for() -> None:
    with workers.on_this_machine(2) as crew:
        task = Heavy()
        watched = weakref.ref(task)
        wait = crew.begin(id, task)
        del task
        crew.begin(partial(times, 3), 1)()
        end = time.monotonic() + 10
        while watched() and time.monotonic() < end:
            time.sleep(0.01)
        assert watched() is None
        assert isinstance(wait(), int)


def test_any_number_of_processes_writes_the_same_site(tmp_path: Path) -> None:
    files = {f"seeds/talk-{n}.txt": f"Talk {n}\n\n{TALK}" for n in range(12)}
    # Two of one name: the second gets another folder, whoever finishes first.
    files["seeds/talk-twin.txt"] = f"Talk 3\n\n{TALK}"
    make(tmp_path, dict(files))
    sites = []
    for jobs in ("1", "3"):
        output = tmp_path / f"site-{jobs}"
        run = talkbook(
            *("--project", tmp_path, "--output", output, "--cache", tmp_path / jobs),
            *("build", "--jobs", jobs),
        )
        assert "slug-taken" in run.stderr
        assert "Traceback" not in run.stderr
        sites.append(tree(output))
    assert len(sites[0]) > 100
    assert sites[0] == sites[1]
