/** Letters of scripts that put no space between words: those are found by pairs of letters. */
export const UNSPACED = "\\u0e00-\\u0e7f\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const LETTER = `(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}]`;
const WORD = new RegExp(`([${UNSPACED}]+)|[A-Za-z](?:\\+\\+|#)(?![\\p{L}\\p{N}])|(?:${LETTER})+(?:['’ʼ‘](?:${LETTER})+)*`, "gu");

const pairsIn = (run, from) => {
  const letters = run.match(/\P{M}\p{M}*|\p{M}/gu);
  const places = [];
  let at = from;
  for (let i = 0; i < Math.max(1, letters.length - 1); i += 1) {
    const pair = letters.slice(i, i + 2).join("");
    places.push([at, at + pair.length]);
    at += letters[i].length;
  }
  return places;
};

/** Where in `text` its words are, [from, to) in UTF-16 units; of a run without spaces, its pairs. */
export function wordsAt(text) {
  return [...text.matchAll(WORD)].flatMap(({ 0: word, 1: unspaced, index }) => (unspaced ? pairsIn(word, index) : [[index, index + word.length]]));
}

/** Where the words are that `isHit` says; pairs that overlap are one. */
export function marksIn(text, isHit) {
  const marks = [];
  for (const [from, to] of wordsAt(text)) {
    if (!isHit(text.slice(from, to))) continue;
    if (marks.length && from < marks.at(-1)[1]) marks.at(-1)[1] = to;
    else marks.push([from, to]);
  }
  return marks;
}
