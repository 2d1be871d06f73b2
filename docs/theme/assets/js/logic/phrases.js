/* Read a text as sentences of words, and find the phrases of word lists in it.
   A phrase is words in a row: "close*" any ending, "*stern*" anywhere in a word, "a|b" either, ".." up to GAP words between. */
(function () {
  "use strict";

  const GAP = 4;
  const LONGEST_SENTENCE = 150;
  const LONGEST_WORD = 40;
  const WORD = /(?<han>\p{Script=Han})|(?<word>(?:(?!\p{Script=Han})[\p{L}\p{N}_])+)|(?<sign>[★☆%$€£♥❤])|(?<stop>[.!?。！？…\n]+)|(?<pause>[,;:，；：()（）「」"“”„«»\u2013\u2014|\]\[])|(?<apostrophe>')/gu;

  const isStop = (mark, text, end) => mark !== "." || end >= text.length || /[\s"”»“'’)\]」]/.test(text[end]) || /\p{Script=Han}/u.test(text[end]);

  /* A sentence that never ends is cut, so that the work stays in proportion to the text. */
  function pushWord(words, text, start, end, place) {
    if (place.length >= LONGEST_SENTENCE) newSentence(words, place, "");
    place.length += 1;
    words.push({ text, start, end, sentence: place.sentence, clause: place.clause, pause: place.pause });
    place.pause = false;
  }

  /* Words of a plain text in order; places are those of the plain text. Clauses are numbered through the whole text. */
  function read(plain) {
    const { oneAlphabet, spacedWords } = playbook.disguise;
    const words = [];
    const place = { sentence: 0, clause: 0, pause: false, length: 0 };
    const spaced = spacedWords(plain.text);
    let skipTo = 0;
    let nextSpaced = 0;
    for (const match of plain.text.matchAll(WORD)) {
      const start = match.index;
      if (start < skipTo) continue;
      const block = nextSpaced < spaced.length && spaced[nextSpaced].start <= start ? spaced[nextSpaced++] : null;
      if (block) {
        skipTo = block.end;
        pushWord(words, oneAlphabet(plain.text.slice(block.start, block.end).replace(/[^\p{L}]/gu, "")), block.start, block.end, place);
        continue;
      }
      const end = start + match[0].length;
      const { han, word, sign, stop, pause } = match.groups;
      if (han || sign) pushWord(words, match[0].replace("☆", "★"), start, end, place);
      else if (word) addWord(words, oneAlphabet(word), start, end, place, plain.text);
      else if (stop) {
        if (isStop(match[0], plain.text, end)) newSentence(words, place, match[0]);
      } else if (pause) {
        place.clause += 1;
        place.pause = true;
      }
    }
    return words;
  }

  function newSentence(words, place, mark) {
    if (words.length) words[words.length - 1].asks = mark.includes("?") || mark.includes("？");
    place.sentence += 1;
    place.clause += 1;
    place.pause = true;
    place.length = 0;
  }

  /* "don't" is read as "do" + "n't", any other apostrophe ends a word. */
  function addWord(words, word, start, end, place, text) {
    const last = words[words.length - 1];
    const cut = last && last.end === start - 1 && text[start - 1] === "'";
    if (cut && word === "t" && last.text.endsWith("n")) {
      last.text = last.text.slice(0, -1);
      last.end -= 1;
      pushWord(words, "n't", start - 2, end, place);
      return;
    }
    pushWord(words, word, start, end, place);
  }

  // --- compiling phrases -------------------------------------------------------------------------------------------

  const newNode = () => ({ whole: new Map(), prefix: new Map(), inside: new Map(), gap: null, lists: [] });

  /* All ways to read a phrase as a row of word patterns. */
  function variants(phrase) {
    let rows = [[]];
    for (const piece of phrase.trim().split(/\s+/)) {
      const options = piece === ".." ? [[".."]] : piece.split("|").map(pieceWords);
      rows = rows.flatMap((row) => options.map((option) => [...row, ...option]));
    }
    return rows;
  }

  function pieceWords(piece) {
    const lead = piece.startsWith("*");
    const tail = piece.endsWith("*");
    const words = read(playbook.disguise.plain(piece.replace(/^\*|\*$/g, ""))).map((word) => word.text).filter(Boolean);
    if (lead) words[0] = `*${words[0]}`;
    if (tail) words[words.length - 1] += "*";
    return words;
  }

  function step(node, pattern) {
    if (pattern === "..") return (node.gap = node.gap || newNode());
    const inside = pattern.startsWith("*");
    const prefix = pattern.endsWith("*");
    const key = pattern.replace(/^\*|\*$/g, "");
    const map = inside ? node.inside : prefix ? node.prefix : node.whole;
    const id = inside && !prefix ? `${key}$` : key;
    if (!map.has(id)) map.set(id, newNode());
    return map.get(id);
  }

  /* A search tree for many lists: {list name: "phrase, phrase, ..."}. */
  function compile(lists) {
    const root = newNode();
    for (const [name, phrases] of Object.entries(lists)) {
      for (const phrase of phrases.split(",")) {
        if (!phrase.trim()) continue;
        for (const row of variants(phrase)) {
          let node = root;
          for (const pattern of row) node = step(node, pattern);
          if (!node.lists.includes(name)) node.lists.push(name);
        }
      }
    }
    return root;
  }

  // --- finding ------------------------------------------------------------------------------------------------------

  function follow(node, text, visit) {
    const word = text.length > LONGEST_WORD ? text.slice(0, LONGEST_WORD) : text;
    const whole = node.whole.get(word);
    if (whole) visit(whole);
    if (node.prefix.size) {
      for (let length = 1; length <= word.length; length += 1) {
        const next = node.prefix.get(word.slice(0, length));
        if (next) visit(next);
      }
    }
    for (const [part, next] of node.inside) {
      if (part.endsWith("$") ? word.endsWith(part.slice(0, -1)) : word.includes(part)) visit(next);
    }
  }

  function walk(node, words, first, index, emit) {
    for (const list of node.lists) emit(list, first, index);
    const inSentence = (at) => at < words.length && words[at].sentence === words[first].sentence;
    if (inSentence(index)) follow(node, words[index].text, (next) => walk(next, words, first, index + 1, emit));
    if (!node.gap) return;
    for (let skipped = 0; skipped <= GAP && inSentence(index + skipped); skipped += 1) {
      follow(node.gap, words[index + skipped].text, (next) => walk(next, words, first, index + skipped + 1, emit));
    }
  }

  /* Every phrase of the tree in the words: emit(list name, index of its first word, index after its last word). */
  function find(tree, words, emit) {
    for (let first = 0; first < words.length; first += 1) {
      follow(tree, words[first].text, (next) => walk(next, words, first, first + 1, emit));
    }
  }

  playbook.phrases = { read, compile, find };
})();
