const ACROSS = { ArrowRight: 1, ArrowLeft: -1 };
const ALL_WAYS = { ...ACROSS, ArrowDown: 1, ArrowUp: -1 };
const hasBox = (element) => element.getClientRects().length > 0;

/** Let keys go through `order`, links of `group` that are one tab stop together; `steps` says by how many. */
const rove = (group, order, steps, ends) => {
  let stop = order.find((link) => link.getAttribute("tabindex") === "0");
  const move = (link) => {
    stop?.setAttribute("tabindex", "-1");
    stop = link;
    stop.setAttribute("tabindex", "0");
  };
  group.addEventListener("focusin", ({ target }) => { if (order.includes(target)) move(target); });
  group.addEventListener("keydown", (event) => {
    const from = order.indexOf(event.target);
    if (from < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key] ?? 0;
    let to = ends[event.key] ?? from + step;
    while (order[to] && step && !hasBox(order[to])) to += step;
    if (!order[to] || to === from) return;
    event.preventDefault();
    order[to].focus();
  });
  return move;
};

/** Let all arrow keys go through the links of a drawing, from left to right. */
export function roveDrawing(group) {
  const left = (link) => link.getBoundingClientRect().left;
  const order = [...group.querySelectorAll("a")].sort((a, b) => left(a) - left(b));
  // Some browsers take a drawing that listens to the focus for a tab stop: what it stands in listens.
  rove(group.parentElement, order, ALL_WAYS, { Home: 0, End: order.length - 1 });
}

/** Make the times of turns one tab stop: the one that is being read. Up and down still scroll. */
export function roveTimes(main, turnInView) {
  const order = [...main.querySelectorAll(".turn > .who a")];
  for (const link of order) link.setAttribute("tabindex", "-1");
  const move = rove(main, order, ACROSS, {});
  addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || order.includes(event.target)) return;
    const link = turnInView()?.querySelector(":scope > .who a");
    if (!link) return;
    move(link);
    // The focus is nowhere, and one has read on: into the middle of the text, not to its top or its end.
    if (![document.body, main].includes(event.target) || event.shiftKey || !scrollY) return;
    event.preventDefault();
    link.focus({ preventScroll: true });
  }, true);
}
