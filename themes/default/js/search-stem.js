// Porter's algorithm (1980) in the variant of lunr.py, which builds the index.
const STEP2 = [["ational", "ate"], ["tional", "tion"], ["enci", "ence"], ["anci", "ance"], ["izer", "ize"],
  ["bli", "ble"], ["alli", "al"], ["entli", "ent"], ["eli", "e"], ["ousli", "ous"], ["ization", "ize"],
  ["ation", "ate"], ["ator", "ate"], ["alism", "al"], ["iveness", "ive"], ["fulness", "ful"],
  ["ousness", "ous"], ["aliti", "al"], ["iviti", "ive"], ["biliti", "ble"], ["logi", "log"]];
const STEP3 = [["icate", "ic"], ["ative", ""], ["alize", "al"], ["iciti", "ic"], ["ical", "ic"], ["ful", ""], ["ness", ""]];
const STEP4 = ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou",
  "ism", "ate", "iti", "ous", "ive", "ize"];

const isConsonant = (word, i) => {
  if ("aeiou".includes(word[i])) return false;
  return word[i] !== "y" || i === 0 || !isConsonant(word, i - 1);
};
const shape = (word) => [...word].map((_, i) => (isConsonant(word, i) ? "c" : "v")).join("");
/** How often a vowel is followed by a consonant: Porter's m. */
const measure = (word) => (shape(word).match(/vc/g) || []).length;
const hasVowel = (word) => shape(word).includes("v");
const endsDouble = (word) => word.length > 1 && word.at(-1) === word.at(-2) && isConsonant(word, word.length - 1);
const endsShort = (word) => word.length > 2 && shape(word).endsWith("cvc") && !"wxy".includes(word.at(-1));

const plural = (word) => {
  if (!word.endsWith("s")) return word;
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (word.endsWith("ies")) return word.slice(0, -2);
  return word.at(-2) === "s" ? word : word.slice(0, -1);
};

const past = (word) => {
  if (word.endsWith("eed")) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const ending = ["ed", "ing"].find((end) => word.endsWith(end));
  const stem = ending && word.slice(0, -ending.length);
  if (!ending || !hasVowel(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (endsDouble(stem)) return "lsz".includes(stem.at(-1)) ? stem : stem.slice(0, -1);
  return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
};

const reduced = (word, table) => {
  const rule = table.find(([end]) => word.endsWith(end));
  if (!rule) return word;
  const stem = word.slice(0, -rule[0].length);
  return measure(stem) > 0 ? stem + rule[1] : word;
};

const shortened = (word) => {
  const end = STEP4.find((ending) => word.endsWith(ending)
    && (ending !== "ion" || /[st]$/.test(word.slice(0, -3))));
  const stem = end && word.slice(0, -end.length);
  return end && measure(stem) > 1 ? stem : word;
};

const trimmed = (word) => {
  let stem = word;
  if (stem.endsWith("e")) {
    // Porter measures with the final e, which no vowel-consonant pair can end in.
    const m = measure(stem);
    if (m > 1 || (m === 1 && !endsShort(stem.slice(0, -1)))) stem = stem.slice(0, -1);
  }
  return stem.endsWith("ll") && measure(stem) > 1 ? stem.slice(0, -1) : stem;
};

/** The stem of an English word; words with anything but a to z and apostrophes stay as they are. */
export function stemOf(word) {
  if (word.length < 3 || !/^[a-z']+$/.test(word)) return word;
  let stem = past(plural(word));
  if (stem.endsWith("y") && hasVowel(stem.slice(0, -1))) stem = `${stem.slice(0, -1)}i`;
  return trimmed(shortened(reduced(reduced(stem, STEP2), STEP3)));
}
