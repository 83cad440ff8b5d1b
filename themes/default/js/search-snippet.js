const SNIPPET = 170;

/** Cut `text` into pieces, each marked or not: the words of `terms` and of `phrases` are marked. */
export function pieces(text, isHit) {
  const found = [];
  let from = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’ʼ‘][\p{L}\p{N}\p{M}]+)*/gu)) {
    if (isHit(match[0])) {
      if (match.index > from) found.push([text.slice(from, match.index), false]);
      found.push([match[0], true]);
      from = match.index + match[0].length;
    }
  }
  if (from < text.length) found.push([text.slice(from), false]);
  return found;
}

/** The part of `text` with the most marked words, at word boundaries. */
export function snippet(text, isHit, phrase) {
  const plain = text.replace(/\s+/g, " ");
  if (plain.length <= SNIPPET) return plain;
  const marks = [];
  let at = 0;
  for (const [piece, marked] of pieces(plain, isHit)) {
    if (marked) marks.push(at);
    at += piece.length;
  }
  const start = phrase ? plain.toLowerCase().indexOf(phrase.toLowerCase()) : -1;
  let best = start >= 0 ? start : marks[0] || 0;
  if (start < 0) {
    let most = 0;
    for (const mark of marks) {
      const inside = marks.filter((other) => other >= mark && other < mark + SNIPPET - 50).length;
      if (inside > most) [most, best] = [inside, mark];
    }
  }
  let first = Math.max(0, Math.min(best - 40, plain.length - SNIPPET));
  if (first > 0) first = plain.indexOf(" ", first) + 1;
  let last = Math.min(plain.length, first + SNIPPET);
  if (last < plain.length) last = plain.lastIndexOf(" ", last);
  return (first > 0 ? "… " : "") + plain.slice(first, last) + (last < plain.length ? " …" : "");
}
