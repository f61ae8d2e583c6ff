// Scores, limits, and grades that nobody judges: worked out from answers and other grades, exactly.
const Grades = (() => {
  const FLOOR = 0, EXACT = 1, CEILING = 2;
  const counted = (values) => values.reduce((found, value) => found.set(value, (found.get(value) ?? 0) + 1), new Map());
  const range = (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);

  function scores(state) {
    for (const [kind, id] of state.plan.form.grading) {
      const section = state.plan.sections.get(id);
      if (kind === "score" && section.score) {
        const [score, compares] = scoreOf(id, section.score, state);
        state.scores.set(id, score);
        state.scored.set(id, compares);
      }
    }
  }

  function scoreOf(id, how, state) {
    const percentage = how.percentage ||
      (how.on === "sections" && how.how === "mean" && how.items.every((one) => state.scores.get(one).percentage));
    const covered = Logic.covered(id, state), none = { value: null, percentage, missing: [] };
    if (state.opens.get(id) === false || covered === "not_applicable") return [none, Logic.ABSENT];
    if (covered === "not_assessed") return [none, null];
    const parts = how.items.map((one) => (how.on === "questions" ? ofQuestion : ofSection)(how, one, state));
    const inside = parts.filter((part) => !part.out && !part.lack);
    const missing = parts.filter((part) => part.lack).map((part) => part.lack);
    const earned = Exact.sum(inside.map((part) => part.earned)), base = Exact.sum(inside.map((part) => part.base));
    let value = null;
    if (!missing.length && base.n !== 0n) {
      if (how.how === "sum") value = earned;
      else value = Exact.over(how.percentage ? Exact.times(earned, Exact.of(100n)) : earned, base);
    }
    const score = { value, percentage, missing };
    if (value === null && !missing.length && !parts.some((part) => part.unknown)) return [score, Logic.ABSENT];
    return [score, value];
  }

  const OUT = { out: true }, UNKNOWN = { out: true, unknown: true };

  function ofSection(how, id, state) {
    const weight = Exact.read(state.plan.sections.get(id).weight), score = state.scores.get(id);
    if (score.value !== null) return { earned: Exact.times(score.value, weight), base: weight };
    if (!score.missing.length) return state.scored.get(id) === Logic.ABSENT ? OUT : UNKNOWN;
    return unanswered(how, weight, ["score", id]);
  }

  function ofQuestion(how, id, state) {
    const question = state.plan.questions.get(id), given = Logic.answerGiven(id, state), opens = state.opens.get(id);
    if (opens === false || given.state === "not_applicable") return OUT;
    if (given.state === "not_assessed") return UNKNOWN;
    if (opens === null) return { lack: ["applies", id] };
    if (given.state === "unanswered") {
      const most = how.how === "points" ? best(question) : Exact.ONE;
      if (!Logic.awaited(id, state)) return UNKNOWN;
      return unanswered(how, Exact.times(most, Exact.read(question.weight)), ["answer", id]);
    }
    return answered(how, question, given);
  }

  function unanswered(how, base, lack) {
    if (how.outOf === "answered") return UNKNOWN;
    return how.outOf === "available" ? { earned: Exact.ZERO, base } : { lack };
  }

  function answered(how, question, given) {
    const values = valuesOf(question, given);
    if (values === null) return { lack: ["answer", question.id] };
    const weight = Exact.read(question.weight);
    if (how.how === "share") {
      return { earned: values.some((v) => how.answered.includes(v)) ? weight : Exact.ZERO, base: weight };
    }
    const earned = Exact.times(Exact.sum(values.map((v) => numberOf(question, v))), weight);
    return { earned, base: how.how === "points" ? Exact.times(weight, best(question)) : weight };
  }

  function valuesOf(question, given) {
    const { scale, options } = question.answer;
    if (given.state === "no_evidence") return scale ? [scale.values.at(-1).id] : [];
    const values = Array.isArray(given.value) ? given.value : [given.value];
    const known = values.filter((v) => (scale ? scale.ranks.has(v) : options.some(([id]) => id === v)));
    if (given.state !== "answered" || known.length !== values.length) return null;
    if (!scale || !question.reversed) return known;
    return known.map((v) => scale.best[scale.values.length - 1 - scale.ranks.get(v)].id);
  }

  function numberOf(question, value) {
    const { scale, numbers } = question.answer;
    return Exact.read(scale ? scale.values.find((v) => v.id === value).number : numbers[value]) ?? Exact.ZERO;
  }

  function best(question) {
    const { scale, numbers, kind } = question.answer;
    if (scale) return Exact.read(scale.best[0].number) ?? Exact.ZERO;
    const all = Object.values(numbers).map(Exact.read);
    if (kind === "choices") return Exact.sum(all);
    return all.reduce((a, b) => (a === null || Exact.sign(b, a) > 0 ? b : a), null) ?? Exact.ZERO;
  }

  // Bounds

  // The ranks that the bound may come to; none where there is nothing to go by. Rank 0 is the best grade.
  function ranksOf(bound, scale, state) {
    if (bound.value !== null) return [scale.ranks.get(bound.value)];
    const present = bound.items.map((id) => Logic.grade(id, state)).filter((g) => g !== null).map((g) => scale.ranks.get(g));
    if (!present.length) return [];
    const open = bound.items.filter((id) => openGrade(id, state)).length, worst = scale.values.length - 1;
    const low = Math.max(...present), high = Math.min(...present), times = counted(present);
    let ranks;
    if (bound.roll === "lowest") ranks = range(low, (open ? worst : low) + 1);
    else if (bound.roll === "highest") ranks = range(open ? 0 : high, high + 1);
    else {
      const most = Math.max(...times.values());
      ranks = range(0, worst + 1).filter((rank) => (times.get(rank) ?? 0) + open >= most);
    }
    return [...new Set(ranks.map((rank) => Math.max(0, rank - bound.plus)))].sort((a, b) => a - b);
  }

  function openGrade(id, state) {
    if ((state.graded.get(id) ?? null) !== null || !Logic.awaited(id, state)) return false;
    const computed = state.computed.get(id);
    if (computed) return computed.missing.length > 0;
    return (state.grades.get(id) ?? Logic.NOTHING).state === "unanswered";
  }

  const nearest = (ranks, rank) =>
    [...ranks].sort((a, b) => Math.abs(a - rank) - Math.abs(b - rank) || a - b)[0];

  const reasonFor = (limit, state) =>
    state.facts.reasons.filter(([s, l]) => s === limit.section && l === limit.id).map(([, , why]) => why.trim()).join("");

  // Judged grades that stand outside a limit.
  function broken(view, state) {
    const found = [];
    for (const limit of state.plan.form.sections.flatMap((s) => s.limits)) {
      const section = state.plan.sections.get(limit.section), grade = Logic.grade(limit.section, state);
      if (grade === null || !section.scale || state.computed.has(section.id)) continue;
      const allowed = over(limit, grade, section.scale, state);
      if (allowed === null || Logic.truth(limit.when, state) !== true) continue;
      const reason = reasonFor(limit, state) || view.reason.trim();
      const settled = !limit.hard && Boolean(reason) && (!limit.agreedBy || state.facts.judged.length > 0);
      found.push({ limit: limit.id, section: section.id, grade, bound: allowed, by: view.by, settled });
    }
    return found;
  }

  function over(limit, grade, scale, state) {
    const rank = scale.ranks.get(grade);
    for (const [bound, ceiling, floor] of [[limit.ceiling, true, false], [limit.floor, false, true], [limit.exactly, true, true]]) {
      if (!bound) continue;
      const ranks = ranksOf(bound, scale, state);
      if (!ranks.length) continue;
      const above = ceiling && rank < Math.min(...ranks), below = floor && rank > Math.max(...ranks);
      if (above || below || (ceiling && floor && !ranks.includes(rank))) return scale.best[nearest(ranks, rank)].id;
    }
    return null;
  }

  // Computed grades

  function workOut(view, state) {
    for (const [kind, id] of state.plan.form.grading) {
      const section = state.plan.sections.get(id);
      if (kind === "grade" && section.scale && !view.owners.has(id)) {
        const found = computed(section, view, state);
        state.computed.set(id, found);
        if (found.grade !== null) state.graded.set(id, found.grade);
      }
    }
  }

  function computed(section, view, state) {
    const opens = state.opens.get(section.id), none = { grade: null, raw: null, missing: [], limitedBy: [] };
    if (opens === false || Logic.COVERING.has(Logic.covered(section.id, state))) return none;
    if (opens !== null && !Logic.awaited(section.id, state)) return none;
    if (opens === null) return { ...none, missing: [["applies", section.id]] };
    const [raw, missing] = RAW[section.grading.how](section, state);
    const found = { ...none, raw, missing };
    const other = state.facts.overrides.get(section.id);
    const overridden = other !== undefined && section.grading.override.length > 0 && section.scale.ranks.has(other);
    const grade = overridden ? other : raw;
    if (grade === null) return found;
    const limits = held(section, section.scale.ranks.get(grade), view.by, state);
    if (limits.rank === null) return { ...found, missing: [...missing, ...limits.unsure.map((id) => ["limit", id])] };
    return { ...found, grade: section.scale.best[limits.rank].id, limitedBy: limits.changed, missing: [] };
  }

  function rolled(section, state) {
    const { items, ties, how } = section.grading;
    const missing = items.filter((id) => openGrade(id, state)).map((id) => ["grade", id]);
    missing.push(...items.filter((id) => Logic.grade(id, state) && state.opens.get(id) === null).map((id) => ["applies", id]));
    const present = items.map((id) => Logic.grade(id, state)).filter((g) => g !== null);
    if (missing.length || !present.length) return [null, missing];
    const ranks = present.map((g) => section.scale.ranks.get(g)), times = counted(ranks);
    const most = Math.max(...times.values()), tied = [...times].filter(([, n]) => n === most).map(([rank]) => rank);
    const majority = ties === "worse" ? Math.max(...tied) : Math.min(...tied);
    const rank = how === "lowest" ? Math.max(...ranks) : how === "highest" ? Math.min(...ranks) : majority;
    return [section.scale.best[rank].id, []];
  }

  function banded(section, state) {
    const score = state.scores.get(section.id);
    if (score.value === null) return [null, score.missing];
    const at = Exact.rounded(score.value, section.grading.round);
    return [section.grading.bands.find(([, least]) => Exact.sign(Exact.read(least), at) <= 0)[0], []];
  }

  function ruled(section, state) {
    for (const rule of section.grading.rules) {
      const counts = Logic.truth(rule.when, state);
      if (counts === null) return [null, [["rule", section.id]]];
      if (counts) return [rule.grade, []];
    }
    return [null, []];
  }

  const RAW = { lowest: rolled, highest: rolled, majority: rolled, bands: banded, rules: ruled };

  function fitted(rank, allowed, kind) {
    if (kind === CEILING) return Math.max(rank, Math.min(...allowed));
    return kind === FLOOR ? Math.min(rank, Math.max(...allowed)) : nearest(allowed, rank);
  }

  const same = (a, b) => a.size === b.size && [...a].every((one) => b.has(one));

  // What the limits leave of a computed grade: floors first, then what it must be, then ceilings.
  function held(section, rank, by, state) {
    const rules = limitRules(section, by, state).sort((a, b) => a.kind - b.kind);
    let possible = new Set([rank]);
    const unsure = [];
    for (const rule of rules) {
      const then = new Set([...possible].flatMap((one) => rule.allowed.map((ranks) => fitted(one, ranks, rule.kind))));
      if (rule.counts === null) for (const one of possible) then.add(one);
      if ((rule.counts === null || rule.allowed.length > 1) && !same(then, possible)) unsure.push(rule.limit.id);
      possible = then;
    }
    if (possible.size > 1) return { rank: null, unsure: [...new Set(unsure)] };
    const changed = [];
    let at = rank;
    for (const rule of rules.filter((one) => one.counts && one.allowed.length === 1)) {
      const now = fitted(at, rule.allowed[0], rule.kind);
      if (now !== at) changed.push(rule.limit.id);
      at = now;
    }
    return { rank: [...possible][0], changed, unsure: [] };
  }

  function limitRules(section, by, state) {
    const rules = [];
    for (const limit of section.limits) {
      const counts = Logic.truth(limit.when, state);
      const lifted = !limit.hard && Boolean(reasonFor(limit, state)) && (!limit.agreedBy || by !== "auditor");
      if (counts === false || lifted) continue;
      for (const [bound, kind] of [[limit.floor, FLOOR], [limit.exactly, EXACT], [limit.ceiling, CEILING]]) {
        if (!bound) continue;
        const ranks = ranksOf(bound, section.scale, state);
        if (!bound.items.some((id) => openGrade(id, state))) {
          if (ranks.length) rules.push({ limit, kind, counts, allowed: [ranks] });
        } else {
          const each = ranks.length ? ranks : range(0, section.scale.values.length);
          rules.push({ limit, kind, counts, allowed: each.map((one) => [one]) });
        }
      }
    }
    return rules;
  }

  return { scores, broken, workOut, ranksOf };
})();
