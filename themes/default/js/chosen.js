const IN_WORD = /[\p{L}\p{N}\p{M}]/u;

/** Widen `range` to whole words: only those can be found again. */
const widen = (range) => {
  const { startContainer: from, endContainer: to } = range;
  let start = range.startOffset;
  let end = range.endOffset;
  if (from.data) while (start > 0 && IN_WORD.test(from.data[start - 1]) && IN_WORD.test(from.data[start] ?? "")) start -= 1;
  if (to.data) while (end > 0 && end < to.data.length && IN_WORD.test(to.data[end - 1]) && IN_WORD.test(to.data[end])) end += 1;
  range.setStart(from, start);
  range.setEnd(to, end);
};

const within = (block, range) => {
  const part = document.createRange();
  part.selectNodeContents(block);
  const whole = part.cloneRange();
  if (part.comparePoint(range.startContainer, range.startOffset) === 0) part.setStart(range.startContainer, range.startOffset);
  if (part.comparePoint(range.endContainer, range.endOffset) === 0) part.setEnd(range.endContainer, range.endOffset);
  const before = whole.cloneRange();
  before.setEnd(part.startContainer, part.startOffset);
  const after = whole.cloneRange();
  after.setStart(part.endContainer, part.endOffset);
  return { said: String(part).trim(), before: String(before), after: String(after) };
};

/** What is selected in turns, whole words, or null: `turns` with their words, and what stands around them. */
export function chosenIn(selection) {
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0).cloneRange();
  widen(range);
  const blocks = [...document.querySelectorAll(".turn > p, .turn > .block")].filter((block) => range.intersectsNode(block));
  const parts = blocks.map((block) => ({ turn: block.parentElement, ...within(block, range) })).filter((part) => part.said);
  if (!parts.length) return null;
  const turns = [];
  for (const { turn, said } of parts) {
    if (turns.at(-1)?.turn === turn) turns.at(-1).said.push(said);
    else turns.push({ turn, said: [said] });
  }
  return { turns, blocks: parts.map((part) => part.said), before: parts[0].before, after: parts.at(-1).after };
}

/** The whole of a turn, in the same form. */
export function wholeOf(turn) {
  const said = [...turn.querySelectorAll(":scope > p, :scope > .block")].map((block) => block.textContent.trim());
  return { turns: [{ turn, said }], blocks: null, before: "", after: "" };
}
