/*
 * playbook.finder.build(documents, options) -> the index as one JSON value. Runs when the site is built.
 *
 * documents: {scenarios: [{id, examples: [{text, weight}], card,
 *             replies: [{id, text}]}], none: [text], concepts: {name: [item]},
 *             pinyin: {syllable: characters}, dangers, platforms, families}
 * options:   {dense: most classes for the regression, faintest: postings weaker than this are dropped, passes}
 *
 * The index holds the words of the examples as features with their postings, and what a result card shows. Classes are
 * the scenarios in order and, last, "none of ours". A posting is a class and a weight in few steps. Only single words are
 * kept by their letters, for the spelling; every other feature is a number (playbook.words.hash).
 */
(() => {
  const { finderFeatures, finderLexicon, finderTraining, finderPacking, words } = playbook;
  const DEFAULTS = { dense: 400, faintest: 3.8, strongest: 22, thin: 0.007, trace: 0.005, passes: 10, favour: 0.25, levels: 11, plenty: 2000 };
  // How many examples a feature must stand in to be kept, by kind, once there are plenty of examples.
  const OFTEN = { w: 2, b: 5, p: 6, h: 2, x: 4 };

  /** One example per wording; a wording that stands in several scenarios speaks for each. */
  const collect = (documents) => {
    const byText = new Map();
    const add = (text, weight, number) => {
      const key = text.trim().toLowerCase();
      const found = byText.get(key) || { text: text.trim(), weight: 0, shares: new Map() };
      found.weight = Math.max(found.weight, weight);
      found.shares.set(number, (found.shares.get(number) || 0) + weight);
      byText.set(key, found);
    };
    documents.scenarios.forEach((scenario, number) => scenario.examples.forEach((example) => add(example.text, example.weight, number)));
    documents.none.forEach((text) => add(text, 1, documents.scenarios.length));
    return [...byText.values()];
  };

  const asExample = (lexicon) => (found) => {
    const sum = [...found.shares.values()].reduce((a, b) => a + b, 0);
    return {
      features: finderFeatures.read(lexicon, found.text),
      targets: [...found.shares].map(([number, share]) => [number, share / sum]),
      weight: found.weight,
    };
  };

  const median = (values) => values.slice().sort((a, b) => a - b)[values.length >> 1];

  /** Postings of one feature from its row of weights: what it says more or less than the middle class. */
  const sparse = (row, value, faintest) => {
    const middle = median(row);
    return row.map((weight, c) => [c, (weight - middle) * value]).filter(([, weight]) => Math.abs(weight) >= faintest);
  };

  const learn = (examples, classes, options) => {
    if (classes > options.dense) return finderTraining.closedForm(examples, options);
    const model = finderTraining.train(examples, classes, options);
    const postings = model.count.map((_, f) =>
      sparse(Array.from(model.weights.subarray(f * classes, (f + 1) * classes)), model.value[f], options.faintest / model.count[f] ** options.favour),
    );
    return { ...model, postings };
  };

  /** Weight -strongest..strongest in so many levels either way, written as 0..88 with 44 for nought. */
  const step = (weight, { strongest, levels }) => {
    const wide = 44 / levels;
    return Math.max(0, Math.min(88, wide * Math.round((weight / strongest) * levels) + 44));
  };

  const pack = (model, options) => {
    const used = [...model.features.keys()].filter((name) => model.postings[model.features.get(name)].length > 0);
    const spelled = used.filter((name) => finderFeatures.kindOf(name) === "w").sort();
    const bits = Math.min(32, Math.ceil(Math.log2(used.length + 1)) + 10);
    const key = (name) => words.hash(name) >>> (32 - bits);
    const others = used.filter((name) => finderFeatures.kindOf(name) !== "w").sort((a, b) => key(a) - key(b));
    const streams = { counts: [], gaps: [], weights: [], commonness: [] };
    for (const name of [...spelled, ...others]) {
      const f = model.features.get(name);
      let before = -1;
      streams.counts.push(model.postings[f].length);
      streams.commonness.push(Math.min(44, Math.round(4 * Math.log2(model.count[f]))));
      for (const [c, weight] of model.postings[f].sort((a, b) => a[0] - b[0])) {
        streams.gaps.push(c - before - 1);
        streams.weights.push(step(weight, options));
        before = c;
      }
    }
    const packed = finderPacking.packNumbers;
    return {
      names: finderPacking.packWords(spelled),
      bits,
      keys: packed(others.map((name, i) => key(name) - (i ? key(others[i - 1]) : 0))),
      counts: packed(streams.counts),
      gaps: packed(streams.gaps),
      commonness: packed(streams.commonness),
      weights: finderPacking.packSteps(streams.weights),
    };
  };

  const conceptsOf = (lexicon, text) => [...finderFeatures.read(lexicon, text).keys()].filter((name) => finderFeatures.kindOf(name) === "c").map((name) => name.slice(1));

  /** What tells the replies of one page apart: "id concept concept|id ...", concepts that at most a third of them share. */
  const replySigns = (lexicon, replies) => {
    const read = replies.map(({ id, text }) => ({ id, concepts: conceptsOf(lexicon, text) }));
    const shared = (concept) => read.filter(({ concepts }) => concepts.includes(concept)).length;
    return read
      .map(({ id, concepts }) => [id, ...concepts.filter((concept) => shared(concept) * 3 <= Math.max(3, read.length))].join(" "))
      .filter((line) => line.includes(" ", line.indexOf(" ") + 1))
      .join("|");
  };

  const withReplies = (lexicon, scenario) => {
    const signs = replySigns(lexicon, scenario.replies || []);
    return { id: scenario.id, ...scenario.card, ...(signs ? { replies: signs } : {}) };
  };

  const build = (documents, given) => {
    const options = { ...DEFAULTS, ...given };
    const concepts = finderLexicon.pack(documents.concepts);
    const lexicon = finderLexicon.open(concepts);
    const examples = collect(documents).map(asExample(lexicon));
    const atLeast = examples.length < options.plenty ? {} : OFTEN;
    const model = learn(examples, documents.scenarios.length + 1, { atLeast, ...options });
    return {
      version: 1,
      examples: examples.length,
      strongest: options.strongest,
      scenarios: documents.scenarios.map((scenario) => withReplies(lexicon, scenario)),
      features: pack(model, options),
      concepts,
      pinyin: Object.entries(documents.pinyin).map(([syllable, letters]) => syllable + letters).join(" "),
      dangers: documents.dangers,
      platforms: documents.platforms,
      families: documents.families,
    };
  };

  globalThis.playbook.finder = { ...globalThis.playbook.finder, build };
})();
