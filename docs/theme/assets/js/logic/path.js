/* The path through a decision tree, as it stands in the address: node ids only, never a value. */
(function (playbook) {
  const FORM = /^#at:([a-z0-9-]+=[a-z0-9-]+(?:,[a-z0-9-]+=[a-z0-9-]+)*)?$/;

  /* "#at:question=answer,..." -> {kind: "path", steps: [[question, answer], ...]};
     "#step-node" and "#reply-id" -> {kind, id}; anything else -> null. */
  function read(fragment) {
    const text = String(fragment);
    const found = text.length < 4000 ? FORM.exec(text) : null;
    if (found) return { kind: "path", steps: found[1] ? found[1].split(",").map((step) => step.split("=")) : [] };
    if (text.startsWith("#at:")) return { kind: "path", steps: [["?", "?"]] };
    const named = /^#(step|reply)-([a-z0-9-]+)$/.exec(text.slice(0, 200));
    return named ? { kind: named[1], id: named[2] } : null;
  }

  /* [[question, answer], ...] -> "#at:question=answer,..." */
  function write(steps) {
    return "#at:" + steps.map(([question, answer]) => `${question}=${answer}`).join(",");
  }

  /* Follow the steps as far as they fit. tree: {start, questions: {question: {answer: node}}}.
     Returns {node, steps: those that fit, fits: whether all did}. */
  function walk(tree, steps) {
    let node = tree.start;
    const done = [];
    for (const [question, answer] of steps) {
      const answers = Object.hasOwn(tree.questions, question) ? tree.questions[question] : {};
      if (question !== node || !Object.hasOwn(answers, answer)) return { node, steps: done, fits: false };
      node = answers[answer];
      done.push([question, answer]);
    }
    return { node, steps: done, fits: true };
  }

  /* Questions that may still be asked from a node on, in the order in which they come up. */
  function openQuestions(tree, node) {
    const found = [];
    const waiting = [node];
    while (waiting.length) {
      const next = waiting.shift();
      if (found.includes(next) || !Object.hasOwn(tree.questions, next)) continue;
      found.push(next);
      waiting.push(...Object.values(tree.questions[next]));
    }
    return found;
  }

  playbook.path = { read, write, walk, openQuestions };
})(globalThis.playbook);
