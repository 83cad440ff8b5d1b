"""An archive of real episodes for the benchmarks: read once, indexed as a build would.

Run as a program it builds the index of an archive, so that a benchmark can measure the process:

    python -m tests.benchmarks.search_archive EPISODES FOLDER WORKERS
"""

import io
import pickle
import resource
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path

from generator import importers, passes
from generator.model.artifact import Artifact
from generator.model.episode import Episode
from generator.model.site import Brief, Site, Theme
from generator.model.source import Source
from generator.model.terms import Terms
from generator.renderers import search
from generator.search_parts import ENDS
from tests.renderers.search.engine import joined_index

ROOT = Path(__file__).resolve().parents[2]
ARCHIVE = ROOT.parent / "shared" / "corpora" / "changelog-dev.tar.xz"
SITE = Site(title="Archive")
THEME = Theme("none", {}, (), {}, {})
AT_ONCE = 16


def episodes(most: int, times: int) -> Iterator[Episode]:
    """Yield episodes of the archive, spread evenly over it, all of them so many times."""
    if not ARCHIVE.is_file():
        raise SystemExit(f"{ARCHIVE} is not here: this benchmark needs the shared test data")
    with tarfile.open(ARCHIVE) as archive:
        names = sorted(name for name in archive.getnames() if name.endswith(".md"))
        step = max(1, len(names) // most) if most else 1
        chosen = set(names[::step][: most or None])
        found = [
            Source(f"seeds/{member.name}", io.BytesIO(file.read()).getvalue())
            for member in archive
            if member.name in chosen and (file := archive.extractfile(member))
        ]
    for turn in range(times):
        for source in found:
            reading, _ = importers.read(source)
            episode, _ = passes.to_episode(passes.interpret(reading), Brief(), SITE)
            slug = f"{episode.slug}-{turn + 1}" if turn else episode.slug
            yield replace(episode, slug=slug)


def keep(all_episodes: Iterator[Episode], path: Path) -> int:
    """Write the episodes to a file, pickled one by one; return the characters of their text."""
    characters = 0
    with path.open("wb") as file:
        for episode in all_episodes:
            characters += sum(len(p.text) for turn in episode.turns for p in turn.paragraphs)
            pickle.dump(pickle.dumps(episode), file)
    return characters


def kept(path: Path) -> Iterator[bytes]:
    """Yield the pickled episodes of a file."""
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return


Indexed = tuple[Terms, Counter[tuple[str, str]], float]


def _mapped(data: Sequence[bytes], folder: Path) -> Indexed:
    """Index some episodes: write their texts, return their terms and the words of each speaker.

    Third the processor seconds of unpickling, which no build has to do.
    """
    terms: list[Terms] = []
    said: Counter[tuple[str, str]] = Counter()
    apart = 0.0
    for one in data:
        started = time.process_time()
        episode = pickle.loads(one)
        apart += time.process_time() - started
        write(search.per_episode(episode, SITE, THEME), folder)
        terms.append(search.terms_of(episode, SITE))
        for speaker, share in zip(episode.speakers, episode.statistics.shares, strict=True):
            said[speaker.id, speaker.name] += share.words
    return search.combined(terms), said, apart


def write(artifacts: Iterator[Artifact], folder: Path) -> None:
    """Write artifacts below a folder."""
    for artifact in artifacts:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)


def index(path: Path, folder: Path, workers: int) -> tuple[list[Terms], float]:
    """Build the index of the episodes in `path` below `folder`; return its parts.

    Second the processor seconds that went into unpickling.
    """
    found: list[Indexed] = []
    with ProcessPoolExecutor(workers) as pool:
        waiting = []
        for data in batched(kept(path), ENDS[0]):
            waiting.append(pool.submit(_mapped, data, folder))
            if len(waiting) > workers:
                found.append(waiting.pop(0).result())
        found += [future.result() for future in waiting]
    said = sum((counts for _, counts, _ in found), Counter())
    speakers = [(speaker_id, name, words) for (speaker_id, name), words in said.items()]
    parts = [terms for terms, _, _ in found]
    write(joined_index(parts, speakers), folder)
    return parts, sum(apart for *_, apart in found)


def batched(items: Iterable[bytes], size: int) -> Iterator[list[bytes]]:
    """Yield the items in lists of `size`; the last may be shorter."""
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part


def one_changed(path: Path, parts: Sequence[Terms]) -> None:
    """Print the processor seconds of a new index when one episode is indexed anew."""
    episode, *others = (pickle.loads(one) for one in islice(kept(path), ENDS[0]))
    terms = [search.terms_of(other, SITE) for other in others]
    started = time.process_time()
    changed = search.combined([search.terms_of(episode, SITE), *terms])
    files = list(joined_index([changed, *parts[1:]], []))
    print(f"changed {time.process_time() - started:.2f} files {len(files)}", flush=True)


def main() -> None:
    """Build, and print processor seconds and peak memory over all processes."""
    parts, apart = index(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    own = resource.getrusage(resource.RUSAGE_SELF)
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime
    peak = own.ru_maxrss + int(sys.argv[3]) * workers.ru_maxrss
    print(f"cpu {seconds - apart:.2f} peak {peak / 1024:.0f}", flush=True)
    one_changed(Path(sys.argv[1]), parts)


if __name__ == "__main__":
    main()
