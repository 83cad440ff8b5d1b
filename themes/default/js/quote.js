import { chosenIn, wholeOf } from "./chosen.js";
import { directive, comparable } from "./text-directive.js";

const CITATIONS = ["APA", "MLA", "Chicago", "BibTeX", "RIS", "CSL-JSON"];

/** The page's public address where it is read from disk and has one, else where it is. */
const here = () => {
  const known = document.querySelector("link[rel=canonical]");
  return location.protocol === "file:" && known ? known.href : location.href.replace(/[?#].*/, "");
};

const speakerOf = (turn) => turn.querySelector(".who b")?.textContent ?? "";
const clockOf = (turn) => turn.querySelector(".who time")?.textContent ?? "";
/** A turn's time as citations have it: `00:18:49`. */
const locatorOf = (turn) => {
  const seconds = Number(turn.querySelector(".who time")?.getAttribute("datetime").slice(2, -1));
  if (Number.isNaN(seconds)) return "";
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
};

const linkOf = ({ turns, blocks, before, after }) => {
  const words = blocks ? directive(blocks, before, after, comparable(document.body.innerText)) : "";
  return `${here()}#${turns[0].turn.id}${words}`;
};

const quoteOf = (chosen, has) => {
  const entries = chosen.turns.map(({ turn, said }) => {
    const who = [has("name") && speakerOf(turn), has("time") && clockOf(turn)].filter(Boolean).join(", ");
    const text = said.join("\n\n");
    if (chosen.turns.length > 1) return who ? `${who}: ${text}` : text;
    return who ? `“${text}”\n— ${who}` : `“${text}”`;
  });
  return [...entries, ...(has("link") ? [linkOf(chosen)] : [])].join("\n");
};

let loading;
const citations = (src) => {
  loading ||= new Promise((resolve, reject) => {
    globalThis.talkbook = { ...globalThis.talkbook, cite: (forms, places) => resolve([forms, places]) };
    const script = document.createElement("script");
    script.src = src;
    script.onerror = () => { loading = undefined; reject(new Error("not loaded")); };
    document.head.append(script);
  });
  return loading;
};

const citationOf = async ({ turns: [{ turn }] }, form, source) => {
  const [forms, [time, link]] = await citations(source.dataset.citations);
  const locator = locatorOf(turn);
  const lines = (forms[turn.dataset.who ?? ""] ?? forms[""])[form].split("\n");
  const kept = locator ? lines : lines.filter((line) => !line.includes(time));
  return kept.join("\n").replaceAll(time, locator).replaceAll(link, `${here()}#${turn.id}`);
};

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

class QuoteBox {
  constructor(source) {
    this.source = source;
    this.button = element("button", { type: "button", className: "quote-open" }, "Quote");
    this.button.setAttribute("aria-haspopup", "dialog");
    this.form = element("select", {}, ...["Quote", "Link", ...CITATIONS].map((name) => element("option", {}, name)));
    this.form.setAttribute("aria-label", "As");
    this.choices = ["name", "time", "link"].map((name) => element("input", { type: "checkbox", name, checked: true }));
    this.parts = element("span", { className: "quote-parts" }, ...this.choices.map((box) => element("label", {}, box, ` ${box.name}`)));
    this.text = element("textarea", { readOnly: true, rows: 6, dir: "auto" });
    this.text.setAttribute("aria-label", "Text to copy");
    this.copied = element("span", {});
    this.copied.setAttribute("role", "status");
    this.mend = element("a", {}, "See or mend it in the source");
    const copy = element("button", { type: "button", className: "quote-copy" }, "Copy");
    const end = element("button", { type: "button" }, "Close");
    this.box = element("div", { className: "quote-box", popover: "auto" }, element("p", { className: "quote-line" }, this.form, this.parts), this.text, element("p", { className: "quote-line" }, copy, end, this.copied, this.mend));
    this.box.setAttribute("role", "dialog");
    this.box.setAttribute("aria-label", "Quote or cite");
    document.body.append(this.box);
    this.button.addEventListener("pointerdown", (event) => event.preventDefault());
    this.button.addEventListener("click", () => this.open());
    this.form.addEventListener("change", () => this.show());
    this.parts.addEventListener("change", () => this.show());
    copy.addEventListener("click", () => this.copy());
    end.addEventListener("click", () => this.box.hidePopover());
  }

  /** Offer the button at `turn`; there is only one of it. */
  offer(turn) {
    if (this.box.matches(":popover-open") || this.button.closest(".turn") === turn) return;
    (turn.querySelector(".who") ?? turn).append(this.button);
  }

  open() {
    const turn = this.button.closest(".turn");
    const chosen = chosenIn(getSelection());
    this.chosen = chosen?.turns.some((part) => part.turn === turn) ? chosen : wholeOf(turn);
    const { source } = this.source.dataset;
    this.mend.hidden = !source || !turn.dataset.lines;
    if (!this.mend.hidden) this.mend.href = source + turn.dataset.lines;
    this.box.showPopover();
    this.form.focus();
    this.show();
  }

  async show() {
    const form = this.form.value;
    const has = (name) => this.choices.some((box) => box.name === name && box.checked);
    this.copied.textContent = "";
    this.parts.hidden = form !== "Quote";
    if (form === "Quote") this.text.value = quoteOf(this.chosen, has);
    else if (form === "Link") this.text.value = linkOf(this.chosen);
    else {
      try {
        this.text.value = await citationOf(this.chosen, form, this.source);
      } catch {
        this.copied.textContent = "The citations could not be loaded. Try again.";
      }
    }
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.text.value);
    } catch {
      // No clipboard without a secure address: the old way works from any click.
      this.text.select();
      document.execCommand("copy");
    }
    this.copied.textContent = "Copied";
  }
}

/** Let the reader quote and cite: a button at the turn with the pointer, the focus or the selection. */
export function offerQuotes(source) {
  const quotes = new QuoteBox(source);
  const main = document.querySelector("main");
  const offer = (target) => {
    const turn = target.closest?.(".turn");
    if (turn) quotes.offer(turn);
  };
  main.addEventListener("pointerover", (event) => { if (getSelection().isCollapsed) offer(event.target); });
  main.addEventListener("focusin", (event) => offer(event.target));
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (selection.isCollapsed || !main.contains(selection.anchorNode)) return;
    const at = selection.getRangeAt(0).startContainer;
    offer(at.nodeType === Node.ELEMENT_NODE ? at : at.parentElement);
  });
}
