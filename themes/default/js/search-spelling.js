const MOST = 3;

/** How many letters must change, come, go or swap with their neighbour to make `b` of `a`; `most` + 1 if more. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let older = [];
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    older = above;
    above = row;
  }
  return above[b.length];
}

/** The words most like a misspelt one, nearest first, of equals the one said most: [word, term, often]. */
export async function near(index, word) {
  const most = word.length < 8 ? 1 : 2;
  // First among words that begin the same; then with the first two letters swapped; then by the first letter.
  for (const start of [word.slice(0, 2), word[1] + word[0], word[0]]) {
    const words = await index.words(start, `${start}\uffff`);
    const found = [];
    for (let i = 0; i < words.length; i += 1) {
      if (i % 64 === 63) await index.pause();
      const apart = distance(word, words[i][0], most);
      if (apart <= most) found.push([apart, words[i]]);
    }
    found.sort(([a, x], [b, y]) => a - b || y[2] - x[2]);
    if (found.length) return found.filter(([apart]) => apart === found[0][0]).slice(0, MOST).map(([, entry]) => entry);
  }
  return [];
}
