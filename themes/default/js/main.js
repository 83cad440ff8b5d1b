import { watchFar, watchPlaces } from "./places.js";
import { openSearch } from "./search-door.js";
import { showFound } from "./find.js";
import { showOnMap } from "./map.js";
import { startModes } from "./modes.js";
import { offerQuotes } from "./quote.js";
import { roveDrawing, roveTimes } from "./roving.js";
import { namePrintedPages } from "./printed.js";
import { startPlayer } from "./player.js";
import { startSettings } from "./settings.js";
import { startKeys } from "./keys.js";
import { turnInView } from "./turns.js";

const start = () => {
  const settings = document.querySelector(".settings");
  if (settings) startSettings(settings);
  const modes = document.querySelector(".modes form");
  if (modes) startModes(modes, settings);
  const search = document.querySelector(".search-open");
  if (search) openSearch(search);
  // A place on this page: what covers it goes away.
  const contents = document.querySelector(".contents");
  contents?.addEventListener("click", ({ target }) => { if (target.closest("a[href^='#']")) contents.hidePopover(); });
  watchPlaces(document.querySelectorAll(".places a[href^='#'], .contents li a[href^='#']"));
  watchFar(document.querySelectorAll(".chapter"));
  const map = document.querySelector(".map");
  if (map) showOnMap(map);
  const shape = document.querySelector(".shape-lanes");
  if (shape) roveDrawing(shape);
  roveTimes(document.querySelector("main"), turnInView);
  const player = document.querySelector(".player");
  if (player) startPlayer(player);
  const source = document.querySelector("[data-citations]");
  if (source) offerQuotes(source);
  showFound();
  namePrintedPages();
  startKeys(document.querySelector(".keys-open"));
};
start();
