/*
 * playbook.words: text to comparable words, the same way for every language and for page, index and test.
 *
 *   fold(text)       lower case, compatibility forms, no accents: "Réclamé" -> "reclame"
 *   tokens(text)     [{word, stem, kind: "word"|"han", at, end}] in order; `at` and `end` count in the folded text
 *   sentences(text)  the parts of a message that may be about different matters
 *   hash(text)       an evenly spread number below 2^32, the same in every browser
 *   distance(a, b, limit)  Damerau-Levenshtein (restricted), or limit + 1 as soon as it is exceeded
 *
 * The stemmer does not ask which language a word is in: a query of two words does not tell. It takes one ending off
 * Latin and Cyrillic words, so that "received", "receive" and "receiving" (or "llegó", "llega") meet in one form.
 */
(() => {
  const LATIN_ENDINGS = (
    "amiento imiento amente azioni azione acion acoes acao ations ation ement ungen ments ment issimo ando endo iendo " +
    "ados adas idos idas ssion sion tion tions ado ada ido ida ato ata ati uto uta ing ung ion ions ies ied ees ee ir ar " +
    "ez re are ere ire ed es en em et is os as ns s"
  ).split(" ").sort((a, b) => b.length - a.length);
  const CYRILLIC_ENDINGS = (
    "иваться ываться овать ировать иями ями ами ого его ому ему ыми ими ете ите аете уете ешь ишь алась илась ался ился ались ились " +
    "ала ало али ила ило или ела ело ели ать ить еть ыть ять ться тся сь ся ыи ии ои еи ая яя ое ее ые ие ую юю ом ем ам ям ах ях " +
    "ов ев еи ал ил ел ут ют ат ят ет ит ен ена ено ены ан ана ано аны ку ка ки ок ость ости ение ения ению"
  ).split(" ").sort((a, b) => b.length - a.length);
  const VOWEL_END = /[aeiouyаеиоуыэюяьъ]$/u;
  const SPECIAL = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'" };
  const HAN = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}";
  const TOKEN = new RegExp(`https?://\\S+|www\\.\\S+|[\\p{L}\\p{N}._+-]+@[\\p{L}\\p{N}-]+\\.[a-z.]+|[${HAN}]+|(?:(?![${HAN}])[\\p{L}\\p{N}])+`, "gu");
  const HAN_ONLY = new RegExp(`^[${HAN}]`, "u");
  const stemmed = new Map();

  const fold = (text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[ßæœøł’‘ʼ`´]/g, (letter) => SPECIAL[letter])
      .normalize("NFD")
      .replace(/[\u0300-\u036f\u200b-\u200f\ufeff]/g, "")
      .replace(/n't\b/g, "nt")
      .replace(/\bcan not\b/g, "cannot")
      .normalize("NFC");

  const withoutEnding = (word, endings, rest) => {
    for (const ending of endings)
      if (word.length - ending.length >= rest && word.endsWith(ending)) return word.slice(0, -ending.length);
    return word;
  };

  const shorten = (word) => {
    if (word.length < 4 || /\d/.test(word)) return word;
    const cyrillic = /[а-я]/.test(word);
    let stem = withoutEnding(word, cyrillic ? CYRILLIC_ENDINGS : LATIN_ENDINGS, 4);
    while (stem.length > 3 && VOWEL_END.test(stem)) stem = stem.slice(0, -1);
    if (stem.length > 3 && stem.endsWith("s")) stem = stem.slice(0, -1);
    return stem.replace(/([b-df-hj-np-tv-z])\1$/, "$1").replace(/(.)\1\1+/g, "$1$1");
  };

  /** The comparable form of one folded word. */
  const stem = (word) => {
    let found = stemmed.get(word);
    if (found === undefined) {
      if (stemmed.size > 50000) stemmed.clear();
      stemmed.set(word, (found = shorten(word)));
    }
    return found;
  };

  const token = (word, at) => {
    const end = at + word.length;
    if (HAN_ONLY.test(word)) return { word, stem: word, kind: "han", at, end };
    if (/^(https?:|www\.)/.test(word)) return { word, stem: "#link", kind: "word", at, end };
    if (word.includes("@")) return { word, stem: "#mail", kind: "word", at, end };
    if (/^\d+$/.test(word)) return { word, stem: word.length > 4 ? "#long" : "#number", kind: "number", at, end };
    if (/\d{4}/.test(word)) return { word, stem: "#long", kind: "number", at, end };
    return { word, stem: stem(word), kind: "word", at, end };
  };

  /** Tokens of a folded text. */
  const tokens = (folded) => [...folded.matchAll(TOKEN)].map((match) => token(match[0], match.index));

  const sentences = (text) =>
    text
      .split(/[.!?;。！？；…\n\r]+(?=\s|$|[^\d\s])|[。！？；\n\r]+/u)
      .map((part) => part.trim())
      .filter((part) => part.length > 1);

  /** FNV-1a over UTF-16 units, stirred once more at the end. */
  const hash = (text) => {
    let value = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
    return (value ^ (value >>> 13)) >>> 0;
  };

  const distance = (a, b, limit) => {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let best = i;
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1];
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        row.push(cost);
        if (cost < best) best = cost;
      }
      if (best > limit) return limit + 1;
      before = last;
      last = row;
    }
    return last[b.length];
  };

  globalThis.playbook.words = { fold, stem, tokens, sentences, hash, distance };
})();
