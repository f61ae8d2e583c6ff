// While a kind of case held: a date test that is for some kinds of case runs only on the days on which they held.
const Standing = (() => {
  const ORDER = new Map([[false, 0], [null, 1], [true, 2]]);

  function kinds(when) {
    if (when === null) return [];
    if (when.kind === "case_type") return when.items;
    return when.kind === "all" ? when.parts.flatMap(kinds) : [];
  }

  // What became of a date test; null where it does not count, since its kind of case did not hold at the end.
  function judged(question, test, facts) {
    const own = kinds(test.when), wanted = own.length ? own : kinds(question.when);
    const spells = facts.spells.filter((spell) => wanted.includes(spell.kind)), { end } = facts;
    const judge = (seen) => Timescales.judge(test.date, test.test, seen);
    if (end === null || !spells.length || spells.some((spell) => !spell.start && !spell.end)) return judge(facts);
    if (!("first_within" in test.test) && !("every" in test.test)) {
      return spells.some((spell) => (spell.start ?? end) <= end && end <= (spell.end ?? end)) ? judge(facts) : null;
    }
    const found = stretches(spells, facts).map(judge);
    return found.reduce((least, one) => (least === null || ORDER.get(one.holds) < ORDER.get(least.holds) ? one : least), null) ?? { holds: true };
  }

  // The facts, for each spell with the part of the period that it takes; spells that follow on each other are one.
  function stretches(spells, facts) {
    const joined = [];
    const first = (spell) => spell.start ?? "0001-01-01";
    for (const spell of [...spells].sort((a, b) => (first(a) < first(b) ? -1 : first(a) > first(b) ? 1 : 0))) {
      const last = joined[joined.length - 1];
      if (!last || (last.end && spell.start && Days.plus(last.end, [1, "days"]) < spell.start)) joined.push({ ...spell });
      else last.end = !last.end || !spell.end ? null : last.end > spell.end ? last.end : spell.end;
    }
    return joined.map((spell) => {
      const starts = [spell.start, facts.start].filter(Boolean).sort(), ends = [spell.end, facts.end].filter(Boolean).sort();
      return { ...facts, start: starts.at(-1) ?? null, end: ends[0] ?? null };
    }).filter(({ start, end }) => start === null || end === null || start <= end);
  }

  return { judged };
})();
