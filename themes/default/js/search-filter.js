import { clausesOf, listsOf, termsOf, variantsOf } from "./search-clauses.js";
import { indexAt } from "./places.js";
import { PER_FILE } from "./search-index.js";
import { parse } from "./search-query.js";
import { inAll } from "./search-rank.js";
import { fold, wordsOf } from "./search-words.js";

const MOST_AT_TIME = 20;

/** The units of speakers whose names hold all the words; null when no filter asks. */
const unitsBy = async (index, { speaker, id }) => {
  if (!speaker && !id) return null;
  const parts = wordsOf(speaker || "");
  const isMeant = (one) => (id ? one.id === id : parts.length && parts.every((part) => fold(one.name).includes(part)));
  const ids = (await index.speakers()).filter(isMeant).map((one) => `@${one.id}`);
  const variants = await variantsOf(index, ids, 1);
  return new Set(variants.flatMap(({ row }) => [...row.units]));
};

/** The units of the chapters whose titles have all the words: `title`, and what is said from `from` to before `to`. */
export const chaptersOf = async (index, title, pause) => {
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

/** Whether `text` has the part, with case and accents set aside. */
export const isIn = (text, part) => fold(text).includes(fold(part));

/** A show is meant with spaces and hyphens or without: `show:gotime` is "Go Time". */
const bare = (text) => text.replaceAll(/[\s_-]/g, "");

/** Whether a unit may be among the results; and of each entry, whether any of its units may. */
export const filterOf = async (index, query, options) => {
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
    && (!filters.show || isIn(bare(index.shows[index.show[entry]]), bare(filters.show)))
    && (!options.show || index.shows[index.show[entry]] === options.show)
    && (filters.before == null || (day > -Infinity && day < filters.before))
    && (filters.after == null || day >= filters.after)
    && (!year || new Date(day * 86400000).getUTCFullYear() === year));
  const all = isMeant.every(Boolean);
  const isAllowed = (unit) => (all || isMeant[index.entryOf(unit)]) && !(spoken && !spoken.has(unit)) && !without.has(unit);
  return { isAllowed, isMeant };
};

/** The hits that are in chapters. */
export const inChapters = (chapters, hits) => hits.filter(({ unit }) => chapters.some(({ title, from, to }) => unit === title || (unit >= from && unit < to)));

/** What a filter alone asks for: all of a chapter, all that someone says, or titles. */
export const everythingOf = async (index, query, options, chapters, isAllowed, isMeant) => {
  const spoken = await unitsBy(index, { speaker: query.filters.speaker, id: options.speaker });
  const units = chapters?.flatMap(({ title, from, to }) => [title, ...Array.from({ length: to - from }, (_, i) => from + i)])
    || spoken || index.firsts.filter((_, entry) => isMeant[entry]);
  return [...new Set(units)].filter(isAllowed).sort((a, b) => a - b).map((unit) => ({ unit, score: 1 }));
};

/** The turn at a second, in each of the first conversations that last so long. */
export const atTime = async (index, second, isAllowed, isMeant) => {
  const hits = [];
  for (let entry = 0; entry < index.heads.length && hits.length < MOST_AT_TIME; entry += 1) {
    if (!isMeant[entry]) continue;
    const { seconds, starts, whole } = await index.entry(entry);
    if (!whole || seconds < second) continue;
    const file = Math.max(0, indexAt(starts, second));
    let found = null;
    for (let unit = index.firsts[entry] + PER_FILE * file; unit < index.firsts[entry] + PER_FILE * (file + 1); unit += 1) {
      const { second: start, text, isTitle } = await index.unit(unit);
      if (text && !isTitle && start >= 0 && start <= second) found = unit;
    }
    if (found !== null && isAllowed(found)) hits.push({ unit: found, score: 1 });
  }
  return hits;
};
