// What stands before the sections: whose file it is, the time looked at, dates, and what the family told.
const Parts = (() => {
  const { el, at, set, input, day, area, radios, checks } = Elements;

  const CASE = [["ref", "Case reference", "The random reference, such as K7Q2M; never a name, a date of birth or a system number."],
    ["age", "The child's age", "In whole years, or the word unborn."], ["team", "Team", "Its id."],
    ["practitioner", "Practitioner", "A person's id, never a name."], ["team_manager", "Team manager", "A person's id."],
    ["reviewer", "Reviewing officer or conference chair", "A person's id, where there is one."]];
  const LISTS = { team: "teams", practitioner: "people", team_manager: "people", reviewer: "people" };

  function details(page) {
    const { content } = page, block = el("section", { id: "details" }, el("h2", {}, "The case and the audit"));
    for (const [key, label, note] of CASE.filter(([key]) => !content.leavesOut.includes(key))) {
      block.append(input(page, ["case", key], label, { note, list: LISTS[key] ?? null, narrow: true }));
    }
    if (content.spells) block.append(el("p", {}, "The kinds of case are in the file with the days on which each held; they stay as they are."));
    else if (content.caseTypes.length) block.append(types(page));
    if (content.flags.length) block.append(checks(page, ["flags"], "What holds for this case", content.flags));
    const who = { note: "Your own id.", list: "people", narrow: true };
    block.append(input(page, ["auditor"], "Auditor", who),
      radios(Ids.of("independent"), "Had you no part in this case?", [["yes", "Yes, I had no part in it"], ["no", "No, I had a part in it"]],
        () => page.fields.independent, (value) => set(page, ["independent"], value)),
      el("div", { class: "pair" }, day(page, ["period", "from"], "The time looked at: first day"),
        day(page, ["period", "to"], "The time looked at: last day", { note: "Timescales are counted back from this day." })),
      content.leavesOut.includes("with_practitioner") ? "" : met(page));
    return block;
  }

  function types(page) {
    const { content } = page;
    if (content.severalTypes) return checks(page, ["types"], "Kind of case", content.caseTypes);
    return radios(Ids.of("types"), "Kind of case", content.caseTypes, () => page.fields.types[0] ?? "",
      (value) => set(page, ["types"], value ? [value] : []));
  }

  function met(page) {
    const why = area(page, ["met", "why"], "Why the meeting did not come about", { rows: 2 });
    const on = day(page, ["met", "on"], "On which day");
    page.watch(() => { why.hidden = page.fields.met.how !== "attempted"; on.hidden = !page.fields.met.how; });
    const options = [["met", "We met"], ["attempted", "I tried, and it did not come about"]];
    return el("div", {}, radios(Ids.of("met", "how"), "The meeting with the practitioner", options, () => page.fields.met.how,
      (value) => set(page, ["met", "how"], value)), on, why);
  }

  function dates(page) {
    const blocks = Object.entries(page.plan.form.dates).map(([id, label]) => [id, Lists.days(page, id, label)]);
    const block = el("section", { id: "dates" }, el("h2", {}, "Dates from the file"),
      el("p", { class: "hint" }, "Answers about timescales are held against these days. Tick “None on record” where you looked and found none."),
      ...blocks.map(([, made]) => made));
    page.watch(({ made }) => {
      const asked = Dates.asked(page, made);
      for (const [id, one] of blocks) one.hidden = !asked.has(id) && !page.fields.dates[id].days.some(Audit.filled) && !page.fields.dates[id].none;
      block.hidden = blocks.every(([, one]) => one.hidden);
    });
    return block;
  }

  function feedback(page) {
    const { content } = page, form = content.feedback;
    if (!form.respondents.length) return null;
    const block = el("section", { id: "feedback" }, el("h2", {}, form.title || "Feedback"), form.guide ? el("p", {}, form.guide) : null);
    const how = [["gained", "They told us something"], ["attempted", "I tried, and got nothing"], ["declined", "They did not want to"],
      ["not_appropriate", "It would have been wrong to ask"]];
    for (const [id, label] of form.respondents) {
      page.fields.feedback[id] = { how: "", on: "", why: "", answers: {}, ...page.fields.feedback[id] };
      const path = ["feedback", id], one = () => page.fields.feedback[id];
      const on = day(page, [...path, "on"], "On which day"), why = area(page, [...path, "why"], "Why there is none", { rows: 2 });
      const asked = el("div", {}, form.questions.map((question) => Sections.answer(page, question, [...path, "answers", question.id])));
      page.watch(() => {
        on.hidden = !one().how || one().how === "not_appropriate";
        why.hidden = !one().how || one().how === "gained";
        asked.hidden = one().how !== "gained";
      });
      block.append(el("h3", {}, label), radios(Ids.of(...path, "how"), `How it went: ${label}`, how, () => one().how,
        (value) => set(page, [...path, "how"], value)), on, why, asked);
    }
    return block;
  }

  function concern(page) {
    const { guide, tell, respond } = page.content.concern;
    const rule = tell.length ? `Told at once: ${Days.listed(tell)}${respond ? `. The response comes within ${respond}.` : "."}` : "";
    return el("section", { id: "concerns", class: "concern" }, el("h2", {}, "Is the child safe?"),
      guide ? el("p", {}, guide) : null, rule ? el("p", {}, el("strong", {}, rule)) : null, Lists.concerns(page));
  }

  return { concern, details, dates, feedback };
})();
