import { indexAt } from "./places.js";
import { timedWords } from "./times.js";

const [ID, START, , , ABOUT, WORDS] = [0, 1, 2, 3, 4, 5];
/** Longer than a browser takes to scroll smoothly. */
const OWN_SCROLL_MS = 1500;
const SCROLLS = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"]);

/** Marks what is being said, and keeps it in view until the reader scrolls. */
export class Follow {
  /** `changed` is called when it stops or starts to go along. */
  constructor(rows, changed) {
    this.rows = rows;
    this.starts = rows.map((row) => row[START]);
    this.changed = changed;
    this.isOn = false;
    this.ownUntil = 0;
    this.stillness = matchMedia("(prefers-reduced-motion: reduce)");
    const stop = (event) => { if (!event.target.closest?.("nav, dialog, .player")) this.stop(); };
    addEventListener("wheel", stop, { passive: true });
    addEventListener("touchmove", stop, { passive: true });
    addEventListener("keydown", (event) => { if (SCROLLS.has(event.key) && !event.target.closest?.("input, select, dialog")) this.stop(); });
    addEventListener("scroll", () => this.scrolled(), { passive: true });
  }

  /** The row of a paragraph's id. Silences have none. */
  find(id) { return id && this.rows.find((row) => row[ID] === id); }

  /** A scroll that we did not ask for is the reader's: by scrollbar, key or search. */
  scrolled() {
    if (performance.now() > this.ownUntil) this.stop();
    else if (Math.abs(scrollY - this.target) < 2) this.ownUntil = performance.now() + 50;
  }

  stop() {
    if (!this.isOn) return;
    this.isOn = false;
    this.changed();
  }

  /** Go along from here on; under reduced motion only this once. */
  start() {
    this.isOn = !this.stillness.matches;
    this.ownUntil = performance.now() + OWN_SCROLL_MS;
    this.changed();
  }

  /** Mark what is said at `ms`, nothing for -1; returns its row. */
  mark(ms) {
    const at = ms < 0 ? -1 : indexAt(this.starts, ms);
    const row = this.rows[at];
    if (row !== this.row) this.markRow(row);
    this.next = this.starts[at + 1] ?? ms;
    if (row && this.words) this.markWord(ms);
    // What one selects must not move away.
    if (this.isOn && getSelection().isCollapsed) this.keepInView(ms, "smooth");
    return row;
  }

  markRow(row) {
    this.row = row;
    for (const element of [this.turn, this.paragraph]) element?.removeAttribute("aria-current");
    CSS.highlights?.delete("said");
    const place = row?.[ID] ? document.getElementById(row[ID]) : null;
    this.turn = place?.closest(".turn");
    const isFirst = place === this.turn;
    this.paragraph = isFirst ? this.turn?.querySelector("p, .block") : place;
    this.words = this.paragraph && row[WORDS] && globalThis.Highlight ? timedWords(this.paragraph, row[WORDS]) : null;
    this.word = -1;
    if (!this.turn) return;
    this.turn.setAttribute("aria-current", "true");
    const isAlone = isFirst && !this.paragraph?.nextElementSibling;
    if (!isAlone) this.paragraph.setAttribute("aria-current", "true");
    for (const element of [this.turn, this.paragraph]) element.toggleAttribute("data-estimated", Boolean(row[ABOUT]));
  }

  markWord(ms) {
    const word = indexAt(this.words.starts, ms);
    if (word === this.word) return;
    this.word = word;
    if (word < 0) CSS.highlights.delete("said");
    else CSS.highlights.set("said", new Highlight(this.words.ranges[word]));
  }

  /** Whether what is said is on the page, and the reader has not hidden it. */
  get isShown() { return Boolean(this.paragraph?.getClientRects().length); }

  /** How far down the window the words are that are said at `ms`, in pixels; NaN if they are not on this page. */
  height(ms) {
    if (!this.isShown) return NaN;
    const box = this.paragraph.getBoundingClientRect();
    const part = (ms - this.row[START]) / Math.max(1, this.next - this.row[START]);
    return box.top + Math.min(1, part) * Math.max(0, box.height - 28);
  }

  /** Whether these words are where one reads: below the bar, and not at the foot of the window. */
  isInView(ms) {
    const height = this.height(ms);
    return height > 64 && height < innerHeight * .72;
  }

  keepInView(ms, behavior) {
    const height = this.height(ms);
    if (Number.isNaN(height) || this.isInView(ms)) return;
    const most = document.documentElement.scrollHeight - innerHeight;
    const target = Math.round(Math.max(0, Math.min(most, scrollY + height - Math.max(110, innerHeight * .25))));
    if (Math.abs(target - scrollY) < 2 || (this.target === target && performance.now() < this.ownUntil)) return;
    this.target = target;
    this.ownUntil = performance.now() + OWN_SCROLL_MS;
    scrollTo({ top: target, behavior });
  }
}
