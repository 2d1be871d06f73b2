/*
 * playbook.finderDangers: wordings that must not be overlooked, wherever they stand in a message.
 *
 *   ready(dangers)       dangers: [{id, says: [pattern], unless: [pattern]}], see data/finder/dangers.yaml for the notation
 *   find(ready, text)    [{id, words: [what was found]}] in the order of the list
 *
 * In a pattern `*` ends a word's beginning, `..` stands for up to four words (twelve Han characters) and `a|b` for either
 * word. Sentences are searched one by one, so that a gap never reaches into the next.
 */
(() => {
  const { fold, sentences } = playbook.words;
  const HAN = /[\u3400-\u9fff]/;
  const escaped = (text) => text.replace(/[.+?^${}()[\]\\]/g, "\\$&");

  const part = (word) => {
    const either = word.split("|").map((one) => escaped(one).replace(/\*$/, "[\\p{L}\\p{N}]*"));
    return either.length > 1 ? `(?:${either.join("|")})` : either[0];
  };

  const expression = (pattern) => {
    const folded = fold(pattern.trim());
    if (HAN.test(folded)) return folded.split("..").map((piece) => part(piece.trim())).join(".{0,12}?");
    const pieces = folded.split(/\s*\.\.\s*/).map((piece) => piece.split(/\s+/).map(part).join("[^\\p{L}\\p{N}]+"));
    return `(?<![\\p{L}\\p{N}])${pieces.join("[^\\p{L}\\p{N}]+(?:[\\p{L}\\p{N}]+[^\\p{L}\\p{N}]+){0,4}?")}(?![\\p{L}\\p{N}])`;
  };

  const together = (patterns) => (patterns.length ? new RegExp(patterns.map((pattern) => `(?:${expression(pattern)})`).join("|"), "gu") : null);

  const ready = (dangers) => dangers.map(({ id, says, unless }) => ({ id, says: together(says), unless: together(unless || []) }));

  const findOne = (danger, parts) => {
    const words = [];
    for (const sentence of parts) {
      const cleaned = danger.unless ? sentence.replace(danger.unless, " … ") : sentence;
      for (const match of cleaned.matchAll(danger.says)) if (!words.includes(match[0])) words.push(match[0]);
    }
    return words.length ? { id: danger.id, words: words.slice(0, 3) } : null;
  };

  const find = (list, text) => {
    const parts = sentences(text).map(fold);
    return list.map((danger) => findOne(danger, parts)).filter(Boolean);
  };

  globalThis.playbook.finderDangers = { ready, find };
})();
