import { lastUpTo } from "./search-codes.js";
import { PER_FILE } from "./search-index.js";
import { parse } from "./search-query.js";
import { best, byScore, inAll, inAny, listOf, nearness, placesIn } from "./search-rank.js";
import { near } from "./search-spelling.js";
import { stemOf } from "./search-stem.js";
import { fold, wordsOf } from "./search-words.js";
import { UNSPACED, wordsAt } from "./words-at.js";

// Fewer full hits than this, and hits of some of the words fill up.
const FEWEST = 8;
const MOST_PARTIAL = 40;
// A word with fewer hits than this may be the beginning of another.
const RARE = 10;
const MOST_FORMS = 24;
// A question of more different words than this is asked with the first of them.
const MOST_WORDS = 40;
// Texts are read rather than places loaded for so many hits: most of them are shown anyway.
const READ = 20;
const MOST_READ = 60;
const MOST_NEAR = 1000;
const AS_TYPED = 1.2;
const SLICE_MS = 8;
const GROUPS = 5;
const PER_GROUP = 3;
const SHOWN = 15;
const UNSPACED_LETTER = new RegExp(`[${UNSPACED}]`, "gu");

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

/** The terms that a word itself stands for. */
const termsOf = async (index, word) => {
  if (!index.told) return [stemOf(word)];
  const found = await index.words(word, `${word}\u0000`);
  return [...new Set([stemOf(word), ...found.map(([, term]) => term)])];
};

const variantsOf = async (index, terms, share) => {
  const rows = await Promise.all(terms.map((term) => index.row(term)));
  return rows.flatMap((row, i) => (row ? [{ row, share, term: terms[i] }] : []));
};

/** One word of a question: where it and, if it may be unfinished or misspelt, others like it are. */
const clauseOf = async (index, word, isOpen) => {
  const variants = await variantsOf(index, await termsOf(index, word), 1);
  const found = variants.reduce((sum, { row }) => sum + row.units.length, 0);
  const letters = [...word].length;
  // A single letter of a script without spaces is the beginning of the pairs that are found.
  const isPart = letters === 1 && word.match(UNSPACED_LETTER);
  let longer = [];
  if (isPart || (isOpen && found < RARE && letters > 1)) {
    longer = (await index.words(word, `${word}\uffff`)).sort((a, b) => b[2] - a[2]);
    const others = [...new Set(longer.map(([, term]) => term))].filter((term) => !variants.some((own) => own.term === term));
    variants.push(...await variantsOf(index, isPart ? others : others.slice(0, MOST_FORMS), variants.length && !isPart ? 0.6 : 1));
  }
  const ends = longer.map(([form]) => form).filter((form) => form !== word);
  if (variants.length || letters < 4) return { word, variants, ends };
  const like = await near(index, word);
  const instead = like.length ? like[0][0] : "";
  return { word, variants: await variantsOf(index, [...new Set(like.map(([, term]) => term))], 1), instead };
};

const clausesOf = async (index, query) => {
  const words = [...new Set(query.words)].slice(0, MOST_WORDS);
  const wanted = words.filter((word) => !index.stop.has(word));
  if (wanted.length || !words.length) {
    return Promise.all(wanted.map((word) => clauseOf(index, word, word === query.open)));
  }
  // Nothing but stop words: those have rows of their own.
  return Promise.all(words.map(async (word) => ({ word, variants: await variantsOf(index, [`.${word}`, ...await termsOf(index, word)], 1) })));
};

/** The units of speakers whose names hold all the words; null when no filter asks. */
const unitsBy = async (index, { speaker, id }) => {
  if (!speaker && !id) return null;
  const parts = wordsOf(speaker || "");
  const isMeant = (one) => (id ? one.id === id : parts.length && parts.every((part) => fold(one.name).includes(part)));
  const ids = (await index.speakers()).filter(isMeant).map((one) => `@${one.id}`);
  const variants = await variantsOf(index, ids, 1);
  return new Set(variants.flatMap(({ row }) => [...row.units]));
};

const listsOf = (index, clauses, pause) => Promise.all(clauses.flatMap(({ variants }) => (variants.length ? [listOf(index, variants, pause)] : [])));

/** The units of the chapters whose titles have all the words: `title`, and what is said from `from` to before `to`. */
const chaptersOf = async (index, title, pause) => {
  const lists = await listsOf(index, await clausesOf(index, parse(title)), pause);
  if (!lists.length) return [];
  const hits = await inAll(index, lists, (unit) => index.isHead(unit), pause);
  const stretches = await Promise.all(hits.map(async ({ unit }) => {
    const entry = index.entryOf(unit);
    const first = index.firsts[entry];
    const { chapters } = await index.entry(entry);
    const [from, to] = chapters.slice(unit - first - 1, unit - first + 1);
    // The first title is that of the whole; other pages have titles but no chapters.
    return unit > first && to ? { title: unit, from: first + from, to: first + to } : null;
  }));
  return stretches.filter(Boolean);
};

const isIn = (text, part) => fold(text).includes(fold(part));

/** Whether a unit may be among the results; and of each entry, whether any of its units may. */
const filterOf = async (index, query, options) => {
  const { filters } = query;
  const spoken = await unitsBy(index, { speaker: filters.speaker, id: options.speaker });
  const without = new Set();
  for (const [word, ...more] of query.without.map(wordsOf)) {
    const terms = more.length ? [] : [`.${word}`, ...await termsOf(index, word)];
    for (const { row } of await variantsOf(index, terms, 1)) for (const unit of row.units) without.add(unit);
  }
  const year = Number(options.year || 0);
  const theirs = spoken && new Set([...spoken].map((unit) => index.entryOf(unit)));
  const isMeant = index.days.map((day, entry) => (!theirs || theirs.has(entry)) && (options.entry == null || options.entry === entry)
    && (!filters.show || isIn(index.shows[index.show[entry]], filters.show))
    && (!options.show || index.shows[index.show[entry]] === options.show)
    && (filters.before == null || (day > -Infinity && day < filters.before))
    && (filters.after == null || day >= filters.after)
    && (!year || new Date(day * 86400000).getUTCFullYear() === year));
  const all = isMeant.every(Boolean);
  const isAllowed = (unit) => (all || isMeant[index.entryOf(unit)]) && !(spoken && !spoken.has(unit)) && !without.has(unit);
  return { isAllowed, isMeant };
};

/** Whether `text` has the phrase, with case, accents and the space between words set aside. */
export function hasPhrase(text, phrase) {
  // Where words have no space between, each letter stands for itself.
  const plain = (part) => ` ${wordsOf(fold(part).replace(UNSPACED_LETTER, " $& ")).join(" ")} `;
  return plain(text).includes(plain(phrase));
}

/** Raise the hits whose words stand near each other, as their texts tell. */
const nearByText = async (index, clauses, hits) => {
  const wanted = clauses.map(({ variants }) => new Set(variants.map(({ term }) => term)));
  const told = index.told ? await knownForms(index, clauses) : null;
  const asked = ` ${clauses.map(({ word }) => word).join(" ")} `;
  await Promise.all(hits.map(async (hit) => {
    const words = wordsOf((await index.unit(hit.unit)).text);
    const has = (terms, clause, word) => terms.has(stemOf(word)) || terms.has(`.${word}`) || told?.[clause].has(word);
    const places = wanted.map((terms, clause) => words.flatMap((word, at) => (has(terms, clause, word) ? [at] : [])));
    if (places.every((own) => own.length)) hit.score *= nearness(places);
    if (` ${words.join(" ")} `.includes(asked)) hit.score *= AS_TYPED;
  }));
};

/** The same by the places that the index tells. */
const nearByPlaces = async (index, lists, hits, pause) => {
  await pause();
  await Promise.all(lists.flatMap(({ variants }) => variants.map(({ row }) => index.places(row))));
  for (let i = 0; i < hits.length; i += 1) {
    if (i % 256 === 255) await pause();
    const places = lists.map((list) => placesIn(list, hits[i].unit));
    if (places.every((own) => own.length)) hits[i].score *= nearness(places);
  }
};

const bringNear = async (index, clauses, lists, hits, pause) => {
  if (lists.length < 2 || hits.length < 2) return;
  await pause();
  // Stop words have no places in the index.
  const isStop = clauses.some(({ variants }) => variants.some(({ term }) => term[0] === "."));
  if (isStop || hits.length <= READ) await nearByText(index, clauses, best(hits, MOST_READ));
  else await nearByPlaces(index, lists, best(hits, MOST_NEAR), pause);
};

/** Of each clause, the words that are said with its terms, where the browser cannot tell by itself. */
const knownForms = (index, clauses) => Promise.all(clauses.map(async ({ word, variants }) => {
  const start = word.slice(0, Math.max(3, word.length - 4));
  const terms = new Set(variants.map(({ term }) => term));
  const known = await index.words(start, `${start}\uffff`);
  return new Set(known.filter(([, term]) => terms.has(term)).map(([form]) => form));
}));

/** The hits whose texts have all phrases. Only so many texts are read. */
const verified = async (index, hits, phrases) => {
  const read = best(hits, MOST_READ);
  const kept = await Promise.all(read.map(async (hit) => {
    const { text } = await index.unit(hit.unit);
    return phrases.every((phrase) => hasPhrase(text, phrase)) ? hit : null;
  }));
  return kept.filter(Boolean).sort((a, b) => a.unit - b.unit);
};

/** The hits without those whose texts have one of the phrases; of those that may have it only so many are read. */
const cleared = async (index, hits, phrases, pause) => {
  let [kept, complete] = [hits, true];
  for (const phrase of phrases) {
    const clauses = await clausesOf(index, { words: wordsOf(phrase), open: "" });
    if (clauses.some(({ variants }) => !variants.length)) continue; // nobody says it
    const own = new Set(kept.map(({ unit }) => unit));
    const like = await inAll(index, await listsOf(index, clauses, pause), (unit) => own.has(unit), pause);
    const suspect = new Set(like.map(({ unit }) => unit));
    const read = best(kept.filter(({ unit }) => suspect.has(unit)), MOST_READ);
    const texts = await Promise.all(read.map(({ unit }) => index.unit(unit)));
    for (const { unit, text } of texts) if (!hasPhrase(text, phrase)) suspect.delete(unit);
    complete &&= like.length <= MOST_READ;
    kept = kept.filter(({ unit }) => !suspect.has(unit));
  }
  return { hits: kept, complete };
};

/** Hits, ascending; and whether all that could be one was looked at. */
const hitsOf = async (index, query, clauses, options, pause) => {
  const found = await withOrWithout(index, query, clauses, options, pause);
  const phrases = query.without.filter((phrase) => wordsOf(phrase).length > 1);
  const { hits, complete } = await cleared(index, found.hits, phrases, pause);
  return { hits, complete: complete && found.complete };
};

/** The same before phrases that nobody wants are taken away. */
const withOrWithout = async (index, query, clauses, options, pause) => {
  const { isAllowed, isMeant } = await filterOf(index, query, options);
  const lists = await listsOf(index, clauses, pause);
  if (query.second !== null) return { hits: await atTime(index, query.second, isAllowed, isMeant), complete: true };
  const chapters = query.filters.chapter ? await chaptersOf(index, query.filters.chapter, pause) : null;
  if (!lists.length) {
    const only = !query.words.length && (Object.keys(query.filters).length || options.speaker || options.show || options.year);
    return { hits: only ? await everythingOf(index, query, options, chapters, isAllowed, isMeant) : [], complete: true };
  }
  let hits = await inAll(index, lists, isAllowed, pause);
  if (chapters) hits = inChapters(chapters, hits);
  await bringNear(index, clauses.filter(({ variants }) => variants.length), lists, hits, pause);
  if (query.phrases.length) return { hits: await verified(index, hits, query.phrases), complete: hits.length <= MOST_READ };
  if (hits.length < FEWEST && lists.length > 1 && !query.filters.chapter) hits = await filled(index, lists, hits, isAllowed, pause);
  return { hits, complete: true };
};

const filled = async (index, lists, hits, isAllowed, pause) => {
  const own = new Set(hits.map(({ unit }) => unit));
  const lowest = Math.min(...hits.map(({ score }) => score), Infinity);
  const some = await inAny(index, lists, (unit) => !own.has(unit) && isAllowed(unit), MOST_PARTIAL, pause);
  // What has only some of the words never stands before what has all.
  const scale = Math.min(1, (0.9 * lowest) / (some[0]?.score || 1));
  for (const hit of some) hit.score *= scale;
  return hits.concat(some).sort((a, b) => a.unit - b.unit);
};

const inChapters = (chapters, hits) => hits.filter(({ unit }) => chapters.some(({ title, from, to }) => unit === title || (unit >= from && unit < to)));

/** What a filter alone asks for: all of a chapter, all that someone says, or titles. */
const everythingOf = async (index, query, options, chapters, isAllowed, isMeant) => {
  const spoken = await unitsBy(index, { speaker: query.filters.speaker, id: options.speaker });
  const units = chapters?.flatMap(({ title, from, to }) => [title, ...Array.from({ length: to - from }, (_, i) => from + i)])
    || spoken || index.firsts.filter((_, entry) => isMeant[entry]);
  return [...new Set(units)].filter(isAllowed).sort((a, b) => a - b).map((unit) => ({ unit, score: 1 }));
};

/** The turn at a second, in each of the first conversations that last so long. */
const atTime = async (index, second, isAllowed, isMeant) => {
  const hits = [];
  for (let entry = 0; entry < index.heads.length && hits.length < READ; entry += 1) {
    if (!isMeant[entry]) continue;
    const { seconds, starts, whole } = await index.entry(entry);
    if (!whole || seconds < second) continue;
    const file = Math.max(0, lastUpTo(starts, second));
    let found = null;
    for (let unit = index.firsts[entry] + PER_FILE * file; unit < index.firsts[entry] + PER_FILE * (file + 1); unit += 1) {
      const { second: start, text, isTitle } = await index.unit(unit);
      if (text && !isTitle && start >= 0 && start <= second) found = unit;
    }
    if (found !== null && isAllowed(found)) hits.push({ unit: found, score: 1 });
  }
  return hits;
};

/** The hits by entry, best entry first, or latest first. */
const entriesOf = async (index, hits, sort, pause) => {
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

const drawable = async (index, group, from, count) => {
  const entry = await index.entry(group.entry);
  const hits = await Promise.all(group.hits.slice(from, from + count).map(({ unit }) => index.unit(unit)));
  return { ...entry, count: group.hits.length, hits, strip: stripOf(index, entry, group.hits) };
};

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
  const { perGroup = Math.max(PER_GROUP, Math.floor(SHOWN / Math.max(1, Math.min(wanted, entries.length)))) } = options;
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
