import { clock } from "./clock.js";
import { make } from "./dom.js";
import { foundWords, pieces, replaced, snippet } from "./search-snippet.js";

/** A number with its word: `1 result`, `2,000 results`. */
export function counted(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}

/** A day, counted from 1970, as people write it. */
export function dayName(day) {
  return new Date(day * 86400000).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/** What the page says of an answer. */
export function summaryOf(found, text) {
  const instead = found.instead.map(([typed, used]) => `“${used}” for “${typed}”`).join(", ");
  const lost = found.failed ? " Some files of the search could not be loaded, so there may be more." : "";
  if (!found.count && found.query.typing && found.suggestions.length) return `${counted(found.suggestions.length, "name")} to choose from`;
  if (!found.count) return `No results for “${text}”${lost && `.${lost}`}`;
  const under = found.entries > 1 ? ` under ${counted(found.entries, "title")}` : "";
  const partly = found.complete ? "" : ". Only the likeliest places were read: there may be more";
  return `${counted(found.count, "result")}${under}${instead && `, searching ${instead}`}${partly}${lost && `.${lost}`}`;
}

/** Where a hit leads: to the turn, with the words to mark there. */
export function hrefOf(root, hit, found) {
  const [path, anchor] = hit.href.split("#");
  const words = foundWords(hit.text, found.isHit);
  return root + path + (words ? `?find=${encodeURIComponent(words)}` : "") + (anchor ? `#${anchor}` : "");
}

/** Fill the link of a hit: who, when, and the words around what was found. */
export function drawHit(link, root, hit, found) {
  const head = make("span", { class: "hit-who" });
  const who = hit.isTitle && hit.second >= 0 ? "Chapter" : hit.speaker;
  if (who) head.append(make("b", {}, who), " ");
  if (hit.second >= 0) head.append(make("time", {}, clock(1000 * hit.second)));
  const { phrases, words } = found.query;
  const text = snippet(hit.text, found.isHit, phrases.length ? phrases : [words.join(" ")]);
  const said = make("span", { class: "hit-text" });
  if (!hit.text) said.append("The words could not be loaded. They are on this page.");
  said.append(...pieces(text, found.isHit).map(([piece, marked]) => (marked ? make("mark", {}, piece) : piece)));
  link.href = hrefOf(root, hit, found);
  link.append(...(head.childNodes.length ? [head, " "] : []), said);
  return link;
}

/** A title's own name on the page of results, for links to it. */
export function anchorOf(group) {
  return `in-${group.path.replace(/(\/index)?\.html$/, "").replace(/[/\s]+/g, "-")}`;
}

/** Buttons that put another question into the field: a word not misspelt, or how one may go on. */
export function proposals(found, text, choose) {
  const button = (label, query) => {
    const made = make("button", { type: "button", class: "chip" }, label);
    made.addEventListener("click", () => choose(query));
    return made;
  };
  const instead = found.instead.map(([typed, used]) => {
    const better = replaced(text, typed, used);
    return button(`Did you mean “${better}”?`, better);
  });
  return [...instead, ...found.suggestions.map((query) => button(query.trim(), query))];
}
