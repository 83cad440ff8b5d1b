const LONGEST = 120;
const ENDS = 5;
const AROUND = 8;

/** `text` with single spaces and in small letters, line by line: what a browser compares. */
export const comparable = (text) => text.toLowerCase().split("\n").map((line) => wordsIn(line).join(" ")).join("\n");

const wordsIn = (text) => text.split(/\s+/u).filter(Boolean);
const encode = (text) => encodeURIComponent(text).replace(/-/g, "%2D");
const isOnce = (page, part) => {
  const at = page.indexOf(comparable(part));
  return at >= 0 && at === page.lastIndexOf(comparable(part));
};

// A browser ends at the first such words after the start, so there must be none like them before.
/** The part of the directive with the last words of a selection, and what comes after them where it must. */
const endOf = (blocks, after, from) => {
  const words = wordsIn(blocks.at(-1));
  const said = comparable(blocks.join("\n"));
  for (let count = Math.min(ENDS, words.length); count <= words.length + AROUND; count += 1) {
    const end = words.slice(-count).join(" ");
    const next = wordsIn(after).slice(0, Math.max(0, count - words.length)).join(" ");
    const at = `${said} ${comparable(after)}`.indexOf(comparable(next ? `${end} ${next}` : end), from);
    if (at === said.length - comparable(end).length) return `,${encode(end)}${next && `,-${encode(next)}`}`;
  }
  return "";
};

/**
 * The directive that lands on `blocks`, the words selected in each paragraph: `:~:text=…`, or nothing if they cannot
 * be told from others. `before` and `after` are the words around them in their paragraphs, `page` is `comparable` text.
 */
export function directive(blocks, before, after, page) {
  const first = wordsIn(blocks[0]);
  const isWhole = blocks.length === 1 && (blocks[0].length <= LONGEST || first.length < 2 * ENDS);
  const start = isWhole ? blocks[0] : first.slice(0, ENDS).join(" ");
  const end = isWhole ? "" : endOf(blocks, after, start.length);
  if (isOnce(page, start)) return `:~:text=${encode(start)}${end}`;
  for (let count = 1; count <= AROUND; count += 1) {
    const prefix = wordsIn(before).slice(-count).join(" ");
    if (prefix && isOnce(page, `${prefix} ${start}`)) return `:~:text=${encode(prefix)}-,${encode(start)}${end}`;
    const suffix = isWhole ? wordsIn(after).slice(0, count).join(" ") : "";
    if (suffix && isOnce(page, `${start} ${suffix}`)) return `:~:text=${encode(start)},-${encode(suffix)}`;
  }
  return "";
}
