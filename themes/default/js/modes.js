import { keep, kept } from "./store.js";

const WINDOW = "sessionStorage";

/** Let what is shown of a conversation be the same on all its pages while the window is open; `settings` resets it. */
export function startModes(form, settings) {
  const { shown, bare } = form.elements;
  // All pages of a conversation are in one folder.
  const keyOf = (name) => `talkbook-${name} ${new URL(".", location.href).pathname}`;
  const show = () => {
    form.reset();
    // Who does not speak on this page has no button here: then everything is shown.
    if (shown) shown.value = kept(keyOf("shown"), WINDOW) ?? "";
    if (bare) bare.checked = kept(keyOf("bare"), WINDOW) === "on";
  };
  show();
  form.addEventListener("change", ({ target }) => keep(keyOf(target.name), target.checked ? target.value : "", WINDOW));
  addEventListener("pageshow", ({ persisted }) => { if (persisted) show(); });
  settings?.addEventListener("reset", () => {
    for (const name of ["shown", "bare"]) keep(keyOf(name), "", WINDOW);
    form.reset();
  });
}
