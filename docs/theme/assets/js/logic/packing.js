/*
 * playbook.packing: lists of small numbers and words as plain text that compresses well and is quick to read.
 *
 *   packNumbers([0, 7, 91, ...])   one printable character below 44, two or more above
 *   unpackNumbers(text)            Int32Array or longer list of the same numbers
 *   packSteps([0, 88, ...])        exactly one printable character each, for numbers below 89
 *   unpackSteps(text)              the same numbers
 *   packWords(sorted)              each word as the length it shares with the one before, and the rest
 *   unpackWords(text)              the same words
 */
(() => {
  // Eighty-nine printable characters that need no escape in a JavaScript string.
  const DIGITS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter((c) => !'"\\`<&'.includes(c));
  const BASE = 44;
  const VALUE = new Int16Array(128);
  DIGITS.forEach((digit, value) => (VALUE[digit.charCodeAt(0)] = value));

  const packNumber = (number) => {
    let text = "";
    while (number >= BASE) {
      text += DIGITS[BASE + (number % BASE)];
      number = Math.floor(number / BASE);
    }
    return text + DIGITS[number];
  };

  const packNumbers = (numbers) => Array.from(numbers, packNumber).join("");

  const packSteps = (numbers) => Array.from(numbers, (number) => DIGITS[number]).join("");
  const unpackSteps = (text) => {
    const numbers = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) numbers[i] = VALUE[text.charCodeAt(i)];
    return numbers;
  };

  const unpackNumbers = (text) => {
    const numbers = new Int32Array(text.length);
    let count = 0;
    let number = 0;
    let weight = 1;
    for (let i = 0; i < text.length; i++) {
      const value = VALUE[text.charCodeAt(i)];
      if (value >= BASE) {
        number += (value - BASE) * weight;
        weight *= BASE;
      } else {
        numbers[count++] = number + value * weight;
        number = 0;
        weight = 1;
      }
    }
    return numbers.subarray(0, count);
  };

  const shared = (a, b) => {
    let length = 0;
    while (length < a.length && length < b.length && a[length] === b[length]) length++;
    return Math.min(length, BASE - 1);
  };

  const packWords = (sorted) => {
    let before = "";
    return sorted
      .map((word) => {
        const length = shared(before, word);
        before = word;
        return DIGITS[length] + word.slice(length);
      })
      .join("\n");
  };

  const unpackWords = (text) => {
    if (text === "") return [];
    let before = "";
    return text.split("\n").map((entry) => (before = before.slice(0, VALUE[entry.charCodeAt(0)]) + entry.slice(1)));
  };

  globalThis.playbook.packing = { packNumbers, unpackNumbers, packSteps, unpackSteps, packWords, unpackWords };
})();
