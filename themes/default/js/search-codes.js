// Numbers and sorted words as the index writes them: the other half of codes.py.
const SIGNS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((sign) => !'"\\|~'.includes(sign));
const VALUE = new Uint8Array(127);
SIGNS.forEach((sign, value) => { VALUE[sign.charCodeAt(0)] = value; });
const ONE = 72;
const ALL = SIGNS.length;
const TWO = ONE + (ALL - ONE - 1) * ALL;
const HALF = ALL / 2;

/** The whole numbers that `text` holds. */
export function numbersOf(text) {
  const numbers = [];
  for (let i = 0; i < text.length; i += 1) {
    const first = VALUE[text.charCodeAt(i)];
    if (first < ONE) numbers.push(first);
    else if (first < ALL - 1) {
      i += 1;
      numbers.push(ONE + (first - ONE) * ALL + VALUE[text.charCodeAt(i)]);
    } else {
      let number = TWO;
      let worth = 1;
      for (;;) {
        i += 1;
        const digit = VALUE[text.charCodeAt(i)];
        number += (digit % HALF) * worth;
        if (digit < HALF) break;
        worth *= HALF;
      }
      numbers.push(number);
    }
  }
  return numbers;
}

/** The words of a front-coded list: a digit says how much each has in common with the one before. */
export function sharedOf(text) {
  if (!text) return [];
  let before = "";
  return text.split(" ").map((coded) => {
    before = before.slice(0, parseInt(coded[0], 36)) + coded.slice(1);
    return before;
  });
}

/** Index of the first in the sorted `list` that is not before `wanted`. */
export function lowerBound(list, wanted) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
