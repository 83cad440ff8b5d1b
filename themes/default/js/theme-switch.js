const KEY = "talkbook-theme";
const NEXT = { "": "dark", dark: "light", light: "" };
const NAMES = { "": "as the system", dark: "dark", light: "light" };

const show = (button, chosen) => {
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
  button.setAttribute("aria-label", `Colour theme: ${NAMES[chosen]}`);
  button.title = `Colour theme: ${NAMES[chosen]}`;
};

const keepTheme = (chosen) => {
  try {
    if (chosen) localStorage.setItem(KEY, chosen);
    else localStorage.removeItem(KEY);
  } catch { /* storage is closed: the choice lasts as long as the page */ }
};

/** Let `button` go through dark, light and the system's own scheme. */
export function switchTheme(button) {
  let chosen = document.documentElement.dataset.theme || "";
  show(button, chosen);
  button.addEventListener("click", () => {
    chosen = NEXT[chosen];
    // The first click must change something: skip the scheme that the system shows already.
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    if (chosen === (dark ? "dark" : "light")) chosen = NEXT[chosen];
    keepTheme(chosen);
    show(button, chosen);
  });
}
