// What a moderator, a practitioner or an action's owner may say: for each its part of the page, what it still lacks
// (as [what, the control's id]) and what of it goes into the file. Nothing said gives nothing.
const Saying = (() => {
  const { el, set, input, day, moment, area, radios, select } = Elements;
  const { filled, clean, prose } = Audit;

  // A text that casekit would refuse as too long is said to be so before it is saved.
  const tooLong = ({ content }, text, id) =>
    (Array.from(text).length > content.longest ? [[`a shorter text: at most ${content.longest} characters fit here`, id]] : []);

  const moderate = {
    title: "Your moderation",
    empty: (content) => ({ overall: "", grades: Object.fromEntries(content.graded.map(([id]) => [id, ""])), reason: "", met: "", actions: [] }),
    draw(page) {
      const { content } = page, one = () => page.fields.moderate;
      const values = content.overall ? [["confirm", `It stands as it is: ${content.overall.now}`], ...content.overall.values.map(([id, label]) => [`=${id}`, label])] : [];
      return [
        values.length ? radios("f-overall", "The overall grade", values, () => one().overall, (value) => set(page, ["moderate", "overall"], value)) : null,
        content.graded.length ? el("h3", {}, "Grades of sections, where you judge otherwise") : null,
        ...content.graded.map(([id, title, now, options]) => select(page, ["moderate", "grades", id], `${title}: ${now}`, options)),
        area(page, ["moderate", "reason"], "Your reason", { rows: 6, note: "In a few sentences: what you saw that decides it. The auditor and the practitioner read it." }),
        moment(page, ["moderate", "met"], "When you met the auditor to talk about it", { note: "Leave it empty where you have not met yet." }),
        el("h3", {}, "Actions that you add"), Lists.actions(page, false),
      ];
    },
    lacks(page) {
      const { content, fields: { moderate: one, actions } } = page, found = tooLong(page, one.reason, "f-moderate-reason"), graded = one.overall || Object.values(one.grades).some(filled);
      if (!graded) found.push(["whether the grade stands, or which one", content.overall ? "f-overall" : Ids.of("moderate", "grades", content.graded[0]?.[0])]);
      if (!filled(one.reason)) found.push(["your reason", "f-moderate-reason"]);
      actions.forEach((action, n) => {
        for (const key of ["do", "outcome"]) found.push(...tooLong(page, action[key], Ids.of("actions", n, key)));
        const open = ["for", "do", "outcome", "owner", "due"].find((key) => !filled(action[key]));
        if (open) found.push([`action ${action.id}: ${{ for: "what it answers to", do: "what is to be done", outcome: "what it brings the child", owner: "whose it is", due: "by when" }[open]}`, Ids.of("actions", n, open)]);
      });
      return found;
    },
    says({ content, fields: { moderate: one, actions } }) {
      const grades = Object.fromEntries(Object.entries(one.grades).filter(([, grade]) => filled(grade)));
      if (one.overall.startsWith("=")) grades.overall = one.overall.slice(1);
      return [{ do: "moderate", rests: content.moderations, confirm: one.overall === "confirm", grades, reason: prose(one.reason), ...(one.met ? { met: one.met } : {}),
        actions: actions.map((a) => ({ for: a.for, do: prose(a.do), outcome: prose(a.outcome), owner: clean(a.owner).trim(), due: a.due })) }];
    },
  };

  const reply = {
    title: "If the audit has something wrong",
    empty: () => ({ says: "", about: "" }),
    draw: (page) => [el("p", {}, "Before it is moderated you can say what is not so, and where the file shows it. Leave it open where nothing is wrong."),
      select(page, ["reply", "about"], "What it is about, where it is about one part", page.content.targets), area(page, ["reply", "says"], "What is not so, and where the file shows it", { rows: 4 })],
    lacks(page) {
      const one = page.fields.reply, open = one.about && !filled(one.says);
      return [...(open ? [["what is not so, and where the file shows it", "f-reply-says"]] : []), ...tooLong(page, one.says, "f-reply-says")];
    },
    says: ({ fields: { reply: one } }) => (filled(one.says) ? [{ do: "reply", says: prose(one.says), ...(one.about ? { about: one.about } : {}) }] : []),
  };

  const reflect = {
    title: "Your reflection",
    empty: (content) => ({ texts: Object.fromEntries(content.boxes.map(([id]) => [id, ""])) }),
    draw: (page) => page.content.boxes.map(([id, title, guide, there]) => (there
      ? el("div", {}, el("p", { class: "label" }, title), el("p", { class: "pre" }, there), el("p", { class: "hint" }, "This stands there already and stays as it is."))
      : area(page, ["reflect", "texts", id], title, { note: guide, rows: 6 }))),
    lacks: () => [],
    says({ fields: { reflect: one } }) {
      const texts = Object.fromEntries(Object.entries(one.texts).filter(([, text]) => filled(text)).map(([id, text]) => [id, Audit.guarded(text)]));
      return Object.keys(texts).length ? [{ do: "reflect", texts }] : [];
    },
  };

  const agree = {
    title: "Actions",
    empty: (content) => Object.fromEntries(content.actions.map(({ id }) => [id, ""])),
    draw: (page) => page.content.actions.map(({ id, text }) => el("div", { class: "entry" }, el("h3", {}, `Action ${id}`), el("p", { class: "pre" }, text),
      radios(Ids.of("agree", id), `Do you agree to action ${id}?`, [["yes", "Yes, I agree to it"], ["no", "Not yet: I talk to my manager about it, and nothing is recorded here"]],
        () => page.fields.agree[id], (value) => set(page, ["agree", id], value)))),
    lacks: () => [],
    says: ({ content, fields }) => content.actions.filter(({ id }) => fields.agree[id] === "yes").map(({ id, rests }) => ({ do: "agree", action: id, rests })),
  };

  const dispute = {
    title: "If you disagree with the moderation",
    empty: () => ({ about: "", reason: "" }),
    draw(page) {
      const reason = area(page, ["dispute", "reason"], "Why you disagree", { rows: 6 });
      page.watch(() => { reason.hidden = !page.fields.dispute.about && !filled(page.fields.dispute.reason); });
      return [el("p", {}, "Leave this open where you do not disagree. Whoever settles it reads what you write here."),
        radios("f-dispute-about", "What you disagree with", [["grade", "A grade"], ["action", "An action"]], () => page.fields.dispute.about,
          (value) => set(page, ["dispute", "about"], value)), reason];
    },
    lacks(page) {
      const one = page.fields.dispute, long = tooLong(page, one.reason, "f-dispute-reason");
      if (long.length) return long;
      if (one.about && !filled(one.reason)) return [["why you disagree", "f-dispute-reason"]];
      return !one.about && filled(one.reason) ? [["whether you disagree with a grade or with an action", "f-dispute-about"]] : [];
    },
    says: ({ content, fields: { dispute: one } }) => (one.about ? [{ do: "dispute", of: content.of, about: one.about, reason: prose(one.reason) }] : []),
  };

  const follow = {
    title: "Your actions",
    empty: (content) => Object.fromEntries(content.actions.map(({ id }) => [id, { what: "", evidence: "", to: "", reason: "" }])),
    draw: (page) => page.content.actions.map(({ id, text }) => {
      const path = ["follow", id], one = () => page.fields.follow[id];
      const evidence = area(page, [...path, "evidence"], `Action ${id}: what shows that it was done, and where that can be found`, { rows: 3 });
      const to = day(page, [...path, "to"], `Action ${id}: the new day`), reason = area(page, [...path, "reason"], `Action ${id}: why it moves`, { rows: 3 });
      page.watch(() => {
        evidence.hidden = one().what !== "done" && !filled(one().evidence);
        to.hidden = one().what !== "move" && !filled(one().to);
        reason.hidden = one().what !== "move" && !filled(one().reason);
      });
      return el("div", { class: "entry" }, el("h3", {}, `Action ${id}`), el("p", { class: "pre" }, text),
        radios(Ids.of(...path, "what"), `What became of action ${id}?`, [["done", "It is done"], ["move", "It needs another day"]],
          () => one().what, (value) => set(page, [...path, "what"], value)), evidence, to, reason);
    }),
    lacks(page) {
      const { content, fields } = page, found = [];
      for (const { id } of content.actions) {
        for (const key of ["evidence", "reason"]) found.push(...tooLong(page, fields.follow[id][key], Ids.of("follow", id, key)));
        const one = fields.follow[id], lack = (what, key) => found.push([`action ${id}: ${what}`, Ids.of("follow", id, key)]);
        if (one.what === "done" && !filled(one.evidence)) lack("what shows that it was done", "evidence");
        if (one.what === "move" && !filled(one.to)) lack("the new day", "to");
        if (one.what === "move" && !filled(one.reason)) lack("why it moves", "reason");
        if (!one.what && (filled(one.evidence) || filled(one.to) || filled(one.reason))) lack("whether it is done or needs another day", "what");
      }
      return found;
    },
    says: ({ content, fields }) => content.actions.flatMap(({ id, rests }) => {
      const one = fields.follow[id];
      if (one.what === "done") return [{ do: "done", action: id, rests, evidence: prose(one.evidence) }];
      return one.what === "move" ? [{ do: "move", action: id, rests, to: one.to, reason: prose(one.reason) }] : [];
    }),
  };

  return { moderate, reply, reflect, agree, dispute, follow };
})();
