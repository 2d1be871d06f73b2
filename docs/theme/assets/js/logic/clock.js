/* Until when to answer: an event's date and time, and a rule, give an instant. Zones through Intl only. */
(function (playbook) {
  const MINUTE = 60000;
  const DAY = 24 * 60 * MINUTE;

  /* The wall clock in a zone at an instant (milliseconds), as milliseconds of the same digits in UTC. */
  function wall(instant, zone) {
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
    });
    const part = Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) + (((instant % 1000) + 1000) % 1000);
  }

  /* The instant at which a zone's wall clock shows these digits. In the hour that is skipped in spring the clock has
     already gone forward; of the hour that comes twice in autumn the earlier one counts, so no deadline is too late. */
  function instant(digits, zone) {
    const candidates = [digits - DAY, digits + DAY].map((near) => digits - (wall(near, zone) - near));
    const fitting = candidates.filter((candidate) => wall(candidate, zone) === digits);
    return { at: fitting.length ? Math.min(...fitting) : Math.max(...candidates), skipped: fitting.length === 0 };
  }

  /* "2026-03-29T02:30" -> digits in UTC milliseconds, or null when there is no such date or time. */
  function digits(text) {
    const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::[0-5]\d)?$/.exec(text);
    if (!found || !playbook.fields.dateExists(text.slice(0, 10))) return null;
    const [year, month, day, hour, minute] = found.slice(1).map(Number);
    return hour < 24 && minute < 60 ? Date.UTC(year, month - 1, day, hour, minute) : null;
  }

  /* Move the wall clock on by n Mondays to Fridays. */
  function addBusinessDays(start, count) {
    let day = start;
    for (let left = count; left > 0; ) {
      day += DAY;
      const weekday = new Date(day).getUTCDay();
      if (weekday !== 0 && weekday !== 6) left -= 1;
    }
    return day;
  }

  /* rule: {amount, unit, zone}; event: "YYYY-MM-DDTHH:MM" on the wall clock of eventZone.
     Returns {at: instant in milliseconds, skipped} or null for a date that does not exist.
     Days end at the same time of day in the rule's zone: the earliest reading, so never too late. */
  function due(rule, event, eventZone) {
    const start = digits(event);
    if (start === null) return null;
    const begun = instant(start, eventZone);
    if (rule.unit === "hours" || rule.unit === "minutes") {
      return { at: begun.at + rule.amount * (rule.unit === "hours" ? 60 : 1) * MINUTE, skipped: begun.skipped };
    }
    const local = wall(begun.at, rule.zone);
    const ends = rule.unit === "business-days" ? addBusinessDays(local, rule.amount) : local + rule.amount * DAY;
    return { at: instant(ends, rule.zone).at, skipped: begun.skipped };
  }

  /* A date and time as people of a language write it, in a zone. */
  function shown(at, zone, language) {
    return new Intl.DateTimeFormat(language, {
      timeZone: zone, weekday: "short", year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    }).format(new Date(at));
  }

  /* Whole days and hours between two instants. */
  function distance(from, to) {
    const hours = Math.floor(Math.abs(to - from) / (60 * MINUTE));
    return { over: to < from, days: Math.floor(hours / 24), hours: hours % 24 };
  }

  function stamp(at) {
    return new Date(at).toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "");
  }

  /* RFC 5545: commas, semicolons, backslashes and line ends are escaped, lines folded at 75 octets. */
  function folded(name, value) {
    const text = `${name}:${value.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n")}`;
    const lines = [""];
    let octets = 0;
    for (const letter of text) {
      const size = letter.codePointAt(0) < 0x80 ? 1 : letter.codePointAt(0) < 0x800 ? 2 : letter.codePointAt(0) < 0x10000 ? 3 : 4;
      if (octets + size > 73) {
        lines.push(" ");
        octets = 1;
      }
      lines[lines.length - 1] += letter;
      octets += size;
    }
    return lines.join("\r\n");
  }

  /* A calendar file with one entry at the deadline, which reminds two hours before. It has no DTEND: RFC 5545 wants
     one later than DTSTART, and an entry without it ends where it starts. */
  function calendar(at, title, description, id, now) {
    const lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//customer-service-playbook//deadline//EN", "BEGIN:VEVENT",
      folded("UID", `${id}-${stamp(at)}@customer-service-playbook`), `DTSTAMP:${stamp(now)}`, `DTSTART:${stamp(at)}`,
      folded("SUMMARY", title), folded("DESCRIPTION", description),
      "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT2H", folded("DESCRIPTION", title), "END:VALARM", "END:VEVENT", "END:VCALENDAR",
    ];
    return lines.join("\r\n") + "\r\n";
  }

  playbook.clock = { due, shown, distance, calendar, instant, wall };
})(globalThis.playbook);
