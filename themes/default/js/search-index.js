const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUE = new Map([...BASE64].map((letter, value) => [letter, value]));

/** The whole numbers that `text` holds: five bits a character, the sixth says "more". */
export function numbersOf(text) {
  const numbers = [];
  let number = 0;
  let shift = 0;
  for (const letter of text) {
    const value = VALUE.get(letter);
    number |= (value & 31) << shift;
    shift += 5;
    if (value < 32) {
      numbers.push(number);
      number = 0;
      shift = 0;
    }
  }
  return numbers;
}

const termsOf = (text) => {
  let before = "";
  return text.split(" ").map((coded) => {
    before = before.slice(0, parseInt(coded[0], 36)) + coded.slice(1);
    return before;
  });
};

/** Index of `text` in the sorted `list`, or where it would stand. */
export function lowerBound(list, text) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index as it was loaded, ready to be asked. Rows are decoded when a query needs them. */
export class Index {
  constructor(data) {
    this.data = data;
    this.terms = data.terms ? termsOf(data.terms) : [];
    this.rows = data.rows.split("|");
    this.places = data.places.split("|");
    this.lengths = numbersOf(data.lengths);
    this.mean = this.lengths.reduce((sum, length) => sum + length, 0) / (this.lengths.length || 1);
    this.anchors = data.anchors.split(" ");
    this.who = numbersOf(data.who);
    this.stop = new Set(data.stop.split(" "));
    this.firsts = [];
    this.heads = new Set();
    let unit = 0;
    let group = -1;
    numbersOf(data.units).forEach((count, chunk) => {
      this.firsts.push(unit);
      if (data.chunks[chunk][0] !== group) this.heads.add(unit);
      group = data.chunks[chunk][0];
      unit += count;
    });
    this.decoded = new Map();
  }

  /** The number of a stem, or -1. */
  find(term) {
    const at = lowerBound(this.terms, term);
    return this.terms[at] === term ? at : -1;
  }

  /** The units of a stem: a map from unit to places in it. */
  units(term) {
    if (!this.decoded.has(term)) {
      const row = numbersOf(this.rows[term]);
      const gaps = numbersOf(this.places[term]);
      const units = new Map();
      let unit = -1;
      let next = 0;
      for (let i = 0; i < row.length; i += 1) {
        unit += (row[i] >> 1) + 1;
        let count = 1;
        if (row[i] & 1) {
          i += 1;
          count = row[i] + 2;
        }
        let place = -1;
        units.set(unit, gaps.slice(next, next + count).map((gap) => { place += gap + 1; return place; }));
        next += count;
      }
      this.decoded.set(term, units);
    }
    return this.decoded.get(term);
  }

  /** Every word as said, with the number of its stem, in order. */
  vocabulary() {
    if (!this.all) {
      this.all = [];
      this.data.forms.split("|").forEach((forms, term) => {
        for (const form of forms.split(",")) this.all.push([form[0] === "=" ? form.slice(1) : this.terms[term] + form, term]);
      });
      this.all.sort((a, b) => (a[0] < b[0] ? -1 : 1));
    }
    return this.all;
  }

  /** What is known of a unit before its text is there; `second` is its turn's own time, or -1. */
  about(unit) {
    const anchor = this.anchors[unit];
    const time = /^t=(\d+)/.exec(anchor);
    return { unit, anchor, speaker: this.data.names[this.who[unit]], second: time ? +time[1] : -1 };
  }

  /** The chunk that holds a unit. */
  chunkOf(unit) {
    let low = 0;
    let high = this.firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.firsts[middle] <= unit) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
