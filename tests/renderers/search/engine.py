"""The browser's side of the search, run in Node on the files of a site."""

import json
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from generator import renderers
from generator.model.artifact import Artifact
from generator.model.episode import Episode
from generator.model.site import Site, Theme
from generator.model.terms import Terms, Unit
from generator.renderers import search
from generator.renderers.scripts import join
from generator.renderers.search.postings import PER_FILE
from generator.renderers.search.shards import Spoken
from generator.renderers.search.units import of_episode
from tests.conftest import ROOT, need

THEME = Theme("none", {}, (), {}, {})
EMPTY = Unit("", "", "", -1, "")

# Loads data files from disk, counts their bytes as a host would send them, and answers.
HARNESS = """import { openIndex } from "./search-store.js";
import { answer } from "./search-answer.js";
import { anyLunr } from "./lunr-order.js";
const fs = require("fs");
const zlib = require("zlib");
const { site, asks } = JSON.parse(fs.readFileSync(0, "utf8"));
let loaded = [];
// A pattern of the addresses that cannot be loaded now.
let lost = null;
const later = (value) => new Promise((resolve) => { setTimeout(() => resolve(value)); });
const run = (address) => {
  const path = `${site}/${address}`;
  if (!fs.existsSync(path) || (lost && lost.test(address))) return later(false);
  const data = fs.readFileSync(path);
  loaded.push([address, zlib.gzipSync(data, { level: 6 }).length]);
  (0, eval)(data.toString());
  return later(true);
};
let index;
// The file of texts and the row in it that a unit has.
const place = async (unit) => {
  const { key, entry } = await index.entry(index.entryOf(unit));
  const at = unit - index.firsts[entry];
  return [`${key}-${Math.floor(at / 32)}`, at % 32];
};
const main = async () => {
  index = await openIndex("search/index.js", "", run);
  const results = [];
  for (const { text, options = {}, fresh = false, lunr = null, without = "" } of asks) {
    lost = without && new RegExp(without);
    if (fresh) { loaded = []; index = await openIndex("search/index.js", "", run); }
    const before = loaded.length;
    if (lunr) { results.push(await anyLunr(index, lunr)); continue; }
    const [start, busy] = [performance.now(), process.cpuUsage()];
    const found = await answer(index, text, options);
    const [took, { user, system }] = [performance.now() - start, process.cpuUsage(busy)];
    const parts = loaded.slice(fresh ? 0 : before);
    const units = found.ranked().slice(0, options.places || 20);
    const { more = [0, 0], inEntry = [0, 0, 0] } = options;
    results.push({ ...found, took, busy: (user + system) / 1000, loaded: parts,
      more: await found.more(...more), inEntry: await found.inEntry(...inEntry),
      ranked: found.ranked().slice(0, options.ranked || 100),
      marked: (options.words || []).filter(found.isHit),
      places: await Promise.all(units.map(place)) });
  }
  fs.writeSync(1, JSON.stringify(results));
};
main();
"""
# The plain OR of terms, as lunr.py's own `Index.search` ranks it.
LUNR_ORDER = """import { inAny, listOf } from "./search-rank.js";
export async function anyLunr(index, terms) {
  const rows = await Promise.all(terms.map((term) => index.row(term)));
  const known = rows.filter(Boolean);
  const lists = await Promise.all(known.map((row) => listOf(index, [{ row, share: 1 }])));
  const hits = await inAny({ ...index, count: index.count, lengthOf: (unit) => index.lengthOf(unit),
    isHead: () => false }, lists, () => true, Infinity, async () => {});
  return hits.map(({ unit, score }) => [unit, score]);
}
"""


def index_of(episodes: Sequence[Episode], folder: Path) -> list[Unit]:
    """Write the search of these episodes below `folder`; return all units in their order.

    Numbers that no unit has are filled with units without text.
    """
    site = Site()
    terms, units = [], []
    for episode in episodes:
        terms.append(search.terms_of(episode, site))
        own = of_episode(episode, site)[1]
        units += own + [EMPTY] * (-len(own) % PER_FILE)
        write(search.per_episode(episode, site, THEME), folder)
    write(joined_index(terms, []), folder)
    return units


def joined_index(parts: Sequence[Terms], speakers: Sequence[Spoken]) -> Iterator[Artifact]:
    """Yield the index of parts."""
    entries = [entry for part in parts for entry in part.entries]
    ranges = map(search.slices_of_range, search.ranges_of(parts))
    return search.index(entries, ranges, speakers, "0" * 12)


def site_of(episodes: Sequence[Episode], folder: Path) -> Path:
    """Write the search of a site of these episodes, with their speakers; return its folder."""
    site = Site()
    terms = [search.terms_of(one, site) for one in episodes]
    speakers = search.speakers_of([renderers.card(one) for one in episodes])
    about, texts = search.about(speakers, site)
    write(texts, folder)
    write(joined_index([*terms, about], speakers), folder)
    for episode in episodes:
        write(search.per_episode(episode, site, THEME), folder)
    return folder


def write(artifacts: Iterable[Artifact], folder: Path) -> None:
    for artifact in artifacts:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)


def asked(site: Path, asks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the answers of the theme's own modules to these questions, in order."""
    answers: list[dict[str, Any]] = in_node(HARNESS, {"site": str(site), "asks": asks})
    return answers


def in_node(harness: str, data: object) -> Any:
    """Run a module that may import the theme's own, with `data` as JSON; return its JSON."""
    node = need("node")
    folder = ROOT / "themes" / "default" / "js"
    modules = {path.name: path.read_text("utf-8") for path in folder.glob("*.js")}
    modules |= {"harness.js": harness, "lunr-order.js": LUNR_ORDER}
    run = subprocess.run(
        [node, "--max-old-space-size=2000", "-e", *join(modules, "harness.js")],
        input=json.dumps(data).encode(),
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr.decode()
    return json.loads(run.stdout)
