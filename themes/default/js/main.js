import { watchPlaces } from "./places.js";
import { switchTheme } from "./theme-switch.js";
import { openSearch } from "./search-door.js";
import { showFound } from "./find.js";
import { showOnMap } from "./map.js";
import { offerQuotes } from "./quote.js";
import { rove } from "./roving.js";
import { startPlayer } from "./player.js";

const start = () => {
  const theme = document.querySelector(".theme-switch");
  if (theme) switchTheme(theme);
  const search = document.querySelector(".search-open");
  if (search) openSearch(search);
  watchPlaces(document.querySelectorAll(".places a[href^='#'], .contents li a[href^='#']"));
  const map = document.querySelector(".map");
  if (map) showOnMap(map);
  const shape = document.querySelector(".shape-lanes");
  if (shape) rove(shape);
  const player = document.querySelector(".player");
  if (player) startPlayer(player);
  const source = document.querySelector("[data-citations]");
  if (source) offerQuotes(source);
  showFound();
};
start();
