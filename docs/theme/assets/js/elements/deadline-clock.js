/* <deadline-clock>: event date in, answer-by out, in our time, the buyer's and the platform's. */
(function (playbook) {
  const { part, words, make } = playbook.page;
  const language = document.documentElement.lang;

  class DeadlineClock extends HTMLElement {
    connectedCallback() {
      if (this.word) return;
      this.word = words(this);
      const names = ["controls", "deadline", "event", "event-zone", "buyer-zone", "starts", "answer", "calendar"];
      this.parts = Object.fromEntries(names.map((name) => [name, part(this, name)])); // they may be shown elsewhere on the page
      this.parts.controls.hidden = false;
      for (const name of ["deadline", "event", "event-zone", "buyer-zone"]) this.parts[name].addEventListener("input", () => this.draw());
      this.parts.calendar.addEventListener("click", () => this.saveCalendar());
      this.draw();
    }

    row() {
      return this.querySelector(`tr[data-deadline="${this.parts.deadline.value}"]`);
    }

    zoneName(name) {
      return this.parts[name].selectedOptions[0].textContent;
    }

    draw() {
      const row = this.row();
      this.parts.starts.textContent = part(row, "starts-words").textContent;
      const answer = this.parts.answer;
      const calendar = this.parts.calendar;
      this.due = null;
      calendar.hidden = true;
      playbook.page.case.deadline = "";
      const event = this.parts.event;
      if (!event.value) {
        answer.replaceChildren(...(event.validity.badInput ? [make("p", "pb-blocks", this.word("clock_bad_date"))] : []));
        return;
      }
      const rule = { amount: Number(row.dataset.amount), unit: row.dataset.unit, zone: row.dataset.zone };
      this.due = playbook.clock.due(rule, event.value, this.parts["event-zone"].value);
      if (!this.due) {
        answer.replaceChildren(make("p", "pb-blocks", this.word("clock_bad_date")));
        return;
      }
      answer.replaceChildren(...this.lines(row, rule));
      calendar.hidden = false;
      playbook.page.case.deadline = `${this.shown("Asia/Shanghai")} (${part(row, "situation").textContent})`;
    }

    shown(zone) {
      return playbook.clock.shown(this.due.at, zone, language);
    }

    lines(row, rule) {
      const buyer = this.parts["buyer-zone"].value;
      const stale = row.dataset.stale === "true";
      const caveat = row.querySelector('[data-part="caveat"]');
      const left = playbook.clock.distance(Date.now(), this.due.at);
      const list = make("ul");
      const shop = this.parts["event-zone"].querySelector('option[value="Asia/Shanghai"]').textContent;
      for (const [word, zone, name] of [["clock_beijing", "Asia/Shanghai", shop], ["clock_buyer", buyer, this.zoneName("buyer-zone")], ["clock_platform", rule.zone, rule.zone]]) {
        list.append(make("li", "", `${this.word(word, { zone: name })}: ${this.shown(zone)}`));
      }
      const source = make("p", "pb-clock__rule", `${this.word("clock_rule")}: ${row.querySelector("th").textContent} · ${row.querySelector(".pb-figure").textContent} · `);
      source.append(...Array.from(part(row, "source").cloneNode(true).childNodes).filter((node) => !(node.dataset && node.dataset.part === "caveat")));
      const lines = [
        stale ? make("p", "pb-blocks", this.word("clock_stale")) : make("p", "pb-clock__by", `${this.word("clock_answer_by")}: ${this.shown("Asia/Shanghai")}`),
        list,
        make("p", "", `${this.word("clock_ends")}: ${part(row, "ends-words").textContent}`),
        make("p", left.over ? "pb-blocks" : "pb-clock__left", this.word(left.over ? "clock_over" : "clock_left", left)),
        source,
      ];
      if (caveat) lines.push(make("p", "pb-warns", `${this.word("clock_caveat")}: ${caveat.textContent}`));
      if (this.due.skipped) lines.push(make("p", "pb-warns", this.word("clock_skipped_hour")));
      if (rule.unit === "business-days") lines.push(make("p", "pb-clock__note", this.word("clock_no_holidays")));
      if (rule.unit.endsWith("days")) lines.push(make("p", "pb-clock__note", this.word("clock_day_rule")));
      return lines;
    }

    saveCalendar() {
      const row = this.row();
      const title = `${part(row, "ends-words").textContent} (${row.querySelector("th").textContent})`;
      const text = playbook.clock.calendar(this.due.at, title, part(row, "situation").textContent, row.dataset.deadline, Date.now());
      const link = make("a", "", "", { download: `${row.dataset.deadline}.ics` });
      link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }
  }

  customElements.define("deadline-clock", DeadlineClock);
})(globalThis.playbook);
