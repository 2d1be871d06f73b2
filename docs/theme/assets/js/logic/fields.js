/* Whether a value has the form its field asks for. A problem is the name of an interface word; "" means fine. */
(function (playbook) {
  const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7]; // UPU standard S10, eight digits before the check digit
  const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g;

  /* A value as it goes into the text: no control characters, no doubled or outer spaces; lines kept where allowed. */
  function clean(value, kind) {
    const text = String(value).normalize("NFC").replace(/\r\n?/g, "\n").replace(CONTROL, "");
    const lines = text.split("\n").map((line) => line.replace(/[\s\u3000]+/g, " ").trim()).filter(Boolean);
    return lines.join(kind === "long-text" ? "\n" : " ");
  }

  /* Whether a 13-character postal number such as LX123456785CN carries the right check digit. */
  function postalNumberIsRight(number) {
    const digits = Array.from(number.slice(2, 11), Number);
    const sum = WEIGHTS.reduce((total, weight, index) => total + weight * digits[index], 0);
    const rest = 11 - (sum % 11);
    return digits[8] === (rest === 10 ? 0 : rest === 11 ? 5 : rest);
  }

  function trackingIsRight(value) {
    const number = value.replace(/[\s-]/g, "").toUpperCase();
    if (/^[A-Z]{2}\d{9}[A-Z]{2}$/.test(number)) return postalNumberIsRight(number);
    return /^[A-Z0-9]{8,35}$/.test(number) && /\d{4}/.test(number);
  }

  /* "2026-02-30" does not exist; years far away are slips of the finger. */
  function dateExists(value) {
    const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
    if (!found) return false;
    const [year, month, day] = found.slice(1).map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    return year > 2000 && year < 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  }

  /* "18.50 USD" -> {amount, currency}, or null. The amount is positive, with at most two decimals. */
  function money(value) {
    const found = /^(\d{1,7})(?:[.,](\d{1,2}))? ([A-Z]{3})$/.exec(value.trim());
    const amount = found ? Number(`${found[1]}.${found[2] || 0}`) : 0;
    return amount > 0 ? { amount, currency: found[3] } : null;
  }

  function matches(pattern, value) {
    return new RegExp(`^(?:${pattern})$`, "u").test(value);
  }

  /* field: {kind, pattern, orderPattern, example}. Returns "" or the name of the word that says what is wrong. */
  function problem(field, raw) {
    const value = clean(raw, field.kind);
    if (!value) return field.kind === "personal-line" ? "personal_line_is_empty" : "field_is_empty";
    if (/[{}\[\]]/.test(value)) return "braces_left";
    if (!/[\p{L}\p{N}]/u.test(value)) return "field_is_empty";
    if (field.kind === "personal-line" && value === field.example) return "personal_line_is_empty";
    if (field.kind === "date" && !dateExists(value)) return "date_is_wrong";
    if (field.kind === "money" && !money(value)) return "money_is_wrong";
    if (field.kind === "tracking-number" && !trackingIsRight(value)) return "tracking_is_wrong";
    if (field.kind === "order-number" && field.orderPattern && !matches(field.orderPattern, value)) return "order_is_wrong";
    if (field.pattern && !matches(field.pattern, value)) return "text_is_wrong";
    return "";
  }

  playbook.fields = { clean, problem, money, dateExists, trackingIsRight, postalNumberIsRight };
})(globalThis.playbook);
