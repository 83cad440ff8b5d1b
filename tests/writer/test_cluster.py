"""A scheduler and workers on this machine share the work of a build, and give the same bytes."""

import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, missing, talkbook
from tests.project import TALK, make, tree

PATIENCE_S = 60
PROGRESS = re.compile(r"[\d,]+ of [\d,]+ episodes, .* left\n")
QUIET = {"DASK_DISTRIBUTED__DASHBOARD__LINK": "", "DASK_LOGGING__DISTRIBUTED": "error"}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {
        f"seeds/talk-{n:02}.txt": f"Talk {n}\n\n{TALK * 20}" for n in range(40)
    }
    # Two of one name, whoever finishes first; and a file that no episode can be made of.
    files["seeds/talk-twin.txt"] = f"Talk 3\n\n{TALK}"
    files["seeds/empty.txt"] = ""
    return make(tmp_path, files)


def dask(*arguments: str, code: Path = ROOT) -> subprocess.Popen[bytes]:
    """Run dask's own command with `code` on its path."""
    command = [sys.executable, "-m", "dask", *arguments]
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(code)}
    silent = subprocess.DEVNULL
    return subprocess.Popen(command, env=environment, cwd=code, stdout=silent, stderr=silent)


@pytest.fixture
def address() -> Iterator[str]:
    """The address of a scheduler without workers."""
    if importlib.util.find_spec("distributed") is None:
        missing("dask.distributed is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    scheduler = dask("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    try:
        wait_for_port(port)
        yield f"tcp://127.0.0.1:{port}"
    finally:
        scheduler.kill()
        scheduler.wait(timeout=PATIENCE_S)


@pytest.fixture
def workers(address: str) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two workers, each a process."""
    started = [
        dask("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard") for _ in "ab"
    ]
    try:
        wait_for_workers(address, 2)
        yield started
    finally:
        for worker in started:
            worker.kill()
            worker.wait(timeout=PATIENCE_S)


def wait_for_port(port: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < deadline, "the scheduler does not listen"
        time.sleep(0.05)


def wait_for_workers(address: str, count: int) -> None:
    code = f"import distributed as d; d.Client({address!r}).wait_for_workers({count}, {PATIENCE_S})"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=2 * PATIENCE_S)


def built(project: Path, name: str, *arguments: str) -> tuple[dict[str, bytes], str]:
    """Build to a folder of that name; return the site and what was found."""
    output, cache = project / name, project / f"{name}-cache"
    run = talkbook("--project", project, "--output", output, "--cache", cache, "build", *arguments)
    assert "Traceback" not in run.stderr
    said = run.stderr.rpartition("Built ")[0].splitlines(keepends=True)
    # A slow machine is told how far the build is.
    return tree(output), "".join(line for line in said if not PROGRESS.fullmatch(line))


@pytest.mark.usefixtures("workers")
def test_workers_elsewhere_give_the_same_site_and_findings(archive: Path, address: str) -> None:
    here = built(archive, "here")
    there = built(archive, "there", "--scheduler", address)
    assert len(here[0]) > 300
    assert there == here
    assert "slug-taken" in there[1]


def test_a_worker_that_is_lost_loses_nothing(
    archive: Path, address: str, workers: list[subprocess.Popen[bytes]]
) -> None:
    here, _ = built(archive, "here")
    command = [sys.executable, str(ROOT / "build.py"), "--project", str(archive), "--output"]
    command += [str(archive / "there"), "--cache", str(archive / "c"), "build"]
    running = subprocess.Popen([*command, "--scheduler", address], stderr=subprocess.PIPE)
    deadline = time.monotonic() + PATIENCE_S
    # The first files are there, so the workers are at work; one of them goes.
    while not any(archive.glob(".there.talkbook-new-*/talk-0/index.html")):
        assert running.poll() is None, "the build has ended too soon"
        assert time.monotonic() < deadline, "nothing was built"
        time.sleep(0.01)
    workers[0].send_signal(signal.SIGKILL)
    said = running.communicate(timeout=2 * PATIENCE_S)[1].decode()
    assert "Traceback" not in said
    assert tree(archive / "there") == here


def test_where_nobody_answers_it_is_said_with_a_hint(tmp_path: Path) -> None:
    make(tmp_path)
    run = talkbook("--project", tmp_path, "build", "--scheduler", "tcp://127.0.0.1:9")
    assert run.returncode == 1
    assert "[no-scheduler]" in run.stderr
    assert "dask scheduler" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "site").exists()


def test_workers_with_another_talkbook_are_refused(
    archive: Path, address: str, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(ROOT / "generator", other / "generator")
    (other / "generator" / "added.py").write_text("", encoding="utf-8")
    worker = dask("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", code=other)
    try:
        wait_for_workers(address, 1)
        command = ("--project", archive, "build", "--scheduler", address)
        run = talkbook(*command)
    finally:
        worker.kill()
        worker.wait(timeout=PATIENCE_S)
    assert run.returncode == 1
    assert "[workers-differ]" in run.stderr
    assert not (archive / "site").exists()
