/*
 * playbook.training: which class a feature speaks for, learnt from examples. Runs when the site is built, never in a page.
 *
 *   train(examples, classes, options) -> {features: Map name -> number, value: Float64Array, weights: Float32Array}
 *
 * An example is {features: Map of name -> {kind}, targets: [[class, share]], weight}. Multinomial logistic regression with
 * AdaGrad on unit-length examples, or one regression per class with the option `each`; `value[f]` is what a feature counts
 * before scaling, by `options.valueOf(name, count, examples)`, and `weights[f * classes + c]` what it then adds to class c.
 * Above `dense` classes the closed form of naive Bayes takes its place, whose cost grows with the examples alone.
 */
(() => {
  const DEFAULTS = { passes: 14, step: 0.5, decay: 0.001, thin: 0.006, trace: 0.002, atLeast: {} };

  const countFeatures = (examples) => {
    const counts = new Map();
    for (const example of examples)
      for (const [feature, { kind }] of example.features) {
        const entry = counts.get(feature);
        if (entry) entry.count++;
        else counts.set(feature, { kind, count: 1 });
      }
    return counts;
  };

  const vocabulary = (examples, options) => {
    const features = new Map();
    const value = [];
    const count = [];
    for (const [feature, entry] of countFeatures(examples)) {
      if (entry.count < (options.atLeast[entry.kind] || 1)) continue;
      features.set(feature, features.size);
      value.push(options.valueOf(feature, entry.count, examples.length));
      count.push(entry.count);
    }
    return { features, value: Float64Array.from(value), count };
  };

  /** The example as parallel lists: feature numbers and their values, scaled to length one. */
  const asVector = (known, example) => {
    const at = [];
    const values = [];
    let length = 0;
    for (const feature of example.features.keys()) {
      const number = known.features.get(feature);
      if (number === undefined) continue;
      at.push(number);
      values.push(known.value[number]);
      length += known.value[number] ** 2;
    }
    length = Math.sqrt(length) || 1;
    return { at, values: values.map((value) => value / length), targets: example.targets, weight: example.weight };
  };

  const shuffled = (list, random) => {
    for (let i = list.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [list[i], list[j]] = [list[j], list[i]];
    }
    return list;
  };

  const randomFrom = (seed) => () => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff;

  /** Turns `scores` into probabilities minus targets. */
  const towardsError = (scores, targets) => {
    let highest = -Infinity;
    for (const score of scores) if (score > highest) highest = score;
    let sum = 0;
    for (let c = 0; c < scores.length; c++) sum += scores[c] = Math.exp(scores[c] - highest);
    for (let c = 0; c < scores.length; c++) scores[c] /= sum;
    for (const [c, share] of targets) scores[c] -= share;
  };

  /** Turns `scores` into probabilities minus targets, each class judged alone: neighbours do not take from each other what
   *  speaks for both. Without evidence a class is as likely as any. */
  const towardsErrorOfEach = (scores, targets) => {
    for (let c = 0; c < scores.length; c++) scores[c] = 1 / (1 + scores.length * Math.exp(-scores[c]));
    for (const [c] of targets) scores[c] -= 1;
  };

  const addScores = (scores, weights, vector) => {
    const classes = scores.length;
    scores.fill(0);
    vector.at.forEach((feature, k) => {
      const from = feature * classes;
      for (let c = 0; c < classes; c++) scores[c] += weights[from + c] * vector.values[k];
    });
  };

  /** One step of AdaGrad for the classes whose probability is off by more than a trace. */
  const learnFrom = (vector, scores, weights, squares, options) => {
    const classes = [];
    for (let c = 0; c < scores.length; c++) if (Math.abs(scores[c]) > options.trace) classes.push(c);
    for (let k = 0; k < vector.at.length; k++) {
      const from = vector.at[k] * scores.length;
      const value = vector.values[k] * vector.weight;
      for (const c of classes) {
        const place = from + c;
        const slope = scores[c] * value + options.decay * weights[place];
        squares[place] += slope * slope;
        const pace = options.step / Math.sqrt(squares[place]);
        const weight = weights[place] - pace * slope;
        const thinned = Math.abs(weight) - pace * options.thin;
        weights[place] = thinned > 0 ? (weight > 0 ? thinned : -thinned) : 0;
      }
    }
  };

  const regression = (known, vectors, classes, options) => {
    const weights = new Float32Array(known.features.size * classes);
    const squares = new Float32Array(weights.length).fill(1e-3);
    const scores = new Float32Array(classes);
    const random = randomFrom(7);
    const order = vectors.map((_, i) => i);
    const towards = options.each ? towardsErrorOfEach : towardsError;
    for (let pass = 0; pass < options.passes; pass++)
      for (const i of shuffled(order, random)) {
        addScores(scores, weights, vectors[i]);
        towards(scores, vectors[i].targets);
        learnFrom(vectors[i], scores, weights, squares, options);
      }
    return weights;
  };

  const train = (examples, classes, options) => {
    const settings = { ...DEFAULTS, ...options };
    const known = vocabulary(examples, settings);
    const vectors = examples.map((example) => asVector(known, example));
    return { ...known, weights: regression(known, vectors, classes, settings) };
  };

  /** Postings [[class, weight], ...] by feature, from the closed form: how much more often than elsewhere. */
  const closedForm = (examples, options) => {
    const known = vocabulary(examples, { ...DEFAULTS, ...options });
    const lists = known.count.map(() => new Map());
    for (const example of examples)
      for (const feature of example.features.keys()) {
        const list = lists[known.features.get(feature)];
        if (list) for (const [c, share] of example.targets) list.set(c, (list.get(c) || 0) + share * example.weight);
      }
    const postings = lists.map((list, f) => [...list].map(([c, n]) => [c, 4 * Math.log(1 + (8 * n) / (2 + known.count[f]))]));
    return { ...known, postings };
  };

  globalThis.playbook.training = { train, closedForm };
})();
