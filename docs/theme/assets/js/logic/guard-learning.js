/* Learns from the examples of data/guard/ what texts of each family read like. Runs when the site is built.

     learn(rules, examples, options)   examples: [{text, language, family}], family null for a clean text
                                       -> the likeness of playbook.guardLikeness as one JSON value */
(function () {
  "use strict";

  const { guard, guardLikeness, training, postings } = playbook;
  const DEFAULTS = { passes: 12, step: 0.25, decay: 0.0005, thin: 0.002, trace: 0.002, faintest: 10, favour: 0.35, strongest: 40, levels: 11, grain: 4, spare: 10 };
  const ALL_KINDS = { w: 2, p: 2, b: 2, h: 2, l: 2, m: 2 };

  function learn(rules, examples, given) {
    const options = { ...DEFAULTS, atLeast: ALL_KINDS, valueOf: guardLikeness.valueOf, spelled: () => false, ...given };
    const engine = guard.open({ ...rules, likeness: null });
    const families = rules.families.map(({ id }) => id);
    const numberOf = ({ family }) => (family ? families.indexOf(family) : families.length);
    const asExample = (example) => ({
      features: guardLikeness.joined(guardLikeness.sentences(guard.survey(engine, example.text, { language: example.language }))),
      targets: [[numberOf(example), 1]],
      weight: 1,
    });
    const classes = families.length + 1;
    const model = postings.learnt(training.train(examples.map(asExample), classes, options), classes, (count) => options.faintest / count ** options.favour);
    return { families, examples: examples.length, said: postings.pack(model, options) };
  }

  playbook.guardLearning = { learn };
})();
