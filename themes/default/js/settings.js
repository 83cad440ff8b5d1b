import { SETTINGS, set, setAsKept } from "./settings-kept.js";

/** Let the form of the reader's settings change the page. */
export function startSettings(form) {
  const show = () => {
    // theme.js may not have run yet; and a page one comes back to is as it was when one left.
    setAsKept();
    for (const name of SETTINGS) form.elements[name].value = document.documentElement.dataset[name];
  };
  show();
  form.addEventListener("change", ({ target }) => set(target.name, target.value));
  form.addEventListener("reset", () => SETTINGS.forEach((name) => set(name, "")));
  addEventListener("pageshow", ({ persisted }) => { if (persisted) show(); });
}
