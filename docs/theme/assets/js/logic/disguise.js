/* Undo disguises: full-width and styled letters, zero-width characters, look-alike letters, letters with gaps.
   Everything works on a "plain" text: {text, at}, where at[i] is the place in the original of character i. */
(function () {
  "use strict";

  const CYRILLIC = "авекмнорстухісԁѕјԛԝһ";
  const LATIN = "abekmhopctyxicdsjqwh";
  const GREEK = "αβεικνορτυχωη";
  const GREEK_LATIN = "abeikvoptuxwn";
  const toLatin = new Map();
  const toCyrillic = new Map();
  [...CYRILLIC].forEach((letter, index) => {
    toLatin.set(letter, LATIN[index]);
    if (index < 13) toCyrillic.set(LATIN[index], letter);
  });
  [...GREEK].forEach((letter, index) => toLatin.set(letter, GREEK_LATIN[index]));

  const LEET = { 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t", 8: "b", "@": "a", $: "s", l: "i" };
  const SPECIAL = { "ß": "ss", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "†": "t", "‐": "-", "‑": "-", "−": "-", "⭐": "★", "🌟": "★", "☆": "★" };

  /* Letters in boxes and circles, and flag letters, which Unicode normalisation leaves alone. */
  function boxed(code) {
    for (const first of [0x1f130, 0x1f150, 0x1f170, 0x1f1e6]) {
      if (code >= first && code < first + 26) return String.fromCharCode(97 + code - first);
    }
    return null;
  }

  function plainCharacter(character) {
    const code = character.codePointAt(0);
    if (code < 128) return character.toLowerCase();
    if (SPECIAL[character]) return SPECIAL[character];
    const letter = boxed(code);
    if (letter) return letter;
    const simple = character.normalize("NFKD").replace(/[\p{M}\p{Cf}\uFE0F\u3164\u115F]/gu, "").toLowerCase();
    return [...simple].slice(0, 4).map((part) => SPECIAL[part] || part).join("");
  }

  /* The plain text with the place of each of its characters in the original. */
  function plain(text) {
    const at = [];
    let result = "";
    let place = 0;
    for (const character of text) {
      const simple = plainCharacter(character);
      for (let index = 0; index < simple.length; index += 1) at.push(place);
      result += simple;
      place += character.length;
    }
    at.push(place);
    return { text: result, at };
  }

  /* A word that mixes alphabets is read in the alphabet that fits all its letters. */
  function oneAlphabet(word) {
    const latin = /[a-z]/.test(word);
    if (!latin || !/[\u0370-\u052f]/.test(word)) return word;
    const letters = [...word];
    const mostlyLatin = letters.filter((letter) => letter >= "a" && letter <= "z").length * 2 >= letters.length;
    const fits = letters.every((letter) => letter < "\u0370" || toLatin.has(letter));
    if (fits || mostlyLatin) return letters.map((letter) => toLatin.get(letter) || letter).join("");
    return letters.map((letter) => toCyrillic.get(letter) || letter).join("");
  }

  /* Digits and signs that stand for letters become letters, so that "wh4ts4pp" and "whatsapp" are the same. */
  function skeleton(word) {
    let result = "";
    for (const letter of word) result += LEET[letter] || letter;
    return result;
  }

  const SPACED = /(?<![\p{L}\p{N}'])(?:\p{L}(?:[ \t][^\p{L}\p{N}\s]?[ \t]?|[^\p{L}\p{N}\s,;:!?()'"&][ \t]?)){3,}\p{L}(?![\p{L}\p{N}'])/gu;

  /* Stretches of single letters with gaps ("w h a t s", "w.h.a.t.s"), each to be read as one word. Han signs are not letters here. */
  function spacedWords(text) {
    const found = [];
    for (const match of text.matchAll(SPACED)) {
      if (/\p{Script=Han}/u.test(match[0])) continue;
      found.push({ start: match.index, end: match.index + match[0].length });
    }
    return found;
  }

  playbook.disguise = { plain, oneAlphabet, skeleton, spacedWords };
})();
