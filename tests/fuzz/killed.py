"""Kill builds at random instants, and compare the whole output folder each time.

    python -m tests.fuzz.killed [TIMES] [SEED]

Half of the builds are first ones, half follow a change. Whatever the instant, the folder must hold
the old site (before a first build: nothing) or the new one, and the owner's own file; and the next
build must give what a build that nobody disturbed gives. Prints how many builds ended in the old
and in the new site.
"""

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.conftest import ROOT, talkbook
from tests.project import TALK, make, tree

EPISODES = 12
OWN = "CNAME"


def project(folder: Path, word: str) -> Path:
    """Write an archive, large enough for several processes; `word` is in one of its episodes."""
    files: dict[str, str | bytes] = {
        f"seeds/talk-{n:02}.txt": f"Talk {n}\n\n{TALK}" for n in range(EPISODES)
    }
    files["seeds/talk-05.txt"] = f"Talk 5\n\n{TALK}\nAda 0:20\n\nAnd {word}.\n"
    return make(folder, files)


def site(folder: Path, word: str) -> dict[str, bytes]:
    """Return what a build that nobody disturbs writes."""
    run = talkbook("--project", project(folder, word), "build", "--jobs", "2")
    assert run.returncode == 0, run.stderr
    return tree(folder / "site")


def killed(folder: Path, after_s: float) -> bool:
    """Start a build and kill it; whether it was still at work."""
    command = [sys.executable, str(ROOT / "build.py"), "--project", str(folder)]
    running = subprocess.Popen([*command, "build", "--jobs", "2"], stderr=subprocess.DEVNULL)
    try:
        running.wait(timeout=after_s)
    except subprocess.TimeoutExpired:
        running.send_signal(signal.SIGKILL)
    return running.wait() != 0


class Trial:
    """A project whose builds are killed."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Build the two sites that it goes to and fro between."""
        self.folder = folder / "project"
        self.sites = {word: site(folder / word, word) for word in ("one", "other")}
        assert self.sites["one"] != self.sites["other"]
        self.chance = random.Random(seed)
        started = time.monotonic()
        self.word = "one"
        site(self.folder, self.word)
        self.longest_s = 1.3 * (time.monotonic() - started)
        (self.folder / "site" / OWN).write_bytes(b"example.org")

    def again(self, *, cold: bool) -> str:
        """Kill one build; return which site stands then. Raises AssertionError for any other."""
        self.word = "other" if self.word == "one" else "one"
        project(self.folder, self.word)
        if cold:
            shutil.rmtree(self.folder / ".talkbook")
            shutil.rmtree(self.folder / "site")
        old, own = tree(self.folder / "site"), {} if cold else {OWN: b"example.org"}
        new = self.sites[self.word] | own
        was_killed = killed(self.folder, self.chance.uniform(0.05, self.longest_s))
        now = tree(self.folder / "site")
        assert now in (old, new), "neither the old site nor the new one"
        assert was_killed or now == new
        self.whole(new)
        (self.folder / "site" / OWN).write_bytes(b"example.org")
        return f"{'cold' if cold else 'warm'}, {'new' if now == new else 'old'}"

    def whole(self, new: dict[str, bytes]) -> None:
        """Build undisturbed; nothing of the killed build may be left."""
        run = talkbook("--project", self.folder, "build", "--jobs", "2")
        assert run.returncode == 0, run.stderr
        assert tree(self.folder / "site") == new
        left = {path.name for path in self.folder.iterdir()}
        assert left == {"seeds", "site", ".talkbook"}, left


def main() -> None:
    """Run the trial."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as name:
        trial = Trial(Path(name), seed)
        ends = Counter(trial.again(cold=number % 2 == 0) for number in range(times))
    for end, count in sorted(ends.items()):
        print(f"{end}: {count}")


if __name__ == "__main__":
    main()
