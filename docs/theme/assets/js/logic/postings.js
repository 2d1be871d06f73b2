/*
 * playbook.postings: what each feature says about each class, packed into text and read again.
 *
 *   learnt(model, classes, faintest)  the model of playbook.training with its weights as postings: what a feature says more or
 *                                  less than about the middle class, without weights below `faintest(count, class)`
 *   pack(model, options)           model: {features: Map name -> number, postings: [[[class, weight], ...], ...], count}
 *                                  options: {strongest, levels, grain, spelled(name), spare}: the heaviest weight, the steps
 *                                  either way, the steps in which a count doubles, which features are kept by their letters;
 *                                  all others become a number, in which each spare bit halves how often an unknown feature
 *                                  is taken for a known one
 *   open(packed)                   a reader: {names, spelled, numberOf, has, countOf, add, weightOf}
 *   chances(scores)                scores of the classes as chances that add up to one
 */
(() => {
  const { packing, words } = playbook;
  const STEPS = 44; // a weight is written as 0..88, 44 for nought

  const median = (values) => values.slice().sort((a, b) => a - b)[values.length >> 1];

  const sparse = (row, value, faintest) => {
    const middle = median(row);
    return row.map((weight, c) => [c, (weight - middle) * value]).filter(([c, weight]) => Math.abs(weight) >= faintest(c));
  };

  const learnt = (model, classes, faintest) => {
    const rowOf = (f) => Array.from(model.weights.subarray(f * classes, (f + 1) * classes));
    return { ...model, postings: model.count.map((count, f) => sparse(rowOf(f), model.value[f], (c) => faintest(count, c))) };
  };

  const step = (weight, { strongest, levels }) => {
    const wide = STEPS / levels;
    return Math.max(0, Math.min(2 * STEPS, Math.round(wide * Math.round((weight / strongest) * levels)) + STEPS));
  };

  const pack = (model, options) => {
    const used = [...model.features.keys()].filter((name) => model.postings[model.features.get(name)].length > 0);
    const spelled = used.filter(options.spelled).sort();
    const bits = Math.min(32, Math.ceil(Math.log2(used.length + 1)) + options.spare);
    const key = (name) => words.hash(name) >>> (32 - bits);
    const others = used.filter((name) => !options.spelled(name)).sort((a, b) => key(a) - key(b));
    const streams = { counts: [], gaps: [], weights: [], commonness: [] };
    for (const name of [...spelled, ...others]) {
      const f = model.features.get(name);
      let before = -1;
      streams.counts.push(model.postings[f].length);
      streams.commonness.push(Math.min(44, Math.round(options.grain * Math.log2(model.count[f]))));
      for (const [c, weight] of model.postings[f].sort((a, b) => a[0] - b[0])) {
        streams.gaps.push(c - before - 1);
        streams.weights.push(step(weight, options));
        before = c;
      }
    }
    const packed = packing.packNumbers;
    return {
      names: packing.packWords(spelled),
      bits,
      grain: options.grain,
      strongest: options.strongest,
      keys: packed(others.map((name, i) => key(name) - (i ? key(others[i - 1]) : 0))),
      counts: packed(streams.counts),
      gaps: packed(streams.gaps),
      commonness: packed(streams.commonness),
      weights: packing.packSteps(streams.weights),
    };
  };

  class Postings {
    constructor(packed) {
      this.bits = packed.bits;
      this.grain = packed.grain;
      this.names = packing.unpackWords(packed.names);
      this.spelled = new Map(this.names.map((name, number) => [name, number]));
      this.keyed = new Map();
      let key = 0;
      packing.unpackNumbers(packed.keys).forEach((gap, i) => this.keyed.set((key += gap), this.names.length + i));
      this.commonness = packing.unpackNumbers(packed.commonness);
      const counts = packing.unpackNumbers(packed.counts);
      this.starts = new Int32Array(counts.length + 1);
      counts.forEach((count, f) => (this.starts[f + 1] = this.starts[f] + count));
      this.unpackClasses(packing.unpackNumbers(packed.gaps));
      this.weights = Float32Array.from(packing.unpackSteps(packed.weights), (at) => ((at - STEPS) / STEPS) * packed.strongest);
    }

    unpackClasses(gaps) {
      this.classes = new Int32Array(gaps.length);
      for (let f = 0; f + 1 < this.starts.length; f++) {
        let before = -1;
        for (let i = this.starts[f]; i < this.starts[f + 1]; i++) before = this.classes[i] = before + gaps[i] + 1;
      }
    }

    /** The number of a feature, or undefined. */
    numberOf(name) {
      const number = this.spelled.get(name);
      return number === undefined ? this.keyed.get(words.hash(name) >>> (32 - this.bits)) : number;
    }

    has(name) {
      return this.numberOf(name) !== undefined;
    }

    /** How many examples feature f stood in, roughly. */
    countOf(f) {
      return 2 ** (this.commonness[f] / this.grain);
    }

    /** Adds what feature f says to the scores of the classes. */
    add(f, scores) {
      for (let i = this.starts[f]; i < this.starts[f + 1]; i++) scores[this.classes[i]] += this.weights[i];
    }

    /** What feature f adds to one class; its postings are in the order of the classes. */
    weightOf(f, wanted) {
      let low = this.starts[f];
      let high = this.starts[f + 1] - 1;
      while (low <= high) {
        const middle = (low + high) >> 1;
        if (this.classes[middle] === wanted) return this.weights[middle];
        if (this.classes[middle] < wanted) low = middle + 1;
        else high = middle - 1;
      }
      return 0;
    }
  }

  const chances = (scores) => {
    let highest = -Infinity;
    for (const score of scores) if (score > highest) highest = score;
    const result = Float64Array.from(scores, (score) => Math.exp(score - highest));
    const sum = result.reduce((a, b) => a + b, 0);
    return result.map((chance) => chance / sum);
  };

  globalThis.playbook.postings = { learnt, pack, open: (packed) => new Postings(packed), chances };
})();
