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

  /** The text of a unit if it is here already, a promise of it if not; null when it is gone. */
  text(unit) {
    const chunk = this.index.chunkOf(unit);
    const texts = this.load(chunk);
    const own = (all) => all && all[unit - this.index.firsts[chunk]];
    return texts instanceof Promise ? texts.then(own) : own(texts);
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

const atTime = (index, second) => {
  // The last turn that starts at or before that second, in each conversation that lasts so long.
  const best = new Map();
  index.anchors.forEach((_, unit) => {
    const at = index.about(unit).second;
    const page = index.data.groups[index.data.chunks[index.chunkOf(unit)][0]][3];
    if (at < 0) return;
    const found = best.get(page) || { unit: -1, last: 0 };
    if (at <= second) found.unit = unit;
    found.last = at;
    best.set(page, found);
  });
  const long = [...best.values()].filter(({ unit, last }) => unit >= 0 && last + 600 > second);
  return long.map(({ unit }) => ({ unit, score: 1, places: [] }));
};

const everything = async (library, test) => {
  const hits = [];
  for (let unit = 0; unit < library.index.lengths.length; unit += 1) {
    const text = await library.text(unit);
    if (text && test(text)) hits.push({ unit, score: 1, places: [] });
  }
  return hits;
};

const verified = async (library, hits, phrases) => {
  const kept = [];
  for (const hit of hits.slice(0, READ_AT_MOST)) {
    const text = await library.text(hit.unit);
    if (text && phrases.every((phrase) => hasPhrase(text, phrase))) kept.push(hit);
  }
  return kept;
};

/** The hits of a query; a promise of them where texts must be read first. */
const candidates = (library, query, clauses) => {
  if (query.time !== null) return atTime(library.index, query.time);
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

const answered = (index, text, query, { clauses, instead }, hits) => {
  const wanted = new Set(clauses.flat());
  const stops = new Set(clauses.length ? [] : query.words);
  const isHit = remembered((word) => wordsOf(word).some((one) => stops.has(one)
    || wanted.has(index.find(index.data.stem ? stemOf(one) : one))));
  const groups = groupsOf(index, hits).sort((a, b) => b.score - a.score).slice(0, PAGES);
  const pages = groups.map((group) => {
    const [path, title, partOf, whole] = index.data.groups[group.group];
    const rows = group.hits.slice(0, PER_PAGE).map((hit) => index.about(hit.unit));
    return { path, title, partOf, whole, rows };
  });
  return { count: hits.length, pages, instead, isHit, phrase: query.phrases[0] || text.trim() };
};

/** Answer a query: pages with their hits, best first. A promise where texts must be read first. */
export function answer(library, text) {
  const query = parse(text);
  const terms = termsFor(library.index, query);
  const hits = candidates(library, query, terms.clauses);
  const done = (found) => answered(library.index, text, query, terms, found);
  return hits instanceof Promise ? hits.then(done) : done(hits);
}
