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
  const REMEMBERED = 400; // sentences
  const HAN = /[\u3400-\u9fff]/;
  const escaped = (text) => text.replace(/[.+?^${}()[\]\\]/g, "\\$&");

  /** A sentence as its words between single blanks, so that a pattern needs no classes of letters. */
  const spaced = (sentence) => ` ${fold(sentence).replace(/[^\p{L}\p{N}#@]+/gu, " ")} `;

  const word = (part) => {
    const either = part.split("|").map((one) => escaped(one).replace(/\*$/, "[^ ]*"));
    return either.length > 1 ? `(?:${either.join("|")})` : either[0];
  };

  const expression = (pattern) => {
    const folded = fold(pattern.trim());
    if (HAN.test(folded)) return folded.split("..").map((piece) => word(piece.trim())).join(".{0,12}?");
    const pieces = folded.split(/\s*\.\.\s*/).map((piece) => piece.split(/[\s'-]+/).map(word).join(" "));
    return `(?<= )${pieces.join(" (?:[^ ]+ ){0,4}?")}(?= )`;
  };

  const together = (patterns) => (patterns.length ? new RegExp(patterns.map((pattern) => `(?:${expression(pattern)})`).join("|"), "g") : null);

  const ready = (dangers) => dangers.map(({ id, says, unless }) => ({ id, says: together(says), unless: together(unless || []), read: new Map() }));

  const wordings = ({ says, unless }, sentence) => {
    const text = spaced(sentence);
    return Array.from((unless ? text.replace(unless, " … ") : text).matchAll(says), (match) => match[0].trim());
  };

  /** What a sentence says of a danger; remembered, since a key press changes one sentence only. */
  const inSentence = (danger, sentence) => {
    if (danger.read.size >= REMEMBERED) danger.read.clear();
    if (!danger.read.has(sentence)) danger.read.set(sentence, wordings(danger, sentence));
    return danger.read.get(sentence);
  };

  const find = (list, text) => {
    const parts = sentences(text);
    return list
      .map((danger) => ({ id: danger.id, words: [...new Set(parts.flatMap((part) => inSentence(danger, part)))].slice(0, 3) }))
      .filter(({ words }) => words.length);
  };

  globalThis.playbook.finderDangers = { ready, find };
})();
