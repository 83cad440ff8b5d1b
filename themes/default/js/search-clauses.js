import { listOf } from "./search-rank.js";
import { near } from "./search-spelling.js";
import { stemOf } from "./search-stem.js";
import { UNSPACED } from "./words-at.js";

// A word with fewer hits than this may be the beginning of another.
const RARE = 10;
const MOST_FORMS = 24;
// A question of more different words than this is asked with the first of them.
const MOST_WORDS = 40;

/** A letter of a script that puts no space between words. */
export const UNSPACED_LETTER = new RegExp(`[${UNSPACED}]`, "gu");

/** The terms that a word itself stands for. */
export const termsOf = async (index, word) => {
  if (!index.told) return [stemOf(word)];
  const found = await index.words(word, `${word}\u0000`);
  return [...new Set([stemOf(word), ...found.map(([, term]) => term)])];
};

/** The rows of terms, as variants of one word; `share` is how much they count. */
export const variantsOf = async (index, terms, share) => {
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

/** The words of a question, each once: {word, variants, ends: words it may be the beginning of, instead}. */
export const clausesOf = async (index, query) => {
  const words = [...new Set(query.words)].slice(0, MOST_WORDS);
  const wanted = words.filter((word) => !index.stop.has(word));
  if (wanted.length || !words.length) {
    return Promise.all(wanted.map((word) => clauseOf(index, word, word === query.open)));
  }
  // Nothing but stop words: those have rows of their own.
  return Promise.all(words.map(async (word) => ({ word, variants: await variantsOf(index, [`.${word}`, ...await termsOf(index, word)], 1) })));
};

/** The units of each clause that has any. */
export const listsOf = (index, clauses, pause) => Promise.all(clauses.flatMap(({ variants }) => (variants.length ? [listOf(index, variants, pause)] : [])));

/** Of each clause, the words that are said with its terms, where the browser cannot tell by itself. */
export const knownForms = (index, clauses) => Promise.all(clauses.map(async ({ word, variants }) => {
  const start = word.slice(0, Math.max(3, word.length - 4));
  const terms = new Set(variants.map(({ term }) => term));
  const known = await index.words(start, `${start}\uffff`);
  return new Set(known.filter(([, term]) => terms.has(term)).map(([form]) => form));
}));
