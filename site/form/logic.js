// What a form makes of one audit: what applies, which limits are broken, what must follow. No judged grade is ever
// proposed or changed. It goes by the form's data alone, and by the same steps as casekit itself.
const Logic = (() => {
  const ABSENT = Symbol("compares to nothing");
  const NOTHING = { state: "unanswered", value: null };
  const COVERING = new Set(["not_applicable", "not_assessed"]);

  const and = (truths) => (truths.includes(false) ? false : truths.includes(null) ? null : true);
  const or = (truths) => (truths.includes(true) ? true : truths.includes(null) ? null : false);
  const table = (plain) => new Map(Object.entries(plain ?? {}));

  // The tables of a form, made once: `form` is what the page carries as data.
  function prepared(form) {
    const sections = new Map(form.sections.map((s) => [s.id, s]));
    const questions = new Map(form.sections.flatMap((s) => s.questions.map((q) => [q.id, q])));
    const walk = (id) => [id, ...sections.get(id).sections.flatMap(walk)];
    const contents = new Map([...sections.keys()].map((id) =>
      [id, id === "overall" ? [...questions.keys()] : walk(id).flatMap((s) => sections.get(s).questions.map((q) => q.id))]));
    scales(form).forEach(ranked);
    return { form, sections, questions, contents, walk };
  }

  // A scale with its values best first, and the rank of each by its id.
  function ranked(scale) {
    scale.best = [...scale.values].sort((a, b) => a.rank - b.rank);
    scale.ranks = new Map(scale.values.map((v) => [v.id, v.rank]));
  }

  function scales(form) {
    const found = form.sections.flatMap((s) => [s.scale, ...s.questions.map((q) => q.answer.scale)]);
    return found.filter((scale) => scale);
  }

  function taken(plain) {
    const own = new Map(Object.entries(plain.own ?? {}).map(([id, one]) => [id, { ...one, dates: table(one.dates) }]));
    return {
      types: plain.types ?? [], flags: plain.flags ?? [], age: plain.age ?? null, start: plain.start ?? null,
      end: plain.end ?? null, dates: table(plain.dates), answers: table(plain.answers), grades: table(plain.grades),
      reasons: plain.reasons ?? [], overrides: table(plain.overrides), judged: plain.judged ?? [], own,
      spells: plain.spells ?? [],
    };
  }

  function evaluate(plan, plainFacts) {
    const state = {
      plan, facts: taken(plainFacts), opens: new Map(), cover: new Map(), wanted: new Set(), left: new Set(),
      said: new Map(), grades: new Map(), graded: new Map(), owners: new Map(), scores: new Map(), scored: new Map(),
      computed: new Map(),
    };
    const { sections, questions } = settle(state);
    const contradictions = [...plan.questions.values()].flatMap((q) => agree(q, state));
    Grades.scores(state);
    const [auditor, ...judges] = views(state);
    look(auditor, state);
    const first = state.computed;
    let outside = Grades.broken(auditor, state);
    let fired = follows(state);
    const boxes = boxItems(state, sections);
    let before = outside;
    for (const view of judges) {
      look(view, state);
      const now = Grades.broken(view, state);
      const known = new Set(before.map((b) => b.limit));
      outside = [...outside, ...now.filter((b) => view.own.has(b.section) || !known.has(b.limit))];
      before = now;
    }
    if (judges.length) fired = new Set([...fired, ...follows(state)]);
    const effective = new Map([...sections.keys()].map((id) => [id, grade(id, state)]).filter(([, g]) => g !== null));
    return {
      sections, questions, boxes, broken: outside, contradictions, scores: state.scores, computed: state.computed,
      computedFirst: first, effective, state,
      fired: plan.form.sections.flatMap((s) => s.triggers).filter((t) => fired.has(t.id)),
    };
  }

  // What applies

  function settle(state) {
    const { plan, facts } = state;
    for (const section of plan.sections.values()) {
      if (section.id === "overall") continue;
      const given = facts.grades.get(section.id) ?? NOTHING;
      if (COVERING.has(given.state)) state.cover.set(section.id, given.state);
      else if (state.cover.has(section.parent)) state.cover.set(section.id, state.cover.get(section.parent));
    }
    const wanted = wantedSections(state);
    state.left = new Set(leftOut(state, wanted));
    for (const [kind, id] of plan.form.order) {
      if (kind === "section") {
        const section = plan.sections.get(id);
        state.opens.set(id, under(section.parent ? state.opens.get(section.parent) : true, section.when, state));
      } else {
        const question = plan.questions.get(id);
        state.opens.set(id, under(state.opens.get(question.section), question.when, state));
        hear(question, state);
      }
    }
    const applies = withContents(state);
    for (const [id, one] of applies) state.opens.set(id, one);
    state.wanted = new Set([...wanted].filter((id) => !state.cover.has(id)));
    const sections = new Map([...plan.sections.values()].map((s) =>
      [s.id, item(s.required, applies.get(s.id), state.wanted.has(s.id))]));
    const questions = new Map([...plan.questions.values()].map((q) =>
      [q.id, item(q.required, state.opens.get(q.id), state.wanted.has(q.section) && q.required !== "chosen")]));
    return { sections, questions };
  }

  const item = (required, applies, wanted) =>
    ({ applies, required: required === "always" ? applies !== false : applies === true && wanted });

  const under = (above, when, state) => (when === null || above === false ? above : and([above, truth(when, state)]));

  function withContents(state) {
    const applies = new Map();
    const one = (id) => {
      const section = state.plan.sections.get(id);
      const inside = [...section.sections.map(one), ...section.questions.map((q) => state.opens.get(q.id))];
      const own = state.opens.get(id);
      applies.set(id, inside.length ? and([own, or(inside)]) : own);
      return applies.get(id);
    };
    state.plan.form.top.forEach(one);
    applies.set("overall", true);
    return applies;
  }

  function wantedSections(state) {
    const wanted = new Set();
    for (const section of state.plan.sections.values()) {
      if (section.parent && !wanted.has(section.parent)) continue;
      if (section.required !== "chosen" || chosen(section.id, state)) wanted.add(section.id);
    }
    return wanted;
  }

  function chosen(id, state) {
    const answered = (given) => given !== undefined && given.state !== "unanswered";
    return answered(state.facts.grades.get(id)) ||
      state.plan.contents.get(id).some((question) => answered(state.facts.answers.get(question)));
  }

  function leftOut(state, wanted) {
    const left = [], toCome = new Set();
    for (const section of state.plan.sections.values()) {
      if (section.least && section.sections.filter((id) => wanted.has(id)).length < section.least) {
        for (const id of state.plan.walk(section.id).slice(1)) toCome.add(id);
      }
      if (state.cover.has(section.id) || toCome.has(section.id)) continue;
      const out = !wanted.has(section.id);
      if (out && section.required !== "always") left.push(section.id);
      for (const question of section.questions) {
        if (question.required === "chosen" || (out && question.required !== "always")) left.push(question.id);
      }
    }
    return left;
  }

  // Conditions

  function truth(when, state) {
    return when === null ? true : KINDS[when.kind](when, state);
  }

  function seenFrom(where, facts) {
    const own = where ? facts.own.get(where) : undefined;
    if (own === undefined) return facts;
    return {
      ...facts, types: own.types ?? facts.types, flags: own.flags ?? facts.flags, age: own.age ?? facts.age,
      dates: new Map([...facts.dates, ...own.dates]), spells: own.spells ?? facts.spells,
    };
  }

  const KINDS = {
    all: (when, state) => and(when.parts.map((part) => truth(part, state))),
    any: (when, state) => or(when.parts.map((part) => truth(part, state))),
    not: (when, state) => { const inner = truth(when.parts[0], state); return inner === null ? null : !inner; },
    case_type: (when, state) => {
      const { types } = seenFrom(when.where, state.facts);
      return types.length ? when.items.some((id) => types.includes(id)) : null;
    },
    flag: (when, state) => when.items.some((id) => seenFrom(when.where, state.facts).flags.includes(id)),
    age: (when, state) => {
      const { age } = seenFrom(when.where, state.facts);
      return age === null ? null : fits(Exact.read(age), when.test);
    },
    date: (when, state) => Timescales.judge(when.subject, when.test, seenFrom(when.where, state.facts)).holds,
    day: (when, state) => {
      const { end } = state.facts;
      return end === null ? null : !(when.test.from > end) && !(when.test.to < end);
    },
    answer: (when, state) => compare(when, when.items[0], state.said),
    grade: (when, state) => compare(when, when.items[0], state.graded),
    score: (when, state) => compare(when, when.items[0], state.scored),
    answers: (when, state) => several(when, state.said, state.left),
    grades: (when, state) => several(when, state.graded, state.left),
    scores: (when, state) => several(when, state.scored, state.left),
  };

  function several(when, values, left) {
    const many = when.test.how_many ?? 1;
    let items = when.items;
    if (many === "all" || many === "most") {
      items = items.filter((id) => {
        const found = values.get(id) ?? null;
        return found !== ABSENT && !(found === null && left.has(id));
      });
    }
    const truths = items.map((id) => compare(when, id, values));
    if (many === "all") return truths.length ? and(truths) : false;
    const wanted = typeof many === "number" ? many : Math.floor(items.length / 2) + 1;
    const certain = truths.filter((one) => one === true).length;
    if (certain >= wanted) return true;
    return certain + truths.filter((one) => one === null).length >= wanted ? null : false;
  }

  function compare(when, id, values) {
    const value = values.get(id) ?? null;
    if (value === null) return null;
    if (value === ABSENT) return false;
    const accepted = Object.hasOwn(when.accepts, id) ? when.accepts[id] : null;
    if (accepted === null) return typeof value === "object" && !Array.isArray(value) && fits(value, when.test);
    return Array.isArray(value) ? value.some((one) => accepted.includes(one)) : accepted.includes(value);
  }

  const ORDER = { at_least: (s) => s >= 0, at_most: (s) => s <= 0, above: (s) => s > 0, below: (s) => s < 0 };

  function fits(number, test) {
    return Object.entries(test).every(([key, than]) => {
      if (key === "is" && Array.isArray(than)) return than.some((one) => Exact.sign(number, Exact.read(one)) === 0);
      return !Object.hasOwn(ORDER, key) || ORDER[key](Exact.sign(number, Exact.read(than)));
    });
  }

  // What was said, and whose grades are looked at

  function hear(question, state) {
    const given = state.facts.answers.get(question.id) ?? NOTHING;
    const shut = state.opens.get(question.id) === false;
    state.said.set(question.id, shut ? ABSENT : compared(given, question.answer, state.cover.get(question.section)));
  }

  function compared(given, answer, cover) {
    const how = given.state === "unanswered" && cover ? cover : given.state;
    if (how === "not_applicable") return ABSENT;
    if (how === "no_evidence") return answer.scale ? answer.scale.values.at(-1).id : null;
    if (how !== "answered") return null;
    const { value } = given;
    if (typeof value === "string") return knows(answer, value) ? value : null;
    if (answer.kind === "choices" && Array.isArray(value)) return value;
    return answer.kind === "count" && typeof value === "number" ? Exact.read(value) : null;
  }

  const knows = (answer, value) =>
    (answer.scale ? answer.scale.ranks.has(value) : answer.options.some(([id]) => id === value));

  function views(state) {
    let grades = new Map(state.facts.grades), owners = new Map();
    const found = [{ by: "auditor", grades, owners, own: new Set(grades.keys()), reason: "" }];
    for (const judged of state.facts.judged) {
      const given = Object.entries(judged.grades).filter(([id, value]) => state.plan.sections.get(id)?.scale?.ranks.has(value));
      grades = new Map([...grades, ...given.map(([id, value]) => [id, { state: "answered", value }])]);
      owners = new Map([...owners, ...given.map(([id]) => [id, judged.by])]);
      found.push({ by: judged.by, grades, owners, own: new Set(given.map(([id]) => id)), reason: judged.reason });
    }
    return found;
  }

  function look(view, state) {
    state.grades = view.grades;
    state.owners = view.owners;
    state.computed = new Map();
    state.graded = new Map();
    for (const section of state.plan.sections.values()) {
      if (section.scale) state.graded.set(section.id, gradedAs(section, state));
    }
    Grades.workOut(view, state);
  }

  function gradedAs(section, state) {
    if (state.opens.get(section.id) === false) return ABSENT;
    if (section.grading.computed && !state.owners.has(section.id)) {
      return covered(section.id, state) === "not_applicable" ? ABSENT : null;
    }
    const answering = { kind: "scale", scale: section.scale };
    return compared(state.grades.get(section.id) ?? NOTHING, answering, state.cover.get(section.id));
  }

  function covered(id, state) {
    const own = (state.facts.grades.get(id) ?? NOTHING).state;
    return COVERING.has(own) ? own : state.cover.get(id) ?? null;
  }

  function answerGiven(id, state) {
    const given = state.facts.answers.get(id) ?? NOTHING;
    const cover = state.cover.get(state.plan.questions.get(id).section);
    return cover && given.state === "unanswered" ? { state: cover, value: null } : given;
  }

  function grade(id, state) {
    const found = state.graded.get(id);
    return typeof found === "string" ? found : null;
  }

  function awaited(id, state) {
    if (state.opens.get(id) === false) return false;
    const question = state.plan.questions.get(id);
    if (question) return question.required === "always" || (state.wanted.has(question.section) && question.required !== "chosen");
    return state.wanted.has(id) || (state.plan.sections.get(id).required === "always" && !state.cover.has(id));
  }

  // What follows

  function agree(question, state) {
    const { scale } = question.answer, given = answerGiven(question.id, state);
    if (!question.agrees.length || !scale || state.opens.get(question.id) === false) return [];
    if (given.state !== "answered" && given.state !== "no_evidence") return [];
    const value = given.state === "no_evidence" ? scale.values.at(-1).id : given.value;
    if (typeof value !== "string" || !scale.ranks.has(value)) return [];
    const rank = scale.ranks.get(value), yes = rank === 0, no = rank === scale.values.length - 1;
    const judged = question.agrees.filter((test) => truth(test.when, state) === true)
      .map((test) => [test, Standing.judged(question, test, seenFrom(test.where, state.facts))])
      .filter(([, verdict]) => verdict !== null);
    const said = ([test, verdict]) => ({
      question: question.id, answer: value,
      says: Timescales.sentence(test.date, test.test, verdict, state.plan.form.dates, seenFrom(test.where, state.facts)),
    });
    const found = judged.filter(([test, verdict]) => verdict.holds === false && (test.yesOnly ? yes : !no)).map(said);
    const both = judged.filter(([test]) => !test.yesOnly);
    const unsure = question.agrees.some((test) => !test.yesOnly && truth(test.when, state) === null);
    if (no && both.length && both.every(([, verdict]) => verdict.holds) && !unsure) found.push(...both.map(said));
    return found;
  }

  function follows(state) {
    const all = state.plan.form.sections.flatMap((s) => s.triggers);
    return new Set(all.filter((t) => state.opens.get(t.section) !== false && truth(t.when, state)).map((t) => t.id));
  }

  function boxItems(state, sections) {
    const boxes = new Map();
    const one = (box, above, wanted) => {
      const applies = box.when === null ? above : and([above, truth(box.when, state)]);
      return { applies, required: box.required && applies === true && wanted };
    };
    for (const section of state.plan.sections.values()) {
      const wanted = state.wanted.has(section.id);
      for (const box of section.boxes) boxes.set(`${section.id} ${box.id}`, one(box, sections.get(section.id).applies, wanted));
      for (const question of section.questions) {
        for (const box of question.boxes) {
          boxes.set(`${section.id} ${question.id}/${box.id}`, one(box, state.opens.get(question.id), wanted));
        }
      }
    }
    return boxes;
  }

  return { prepared, ranked, evaluate, truth, grade, awaited, covered, answerGiven, ABSENT, NOTHING, COVERING };
})();
