// Prints the entry and the citation in a text of each item in each style: node citeproc.js PROCESSOR REQUEST
const fs = require("fs");
const [processor, request] = process.argv.slice(2);
const CSL = require(processor);
const { styles, locale, items, locator } = JSON.parse(fs.readFileSync(request, "utf8"));
const byId = Object.fromEntries(items.map((item) => [item.id, item]));
const locales = fs.readFileSync(locale, "utf8");
const system = { retrieveLocale: () => locales, retrieveItem: (id) => byId[id] };
const made = Object.entries(styles).map(([name, path]) => {
  const engine = new CSL.Engine(system, fs.readFileSync(path, "utf8"), "en-US");
  engine.setOutputFormat("text");
  return [name, items.map(({ id }) => {
    engine.updateItems([id]);
    const place = engine.makeCitationCluster([{ id, locator, label: "timestamp" }]);
    return `${engine.makeBibliography()[1][0].trim()}\n${place}`;
  })];
});
process.stdout.write(JSON.stringify(Object.fromEntries(made)));
