import { Index } from "./search-index.js";
import { hasPhrase, parse, rank, termsFor } from "./search-query.js";
import { wordsOf } from "./search-words.js";
import { stemOf } from "./search-stem.js";

const PAGES = 6;
const PER_PAGE = 4;
const READ_AT_MOST = 60;
const SNIPPET = 170;

/** Gives `talkbook.index` and `talkbook.text` of the data files somewhere to go. */
export class Library {
  constructor(root) {
    this.root = root;
    this.texts = new Map();
    this.waiting = new Map();
    this.ready = new Promise((resolve) => { this.open = resolve; });
    globalThis.talkbook = {
      index: (data) => { this.index = new Index(data); this.index.vocabulary(); this.open(this.index); },
      text: (name, rows) => { this.texts.set(name, rows); this.waiting.get(name)?.(rows); },
    };
  }

  /** The text of a unit's chunk; null when its file is gone, as after a new edition was published. */
  load(chunk) {
    const name = this.index.data.chunks[chunk][1];
    if (this.texts.has(name)) return this.texts.get(name);
    const loaded = new Promise((resolve) => {
      this.waiting.set(name, resolve);
      const script = document.createElement("script");
      script.src = `${this.root}search/text/${name}.js`;
      script.onerror = () => { this.texts.set(name, null); resolve(null); };
      document.head.append(script);
    });
    this.texts.set(name, loaded);
    return loaded;
  }

  async row(unit) {
    const chunk = this.index.chunkOf(unit);
    const rows = await this.load(chunk);
    return rows && rows[unit - this.index.firsts[chunk]];
  }
}

/** Cut `text` into pieces, each marked or not: the words of `terms` and of `phrases` are marked. */
export function pieces(text, isHit) {
  const found = [];
  let from = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’ʼ‘][\p{L}\p{N}\p{M}]+)*/gu)) {
    if (isHit(match[0])) {
      if (match.index > from) found.push([text.slice(from, match.index), false]);
      found.push([match[0], true]);
      from = match.index + match[0].length;
    }
  }
  if (from < text.length) found.push([text.slice(from), false]);
  return found;
}

/** The part of `text` with the most marked words, at word boundaries. */
export function snippet(text, isHit, phrase) {
  const plain = text.replace(/\s+/g, " ");
  if (plain.length <= SNIPPET) return plain;
  const marks = [];
  let at = 0;
  for (const [piece, marked] of pieces(plain, isHit)) {
    if (marked) marks.push(at);
    at += piece.length;
  }
  const start = phrase ? plain.toLowerCase().indexOf(phrase.toLowerCase()) : -1;
  let best = start >= 0 ? start : marks[0] || 0;
  if (start < 0) {
    let most = 0;
    for (const mark of marks) {
      const inside = marks.filter((other) => other >= mark && other < mark + SNIPPET - 50).length;
      if (inside > most) [most, best] = [inside, mark];
    }
  }
  let first = Math.max(0, Math.min(best - 40, plain.length - SNIPPET));
  if (first > 0) first = plain.indexOf(" ", first) + 1;
  let last = Math.min(plain.length, first + SNIPPET);
  if (last < plain.length) last = plain.lastIndexOf(" ", last);
  return (first > 0 ? "… " : "") + plain.slice(first, last) + (last < plain.length ? " …" : "");
}

const groupsOf = (index, hits) => {
  const groups = new Map();
  for (const hit of hits) {
    const group = index.data.chunks[index.chunkOf(hit.unit)][0];
    if (!groups.has(group)) groups.set(group, { group, hits: [], score: 0 });
    const own = groups.get(group);
    own.hits.push(hit);
    // A page with many good places goes before a page with one.
    if (own.hits.length < 9) own.score += hit.score / own.hits.length ** 0.5;
  }
  return [...groups.values()];
};

const atTime = async (library, second) => {
  const { index } = library;
  const hits = [];
  const starts = index.data.chunks.map(([, , start]) => start);
  for (let chunk = 0; chunk < starts.length; chunk += 1) {
    const next = starts.slice(chunk + 1).find((start) => start >= 0) ?? Infinity;
    if (starts[chunk] < 0 || starts[chunk] > second || next <= second) continue;
    const rows = (await library.load(chunk)) || [];
    let best = -1;
    rows.forEach((row, i) => { if (row[0] && row[2] >= 0 && row[2] <= second) best = i; });
    if (best >= 0) hits.push({ unit: index.firsts[chunk] + best, score: 1, places: [] });
  }
  return hits;
};

const everything = async (library, test) => {
  const hits = [];
  for (let chunk = 0; chunk < library.index.firsts.length; chunk += 1) {
    const rows = (await library.load(chunk)) || [];
    rows.forEach((row, i) => { if (test(row[3])) hits.push({ unit: library.index.firsts[chunk] + i, score: 1, places: [] }); });
  }
  return hits;
};

const verified = async (library, hits, phrases) => {
  const kept = [];
  for (const hit of hits) {
    if (kept.length >= READ_AT_MOST) break;
    const row = await library.row(hit.unit);
    if (row && phrases.every((phrase) => hasPhrase(row[3], phrase))) kept.push(hit);
  }
  return kept;
};

const candidates = async (library, query, clauses) => {
  if (query.time !== null) return atTime(library, query.time);
  if (clauses.some((terms) => terms.length)) {
    const hits = rank(library.index, clauses);
    return query.phrases.length ? verified(library, hits, query.phrases) : hits;
  }
  // Only words that are not indexed: read everything, as words in this order.
  const stops = query.words.filter((word) => library.index.stop.has(word));
  if (!stops.length || stops.length < query.words.length) return [];
  const phrases = query.phrases.length ? query.phrases : [stops.join(" ")];
  return everything(library, (text) => phrases.every((phrase) => hasPhrase(text, phrase)));
};

const remembered = (test) => {
  const known = new Map();
  return (word) => {
    if (!known.has(word)) known.set(word, test(word));
    return known.get(word);
  };
};

/** Answer a query: pages with their hits, best first, and what was searched for instead. */
export async function answer(library, text) {
  const { index } = library;
  const query = parse(text);
  const { clauses, instead } = termsFor(index, query);
  const found = await candidates(library, query, clauses);
  const wanted = new Set(clauses.flat());
  const stops = new Set(clauses.length ? [] : query.words);
  const isHit = remembered((word) => wordsOf(word).some((one) => stops.has(one)
    || wanted.has(index.find(index.data.stem ? stemOf(one) : one))));
  const groups = groupsOf(index, found).sort((a, b) => b.score - a.score).slice(0, PAGES);
  const shown = await Promise.all(groups.map(async ({ group, hits }) => {
    const [path, title, partOf, whole] = index.data.groups[group];
    const rows = await Promise.all(hits.slice(0, PER_PAGE).map(async (hit) => {
      const row = await library.row(hit.unit);
      return row ? { anchor: row[0], speaker: row[1], second: row[2], text: row[3], head: index.heads.has(hit.unit) } : null;
    }));
    return { path, whole, title, partOf, count: hits.length, rows: rows.filter(Boolean) };
  }));
  return { count: found.length, pages: shown, instead, isHit, phrase: query.phrases[0] || text.trim(), timed: query.time !== null };
}
