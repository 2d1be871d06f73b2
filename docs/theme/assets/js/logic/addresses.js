/* E-mail addresses, web addresses, user names and phone numbers in a plain text, also when they are spelled out. */
(function () {
  "use strict";

  const list = (text) => text.split(",").map((item) => item.trim()).filter(Boolean);
  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const either = (items) => items.map((item) => escape(item).replace(/ /g, "\\s*")).join("|");

  /* Patterns built from the data: endings (com, net, ...), words for at and dot, and endings that are spoken ("dot com"). */
  function open(signs) {
    const endings = either(list(signs.endings).sort((a, b) => b.length - a.length));
    const dotWords = either(list(signs.dot_words));
    const atWords = either(list(signs.at_words));
    const spoken = either(list(signs.spoken_endings));
    const bracketed = (words) => `\\s?[(\\[{<*_【（]{1,3}\\s?(?:${words})\\s?[)\\]}>*_】）]{1,3}\\s?`;
    const dot = `(?:[.。．•·]|\\s[.。]\\s?(?=com|net|org)|${bracketed(`${dotWords}|\\.|。`)})`;
    const ending = `(?:${dot}(?:${endings})|\\s?(?:${spoken}))(?![a-z0-9@_])`;
    const label = "[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}";
    const at = `(?:\\s?@\\s?|${bracketed(`${atWords}|@`)}|\\s{1,3}(?:${atWords})\\s{1,3}(?!www|h[tx]{2}p|ali|amazon|ebay|walmart|temu|shein|shopee|lazada|tiktok|etsy)|艾特)`;
    const build = (source) => new RegExp(source, "giu");
    return {
      email: build(`(?<![a-z0-9._+-])[a-z0-9][a-z0-9._+-]{0,63}(?:${at}${label}(?:${dot}${label}){0,5}?${ending}|@[a-z0-9-]+\\.[a-z]{2,})`),
      web: build(`(?:h[tx]{2}ps?\\s?:?\\/\\/\\S+|(?<![\\p{L}\\p{N}])www\\s?[.。]\\s?[\\p{L}\\p{N}-]+\\S*|(?<![\\p{L}\\p{N}@._+-])(?!(?:o|um|el|un|il|le|the|no|ao|este|ese|cada|algum)\\s)(?:${label}${dot}){0,5}?${label}${ending}(?:\\/[^\\s,;)]*)?)`),
      handle: build("(?<![\\p{L}\\p{N}.@])@[a-z][a-z0-9_.]{3,}"),
      digits: digitWords(signs.digits, 1),
      tens: digitWords(signs.tens, 2),
    };
  }

  /* "zero oh 零, one 一 幺, ..." to a map from word to digits; tens count as two digits, whatever they are. */
  function digitWords(rows, width) {
    const words = new Map();
    list(rows).forEach((row, index) => {
      for (const word of row.split(/\s+/)) words.set(playbook.disguise.plain(word).text, width === 1 ? String(index) : "00");
    });
    return words;
  }

  const matches = (pattern, text) => [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length, text: match[0] }));

  const emails = (patterns, plain) => matches(patterns.email, plain.text);
  const handles = (patterns, plain) => matches(patterns.handle, plain.text);

  /* Web addresses that are no e-mail address, each with its host. A name such as "gracias.Es" (capital after the dot) is none. */
  function webAddresses(patterns, plain, original) {
    return matches(patterns.web, plain.text).filter(({ start, end, text }) => {
      if (plain.text[start - 1] === "@") return false;
      const written = original.slice(plain.at[start], plain.at[end]);
      return /^(h[tx]{2}p|www)/i.test(text) || !/[a-z][.][A-Z][a-z]+$/.test(written);
    }).map((found) => ({ ...found, host: host(found.text) }));
  }

  function host(text) {
    return text.replace(/^h[tx]{2}ps?\s?:?\/\//, "").split(/[/?#\s]/)[0].replace(/^www\./, "");
  }

  /* "amazon" for amazon.co.jp, sell.amazon.com and amazon.de: the name that owns the host. */
  function owner(hostName) {
    const parts = hostName.split(".");
    const country = parts.length > 2 && parts[parts.length - 1].length === 2 && /^(com?|org|net)$/.test(parts[parts.length - 2]);
    return parts[parts.length - (country ? 3 : 2)] || "";
  }

  // --- phone numbers ------------------------------------------------------------------------------------------------

  const DATE = /^(\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})$/;
  const ORDER = /^(\d{3}-\d{7}-\d{7}|\d{2}-\d{5}-\d{5})$/;
  const BETWEEN = /^[\s()\-\u2013./·•_*~+|]{0,4}$/;

  const before = (text, place) => text.slice(Math.max(0, place - 3), place);

  function digitsOf(patterns, word) {
    if (/^\d+$/.test(word)) return word;
    return patterns.digits.get(word) || patterns.tens.get(word) || null;
  }

  /* Rows of digits in neighbouring words: {first, last, groups, spelled, start, end}, dates and order numbers left out. */
  function digitRows(patterns, words, text) {
    const rows = [];
    let row = null;
    words.forEach((word, index) => {
      const digits = digitsOf(patterns, word.text);
      const joined = row && index === row.last + 1 && BETWEEN.test(text.slice(row.end, word.start));
      if (!digits) row = null;
      else if (joined) Object.assign(row, { last: index, end: word.end });
      else rows.push((row = { first: index, last: index, start: word.start, end: word.end, groups: [], spelled: 0 }));
      if (!digits) return;
      row.groups.push(digits);
      if (!/^\d/.test(word.text)) row.spelled += 1;
    });
    return rows;
  }

  /* The first shape that fits, or null. "1-3-8" groups are the number of digits in each group. */
  function looksLikePhone(row, text) {
    const digits = row.groups.join("");
    const shape = row.groups.map((group) => group.length).join("-");
    if (row.spelled >= 5 && digits.length >= 6) return true;
    if (row.groups.length >= 7 && row.groups.every((group) => group.length === 1)) return true;
    if (/[+]\s?[(]?$/.test(before(text, row.start))) return digits.length >= 8;
    if (/^1[3-9]\d{9}$/.test(digits) && /^(11|3-4-4|3-3-5|3-8)$/.test(shape)) return true;
    if (/^(1-)?3-3-4$/.test(shape) || /^[2-4]-[45]-4$/.test(shape)) return true;
    if (/^0[1-9]/.test(digits) && digits.length >= 9 && digits.length <= 12) return row.groups.length > 1 || digits.length <= 11;
    if (/^0086|^0049|^0033|^0034|^0039|^0044/.test(digits) && digits.length <= 15) return true;
    if (/^[679]/.test(digits) && /^(3-3-3|3-2-2-2)$/.test(shape)) return true;
    return /^[78]/.test(digits) && digits.length === 11 && row.groups.length >= 4;
  }

  /* Phone numbers among the words. near(index) says which label stands closest before or just after: "phone", "number" or null. */
  function phones(patterns, words, text, near) {
    return digitRows(patterns, words, text).filter((row) => {
      const length = row.groups.join("").length;
      const written = text.slice(row.start, row.end);
      if (length < 6 || length > 15 || DATE.test(written) || ORDER.test(written)) return false;
      if (/[$€£¥]\s?$/.test(before(text, row.start)) || /^\s?[$€£¥]/.test(text.slice(row.end, row.end + 2))) return false;
      const label = near(row.first, row.last);
      if (label === "number") return false;
      return (label === "phone" && length >= 7 && !/^\d{1,3}([.]\d{3})+$/.test(written)) || looksLikePhone(row, text);
    });
  }

  playbook.addresses = { open, emails, handles, webAddresses, owner, phones };
})();
