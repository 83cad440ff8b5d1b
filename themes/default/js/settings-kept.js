import { keep, kept } from "./store.js";

/** What a reader can set. Each is an attribute of the page; empty is how the site comes. */
export const SETTINGS = ["size", "width", "face", "theme", "keys"];

const chosen = document.documentElement.dataset;

const SCHEMES = ["light", "dark"];

/** The colour around the page, of which there is one for each scheme of the system, is that of the chosen scheme. */
const showScheme = () => {
  const { theme } = chosen;
  document.querySelectorAll("meta[name='theme-color']").forEach((meta, place) => {
    const own = SCHEMES[place];
    meta.media = theme ? (theme === own ? "all" : "not all") : `(prefers-color-scheme: ${own})`;
  });
};

/** Set the page as the reader had it; where nothing is kept, it stays as it is. */
export function setAsKept() {
  for (const name of SETTINGS) chosen[name] = kept(`talkbook-${name}`) ?? chosen[name] ?? "";
  showScheme();
}

/** Set one, on this page and for later. */
export function set(name, value) {
  chosen[name] = value;
  keep(`talkbook-${name}`, value);
  showScheme();
}
