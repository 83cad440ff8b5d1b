"""How long a build of this repository's site takes, as whole processes.

    python tests/benchmarks/build_time.py [RUNS]

Prints minimum and median of wall and processor seconds and the peak memory of a cold build, of a
build when nothing has changed, and of `--version`; and of mkdocs with its Material theme over the
same chapters as Markdown, if that is installed beside this Python.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def timed(command: list[str], folder: Path) -> tuple[float, float, float]:
    """Return wall seconds, processor seconds and peak megabytes of one run."""
    started = time.perf_counter()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, stderr=quiet, stdout=quiet)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(name: str, command: list[str], folder: Path, clear: list[Path], runs: int) -> None:
    """Run the command and print its row; `clear` is removed before each run."""
    samples = []
    for _ in range(runs + 1):
        for path in clear:
            shutil.rmtree(path, ignore_errors=True)
        samples.append(timed(command, folder))
    walls, cpus, peaks = zip(*samples[1:], strict=True)  # the first warms the disk's cache
    print(
        f"{name:28} wall {min(walls):.3f} {statistics.median(walls):.3f}"
        f"  cpu {min(cpus):.3f} {statistics.median(cpus):.3f}  peak {max(peaks):.0f} MB"
    )


def as_markdown(folder: Path) -> None:
    """Write the site's chapters as Markdown pages for mkdocs."""
    from generator import importers, passes
    from generator.model.site import Brief, Site
    from generator.model.source import Source
    from generator.renderers.text import escaped

    (folder / "docs").mkdir()
    source = next((ROOT / "seeds").glob("*.txt"))
    reading, _ = importers.read(Source(source.name, source.read_bytes()))
    episode, _ = passes.to_episode(passes.interpret(reading), Brief(), Site())
    for chapter in episode.chapters:
        parts = [f"# {escaped(chapter.title)}"]
        for turn in chapter.turns:
            parts.append(f"**{turn.speaker_id}**")
            parts += (escaped(paragraph.text) for paragraph in turn.paragraphs)
        (folder / "docs" / f"{chapter.id}.md").write_text("\n\n".join(parts), encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Talk\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Talk\ntheme:\n  name: material\n  font: false\n", encoding="utf-8"
    )


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        output, cache = folder / "site", folder / "cache"
        options = ["--project", str(ROOT), "--output", str(output), "--cache", str(cache)]
        ours = [sys.executable, str(ROOT / "build.py"), *options, "build"]
        measure("cold", ours, ROOT, [output, cache], runs)
        measure("nothing changed", ours, ROOT, [], runs)
        measure("--version", [sys.executable, str(ROOT / "build.py"), "--version"], ROOT, [], runs)
        mkdocs = Path(sys.executable).with_name("mkdocs")
        if mkdocs.exists():
            as_markdown(folder)
            peer = [str(mkdocs), "build", "-q", "-d", str(folder / "peer")]
            measure("mkdocs-material, cold", peer, folder, [folder / "peer"], runs)


if __name__ == "__main__":
    main()
