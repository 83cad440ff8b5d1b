const load = (button) => new Promise((resolve, reject) => {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = button.dataset.style;
  const script = document.createElement("script");
  script.src = button.dataset.script;
  let missing = 2;
  const arrived = () => { missing -= 1; if (!missing) resolve(); };
  // The dialog is shown when its style is there too, so that nothing jumps.
  style.onload = arrived;
  button.addEventListener("talkbook-loaded", arrived, { once: true });
  style.onerror = reject;
  script.onerror = reject;
  document.head.append(style, script);
});

/** Open the search from `button` or `?q=`; nothing of it is loaded before. */
export function openSearch(button) {
  // On the page of all results the search is there already.
  let loading = document.querySelector(".seek") ? Promise.resolve() : null;
  const open = (text) => {
    loading ||= load(button);
    loading.then(
      () => button.dispatchEvent(new CustomEvent("talkbook-search", { detail: text })),
      () => { loading = null; button.title = "The search could not be loaded. Try again."; },
    );
  };
  button.addEventListener("click", () => open(""));
  const asked = new URLSearchParams(location.search).get("q");
  if (asked && !loading) open(asked);
}
