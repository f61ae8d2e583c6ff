// Pieces of the page. Whatever an author or a form wrote is put there as text, never as markup.
const Ids = { of: (...path) => `f-${path.join("-").replace(/[^\w-]/g, "_")}` };

// The dates that this audit is asked for.
const Dates = (() => {
  function inCondition(when) {
    if (!when) return [];
    return [...(when.kind === "date" ? inTest(when.subject, when.test) : []), ...when.parts.flatMap(inCondition)];
  }

  const inTest = (id, test) => [id, test.from, test.after].filter((one) => typeof one === "string");

  function asked(page, made) {
    const { state } = made, found = new Set();
    const add = (ids) => ids.forEach((id) => found.add(id));
    for (const section of page.plan.sections.values()) {
      if (made.sections.get(section.id).applies === false) continue;
      for (const one of [...section.limits, ...section.triggers, ...section.boxes]) add(inCondition(one.when));
      for (const question of section.questions) {
        if (made.questions.get(question.id).applies === false) continue;
        for (const box of question.boxes) add(inCondition(box.when));
        for (const test of question.agrees) if (Logic.truth(test.when, state) !== false) add(inTest(test.date, test.test));
      }
    }
    return found;
  }

  // Those that an answer which says yes needs, or that decide whether a box belongs there, and are not given.
  function lacking(page, fields, made) {
    const known = (id) => fields.dates[id] && (fields.dates[id].none || fields.dates[id].days.some(Days.known));
    const needed = new Set(), { state } = made;
    for (const question of page.plan.questions.values()) {
      const given = Logic.answerGiven(question.id, state), { scale } = question.answer;
      const yes = scale && given.state === "answered" && scale.ranks.get(given.value) === 0;
      if (!yes || made.questions.get(question.id).applies === false) continue;
      for (const test of question.agrees.filter((one) => Logic.truth(one.when, state) === true)) {
        if (Standing.judged(question, test, state.facts)?.holds === null) {
          inTest(test.date, test.test).filter((id) => !known(id)).forEach((id) => needed.add(id));
        }
      }
    }
    for (const section of page.plan.sections.values()) {
      if (made.sections.get(section.id).applies === false) continue;
      for (const box of section.boxes) {
        if (made.boxes.get(`${section.id} ${box.id}`).applies === null) inCondition(box.when).filter((id) => !known(id)).forEach((id) => needed.add(id));
      }
    }
    return Object.keys(page.plan.form.dates).filter((id) => needed.has(id));
  }

  return { asked, lacking };
})();

const Elements = (() => {
  // An element; attributes that are false or null are left out, true stands alone.
  function el(tag, attributes = {}, ...inside) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...inside.flat().filter((one) => one !== null && one !== undefined && one !== ""));
    return made;
  }

  const hint = (id, text) => (text ? el("p", { class: "hint", id }, text) : null);

  // A value in the fields, by its path; what is on the way there is made where it is missing.
  function at(page, path) {
    let value = page.fields;
    for (const step of path) value = value?.[step];
    return value;
  }

  function set(page, path, value) {
    let into = page.fields;
    path.slice(0, -1).forEach((step, n) => { into = into[step] ??= typeof path[n + 1] === "number" ? [] : {}; });
    into[path[path.length - 1]] = value;
    page.changed();
  }

  function input(page, path, label, { type = "text", note = "", list = null, hidden = false, narrow = false } = {}) {
    const id = Ids.of(...path), about = note ? `${id}-hint` : null;
    const made = el("input", { id, type, list, "aria-describedby": about, class: narrow ? "narrow" : null,
      autocomplete: "off", "aria-label": hidden ? label : null });
    made.value = at(page, path) ?? "";
    made.addEventListener("input", () => set(page, path, made.value));
    if (hidden) return made;
    return el("div", { class: "field" }, el("label", { for: id }, label), hint(about, note), made);
  }

  const day = (page, path, label, more = {}) => input(page, path, label, { type: "date", narrow: true, ...more });

  // A day with its time; a day alone where the file has only that.
  function moment(page, path, label, more = {}) {
    const bare = /^\d{4}-\d\d-\d\d$/.test(at(page, path) ?? "");
    return input(page, path, label, { type: bare ? "date" : "datetime-local", narrow: true, ...more });
  }

  function area(page, path, label, { note = "", hidden = false, rows = 3 } = {}) {
    const id = Ids.of(...path), about = note ? `${id}-hint` : null;
    const made = el("textarea", { id, "aria-describedby": about, "aria-label": hidden ? label : null, spellcheck: "true" });
    const grow = () => {
      const lines = made.value.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / (hidden ? 28 : 90)), 0);
      made.rows = Math.max(rows, Math.min(lines + 1, 60));
    };
    made.value = at(page, path) ?? "";
    grow();
    made.addEventListener("input", () => { grow(); set(page, path, made.value); });
    if (hidden) return made;
    return el("div", { class: "field" }, el("label", { for: id }, label), hint(about, note), made);
  }

  // One of several. options: [value, label, what stands below it]. chosen and choose get and set the value.
  function radios(id, legend, options, chosen, choose, { note = null, clear = true } = {}) {
    const group = el("div", { class: "options" });
    const rub = el("button", { type: "button", class: "plain", hidden: true }, "Clear this answer");
    const boxes = options.map(([value, label, below], n) => {
      const own = `${id}-${n}`, about = below ? `${own}-hint` : null;
      const box = el("input", { type: "radio", name: id, id: own, value, "aria-describedby": about });
      box.checked = chosen() === value;
      box.addEventListener("change", () => { choose(value); rub.hidden = false; });
      group.append(el("div", { class: "option" }, box, el("label", { for: own }, label), below ? el("div", { id: about, class: "hint" }, below) : null));
      return box;
    });
    rub.hidden = !clear || !boxes.some((box) => box.checked);
    rub.addEventListener("click", () => { boxes.forEach((box) => { box.checked = false; }); choose(""); rub.hidden = true; boxes[0].focus(); });
    return el("fieldset", { id, tabindex: "-1" }, el("legend", {}, legend), note, group, clear ? rub : null);
  }

  // Any of several, kept in the order in which they are offered.
  function checks(page, path, legend, options, note = null) {
    const id = Ids.of(...path), group = el("div", { class: "options" });
    options.forEach(([value, label], n) => {
      const box = el("input", { type: "checkbox", id: `${id}-${n}` });
      box.checked = (at(page, path) ?? []).includes(value);
      box.addEventListener("change", () => {
        const now = new Set(at(page, path) ?? []);
        if (box.checked) now.add(value); else now.delete(value);
        set(page, path, options.map(([one]) => one).filter((one) => now.has(one)));
      });
      group.append(el("div", { class: "option" }, box, el("label", { for: `${id}-${n}` }, label)));
    });
    return el("fieldset", { id, tabindex: "-1" }, el("legend", {}, legend), note, group);
  }

  function select(page, path, label, options, hidden = false) {
    const id = Ids.of(...path), made = el("select", { id, "aria-label": hidden ? label : null });
    const there = at(page, path) ?? "";
    const all = there && !options.some(([value]) => value === there) ? [...options, [there, there]] : options;
    made.append(el("option", { value: "" }, "Choose"), ...all.map(([value, text]) => el("option", { value }, text)));
    made.value = there;
    made.addEventListener("change", () => set(page, path, made.value));
    return hidden ? made : el("div", { class: "field" }, el("label", { for: id }, label), made);
  }

  const button = (text, act, more = {}) => {
    const made = el("button", { type: "button", ...more }, text);
    made.addEventListener("click", act);
    return made;
  };

  return { el, hint, at, set, input, day, moment, area, radios, checks, select, button };
})();
