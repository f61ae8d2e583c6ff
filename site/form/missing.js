// What the audit still lacks, in the words in which lint says it. Each gap: [where, what, the control's id].
const Missing = (() => {
  const says = /[\p{L}\p{N}]/u;
  const spoken = (state) => state.replace("_", " ");

  function gaps(page, fields, made) {
    const found = top(page, fields, made);
    for (const section of page.plan.sections.values()) {
      const item = made.sections.get(section.id);
      if (item.applies === false) continue;
      const where = `'${section.title}'`, grade = fields.grades[section.id] ?? { state: "unanswered" };
      if (grade.state === "not_assessed" || grade.state === "not_applicable") {
        if (!Audit.filled(grade.why)) found.push([where, `the reason why it is ${spoken(grade.state)}`, Ids.of("grades", section.id, "why")]);
      } else if (item.required) found.push(...values(page, fields, made, section, where), ...boxes(fields, made, section, where));
    }
    return [...found, ...follows(page, fields, made)];
  }

  function top(page, fields, made) {
    const { content } = page, out = new Set(content.leavesOut), met = !out.has("with_practitioner"), wanted = [
      [fields.case.ref, "the case reference (ref)", ["case", "ref"]],
      [content.spells || fields.types.length || !content.caseTypes.length, "the kind of case (type)", ["types"]],
      [out.has("team") || fields.case.team, "the team", ["case", "team"]],
      [out.has("practitioner") || fields.case.practitioner, "the practitioner", ["case", "practitioner"]],
      [out.has("team_manager") || fields.case.team_manager, "the team manager", ["case", "team_manager"]],
      [fields.auditor, "the auditor", ["auditor"]],
      [fields.period.from, "the first day of the period looked at", ["period", "from"]],
      [fields.period.to, "the last day of the period looked at", ["period", "to"]],
      [!met || (fields.met.how && fields.met.on), "the day it was done with the practitioner, or the attempt", ["met", "how"]],
      [fields.met.how !== "attempted" || fields.met.why, "the reason why the meeting did not come about", ["met", "why"]],
      [fields.independent, "the auditor's word that they had no part in the case (independent)", ["independent"]],
    ];
    const found = wanted.filter(([value]) => !value || value === " ").map(([, what, path]) => ["the audit", what, Ids.of(...path)]);
    for (const id of Dates.lacking(page, fields, made)) {
      found.push(["the audit", `the date ${id} (${page.plan.form.dates[id] ?? id})`, Ids.of("dates", id, 0)]);
    }
    const { respondents, required } = content.feedback, told = respondents.filter(([id]) => fields.feedback[id]?.how);
    for (const [id, label] of told) {
      const one = fields.feedback[id];
      if (one.how === "gained" && !one.on) found.push(["the feedback", `the day (${label})`, Ids.of("feedback", id, "on")]);
      if (one.how !== "gained" && !Audit.filled(one.why)) {
        found.push(["the feedback", `the reason why there is none (${label})`, Ids.of("feedback", id, "why")]);
      }
    }
    if (required && respondents.length && !told.length) {
      found.push(["the feedback", "whether it was sought, or why not", Ids.of("feedback", respondents[0][0], "how")]);
    }
    return found;
  }

  function values(page, fields, made, section, where) {
    const found = [], open = [], home = page.plan.sections.get(section.id.split(".")[0]);
    if (section.id === section.instance && home.signed && !Audit.filled(fields.by[section.id])) {
      found.push([where, "who answered (by)", Ids.of("by", section.id)]);
    }
    if (section.scale && !section.grading.computed && !fields.grades[section.id]?.value) {
      found.push([where, "the grade", Ids.of("grades", section.id)]);
    }
    for (const question of section.questions) {
      const item = made.questions.get(question.id), answer = fields.answers[question.id];
      if (item.applies === false || !item.required) continue;
      const given = Audit.given(answer, question.answer.kind);
      if (given === null) open.push(question);
      else if (!Audit.filled(answer.why) && (given.state === "not_assessed" ||
        (given.state === "not_applicable" && question.notApplicable === "with_reason"))) {
        found.push([where, `the reason why '${question.title || question.id}' is ${spoken(given.state)}`, Ids.of("answers", question.id, "why")]);
      }
    }
    if (open.length) {
      const names = open.map((question) => question.title || question.ask);
      found.push([where, `${Days.counted(open.length, "answer")} (${Days.listed(names)})`, Ids.of("answers", open[0].id)]);
    }
    return found;
  }

  function boxes(fields, made, section, where) {
    const every = [...section.boxes.map((box) => [box.id, box]),
      ...section.questions.flatMap((q) => q.boxes.map((box) => [`${q.id}/${box.id}`, box]))];
    return every.filter(([name]) => made.boxes.get(`${section.id} ${name}`).required)
      .filter(([name]) => !says.test(fields.boxes[`${section.id} ${name}`] ?? ""))
      .map(([name, box]) => [where, `the box '${box.title}'`, Ids.of("boxes", `${section.id} ${name}`)]);
  }

  // What limits and triggers ask for, and what an action or a concern lacks.
  function follows(page, fields, made) {
    const found = [];
    for (const one of made.broken.filter((b) => !b.settled)) {
      const limit = page.limits.get(one.limit), section = page.plan.sections.get(one.section);
      const what = limit.hard ? `another grade (${limit.title})` : `a written reason, or another grade (${limit.title})`;
      found.push([`'${section.title}'`, what, Ids.of("grades", section.id)]);
    }
    for (const trigger of made.fired) {
      const section = page.plan.sections.get(trigger.section), where = `'${section.title}'`;
      if (trigger.needs === "concern" && !fields.concerns.length) {
        found.push([where, `${trigger.title}: an immediate concern on record`, "concern-add"]);
      } else if (trigger.tell.length && trigger.needs !== "concern" && !told(fields, section.id)) {
        found.push([where, `${trigger.title}: who told ${Days.listed(trigger.tell.map((r) => `the ${r}`))}, and when`, `${Ids.of("told", section.id)}-add`]);
      }
      if (trigger.needs === "action" && !fields.actions.length) found.push([where, `${trigger.title}: an action`, "action-add"]);
    }
    fields.actions.forEach((action, n) => {
      const lacks = [["do", "what is to be done (do)"], ["outcome", "what it brings the child (outcome)"],
        ["owner", "who does it (owner)"], ["due", "by when (due)"]].filter(([key]) => !Audit.filled(action[key]));
      if (lacks.length) found.push([`action ${action.id}`, Days.listed(lacks.map(([, what]) => what)), Ids.of("actions", n, lacks[0][0])]);
    });
    fields.concerns.forEach((concern, n) => {
      if (!concern.noticed) found.push([`concern ${concern.id}`, "when it was noticed", Ids.of("concerns", n, "noticed")]);
    });
    return found;
  }

  const told = (fields, section) =>
    [...(fields.told[section] ?? []), ...(fields.told.overall ?? []), ...fields.concerns.flatMap((c) => c.told)].some((one) => one.who && one.at);

  return { gaps };
})();
