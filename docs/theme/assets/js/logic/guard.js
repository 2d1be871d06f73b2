/* Find rule-breaking sentences in a filled reply. The rules are data (data/guard.yaml); what reads like the examples that
   break a rule (data/guard/) is pointed out as well, more softly. */
(function () {
  "use strict";

  const { guardSurvey, guardCombining, guardLikeness } = playbook;
  const { places, span } = guardCombining;
  const LONGEST_TEXT = 20000;
  const EXCUSED = 4; // how much surer likeness must be where a rule looked and found a refusal

  /* An engine for the rules; what they need is built once. */
  const open = (rules) => ({
    ...guardSurvey.open(rules),
    likeness: guardLikeness.open(rules.likeness),
    families: new Map(rules.families.map((family) => [family.id, family])),
  });

  /* What stands in a text, situations included. */
  function survey(engine, text, options) {
    const found = guardSurvey.survey(engine, text, options);
    for (const [name, situation] of Object.entries(engine.rules.situations || {})) {
      found.places.set(name, places(found, situation).map(span));
    }
    return found;
  }

  /* What breaks a rule: [{family, rule, severity, start, end, excerpt}], in the order of the text, one entry for a family and sentence.
     What only reads like a breach has the rule "likeness" and the severity "warn", once for a family that no rule found.
     Of a text far longer than any message box only the beginning is read.
     allow: exact strings that are harmless because they are field values, such as an order number. */
  function check(engine, whole, options = {}) {
    const found = survey(engine, whole.slice(0, LONGEST_TEXT), options);
    const holds = ({ platforms }) => !options.platform || !platforms || platforms.includes(options.platform);
    const { findings, excused } = breaches(engine, found, holds);
    const named = new Set(findings.map(({ family }) => family));
    for (const { family, first, last, chance } of guardLikeness.judge(engine.likeness, engine.families, found)) {
      const harmless = excused.has(family) && chance < EXCUSED * engine.families.get(family).likely;
      if (!named.has(family) && !harmless && holds(engine.families.get(family))) findings.push({ family, rule: "likeness", severity: "warn", ...excerpt(found, { first, last }) });
    }
    return findings.sort((one, other) => one.start - other.start);
  }

  /* What the rules find, and the families whose rules looked and found harmless words beside, such as a refusal. */
  function breaches(engine, found, holds) {
    const byPlace = new Map();
    const excused = new Set();
    for (const rule of engine.rules.rules) {
      const family = engine.families.get(rule.family);
      if (!holds(family)) continue;
      const keyOf = (sentence) => `${family.id} ${sentence}`;
      for (const chosen of places(found, rule, (sentence) => byPlace.has(keyOf(sentence)), () => excused.add(family.id))) {
        const key = keyOf(guardSurvey.sentenceOf(found, chosen[0]));
        const breach = { family: family.id, rule: rule.id, severity: rule.severity || family.severity, ...excerpt(found, span(chosen)) };
        if (!byPlace.has(key)) byPlace.set(key, breach);
      }
    }
    return { findings: [...byPlace.values()], excused };
  }

  function excerpt({ words, plain, text }, { first, last }) {
    const start = plain.at[words[first].start];
    const end = plain.at[words[last - 1].end];
    return { start, end, excerpt: text.slice(start, end) };
  }

  /* Whether the text has more characters than the message box takes; a limit of null is no limit. */
  const tooLong = (text, limit) => limit !== null && limit !== undefined && [...text].length > limit;

  /* The same for rules that are not opened yet; rules that stay the same object are opened once. */
  const opened = new WeakMap();
  function checkRules(rules, text, options) {
    if (!opened.has(rules)) opened.set(rules, open(rules));
    return check(opened.get(rules), text, options);
  }

  playbook.guard = { open, survey, check, checkRules, tooLong };
})();
