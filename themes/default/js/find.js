import { marksIn } from "./words-at.js";

const plain = (text) => text.toLowerCase().replace(/[’‘ʼ]/g, "'");

/** The words of `text` as marks are asked for them: of scripts without spaces, pairs of letters. */
const wantedOf = (text) => {
  const wanted = new Set();
  marksIn(text, (word) => { wanted.add(plain(word)); return false; });
  return wanted;
};

const rangesIn = (root, wanted) => {
  const ranges = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(".who")) continue;
    for (const [from, to] of marksIn(node.data, (word) => wanted.has(plain(word)))) {
      const last = ranges.at(-1);
      // Words that stand side by side are one hit.
      const isNext = last?.endContainer === node && !node.data.slice(last.endOffset, from).trim();
      const range = isNext ? last : new Range();
      if (!isNext) range.setStart(node, from);
      range.setEnd(node, to);
      if (!isNext) ranges.push(range);
    }
  }
  return ranges;
};

/** Index of the hit to begin with: the first in the place that the address names, or below it. */
const firstOf = (ranges, place) => {
  const turn = place?.closest(".turn") || place;
  const inside = (part) => ranges.findIndex((range) => part?.contains(range.startContainer));
  const below = ranges.findIndex((range) => place && place.compareDocumentPosition(range.startContainer) & 4);
  return [inside(place), inside(turn), below].find((at) => at >= 0) ?? 0;
};

/** The id that the address names. */
const anchor = () => {
  const written = location.hash.slice(1);
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
};

const button = (name, label, text) => {
  const made = document.createElement("button");
  made.className = `find-${name}`;
  made.type = "button";
  made.title = label;
  made.setAttribute("aria-label", label);
  made.append(text);
  return made;
};

class Finds {
  constructor(ranges, at) {
    this.ranges = ranges;
    this.bar = document.createElement("section");
    this.bar.className = "find-bar";
    this.bar.setAttribute("aria-label", "Words found on this page");
    this.count = document.createElement("p");
    this.count.setAttribute("role", "status");
    const back = button("back", "Previous (p)", "↑");
    const on = button("on", "Next (n)", "↓");
    const end = button("end", "Stop marking (Escape)", "×");
    this.bar.append(this.count, back, on, end);
    document.body.append(this.bar);
    back.addEventListener("click", () => this.go(-1));
    on.addEventListener("click", () => this.go(1));
    on.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.shiftKey) return;
      event.preventDefault();
      this.go(-1);
    });
    end.addEventListener("click", () => this.end());
    CSS.highlights?.set("find", new Highlight(...ranges));
    this.mark(at);
  }

  mark(at) {
    this.at = at;
    CSS.highlights?.set("find-here", Object.assign(new Highlight(this.ranges[at]), { priority: 1 }));
    const { parentElement } = this.ranges[at].startContainer;
    this.hold(parentElement.closest(".turn"));
    const where = parentElement.closest("[aria-label]")?.getAttribute("aria-label");
    const heard = document.createElement("span");
    heard.className = "unseen";
    heard.append(where ? `, ${where}` : "");
    this.count.replaceChildren(`${at + 1} of ${this.ranges.length}`, heard);
  }

  /** A turn with the hit is shown, whatever the reader has hidden. */
  hold(turn) {
    this.held?.removeAttribute("data-held");
    turn?.setAttribute("data-held", "");
    this.held = turn;
  }

  /** Bring the hit into view, if it is not. */
  show(behavior) {
    const box = this.ranges[this.at].getBoundingClientRect();
    if (box.top < 100 || box.bottom > innerHeight - 80) scrollBy({ top: box.top - innerHeight / 3, behavior });
  }

  go(step) {
    this.mark((this.at + step + this.ranges.length) % this.ranges.length);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.show(still ? "instant" : "smooth");
  }

  end() {
    this.hold(null);
    CSS.highlights?.delete("find");
    CSS.highlights?.delete("find-here");
    const held = this.bar.contains(document.activeElement);
    this.bar.remove();
    if (held) document.getElementById("main").focus({ preventScroll: true });
    const address = new URL(location.href);
    address.searchParams.delete("find");
    history.replaceState(history.state, "", address);
  }
}

/** Mark the words of `?find=` that a search led to, and let the reader go from one to the next. */
export function showFound() {
  const words = new URLSearchParams(location.search).get("find");
  const main = document.querySelector("main");
  if (!words || !main) return;
  const ranges = rangesIn(main, wantedOf(words));
  if (!ranges.length) return;
  const place = document.getElementById(anchor());
  const finds = new Finds(ranges, firstOf(ranges, place));
  const show = () => finds.show("instant");
  // After the browser's own jump to the fragment.
  if (document.readyState === "complete") show();
  else addEventListener("load", () => requestAnimationFrame(show));
}
