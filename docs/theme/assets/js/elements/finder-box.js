/* <finder-box>: results while typing, on this machine only. The index is fetched as a script when the box is first used. */
(function (playbook) {
  const { part, words } = playbook.page;
  const LONGEST = 6000; // characters of a pasted message that are read
  const PAUSE = 120; // milliseconds without a key press after which results show more than their titles
  const MOST_ROWS = 6;
  const KEYS = ["Escape", "ArrowDown", "ArrowUp", "Enter"];
  const scripts = new URL("../", document.currentScript.src);
  let loading = null;

  /* The index and what results show, loaded once a page. */
  function loadIndex() {
    const open = () => ({ index: globalThis.playbookFinderIndex, cards: globalThis.playbookFinderCards, engine: playbook.finder.open(globalThis.playbookFinderIndex) });
    const load = (name) => playbook.page.loadScript(new URL(`data/${name}.js`, scripts));
    loading = loading || Promise.all([load("finder-index"), load("finder-cards")]).then(open);
    return loading;
  }

  /* How many Latin letters fit beside each other in a box; asked for once, when it gets the focus, because asking is slow. */
  function lettersAcross(input) {
    const style = getComputedStyle(input);
    const inside = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return Math.max(8, Math.floor(inside / (parseFloat(style.fontSize) * 0.55)));
  }

  /* The rows that a text needs; a Han character takes the place of two letters. */
  function rowsOf(text, across) {
    const wide = (line) => line.length + (line.match(/[\u3000-\u9fff\uff00-\uffef]/g) || []).length;
    const rows = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(wide(line) / across)), 0);
    return Math.min(MOST_ROWS, rows);
  }

  class FinderBox extends HTMLElement {
    connectedCallback() {
      if (this.word) return;
      this.word = words(this);
      this.input = part(this, "input");
      this.panel = part(this, "panel");
      part(this, "without").hidden = true;
      part(this, "form").hidden = false;
      this.across = 60;
      this.input.addEventListener("focus", () => {
        this.across = lettersAcross(this.input);
        this.start();
      });
      this.input.addEventListener("input", () => this.typed());
      part(this, "form").addEventListener("submit", (event) => event.preventDefault());
      part(this, "platform-drop").addEventListener("click", () => this.dropPlatform());
      this.addEventListener("keydown", (event) => this.pressed(event));
      this.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && this.detail(event.target.closest("[data-playbook-id]"))); // a click must not move what is clicked
      document.addEventListener("keydown", (event) => this.shortcut(event));
      document.addEventListener("click", (event) => this.clickedElsewhere(event));
      if (this.dataset.placement === "home" && globalThis.requestIdleCallback) requestIdleCallback(() => this.start());
    }

    async start() {
      if (this.engine) return;
      const { index, cards, engine } = await loadIndex();
      if (this.engine) return;
      this.drawer = playbook.finderResults.drawer({ base: this.dataset.base, word: this.word, index, cards, box: this });
      this.engine = engine;
      if (this.input.value.trim()) this.typed();
      else playbook.finder.search(engine, "a"); // unpacks the index before the first key is pressed
    }

    typed() {
      const rows = rowsOf(this.input.value.slice(0, 600), this.across);
      if (this.input.rows !== rows) this.input.rows = rows;
      if (!this.input.value.trim()) {
        this.platform = undefined;
        this.close();
      } else if (this.engine) this.show();
      else this.start();
    }

    show() {
      const text = this.input.value.slice(0, LONGEST);
      const found = playbook.finder.search(this.engine, text, { limit: 5, platform: this.platform });
      const platform = this.platform === null ? null : found.platform;
      this.panel.hidden = false;
      this.verdict = found.verdict;
      this.say(found);
      part(this, "platform").hidden = !platform;
      if (platform) part(this, "platform-name").textContent = `${this.word("finder_platform")}${this.word("colon")}${this.drawer.platformName(platform)}`;
      this.drawer.alarm(part(this, "dangers"), found.dangers);
      part(this, "silence").hidden = found.verdict !== "none";
      const rest = this.drawer.draw(part(this, "results"), found);
      part(this, "results").classList.toggle("pb-finder__faint", found.verdict === "none");
      this.select(this.querySelector("[data-playbook-id]"));
      clearTimeout(this.pause);
      this.pause = setTimeout(() => {
        rest();
        this.detail(this.querySelector(".pb-result--selected"));
      }, PAUSE);
    }

    say(found) {
      const count = found.results.length;
      const said = found.verdict === "none" ? [this.word("finder_none")] : [this.word(found.verdict === "one" ? "finder_one" : "finder_several"), this.word("finder_found", { count })];
      if (found.verdict === "none" && found.planned) said.push(this.word("finder_planned", { title: this.drawer.titleOf(found.planned) }));
      if (found.verdict === "none" && count) said.push(this.word("finder_nearest"));
      const text = said.join(" · ");
      if (part(this, "said").textContent !== text) part(this, "said").textContent = text;
    }

    links() {
      return Array.from(this.querySelectorAll(".pb-result__title"));
    }

    select(item) {
      if (!item) return;
      for (const other of this.querySelectorAll(".pb-result--selected")) if (other !== item) other.classList.remove("pb-result--selected");
      item.classList.add("pb-result--selected");
    }

    /* Select an item and show when it is the right one and when not. */
    detail(item) {
      this.select(item);
      if (item) this.drawer.detail(item);
    }

    /* Arrows walk through the results, Enter opens, Esc clears. */
    pressed(event) {
      if (event.isComposing || !KEYS.includes(event.key)) return;
      const links = this.links();
      const here = links.indexOf(document.activeElement);
      if (event.key === "Escape") {
        this.input.value = "";
        this.typed();
        this.input.focus();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && links.length && (here >= 0 || this.atEdge(event.key))) {
        const next = here + (event.key === "ArrowDown" ? 1 : -1);
        event.preventDefault();
        (links[next] || (next < 0 ? this.input : links[here])).focus();
      } else if (event.key === "Enter" && !event.shiftKey && event.target === this.input) {
        event.preventDefault();
        if (links.length && this.verdict !== "none") links[0].click();
      }
    }

    /* In a message of several lines the arrows first move the caret. */
    atEdge(key) {
      return key === "ArrowDown" && !this.input.value.slice(this.input.selectionEnd).includes("\n");
    }

    shortcut(event) {
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.input.focus();
    }

    clickedElsewhere(event) {
      if (this.dataset.placement === "header" && !this.contains(event.target)) this.close();
    }

    dropPlatform() {
      this.platform = null;
      this.show();
      this.input.focus();
    }

    close() {
      clearTimeout(this.pause);
      this.panel.hidden = true;
      part(this, "said").textContent = "";
      part(this, "results").replaceChildren();
      this.drawer?.alarm(part(this, "dangers"), []);
    }
  }

  customElements.define("finder-box", FinderBox);
})(globalThis.playbook);
