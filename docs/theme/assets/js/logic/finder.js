/*
 * playbook.finder: from two words or a whole message to the scenario.
 *
 *   open(index)                          an engine; nothing is computed before the first search needs it
 *   search(engine, text, {limit, platform})
 *     -> {verdict: "one" | "several" | "none", platform, dangers: [{id, words}], matters: [[id, ...], ...],
 *         planned, results: [{id, score, confidence, words, reply}]}
 *
 * platform  the platform that the message names. Scenarios of other platforms alone are left out, unless the option
 *           `platform` names another one or, with null, none.
 * verdict   "one": this one; "several": one of these; "none": none of ours. `planned` then names a scenario of the
 *           catalogue that fits but has no page yet.
 * matters   more than one list if the message is about several things, in the order in which to handle them.
 * results   scenarios with a page, best first; `confidence` is their probability among all scenarios and none of them.
 * words     what in the text spoke for the scenario; `reply` the id of the reply it clearly calls for, or null.
 */
(() => {
  const { finderFeatures, finderLexicon, postings, finderSpelling, finderDangers, words } = playbook;
  const LIMITS = { sure: 0.45, apart: 2, faint: 0.01, silent: 0.12, matter: 0.35, sentence: 0.3, danger: 0.3, meanwhile: 0.34, leaning: 0.6 };
  const TRACE = 0.002; // classes less likely than this part of the likeliest are not ranked
  const LONGEST = 5000; // characters of a message that are looked at
  const REMEMBERED = 400; // stretches of text
  const URGENCY = ["now", "today", "this-week"];

  class Engine {
    constructor(index) {
      this.index = index;
      this.classes = index.scenarios.length + 1;
      this.numbers = new Map(index.scenarios.map((scenario, number) => [scenario.id, number]));
    }

    /** Unpacks the index on first use. */
    ready() {
      if (this.features) return this;
      this.features = postings.open(this.index.features);
      this.lexicon = finderLexicon.open(this.index.concepts);
      const count = (name) => (this.features.has(name) ? this.features.countOf(this.features.numberOf(name)) : 0);
      this.speller = finderSpelling.speller(this.features.names.filter((name) => name.length > 2), count);
      this.pinyin = finderSpelling.pinyinReader(this.index.pinyin, count);
      this.dangers = finderDangers.ready(this.index.dangers);
      const spelling = (name) => words.fold(name).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
      this.platforms = this.index.platforms.map(({ id, also }) => ({ id, names: also.map(spelling) }));
      this.scores = new Float64Array(this.classes);
      this.studied = new Map();
      return this;
    }

    /** What a feature counts; a word that nobody knows counts as a rare one. */
    value(name, number) {
      return finderFeatures.valueOf(name, number === undefined ? 1 : this.features.countOf(number), this.index.examples);
    }
  }

  const open = (index) => new Engine(index);

  /** The text as features, mistyped words mended; the last word of a short query may be unfinished. */
  const read = (engine, text, typing) => {
    const { speller, lexicon } = engine;
    const last = typing ? words.fold(text).match(/[\p{L}]+$/u)?.[0] : null;
    return finderFeatures.read(lexicon, text, (token) => {
      if (engine.features.spelled.has(token.stem) || finderFeatures.isKnown(lexicon, token)) return null;
      return (token.word === last && speller.complete(token.word)) || speller.repair(token.stem);
    });
  };

  /** Pinyin without tones, read as the Han text it most likely stands for; other text unchanged. */
  const withoutPinyin = (engine, text) => {
    if (text.length > 80) return text;
    return text.replace(/[a-z]+(?: [a-z]+)*/gi, (run) => {
      const parts = run.toLowerCase().split(" ");
      return engine.pinyin.read(parts) || run;
    });
  };

  /** The entry of a feature with its number, and what it counts, looked up once: a key press reads most features again. */
  const lookedUp = (engine, name, entry) => {
    if (entry.value === undefined) {
      entry.number = engine.features.numberOf(name);
      entry.value = entry.number === undefined && entry.kind !== "w" ? 0 : engine.value(name, entry.number);
    }
    return entry;
  };

  /** Adds up what the features say about each class; the length of the vector counts unknown words too. */
  const scoresOf = (engine, features) => {
    const scores = engine.scores.fill(0);
    let length = 0;
    for (const [name, entry] of features) {
      const { number, value } = lookedUp(engine, name, entry);
      length += value * value;
      if (number !== undefined) engine.features.add(number, scores);
    }
    const scaled = new Float64Array(scores.length);
    for (let c = 0; c < scores.length; c++) scaled[c] = scores[c] / (Math.sqrt(length) || 1);
    return scaled;
  };

  /** Scores of the whole, lifted by the sentence that speaks loudest for a class. */
  const together = (whole, parts) => {
    if (parts.length < 2) return whole;
    const lifted = new Float64Array(whole.length);
    for (let c = 0; c < whole.length; c++) {
      let loudest = -Infinity;
      for (const part of parts) if (part[c] > loudest) loudest = part[c];
      lifted[c] = (1 - LIMITS.sentence) * whole[c] + LIMITS.sentence * loudest;
    }
    return lifted;
  };

  /** What a stretch of a message says: {features, scores, chances}. Remembered, since a key press changes one stretch only. */
  const study = (engine, text) => {
    const { studied } = engine;
    let found = studied.get(text);
    if (!found) {
      if (studied.size >= REMEMBERED) studied.clear();
      const features = read(engine, text, false);
      const scores = scoresOf(engine, features);
      studied.set(text, (found = { features, scores, chances: postings.chances(scores) }));
    }
    return found;
  };

  /** The features of several stretches together. */
  const joined = (parts) => {
    const features = new Map();
    for (const part of parts)
      for (const [name, entry] of part.features) {
        const known = features.get(name);
        if (!known) features.set(name, entry);
        else if (known.words.length < 3) features.set(name, { ...known, words: [...new Set([...known.words, ...entry.words])].slice(0, 3) });
      }
    return features;
  };

  const hasPage = (engine, number) => number < engine.classes - 1 && !engine.index.scenarios[number].planned;

  /** The numbers of classes in question, likeliest first, down to a trace of the likeliest. */
  const ranked = (chances, keep) => {
    const numbers = [];
    let highest = 0;
    for (let c = 0; c < chances.length; c++) if (chances[c] > highest && keep(c)) highest = chances[c];
    for (let c = 0; c < chances.length; c++) if (chances[c] >= highest * TRACE && keep(c)) numbers.push(c);
    return numbers.sort((a, b) => chances[b] - chances[a]);
  };

  /** The chances of pages, each with a share of the scenarios that it stands in for until they have a page: the pages named
   *  first get more, and so do those that the message speaks for anyway. */
  const withStandIns = (engine, chances) => {
    const shared = chances.slice();
    engine.index.scenarios.forEach(({ meanwhile = [] }, number) => {
      const pages = meanwhile.map((id) => engine.numbers.get(id));
      const pulls = pages.map((page, place) => (chances[page] + TRACE / 2) ** LIMITS.leaning / 2 ** place);
      const sum = pulls.reduce((a, b) => a + b, 0);
      pages.forEach((page, place) => (shared[page] += (LIMITS.meanwhile * chances[number] * pulls[place]) / sum));
    });
    return shared;
  };

  const wordsFor = (engine, features, number) => {
    const found = [];
    for (const entry of features.values()) {
      const weight = entry.number === undefined ? 0 : engine.features.weightOf(entry.number, number);
      if (weight > 0) found.push([weight, entry.words]);
    }
    const best = found.sort((a, b) => b[0] - a[0]).flatMap(([, list]) => list);
    const kept = [];
    for (const word of best) if (kept.length < 5 && !kept.some((other) => other.includes(word) || word.includes(other))) kept.push(word);
    return kept;
  };

  const judge = (engine, chances, order) => {
    const best = ranked(chances, () => true)[0];
    const [first, second] = order;
    const own = order.reduce((sum, number) => sum + chances[number], 0);
    if (first === undefined || own < LIMITS.silent) return "none";
    if (chances[first] >= LIMITS.sure && chances[first] >= LIMITS.apart * (chances[second] || 0)) return "one";
    return best === first || own >= 0.5 ? "several" : "none";
  };

  const platformOf = (engine, text) => {
    const folded = ` ${words.fold(text).replace(/[^\p{L}\p{N}]+/gu, " ")} `;
    const named = engine.platforms.find(({ names }) => names.some((name) => mentions(folded, name)));
    return named ? named.id : null;
  };
  const mentions = (folded, name) => folded.includes(/^[a-z0-9 ]+$/.test(name) ? ` ${name} ` : name);

  /** The clauses of a folded text. */
  const clauses = (folded) =>
    folded
      .split(/[.!?;。！？；\n\r]+|，|,\s|\s(?:and|also|but|plus|besides|y|pero|ademas|et|mais|aussi|und|aber|ausserdem|и|но|также|e|ma|mas|inoltre|tambem|also)\s|还有|另外|而且|并且|顺便/iu)
      .map((part) => part.trim())
      .filter((part) => part.length > 3);

  const urgencyOf = (engine, number) => {
    const place = URGENCY.indexOf(engine.index.scenarios[number].urgency);
    return place < 0 ? 1 : place;
  };

  /** Dangers that no pattern names but a clause speaks for clearly. */
  const spokenDangers = (engine, stretches, found) => {
    const watched = engine.index.dangers.map(({ id }) => ({ id, number: engine.numbers.get(id) })).filter(({ id }) => !found.some((danger) => danger.id === id));
    const raised = new Map();
    for (const part of new Set(stretches)) {
      const { features, chances: inside } = study(engine, part);
      for (const { id, number } of watched)
        if (inside[number] >= LIMITS.danger && !raised.has(id)) {
          const evidence = wordsFor(engine, features, number).slice(0, 3);
          if (evidence.join("").length > 5 && evidence.length > 1) raised.set(id, { id, words: evidence });
        }
    }
    return [...raised.values()];
  };

  /** The scenario that a stretch of text speaks for, with its close second: [number, ...], or null if it is not clear. */
  const matterOf = (engine, inside, chances) => {
    const [first, second] = ranked(inside, () => true);
    if (first === undefined || first === engine.classes - 1 || inside[first] < LIMITS.matter || chances[first] < LIMITS.faint) return null;
    return inside[second] >= inside[first] * 0.4 && second < engine.classes - 1 ? [first, second] : [first];
  };

  /** Different things a message is about: groups of scenarios, each clear in its own clause. */
  const mattersOf = (engine, pieces, chances) => {
    const groups = [];
    pieces.forEach((clause, at) => {
      const group = matterOf(engine, study(engine, clause).chances, chances);
      const same = group && groups.find((other) => other.numbers.some((number) => group.includes(number)));
      if (same) group.forEach((number) => same.numbers.includes(number) || same.numbers.push(number));
      else if (group) groups.push({ numbers: group, at });
    });
    return groups;
  };

  const inOrder = (engine, groups, dangers) => {
    const alarming = new Set(dangers.map(({ id }) => id));
    const rank = (group) => Math.min(...group.numbers.map((number) => (alarming.has(engine.index.scenarios[number].id) ? -1 : urgencyOf(engine, number))));
    return groups
      .sort((a, b) => rank(a) - rank(b) || a.at - b.at)
      .map((group) => group.numbers.map((number) => engine.index.scenarios[number].id));
  };

  const allowedOn = (engine, platform) => (number) => {
    if (!hasPage(engine, number)) return false;
    const only = engine.index.scenarios[number].only_on;
    return !platform || !only || only.includes(platform);
  };

  /** The reply whose case the message names clearly better than any other reply of the page, or null. */
  const replyOf = (engine, features, number) => {
    const score = ([, ...concepts]) => concepts.filter((concept) => features.has(`@${concept}`)).length;
    const signs = (engine.index.scenarios[number].replies || "").split("|").map((line) => line.split(" "));
    const [best, next] = signs.map((sign) => [sign[0], score(sign)]).sort((a, b) => b[1] - a[1]);
    return best[1] >= 2 && best[1] > (next ? next[1] : 0) ? best[0] : null;
  };

  const resultOf = (engine, features, scores, chances) => (number) => ({
    id: engine.index.scenarios[number].id,
    score: scores[number],
    confidence: chances[number],
    words: wordsFor(engine, features, number),
    reply: chances[number] >= LIMITS.sure ? replyOf(engine, features, number) : null,
  });

  const raised = (engine, order, dangers) => {
    const first = dangers.map(({ id }) => engine.numbers.get(id)).filter((number) => number !== undefined && hasPage(engine, number));
    return [...first, ...order.filter((number) => !first.includes(number))];
  };

  const nothing = { verdict: "none", platform: null, dangers: [], matters: [], planned: null, results: [] };

  const search = (engine, whole, { limit = 5, platform } = {}) => {
    if (whole.trim() === "") return nothing;
    engine.ready();
    const text = whole.slice(0, LONGEST);
    const onPlatform = platformOf(engine, text);
    const typing = text.length < 40 && !/\s$/.test(text);
    const folded = words.fold(withoutPinyin(engine, text));
    const sentences = words.sentences(folded);
    const pieces = clauses(folded);
    const parts = sentences.map((sentence) => study(engine, sentence));
    const features = typing ? read(engine, folded, true) : joined(parts);
    const scores = together(scoresOf(engine, features), parts.map((part) => part.scores));
    const chances = postings.chances(scores);
    const named = finderDangers.find(engine.dangers, text);
    const dangers = [...named, ...spokenDangers(engine, [...sentences, ...pieces], named)];
    const shared = withStandIns(engine, chances);
    const order = raised(engine, ranked(shared, allowedOn(engine, platform === undefined ? onPlatform : platform)), dangers);
    const best = ranked(chances, () => true)[0];
    const known = [...features.values()].some(({ number }) => number !== undefined);
    const matters = known && parts.length + pieces.length > 2 ? inOrder(engine, mattersOf(engine, pieces, chances), dangers) : [];
    const judged = known ? judge(engine, chances, order) : "none";
    const verdict = judged === "one" && matters.length > 1 ? "several" : judged;
    const own = order.reduce((sum, number) => sum + shared[number], 0);
    const shown = known ? order.filter((number, place) => place === 0 || shared[number] >= LIMITS.faint * own).slice(0, limit) : [];
    return {
      verdict,
      platform: onPlatform,
      dangers,
      matters: matters.length > 1 ? matters : [],
      planned: best < engine.classes - 1 && !hasPage(engine, best) && chances[best] >= 0.4 ? engine.index.scenarios[best].id : null,
      results: shown.map(resultOf(engine, features, scores, chances)),
    };
  };

  globalThis.playbook.finder = { ...globalThis.playbook.finder, open, search };
})();
