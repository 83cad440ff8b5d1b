import { fold, wordsOf } from "./search-words.js";
import { stemOf } from "./search-stem.js";

const K1 = 1.2;
const B = 0.75;
const TITLE = 1.6;
const FEWEST = 8;
const MOST_FORMS = 60;

/** What the reader typed: words, exact phrases, and the time if it is one. Nothing typed can fail. */
export function parse(text) {
  const phrases = [];
  const rest = text.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, phrase) => {
    phrases.push(phrase.trim());
    return ` ${phrase} `;
  });
  const clock = /^\s*(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)\s*$/.exec(text);
  const time = clock ? (clock[1] || 0) * 3600 + clock[2] * 60 + +clock[3] : null;
  return { phrases, words: wordsOf(rest), time, open: /[\p{L}\p{N}]$/u.test(text) };
}

const near = (a, b) => {
  // Whether one letter more, less, other or two swapped make `b` of `a`.
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [x, y] = [a.slice(start), b.slice(start)];
  return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1)
    || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
};

const exact = (index, word) => index.find(index.data.stem ? stemOf(word) : word);

const beginning = (index, word) => {
  const found = new Set();
  for (const [form, term] of index.vocabulary()) if (form.startsWith(word)) found.add(term);
  return [...found].slice(0, MOST_FORMS);
};

const misspelt = (index, word) => {
  const found = new Map();
  if (word.length > 3) for (const [form, term] of index.vocabulary()) if (near(word, form)) found.set(term, form);
  return found;
};

/** The stems that each word of the query stands for; `instead` are words found for misspelt ones. */
export function termsFor(index, query) {
  const wanted = query.words.filter((word) => !index.stop.has(word));
  const instead = [];
  const clauses = wanted.map((word, at) => {
    const own = exact(index, word);
    const terms = own < 0 ? [] : [own];
    if (at === wanted.length - 1 && query.open && word.length > 1) terms.push(...beginning(index, word));
    if (!terms.length) {
      const others = misspelt(index, word);
      terms.push(...others.keys());
      if (others.size) instead.push([word, [...others.values()][0]]);
    }
    return [...new Set(terms)];
  });
  return { clauses, instead };
}

/** BM25, as lunr weighs a term (k1 1.2, b .75). */
const weight = (index, units, unit, count) => {
  const idf = Math.log(1 + Math.abs((index.lengths.length - units.size + 0.5) / (units.size + 0.5)));
  const length = index.lengths[unit] / index.mean;
  return idf * ((K1 + 1) * count) / (K1 * (1 - B + B * length) + count);
};

const span = (lists) => {
  // The shortest stretch that holds a place of each list.
  let best = Infinity;
  const at = lists.map(() => 0);
  for (;;) {
    const now = lists.map((list, i) => list[at[i]]);
    const low = Math.min(...now);
    best = Math.min(best, Math.max(...now) - low + 1);
    const which = now.indexOf(low);
    at[which] += 1;
    if (at[which] >= lists[which].length) return best;
  }
};

/** Units with their scores, best first: all words before some, near words before far ones. */
export function rank(index, clauses) {
  const hits = new Map();
  clauses.forEach((terms, clause) => {
    for (const term of terms) {
      const units = index.units(term);
      for (const [unit, places] of units) {
        const hit = hits.get(unit) || { unit, score: 0, places: [] };
        const own = term === terms[0] ? 1 : 0.6;
        hit.score += own * weight(index, units, unit, places.length);
        hit.places[clause] = (hit.places[clause] || []).concat(places);
        hits.set(unit, hit);
      }
    }
  });
  const needed = clauses.filter((terms) => terms.length).length;
  const all = [];
  const some = [];
  for (const hit of hits.values()) {
    const lists = hit.places.filter(Boolean).map((list) => list.sort((a, b) => a - b));
    if (index.heads.has(hit.unit)) hit.score *= TITLE;
    if (lists.length > 1) hit.score *= 1 + (4 * lists.length) / span(lists);
    (lists.length >= needed ? all : some).push(hit);
  }
  const best = (a, b) => b.score - a.score || a.unit - b.unit;
  all.sort(best);
  return all.length >= FEWEST || needed < 2 ? all : all.concat(some.sort(best));
}

/** Whether `text` has the phrase, with case, accents and the space between words set aside. */
export function hasPhrase(text, phrase) {
  const plain = (part) => ` ${fold(part).replace(/[^\p{L}\p{N}']+/gu, " ").trim()} `;
  return plain(text).includes(plain(phrase));
}
