import { indexAt } from "./places.js";

const pixels = (element, name) => parseFloat(getComputedStyle(element)[name]) || 0;

/** Those of `selector` that are shown, and the place among them of the one that is being read; -1 above all. */
const around = (selector) => {
  const all = [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length);
  if (!all.length) return [all, -1];
  const top = pixels(document.documentElement, "scrollPaddingBlockStart");
  // What has the focus, while it is in view: the last turns of a page never come up to the line.
  const focus = document.activeElement;
  const box = focus.getBoundingClientRect();
  const held = all.findIndex((one) => one.contains(focus));
  if (held >= 0 && box.bottom > top && box.top < innerHeight) return [all, held];
  // Else what stands where the browser puts the place that it scrolls to.
  const line = top + pixels(all[0], "scrollMarginBlockStart") + 8;
  return [all, indexAt(all.map((one) => one.getBoundingClientRect().top), line)];
};

/** The turn that is being read. */
export function turnInView() {
  const [turns, at] = around(".turn");
  return turns[Math.max(0, at)];
}

/** Go to the next of `selector`, or to the one before, and give it the focus. */
export function step(selector, by) {
  const [all, at] = around(selector);
  const to = all[at + by];
  if (!to) return;
  to.scrollIntoView({ block: "start", behavior: "instant" });
  const link = to.querySelector(".who a, h2 a");
  const held = link?.getClientRects().length ? link : to;
  if (held === to) to.tabIndex = -1;
  held.focus({ preventScroll: true });
}
