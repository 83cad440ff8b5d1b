// How text becomes words: the same rules as talkbook's own index, word for word.
import { UNSPACED } from "./words-at.js";

const FOLDS = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ς": "σ" };
const TO_FOLD = /[ßæœøłđıς]/g;
const APOSTROPHES = /[’‘ʼ＇`´]/g;
// Scripts whose vowels are marks: those of India and Sri Lanka, Burmese, Khmer.
const VOWEL = "(?=[\\u0900-\\u0dff\\u1000-\\u109f\\u1780-\\u17ff])\\p{M}";
const ACCENT = new RegExp(`(?!${VOWEL}|[\\u3099\\u309a])\\p{Mn}`, "gu");
const FOLDED_LETTER = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}]|${VOWEL})`;
const FOLDED_WORD = new RegExp(`([${UNSPACED}]+)|[a-z](?:\\+\\+|#)(?![\\p{L}\\p{N}])|${FOLDED_LETTER}+(?:'${FOLDED_LETTER}+)*`, "gu");

const simplify = (text) => text.toLowerCase().replace(TO_FOLD, (c) => FOLDS[c]).replace(APOSTROPHES, "'");

/** Text in which case, accents and the shape of apostrophes make no difference. */
export function fold(text) {
  return simplify(simplify(text).normalize("NFKD").replace(ACCENT, "").normalize("NFC"));
}

/** The words of `text`, folded, in order. */
export function wordsOf(text) {
  const found = [];
  for (const match of fold(text).matchAll(FOLDED_WORD)) {
    const word = match[0];
    if (match[1]) {
      const letters = [...word];
      for (let i = 0; i < Math.max(1, letters.length - 1); i += 1) found.push(letters.slice(i, i + 2).join(""));
    } else {
      found.push((word.endsWith("'s") ? word.slice(0, -2) : word) || word);
    }
  }
  return found;
}
