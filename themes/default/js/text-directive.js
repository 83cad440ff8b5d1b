const LONGEST = 120;
const ENDS = 5;
const AROUND = 8;

/** `text` with single spaces and in small letters, line by line: what a browser compares. */
export const comparable = (text) => text.toLowerCase().split("\n").map((line) => line.split(/\s+/u).filter(Boolean).join(" ")).join("\n");

const encode = (text) => encodeURIComponent(text).replace(/-/g, "%2D");
const times = (whole, part) => whole.split(comparable(part)).length - 1;

/**
 * The directive that lands on `blocks`, the words selected in each paragraph: `:~:text=…`, or nothing if they cannot
 * be told from others. `before` and `after` are the words around them in their paragraphs, `page` is `comparable` text.
 */
export function directive(blocks, before, after, page) {
  const first = blocks[0].split(/\s+/u);
  const last = blocks.at(-1).split(/\s+/u);
  const isWhole = blocks.length === 1 && (blocks[0].length <= LONGEST || first.length < 2 * ENDS);
  const start = isWhole ? blocks[0] : first.slice(0, ENDS).join(" ");
  const end = isWhole ? "" : `,${encode(last.slice(-ENDS).join(" "))}`;
  if (times(page, start) === 1) return `:~:text=${encode(start)}${end}`;
  for (let count = 1; count <= AROUND; count += 1) {
    const prefix = before.split(/\s+/u).filter(Boolean).slice(-count).join(" ");
    if (prefix && times(page, `${prefix} ${start}`) === 1) return `:~:text=${encode(prefix)}-,${encode(start)}${end}`;
    const suffix = isWhole ? after.split(/\s+/u).filter(Boolean).slice(0, count).join(" ") : "";
    if (suffix && times(page, `${start} ${suffix}`) === 1) return `:~:text=${encode(start)},-${encode(suffix)}`;
  }
  return "";
}
