/* Draws what the finder found. Texts come from the index in the page's language; everything goes in as text. */
(function (playbook) {
  const { make } = playbook.page;
  const language = document.documentElement.lang;

  /* A drawer for one box: {base, word, index}. */
  function drawer({ base, word, index }) {
    const cards = new Map(index.scenarios.map((scenario) => [scenario.id, scenario]));
    const families = new Map(index.families.map((family) => [family.id, family.title[language]]));
    const made = new Map();
    const address = (id, fragment) => `${base}playbooks/${id}/index.html${fragment || ""}`;

    /* One result: title, urgency, family, in short, why it matched. Drawn once, then only what changed is drawn again. */
    function result({ id, words, reply }) {
      const item = made.get(id) || frame(id);
      made.set(id, item);
      const key = words.join("|") + "#" + (reply || "");
      if (item.dataset.drawn === key) return item;
      item.dataset.drawn = key;
      for (const old of item.querySelectorAll(":scope > .pb-result__why, :scope > .pb-result__reply")) old.remove();
      if (words.length) item.querySelector(".pb-result__short").after(why(words));
      if (reply) item.append(make("a", "pb-result__reply", word("finder_reply"), { href: address(id, "#reply-" + reply) }));
      return item;
    }

    function frame(id) {
      const card = cards.get(id);
      const item = make("li", "pb-result", undefined, { "data-testid": "finder-result", "data-playbook-id": id });
      const head = make("p", "pb-result__head");
      head.append(make("a", "pb-result__title", card.title[language], { href: address(id) }));
      if (card.urgency) head.append(" ", make("span", `pb-urgency pb-urgency--${card.urgency}`, word("urgency_" + card.urgency)));
      head.append(" ", make("span", "pb-result__family", families.get(card.family)));
      item.append(head, make("p", "pb-result__short", card.in_short[language]));
      return item;
    }

    /* Show use when and not when on one item only. */
    function select(item) {
      if (item && !item.querySelector(".pb-result__more")) item.append(more(cards.get(item.dataset.playbookId)));
    }

    function why(words) {
      const line = make("p", "pb-result__why", `${word("finder_why")}${word("colon")}`);
      words.forEach((found, place) => line.append(place ? " · " : "", make("mark", "", found)));
      return line;
    }

    function more(card) {
      const box = make("div", "pb-result__more");
      box.append(make("p", "", `${word("use_when")}${word("colon")}${card.use_when[language]}`));
      for (const entry of (card.not_when || []).slice(0, 3)) {
        const neighbour = cards.get(entry.see);
        const line = make("p", "", `${word("finder_not_for")}${word("colon")}${entry[language]} → `);
        line.append(neighbour && !neighbour.planned ? make("a", "", neighbour.title[language], { href: address(entry.see) }) : neighbour.title[language]);
        box.append(line);
      }
      return box;
    }

    /* A list of results; several matters get a list each, in the order in which to handle them. */
    function results(found) {
      const known = new Map(found.results.map((one) => [one.id, one]));
      const list = (ids) => {
        const holder = make("ol", "pb-finder__list");
        holder.append(...ids.filter((id) => cards.has(id) && !cards.get(id).planned).map((id) => result(known.get(id) || { id, words: [] })));
        return holder;
      };
      const groups = found.matters.map((ids) => list(ids)).filter((holder) => holder.children.length);
      if (groups.length < 2) return [list(found.results.map(({ id }) => id))];
      const titled = groups.flatMap((holder, place) => [make("p", "pb-finder__matter", word("finder_matter", { n: place + 1 })), holder]);
      return [make("p", "pb-finder__matters", word("finder_matters")), ...titled];
    }

    /* A danger: its page if there is one, else why to stop and hand over. */
    function danger({ id, words }) {
      const card = cards.get(id);
      const box = make("div", "pb-danger", undefined, { role: "alert", "data-danger": id });
      box.append(make("strong", "", `${word(card.planned ? "finder_danger" : "finder_danger_page")}${word("colon")}${card.title[language]}`));
      if (card.stop) box.append(make("p", "", card.stop[language]));
      if (!card.planned) box.append(make("p", "", ""), make("a", "", card.title[language], { href: address(id) }));
      if (words && words.length) box.append(why(words));
      return box;
    }

    const titleOf = (id) => cards.get(id).title[language];
    const platformName = (id) => index.platforms.find((platform) => platform.id === id).name[language];
    return { result, results, danger, select, titleOf, platformName };
  }

  playbook.finderResults = { drawer };
})(globalThis.playbook);
