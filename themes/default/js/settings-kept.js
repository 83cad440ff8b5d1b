import { keep, kept } from "./store.js";

/** What a reader can set. Each is an attribute of the page; empty is how the site comes. */
export const SETTINGS = ["size", "width", "face", "theme", "keys"];

const chosen = document.documentElement.dataset;

/** Set the page as the reader had it; where nothing is kept, it stays as it is. */
export function setAsKept() {
  for (const name of SETTINGS) chosen[name] = kept(`talkbook-${name}`) ?? chosen[name] ?? "";
}

/** Set one, on this page and for later. */
export function set(name, value) {
  chosen[name] = value;
  keep(`talkbook-${name}`, value);
}
