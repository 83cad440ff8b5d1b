import { indexAt } from "./places.js";
import { lowerBound, numbersOf, sharedOf } from "./search-codes.js";
import { stemOf } from "./search-stem.js";

/** Units whose texts are in one file; each entry begins a file. */
export const PER_FILE = 32;
const ENTRIES = 16;
// 1970-01-01, counted from 0001-01-01, which is 1.
const EPOCH = 719163;
const DAY_MS = 86400000;

/** Units, ascending, and how often a term is in each. */
const rowOf = (text) => {
  const numbers = numbersOf(text);
  const units = new Uint32Array(numbers.length);
  const counts = new Uint16Array(numbers.length);
  let length = 0;
  let unit = -1;
  for (let i = 0; i < numbers.length; i += 1) {
    unit += Math.floor(numbers[i] / 2) + 1;
    units[length] = unit;
    counts[length] = 1;
    if (numbers[i] % 2) {
      i += 1;
      counts[length] = numbers[i] + 2;
    }
    length += 1;
  }
  return { units: units.subarray(0, length), counts: counts.subarray(0, length) };
};

/** The ascending numbers whose distances `text` tells. */
const ascending = (text) => {
  let last = 0;
  return numbersOf(text).map((step) => { last += step; return last; });
};

/** The index of a site. Its parts are loaded when a question needs them, and kept. */
export class Index {
  constructor(store) {
    this.store = store;
    const { router } = store;
    this.count = router.count;
    this.stop = new Set(router.stop.split(" "));
    this.told = router.told;
    this.bounds = { rows: sharedOf(router.rows), words: sharedOf(router.words) };
    this.heads = numbersOf(router.heads);
    /** When each entry was published, in days from 1970; before all others where nobody says. */
    this.days = numbersOf(router.days).map((day) => (day ? day - EPOCH : -Infinity));
    this.shows = router.shows;
    this.show = numbersOf(router.show);
    /** The first unit of each entry, and at the end the first number that no unit has. */
    this.firsts = [0];
    for (const files of numbersOf(router.files)) this.firsts.push(this.firsts.at(-1) + PER_FILE * files);
    this.lengths = router.lengths ? numbersOf(router.lengths) : null;
    this.mean = this.lengths ? this.lengths.reduce((sum, length) => sum + length, 0) / (this.count || 1) : 1;
    /** The units that are titles. */
    this.titles = new Set(this.heads.flatMap((count, entry) => Array.from({ length: count }, (_, i) => this.firsts[entry] + i)));
    this.rows = new Map();
    this.parsed = new Map();
    this.failed = false;
    /** Awaited before a row is decoded: long rows take a good part of a frame. */
    this.pause = async () => {};
  }

  /** The years in which entries were published, latest first. */
  get years() {
    const years = this.days.filter(Number.isFinite).map((day) => new Date(day * DAY_MS).getUTCFullYear());
    return [...new Set(years)].sort((a, b) => b - a).map(String);
  }

  entryOf(unit) {
    return indexAt(this.firsts, unit);
  }

  isHead(unit) {
    return this.titles.has(unit);
  }

  /** The words of a unit that count, beside the mean of all; 1 where nobody knows. */
  lengthOf(unit) {
    return this.lengths ? this.lengths[unit] / this.mean : 1;
  }

  async part(kind, number, parse) {
    const name = kind + number;
    if (!this.parsed.has(name)) {
      const data = await this.store.load(name);
      if (!data) {
        this.failed = true;
        return null;
      }
      this.parsed.set(name, parse(...data));
    }
    return this.parsed.get(name);
  }

  rowsPart(number) {
    return this.part("r", number, (terms, rows) => ({ terms: sharedOf(terms), rows: rows.split("|") }));
  }

  /** The row of a term, with its `part` and place `at` in it; null if it is nowhere. */
  async row(term) {
    if (this.rows.has(term)) return this.rows.get(term);
    const number = indexAt(this.bounds.rows, term);
    const part = number < 0 ? null : await this.rowsPart(number);
    // A part that could not be loaded is asked for again.
    if (!part) return null;
    const at = lowerBound(part.terms, term);
    await this.pause();
    this.rows.set(term, part.terms[at] === term ? { ...rowOf(part.rows[at]), part: number, at } : null);
    return this.rows.get(term);
  }

  /** The places of a row in its units, one unit's after the other's; null for terms without. */
  async places(row) {
    if (row.places === undefined) {
      const part = await this.part("p", row.part, (places) => places.split("|"));
      await this.pause();
      if (!part) return null;
      row.places = part[row.at] ? numbersOf(part[row.at]) : null;
      row.starts = new Uint32Array(row.counts.length);
      for (let i = 1; i < row.starts.length; i += 1) row.starts[i] = row.starts[i - 1] + row.counts[i - 1];
    }
    return row.places;
  }

  /** Words between `from` and `to`: [word, term, 2 ** it is about how often it is said]. */
  async words(from, to) {
    const found = [];
    const { words } = this.bounds;
    // Of a word with several terms some may stand at the end of the part before.
    for (let n = Math.max(0, lowerBound(words, from) - 1); n < words.length && words[n] < to; n += 1) {
      // One after the other, because most often it is one.
      const part = await this.part("w", n, (text, often, terms) => this.wordsPart(text, often, terms));
      for (let i = lowerBound(part?.words || [], from); part && i < part.words.length && part.words[i] < to; i += 1) {
        found.push([part.words[i], part.termAt(i), part.often[i]]);
      }
    }
    return found;
  }

  wordsPart(text, often, told) {
    const words = sharedOf(text);
    const numbers = numbersOf(often);
    const others = told ? told.split(" ") : [];
    const place = new Uint32Array(numbers.length);
    for (let i = 1; i < place.length; i += 1) place[i] = place[i - 1] + (numbers[i - 1] % 2);
    // Stemming takes time, and most words of a part are never asked for.
    const termAt = (i) => (numbers[i] % 2 ? others[place[i]] : stemOf(words[i]));
    return { words, termAt, often: numbers.map((number) => number >> 1) };
  }

  /** An entry's own facts. */
  async entry(entry) {
    const all = await this.part("e", Math.floor(entry / ENTRIES), (entries) => entries);
    const [title, partOf, path, whole, key, seconds, starts, chapters] = (all && all[entry % ENTRIES]) || ["", "", "", "", "", 0, "", ""];
    return { entry, title, partOf, path, whole, key, seconds, starts: ascending(starts), chapters: ascending(chapters), day: this.days[entry], show: this.shows[this.show[entry]] };
  }

  /** What is said in a unit, by whom, when, and where it leads; null when the text is gone. */
  async unit(unit) {
    const entry = await this.entry(this.entryOf(unit));
    const at = unit - this.firsts[entry.entry];
    const data = entry.key && await this.store.load(`text/${entry.key}-${Math.floor(at / PER_FILE)}`);
    if (!data) this.failed = true;
    const row = data && data[1][at % PER_FILE];
    const isTitle = at < this.heads[entry.entry];
    if (!row) return { unit, second: -1, speaker: "", href: entry.whole || entry.path, text: "", isTitle };
    const [name, second, link, text] = row;
    const anchor = link || `#t=${second}`;
    return { unit, second, speaker: data[0][name], href: anchor[0] === "#" ? entry.whole + anchor : anchor, text, isTitle };
  }

  /** Everyone who speaks: {id, name, count of words}, most words first. */
  async speakers() {
    const all = await this.part("speakers", "", (speakers) => speakers);
    return (all || []).map(([id, name, count]) => ({ id, name, count }));
  }
}
