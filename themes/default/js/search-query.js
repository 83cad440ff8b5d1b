import { wordsOf } from "./search-words.js";

const QUOTE = "[\"＂“”„«»「」『』]";
const OTHER = QUOTE.replace("[", "[^");
const QUOTED = new RegExp(`(^|[\\s(])(-?)${QUOTE}(${OTHER}+)${QUOTE}`, "g");
const FILTER = new RegExp(`(^|\\s)(speaker|show|chapter|before|after):(?:${QUOTE}(${OTHER}*)${QUOTE}?|(\\S*))`, "gi");
const WITHOUT = /(^|\s)-([^\s-]\S*)/g;
const CLOCK = /(^|\s)(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?=\s|$)/;
const BEING_TYPED = new RegExp(`^(.*\\s|)(speaker|show|before|after):${QUOTE}?(${OTHER}*)$`, "is");

/** The first day (from 1970) of `2024`, `2024-05` or `2024-05-01`; null if it is no date. */
const dayOf = (text) => {
  const found = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text);
  // Date.UTC would take the years up to 99 for those of the last century.
  return found ? new Date(0).setUTCFullYear(+found[1], (found[2] || 1) - 1, found[3] || 1) / 86400000 : null;
};

/** What the reader typed. Nothing typed can fail: what makes no sense is read as words. */
export function parse(text) {
  const query = { text, words: [], phrases: [], without: [], filters: {}, second: null, open: "", typing: null };
  const typed = BEING_TYPED.exec(text);
  if (typed) query.typing = { name: typed[2].toLowerCase(), value: typed[3], before: typed[1] };
  let rest = text.replace(FILTER, (whole, space, name, quoted, plain) => {
    const value = (quoted ?? plain).trim();
    const key = name.toLowerCase();
    const isDate = key === "before" || key === "after";
    if (value && !(isDate && dayOf(value) === null)) query.filters[key] = isDate ? dayOf(value) : value;
    return space;
  });
  rest = rest.replace(QUOTED, (whole, space, minus, phrase) => {
    if (wordsOf(phrase).length) (minus ? query.without : query.phrases).push(phrase.trim());
    return minus ? space : `${space}${phrase} `;
  });
  rest = rest.replace(WITHOUT, (whole, space, word) => {
    if (wordsOf(word).length) query.without.push(word);
    return space;
  });
  const clock = CLOCK.exec(rest);
  // Beside words it is what someone says.
  if (clock && !wordsOf(rest.replace(CLOCK, "$1")).length) {
    query.second = (clock[2] || 0) * 3600 + clock[3] * 60 + +clock[4];
    rest = "";
  }
  query.words = wordsOf(rest);
  // Filters and phrases leave a space. A last word that no space follows may be the beginning of another.
  if (/[\p{L}\p{N}\p{M}]$/u.test(rest)) query.open = query.words.at(-1) || "";
  return query;
}
