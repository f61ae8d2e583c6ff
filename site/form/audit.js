// The audit behind the page: from what is typed to what the form's logic asks for, and to the file that is sent.
const Audit = (() => {
  const PLAIN_STATES = new Set(["not_applicable", "not_assessed", "no_evidence"]);
  const filled = (text) => typeof text === "string" && text.trim() !== "";

  // What was typed for an answer, as the logic takes it; null where nothing was.
  function given(answer, kind) {
    if (!answer || answer.state === "unanswered") return null;
    if (PLAIN_STATES.has(answer.state)) return { state: answer.state, value: null };
    const value = valueOf(answer.value, kind);
    return value === null ? null : { state: "answered", value };
  }

  function valueOf(value, kind) {
    if (kind === "choices") return Array.isArray(value) && value.length ? value : null;
    if (kind === "count") return /^\d{1,9}$/.test(String(value ?? "").trim()) ? Number(value) : null;
    const text = prose(String(value ?? ""));
    return text === "" ? null : text;
  }

  function facts(page, fields) {
    const answers = {}, grades = {}, dates = {}, reasons = [];
    for (const [id, question] of page.plan.questions) {
      const found = given(fields.answers[id], question.answer.kind);
      if (found) answers[id] = found;
    }
    for (const id of page.plan.sections.keys()) {
      const one = fields.grades[id];
      if (one && (one.value || PLAIN_STATES.has(one.state))) grades[id] = { state: one.state, value: one.value || null };
      for (const [limit, why] of Object.entries(fields.reasons[id] ?? {})) reasons.push([id, limit, why]);
    }
    for (const [id, one] of Object.entries(fields.dates)) {
      const days = one.days.filter(Days.known);
      if (days.length || one.none) dates[id] = days;
    }
    const age = fields.case.age;
    return {
      types: page.content.spells ? page.content.facts.types : fields.types, flags: fields.flags, answers, grades, dates, reasons,
      age: /^\d{1,2}$/.test(age ?? "") ? Number(age) : null, start: day(fields.period.from), end: day(fields.period.to),
      overrides: page.content.facts.overrides, judged: [], own: page.content.facts.own,
      spells: page.content.spells ? page.content.facts.spells : [],
    };
  }

  const day = (text) => (Days.known(text) ? text : null);

  // The file

  const put = (into, key, value) => { if (value !== null && value !== undefined && value !== "") into[key] = value; else delete into[key]; };

  // The keys that ids names first, in that order; then whatever else there is.
  function inOrder(value, ids) {
    const keys = [...ids.filter((id) => Object.hasOwn(value, id)), ...Object.keys(value).filter((id) => !ids.includes(id))];
    return Object.fromEntries(keys.map((key) => [key, value[key]]));
  }

  // A value that is called by a number stands in the file as that number.
  const typedIn = (value) => (/^(0|[1-9]\d{0,8})$/.test(value) ? Number(value) : value);

  function written(answer, kind) {
    const found = given(answer, kind);
    if (found === null) return null;
    const chosen = kind === "scale" || kind === "choice";
    const value = found.state !== "answered" ? found.state : chosen ? typedIn(found.value) : found.value;
    return filled(answer.why) ? { answer: value, why: prose(answer.why) } : value;
  }

  // What a word processor pastes for the end of a line is one; what nobody sees and casekit refuses is left out.
  const ENDS = /\r\n?|[\x0b\x0c\x85\u2028\u2029]/g;
  const UNSEEN = /[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu;
  const clean = (text) => text.replace(ENDS, "\n").replace(UNSEEN, "");

  const prose = (text) => clean(text).split("\n").map((line) => line.replace(/[ \t]+$/, "")).join("\n").trim();

  // What is empty is not written; a list of no days says that there are none on record, and stays.
  function pruned(value) {
    if (Array.isArray(value)) return value.map(pruned);
    if (value === null || typeof value !== "object") return value;
    const kept = Object.entries(value).map(([key, item]) => [key, pruned(item)]);
    return Object.fromEntries(kept.filter(([, item]) => item !== null && item !== "" && !isEmpty(item)));
  }

  const isEmpty = (value) => typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0;

  function data(page, fields, made) {
    const out = structuredClone(page.content.data);
    out.id = fields.id;
    put(out, "auditor", clean(fields.auditor).trim());
    put(out, "independent", fields.independent);
    out.case = caseData(page, fields, out.case ?? {});
    out.period = { ...(out.period ?? {}) };
    put(out.period, "from", fields.period.from);
    put(out.period, "to", fields.period.to);
    const { how, on, why } = fields.met;
    put(out, "with_practitioner", how === "attempted" ? { attempted: on || null, why: prose(why) || null } : how ? on : null);
    put(out, "completed", fields.completed);
    out.dates = inOrder(datesData(fields, out.dates ?? {}), Object.keys(page.plan.form.dates));
    out.feedback = inOrder(feedbackData(page, fields), page.content.feedback.respondents.map(([id]) => id));
    out.sections = inOrder(out.sections ?? {}, [...page.plan.sections.keys()]);
    for (const section of page.plan.sections.values()) sectionData(page, fields, made, section, out);
    out.sections = inOrder(out.sections, [...page.plan.sections.keys()]);
    if (out.overall) put(out.overall, "themes", page.content.themes.length ? fields.themes : out.overall.themes);
    out.concerns = fields.concerns.map((one) => concernData(one, page));
    out.actions = fields.actions.map((one) => actionData(one, page));
    for (const key of ["concerns", "actions"]) if (!out[key].length) delete out[key];
    return pruned(out);
  }

  function caseData(page, fields, before) {
    const out = { ...before };
    for (const [key, value] of Object.entries(fields.case)) if (key !== "type") put(out, key, clean(value).trim());
    if (/^\d{1,2}$/.test(out.age ?? "")) out.age = Number(out.age);
    if (!page.content.spells) {
      const types = page.content.caseTypes.map(([id]) => id).filter((id) => fields.types.includes(id));
      put(out, "type", types.length > 1 ? types : types[0]);
    }
    if (page.content.flags.length) out.flags = page.content.flags.map(([id]) => id).filter((id) => fields.flags.includes(id));
    return inOrder(out, ["ref", "type", "flags", "age"]);
  }

  function datesData(fields, before) {
    const out = { ...before };
    for (const [id, one] of Object.entries(fields.dates)) {
      const days = one.days.filter(filled);
      put(out, id, days.length > 1 ? days : days.length ? days[0] : one.none ? [] : null);
    }
    return out;
  }

  function feedbackData(page, fields) {
    const out = {};
    for (const [id] of page.content.feedback.respondents) {
      const one = fields.feedback[id];
      if (!one || !one.how) continue;
      const entry = {};
      if (one.how === "gained") {
        entry.on = one.on;
        entry.answers = {};
        for (const question of page.content.feedback.questions) {
          put(entry.answers, question.id, written(one.answers[question.id], question.answer.kind));
        }
      } else if (one.how === "not_appropriate") entry.not_appropriate = prose(one.why);
      else { entry[one.how] = one.on; entry.why = prose(one.why); }
      out[id] = entry;
    }
    return out;
  }

  // The entry stands where the section's route says; what does not apply is left out of the file.
  function sectionData(page, fields, made, section, out) {
    let at = out;
    for (const step of section.route) at = at[step] = { ...(at[step] ?? {}) };
    const applies = made.sections.get(section.id).applies !== false;
    const grade = fields.grades[section.id] ?? { state: "unanswered", value: null, why: "" };
    if (section.id === section.instance) put(at, "by", clean(fields.by[section.id] ?? "").trim());
    if (section.scale || PLAIN_STATES.has(grade.state)) {
      const covered = PLAIN_STATES.has(grade.state);
      put(at, "grade", !applies ? null : covered ? grade.state : section.grading.computed ? null : typedIn(grade.value));
    }
    put(at, "why", applies ? prose(grade.why ?? "") : null);
    at.answers = { ...(at.answers ?? {}) };
    for (const question of section.questions) {
      const open = made.questions.get(question.id).applies !== false;
      if (!open && untouched(page, fields, question.id)) continue;
      put(at.answers, typed(question.id), open ? written(fields.answers[question.id], question.answer.kind) : null);
    }
    at.answers = inOrder(at.answers, section.questions.map((question) => typed(question.id)));
    const reasons = Object.entries(fields.reasons[section.id] ?? {}).filter(([, why]) => filled(why));
    at.reasons = Object.fromEntries(applies ? reasons.map(([limit, why]) => [typed(limit), prose(why)]) : []);
    const told = (fields.told[section.id] ?? []).filter((one) => one.who || one.at);
    put(at, "told", told.length ? told.map((one) => ({ who: clean(one.who).trim(), at: one.at })) : null);
  }

  // Whether an answer is as it stood in the file before the form was made.
  function untouched(page, fields, id) {
    const [before, now] = [page.content.fields.answers[id], fields.answers[id]];
    return before !== undefined && ["state", "value", "why"].every((key) => String(before[key]) === String(now[key]));
  }

  const typed = (id) => id.split(".")[0];

  function concernData(one, page) {
    const before = (page.content.data.concerns ?? []).find((known) => known.id === one.id) ?? {};
    const told = one.told.filter((who) => who.who || who.at).map((who) => ({ who: clean(who.who).trim(), at: who.at }));
    const response = { at: one.at, what: prose(one.what), why: prose(one.why) };
    return { ...before, id: one.id, noticed: one.noticed, told: told.length ? told : null, response, siblings: one.siblings,
      closed: one.closed };
  }

  function actionData(one, page) {
    const before = (page.content.data.actions ?? []).find((known) => known.id === one.id) ?? {};
    return { ...before, id: one.id, for: one.for, do: prose(one.do), outcome: prose(one.outcome), owner: clean(one.owner).trim(),
      agreed: one.agreed, due: one.due };
  }

  // The body: the headings of what applies, in the form's order, each with its text.

  // A line that Markdown would take for a heading or an open block stands as the text that it is.
  function guarded(text) {
    const lines = prose(text).replace(/^\n+|\n+$/g, "").split("\n");
    return lines.map((line, n) => {
      if (/^ {0,3}(#{1,6}([ \t]|$)|```|~~~)/.test(line)) return line.replace(/^( {0,3})/, "$1\\");
      if (n && lines[n - 1].trim() && /^ {0,3}(=+|-+)[ \t]*$/.test(line)) return line.replace(/^( {0,3})/, "$1\\");
      return line;
    }).join("\n");
  }

  function boxText(page, fields, key) {
    const text = fields.boxes[key] ?? "";
    return text === page.content.fields.boxes[key] ? text : guarded(text);
  }

  // What stood in the file before the form was made stays there, whether it applies or not.
  const kept = (page, fields, key) => Audit.filled(page.content.fields.boxes[key]) && Audit.filled(fields.boxes[key]);

  function parts(page, fields, made) {
    const top = [...page.plan.form.top, "overall"].flatMap((id) => sectionParts(page, fields, made, id, 2));
    return [...top, ...page.content.tail];
  }

  function sectionParts(page, fields, made, id, level) {
    const section = page.plan.sections.get(id);
    const open = (box) => made.boxes.get(`${id} ${box}`).applies !== false || kept(page, fields, `${id} ${box}`);
    const inner = section.boxes.filter((box) => open(box.id))
      .map((box) => [level + 1, box.title, boxText(page, fields, `${id} ${box.id}`)]);
    for (const question of section.questions) {
      const boxes = question.boxes.filter((box) => open(`${question.id}/${box.id}`))
        .map((box) => [level + 2, box.title, boxText(page, fields, `${id} ${question.id}/${box.id}`)]);
      const remark = kept(page, fields, `${id} ${question.id}`) ? boxText(page, fields, `${id} ${question.id}`) : "";
      if (boxes.length || remark) inner.push([level + 1, question.title || question.ask, remark], ...boxes);
    }
    if (made.sections.get(id).applies === false && !inner.length) return [];
    for (const part of section.sections) inner.push(...sectionParts(page, fields, made, part, level + 1));
    return inner.length ? [[level, section.heading, ""], ...inner] : [];
  }

  function text(page, fields, made) {
    return Write.auditText(data(page, fields, made), parts(page, fields, made));
  }

  return { facts, text, given, filled, clean, prose, guarded, PLAIN_STATES };
})();
