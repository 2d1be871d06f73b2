/* Where a combination of data/guard.yaml holds: word lists that stand close together in one sentence, unless a refusal or
   another harmless word stands beside them.

     places(found, combination, settled, excuse)   [[place, ...], ...], one row for each holding, in sentences that are not settled yet
     span(places)                                  the stretch from the first to the last of them */
(function () {
  "use strict";

  const { placesOf, placesIn, sentenceOf } = playbook.guardSurvey;
  const WITHIN = 10;

  const overlap = (one, other) => one.first < other.last && other.first < one.last;

  const span = (chosen) => ({ first: Math.min(...chosen.map((place) => place.first)), last: Math.max(...chosen.map((place) => place.last)) });

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
    return end - start <= 6 && !placesIn(found, found.engine.starters, words[start].sentence).some(begins);
  }

  const isNeeded = (found, { needs = {} }, chosen) => {
    const sentence = sentenceOf(found, chosen[0]);
    const earlier = (place) => sentenceOf(found, place) <= sentence;
    return (!needs.sentence || placesIn(found, needs.sentence, sentence).length > 0)
      && (!needs.text || placesOf(found, needs.text).some(earlier));
  };

  /* All places where a combination holds, in sentences that are not settled yet; `excuse` is told when harmless words undo one. */
  function places(found, rule, settled = () => false, excuse = () => {}) {
    const held = [];
    if (rule.finds.some((list) => !found.places.get(list)?.length)) return held;
    for (const head of placesOf(found, rule.finds[0])) {
      if (settled(sentenceOf(found, head))) continue;
      const chosen = combine(found, rule, head);
      if (!chosen || !isNeeded(found, rule, chosen)) continue;
      if (isBlocked(found, rule, chosen)) excuse();
      else held.push(chosen);
    }
    return held;
  }

  playbook.guardCombining = { places, span };
})();
