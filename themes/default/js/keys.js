import { make } from "./dom.js";
import { step } from "./turns.js";

/** All keys of a page: the key, what it does, and the control that it presses, or where it counts and how it works. */
const KEYS = [
  ["j", "Next turn", ".turn", () => step(".turn", 1)],
  ["k", "Previous turn", ".turn", () => step(".turn", -1)],
  ["]", "Next chapter", ".pager [rel='next']"],
  ["[", "Previous chapter", ".pager [rel='prev']"],
  ["]", "Next chapter", ".chapter ~ .chapter", () => step(".chapter", 1)],
  ["[", "Previous chapter", ".chapter ~ .chapter", () => step(".chapter", -1)],
  [" ", "Play or pause", "[data-plays] .player-play"],
  ["n", "Next place found", ".find-on"],
  ["p", "Previous place found", ".find-back"],
  ["Escape", "No more marks", ".find-end"],
  ["/", "Search", ".search-open"],
  ["Ctrl k", "Search", ".search-open"],
  ["0", "Reset the settings", ".settings [type='reset']"],
  ["?", "These keys", ".keys-open"],
];
const FIELDS = "input, textarea, select, [contenteditable]";
const USES_SPACE = "button, summary, audio, video, .scrolls";
const WRITTEN = { " ": ["Space"], "Ctrl k": ["Ctrl", "K"], Escape: ["Esc"] };
const isOff = () => document.documentElement.dataset.keys === "off";
const here = () => KEYS.filter(([, , selector]) => document.querySelector(selector));

const press = (event) => {
  // AltGr is how some keyboards write brackets.
  const isWriting = event.getModifierState("AltGraph");
  const isCombined = !isWriting && (event.ctrlKey || event.metaKey);
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || (event.altKey && !isWriting)) return;
  const name = isCombined ? `Ctrl ${event.key.toLowerCase()}` : event.key;
  const row = here().find(([key]) => key === name);
  if (!row || (isCombined && event.shiftKey)) return;
  const within = (selector) => event.target.closest?.(selector);
  if (!isCombined) {
    if (within(FIELDS) || document.querySelector(":is(dialog[open], :popover-open)")) return;
    if (isOff() && name.length === 1) return;
    if (name === " " && (event.shiftKey || within(USES_SPACE))) return;
  }
  event.preventDefault();
  const [, , selector, act = () => document.querySelector(selector).click()] = row;
  act();
};

const showHelp = () => {
  const dialog = make("dialog", { class: "keys", "aria-label": "Keys" }, make("h2", {}, "Keys"));
  const list = make("dl", {});
  for (const [key, does] of here()) {
    const names = (WRITTEN[key] || [key]).map((name) => make("kbd", {}, name));
    list.append(make("div", {}, make("dt", {}, ...names), make("dd", {}, does)));
  }
  const note = isOff() ? "Keys of one letter or sign are switched off in the settings." : "They can be switched off in the settings.";
  const close = make("button", { type: "button" }, "Close");
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(list, make("p", {}, note), close);
  document.body.append(dialog);
  dialog.showModal();
};

/** Let the keys of the table work, and `button` show it. */
export function startKeys(button) {
  button.addEventListener("click", showHelp);
  document.addEventListener("keydown", press);
}
