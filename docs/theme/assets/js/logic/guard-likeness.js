/* Which family of rule-breaking a stretch of a reply reads like, judged by the examples of data/guard/. It finds what no rule
   names, and is less sure: what it points out is a warning.

     sentences(found)        [{first, last, features}] of a survey: word indexes and the names of what stands in each sentence
     joined(sentences)       the features of several sentences: Map name -> {kind}
     valueOf(name, count, examples)   what a feature counts, by its kind and by how rare it is
     open(likeness)          the examples made ready; null without any
     judge(likeness, families, found)  [{family, chance, first, last}] for each family that is likely enough, with its loudest sentence

   Kinds: w word, p its beginning, b two words in a row, h three Han characters in a row, l word list, m two lists in a sentence,
   a what every text has: it holds what is usual, so that a text with few known words is taken for a usual one. */
(function () {
  "use strict";

  const KINDS = { a: 4, w: 1, p: 1, b: 1, h: 1, l: 1, m: 0.5 };
  const BEGINNING = 5;
  const LONGEST_WHOLE = 4; // sentences of a text that is read as a whole
  const IN_A_ROW = 3; // sentences of a longer one that are read together
  const LONGEST_SENTENCE = 80; // words of a sentence that are read

  const isHan = (text) => /^\p{Script=Han}/u.test(text);

  function sentences(found) {
    const { words, places, harmless } = found;
    const parts = [];
    words.forEach((word, index) => {
      const part = parts[parts.length - 1];
      if (part && words[part.first].sentence === word.sentence) part.last = index + 1;
      else parts.push({ first: index, last: index + 1, features: new Set(), lists: new Set() });
    });
    const bySentence = new Map(parts.map((part) => [words[part.first].sentence, part]));
    for (const [list, all] of places) for (const place of all) bySentence.get(words[place.first].sentence).lists.add(list);
    const isHarmless = (word) => harmless.some(({ start, end }) => start <= word.start && word.end <= end);
    parts.forEach((part) => addFeatures(part, words, harmless.length ? isHarmless : () => false));
    return parts;
  }

  function addFeatures({ first, last, features, lists }, words, isHarmless) {
    const begun = (index) => words[index].text.slice(0, BEGINNING);
    for (let index = first; index < Math.min(last, first + LONGEST_SENTENCE); index += 1) {
      if (isHarmless(words[index])) continue;
      const { text } = words[index];
      features.add(`w${text}`);
      if (text.length > BEGINNING) features.add(`p${begun(index)}`);
      if (index > first) features.add(`b${begun(index - 1)} ${begun(index)}`);
      if (index > first + 1 && [0, 1, 2].every((back) => isHan(words[index - back].text))) features.add(`h${words[index - 2].text}${words[index - 1].text}${text}`);
    }
    const names = [...lists].sort();
    names.forEach((name, place) => {
      features.add(`l${name}`);
      for (const other of names.slice(place + 1)) features.add(`m${name}&${other}`);
    });
  }

  function joined(parts) {
    const features = new Map([["a", { kind: "a" }]]);
    for (const part of parts) for (const name of part.features) features.set(name, { kind: name[0] });
    return features;
  }

  const valueOf = (name, count, examples) => KINDS[name[0]] * Math.log(1 + examples / count);

  const open = (likeness) => (likeness ? { ...likeness, said: playbook.postings.open(likeness.said) } : null);

  /* The chance of each family, and last of none. */
  function chancesOf({ said, families, examples }, parts) {
    const scores = new Float64Array(families.length + 1);
    let length = 0;
    for (const name of joined(parts).keys()) {
      const number = said.numberOf(name);
      if (number === undefined) continue;
      length += valueOf(name, said.countOf(number), examples) ** 2;
      said.add(number, scores);
    }
    return playbook.postings.chances(scores.map((score) => score / (Math.sqrt(length) || 1)));
  }

  /* The stretches that are read: a short text as a whole, as the examples are; a longer one by some sentences in a row. */
  function stretches(parts) {
    if (parts.length <= LONGEST_WHOLE) return parts.length ? [parts] : [];
    return parts.slice(IN_A_ROW - 1).map((_, index) => parts.slice(index, index + IN_A_ROW));
  }

  /* Of the sentences of a stretch the one that speaks loudest for a family: that one is shown. */
  function loudest(likeness, parts, place) {
    const chances = parts.map((part) => chancesOf(likeness, [part])[place]);
    return parts[chances.indexOf(Math.max(...chances))];
  }

  function judge(likeness, families, found) {
    const likeliest = new Map();
    for (const parts of likeness ? stretches(sentences(found)) : []) {
      const chances = chancesOf(likeness, parts);
      likeness.families.forEach((family, place) => {
        const known = likeliest.get(family);
        if (chances[place] >= families.get(family).likely && !(known && known.chance >= chances[place])) likeliest.set(family, { family, place, parts, chance: chances[place] });
      });
    }
    return Array.from(likeliest.values(), ({ family, place, parts, chance }) => {
      const { first, last } = loudest(likeness, parts, place);
      return { family, chance, first, last };
    });
  }

  playbook.guardLikeness = { sentences, joined, valueOf, open, judge };
})();
