/* <reply-composer>: fill a reply, see it live beside its gloss, copy it only when it is whole and within the rules. */
(function (playbook) {
  const { part, words, copy, make, case: theCase, changed } = playbook.page;
  const siteLanguage = document.documentElement.lang;

  class ReplyComposer extends HTMLElement {
    connectedCallback() {
      if (this.frame) return;
      this.frame = this.querySelector("details");
      this.frame.addEventListener("toggle", () => this.frame.open && this.start());
      if (this.frame.open) this.start();
    }

    /* Build the form on first opening. */
    start() {
      if (this.composer) return;
      this.word = words(document.getElementById("pb-reply-words"));
      this.sources = Object.fromEntries(Array.from(this.querySelectorAll("[data-language]"), (node) => [node.dataset.language, playbook.replyWords.read(node)]));
      part(this, "controls").append(document.getElementById("pb-composer-kit").content.cloneNode(true));
      this.composer = part(this, "controls").firstElementChild;
      this.fields = playbook.replyFields.build(this.dataset.placeholders.split(" "), part(this, "fields"), this.word);
      part(this, "languages").hidden = true;
      this.wire();
      playbook.guardian.load().then(() => this.draw());
      this.setLanguage(this.sources[theCase.language] ? theCase.language : this.sources[playbook.page.kept().language] ? playbook.page.kept().language : "en");
    }

    wire() {
      const platform = part(this, "platform");
      for (const option of this.dataset.platforms ? Array.from(platform.options) : []) {
        option.disabled = Boolean(option.value) && !this.dataset.platforms.split(" ").includes(option.value);
      }
      platform.addEventListener("change", () => {
        theCase.platform = platform.value;
        changed("platform");
      });
      part(this, "tabs").append(...Object.keys(this.sources).map((language) => this.tab(language)));
      part(this, "copy-body").addEventListener("click", () => this.copyPart("body"));
      part(this, "copy-subject").addEventListener("click", () => this.copyPart("subject"));
      part(this, "remember").addEventListener("change", () => this.remember());
      part(this, "forget").addEventListener("click", () => this.forget());
      part(this, "override").addEventListener("change", () => this.draw());
      theCase.addEventListener("change", (event) => this.caseChanged(event.detail));
      this.showKept();
    }

    tab(language) {
      const name = this.sources[language].name;
      const tab = make("button", "pb-tab", name, { type: "button", role: "tab", lang: language, "data-tab": language });
      tab.addEventListener("click", () => this.setLanguage(language));
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        const all = Object.keys(this.sources);
        const next = all[(all.indexOf(language) + step + all.length) % all.length];
        this.setLanguage(next);
        this.querySelector(`[data-tab="${next}"]`).focus();
      });
      return tab;
    }

    setLanguage(language) {
      this.language = language;
      theCase.language = language;
      for (const tab of this.querySelectorAll("[data-tab]")) {
        const chosen = tab.dataset.tab === language;
        tab.setAttribute("aria-selected", String(chosen));
        tab.tabIndex = chosen ? 0 : -1;
      }
      this.draw();
    }

    caseChanged(name) {
      if (this.fields[name] && this.fields[name].read() !== theCase.values[name] && document.activeElement !== this.fields[name].control) this.fields[name].write(theCase.values[name]);
      if (this.frame.open) this.draw();
    }

    get platformOption() {
      const select = part(this, "platform");
      if (select.value !== theCase.platform) select.value = theCase.platform;
      return select.selectedOptions[0] && select.selectedOptions[0].value ? select.selectedOptions[0] : null;
    }

    values() {
      const option = this.platformOption;
      return Object.assign({}, theCase.values, { platform: option ? option.dataset.name : "" });
    }

    rules() {
      const rules = { platform: { kind: "text" } };
      for (const [name, field] of Object.entries(this.fields)) rules[name] = playbook.replyFields.rule(field, this.platformOption);
      return rules;
    }

    composed(language) {
      return playbook.reply.compose(this.sources[language], this.rules(), this.values(), language);
    }

    /* Everything that speaks against copying: [{text, field, blocks}]. */
    objections(result) {
      const option = this.platformOption;
      const found = [];
      if (!option) found.push({ text: this.word("platform_is_missing"), field: "platform", blocks: true });
      else if (this.dataset.platforms && option.disabled) found.push({ text: this.word("not_on_this_platform"), field: "platform", blocks: true });
      for (const { field, word } of result.problems) {
        if (field === "platform") continue;
        found.push({ text: this.fields[field] ? playbook.replyFields.complaintFor(this.fields[field], option, word) : field, field, blocks: true });
      }
      const limit = option && Number(option.dataset.limit);
      if (limit && result.body.length > limit) found.push({ text: this.word("too_long", { count: result.body.length, limit }), field: "personal_line", blocks: true });
      return found.concat(option ? this.breaches(result, option.value) : []);
    }

    /* What the platform's rules say about the filled text. */
    breaches(result, platform) {
      const harmless = ["order_id", "tracking_number", "new_tracking_number", "case_id", "refund_amount", "offer_amount"].map((name) => theCase.values[name]).filter(Boolean);
      const found = playbook.guardian.check(result.subject + "\n\n" + result.body, { platform, language: this.language, allow: harmless });
      if (!found) return [{ text: this.word("rules_not_loaded"), field: "platform", blocks: true }];
      return found.map((breach) => ({ text: `${breach.reason} (${breach.excerpt})`, field: "personal_line", blocks: breach.severity === "block" }));
    }

    draw() {
      if (!this.composer) return;
      const result = this.composed(this.language);
      for (const field of Object.values(this.fields)) playbook.replyFields.show(field, this.platformOption);
      this.drawText(part(this, "live"), this.language);
      const needsGloss = this.language !== siteLanguage && Boolean(this.sources[siteLanguage]);
      part(this, "gloss-frame").hidden = !needsGloss;
      if (needsGloss) this.drawText(part(this, "gloss"), siteLanguage, true);
      this.drawVerdict(this.objections(result));
      const option = this.platformOption;
      const count = result.body.length;
      part(this, "count").textContent = option && option.dataset.limit ? this.word("characters_of", { count, limit: option.dataset.limit }) : this.word("characters", { count });
    }

    /* The filled text of a language; for the gloss, with what each paragraph promises. */
    drawText(holder, language, withPromises) {
      const filled = { values: this.values(), kinds: this.rules(), missing: new Set(this.composed(language).problems.map(({ field }) => field)) };
      const marks = withPromises ? (paragraph) => this.promisesOf(paragraph) : () => [];
      playbook.replyWords.draw(holder, this.sources[language], language, filled, marks);
    }

    promisesOf(paragraph) {
      return Array.from(this.querySelectorAll(`[data-promise="${paragraph}"]`), (item) => `${this.word("promise_mark")}: ${item.textContent.trim()}`);
    }

    drawVerdict(objections) {
      const blocks = objections.filter((objection) => objection.blocks);
      const warnings = objections.filter((objection) => !objection.blocks).map(({ text }) => text).join("\n");
      const warns = warnings !== "";
      if (warnings !== this.warned) part(this, "override").checked = false; // what was checked were other warnings
      this.warned = warnings;
      part(this, "override-frame").hidden = !warns;
      this.refused = blocks.length > 0 || (warns && !part(this, "override").checked);
      const holder = part(this, "verdict");
      holder.className = "pb-verdict " + (this.refused ? "pb-verdict--no" : "pb-verdict--yes");
      const list = make("ul");
      for (const objection of objections) {
        const item = make("li", objection.blocks ? "pb-blocks" : "pb-warns", (objection.blocks ? "" : this.word("warning") + ": ") + objection.text + " ");
        const jump = make("button", "pb-jump", this.word("go_to_field"), { type: "button", "data-field-name": objection.field });
        jump.addEventListener("click", () => this.goTo(objection.field));
        item.append(jump);
        list.append(item);
      }
      const said = this.word(this.refused ? "cannot_copy_yet" : "ready_to_copy");
      if (holder.dataset.said === said + list.textContent) return;
      holder.dataset.said = said + list.textContent;
      holder.replaceChildren(make("strong", "", said), list);
    }

    goTo(name) {
      const target = name === "platform" ? part(this, "platform") : this.fields[name] ? this.fields[name].control : part(this, "platform");
      target.focus();
      target.scrollIntoView({ block: "center" });
    }

    async copyPart(which) {
      const result = this.composed(this.language);
      for (const field of Object.values(this.fields)) field.asked = true;
      this.draw();
      const first = this.objections(result)[0];
      const whole = result.problems.length === 0 && playbook.reply.unfilled(result.subject + result.body).length === 0;
      if (this.refused || !whole) {
        this.tell(first ? first.text : this.word("cannot_copy_yet"), "reply:refused");
        if (first) this.goTo(first.field);
        return;
      }
      const done = await copy(result[which]);
      if (done && !theCase.copied.includes(this.dataset.reply)) theCase.copied.push(this.dataset.reply);
      if (done && playbook.page.kept().agent_name) this.remember();
      this.tell(this.word(done ? (which === "body" ? "reply_copied" : "subject_copied") : "copy_failed"), done ? "reply:copied" : "reply:copy-failed");
    }

    tell(text, event) {
      part(this, "status").textContent = text;
      this.dispatchEvent(new CustomEvent(event, { bubbles: true, detail: { reply: this.dataset.reply, language: this.language } }));
    }

    /* Only while the box is ticked: the agent's name, the shop's name and the last language. */
    remember() {
      const asked = part(this, "remember").checked;
      const { agent_name, shop_name } = theCase.values;
      playbook.page.keep(asked ? { agent_name, shop_name, language: this.language } : null);
      this.showKept();
    }

    forget() {
      playbook.page.keep(null);
      this.showKept();
    }

    showKept() {
      const any = Object.keys(playbook.page.kept()).length > 0;
      part(this, "remember").checked = any;
      part(this, "forget").hidden = !any;
    }
  }

  customElements.define("reply-composer", ReplyComposer);
})(globalThis.playbook);
