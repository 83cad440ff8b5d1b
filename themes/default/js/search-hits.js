import { listsOf } from "./search-clauses.js";
import { atTime, chaptersOf, everythingOf, filterOf, inChapters } from "./search-filter.js";
import { bringNear, cleared, MOST_READ, verified } from "./search-near.js";
import { inAll, inAny } from "./search-rank.js";
import { wordsOf } from "./search-words.js";

// Fewer full hits than this, and hits of some of the words fill up.
const FEWEST = 8;
const MOST_PARTIAL = 40;

const filled = async (index, lists, hits, isAllowed, pause) => {
  const own = new Set(hits.map(({ unit }) => unit));
  const lowest = Math.min(...hits.map(({ score }) => score), Infinity);
  const some = await inAny(index, lists, (unit) => !own.has(unit) && isAllowed(unit), MOST_PARTIAL, pause);
  // What has only some of the words never stands before what has all.
  const scale = Math.min(1, (0.9 * lowest) / (some[0]?.score || 1));
  for (const hit of some) hit.score *= scale;
  return hits.concat(some).sort((a, b) => a.unit - b.unit);
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

/** Hits, ascending; and whether all that could be one was looked at. */
export const hitsOf = async (index, query, clauses, options, pause) => {
  const found = await withOrWithout(index, query, clauses, options, pause);
  const phrases = query.without.filter((phrase) => wordsOf(phrase).length > 1);
  const { hits, complete } = await cleared(index, found.hits, phrases, pause);
  return { hits, complete: complete && found.complete };
};
