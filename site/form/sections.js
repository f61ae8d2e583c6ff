// The form's sections: only what applies is shown, and nothing typed is lost when a question disappears.
const Sections = (() => {
  const { el, at, set, input, area, radios, checks } = Elements;
  const STATES = { not_applicable: "Does not apply", not_assessed: "Not assessed", no_evidence: "No evidence on file" };
  const labelled = (scale) => scale.best.map((value) => [value.id, value.label]);

  // One question's controls; path leads to its answer.
  function answer(page, question, path) {
    const { kind, scale, options } = question.answer, id = Ids.of(...path);
    const into = at(page, path) ?? {};
    set.quiet(page, path, { state: "unanswered", value: null, why: "", ...into });
    const one = () => at(page, path);
    const states = Object.keys(STATES).filter((state) => state !== "not_applicable" || question.notApplicable !== "never");
    const choose = (value) => {
      one().state = value === "" ? "unanswered" : Object.hasOwn(STATES, value) ? value : "answered";
      if (one().state === "answered") one().value = value.slice(1);
      else if (kind === "scale" || kind === "choice") one().value = null;
      page.changed();
    };
    const title = question.title ? [el("strong", {}, question.title), el("span", { class: "ask" }, question.ask)] : [el("strong", {}, question.ask)];
    const note = question.guide ? el("p", { class: "hint" }, question.guide) : null;
    const others = states.map((state) => [state, STATES[state]]);
    const parts = [];
    if (kind === "scale" || kind === "choice") {
      const values = (scale ? labelled(scale) : options).map(([value, label]) => [`=${value}`, label, described(page, question.descriptors[value])]);
      const chosen = () => (one().state === "answered" ? `=${one().value}` : one().state === "unanswered" ? "" : one().state);
      parts.push(radios(id, title, [...values, ...others], chosen, choose, { note }));
    } else parts.push(el("fieldset", { id, tabindex: "-1" }, el("legend", {}, title), note, written(page, question, path, others, choose)));
    const why = area(page, [...path, "why"], "The reason", { rows: 2 });
    page.watch(() => { why.hidden = !["not_applicable", "not_assessed"].includes(one().state) && !Audit.filled(one().why); });
    return el("div", { class: "question" }, ...parts, why);
  }

  // Words, a number, a day or several choices; or why there is none.
  function written(page, question, path, others, choose) {
    const { kind, options } = question.answer, one = () => at(page, path), name = question.title || question.ask;
    const keep = () => { one().state = Audit.given({ ...one(), state: "answered" }, kind) ? "answered" : "unanswered"; page.changed(); };
    let control;
    if (kind === "choices") {
      if (!Array.isArray(one().value)) one().value = [];
      control = checks(page, [...path, "value"], "Any of these", options);
    } else if (kind === "text") control = area(page, [...path, "value"], "In your words", { rows: 2 });
    else control = input(page, [...path, "value"], kind === "date" ? "The day" : "A whole number", { type: kind === "date" ? "date" : "text", narrow: true });
    control.addEventListener("input", keep);
    control.addEventListener("change", keep);
    const instead = radios(`${Ids.of(...path)}-instead`, `Instead of an answer: ${name}`, others,
      () => (["answered", "unanswered"].includes(one().state) ? "" : one().state), (value) => { choose(value); if (value === "") keep(); });
    return [control, el("details", {}, el("summary", {}, "There is no answer to give"), instead)];
  }

  // What a grade or an answer looks like here; texts that hold only in some cases react to the answers.
  function described(page, looks) {
    if (!looks?.length) return null;
    const made = looks.map((one) => [one, el("p", {}, one.text)]);
    page.watch(({ made: seen }) => { for (const [one, p] of made) p.hidden = Logic.truth(one.when, seen.state) === false; });
    return made.map(([, p]) => p);
  }

  function grade(page, section) {
    const id = Ids.of("grades", section.id), path = ["grades", section.id];
    page.fields.grades[section.id] = { state: "unanswered", value: null, why: "", ...page.fields.grades[section.id] };
    const one = () => page.fields.grades[section.id];
    const states = section.id === "overall" ? [] : ["not_applicable", "not_assessed"];
    const values = section.grading.computed ? [] : section.scale.best.map((value) => {
      const looks = section.descriptors[value.id] ? described(page, section.descriptors[value.id]) : value.means ? [el("p", {}, value.means)] : null;
      return [`=${value.id}`, value.label, looks];
    });
    const options = [...values, ...states.map((state) => [state, STATES[state]])];
    const chosen = () => (one().state === "answered" ? `=${one().value}` : one().state === "unanswered" ? "" : one().state);
    const choose = (value) => {
      const judged = value.startsWith("=");
      Object.assign(one(), { state: value === "" ? "unanswered" : judged ? "answered" : value, value: judged ? value.slice(1) : null });
      page.changed();
    };
    const block = el("div", { class: "grade" });
    if (section.grading.computed) {
      const out = el("p", { id, tabindex: "-1" });
      page.watch(({ made }) => {
        const found = made.computed.get(section.id)?.grade, score = made.scores.get(section.id)?.value;
        const points = score ? ` (score ${Exact.figure(score)}${made.scores.get(section.id).percentage ? "%" : ""})` : "";
        out.textContent = found ? `The form works this grade out from your answers: ${section.scale.values.find((v) => v.id === found).label}${points}.`
          : "The form works this grade out from your answers; something is still missing.";
      });
      block.append(out);
    }
    if (options.length) block.append(radios(section.grading.computed ? `${id}-state` : id,
      section.grading.computed ? `${section.title}: instead of a grade` : `Grade: ${section.title}`, options, chosen, choose));
    const why = area(page, [...path, "why"], "The reason", { rows: 2 });
    page.watch(() => { why.hidden = !["not_applicable", "not_assessed"].includes(one().state) && !Audit.filled(one().why); });
    block.append(why, limits(page, section));
    return block;
  }

  // Limits as they take effect: what the form allows, and the reason that settles an expected one.
  function limits(page, section) {
    const lines = section.limits.map((limit) => {
      const says = el("p"), path = ["reasons", section.id, limit.id];
      const reason = limit.hard ? null : area(page, path, "The reason why the grade stands all the same", { rows: 2 });
      const block = el("div", { class: "limit", hidden: true }, says, reason);
      page.watch(({ made }) => {
        const found = made.broken.find((one) => one.limit === limit.id && one.section === section.id);
        const label = (id) => section.scale.values.find((value) => value.id === id).label;
        const held = made.computed.get(section.id)?.limitedBy.includes(limit.id);
        block.hidden = !found && !held && !Audit.filled(at(page, path));
        if (found) {
          const ask = limit.hard ? "" : limit.agreedBy ? " Give your reason; the moderator has to agree." : " Give your reason if it stands all the same.";
          says.textContent = `${limit.title}: ${label(found.grade)} is recorded, and the form allows ${label(found.bound)}.${ask}`;
        } else if (held) says.textContent = `${limit.title}: this limit holds the grade that is worked out.`;
        else says.textContent = `${limit.title}: this limit does not take effect at the moment.`;
      });
      return block;
    });
    return el("div", { role: "status" }, lines);
  }

  function triggers(page, section) {
    if (!section.triggers.length) return null;
    const lines = section.triggers.map((trigger) => {
      const whom = trigger.tell.length ? ` Tell ${Days.listed(trigger.tell.map((role) => `the ${role}`))}${trigger.within ? ` within ${trigger.within}` : ""}.` : "";
      const needs = { action: " An action has to answer this.", concern: " Record it as an immediate concern, at the top." }[trigger.needs] ?? "";
      return [trigger, el("p", { class: "follows", hidden: true }, `${trigger.title}.${whom}${needs}`)];
    });
    const told = Lists.told(page, ["told", section.id], "Who was told, and when");
    page.watch(({ made }) => {
      const fired = new Set(made.fired.map((one) => one.id));
      for (const [trigger, line] of lines) line.hidden = !fired.has(trigger.id);
      told.hidden = !section.triggers.some((one) => fired.has(one.id) && one.tell.length && one.needs !== "concern") && !page.fields.told[section.id]?.length;
    });
    return el("div", {}, el("div", { role: "status" }, lines.map(([, line]) => line)), told);
  }

  function question(page, section, one) {
    const says = el("div", { role: "status" });
    const boxes = one.boxes.map((box) => comment(page, section, box, `${one.id}/${box.id}`));
    const remark = page.fields.boxes[`${section.id} ${one.id}`] ? area(page, ["boxes", `${section.id} ${one.id}`], "Remark") : null;
    const block = el("div", { "data-question": one.id }, answer(page, one, ["answers", one.id]), says, boxes, remark);
    page.watch(({ made }) => {
      block.hidden = made.questions.get(one.id).applies === false;
      const found = made.contradictions.filter((c) => c.question === one.id);
      says.replaceChildren(...found.map((c) => {
        const state = page.fields.answers[one.id].state;
        const label = one.answer.scale.values.find((value) => value.id === c.answer).label.toLowerCase();
        return el("p", { class: "contradiction" }, `${state === "no_evidence" ? "It has no evidence on file" : `The answer is ${label}`}, but ${c.says}. Put the answer or the date right, whichever is wrong.`);
      }));
    });
    return block;
  }

  function comment(page, section, box, name) {
    const made = area(page, ["boxes", `${section.id} ${name}`], box.title, { note: box.guide, rows: 4 });
    page.watch(({ made: seen }) => { made.hidden = seen.boxes.get(`${section.id} ${name}`).applies === false; });
    return made;
  }

  function section(page, id, level) {
    const one = page.plan.sections.get(id);
    const block = el("section", { id: Ids.of("section", id), "data-section": id },
      el(`h${Math.min(level, 6)}`, {}, one.printed ? `${one.printed}. ${one.heading}` : one.heading), one.guide ? el("p", {}, one.guide) : null,
      one.prompts.length ? el("ul", {}, one.prompts.map((text) => el("li", {}, text))) : null);
    if (one.id === one.instance) block.append(input(page, ["by", one.id], "Who answered", { list: "people", narrow: true }));
    if (one.named && !one.sections.length) block.append(el("p", { class: "hint" }, "This part is answered once for each, and the file names nobody yet: add them in the file itself."));
    block.append(...one.questions.map((q) => question(page, one, q)), ...one.sections.map((inner) => section(page, inner, level + 1)));
    block.append(...one.boxes.map((box) => comment(page, one, box, box.id)));
    if (id === "overall" && page.content.themes.length) block.append(checks(page, ["themes"], "Themes", page.content.themes));
    if (one.scale) block.append(grade(page, one));
    const follows = triggers(page, one);
    if (follows) block.append(follows);
    page.watch(({ made }) => { block.hidden = made.sections.get(id).applies === false; });
    return block;
  }

  return { answer, section };
})();
