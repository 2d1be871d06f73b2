/* Find rule-breaking sentences in a filled reply. The rules are data (data/guard.yaml); this file only combines them:
   word lists that stand close together in one sentence, unless a refusal or another harmless word stands beside them. */
(function () {
  "use strict";

  const WITHIN = 10;
  const LONGEST_TEXT = 20000;

  /* An engine for the rules of data/guard.yaml; search trees are built once. */
  function open(rules) {
    const byLanguage = new Map();
    const names = new Map();
    for (const [list, { terms, broken_up }] of Object.entries(rules.words)) {
      for (const [language, phrases] of Object.entries(terms)) {
        if (!byLanguage.has(language)) byLanguage.set(language, {});
        byLanguage.get(language)[list] = phrases;
        if (broken_up) addNames(names, list, phrases);
      }
    }
    const trees = new Map([...byLanguage].map(([language, lists]) => [language, playbook.phrases.compile(lists)]));
    return { rules, trees, names, shapes: playbook.addresses.open(rules.signs), families: new Map(rules.families.map((family) => [family.id, family])) };
  }

  function addNames(names, list, phrases) {
    for (const phrase of phrases.split(",").map((name) => name.trim())) {
      if (/^[\p{L} ]{6,}$/u.test(phrase) || /^\p{Script=Han}{2,}$/u.test(phrase)) {
        names.set(playbook.disguise.skeleton(playbook.disguise.plain(phrase.replace(/ /g, "")).text), list);
      }
    }
  }

  /* The languages whose words are looked for: the chosen one, English, Chinese and Russian by script; all if none is chosen. */
  function languagesOf(engine, text, language) {
    const all = [...engine.trees.keys()];
    if (!language) return all;
    const chosen = language.toLowerCase().split("-")[0];
    return all.filter((name) => {
      if (name === "any" || name === "en" || name === chosen) return true;
      return (name === "zh" && /\p{Script=Han}/u.test(text)) || (name === "ru" && /\p{Script=Cyrillic}/u.test(text));
    });
  }

  // --- what stands where ----------------------------------------------------------------------------------------------

  /* Everything found in a text: words, and for each list its places {first, last} as word indexes, last exclusive. */
  function survey(engine, text, { language = null, allow = [] } = {}) {
    const plain = playbook.disguise.plain(text);
    const words = playbook.phrases.read(plain);
    const places = new Map();
    const emit = (list, first, last) => {
      if (!places.has(list)) places.set(list, []);
      places.get(list).push({ first, last });
    };
    for (const name of languagesOf(engine, text, language)) playbook.phrases.find(engine.trees.get(name), words, emit);
    findBrokenUpNames(engine, words, plain, emit);
    startClauses(words, places.get("clause-start") || []);
    const found = { engine, text, plain, words, places, sentences: new Map(), harmless: harmlessSpans(plain, allow) };
    dropExceptions(found);
    findShapes(found, emit);
    return found;
  }

  /* Names that are written with gaps, dots, digits or signs inside ("what s app", "t3l3gram"). */
  function findBrokenUpNames(engine, words, plain, emit) {
    let packed = "";
    const from = [];
    words.forEach((word, index) => {
      if (/^[★♥❤]$/.test(word.text)) return;
      const joiner = index && /^[@$]$/.test(plain.text.slice(words[index - 1].end, word.start)) ? plain.text[word.start - 1] : "";
      for (const letter of playbook.disguise.skeleton(joiner + word.text)) {
        packed += letter;
        from.push(index);
      }
    });
    for (const [name, list] of engine.names) {
      for (let at = packed.indexOf(name); at >= 0; at = packed.indexOf(name, at + 1)) {
        const [first, last] = [from[at], from[at + name.length - 1]];
        const whole = (at === 0 || from[at - 1] !== first) && from[at + name.length] !== last;
        const close = !/^\p{Script=Han}/u.test(name) || /^[^，。！？,;\s\p{L}\p{N}]{0,3}(\p{Script=Han}[^，。！？,;\s\p{L}\p{N}]{0,3})+$/u.test(plain.text.slice(words[first].start, words[last].end));
        if (whole && close) emit(list, first, last + 1);
      }
    }
  }

  /* A word such as "but" or "so" begins a new clause, as a comma does. */
  function startClauses(words, starts) {
    const firsts = new Set(starts.map(({ first }) => first));
    let added = 0;
    words.forEach((word, index) => {
      if (firsts.has(index)) added += 1;
      word.clause += added;
      word.opens = firsts.has(index);
    });
  }

  /* Places of a list that overlap a phrase of its exceptions ("why not" is no refusal) do not count. */
  function dropExceptions({ engine, places }) {
    for (const [list, { except = [] }] of Object.entries(engine.rules.words)) {
      const covered = new Set();
      for (const { first, last } of except.flatMap((name) => places.get(name) || [])) {
        for (let index = first; index < last; index += 1) covered.add(index);
      }
      if (!covered.size || !places.has(list)) continue;
      places.set(list, places.get(list).filter(({ first, last }) => ![...Array(last - first).keys()].some((step) => covered.has(first + step))));
    }
  }

  const overlap = (one, other) => one.first < other.last && other.first < one.last;

  function harmlessSpans(plain, allow) {
    const spans = [];
    for (const value of allow) {
      const wanted = playbook.disguise.plain(String(value)).text;
      for (let at = wanted ? plain.text.indexOf(wanted) : -1; at >= 0; at = plain.text.indexOf(wanted, at + 1)) spans.push({ start: at, end: at + wanted.length });
    }
    return spans;
  }

  /* Addresses and numbers become places like those of word lists. */
  function findShapes(found, emit) {
    const { engine, plain, words, text } = found;
    const { addresses } = playbook;
    const emails = addresses.emails(engine.shapes, plain);
    const outside = (span) => !emails.some((email) => span.start < email.end && email.start < span.end);
    const put = (list, spans) => spans.filter((span) => !isHarmless(found, span)).forEach((span) => emitSpan(words, list, span, emit));
    put("email-address", emails);
    found.hosts = addresses.webAddresses(engine.shapes, plain, text).filter(outside);
    put("web-address", found.hosts);
    put("user-name", addresses.handles(engine.shapes, plain).filter(outside));
    put("phone-number", addresses.phones(engine.shapes, words, plain.text, (first, last) => nearestLabel(found, first, last)));
  }

  const isHarmless = ({ harmless }, span) => harmless.some((known) => known.start <= span.start && span.end <= known.end);

  function emitSpan(words, list, { start, end }, emit) {
    const first = firstEndingAfter(words, start);
    if (first >= words.length) return;
    let last = first + 1;
    while (last < words.length && words[last].start < end) last += 1;
    emit(list, first, last);
  }

  function firstEndingAfter(words, start) {
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle].end > start) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /* "phone" or "number", whichever label stands closer to the digits: up to 6 words before or 2 after, in one sentence. */
  function nearestLabel(found, first, last) {
    let best = { away: 7, label: null };
    for (const [list, label] of [["phone-label", "phone"], ["number-label", "number"]]) {
      for (const place of placesIn(found, list, found.words[first].sentence)) {
        const away = place.last <= first ? first - place.last : place.first > last && place.first - last <= 2 ? place.first - last + 3 : 9;
        if (away < best.away) best = { away, label };
      }
    }
    return best.label;
  }

  // --- combining ------------------------------------------------------------------------------------------------------

  const placesOf = (found, lists) => [].concat(lists).flatMap((list) => found.places.get(list) || []);
  /* The places of lists in one sentence. */
  function placesIn(found, lists, sentence) {
    return [].concat(lists).flatMap((list) => {
      if (!found.sentences.has(list)) found.sentences.set(list, bySentence(found, list));
      return found.sentences.get(list).get(sentence) || [];
    });
  }

  function bySentence(found, list) {
    const sorted = new Map();
    for (const place of found.places.get(list) || []) {
      const sentence = sentenceOf(found, place);
      if (!sorted.has(sentence)) sorted.set(sentence, []);
      sorted.get(sentence).push(place);
    }
    return sorted;
  }

  const sentenceOf = (found, place) => found.words[place.first].sentence;

  /* One place for each group of a combination, starting from the place of the first group, or null. */
  function combine(found, { finds, within = WITHIN, ordered = false }, head) {
    const chosen = [head];
    for (const group of finds.slice(1)) {
      const previous = chosen[chosen.length - 1];
      const place = nearest(found, group, previous, chosen, within, ordered);
      if (!place) return null;
      chosen.push(place);
    }
    return chosen;
  }

  function nearest(found, group, anchor, taken, within, ordered) {
    let best = null;
    let bestAway = within + 1;
    for (const place of placesIn(found, group, sentenceOf(found, anchor))) {
      if (taken.some((other) => overlap(place, other))) continue;
      if (ordered && place.first < anchor.last) continue;
      const away = place.first >= anchor.last ? place.first - anchor.last : anchor.first - place.last;
      if (away < bestAway) [best, bestAway] = [place, away];
    }
    return best;
  }

  /* Whether the rule's harmless words stand beside the chosen places. */
  function isBlocked(found, { unless = {} }, chosen) {
    const sentence = sentenceOf(found, chosen[0]);
    if (unless.sentence && placesIn(found, unless.sentence, sentence).length) return true;
    if (unless.earlier && placesOf(found, unless.earlier).some((place) => sentenceOf(found, place) < sentence)) return true;
    if (!unless.clause) return false;
    const clauses = clausesOf(found, chosen);
    const whole = span(chosen);
    const near = (place) => clauses.has(found.words[place.first].clause) || overlap(place, whole);
    const beside = (place) => near(place) && !chosen.some((other) => overlap(place, other));
    return placesIn(found, unless.clause, sentence).some(beside);
  }

  /* The clauses of the chosen places, with the clause before a mere continuation ("..., cash or cheque"). */
  function clausesOf(found, chosen) {
    const clauses = new Set();
    for (const place of chosen) {
      let at = place.first;
      for (;;) {
        clauses.add(found.words[at].clause);
        const start = clauseStart(found, at);
        if (!start || !continues(found, start)) break;
        at = start - 1;
      }
    }
    return clauses;
  }

  function clauseStart({ words }, at) {
    let start = at;
    while (start > 0 && words[start - 1].clause === words[start].clause) start -= 1;
    return start;
  }

  /* A clause after a comma continues the one before if it is short and does not begin with a verb or a new subject. */
  function continues(found, start) {
    const { words } = found;
    if (words[start].opens || words[start - 1].sentence !== words[start].sentence) return false;
    let end = start;
    while (end < words.length && words[end].clause === words[start].clause) end += 1;
    const begins = (place) => place.first === start;
    if (placesIn(found, "list-word", words[start].sentence).some(begins)) return true;
    return end - start <= 6 && !placesIn(found, found.starters, words[start].sentence).some(begins);
  }

  const isNeeded = (found, { needs = {} }, chosen) => {
    const sentence = sentenceOf(found, chosen[0]);
    const earlier = (place) => sentenceOf(found, place) <= sentence;
    return (!needs.sentence || placesIn(found, needs.sentence, sentence).length > 0)
      && (!needs.text || placesOf(found, needs.text).some(earlier));
  };

  /* All places where a combination holds, in sentences that are not settled yet. */
  function places(found, rule, settled = () => false) {
    const held = [];
    if (rule.finds.some((list) => !found.places.get(list)?.length)) return held;
    for (const head of placesOf(found, rule.finds[0])) {
      if (settled(sentenceOf(found, head))) continue;
      const chosen = combine(found, rule, head);
      if (chosen && isNeeded(found, rule, chosen) && !isBlocked(found, rule, chosen)) held.push(chosen);
    }
    return held;
  }

  // --- the check ------------------------------------------------------------------------------------------------------

  /* What breaks a rule: [{family, rule, severity, start, end, excerpt}], in the order of the text, one entry for a family and sentence.
     Of a text far longer than any message box only the beginning is read.
     allow: exact strings that are harmless because they are field values, such as an order number. */
  function check(engine, whole, { platform = null, language = null, allow = [] } = {}) {
    const text = whole.slice(0, LONGEST_TEXT);
    const found = survey(engine, text, { language, allow });
    found.starters = Object.entries(engine.rules.words).filter(([, list]) => list.starts_a_clause).map(([name]) => name);
    dropOwnHosts(found, platform);
    for (const [name, situation] of Object.entries(engine.rules.situations || {})) {
      found.places.set(name, places(found, situation).map(span));
    }
    const seen = new Set();
    const findings = [];
    for (const rule of engine.rules.rules) {
      const family = engine.families.get(rule.family);
      if (platform && family.platforms && !family.platforms.includes(platform)) continue;
      const settled = (sentence) => seen.has(`${family.id} ${sentence}`);
      for (const chosen of places(found, rule, settled)) report(found, rule, family, span(chosen), seen, findings);
    }
    return findings.sort((one, other) => one.start - other.start);
  }

  const span = (chosen) => ({ first: Math.min(...chosen.map((place) => place.first)), last: Math.max(...chosen.map((place) => place.last)) });

  function report(found, rule, family, { first, last }, seen, findings) {
    const { words, plain, text } = found;
    const key = `${family.id} ${words[first].sentence}`;
    if (seen.has(key)) return;
    seen.add(key);
    const start = plain.at[words[first].start];
    const end = plain.at[words[last - 1].end];
    findings.push({ family: family.id, rule: rule.id, severity: rule.severity || family.severity, start, end, excerpt: text.slice(start, end) });
  }

  /* The platform's own pages are no outside addresses. */
  function dropOwnHosts(found, platform) {
    const own = (found.engine.rules.own_hosts[platform] || "").split(",").map((name) => name.trim()).filter(Boolean);
    const spans = found.hosts.filter(({ host }) => own.includes(playbook.addresses.owner(host)));
    const isOwn = (place) => spans.some(({ start, end }) => found.words[place.first].start < end && start < found.words[place.last - 1].end);
    found.places.set("web-address", placesOf(found, "web-address").filter((place) => !isOwn(place)));
  }

  /* Whether the text has more characters than the message box takes; a limit of null is no limit. */
  const tooLong = (text, limit) => limit !== null && limit !== undefined && [...text].length > limit;

  /* The same for rules that are not opened yet; rules that stay the same object are opened once. */
  const opened = new WeakMap();
  function checkRules(rules, text, options) {
    if (!opened.has(rules)) opened.set(rules, open(rules));
    return check(opened.get(rules), text, options);
  }

  playbook.guard = { open, check, checkRules, tooLong };
})();
