// Which units answer, and how well. Rows are {units, counts} of a term, see search-index.js.
const K1 = 1.2;
const B = 0.75;
const TITLE = 1.6;
const NEAR = 4;

/** Returns how much the unit at `i` of a row says of its term: BM25 as lunr weighs it, to lunr's three decimals. */
const weigher = (index, { units, counts }) => {
  const idf = Math.log(1 + Math.abs((index.count - units.length + 0.5) / (units.length + 0.5)));
  const most = 1000 * idf * (K1 + 1);
  return (i) => {
    const long = K1 * (1 - B + B * index.lengthOf(units[i]));
    return Math.round((most * counts[i]) / (long + counts[i])) / 1000;
  };
};

/** Index of `unit` in the ascending `units` from `low` on, or of the first after it. */
const seek = (units, unit, low) => {
  let from = low;
  let step = 1;
  while (from + step < units.length && units[from + step] < unit) {
    from += step;
    step *= 2;
  }
  let to = Math.min(units.length, from + step);
  while (from < to) {
    const middle = (from + to) >> 1;
    if (units[middle] < unit) from = middle + 1;
    else to = middle;
  }
  return from;
};

/** All units of one word of the question: of its term, and less of others (`share`) it may stand for. */
export async function listOf(index, variants, pause) {
  if (variants.length === 1) {
    const { row, share } = variants[0];
    const weight = weigher(index, row);
    return { variants, units: row.units, scoreAt: (i) => share * weight(i) };
  }
  const scores = new Map();
  for (const { row, share } of variants) {
    const weight = weigher(index, row);
    for (let i = 0; i < row.units.length; i += 1) {
      if (i % 512 === 511) await pause();
      const unit = row.units[i];
      scores.set(unit, (scores.get(unit) || 0) + share * weight(i));
    }
  }
  const units = Uint32Array.from(scores.keys()).sort();
  return { variants, units, scoreAt: (i) => scores.get(units[i]) };
}

const scored = (index, unit, score) => ({ unit, score: index.isHead(unit) ? score * TITLE : score });

/** The hits that are in every list, ascending. `pause` is awaited between pieces of work. */
export async function inAll(index, lists, isAllowed, pause) {
  const [shortest, ...others] = [...lists].sort((a, b) => a.units.length - b.units.length);
  const at = others.map(() => 0);
  const hits = [];
  for (let i = 0; i < shortest.units.length; i += 1) {
    if (i % 256 === 255) await pause();
    const unit = shortest.units[i];
    let score = isAllowed(unit) ? shortest.scoreAt(i) : -1;
    for (let other = 0; other < others.length && score >= 0; other += 1) {
      const { units, scoreAt } = others[other];
      at[other] = seek(units, unit, at[other]);
      score = units[at[other]] === unit ? score + scoreAt(at[other]) : -1;
    }
    if (score >= 0) hits.push(scored(index, unit, score));
  }
  return hits;
}

/** Best first; of equals the one that comes first. */
export const byScore = (a, b) => b.score - a.score || a.unit - b.unit;

/** Keeps the best `most` of the hits it is given. */
class Best {
  constructor(most) {
    this.most = most;
    this.kept = [];
    /** Hits below this are not among them. */
    this.least = -Infinity;
  }

  add(hit) {
    if (hit.score < this.least) return;
    this.kept.push(hit);
    if (this.kept.length >= 4 * this.most) this.least = this.sorted().at(-1).score;
  }

  /** Best first. */
  sorted() {
    this.kept = this.kept.sort(byScore).slice(0, this.most);
    return this.kept;
  }
}

/** The best `most` hits, best first; without sorting all the others. */
export function best(hits, most) {
  const found = new Best(most);
  for (const hit of hits) found.add(hit);
  return found.sorted();
}

/** The best `most` hits that are in any list, best first. */
export async function inAny(index, lists, isAllowed, most, pause) {
  // A place for each unit of the site, because a Map of so many is slow.
  const scores = new Float64Array(index.firsts.at(-1)).fill(-1);
  for (const { units, scoreAt } of lists) {
    for (let i = 0; i < units.length; i += 1) {
      if (i % 512 === 511) await pause();
      scores[units[i]] = Math.max(0, scores[units[i]]) + scoreAt(i);
    }
  }
  const found = new Best(most);
  for (let unit = 0; unit < scores.length; unit += 1) {
    if (unit % 4096 === 4095) await pause();
    if (scores[unit] < 0) continue;
    const hit = scored(index, unit, scores[unit]);
    if (hit.score >= found.least && isAllowed(unit)) found.add(hit);
  }
  return found.sorted();
}

/** The shortest stretch of words that holds a place of each list. */
export function span(lists) {
  const at = lists.map(() => 0);
  let best = Infinity;
  for (;;) {
    let low = 0;
    let high = -1;
    for (let i = 0; i < lists.length; i += 1) {
      if (lists[i][at[i]] < lists[low][at[low]]) low = i;
      high = Math.max(high, lists[i][at[i]]);
    }
    best = Math.min(best, high - lists[low][at[low]] + 1);
    at[low] += 1;
    if (at[low] >= lists[low].length) return best;
  }
}

/** Words that stand near each other say more: the factor for these places of each word. */
export function nearness(lists) {
  return 1 + (NEAR * lists.length) / Math.max(span(lists), lists.length);
}

/** The places in `unit` that the loaded places of a list's rows tell. */
export function placesIn(list, unit) {
  const found = [];
  for (const { row } of list.variants) {
    const i = seek(row.units, unit, 0);
    if (row.units[i] !== unit || !row.places) continue;
    let place = -1;
    for (let n = row.starts[i]; n < row.starts[i] + row.counts[i]; n += 1) {
      place += row.places[n] + 1;
      found.push(place);
    }
  }
  return list.variants.length > 1 ? found.sort((a, b) => a - b) : found;
}
