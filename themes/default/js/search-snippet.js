import { wordsOf } from "./search-words.js";
import { marksIn, wordsAt } from "./words-at.js";

const SNIPPET = 170;
// Of it, so much stands before what was found.
const BEFORE = 40;
// A space so near an edge is where to cut.
const REACH = 30;
const CONTEXT = 90;

/** Cut `text` into pieces, each with whether it is to be marked. */
export function pieces(text, isHit) {
  const found = [];
  let at = 0;
  for (const [from, to] of marksIn(text, isHit)) {
    if (from > at) found.push([text.slice(at, from), false]);
    found.push([text.slice(from, to), true]);
    at = to;
  }
  if (at < text.length) found.push([text.slice(at), false]);
  return found;
}

/** The marked words of `text`, each once, in small letters, as `?find=` takes them. */
export function foundWords(text, isHit) {
  const words = pieces(text, isHit).filter(([, hit]) => hit).map(([piece]) => piece.toLowerCase());
  return [...new Set(words)].slice(0, 12).join(" ");
}

/** `text` with another word in place of one. */
export function replaced(text, word, other) {
  const isMeant = (piece) => wordsOf(piece).join(" ") === word;
  return pieces(text, isMeant).map(([piece, meant]) => (meant ? other : piece)).join("");
}

/** Where in `text` the phrases stand, [from, to), whatever is between their words. */
const phrasesIn = (text, phrases) => {
  const words = wordsAt(text).flatMap(([from, to]) => wordsOf(text.slice(from, to)).map((word) => ({ word, from, to })));
  const placesOf = (wanted) => words.flatMap(({ from }, i) => (
    wanted.every((word, j) => words[i + j]?.word === word) ? [[from, words[i + wanted.length - 1].to]] : []
  ));
  return phrases.map(wordsOf).filter((wanted) => wanted.length).flatMap(placesOf).sort((a, b) => a[0] - b[0]);
};

/** Where the most marked words stand together: the first of them, [from, to). */
const densest = (text, isHit) => {
  const marks = marksIn(text, isHit);
  const near = ([from]) => marks.filter(([other]) => other >= from && other < from + SNIPPET - 50).length;
  return marks.reduce(([most, best], mark) => (near(mark) > most ? [near(mark), mark] : [most, best]), [0, [0, 0]])[1];
};

/** `at`, or before it where that would divide a character. */
const whole = (text, at) => {
  let edge = at;
  while (edge > 0 && /^(?:\p{M}|[\udc00-\udfff])/u.test(text.slice(edge, edge + 1))) edge -= 1;
  return edge;
};

/** The part of `text` with the phrase or the most marked words, cut between words if there is a space near. */
export function snippet(text, isHit, phrases) {
  const plain = text.replace(/\s+/g, " ");
  if (plain.length <= SNIPPET) return plain;
  const [from, to] = phrasesIn(plain, phrases)[0] || densest(plain, isHit);
  let first = Math.max(0, Math.min(from - BEFORE, plain.length - SNIPPET));
  if (first > 0) {
    const space = plain.indexOf(" ", first);
    first = space >= 0 && space < Math.min(from, first + REACH) ? space + 1 : whole(plain, first);
  }
  let last = Math.min(plain.length, Math.max(to, first + SNIPPET));
  if (last < plain.length) {
    const space = plain.lastIndexOf(" ", last);
    last = space >= Math.max(to, last - REACH) ? space : whole(plain, last);
  }
  return (first > 0 ? "… " : "") + plain.slice(first, last) + (last < plain.length ? " …" : "");
}

/** Each place of `text` that is to be marked, with what stands before and after it on one line. */
export function contexts(text, isHit, phrases) {
  const plain = text.replace(/\s+/g, " ");
  const spans = phrasesIn(plain, phrases);
  let at = 0;
  for (const [piece, marked] of spans.length ? [] : pieces(plain, isHit)) {
    const last = spans.at(-1);
    // Marked words with only a space between are one.
    if (marked && last && plain.slice(last[1], at) === " ") last.splice(1, 2, at + piece.length, last[2] + 1);
    else if (marked) spans.push([at, at + piece.length, 1]);
    at += piece.length;
  }
  // Where words stand together, those that stand alone say less.
  const together = spans.filter(([, , words]) => words > 1);
  // What is found by its time or its speaker alone has no such place: it stands with its beginning.
  const shown = together.length ? together : spans;
  return (shown.length ? shown : [[0, 0]]).map(([from, to]) => ({
    before: plain.slice(whole(plain, Math.max(0, from - CONTEXT)), from),
    word: plain.slice(from, to),
    after: plain.slice(to, whole(plain, to + CONTEXT)),
  }));
}
