"""Processes give what one would, in order; and the site is the same, byte for byte."""

from pathlib import Path

import pytest

from generator.writer import workers
from tests.conftest import talkbook
from tests.project import TALK, make, tree


def times(factor: int, number: int) -> int:
    return factor * number


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 3, 40])
def test_results_come_in_the_order_of_the_tasks(jobs: int, count: int) -> None:
    found = list(workers.in_processes(jobs, times, 3, range(count)))
    assert found == [3 * number for number in range(count)]


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
