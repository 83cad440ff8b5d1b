import { clock } from "./clock.js";
import { make } from "./dom.js";
import { Asker } from "./search-ask.js";
import { counted, dayName, drawHit, hrefOf, anchorOf, proposals, summaryOf } from "./search-draw.js";
import { drawHelp } from "./search-help.js";
import { contexts } from "./search-snippet.js";

const SHOWN = { list: { groups: 10, perGroup: 5 }, context: { groups: 10, perGroup: 100 } };
const MORE_HITS = 25;
const CHOICES = ["speaker", "show", "year", "sort", "view"];
const SVG = "http://www.w3.org/2000/svg";

const drawn = (tag, attributes) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

/** Where in the recording the hits are. The list below says the same in words; `go` takes a second. */
const drawStrip = ({ strip, seconds }, go) => {
  if (!strip.length || !seconds) return [];
  const svg = drawn("svg", { viewBox: "0 0 1000 10", preserveAspectRatio: "none" });
  svg.append(...[...new Set(strip.map((place) => Math.round(place * 996)))].map((x) => drawn("rect", { x, width: 4, height: 10 })));
  const end = make("span", {}, clock(1000 * seconds));
  svg.addEventListener("click", ({ clientX }) => {
    const { left, width } = svg.getBoundingClientRect();
    go((seconds * (clientX - left)) / width);
  });
  return [make("div", { class: "hit-strip", "aria-hidden": "true" }, make("span", {}, clock(0)), svg, end)];
};

class Page {
  constructor(form, button) {
    this.form = form;
    this.root = document.documentElement.dataset.root;
    this.asker = new Asker(button.dataset.index, this.root);
    this.status = document.getElementById("seek-status");
    this.results = document.getElementById("results");
    this.names = document.getElementById("names");
    this.chips = make("div", { class: "chips", role: "group", "aria-label": "Other searches" });
    form.querySelector(".seek-line").after(this.chips);
    form.append(drawHelp());
    this.field = form.elements.q;
    this.isDraft = false;
    form.addEventListener("input", (event) => { if (event.target === this.field) this.typed(); });
    form.addEventListener("change", (event) => { if (event.target !== this.field) this.chosen(); });
    form.addEventListener("submit", (event) => { event.preventDefault(); this.isDraft = false; this.run(); });
    addEventListener("popstate", () => { if (this.query !== location.search) this.read(); });
    button.addEventListener("talkbook-search", () => { this.field.focus(); this.field.select(); });
    this.field.addEventListener("focus", () => { this.asker.index().catch(() => {}); }, { once: true });
    this.linkNames();
    this.read();
  }

  /** With a script, each term of the index leads to all its places. */
  linkNames() {
    for (const term of this.names.querySelectorAll(".index-terms b")) {
      const text = term.textContent.includes(" ") ? `"${term.textContent}"` : term.textContent;
      const link = make("a", { href: `?q=${encodeURIComponent(text)}` });
      if (!term.closest("summary")) { term.replaceWith(link); link.append(term); }
    }
  }

  get state() {
    return Object.fromEntries(CHOICES.map((name) => [name, this.form.elements[name]?.value || ""]));
  }

  /** Take question and choices from the address. */
  read() {
    const asked = new URLSearchParams(location.search);
    this.field.value = asked.get("q") || "";
    for (const name of CHOICES) {
      const choice = this.form.elements[name];
      if (!choice) continue;
      choice.value = asked.get(name) || "";
      if (choice.selectedIndex < 0) choice.value = "";
    }
    this.isDraft = false;
    this.run();
  }

  /** Put them there: each question and choice can be gone back to, but not each letter. */
  write(isNew) {
    const address = new URL(location.href);
    address.search = new URLSearchParams(Object.entries({ q: this.field.value.trim(), ...this.state }).filter(([, value]) => value));
    address.hash = "";
    if (address.search === location.search) return;
    history[isNew ? "pushState" : "replaceState"](null, "", address);
  }

  typed() {
    this.write(!this.isDraft);
    this.isDraft = true;
    this.run();
  }

  chosen() {
    const { sort, view } = this.state;
    // The words around a hit give an order in one view only.
    if (view !== "context" && sort !== "date") this.form.elements.sort.value = "";
    this.write(true);
    this.isDraft = false;
    this.run();
  }

  instead(query) {
    this.field.value = query;
    this.field.focus();
    this.chosen();
  }

  async run() {
    const [text, state] = [this.field.value, this.state];
    this.query = location.search;
    this.isContext = state.view === "context";
    for (const option of this.form.elements.sort.options) option.hidden = option.disabled = option.dataset.view === "context" && !this.isContext;
    if (!text.trim() && !state.speaker && !state.show && !state.year) {
      this.asker.forget();
      this.wait(false);
      this.say("");
      return this.draw([], true);
    }
    const options = { ...SHOWN[this.isContext ? "context" : "list"], ...state, sort: state.sort === "date" ? "date" : "relevance" };
    try {
      const found = await this.asker.ask(text, options, (waits) => this.wait(waits));
      if (found) this.show(found, text);
    } catch {
      this.say("The search could not be loaded.");
      const again = make("button", { type: "button", class: "more" }, "Try again");
      again.addEventListener("click", () => this.run());
      this.draw([again], true);
    }
    return undefined;
  }

  wait(waits) {
    this.results.toggleAttribute("data-waits", waits);
    this.status.toggleAttribute("data-waits", waits);
  }

  say(status) {
    this.status.textContent = status;
    this.chips.replaceChildren();
  }

  draw(children, hasNames) {
    this.results.replaceChildren(...children);
    this.names.hidden = !hasNames;
  }

  show(found, text) {
    this.found = found;
    this.say(summaryOf(found, text.trim()));
    this.chips.replaceChildren(...proposals(found, text, (query) => this.instead(query)));
    if (!found.count) return this.draw(this.nothing(), true);
    this.groups = found.groups;
    if (this.isContext) this.drawContext();
    else this.draw([...found.groups.map((group) => this.section(group)), ...this.moreGroups()], false);
    return this.toNamed();
  }

  /** What may help when there is nothing: fewer filters, other words. */
  nothing() {
    const { speaker, show, year } = this.state;
    const parts = [make("p", { class: "note" }, "Try fewer or other words. The names below are all there to be found.")];
    if (speaker || show || year) {
      const wider = make("button", { type: "button", class: "more" }, "Search everywhere");
      wider.addEventListener("click", () => {
        for (const name of ["speaker", "show", "year"]) if (this.form.elements[name]) this.form.elements[name].value = "";
        this.field.focus();
        this.chosen();
      });
      parts.push(wider);
    }
    return parts;
  }

  /** The title that the address names, opened: a link of the search leads to it. */
  toNamed() {
    const group = this.groups.find((one) => new URL(`#${anchorOf(one)}`, location.href).hash === location.hash);
    const section = group && document.getElementById(anchorOf(group));
    section?.querySelector(".more")?.click();
    section?.scrollIntoView({ block: "start" });
  }

  section(group) {
    const name = anchorOf(group);
    const title = make("h2", { id: `${name}-title` }, make("a", { href: this.root + group.path }, group.title));
    const facts = [group.partOf, group.show, Number.isFinite(group.day) && dayName(group.day), counted(group.count, "result")].filter(Boolean).join(" · ");
    const list = make("ol", { class: "hit-list" });
    const draw = (hits) => list.append(...hits.map((hit) => make("li", {}, drawHit(make("a", { class: "hit" }), this.root, hit, this.found))));
    draw(group.hits);
    const section = make("section", { class: "found", id: name, "aria-labelledby": `${name}-title` }, title, make("p", { class: "facts" }, facts), ...drawStrip(group, (second) => this.goTo(group, second)), list);
    const left = () => group.count - list.children.length;
    if (left() > 0) {
      section.append(this.moreButton(() => `Show ${Math.min(left(), MORE_HITS)} more of ${left().toLocaleString("en")}`, async () => {
        draw(await this.found.inEntry(group.entry, list.children.length, MORE_HITS));
        return left() > 0;
      }, list));
    }
    return section;
  }

  /** Open the hit that is nearest to a second of the recording. */
  async goTo(group, second) {
    const hits = (await this.found.inEntry(group.entry, 0, group.count)).filter((hit) => hit.second >= 0 && !hit.isTitle);
    const far = (hit) => Math.abs(hit.second - second);
    const nearest = hits.reduce((best, hit) => (best && far(best) <= far(hit) ? best : hit), null);
    if (nearest) location.href = hrefOf(this.root, nearest, this.found);
  }

  moreGroups() {
    const left = () => this.found.entries - this.groups.length;
    if (left() <= 0) return [];
    return [this.moreButton(() => `More titles (${left().toLocaleString("en")})`, async () => {
      const more = await this.found.more(this.groups.length, SHOWN[this.isContext ? "context" : "list"].groups);
      this.groups = [...this.groups, ...more];
      if (this.isContext) this.drawContext();
      else this.results.lastChild.before(...more.map((group) => this.section(group)));
      return more.length > 0 && left() > 0;
    }, this.results)];
  }

  /** A button that adds to `list`. The focus goes to the first that is new, so that one reads on. */
  moreButton(label, add, list) {
    const button = make("button", { type: "button", class: "more" }, label());
    button.addEventListener("click", async () => {
      const before = list.querySelectorAll("a.hit, a.context").length;
      button.disabled = true;
      const goesOn = await add();
      button.disabled = false;
      button.textContent = goesOn ? label() : "";
      if (!goesOn) button.remove();
      list.querySelectorAll("a.hit, a.context")[before]?.focus({ preventScroll: true });
    });
    return button;
  }

  /** Keyword in context: one line for each place, sorted by the words around it if one asks. */
  drawContext() {
    const { found } = this;
    const lines = this.groups.flatMap((group) => group.hits.flatMap((hit) => contexts(hit.text, found.isHit, found.query.phrases).map((line) => ({ ...line, hit, group }))));
    const plain = (text) => text.toLocaleLowerCase().replace(/^[^\p{L}\p{N}]+/u, "");
    const key = {
      after: ({ word, after }) => `${plain(after)}\u0000${plain(word)}`,
      before: ({ before }) => before.toLocaleLowerCase().match(/[\p{L}\p{N}'’]+/gu)?.reverse().join(" ") || "",
    }[this.state.sort];
    const { compare } = new Intl.Collator(document.documentElement.lang);
    if (key) lines.sort((a, b) => compare(key(a), key(b)));
    const list = make("ol", { class: "contexts" }, ...lines.map((line) => this.contextLine(line)));
    this.draw([list, ...this.restOf(), ...this.moreGroups()], false);
  }

  contextLine({ before, word, after, hit, group }) {
    const where = [hit.second >= 0 && clock(1000 * hit.second), hit.speaker, this.found.entries > 1 && group.title].filter(Boolean).join(" · ");
    const link = make("a", { class: "context", href: hrefOf(this.root, hit, this.found) });
    link.append(make("span", { class: "context-before" }, make("bdi", {}, before)), make("span", { class: "context-after" }, ...(word ? [make("mark", {}, word)] : []), after));
    return make("li", {}, link, make("small", {}, where));
  }

  /** A title with more hits than are read at once says so. */
  restOf() {
    const short = this.groups.filter((group) => group.count > group.hits.length);
    return short.map((group) => {
      const label = () => `Read ${(group.count - group.hits.length).toLocaleString("en")} more of ${group.title}`;
      return this.moreButton(label, async () => {
        group.hits = [...group.hits, ...await this.found.inEntry(group.entry, group.hits.length, SHOWN.context.perGroup)];
        this.drawContext();
        return false;
      }, this.results);
    });
  }
}

/** Let the form of the page search; it offers its index where nothing is asked. */
export function openPage(form, button) {
  return new Page(form, button);
}
