// The page: drawn once, looked at anew after every change, saved as a file and in no other place.
(() => {
  const { el, button, day } = Elements;
  const content = JSON.parse(document.getElementById("content").textContent);
  const plan = Logic.prepared(content.form);
  const page = { content, plan, fields: structuredClone(content.fields), limits: new Map(), watchers: [], dirty: false, seen: null };
  for (const { answer } of content.feedback.questions) if (answer.scale) Logic.ranked(answer.scale);
  for (const section of plan.sections.values()) for (const limit of section.limits) page.limits.set(limit.id, limit);

  // Writes a value while the page is being drawn, when nothing has changed yet.
  Elements.set.quiet = (_, path, value) => {
    let into = page.fields;
    for (const step of path.slice(0, -1)) into = into[step] ??= {};
    into[path[path.length - 1]] = value;
  };

  page.watch = (look) => page.watchers.push(look);
  page.changed = () => { page.dirty = true; refresh(); };

  function refresh() {
    if (!page.drawn) return;
    page.seen = { made: Logic.evaluate(plan, Audit.facts(page, page.fields)) };
    for (const look of page.watchers) look(page.seen);
  }

  const text = () => Audit.text(page, page.fields, page.seen.made);

  // A random id, as casekit draws it: the month and letters that make no word.
  function drawn() {
    const { letters, length, month } = content, most = 256 - (256 % letters.length);
    let made = "";
    while (made.length < length) {
      const [byte] = crypto.getRandomValues(new Uint8Array(1));
      if (byte < most) made += letters[byte % letters.length];
    }
    return `${month}-${made}`;
  }

  const save = (name, type, words) => Files.save(page, name, type, words);

  const DRAFT = "casekit draft 1";
  const draft = () => ({ what: DRAFT, form: content.form.ref, id: page.fields.id, fields: page.fields });

  function saveDraft() {
    save(`${page.fields.id}-draft.json`, "application/json", JSON.stringify(draft(), null, 1));
    say(`The draft is among your downloads as ${page.fields.id}-draft.json. Open this form again and choose “Go on with a draft”.`);
  }

  async function openDraft(file) {
    const found = await Files.read(file);
    if (found?.what !== DRAFT) return say("This file is no draft of this form, or only a part of one. Nothing was changed.");
    if (found.form !== content.form.ref) return say(`This draft belongs to the form ${found.form}, and this is ${content.form.ref}. Nothing was changed.`);
    if (content.data.id && found.id !== content.data.id) return say(`This draft is of the audit ${found.id}, and this form is for ${content.data.id}. Nothing was changed.`);
    if (page.dirty && !confirm("What you typed here since the last saving will be replaced by the draft. Go on?")) return undefined;
    const before = page.fields;
    try {
      page.fields = Files.shaped(found.fields, structuredClone(content.fields));
      draw();
      text();
    } catch {
      page.fields = before;
      draw();
      return say("This draft has been changed by something else and cannot be opened. Nothing was changed here.");
    }
    page.dirty = false;
    return say("The draft is open; go on where you stopped.");
  }

  function saveAudit() {
    save(`${page.fields.id}.md`, "text/markdown", text());
    const left = unsent();
    say(`The audit is among your downloads as ${page.fields.id}.md. Send that file to the QA team.` +
      tooLong().map((one) => ` It cannot be taken as it is. ${one}`).join("") +
      (left.length ? ` Not in it, because it does not apply: ${Days.listed(left)}. A draft keeps it.` : ""));
  }

  // What was typed and does not apply any more.
  function unsent() {
    const { made } = page.seen;
    return [...plan.questions.values()].filter((q) => made.questions.get(q.id).applies === false && Audit.given(page.fields.answers[q.id], q.answer.kind))
      .map((q) => q.title || q.ask);
  }

  // Whether it is longer than casekit reads, in sentences.
  function tooLong() {
    const made = text(), end = made.indexOf("\n---\n"), { front, body, lines } = content.most;
    const size = (part) => new TextEncoder().encode(part).length, below = made.slice(end + 5), found = [];
    if (size(made.slice(4, end + 1)) > front) found.push(`The answers, reasons, concerns and actions together are longer than ${front / 1024} KiB: shorten them.`);
    if (size(below) > body) found.push(`The comments together are longer than ${body / 1024} KiB: shorten them, and leave out what was pasted.`);
    if (below.split("\n").length - 1 > lines) found.push(`The comments together have more than ${lines} lines: shorten them.`);
    return found;
  }

  function say(words) {
    document.getElementById("said").textContent = words;
  }

  function summary() {
    const long = el("p", { id: "too-long", class: "contradiction", role: "status", hidden: true });
    const list = el("ul"), count = el("p"), done = el("p", {}, "Nothing is missing any more. Put in the day on which the audit is completed, and save it.");
    page.watch(({ made }) => {
      const found = Missing.gaps(page, page.fields, made), beyond = tooLong();
      long.textContent = beyond.join(" ");
      long.hidden = !beyond.length;
      done.hidden = found.length > 0;
      count.textContent = found.length ? `Still to fill in: ${found.length === 1 ? "1 entry" : `${found.length} entries`}.` : "";
      list.replaceChildren(...found.map(([where, what, id]) => {
        const link = el("a", { href: `#${id}` }, `${where[0].toUpperCase()}${where.slice(1)}: ${what}`);
        link.addEventListener("click", (event) => { event.preventDefault(); goTo(id); });
        return el("li", {}, link);
      }));
      document.getElementById("left").textContent = found.length ? `Still to fill in: ${found.length}` : "Nothing is missing";
    });
    return el("section", { id: "missing", tabindex: "-1" }, el("h2", {}, "What is still missing"), long, count, done, list);
  }

  function goTo(id) {
    const target = document.getElementById(id);
    if (!target) return;
    for (let above = target; above; above = above.parentElement) if (above.tagName === "DETAILS") above.open = true;
    target.focus();
    target.scrollIntoView({ block: "center" });
  }

  function head() {
    const file = el("input", { type: "file", id: "draft-file", accept: ".json,application/json" });
    file.addEventListener("change", async () => { if (file.files[0]) await openDraft(file.files[0]); file.value = ""; });
    const left = el("a", { href: "#missing", id: "left" });
    left.addEventListener("click", (event) => { event.preventDefault(); goTo("missing"); });
    return el("div", { class: "bar", role: "region", "aria-label": "Saving" },
      button("Save a draft", saveDraft, { id: "save-draft" }),
      el("div", {}, el("label", { for: "draft-file" }, "Go on with a draft"), file),
      button("Print", () => window.print(), { class: "plain" }), left);
  }

  function finish() {
    return el("section", { id: "finish" }, el("h2", {}, "Finish and send"),
      day(page, ["completed"], "Completed on", { note: "The day on which the audit is finished; fill it in last." }),
      el("p", {}, "Saving makes a file on this computer and sends nothing anywhere. Send the file to the QA team, or upload it where they asked you to."),
      button("Save the audit to send", saveAudit, { id: "save-audit", class: "main" }));
  }

  const datalist = (id, pairs) => el("datalist", { id }, pairs.map(([value, label]) => el("option", { value, label })));

  function draw() {
    page.drawn = false;
    page.watchers = [];
    page.fields.id ||= drawn();
    const main = el("main", { id: "main", tabindex: "-1" }, el("h1", {}, content.title), el("p", { class: "lead" }, `Audit ${page.fields.id}`),
      content.guide ? el("p", {}, content.guide) : null,
      el("p", {}, "Nothing leaves this computer by itself, and nothing is kept in the browser: save a draft before you close the page. Write no names: people are given by their ids."),
      head(), el("p", { id: "said", role: "status" }));
    document.querySelectorAll("body > main, body > datalist, body > .skip").forEach((old) => old.remove());
    document.body.prepend(el("a", { class: "skip", href: "#main" }, "Skip to the form"), main);
    document.body.append(datalist("people", content.people), datalist("teams", content.teams));
    const parts = [Parts.concern(page), Parts.details(page), Parts.dates(page), Parts.feedback(page),
      ...[...plan.form.top, "overall"].map((id) => Sections.section(page, id, 2)),
      el("section", { id: "actions" }, el("h2", {}, "Actions"), Lists.actions(page)), summary(), finish()];
    main.append(...parts.filter(Boolean));
    page.drawn = true;
    refresh();
  }

  window.addEventListener("beforeunload", (event) => { if (page.dirty) event.preventDefault(); });
  document.title = `${content.title}: ${content.data.id || "new audit"}`;
  draw();
})();
