import { answer } from "./search-answer.js";
import { pieces, snippet } from "./search-snippet.js";
import { openIndex } from "./search-store.js";

const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
const clock = (second) => {
  const [h, m, s] = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};
const plural = (count) => (count === 1 ? "1 result" : `${count} results`);
const inAddress = (text) => {
  const address = new URL(location.href);
  if (text) address.searchParams.set("q", text);
  else address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
};

const marked = (text, isHit) => pieces(text, isHit).map(([piece, hit]) => (hit ? make("mark", {}, piece) : piece));

const wordsIn = (text, isHit) => {
  const words = pieces(text, isHit).filter(([, hit]) => hit).map(([piece]) => piece.toLowerCase());
  return [...new Set(words)].slice(0, 12).join(" ");
};

const option = (root, row, found, id) => {
  const head = make("span", { class: "hit-who" });
  if (row.speaker) head.append(make("b", {}, row.speaker), " ");
  if (row.second >= 0) head.append(make("time", {}, clock(row.second)));
  const said = make("span", { class: "hit-text" });
  const words = wordsIn(row.text, found.isHit);
  const [path, anchor] = row.href.split("#");
  const href = `${root}${path}${words ? `?find=${encodeURIComponent(words)}` : ""}${anchor ? `#${anchor}` : ""}`;
  const link = make("a", { role: "option", id, tabindex: "-1", "aria-selected": "false", href });
  said.replaceChildren(...marked(snippet(row.text, found.isHit, found.query.phrases[0] || found.query.text.trim()), found.isHit));
  link.append(...(head.childNodes.length ? [head] : []), said);
  return link;
};

const drawn = (root, found) => {
  let number = 0;
  return found.groups.map((page, at) => {
    const title = make("div", { class: "hit-page", id: `hits-${at}` }, page.title);
    if (page.partOf) title.append(make("small", {}, ` ${page.partOf}`));
    const group = make("div", { role: "group", "aria-labelledby": `hits-${at}` }, title);
    for (const row of page.hits) {
      group.append(option(root, row, found, `hit-${number}`));
      number += 1;
    }
    return group;
  });
};

class Box {
  constructor(button) {
    this.button = button;
    this.root = document.documentElement.dataset.root;
    this.index = openIndex(button.dataset.index, this.root);
    this.asked = 0;
    this.build();
  }

  build() {
    this.field = make("input", { type: "search", class: "search-field", role: "combobox", "aria-expanded": "false", "aria-controls": "search-hits", "aria-autocomplete": "list", "aria-label": "Search", placeholder: "Words, “a phrase” or a time", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go" });
    this.status = make("p", { class: "search-status", role: "status" });
    this.hits = make("div", { class: "search-hits", id: "search-hits", role: "listbox", "aria-label": "Results" });
    const close = make("button", { type: "button", class: "search-close" }, "Close");
    const top = make("div", { class: "search-top" }, this.field, close);
    this.dialog = make("dialog", { class: "search", "aria-label": "Search" }, top, this.status, this.hits);
    this.hits.hidden = true;
    document.body.append(this.dialog);
    close.addEventListener("click", () => this.dialog.close());
    this.field.addEventListener("input", () => this.ask());
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("click", (event) => { if (event.target === this.dialog) this.dialog.close(); });
    this.dialog.addEventListener("close", () => { inAddress(""); this.button.focus(); });
  }

  open(text = "") {
    if (!this.dialog.open) this.dialog.showModal();
    if (text) this.field.value = text;
    this.field.focus();
    this.field.select();
    if (this.field.value) this.ask();
  }

  async ask() {
    this.asked += 1;
    const turn = this.asked;
    const text = this.field.value.trim();
    inAddress(text);
    if (!text) return this.show([], "");
    const found = await answer(await this.index, text, { isStale: () => turn !== this.asked });
    // A slower, older question must not paint over a newer one.
    if (!found || turn !== this.asked) return undefined;
    const groups = drawn(this.root, found);
    return this.show(groups, groups.length ? this.summary(found) : `No results for “${text}”`);
  }

  summary(found) {
    const instead = found.instead.map(([typed, used]) => `“${used}” for “${typed}”`).join(", ");
    return plural(found.count) + (instead ? `, searching ${instead}` : "");
  }

  show(groups, status) {
    this.hits.replaceChildren(...groups);
    this.hits.hidden = !groups.length;
    this.hits.scrollTop = 0;
    this.status.textContent = status;
    this.field.setAttribute("aria-expanded", String(groups.length > 0));
    this.options = [...this.hits.querySelectorAll("[role=option]")];
    this.choose(this.options.length ? 0 : -1);
  }

  choose(at) {
    this.options[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = at;
    const option = this.options[at];
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    return this.field.setAttribute("aria-activedescendant", option.id);
  }

  key(event) {
    if (event.isComposing || event.target !== this.field) return;
    const last = this.options ? this.options.length - 1 : -1;
    if (event.key === "ArrowDown" && last >= 0) this.choose(this.chosen >= last ? 0 : this.chosen + 1);
    else if (event.key === "ArrowUp" && last >= 0) this.choose(this.chosen <= 0 ? last : this.chosen - 1);
    else if (event.key === "Enter" && this.options?.[this.chosen]) this.options[this.chosen].click();
    else if (event.key === "Escape") this.dialog.close(); // a search field would only be emptied first
    else return;
    event.preventDefault();
  }
}

/** Make the search dialog for `button`, and let the door in the page open it. */
export function openBox(button) {
  const box = new Box(button);
  button.addEventListener("talkbook-search", (event) => box.open(event.detail));
  button.dispatchEvent(new CustomEvent("talkbook-loaded"));
}
