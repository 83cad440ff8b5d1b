/** Index of the last in the ascending `starts` that is not after `at`; -1 if all are. */
export function indexAt(starts, at) {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const looks = [];
let waiting = false;
const soon = () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    // All measure before any writes, so that the page is laid out once.
    for (const write of looks.map((look) => look())) write();
  });
};

/** Call `look` now and when the page has been scrolled or its window has changed, once a frame; it returns what to write. */
export function onView(look) {
  if (!looks.length) for (const name of ["scroll", "resize"]) addEventListener(name, soon, { passive: true });
  looks.push(look);
  soon();
}

/** Tell, of `sections`, those that are further than a window off. */
export function watchFar(sections) {
  const near = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) target.toggleAttribute("data-far", !isIntersecting);
  }, { rootMargin: "100%" });
  for (const section of sections) near.observe(section);
}

/** Mark, among `links` to places of this page, the one that is being read. */
export function watchPlaces(links) {
  const all = [...links].map((link) => [link, document.getElementById(link.hash.slice(1))]);
  const places = all.filter(([, place]) => place);
  if (!places.length) return;
  let current = null;
  onView(() => {
    const starts = places.map(([, place]) => place.getBoundingClientRect().top);
    const link = places[Math.max(0, indexAt(starts, innerHeight / 3))][0];
    return () => {
      if (link === current) return;
      current?.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
      current = link;
    };
  });
}
