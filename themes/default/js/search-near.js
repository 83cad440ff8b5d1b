import { clausesOf, knownForms, listsOf, UNSPACED_LETTER } from "./search-clauses.js";
import { best, inAll, nearness, placesIn } from "./search-rank.js";
import { stemOf } from "./search-stem.js";
import { fold, wordsOf } from "./search-words.js";

// Texts are read rather than places loaded for so many hits: most of them are shown anyway.
const READ = 20;
export const MOST_READ = 60;
const MOST_NEAR = 1000;
const AS_TYPED = 1.2;

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

/** Raise the hits whose words stand near each other. */
export const bringNear = async (index, clauses, lists, hits, pause) => {
  if (lists.length < 2 || hits.length < 2) return;
  await pause();
  // Stop words have no places in the index.
  const isStop = clauses.some(({ variants }) => variants.some(({ term }) => term[0] === "."));
  if (isStop || hits.length <= READ) await nearByText(index, clauses, best(hits, MOST_READ));
  else await nearByPlaces(index, lists, best(hits, MOST_NEAR), pause);
};

/** The hits whose texts have all phrases. Only so many texts are read. */
export const verified = async (index, hits, phrases) => {
  const read = best(hits, MOST_READ);
  const kept = await Promise.all(read.map(async (hit) => {
    const { text } = await index.unit(hit.unit);
    return phrases.every((phrase) => hasPhrase(text, phrase)) ? hit : null;
  }));
  return kept.filter(Boolean).sort((a, b) => a.unit - b.unit);
};

/** The hits without those whose texts have one of the phrases; of those that may have it only so many are read. */
export const cleared = async (index, hits, phrases, pause) => {
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
