/*
 * playbook.finderSpelling: the known word that a mistyped or unfinished one stands for, and pinyin without tones.
 *
 *   speller(words, countOf)     -> {complete(stem), repair(stem)}: the commonest known continuation, the nearest known word
 *   pinyinReader(table, has)    table "tui退推 kuan款宽"; reads "tuikuan" as the Han pairs `has` knows: [["退款"], ...]
 */
(() => {
  const { distance } = playbook.words;

  const speller = (words, countOf) => {
    const known = new Set(words);
    const buckets = new Map();
    for (const word of words) {
      const key = word[0] + word.length;
      buckets.has(key) ? buckets.get(key).push(word) : buckets.set(key, [word]);
    }
    const candidates = function* (stem, limit) {
      for (const first of new Set([stem[0], stem[1]]))
        for (let length = stem.length - limit; length <= stem.length + limit; length++) yield* buckets.get(first + length) || [];
    };
    const remembered = new Map();

    const nearest = (stem) => {
      const limit = stem.length < 8 ? 1 : 2;
      let best = null;
      let least = limit;
      for (const word of candidates(stem, limit)) {
        const apart = distance(stem, word, least);
        if (apart < least || (apart === least && (best === null || countOf(word) > countOf(best)))) [best, least] = [word, apart];
      }
      return best;
    };

    const repair = (stem) => {
      if (known.has(stem) || stem.length < 4) return null;
      if (!remembered.has(stem)) remembered.set(stem, nearest(stem));
      return remembered.get(stem);
    };

    const complete = (stem) => {
      let best = null;
      for (let length = stem.length + 1; length < stem.length + 9; length++)
        for (const word of buckets.get(stem[0] + length) || [])
          if (word.startsWith(stem) && (best === null || countOf(word) > countOf(best))) best = word;
      return best;
    };

    return { repair, complete };
  };

  /** Splits "tuikuan" into ["tui", "kuan"], or null if it is not pinyin throughout. */
  const syllables = (word, table) => {
    if (word === "") return [];
    for (let length = Math.min(6, word.length); length > 0; length--) {
      const rest = table.has(word.slice(0, length)) ? syllables(word.slice(length), table) : null;
      if (rest) return [word.slice(0, length), ...rest];
    }
    return null;
  };

  const pinyinReader = (packed, countOf) => {
    const table = new Map(packed.split(" ").filter(Boolean).map((entry) => [entry.match(/^[a-z]+/)[0], [...entry.replace(/^[a-z]+/, "")]]));
    const pair = (first, second) => {
      let best = null;
      for (const a of table.get(first)) for (const b of table.get(second)) if (countOf(a + b) > (best ? countOf(best) : 0)) best = a + b;
      return best;
    };
    /** The Han text that a run of pinyin words most likely stands for, or null. */
    const read = (words) => {
      const parts = words.map((word) => syllables(word, table));
      if (parts.includes(null) || parts.flat().length < 2) return null;
      const all = parts.flat();
      const letters = all.map(() => null);
      for (let i = 0; i + 1 < all.length; i++) {
        const found = pair(all[i], all[i + 1]);
        if (found && letters[i] === null) [letters[i], letters[i + 1]] = [...found];
      }
      const known = letters.filter(Boolean).length;
      return known * 2 >= all.length ? letters.map((letter) => letter || " ").join("") : null;
    };
    return { read };
  };

  globalThis.playbook.finderSpelling = { speller, pinyinReader };
})();
