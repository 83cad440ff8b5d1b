/** What the browser keeps for `key`; undefined where there is nothing, or storage is closed. */
export function kept(key, where = "localStorage") {
  try { return globalThis[where].getItem(key) ?? undefined; } catch { return undefined; }
}

/** Keep `value`, if the browser lets us: for good, or in "sessionStorage" until the window is closed. */
export function keep(key, value, where = "localStorage") {
  try { globalThis[where].setItem(key, value); } catch { /* it lasts as long as the page */ }
}
