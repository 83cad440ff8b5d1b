import { marksIn } from "./words-at.js";

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’ʼ‘][\p{L}\p{N}\p{M}]+)*/gu;
const SNIPPET = 170;
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

/** What finds the phrases, whatever stands between their words; null without any. */
const phrasePattern = (phrases) => {
  const parts = phrases.map((phrase) => (phrase.match(WORD) || []).join("[^\\p{L}\\p{N}]+").replace(/['’ʼ‘]/g, "['’ʼ‘]"));
  return parts.some(Boolean) ? new RegExp(parts.filter(Boolean).join("|"), "giu") : null;
};

/** The part of `text` with the most marked words, at word boundaries. */
export function snippet(text, isHit, phrases) {
  const plain = text.replace(/\s+/g, " ");
  if (plain.length <= SNIPPET) return plain;
  const marks = [];
  let at = 0;
  for (const [piece, marked] of pieces(plain, isHit)) {
    if (marked) marks.push(at);
    at += piece.length;
  }
  const phrase = phrasePattern(phrases)?.exec(plain);
  let best = phrase ? phrase.index : marks[0] || 0;
  if (!phrase) {
    let most = 0;
    for (const mark of marks) {
      const inside = marks.filter((other) => other >= mark && other < mark + SNIPPET - 50).length;
      if (inside > most) [most, best] = [inside, mark];
    }
  }
  let first = Math.max(0, Math.min(best - 40, plain.length - SNIPPET));
  if (first > 0) first = plain.indexOf(" ", first) + 1;
  let last = Math.min(plain.length, first + SNIPPET);
  if (last < plain.length) last = Math.max(plain.lastIndexOf(" ", last), best + 1);
  return (first > 0 ? "… " : "") + plain.slice(first, last) + (last < plain.length ? " …" : "");
}

/** Each place of `text` that is to be marked, with what stands before and after it on one line. */
export function contexts(text, isHit, phrases) {
  const plain = text.replace(/\s+/g, " ");
  const pattern = phrasePattern(phrases);
  const spans = pattern ? [...plain.matchAll(pattern)].map(({ index, 0: found }) => [index, index + found.length]) : [];
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
    before: plain.slice(Math.max(0, from - CONTEXT), from),
    word: plain.slice(from, to),
    after: plain.slice(to, to + CONTEXT),
  }));
}
