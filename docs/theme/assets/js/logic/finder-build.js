/*
 * playbook.finder.build(documents, options) -> the index as one JSON value. Runs when the site is built.
 *
 * documents: {scenarios: [{id, examples: [{text, weight}], card,
 *             replies: [{id, text}]}], none: [text], concepts: {name: [item]},
 *             pinyin: {syllable: characters}, dangers, platforms, families}
 * options:   {dense: most classes for the regression, faintest: postings weaker than this are dropped, passes,
 *             quiet: how much stronger they must be for scenarios without a page,
 *             each: whether every scenario is learnt alone; grain, spare: see playbook.postings}
 *
 * The index holds the words of the examples as features with their postings, and the titles of the scenarios. Classes are
 * the scenarios in order and, last, "none of ours". A posting is a class and a weight in few steps. Only single words are
 * kept by their letters, for the spelling; every other feature is a number (playbook.words.hash).
 */
(() => {
  const { finderFeatures, finderLexicon, training, postings } = playbook;
  const DEFAULTS = { dense: 400, faintest: 9.25, strongest: 22, thin: 0.003, trace: 0.005, passes: 10, favour: 0.25, levels: 8, plenty: 2000, quiet: 1.9, step: 0.3, each: true, grain: 2, spare: 6 };
  // How many examples a feature must stand in to be kept, by kind, once there are plenty of examples.
  const OFTEN = { w: 3, b: 8, p: 8, h: 3, x: 8 };

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

  const learn = (examples, classes, options) => {
    if (classes > options.dense) return training.closedForm(examples, options);
    const faintest = (count, c) => (options.faintest * (options.planned(c) ? options.quiet : 1)) / count ** options.favour;
    return postings.learnt(training.train(examples, classes, options), classes, faintest);
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
    const planned = (c) => Boolean(documents.scenarios[c]?.card.planned && !documents.scenarios[c].card.stop);
    const spelled = (name) => finderFeatures.kindOf(name) === "w";
    const options = { ...DEFAULTS, planned, spelled, valueOf: finderFeatures.valueOf, ...given };
    const concepts = finderLexicon.pack(documents.concepts);
    const lexicon = finderLexicon.open(concepts);
    const examples = collect(documents).map(asExample(lexicon));
    const atLeast = examples.length < options.plenty ? {} : OFTEN;
    const model = learn(examples, documents.scenarios.length + 1, { atLeast, ...options });
    return {
      version: 1,
      examples: examples.length,
      scenarios: documents.scenarios.map((scenario) => withReplies(lexicon, scenario)),
      features: postings.pack(model, options),
      concepts,
      pinyin: Object.entries(documents.pinyin).map(([syllable, letters]) => syllable + letters).join(" "),
      dangers: documents.dangers,
      platforms: documents.platforms,
      families: documents.families,
    };
  };

  globalThis.playbook.finder = { ...globalThis.playbook.finder, build };
})();
