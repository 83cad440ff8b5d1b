const SPECIAL = /[\\`*_[\]<>&#|~$]/g;
const LIST_START = /^(\s*\d*)([-+.)])(?=\s)/gm;
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const inMarkdown = (text) => text.replace(SPECIAL, "\\$&").replace(LIST_START, "$1\\$2");
const inHtml = (text) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);
const listed = (...parts) => parts.filter(Boolean).join(", ");

/** Who said it, where it was one; and else each who before what they said. */
const whoOf = (turns) => (turns.length > 1 ? "" : turns[0].who);
const paragraphsOf = (turns, escaped, name) => turns.flatMap(({ who, said }) => said.map((text, n) => (
  (turns.length > 1 && who && !n ? `${name(escaped(who))} ` : "") + escaped(text)
)));

/** The words of `turns`, [{ who, clock, said }], as in a letter; what is to be left out of them is empty, as may be `link`. */
export function asText(turns, link) {
  const texts = turns.map(({ who, clock, said }) => {
    const [text, from] = [said.join("\n\n"), listed(who, clock)];
    if (turns.length > 1) return from ? `${from}: ${text}` : text;
    return from ? `“${text}”\n— ${from}` : `“${text}”`;
  });
  return [...texts, ...(link ? [link] : [])].join("\n");
}

/** The same as Markdown, from the page `title`. */
export function asMarkdown(turns, link, title) {
  const from = `[${inMarkdown(listed(title, turns[0].clock))}](<${link}>)`;
  const texts = paragraphsOf(turns, inMarkdown, (who) => `**${who}:**`);
  return [...texts, `— ${listed(inMarkdown(whoOf(turns)), from)}`].join("\n\n").replace(/^/gm, "> ");
}

/** The same as HTML that needs no script and no style. */
export function asHtml(turns, link, title) {
  const href = inHtml(link);
  const texts = paragraphsOf(turns, inHtml, (who) => `<b>${who}:</b>`).map((text) => `<p>${text}</p>\n`);
  const from = `<a href="${href}">${listed(`<cite>${inHtml(title)}</cite>`, turns[0].clock)}</a>`;
  return `<figure>\n<blockquote cite="${href}" dir="auto">\n${texts.join("")}</blockquote>\n<figcaption>${listed(inHtml(whoOf(turns)), from)}</figcaption>\n</figure>`;
}
