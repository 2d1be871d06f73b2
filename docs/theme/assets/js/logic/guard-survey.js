/* What stands where in a reply: words, and the places of the word lists of data/guard.yaml, of addresses and of numbers.

     open(rules)                                       the lists as search trees, built once
     survey(engine, text, {language, allow, platform}) {text, plain, words, places, ...}
     placesOf(found, lists), placesIn(found, lists, sentence)   places {first, last} as word indexes, last exclusive */
(function () {
  "use strict";

  /* The rules made ready. */
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
    const starters = Object.entries(rules.words).filter(([, list]) => list.starts_a_clause).map(([name]) => name);
    return { rules, trees, names, starters, shapes: playbook.addresses.open(rules.signs) };
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

  /* Everything found in a text: words, and for each list its places {first, last} as word indexes, last exclusive. */
  function survey(engine, text, { language = null, allow = [], platform = null } = {}) {
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
    dropOwnHosts(found, platform);
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

  /* The platform's own pages are no outside addresses. */
  function dropOwnHosts(found, platform) {
    const own = (found.engine.rules.own_hosts[platform] || "").split(",").map((name) => name.trim()).filter(Boolean);
    const spans = found.hosts.filter(({ host }) => own.includes(playbook.addresses.owner(host)));
    const isOwn = (place) => spans.some(({ start, end }) => found.words[place.first].start < end && start < found.words[place.last - 1].end);
    found.places.set("web-address", placesOf(found, "web-address").filter((place) => !isOwn(place)));
    found.harmless.push(...spans);
  }

  playbook.guardSurvey = { open, survey, placesOf, placesIn, sentenceOf };
})();
