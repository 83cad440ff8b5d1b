const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Let the arrow keys go through the links of `group`, which are one tab stop together. */
export function rove(group) {
  const links = [...group.querySelectorAll("a")];
  const order = [...links].sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left);
  group.addEventListener("keydown", (event) => {
    const from = order.indexOf(event.target);
    const ends = { Home: 0, End: order.length - 1 };
    const to = ends[event.key] ?? from + STEPS[event.key];
    if (from < 0 || !order[to] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    order[from].setAttribute("tabindex", "-1");
    order[to].setAttribute("tabindex", "0");
    order[to].focus();
  });
}
