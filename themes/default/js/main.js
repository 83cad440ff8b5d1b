import { watchPlaces } from "./places.js";
import { switchTheme } from "./theme-switch.js";
import { openSearch } from "./search-door.js";
import { showFound } from "./find.js";

const start = () => {
  const theme = document.querySelector(".theme-switch");
  if (theme) switchTheme(theme);
  const search = document.querySelector(".search-open");
  if (search) openSearch(search);
  watchPlaces(document.querySelectorAll(".places a[href^='#'], .contents a[href^='#']"));
  showFound();
};
start();
