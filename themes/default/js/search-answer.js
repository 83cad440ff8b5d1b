import { clausesOf, knownForms } from "./search-clauses.js";
import { isIn } from "./search-filter.js";
import { drawable, entriesOf } from "./search-groups.js";
import { hitsOf } from "./search-hits.js";
import { parse } from "./search-query.js";
import { byScore } from "./search-rank.js";
import { stemOf } from "./search-stem.js";
import { wordsOf } from "./search-words.js";
import { wordsAt } from "./words-at.js";

const SLICE_MS = 8;
const GROUPS = 5;
const PER_GROUP = 3;
const SHOWN_HITS = 15;

/** Returns a function to await now and then: it lets the page go on when this has taken its share of a frame. */
const pacer = (isStale) => {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await new Promise((resolve) => { setTimeout(resolve); });
    since = performance.now();
    if (isStale()) throw new Stale();
  };
};
class Stale extends Error {}

/** What a filter may ask for. */
const choicesOf = async (index, name) => {
  if (name === "speaker") return (await index.speakers()).map((one) => one.name);
  return name === "show" ? index.shows.filter(Boolean) : index.years;
};

const suggestionsOf = async (index, query, clauses) => {
  if (query.typing) {
    const { name, value, before } = query.typing;
    const all = await choicesOf(index, name);
    const found = all.filter((one) => isIn(one, value)).slice(0, 8).map((one) => `${before}${name}:${one.includes(" ") ? `"${one}"` : one} `);
    if (found.length) return found;
  }
  const open = clauses.find(({ word }) => word === query.open);
  // As it was typed it may have capitals and accents.
  const [from, to] = wordsAt(query.text).at(-1) || [0, 0];
  if (!open?.ends || to < query.text.length || wordsOf(query.text.slice(from)).join(" ") !== open.word) return [];
  return open.ends.slice(0, 6).map((word) => query.text.slice(0, from) + word);
};

const remembered = (test) => {
  const known = new Map();
  return (word) => {
    if (!known.has(word)) known.set(word, test(word));
    return known.get(word);
  };
};

const hitTest = async (index, query, clauses) => {
  const terms = new Set(clauses.flatMap(({ variants }) => variants.map(({ term }) => term)));
  const stops = new Set(clauses.filter(({ variants }) => variants.some(({ term }) => term[0] === ".")).map(({ word }) => word));
  const told = index.told ? new Set((await knownForms(index, clauses)).flatMap((forms) => [...forms])) : new Set();
  return remembered((word) => wordsOf(word).some((one) => stops.has(one) || told.has(one) || terms.has(stemOf(one))));
};

const answered = async (index, text, options) => {
  const { isStale = () => false } = options;
  const pause = pacer(isStale);
  const query = parse(text);
  index.failed = false;
  index.pause = pause;
  const clauses = await clausesOf(index, query);
  const { hits, complete } = await hitsOf(index, query, clauses, options, pause);
  const entries = await entriesOf(index, hits, options.sort, pause);
  const { groups: wanted = GROUPS } = options;
  // One episode shows as much as several together.
  const { perGroup = Math.max(PER_GROUP, Math.floor(SHOWN_HITS / Math.max(1, Math.min(wanted, entries.length)))) } = options;
  const more = (from, count) => Promise.all(entries.slice(from, from + count).map((group) => drawable(index, group, 0, perGroup)));
  const suggestions = await suggestionsOf(index, query, clauses);
  const isHit = await hitTest(index, query, clauses);
  const groups = await more(0, wanted);
  const answer = {
    query,
    count: hits.length,
    entries: entries.length,
    complete,
    failed: index.failed,
    instead: clauses.filter(({ instead }) => instead).map(({ word, instead }) => [word, instead]),
    missing: clauses.filter(({ variants }) => !variants.length).map(({ word }) => word),
    suggestions,
    isHit,
    groups,
    more,
    inEntry: async (entry, from, count) => {
      const group = entries.find((one) => one.entry === entry);
      return group ? (await drawable(index, group, from, count)).hits : [];
    },
    /** The units of the hits, best first. */
    ranked: () => [...hits].sort(byScore).map(({ unit }) => unit),
  };
  return isStale() ? null : answer;
};

/** What a question finds; null if it is stale by then. Nothing that is typed makes it fail. */
export async function answer(index, text, options = {}) {
  try {
    return await answered(index, text, options);
  } catch (error) {
    if (error instanceof Stale) return null;
    throw error;
  }
}
