import { make } from "./dom.js";

const LINES = [
  ["value function", "both words; near each other first"],
  ["“age of research”", "these words, one after the other"],
  ["-robots", "not this word"],
  ["speaker:ilya", "said by one whose name has this"],
  ["chapter:alignment", "in chapters with this in the title"],
  ["show:talks", "in shows with this in the name"],
  ["after:2024 before:2025-06", "published in these years, months or days"],
  ["32:28", "what is said at this time"],
];

/** How to search, behind a line to open it. */
export function drawHelp() {
  const list = make("dl", { tabindex: "0" });
  for (const [typed, means] of LINES) list.append(make("dt", {}, make("code", {}, typed)), make("dd", {}, means));
  return make("details", { class: "search-help" }, make("summary", {}, "How to search"), list);
}
