/* <filter-list>: shows only the items that hold all words typed. */
(function (playbook) {
  const { part } = playbook.page;

  class FilterList extends HTMLElement {
    connectedCallback() {
      if (this.items) return;
      this.items = Array.from(this.querySelectorAll('[data-part="item"]'), (node) => ({ node, text: node.textContent.toLowerCase() }));
      part(this, "controls").hidden = false;
      part(this, "query").addEventListener("input", () => this.filter());
    }

    filter() {
      const wanted = part(this, "query").value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { node, text } of this.items) {
        node.hidden = !wanted.every((word) => text.includes(word));
        if (!node.hidden) shown += 1;
      }
      for (const group of this.querySelectorAll('[data-part="group"]')) group.hidden = !this.hasShown(group);
      const count = part(this, "count");
      count.textContent = wanted.length ? count.dataset.words.replace("{count}", String(shown)) : "";
    }

    hasShown(group) {
      for (let next = group.nextElementSibling; next && next.dataset.part === "item"; next = next.nextElementSibling) if (!next.hidden) return true;
      return false;
    }
  }

  customElements.define("filter-list", FilterList);
})(globalThis.playbook);
