import { runScript } from "./dom.js";
import { Index } from "./search-index.js";

/** The data files of the search: classic scripts that call `talkbook.<kind>`, because disks refuse fetch. */
export class Store {
  /** `run(address)` runs the script at an address; resolves to whether it was there. */
  constructor(root, run = runScript) {
    this.root = root;
    this.run = run;
    this.parts = new Map();
    this.coming = new Map();
    this.router = null;
    const numbered = (kind) => (number, ...data) => this.parts.set(kind + number, data);
    globalThis.talkbook = {
      ...globalThis.talkbook,
      router: (data) => { this.router = data; },
      rows: numbered("r"),
      places: numbered("p"),
      words: numbered("w"),
      entries: numbered("e"),
      text: numbered("text/"),
      speakers: (data) => this.parts.set("speakers", [data]),
    };
  }

  /** The data of a part: at once if it is here, else a promise; null when it cannot be had. */
  load(name) {
    if (this.parts.has(name)) return this.parts.get(name);
    if (!this.coming.has(name)) {
      const folder = name.startsWith("text/") ? "search/" : this.router.folder;
      const come = this.run(`${this.root}${folder}${name}.js`).then(() => {
        // What failed may be asked for again: the network may be back.
        this.coming.delete(name);
        return this.parts.get(name) || null;
      });
      this.coming.set(name, come);
    }
    return this.coming.get(name);
  }
}

/** Load the index whose first file is at `address`; `root` leads to the site's root. */
export async function openIndex(address, root, run) {
  const store = new Store(root, run);
  await store.run(address);
  if (!store.router) throw new Error("The search could not be loaded.");
  return new Index(store);
}
