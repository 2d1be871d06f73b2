/* What the elements of a page share: finding parts, words from the markup, the case in memory, the clipboard. */
(function (playbook) {
  const KEPT = "customer-service-playbook.kept";

  /* A part of an element by its name; a missing one is an error that names element and part. */
  function part(element, name) {
    const found = element.querySelector(`[data-part="${name}"]`);
    if (!found) throw new Error(`${element.localName}: part "${name}" is missing`);
    return found;
  }

  /* The words of an element's <dl data-word>, as a function with {slot} filled in. */
  function words(holder) {
    const known = Object.fromEntries(Array.from(holder.querySelectorAll("[data-word]"), (node) => [node.dataset.word, node.textContent]));
    return function word(name, slots) {
      if (!Object.hasOwn(known, name)) throw new Error(`word "${name}" is missing`);
      return known[name].replace(/\{([a-z]+)\}/g, (mark, slot) => (slots && Object.hasOwn(slots, slot) ? String(slots[slot]) : mark));
    };
  }

  /* Put text on the clipboard; works from a folder too. Resolves to whether it did. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (error) {
      return copyBySelection(text);
    }
  }

  function copyBySelection(text) {
    const before = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "pb-offscreen";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (before) before.focus();
    return done;
  }

  /* What the user asked this browser to keep: their name, shop and last language. Nothing else is ever stored. */
  function kept() {
    try {
      return JSON.parse(localStorage.getItem(KEPT)) || {};
    } catch (error) {
      return {};
    }
  }

  function keep(values) {
    try {
      if (values) localStorage.setItem(KEPT, JSON.stringify(values));
      else localStorage.removeItem(KEPT);
    } catch (error) {
      return; // storage is refused: the values last for this page
    }
  }

  /* The case being worked on: lives in memory only and is shared by all replies of the page. */
  const theCase = Object.assign(new EventTarget(), { values: {}, platform: "", language: "", deadline: "", copied: [] });

  function changed(detail) {
    theCase.dispatchEvent(new CustomEvent("change", { detail }));
  }

  /* Load a script of this site once it is needed: a folder opened from disk can do that, but cannot fetch. */
  function loadScript(address) {
    return new Promise((resolve, reject) => {
      const script = make("script", "", undefined, { src: address.href });
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error(`${address.pathname} cannot be loaded`)));
      document.head.append(script);
    });
  }

  /* A new element with a class, text and attributes. */
  function make(name, className, text, attributes) {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
    return node;
  }

  /* The link to the other site language keeps the step. */
  for (const link of document.querySelectorAll("[data-keeps-fragment]")) {
    link.addEventListener("click", () => {
      link.hash = location.hash;
    });
  }

  playbook.page = { part, words, copy, kept, keep, case: theCase, changed, make, loadScript };
})(globalThis.playbook);
