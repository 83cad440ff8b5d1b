const plain = (text) => text.toLowerCase().replace(/[’‘ʼ]/g, "'");

const rangesIn = (root, wanted) => {
  const ranges = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const match of node.data.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’ʼ‘][\p{L}\p{N}\p{M}]+)*/gu)) {
      if (!wanted.has(plain(match[0]))) continue;
      const range = new Range();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      ranges.push(range);
    }
  }
  return ranges;
};

/** Mark the words of `?find=` that a search led to, and bring the first of them into view. */
export function showFound() {
  const words = new URLSearchParams(location.search).get("find");
  const main = document.querySelector("main");
  if (!words || !main || !CSS.highlights) return;
  const ranges = rangesIn(main, new Set(plain(words).split(" ")));
  if (!ranges.length) return;
  CSS.highlights.set("find", new Highlight(...ranges));
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const target = place?.closest(".turn") || place || main;
  const below = (range) => place && place.compareDocumentPosition(range.startContainer) & 4;
  const first = ranges.find((range) => place?.contains(range.startContainer))
    || ranges.find((range) => target.contains(range.startContainer)) || ranges.find(below) || ranges[0];
  const show = () => {
    const box = first.getBoundingClientRect();
    if (box.top < 100 || box.bottom > innerHeight - 20) scrollBy({ top: box.top - innerHeight / 3, behavior: "instant" });
  };
  // After the browser's own jump to the fragment.
  if (document.readyState === "complete") show();
  else addEventListener("load", () => requestAnimationFrame(show));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") CSS.highlights.delete("find"); });
}
