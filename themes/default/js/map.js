import { setChanged } from "./dom.js";
import { onView } from "./places.js";

/** Show on the slim map which part of the conversation is in view. */
export function showOnMap(map) {
  const here = map.querySelector(".here");
  const parts = [...map.querySelectorAll("[data-of]")]
    .map((band) => [document.getElementById(band.dataset.of), Number(band.getAttribute("y")), Number(band.getAttribute("height"))])
    .filter(([section]) => section);
  if (!parts.length) return;
  /** Where on the map, in thousandths, the line of the page is that is `edge` pixels below the top of the window. */
  const at = (edge) => {
    let found = parts[0][1];
    for (const [section, y, height] of parts) {
      const box = section.getBoundingClientRect();
      if (box.top <= edge) found = y + height * Math.min(1, (edge - box.top) / box.height);
    }
    return Math.round(found);
  };
  onView(() => {
    const top = at(0);
    const height = Math.max(4, at(innerHeight) - top);
    return () => {
      setChanged(here, "y", top);
      setChanged(here, "height", height);
    };
  });
}
