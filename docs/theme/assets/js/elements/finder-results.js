/* Draws what the finder found: titles at once, the rest when the typing pauses, because laying out and painting text is what
   takes a slow machine longest. Items are cloned from the markup's template once and then filled again. Everything goes in
   as text. */
(function (playbook) {
  const { make, part } = playbook.page;
  const language = document.documentElement.lang;

  const put = (node, text) => node.textContent !== text && (node.textContent = text);
  const show = (node, wanted) => node.hidden === wanted && (node.hidden = !wanted);

  /* Bring a holder's elements to a number: surplus ones are taken off, missing ones are made by their place. */
  function resize(holder, count, makeOne) {
    while (holder.children.length > count) holder.lastElementChild.remove();
    while (holder.children.length < count) holder.append(makeOne(holder.children.length));
  }

  /* A drawer for one box: {base, word, index, cards, box}. */
  function drawer({ base, word, index, cards: details, box }) {
    const cards = new Map(index.scenarios.map((scenario) => [scenario.id, { ...scenario, ...details[scenario.id] }]));
    const families = new Map(index.families.map((family) => [family.id, family.title[language]]));
    const address = (id, fragment) => `${base}playbooks/${id}/index.html${fragment || ""}`;
    const template = part(box, "result").content.firstElementChild;

    /* What is drawn at once: title, urgency, family. What the item said before keeps its room, out of sight, until what
       belongs to it follows. */
    function fillHead(item, { id }) {
      if (item.dataset.playbookId === id) return;
      const card = cards.get(id);
      item.dataset.playbookId = id;
      item.classList.add("pb-result--coming");
      put(part(item, "title"), card.title[language]);
      part(item, "title").href = address(id);
      const urgency = part(item, "urgency");
      show(urgency, Boolean(card.urgency));
      if (card.urgency) urgency.className = `pb-urgency pb-urgency--${card.urgency}`;
      put(urgency, card.urgency ? word("urgency_" + card.urgency) : "");
      put(part(item, "family"), families.get(card.family));
    }

    /* What follows: in short, why it matched, the reply. */
    function fillRest(item, { id, words, reply }) {
      if (item.classList.contains("pb-result--coming")) {
        put(part(item, "short"), cards.get(id).in_short[language]);
        part(item, "more").replaceChildren();
        item.classList.remove("pb-result--coming");
      }
      fillWords(part(item, "why"), words);
      const link = part(item, "reply");
      show(link, Boolean(reply));
      if (reply) link.href = address(id, "#reply-" + reply);
    }

    function fillWords(line, words) {
      show(line, words.length > 0);
      const list = part(line, "words");
      resize(list, words.length, () => make("mark", ""));
      words.forEach((found, place) => put(list.children[place], found));
    }

    /* Add when it is the right one and when not; they show on the selected item. */
    function detail(item) {
      const card = cards.get(item.dataset.playbookId);
      const more = part(item, "more");
      if (more.children.length) return;
      more.append(make("p", "", `${word("use_when")}${word("colon")}${card.use_when[language]}`));
      for (const entry of (card.not_when || []).slice(0, 3)) more.append(notFor(entry));
    }

    function notFor(entry) {
      const neighbour = cards.get(entry.see);
      const line = make("p", "", `${word("finder_not_for")}${word("colon")}${entry[language]} → `);
      line.append(neighbour.planned ? neighbour.title[language] : make("a", "", neighbour.title[language], { href: address(entry.see) }));
      return line;
    }

    /* The results in groups: one, or one for each matter in the order in which to handle them. */
    function grouped(found) {
      const known = new Map(found.results.map((one) => [one.id, one]));
      const drawn = new Set();
      const once = (id) => cards.has(id) && !cards.get(id).planned && !drawn.has(id) && drawn.add(id);
      const matters = found.matters.map((ids) => ids.filter(once).map((id) => known.get(id) || { id, words: [] })).filter((group) => group.length);
      return matters.length < 2 ? [found.results] : matters;
    }

    /* Draw titles, urgencies and families; what comes back draws the rest. */
    function draw(holder, found) {
      const groups = grouped(found);
      show(part(box, "matters"), groups.length > 1);
      resize(holder, groups.length, makeGroup);
      const late = groups.flatMap((group, place) => fillGroup(holder.children[place], group, groups.length > 1));
      return () => late.forEach((one) => one());
    }

    /* Fill the heads of one list; what follows comes back as functions. */
    function fillGroup(group, results, titled) {
      show(group.firstElementChild, titled);
      const list = group.lastElementChild;
      resize(list, results.length, () => template.cloneNode(true));
      results.forEach((one, at) => fillHead(list.children[at], one));
      return results.map((one, at) => () => fillRest(list.children[at], one));
    }

    function makeGroup(place) {
      const group = make("div", "");
      group.append(make("p", "pb-finder__matter", word("finder_matter", { n: place + 1 })), make("ol", "pb-finder__list"));
      return group;
    }

    /* Dangers: the page if there is one, else why to stop and hand over. Drawn again only if they changed, so that a reader hears them once. */
    function alarm(holder, dangers) {
      const key = JSON.stringify(dangers);
      if (holder.dataset.drawn === key) return;
      holder.dataset.drawn = key;
      holder.replaceChildren(...dangers.map(danger));
    }

    function danger({ id, words }) {
      const card = cards.get(id);
      const notice = make("div", "pb-danger", undefined, { role: "alert", "data-danger": id });
      notice.append(make("strong", "", `${word(card.planned ? "finder_danger" : "finder_danger_page")}${word("colon")}${card.title[language]}`));
      if (card.stop) notice.append(make("p", "", card.stop[language]));
      if (!card.planned) notice.append(make("p", "", ""), make("a", "", card.title[language], { href: address(id) }));
      const line = part(template, "why").cloneNode(true);
      fillWords(line, words);
      notice.append(line);
      return notice;
    }

    const titleOf = (id) => cards.get(id).title[language];
    const platformName = (id) => index.platforms.find((platform) => platform.id === id).name[language];
    return { draw, detail, alarm, titleOf, platformName };
  }

  playbook.finderResults = { drawer };
})(globalThis.playbook);
