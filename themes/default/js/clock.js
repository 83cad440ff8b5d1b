/** Milliseconds as `1:02:03` or `2:03`. */
export function clock(ms) {
  const second = Math.floor(ms / 1000);
  const two = (n) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Milliseconds that the address `t=1129.2` names; -1 if it names no time. A second number counts turns. */
export function timeOf(id) {
  const found = /^t=(\d+)/.exec(id);
  return found ? found[1] * 1000 : -1;
}

// What one clock has more than the other between two pieces is the start of the later piece.
/** `ms` of one clock on the other; `pieces` are their starts on both, ascending. */
export function across(pieces, ms, from, to) {
  let n = 0;
  while (n + 1 < pieces.length && pieces[n + 1][from] <= ms) n += 1;
  const there = pieces[n][to] + Math.max(0, ms - pieces[n][from]);
  return n + 1 < pieces.length ? Math.min(there, pieces[n + 1][to]) : there;
}
