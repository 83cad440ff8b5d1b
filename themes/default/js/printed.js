/** What stands at the edges of each printed page, where only a style sheet can write: title and address. */
export function namePrintedPages() {
  const address = document.querySelector("link[rel='canonical']")?.href ?? "";
  const { style } = document.documentElement;
  style.setProperty("--printed-title", JSON.stringify(document.title));
  style.setProperty("--printed-address", JSON.stringify(readable(address)));
}

function readable(address) {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
