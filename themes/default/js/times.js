import { runScript } from "./dom.js";

/** The script with the times of what is said, from `address`: resolves to its data, to null where there is none. */
export async function loadTimes(address) {
  let data = null;
  globalThis.talkbook = { ...globalThis.talkbook, times: (times) => { data = times; } };
  if (address) await runScript(address);
  return data;
}

/** Where a paragraph's words are: ranges with the time at which each begins. */
export function timedWords(element, numbers) {
  const nodes = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let length = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push([length, node]);
    length += node.data.length;
  }
  const place = (at) => {
    const [from, node] = nodes.findLast(([start]) => start <= at);
    return [node, at - from];
  };
  const words = { starts: [], ranges: [] };
  let [ms, at] = [0, 0];
  for (let i = 0; i < numbers.length; i += 3) {
    ms += numbers[i];
    at += numbers[i + 1];
    if (at + numbers[i + 2] > length) break;
    const range = new Range();
    range.setStart(...place(at));
    range.setEnd(...place(at + numbers[i + 2]));
    words.starts.push(ms);
    words.ranges.push(range);
  }
  return words;
}
