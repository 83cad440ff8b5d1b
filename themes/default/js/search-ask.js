import { answer } from "./search-answer.js";
import { openIndex } from "./search-store.js";

const UNSHOWN_MS = 150;
// Letters that follow so fast are one word being typed: a large index is asked when they pause.
const TYPING_MS = 120;

/** Asks the index of the site at `root`, one question at a time: a newer one makes the older stale. */
export class Asker {
  constructor(address, root) {
    this.address = address;
    this.root = root;
    this.asked = 0;
    this.opening = null;
    this.latest = -Infinity;
  }

  /** The index; what could not be loaded is tried again the next time. */
  index() {
    this.opening ||= openIndex(this.address, this.root).catch((error) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }

  forget() {
    this.asked += 1;
  }

  /** The answer; null if it is stale. `wait(true)` is called when it takes long, `wait(false)` at the end. */
  async ask(text, options, wait) {
    this.forget();
    const turn = this.asked;
    const since = performance.now() - this.latest;
    this.latest = performance.now();
    const isStale = () => turn !== this.asked;
    const patience = setTimeout(() => { if (!isStale()) wait(true); }, UNSHOWN_MS);
    try {
      const index = await this.index();
      if (!index.lengths && since < TYPING_MS) await new Promise((resolve) => { setTimeout(resolve, TYPING_MS); });
      const found = isStale() ? null : await answer(index, text, { ...options, isStale });
      return isStale() ? null : found;
    } catch (error) {
      if (isStale()) return null;
      throw error;
    } finally {
      clearTimeout(patience);
      if (!isStale()) wait(false);
    }
  }
}
