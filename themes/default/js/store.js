/** What the browser keeps for `key`; undefined where there is nothing, or storage is closed. */
export function kept(key) {
  try { return localStorage.getItem(key) ?? undefined; } catch { return undefined; }
}

/** Keep `value`, if the browser lets us. */
export function keep(key, value) {
  try { localStorage.setItem(key, value); } catch { /* it lasts as long as the page */ }
}
