"""Fuzz every importer for a while: `python -m tests.fuzz.run SECONDS FOLDER`.

With atheris (`pip install atheris`) inputs are chosen by what code they reach; without it they are
only mutated. Each kind of failure is kept once in FOLDER, as `<kind>.bin` (its first byte is the
number of the format) and `<kind>.txt`; the last lines printed say how many inputs were run.
"""

import hashlib
import random
import sys
import time
import traceback
from pathlib import Path

try:
    import atheris
except ImportError:
    atheris = None  # type: ignore[assignment]

from tests.fuzz.changes import LONGEST, PIECES, mutated

if atheris is None:
    from tests.fuzz.target import FORMATS, check, seeds
else:
    with atheris.instrument_imports(include=["generator"]):
        from tests.fuzz.target import FORMATS, check, seeds


class Failures:
    """The failures so far, each kind once."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.kinds, self.runs = folder, set[str](), 0
        folder.mkdir(parents=True, exist_ok=True)

    def run(self, data: bytes) -> None:
        """Check one input, its first byte the number of the format."""
        if not data:
            return
        self.runs += 1
        number = data[0] % (len(FORMATS) + 1)
        name = FORMATS[number] if number < len(FORMATS) else ""
        try:
            check(data[1:], name)
        except Exception as problem:  # noqa: BLE001 - each is a find
            self._keep(data, name, problem)

    def _keep(self, data: bytes, name: str, problem: Exception) -> None:
        frames = traceback.extract_tb(problem.__traceback__)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}"
        words = str(problem)[:14] if isinstance(problem, AssertionError) else ""
        kind = f"{type(problem).__name__} {place} {words} {name}"
        if kind in self.kinds:
            return
        self.kinds.add(kind)
        path = self.folder / hashlib.sha1(kind.encode()).hexdigest()[:12]
        path.with_suffix(".bin").write_bytes(data)
        path.with_suffix(".txt").write_text(f"{name}\n{traceback.format_exc()}\n{data!r}\n")
        print("FOUND", kind, path, flush=True)


def corpus() -> list[bytes]:
    """Return an input for each seed of each format."""
    found = [bytes([n]) + seed for n, name in enumerate(FORMATS) for seed in seeds(name)]
    return [*found, *(bytes([len(FORMATS)]) + seed for name in FORMATS for seed in seeds(name))]


def main() -> None:
    """Run for the time that is asked for."""
    seconds, folder = float(sys.argv[1]), Path(sys.argv[2])
    failures = Failures(folder)
    starts = corpus()
    end = time.monotonic() + seconds
    chance = random.Random(1)
    if atheris is not None and "--plain" not in sys.argv:
        _atheris(failures, starts, seconds)
        return
    while time.monotonic() < end:
        failures.run(mutated(chance.choice(starts), chance, starts))
    print(f"{failures.runs} inputs, {len(failures.kinds)} kinds of failure")


def _atheris(failures: Failures, starts: list[bytes], seconds: float) -> None:
    inputs = failures.folder / "corpus"
    inputs.mkdir(exist_ok=True)
    for number, start in enumerate(starts):
        (inputs / f"seed{number}").write_bytes(start[:LONGEST])
    words = failures.folder / "words.txt"
    escaped = ("".join(f"\\x{byte:02x}" for byte in piece.encode()) for piece in PIECES)
    words.write_text("".join(f'"{piece}"\n' for piece in escaped))
    options = (f"-max_total_time={seconds:.0f}", f"-dict={words}", f"-max_len={LONGEST}")
    atheris.Setup([sys.argv[0], str(inputs), *options, "-timeout=60"], failures.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
