"""How fast sources are read, and how fast an episode is made of them, on one core.

    python tests/benchmarks/reading_speed.py [CORPORA]

Prints for each format megabytes of source a processor second: of reading, which is to recognise a
file and to read it, and of the passes. CORPORA is a folder with `manifest.tsv` (`path`, `format`)
and `files/`, by default `../shared/corpora`; without it the texts are generated. Each figure is
the best of several rounds over all files of the format. Each file takes a tenth of a millisecond
to recognise, so formats of which there are only files of a few hundred bytes look slow.
"""

import csv
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from generator import importers, passes  # noqa: E402 - the folder must be known first
from generator.model.clock import cue_clock, format_clock  # noqa: E402
from generator.model.site import Brief, Site  # noqa: E402
from generator.model.source import Source  # noqa: E402

ROUNDS = 5
LEAST_BYTES = 100_000
"""Smaller samples are read several times in a round."""
TURNS = 800
SENTENCE = "We found the letters in a tin box, and the first one was addressed to you. "


def best_s(work: Callable[[], object]) -> float:
    """Return the processor seconds of the fastest round."""
    seconds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return min(seconds)


def from_corpora(folder: Path) -> Mapping[str, list[Source]]:
    """Return the files of the corpora by format."""
    sources: dict[str, list[Source]] = defaultdict(list)
    with (folder / "manifest.tsv").open(encoding="utf-8") as manifest:
        for row in csv.DictReader(manifest, delimiter="\t"):
            data = (folder / "files" / row["path"]).read_bytes()
            sources[row["format"]].append(Source(row["path"], data))
    return dict(sorted(sources.items()))


def generated() -> Mapping[str, list[Source]]:
    """Return one conversation in some formats."""
    turns = [
        (("Ada Marsh", "Tomás Reyes")[n % 2], n * 9000, SENTENCE * (1 + n % 4))
        for n in range(TURNS)
    ]
    texts = {
        "md-bold-name": "".join(f"**{name}:** {text}\n\n" for name, _, text in turns),
        "txt-name-time": "".join(f"{n} {format_clock(ms)}\n\n{t}\n\n" for n, ms, t in turns),
        "txt-name-colon": "".join(f"{name}: {text}\n\n" for name, _, text in turns),
        "txt-time-text": "".join(f"[{format_clock(ms)}] {t}\n" for _, ms, t in turns),
        "vtt-voice": "WEBVTT\n\n"
        + "".join(
            f"{cue_clock(ms)} --> {cue_clock(ms + 8000)}\n<v {name}>{text}\n\n"
            for name, ms, text in turns
        ),
        "srt-speaker": "".join(
            f"{number}\n{cue_clock(ms, ',')} --> {cue_clock(ms + 8000, ',')}\n{name}: {text}\n\n"
            for number, (name, ms, text) in enumerate(turns, 1)
        ),
    }
    return {name: [Source(f"{name}.txt", text.encode())] for name, text in texts.items()}


def measure(name: str, sources: list[Source]) -> None:
    """Print the row of one format."""
    size = sum(len(source.data) for source in sources)
    times = 1 + LEAST_BYTES // max(1, size)
    readings = [importers.read(source)[0] for source in sources]

    def read() -> None:
        for source in sources * times:
            importers.read(source)

    def make() -> None:
        for reading in readings * times:
            passes.to_episode(passes.interpret(reading), Brief(), Site())

    megabytes = size * times / 1e6
    print(
        f"{name:28} {len(sources):4} files {size / 1e6:8.2f} MB"
        f"  read {megabytes / best_s(read):6.1f} MB/s  passes {megabytes / best_s(make):6.1f} MB/s",
        flush=True,
    )


def main() -> None:
    """Measure all formats."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "corpora"
    known = from_corpora(folder) if (folder / "manifest.tsv").exists() else generated()
    for name, sources in known.items():
        measure(name, sources)


if __name__ == "__main__":
    main()
