"""How long builds take beside other generators, on real episodes, as whole processes.

    python -m tests.benchmarks.builds WORK [--workloads W1,W500,WALL] [--peers hugo,hugo+pagefind]
                                      [--runs 3] [--corpus TAR]

WORK is a folder with some gigabytes to spare. TAR holds `<show>/<episode>.md`, with turns written
`**Speaker:** \\[12:34\\] text`. The generators that are installed take turns with talkbook within
each round; what is missing is left out. Prints the runner's table and the ratios of talkbook to
each peer: wall and processor seconds of a first build, wall seconds of one without a change and of
one after an edit, and peak memory of all processes. The row `pages` has `outputs = []`, the row
`whole` all downloads.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
RUNNER = SHARED / "tools" / "speed" / "speed.py"
OURS = {"pages": "outputs = []\n", "whole": ""}


def unpacked(archive: Path, folder: Path) -> Path:
    """Return the folder of shows that the archive holds."""
    if not folder.exists():
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
    episode = next(path for path in sorted(folder.rglob("*.md")) if path.parent != folder)
    return episode.parent.parent


def commands(work: Path) -> Iterator[str]:
    """Yield talkbook's command for each of its rows."""
    build = f"{sys.executable} {ROOT / 'build.py'} -q --seeds {{src}} --output {{out}}"
    for name, settings in OURS.items():
        content = work / f"content-{name}"
        content.mkdir(parents=True, exist_ok=True)
        text = f'title = "Archive"\nurl = "https://example.org/"\n{settings}'
        (content / "site.toml").write_text(text, encoding="utf-8")
        yield f"{name}={build} --cache {{cache}} --content {content} build"


def middle(samples: list[dict[str, Any]], key: str) -> float:
    """Return the median of a figure; not a number where there is none."""
    found = [sample[key] for sample in samples if key in sample]
    return statistics.median(found) if found else float("nan")


def ratios(rows: list[dict[str, Any]]) -> None:
    """Print talkbook's figures as parts of each peer's."""
    print("\n| workload | ours / peer | cold wall | cold CPU | peak | unchanged | edited |")
    print("|---|---|--:|--:|--:|--:|--:|")
    for own in (row for row in rows if row["peer"] in OURS):
        for peer in rows:
            if peer["workload"] != own["workload"] or peer["peer"] in OURS:
                continue
            figures = [("cold", "wall"), ("cold", "cpu"), ("cold", "peak")]
            figures += [("warm", "wall"), ("edit", "wall")]
            parts = [middle(own[s], key) / middle(peer[s], key) for s, key in figures]
            shown = " | ".join(f"{part:.2f}" for part in parts)
            print(f"| {own['workload']} | {own['peer']} / {peer['peer']} | {shown} |")


def main() -> None:
    """Prepare, run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--workloads", default="W1,W500")
    parser.add_argument("--peers", default="hugo,hugo+pagefind,mkdocs-material,zensical,mdbook")
    parser.add_argument("--runs", default="3")
    parser.add_argument("--corpus", type=Path, default=SHARED / "corpora" / "changelog-dev.tar.xz")
    options = parser.parse_args()
    work = options.work.resolve()
    samples = work / "samples.jsonl"
    samples.unlink(missing_ok=True)
    command = [sys.executable, str(RUNNER), "--work", str(work / "runs"), "--json", str(samples)]
    command += ["--corpus", str(unpacked(options.corpus, work / "corpus"))]
    command += ["--seed", str(next((ROOT / "seeds").glob("*.txt")))]
    command += ["--workloads", options.workloads, "--peers", options.peers, "--runs", options.runs]
    command += ["--our-startup", f"{sys.executable} {ROOT / 'build.py'} --version"]
    for own in commands(work):
        command += ["--our", own]
    subprocess.run(command, check=True)
    ratios([json.loads(line) for line in samples.read_text(encoding="utf-8").splitlines()])


if __name__ == "__main__":
    main()
