// Whether a date test holds on the days that an audit gives, and the sentence that says why. Everything is measured to
// the end of the audit's period, never to today. null: it cannot be told.
const Timescales = (() => {
  const NOT_DUE = { holds: true }, NO_START = { holds: null };
  const latest = (days) => days.reduce((a, b) => (a === null || b > a ? b : a), null);
  const has = (test, key) => Object.hasOwn(test, key);

  function judge(id, test, facts) {
    const end = facts.end;
    if (!end) return { holds: null };
    if (has(test, "first_within")) return first(id, test, facts, end);
    if (has(test, "every")) return every(id, test, facts, end);
    const days = facts.dates.get(id);
    if (days === undefined) return { holds: null };
    const past = days.filter((day) => day <= end);
    const last = latest(past);
    if (has(test, "older_than")) {
      return { holds: last !== null && last < Days.less(end, test.older_than), at: last };
    }
    const edge = Days.less(end, test.within);
    if (has(test, "at_least")) {
      const number = new Set(past.filter((day) => day >= edge)).size;
      return { holds: number >= test.at_least, at: last, number };
    }
    return { holds: last !== null && last >= edge, at: last };
  }

  // The first one on or after each starting day comes in time; due days outside the period do not count.
  function first(id, test, facts, end) {
    const starts = facts.dates.get(test.after);
    if (starts === undefined) return { holds: null };
    const days = facts.dates.get(id);
    for (const start of [...starts].sort()) {
      const due = Days.plus(start, test.first_within);
      if (due > end || (facts.start && due < facts.start)) continue;
      if (days === undefined) return { holds: null, at: start, due };
      const came = days.filter((day) => day >= start).sort()[0] ?? null;
      if (came === null || came > due) return { holds: false, at: start, due, came };
    }
    return starts.length ? NOT_DUE : NO_START;
  }

  // Never longer than the length from one to the next, counted from the last starting day.
  function every(id, test, facts, end) {
    const begins = facts.start;
    let at;
    if (test.from !== undefined && test.from !== null) {
      const starts = facts.dates.get(test.from);
      if (starts === undefined) return { holds: null };
      const past = starts.filter((day) => day <= end);
      if (!past.length) return starts.length ? NOT_DUE : NO_START;
      at = latest(past);
    } else if (begins) at = begins;
    else return { holds: null };
    const days = facts.dates.get(id);
    const from = at;
    const coming = [...(days ?? []).filter((day) => from < day && day <= end).sort(), null];
    for (const came of coming) {
      let since = at, due = Days.plus(at, test.every);
      if (begins && due < begins) { since = begins; due = Days.plus(begins, test.every); }
      if (due <= end && (came === null || came > due)) {
        return days === undefined ? { holds: null, at: since, due } : { holds: false, at: since, due, came };
      }
      at = came ?? at;
    }
    return NOT_DUE;
  }

  // What the dates say, to stand alone or after "but"; no full stop.
  function sentence(id, test, verdict, labels, facts) {
    const name = (date) => `"${labels[date] ?? date}"`;
    const label = name(id), end = facts.end ?? "9999-12-31";
    if (has(test, "first_within")) return firstSays(label, name(test.after), test, verdict);
    if (has(test, "every")) return everySays(label, test, verdict, facts);
    if (has(test, "at_least")) {
      const number = verdict.number ?? 0, wanted = test.at_least;
      return `${number ? Days.counted(number, "date") : "no date"} under ${label} ${number < 2 ? "lies" : "lie"} in the ` +
        `${Days.said(test.within)} up to ${Days.written(end)}, where ${wanted} ${wanted === 1 ? "is" : "are"} needed`;
    }
    if (!verdict.at) return `no date under ${label} lies before ${Days.written(end)}, the end of the period`;
    if (verdict.at === end) {
      return `the last date under ${label} is ${Days.written(end)}, the day on which the period ends`;
    }
    return `the last date under ${label} is ${Days.written(verdict.at)}, ${Days.apart(verdict.at, end)} before the ` +
      `period ends on ${Days.written(end)}`;
  }

  function firstSays(label, after, test, verdict) {
    const length = Days.said(test.first_within);
    if (!verdict.at || !verdict.due) return `the first date under ${label} came within ${length}, or was not due in the period`;
    const when = `the first date under ${label} was due by ${Days.written(verdict.due)}, ${length} after ${after} on ` +
      Days.written(verdict.at);
    return verdict.came ? `${when}, and is ${Days.written(verdict.came)}` : `${when}, and there is none`;
  }

  function everySays(label, test, verdict, facts) {
    const length = Days.said(test.every);
    if (!verdict.at || !verdict.due) return `no date under ${label} that was due in the period is missing (every ${length})`;
    const since = Days.written(verdict.at) + (verdict.at === facts.start ? ", the first day of the period" : "");
    const when = `a date under ${label} was due by ${Days.written(verdict.due)} (every ${length}, counted from ${since})`;
    return verdict.came ? `${when}, and the next is ${Days.written(verdict.came)}` : `${when}, and there is none`;
  }

  return { judge, sentence };
})();
