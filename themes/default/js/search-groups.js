import { PER_FILE } from "./search-index.js";
import { byScore } from "./search-rank.js";

/** The hits by entry, best entry first, or latest first. */
export const entriesOf = async (index, hits, sort, pause) => {
  const groups = [];
  let group = { entry: -1, hits: [] };
  for (let i = 0; i < hits.length; i += 1) {
    if (i % 512 === 511) await pause();
    // Hits ascend, so that those of an entry follow each other.
    if (group.entry < 0 || hits[i].unit >= index.firsts[group.entry + 1]) {
      group = { entry: index.entryOf(hits[i].unit), hits: [] };
      groups.push(group);
    }
    group.hits.push(hits[i]);
  }
  for (const one of groups) {
    await pause();
    one.hits.sort(byScore);
    // An entry with several good places goes before one with a single one as good.
    one.score = one.hits.slice(0, 5).reduce((sum, { score }, i) => sum + score / (1 + 9 * i), 0);
  }
  const first = (a, b) => b.score - a.score || a.entry - b.entry;
  return groups.sort(sort === "date" ? (a, b) => index.days[b.entry] - index.days[a.entry] || first(a, b) : first);
};

/** Where in an entry's recording its hits are, 0 to 1; between the seconds that files begin at, by number. */
const stripOf = (index, { starts, seconds, entry }, hits) => {
  if (!seconds) return [];
  const heads = index.heads[entry];
  const said = hits.map(({ unit }) => unit - index.firsts[entry]).filter((at) => at >= heads);
  const places = said.map((at) => {
    const file = Math.floor(at / PER_FILE);
    const first = Math.max(heads, file * PER_FILE);
    const from = starts[file] ?? 0;
    const to = starts[file + 1] ?? seconds;
    return Math.min(1, (from + ((to - from) * (at - first)) / ((file + 1) * PER_FILE - first)) / seconds);
  });
  return places.sort((a, b) => a - b);
};

/** An entry with its hits from `from` on, as they are drawn. */
export const drawable = async (index, group, from, count) => {
  const entry = await index.entry(group.entry);
  const hits = await Promise.all(group.hits.slice(from, from + count).map(({ unit }) => index.unit(unit)));
  return { ...entry, count: group.hits.length, hits, strip: stripOf(index, entry, group.hits) };
};
