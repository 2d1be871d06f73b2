/* Fill a reply: values written the way the reply's language writes them, and nothing copied that is not whole. */
(function (playbook) {
  const TOKEN = /\{([a-z][a-z0-9_]*)\}/g;

  /* A value as a reader of the language expects it. kind as in vocabulary.yaml; dates are ISO, money "18.50 USD". */
  function written(value, kind, language) {
    const text = playbook.fields.clean(value, kind);
    if (kind === "date" && playbook.fields.dateExists(text)) {
      return plainSpaces(new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(text + "T00:00:00Z")));
    }
    const money = kind === "money" && playbook.fields.money(text);
    if (money) {
      const format = new Intl.NumberFormat(language, { style: "currency", currency: money.currency, currencyDisplay: "code" });
      return plainSpaces(format.format(money.amount));
    }
    return kind === "personal-line" ? sentence(text, language) : text;
  }

  function plainSpaces(text) {
    return text.replace(/[\u00a0\u202f\u2009]/g, " ");
  }

  /* The agent's own line ends like a sentence. */
  function sentence(text, language) {
    return /[\p{L}\p{N})"»”’]$/u.test(text) ? text + (language.startsWith("zh") ? "。" : ".") : text;
  }

  /* Text with {name} replaced by values[name]; names without a value stay as they are. Values are never read again. */
  function fill(text, values) {
    return text.replace(TOKEN, (token, name) => (Object.hasOwn(values, name) ? values[name] : token));
  }

  /* Names that still stand in braces. */
  function unfilled(text) {
    return Array.from(text.matchAll(TOKEN), (match) => match[1]);
  }

  /* The last touch before copying: single spaces, none before punctuation; French keeps its own, unbreakable. */
  function tidy(text, language) {
    let lines = text.split("\n").map((line) => line.replace(/[ \t]+/g, " ").trim());
    if (language === "fr") lines = lines.map((line) => line.replace(/ ([:;!?»])/g, "\u00a0$1").replace(/« /g, "«\u00a0"));
    lines = lines.map((line) => line.replace(/ +([,.;:!?…，。；：！？、])/g, "$1"));
    return lines.map((line) => line.replace(/([.!?。！？])[.。]+(?=\s|$)/g, "$1")).join("\n").replace(/\n{3,}/g, "\n\n").trim();
  }

  /* A whole reply. words: {subject, body}; fields: {name: {kind, ...}}; values: {name: raw}.
     Returns {subject, body, problems: [{field, word}]}; subject and body may only be copied without problems. */
  function compose(words, fields, values, language) {
    const names = Array.from(new Set(unfilled(words.subject + "\n" + words.body)));
    const problems = [];
    const ready = {};
    for (const name of names) {
      const field = Object.hasOwn(fields, name) ? fields[name] : { kind: "text" };
      const raw = Object.hasOwn(values, name) ? values[name] : "";
      const word = playbook.fields.problem(field, raw);
      if (word) problems.push({ field: name, word });
      else ready[name] = written(raw, field.kind, language);
    }
    const subject = tidy(fill(words.subject, ready).replace(/\n/g, " "), language);
    return { subject, body: tidy(fill(words.body, ready), language), problems };
  }

  playbook.reply = { written, fill, unfilled, tidy, compose };
})(globalThis.playbook);
