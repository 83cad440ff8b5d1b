import { chosenIn, wholeOf } from "./chosen.js";
import { make, runScript } from "./dom.js";
import { asHtml, asMarkdown, asText } from "./quotations.js";
import { comparable, directive } from "./text-directive.js";

const FORMS = ["Quote", "Link", "Markdown", "Embed", "APA", "MLA", "Chicago", "BibTeX", "RIS", "CSL-JSON"];

/** Address of the page: its public one where it is read from disk and has one. */
const pageAddress = () => {
  const known = document.querySelector("link[rel=canonical]");
  return location.protocol === "file:" && known ? known.href : location.href.replace(/[?#].*/, "");
};

const partOf = (turn, name) => turn.querySelector(`.who ${name}`);
/** A turn's time as citations have it: `00:18:49`. */
const locatorOf = (turn) => {
  const seconds = Number(partOf(turn, "time")?.getAttribute("datetime").slice(2, -1));
  if (Number.isNaN(seconds)) return "";
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
};

// All the text of the page, also what a mode of reading hides now: it is there where the link is opened.
const linkOf = ({ turns, blocks, before, after }) => {
  const words = blocks ? directive(blocks, before, after, comparable(document.body.textContent)) : "";
  return `${pageAddress()}#${turns[0].turn.id}${words}`;
};

const quoteOf = (chosen, form, has) => {
  const turns = chosen.turns.map(({ turn, said }) => ({
    who: (has.name && partOf(turn, "b")?.textContent) || "",
    clock: (has.time && partOf(turn, "time")?.textContent) || "",
    said,
  }));
  const link = has.link && linkOf(chosen);
  if (form === "Quote") return asText(turns, link);
  return (form === "Embed" ? asHtml : asMarkdown)(turns, link, document.querySelector("h1").textContent);
};

let loading;
/** The forms of citation by speaker, and what stands in them for time and link. */
const citations = (src) => {
  loading ||= new Promise((resolve, reject) => {
    globalThis.talkbook = { ...globalThis.talkbook, cite: (...data) => resolve(data) };
    runScript(src).then((isThere) => { if (!isThere) { loading = null; reject(); } });
  });
  return loading;
};

const citationOf = async ({ turns: [{ turn }] }, form, src) => {
  const [forms, [time, link]] = await citations(src);
  const locator = locatorOf(turn);
  const lines = (forms[turn.dataset.who ?? ""] ?? forms[""])[form].split("\n");
  const held = locator ? lines : lines.filter((line) => !line.includes(time));
  return held.join("\n").replaceAll(time, locator).replaceAll(link, `${pageAddress()}#${turn.id}`);
};

class QuoteBox {
  constructor({ citations: src, source }) {
    this.src = src;
    this.source = source;
    this.button = make("button", { type: "button", class: "quote-open", "aria-haspopup": "dialog" }, "Quote");
    this.form = make("select", { "aria-label": "As" }, ...FORMS.map((name) => make("option", {}, name)));
    this.choices = ["name", "time", "link"].map((name) => make("input", { type: "checkbox", name, checked: "" }));
    this.parts = make("span", { class: "quote-parts" }, ...this.choices.map((box) => make("label", {}, box, ` ${box.name}`)));
    this.text = make("textarea", { readonly: "", rows: 6, dir: "auto", "aria-label": "Text to copy" });
    this.status = make("span", { role: "status" });
    this.mend = make("a", {}, "See or mend it in the source");
    const copy = make("button", { type: "button", class: "quote-copy" }, "Copy");
    const end = make("button", { type: "button" }, "Close");
    const head = make("p", { class: "quote-line" }, this.form, this.parts);
    const foot = make("p", { class: "quote-line" }, copy, end, this.status, this.mend);
    this.box = make("div", { class: "quote-box", popover: "", role: "dialog", "aria-label": "Quote or cite" }, head, this.text, foot);
    document.body.append(this.box);
    // What is selected stays so.
    this.button.addEventListener("pointerdown", (event) => event.preventDefault());
    this.button.addEventListener("click", () => this.open());
    head.addEventListener("change", () => this.show());
    copy.addEventListener("click", () => this.copy());
    end.addEventListener("click", () => this.box.hidePopover());
  }

  /** Offer the button at `turn`; there is only one of it. */
  offer(turn) {
    if (!turn || this.box.matches(":popover-open") || this.button.closest(".turn") === turn) return;
    (turn.querySelector(".who") ?? turn).append(this.button);
  }

  open() {
    const turn = this.button.closest(".turn");
    const chosen = chosenIn(getSelection());
    this.chosen = chosen?.turns.some((part) => part.turn === turn) ? chosen : wholeOf(turn);
    const { lines } = turn.dataset;
    this.mend.hidden = !lines;
    if (lines) this.mend.href = this.source + lines;
    this.box.showPopover({ source: this.button });
    this.form.focus();
    this.show();
  }

  async show() {
    const form = this.form.value;
    const isQuote = form === "Quote";
    this.parts.hidden = !isQuote;
    let [text, status] = ["", ""];
    if (form === "Link") text = linkOf(this.chosen);
    else if (FORMS.indexOf(form) < 4) {
      text = quoteOf(this.chosen, form, Object.fromEntries(this.choices.map(({ name, checked }) => [name, checked || !isQuote])));
    } else {
      try {
        text = await citationOf(this.chosen, form, this.src);
      } catch {
        status = "The citations could not be loaded. Try again.";
      }
    }
    // Another may have been chosen while it was loaded.
    if (form !== this.form.value) return;
    this.text.value = text;
    this.status.textContent = status;
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.text.value);
    } catch {
      // No clipboard without a secure address: the old way works from any click.
      this.text.select();
      document.execCommand("copy");
    }
    this.status.textContent = "Copied";
  }
}

/** Let the reader quote and cite: a button at the turn with the pointer, the focus or the selection. */
export function offerQuotes({ dataset }) {
  const quotes = new QuoteBox(dataset);
  const main = document.querySelector("main");
  const offer = ({ target }) => quotes.offer(target.closest(".turn"));
  main.addEventListener("pointerover", (event) => { if (getSelection().isCollapsed) offer(event); });
  main.addEventListener("focusin", offer);
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (selection.isCollapsed || !main.contains(selection.anchorNode)) return;
    const at = selection.getRangeAt(0).startContainer;
    quotes.offer((at.closest ? at : at.parentElement).closest(".turn"));
  });
}
