/* The case note: what was asked, answered and promised, as plain text for the shop's own system. */
(function (playbook) {
  /* lines: [[heading, text or list of texts]]; empty ones are left out. */
  function text(lines) {
    const shown = lines.filter(([, said]) => said && said.length);
    return shown.map(([heading, said]) => (Array.isArray(said) ? [heading + ":", ...said.map((item) => "- " + item)].join("\n") : `${heading}: ${said}`)).join("\n");
  }

  /* Title and promises of a reply on this page. */
  function reply(id) {
    const element = id && document.getElementById("reply-" + id);
    if (!element) return { when: "", promises: [] };
    const promises = Array.from(element.querySelectorAll("[data-promise]"), (item) => item.textContent.trim());
    return { when: element.querySelector("summary").textContent.trim(), promises };
  }

  /* The note for the step a tree shows. tree: the <decision-tree>; word: its words. No value of a field goes in. */
  function compose(tree, word) {
    const { steps, node } = tree.position;
    const asked = steps.map(([question, answer]) => `${tree.titleOf(question)} ${tree.labelOf(question, answer)}`);
    const sent = playbook.page.case.copied.map((id) => reply(id));
    const planned = tree.isOutcome(node) ? [reply(tree.replyOf(node))] : [];
    const replies = sent.length ? sent : planned;
    const missing = tree.openQuestions().map((question) => tree.titleOf(question));
    return text([
      [word("note_scenario"), document.querySelector("h1").textContent.trim()],
      [word("note_answers"), asked],
      [word("note_outcome"), tree.isOutcome(node) ? tree.titleOf(node) : ""],
      [word("note_reply"), replies.map(({ when }) => when).filter(Boolean)],
      [word("note_promised"), replies.flatMap(({ promises }) => promises).concat(replies.some(({ promises }) => promises.length) ? [] : [word("note_nothing")])],
      [word("note_deadline"), playbook.page.case.deadline],
      [word("note_next"), tree.nextStep()],
      [word("note_to"), tree.escalateTo()],
      [word("note_missing"), missing],
      [word("note_link"), location.href],
    ]);
  }

  playbook.caseNote = { compose, text };
})(globalThis.playbook);
