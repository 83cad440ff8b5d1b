import { make } from "./dom.js";
import { Asker } from "./search-ask.js";
import { counted, drawHit, anchorOf, proposals, summaryOf } from "./search-draw.js";
import { drawHelp } from "./search-help.js";

const ADDRESS_MS = 300;

/** Put the question into the address: not at each letter, because browsers are slow at it. */
const inAddress = (text) => {
  const address = new URL(location.href);
  if (text) address.searchParams.set("q", text);
  else address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
};

class Box {
  constructor(button) {
    this.button = button;
    this.root = document.documentElement.dataset.root;
    this.asker = new Asker(button.dataset.index, this.root);
    this.options = [];
    this.build();
    this.asker.index().catch(() => {}); // said when one asks
  }

  build() {
    this.field = make("input", { type: "search", class: "search-field", role: "combobox", "aria-expanded": "false", "aria-controls": "search-hits", "aria-autocomplete": "list", "aria-label": "Search", placeholder: "Words or “a phrase”", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go" });
    this.status = make("p", { class: "search-status", role: "status", dir: "auto" });
    this.chips = make("div", { class: "chips", role: "group", "aria-label": "Other searches" });
    this.hits = make("div", { class: "search-hits", id: "search-hits", role: "listbox", "aria-label": "Results" });
    this.all = make("a", { class: "search-all" });
    const close = make("button", { type: "button", class: "search-close" }, "Close");
    const top = make("div", { class: "search-top" }, this.field, close);
    const foot = make("div", { class: "search-foot" }, this.all, drawHelp());
    this.dialog = make("dialog", { class: "search", "aria-label": "Search" }, top, this.chips, this.status, this.hits, foot);
    this.empty();
    document.body.append(this.dialog);
    close.addEventListener("click", () => this.dialog.close());
    this.field.addEventListener("input", () => this.ask());
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("click", (event) => { if (event.target === this.dialog) this.dialog.close(); });
    this.dialog.addEventListener("close", () => { clearTimeout(this.addressing); inAddress(""); this.button.focus(); });
  }

  open(text = "") {
    if (!this.dialog.open) this.dialog.showModal();
    if (text) this.field.value = text;
    this.field.focus();
    this.field.select();
    if (this.field.value) this.ask();
  }

  async ask() {
    const text = this.field.value;
    clearTimeout(this.addressing);
    this.addressing = setTimeout(() => inAddress(this.field.value.trim()), ADDRESS_MS);
    if (!text.trim()) {
      this.asker.forget();
      this.wait(false);
      return this.empty();
    }
    try {
      const found = await this.asker.ask(text, {}, (waits) => this.wait(waits));
      if (found) this.draw(found, text);
    } catch {
      this.empty("The search could not be loaded. Type on to try again.");
    }
    return undefined;
  }

  wait(waits) {
    this.dialog.toggleAttribute("data-waits", waits);
  }

  empty(status = "") {
    this.show([], status);
    this.chips.replaceChildren();
    this.address("");
  }

  address(text) {
    this.all.href = this.button.dataset.page + (text ? `?q=${encodeURIComponent(text)}` : "");
    this.all.textContent = text ? "All results" : "Index of names";
  }

  draw(found, text) {
    this.address(text.trim());
    const before = document.activeElement;
    this.chips.replaceChildren(...proposals(found, text, (query) => this.instead(query)));
    if (!before?.isConnected) this.field.focus();
    let number = 0;
    const option = (attributes, ...children) => {
      number += 1;
      return make("a", { role: "option", id: `hit-${number}`, tabindex: "-1", "aria-selected": "false", ...attributes }, ...children);
    };
    const groups = found.groups.map((group, at) => {
      const title = make("div", { class: "hit-page", id: `hits-${at}` }, group.title, " ");
      title.append(make("small", {}, [group.partOf, group.count > 1 && counted(group.count, "result")].filter(Boolean).join(" · ")));
      const drawn = make("div", { role: "group", "aria-labelledby": `hits-${at}` }, title);
      drawn.append(...group.hits.map((hit) => drawHit(option({ class: "hit" }), this.root, hit, found)));
      const more = group.count - group.hits.length;
      if (more > 0) drawn.append(option({ class: "hit-more", href: `${this.all.getAttribute("href")}#${anchorOf(group)}` }, `${more.toLocaleString("en")} more ${/^(pages|speakers)\//.test(group.path) ? "on this page" : "in this episode"}`));
      return drawn;
    });
    this.show(groups, summaryOf(found, text.trim()));
  }

  instead(query) {
    this.field.value = query;
    this.field.focus();
    this.ask();
  }

  show(groups, status) {
    // While nothing has changed yet, asking costs no layout.
    if (this.hits.scrollTop) this.hits.scrollTop = 0;
    this.hits.replaceChildren(...groups);
    this.hits.hidden = !groups.length;
    this.status.textContent = status;
    this.field.setAttribute("aria-expanded", String(groups.length > 0));
    this.options = [...this.hits.querySelectorAll("[role=option]")];
    this.choose(this.options.length ? 0 : -1, false);
  }

  choose(at, moved = true) {
    this.options[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = at;
    const option = this.options[at];
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    if (moved) option.scrollIntoView({ block: "nearest" });
    return this.field.setAttribute("aria-activedescendant", option.id);
  }

  key(event) {
    // Keys with others held down are the reader's own: marking text, moving by words.
    if (event.isComposing || event.target !== this.field || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const last = this.options.length - 1;
    if (event.key === "ArrowDown" && last >= 0) this.choose(this.chosen >= last ? 0 : this.chosen + 1);
    else if (event.key === "ArrowDown" && this.chips.firstChild) this.chips.firstChild.focus();
    else if (event.key === "ArrowUp" && last >= 0) this.choose(this.chosen <= 0 ? last : this.chosen - 1);
    else if (event.key === "Enter" && this.options[this.chosen]) this.options[this.chosen].click();
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
