/*
 * playbook.finderLexicon: which concepts of data/finder/synonyms.yaml a stretch of text names.
 *
 *   pack({concept: [item, ...]})   the list as the index carries it; a concept becomes its place in the list, in base 36
 *   open(packed)                   the list made ready
 *   ofWord(lexicon, token)         concepts of one word
 *   phrasesAt(lexicon, tokens, i)  [{concept, length}] of the phrases that begin at a token
 *   ofHan(lexicon, part)           concepts of a piece of Chinese
 *
 * The index carries a number for each item instead of its letters, a quarter of the bytes: one in some 350 unknown
 * words is then taken for a known one. Parts of a phrase are compared by their first five letters.
 */
(() => {
  const { fold, stem, tokens, hash } = playbook.words;
  const { packNumbers, unpackNumbers } = playbook.packing;
  const SPACE = 2 ** 21;
  const LONGEST_PHRASE = 6;
  const numberOf = (key) => hash(key) % SPACE;
  const start = (part) => part.replace(/\*$/, "").slice(0, 5);

  /** An item in its own notation as {key} or {inside}: what is looked for. */
  const lookedFor = (item) => {
    if (item.startsWith("~")) return { inside: item.slice(1) };
    if (tokens(item).some((token) => token.kind === "han")) return { key: item, han: item.length };
    const parts = item.split(/[^\p{L}\p{N}*#]+/u).filter(Boolean);
    if (parts.length > 1) return { key: parts.map((part) => (part.endsWith("*") ? start(part) : start(comparable(part)))).join(" ") };
    return { key: parts[0].endsWith("*") ? parts[0] : `=${comparable(parts[0])}` };
  };
  const comparable = (part) => (/^\d+$/.test(part) ? "#number" : part.startsWith("#") ? part : stem(part));

  const empty = () => ({ keys: new Map(), inside: [], longest: 1 });

  const add = (lexicon, concept, { key, inside, han }) => {
    if (inside) return lexicon.inside.push([inside, concept]);
    const number = numberOf(key);
    const known = lexicon.keys.get(number);
    if (!known) lexicon.keys.set(number, [concept]);
    else if (!known.includes(concept)) known.push(concept);
    if (han > lexicon.longest) lexicon.longest = han;
  };

  const NOTHING = [];
  const at = (lexicon, key) => lexicon.keys.get(numberOf(key)) || NOTHING;

  const ofWord = (lexicon, token) => {
    const found = [...at(lexicon, `=${token.stem}`)];
    for (let length = 3; length <= token.word.length; length++) found.push(...at(lexicon, `${token.word.slice(0, length)}*`));
    if (token.word.length > 5) for (const [part, concept] of lexicon.inside) if (token.word.includes(part)) found.push(concept);
    return found;
  };

  const phrasesAt = (lexicon, list, i) => {
    const found = [];
    let key = start(list[i].stem);
    for (let length = 2; length <= LONGEST_PHRASE && i + length <= list.length; length++) {
      key += ` ${start(list[i + length - 1].stem)}`;
      for (const concept of at(lexicon, key)) found.push({ concept, length });
    }
    return found;
  };

  const ofHan = (lexicon, part) => at(lexicon, part);

  const names = (lexicon, item) => {
    const list = tokens(item.replace(/[~*]/g, ""));
    if (list.some((token) => token.kind === "han"))
      return [...item].some((_, i) => [...item.slice(i)].some((__, length) => ofHan(lexicon, item.slice(i, i + length + 1)).length));
    return list.some((token, i) => ofWord(lexicon, token).length || phrasesAt(lexicon, list, i).length);
  };

  /** The items that no shorter item of the same concept finds anyway. */
  const needed = (items) => {
    const lexicon = empty();
    const folded = [...new Set(items.map((item) => fold(item.trim())))];
    return folded
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
      .filter((item) => !names(lexicon, item) && (add(lexicon, "0", lookedFor(item)), true));
  };

  const pack = (concepts) => {
    const entries = [];
    const inside = [];
    let longest = 1;
    Object.values(concepts).forEach((items, number) =>
      needed(items).forEach((item) => {
        const wanted = lookedFor(item);
        if (wanted.inside) inside.push(`${wanted.inside} ${number.toString(36)}`);
        else entries.push([numberOf(wanted.key), number]);
        longest = Math.max(longest, wanted.han || 1);
      }),
    );
    entries.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const gaps = entries.map(([key], i) => key - (i ? entries[i - 1][0] : 0));
    return { keys: packNumbers(gaps), concepts: packNumbers(entries.map(([, number]) => number)), inside: inside.join("|"), longest };
  };

  const open = (packed) => {
    const lexicon = { ...empty(), longest: packed.longest };
    const numbers = unpackNumbers(packed.concepts);
    let key = 0;
    unpackNumbers(packed.keys).forEach((gap, i) => {
      key += gap;
      const concept = numbers[i].toString(36);
      lexicon.keys.has(key) ? lexicon.keys.get(key).push(concept) : lexicon.keys.set(key, [concept]);
    });
    lexicon.inside = packed.inside.split("|").filter(Boolean).map((entry) => entry.split(" "));
    return lexicon;
  };

  globalThis.playbook.finderLexicon = { pack, open, ofWord, phrasesAt, ofHan };
})();
