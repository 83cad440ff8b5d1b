"""The search beside its peers, on an archive of real episodes: index, bytes, speed, quality.

    python -m tests.benchmarks.search_compared [--episodes N] [--times 2] [--workers 2]

Peers are measured where they are installed: Pagefind (PyPI `pagefind[bin]`), lunr.py (always; one
document a turn, over `--lunr` episodes, because it holds all in memory), MiniSearch (npm, in the
folder that the variable MINISEARCH names, over the same episodes as lunr.py).
"""

import argparse
import json
import os
import pickle
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from generator.renderers.search.tokens import stop_words, words
from tests.benchmarks import search_archive
from tests.renderers.search.engine import asked

WINDOW = 15
LUNR = """import pickle, resource, sys
from lunr import lunr
from tests.benchmarks.search_archive import kept
from pathlib import Path
rows = []
for one in kept(Path(sys.argv[1])):
    episode = pickle.loads(one)
    names = {s.id: s.name for s in episode.speakers}
    rows += [{"id": len(rows) + i, "speaker": names.get(t.speaker_id, ""), "title": episode.title,
              "text": " ".join(p.text for p in t.paragraphs)} for i, t in enumerate(episode.turns)]
import json
index = lunr(ref="id", fields=("text", "speaker", "title"), documents=rows)
Path(sys.argv[2], "lunr.json").write_text(json.dumps(index.serialize()))
"""
MINISEARCH = """const [rows, folder] = process.argv.slice(-2);
const fs = require("fs");
const library = require("module").createRequire(process.env.MINISEARCH + "/x.js");
const MiniSearch = library("minisearch");
const index = new MiniSearch({ fields: ["text", "speaker", "title"] });
index.addAll(JSON.parse(fs.readFileSync(rows, "utf8")));
fs.writeFileSync(folder + "/minisearch.json", JSON.stringify(index));
"""


def timed(command: Sequence[str], **environment: str) -> tuple[float, float, str]:
    """Run a command; return processor seconds, peak megabytes and what it printed."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, stdout=output, cwd=search_archive.ROOT, env={**os.environ, **environment}
        )
        _, status, usage = os.wait4(process.pid, 0)
        output.seek(0)
        printed = output.read().decode()
    if status:
        raise SystemExit(f"failed: {' '.join(command[:3])}\n{printed}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed


def gzipped(folder: Path) -> float:
    """Return the megabytes of a folder's files, each compressed as a host does."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sum(len(zlib.compress(path.read_bytes(), 6)) for path in paths) / 1e6


def ours(kept: Path, folder: Path, workers: int) -> dict[str, Any]:
    """Build our index; return its figures."""
    module = "tests.benchmarks.search_archive"
    _, _, printed = timed([sys.executable, "-m", module, str(kept), str(folder), str(workers)])
    said = printed.split()
    texts = gzipped(folder / "search" / "text")
    return {
        "build, CPU s": float(said[1]),
        "peak, MB": float(said[3]),
        "one episode changed, CPU s": float(said[5]),
        "index, MB gz": round(gzipped(folder / "search") - texts, 1),
        "texts, MB gz": round(texts, 1),
    }


def pagefind(kept: Path, folder: Path) -> dict[str, Any]:
    """Build Pagefind's index of a page for each episode; return its figures."""
    site = folder / "pages"
    site.mkdir(parents=True)
    for number, one in enumerate(search_archive.kept(kept)):
        episode = pickle.loads(one)
        said = "".join(f"<p>{escape(p.text)}</p>" for t in episode.turns for p in t.paragraphs)
        title = escape(episode.title)
        (site / f"{number}.html").write_text(
            f'<!doctype html><html lang="en"><title>{title}</title>'
            f"<body><main data-pagefind-body><h1>{title}</h1>{said}</main></body></html>"
        )
    seconds, peak, _ = timed(
        [str(shutil.which("pagefind") or pagefind_binary()), "--site", str(site)]
    )
    index = gzipped(site / "pagefind")
    return {
        "build, CPU s": round(seconds, 1),
        "peak, MB": round(peak),
        "index, MB gz": round(index, 1),
    }


def pagefind_binary() -> str:
    """Return the program inside PyPI's package, without the Python around it; empty for none."""
    try:
        import pagefind_bin
    except ImportError:
        return ""
    found = [
        p
        for p in Path(pagefind_bin.__file__).parent.rglob("pagefind*")
        if os.access(p, os.X_OK) and p.is_file()
    ]
    return str(found[0]) if found else ""


def libraries(kept: Path, folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the figures of lunr.py and MiniSearch: one index in one file."""
    seconds, peak, _ = timed([sys.executable, "-c", LUNR, str(kept), str(folder)])
    yield (
        "lunr.py",
        {
            "build, CPU s": round(seconds, 1),
            "peak, MB": round(peak),
            "index, MB gz": one_file(folder / "lunr.json"),
        },
    )
    if not os.environ.get("MINISEARCH"):
        return
    rows = [
        {
            "id": f"{n}-{i}",
            "title": episode.title,
            "speaker": turn.speaker_id,
            "text": " ".join(p.text for p in turn.paragraphs),
        }
        for n, episode in enumerate(map(pickle.loads, search_archive.kept(kept)))
        for i, turn in enumerate(episode.turns)
    ]
    (folder / "rows.json").write_text(json.dumps(rows))
    seconds, peak, _ = timed(
        ["node", "-e", MINISEARCH, "--", str(folder / "rows.json"), str(folder)]
    )
    yield (
        "MiniSearch",
        {
            "build, CPU s": round(seconds, 1),
            "peak, MB": round(peak),
            "index, MB gz": one_file(folder / "minisearch.json"),
        },
    )


def one_file(path: Path) -> float:
    return round(len(zlib.compress(path.read_bytes(), 6)) / 1e6, 1)


def questions(folder: Path, count: int, size: int) -> list[tuple[str, str, int]]:
    """Return questions of `size` words that stand within 15 words of a turn; and file and row."""
    chance = random.Random(5)
    files = sorted((folder / "search" / "text").rglob("*.js"))
    stops = stop_words()
    found: list[tuple[str, str, int]] = []
    while len(found) < count:
        name, _, rows = json.loads(
            f"[{chance.choice(files).read_text()[len('talkbook.text(') : -3]}]"
        )
        row = chance.randrange(len(rows))
        said = rows[row][3].split()
        if len(said) < WINDOW:
            continue
        start = chance.randrange(len(said) - WINDOW + 1)
        around = " ".join(said[start : start + WINDOW])
        usual = list(dict.fromkeys(w for w in words(around) if w not in stops and len(w) > 1))
        if len(usual) >= size:
            found.append((" ".join(chance.sample(usual, size)) + " ", name, row))
    return found


def answers(folder: Path, size: int, count: int) -> dict[str, Any]:
    """Ask questions, each with nothing loaded; return bytes, and where the turn meant was found."""
    asks = questions(folder, count, size)
    found = asked(folder, [{"text": text, "fresh": True} for text, _, _ in asks])
    first, then, texts, ranks = [], [], [], []
    for answer, (_, name, row) in zip(found, asks, strict=True):
        loaded = {path: bytes_ for path, bytes_ in answer["loaded"] if "/text/" not in path}
        router = loaded.pop("search/index.js")
        first.append(router + sum(loaded.values()))
        then.append(sum(loaded.values()))
        texts.append(sum(bytes_ for path, bytes_ in answer["loaded"] if "/text/" in path))
        ranks.append(
            answer["places"].index([name, row]) if [name, row] in answer["places"] else None
        )
    found_where = {f"known item, {size} words": quality(ranks)} if size > 1 else {}
    return found_where | {
        f"first query of {size}, kB gz: mean (median)": kilo(first),
        f"next query of {size}, kB gz": kilo(then),
        f"texts of the results of {size}, kB gz": kilo(texts),
    }


def kilo(sizes: Sequence[int]) -> str:
    """Return mean and median in kilobytes."""
    return f"{statistics.mean(sizes) / 1000:.0f} ({statistics.median(sizes) / 1000:.0f})"


def quality(ranks: Sequence[int | None]) -> str:
    """Return how often the item meant is first, among ten, and the mean reciprocal rank."""
    count = len(ranks)
    among = sum(1 for rank in ranks if rank is not None and rank < 10) / count
    mrr = sum(1 / (rank + 1) for rank in ranks if rank is not None) / count
    return f"hit@10 {among:.2f}, MRR {mrr:.2f}"


def speed(folder: Path) -> dict[str, Any]:
    """Ask 200 questions with all data loaded."""
    asks = [{"text": text} for size in (1, 2, 3) for text, _, _ in questions(folder, 67, size)]
    took = sorted(answer["took"] for answer in asked(folder, [*asks, *asks])[len(asks) :])
    return {"warm query, ms: median, worst": f"{statistics.median(took):.0f}, {took[-1]:.0f}"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", type=int, default=0, help="default: all 1,066")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--lunr", type=int, default=100)
    parser.add_argument("--queries", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        characters = search_archive.keep(
            search_archive.episodes(options.episodes, options.times), folder / "all"
        )
        print(f"{characters / 1e6:.0f} MB of text; load {os.getloadavg()[0]:.1f}")
        table = ours(folder / "all", folder / "ours", options.workers)
        table |= speed(folder / "ours")
        for size in (1, 3):
            table |= answers(folder / "ours", size, options.queries)
        show("talkbook", table)
        if shutil.which("pagefind") or pagefind_binary():
            show("Pagefind", pagefind(folder / "all", folder / "pagefind"))
        few = search_archive.keep(search_archive.episodes(options.lunr, 1), folder / "few")
        print(f"{few / 1e6:.1f} MB of text:")
        for peer, figures in libraries(folder / "few", folder):
            show(peer, figures)
        show("talkbook", ours(folder / "few", folder / "ours-few", options.workers))


def show(name: str, table: dict[str, Any]) -> None:
    """Print a table's rows."""
    for what, figure in table.items():
        print(f"| {name} | {what} | {figure} |", flush=True)


if __name__ == "__main__":
    started = time.perf_counter()
    main()
    print(f"{time.perf_counter() - started:.0f} s")
