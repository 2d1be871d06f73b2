/* <decision-tree>: shows one question or outcome at a time; the path stands in the address, so links and reload restore it. */
(function (playbook) {
  const { part, words, copy, make } = playbook.page;

  class DecisionTree extends HTMLElement {
    connectedCallback() {
      if (this.position) return;
      this.nodes = Object.fromEntries(Array.from(this.querySelectorAll("[data-node]"), (node) => [node.dataset.node, node]));
      this.tree = { start: this.dataset.start, questions: this.readQuestions() };
      this.word = words(this);
      this.shelf = document.querySelector('[data-part="reply-shelf"]');
      this.addEventListener("click", (event) => this.clicked(event));
      this.addEventListener("keydown", (event) => this.pressed(event));
      window.addEventListener("hashchange", () => this.show(true));
      part(this, "tools").hidden = false;
      this.classList.add("pb-tree--live");
      this.show(playbook.path.read(location.hash) !== null);
    }

    readQuestions() {
      const questions = {};
      for (const [id, node] of Object.entries(this.nodes)) {
        const answers = Array.from(node.querySelectorAll("[data-answer]"));
        if (answers.length) questions[id] = Object.fromEntries(answers.map((link) => [link.dataset.answer, link.dataset.goesTo]));
      }
      return questions;
    }

    /* Take the position from the address. */
    show(moveFocus) {
      const asked = playbook.path.read(location.hash);
      let notice = "";
      if (asked && asked.kind !== "path") {
        const node = asked.kind === "step" ? asked.id : this.outcomeWith(asked.id);
        if (!node && asked.kind === "reply") return this.settle({ node: this.tree.start, steps: [] }, "", false);
        if (node && Object.hasOwn(this.nodes, node)) {
          if (node !== this.tree.start) notice = this.word("opened_directly");
          return this.settle({ node, steps: [] }, notice, moveFocus, asked.kind === "reply" && asked.id);
        }
        return this.settle({ node: this.tree.start, steps: [] }, this.word("step_unknown"), moveFocus);
      }
      if (!asked && this.position) return undefined;
      const found = playbook.path.walk(this.tree, asked ? asked.steps : []);
      if (!found.fits) notice = this.word(found.steps.length ? "step_partly_unknown" : "step_unknown");
      return this.settle(found, notice, moveFocus);
    }

    settle(position, notice, moveFocus, replyId) {
      this.position = { node: position.node, steps: position.steps };
      for (const [id, node] of Object.entries(this.nodes)) node.hidden = id !== position.node;
      const message = part(this, "notice");
      message.textContent = notice;
      message.hidden = !notice;
      part(this, "back").disabled = position.steps.length === 0;
      this.drawTrail();
      this.settlePlatform();
      this.placeReply(replyId || this.nodes[position.node].dataset.reply);
      const shown = this.nodes[position.node];
      if (moveFocus) {
        shown.focus({ preventScroll: true });
        this.scrollIntoView({ block: "start" });
      }
      this.dispatchEvent(new CustomEvent("tree:step", { bubbles: true, detail: this.position }));
    }

    drawTrail() {
      part(this, "trail").hidden = this.position.steps.length === 0;
      part(this, "trail-list").replaceChildren(
        ...this.position.steps.map(([question, answer], index) => {
          const item = make("li", "", this.titleOf(question) + " ");
          item.append(make("strong", "", this.labelOf(question, answer)), " ");
          const link = make("a", "pb-trail__change", "↩", { href: playbook.path.write(this.position.steps.slice(0, index)) });
          link.setAttribute("aria-label", this.word("change_answer", { question: this.titleOf(question) }));
          link.title = link.getAttribute("aria-label");
          item.append(link);
          return item;
        }),
      );
    }

    settlePlatform() {
      const settled = this.position.steps.map(([question, answer]) => this.linkOf(question, answer).dataset.platform).filter(Boolean).pop();
      if (settled && settled !== playbook.page.case.platform) {
        playbook.page.case.platform = settled;
        playbook.page.changed("platform");
      }
    }

    /* The reply and the clock move into the card of the outcome shown; those shown before go back to their place. */
    placeReply(id) {
      const card = this.nodes[this.position.node];
      for (const { mark, moved } of this.placed || []) if (mark.isConnected) mark.replaceWith(moved);
      const reply = id && document.getElementById("reply-" + id);
      const clock = document.querySelector("deadline-clock [data-part=controls]");
      this.placed = [place(reply, card.querySelector('[data-part="reply-slot"]')), place(clock, card.querySelector('[data-part="clock-slot"]'))].filter(Boolean);
      for (const link of card.querySelectorAll('[data-part="clock-link"]')) link.hidden = Boolean(clock);
      if (!reply || !card.contains(reply)) return;
      reply.querySelector("details").open = true;
      part(card, "reply-link").hidden = this.position.node !== "not-sure";
    }

    clicked(event) {
      const link = event.target.closest("a[data-answer]");
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        const question = this.position.node;
        const from = this.position.steps;
        if (from.length === 0 && question !== this.tree.start) location.hash = "#step-" + link.dataset.goesTo;
        else location.hash = playbook.path.write([...from, [question, link.dataset.answer]]);
        return;
      }
      const button = event.target.closest("button[data-part]");
      const actions = { back: () => this.back(), restart: () => this.go([]), "case-note": () => this.copyNote(), "case-link": () => this.copyLink() };
      if (button && Object.hasOwn(actions, button.dataset.part)) actions[button.dataset.part]();
    }

    /* Arrow keys move between the answers of a question. */
    pressed(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const answers = Array.from(this.nodes[this.position.node].querySelectorAll("a[data-answer]"));
      const here = answers.indexOf(document.activeElement);
      if (!step || here < 0) return;
      event.preventDefault();
      answers[(here + step + answers.length) % answers.length].focus();
    }

    go(steps) {
      location.hash = playbook.path.write(steps);
    }

    back() {
      this.go(this.position.steps.slice(0, -1));
    }

    async copyNote() {
      const done = await copy(playbook.caseNote.compose(this, this.word));
      part(this, "tree-status").textContent = this.word(done ? "case_note_copied" : "copy_failed");
    }

    async copyLink() {
      part(this, "tree-status").textContent = this.word((await copy(location.href)) ? "link_copied" : "copy_failed");
    }

    titleOf(node) {
      return part(this.nodes[node], "title").textContent.trim();
    }

    linkOf(question, answer) {
      return this.nodes[question].querySelector(`[data-answer="${answer}"]`);
    }

    labelOf(question, answer) {
      return this.linkOf(question, answer).textContent.trim();
    }

    isOutcome(node) {
      return this.nodes[node].dataset.kind === "outcome";
    }

    replyOf(node) {
      return this.nodes[node].dataset.reply;
    }

    outcomeWith(reply) {
      return Object.keys(this.nodes).find((id) => this.nodes[id].dataset.reply === reply);
    }

    /* What the next step is, by the outcome shown. */
    nextStep() {
      const found = this.nodes[this.position.node].querySelector('[data-part="next-step"]');
      return found ? found.textContent.trim() : "";
    }

    escalateTo() {
      const found = this.position.node === "not-sure" && this.nodes[this.position.node].querySelector('[data-part="escalate-to"]');
      return found ? found.textContent.trim() : "";
    }

    /* What is still to be found out: from the question that could not be answered, or the one being asked. */
    openQuestions() {
      const last = this.position.steps[this.position.steps.length - 1];
      const from = this.position.node === "not-sure" && last ? last[0] : this.position.node;
      return playbook.path.openQuestions(this.tree, from);
    }
  }

  /* Move an element into a slot and leave a mark where it stood. */
  function place(moved, slot) {
    if (!moved || !slot) return null;
    const mark = document.createComment("");
    moved.replaceWith(mark);
    slot.append(moved);
    return { mark, moved };
  }

  customElements.define("decision-tree", DecisionTree);
})(globalThis.playbook);
