// The page of whoever says something of an audit: the audit as it was, their part below it, and one small file.
(() => {
  const { el, button, day } = Elements;
  const content = JSON.parse(document.getElementById("content").textContent);
  const parts = content.parts.map((name) => [name, Saying[name]]);
  const fresh = () => ({ on: "", actions: [], ...Object.fromEntries(parts.map(([name, part]) => [name, part.empty(content)])) });
  const page = { content, fields: fresh(), watchers: [], dirty: false };

  page.watch = (look) => page.watchers.push(look);
  page.changed = () => { page.dirty = true; for (const look of page.watchers) look(); };

  const say = (words) => { document.getElementById("said").textContent = words; };
  const name = `${content.audit}-${content.reader}-${content.by}`;

  const DRAFT = "casekit slip draft 1";

  function saveDraft() {
    Files.save(page, `${name}-draft.json`, "application/json", JSON.stringify({ what: DRAFT, of: name, fields: page.fields }, null, 1));
    say(`The draft is among your downloads as ${name}-draft.json. Open this form again and choose “Go on with a draft”.`);
  }

  async function openDraft(file) {
    const found = await Files.read(file);
    if (found?.what !== DRAFT) return say("This file is no draft of this form, or only a part of one. Nothing was changed.");
    if (found.of !== name) return say(`This draft belongs to another form: ${String(found.of).slice(0, 100)}. Nothing was changed.`);
    if (page.dirty && !confirm("What you typed here since the last saving will be replaced by the draft. Go on?")) return undefined;
    const before = page.fields;
    try {
      page.fields = Files.shaped(found.fields, fresh());
      draw();
      said();
    } catch {
      page.fields = before;
      draw();
      return say("This draft has been changed by something else and cannot be opened. Nothing was changed here.");
    }
    page.dirty = false;
    return say("The draft is open; go on where you stopped.");
  }

  // Everything that is said, each thing with its day.
  const said = () => parts.flatMap(([, part]) => part.says(page)).map((one) => ({ ...one, on: page.fields.on }));

  function saveSlip() {
    const found = parts.flatMap(([, part]) => part.lacks(page)), list = document.getElementById("lacks");
    if (!Days.known(page.fields.on)) found.push(["the day on which you say this", "f-on"]);
    const says = found.length ? [] : said();
    if (!found.length && !says.length) found.push(["anything to send: nothing was filled in yet", "yours"]);
    list.hidden = !found.length;
    list.replaceChildren(...(found.length ? [el("h3", {}, "Nothing was saved yet. What is missing:"), el("ul", {}, found.map(([what, id]) => {
      const link = el("a", { href: `#${id}` }, what);
      link.addEventListener("click", (event) => { event.preventDefault(); document.getElementById(id)?.focus(); });
      return el("li", {}, link);
    }))] : []));
    if (found.length) return list.focus();
    const { reader, audit, form, judged, commit, by } = content;
    const file = { what: "casekit slip 1", for: reader, audit, form, judged, commit, by, says };
    Files.save(page, `${name}.json`, "application/json", `${JSON.stringify(file, null, 1)}\n`);
    return say(`What you said is among your downloads as ${name}.json. Send that file to the QA team, and not this page.`);
  }

  // A part of the audit, to be read.
  function block({ level, title, facts, texts }) {
    return el("div", {}, el(`h${level + 1}`, {}, title),
      facts.length ? el("dl", {}, facts.map(([what, value]) => el("div", {}, el("dt", {}, what), el("dd", { class: "pre" }, value)))) : null,
      texts.flatMap(([what, text]) => [el("p", { class: "label" }, what), el("p", { class: "pre" }, text)]));
  }

  function bar() {
    const file = el("input", { type: "file", id: "draft-file", accept: ".json,application/json" });
    file.addEventListener("change", async () => { if (file.files[0]) await openDraft(file.files[0]); file.value = ""; });
    const down = el("a", { href: "#yours" }, "Go to your part");
    down.addEventListener("click", (event) => { event.preventDefault(); document.getElementById("yours").focus(); });
    return el("section", { class: "bar", "aria-label": "Saving" }, button("Save a draft", saveDraft, { id: "save-draft" }),
      el("div", {}, el("label", { for: "draft-file" }, "Go on with a draft"), file), button("Print", () => window.print(), { class: "plain" }), down);
  }

  function draw() {
    page.watchers = [];
    document.querySelectorAll("body > main, body > datalist, body > .skip").forEach((old) => old.remove());
    const main = el("main", { id: "main", tabindex: "-1" }, el("h1", {}, content.title), el("p", { class: "lead" }, `For ${content.who}.`),
      el("p", {}, "Nothing leaves this computer by itself, and nothing is kept in the browser: save a draft before you close the page. Write no names: people are given by their ids."),
      bar(), el("p", { id: "said", role: "status" }),
      content.reading.length ? el("section", { class: "shown" }, el("h2", {}, "The audit"), content.reading.map(block)) : null,
      el("div", { id: "yours", tabindex: "-1", role: "group", "aria-label": "Your part" },
        parts.map(([, part]) => el("section", {}, el("h2", {}, part.title), part.draw(page)))),
      el("section", { id: "finish" }, el("h2", {}, "Finish and send"), day(page, ["on"], "The day on which you say this"),
        el("p", {}, "Saving makes a small file on this computer and sends nothing anywhere. Send that file to the QA team."),
        el("div", { id: "lacks", class: "follows", role: "group", "aria-label": "What is missing", tabindex: "-1", hidden: true }),
        button("Save what you said, to send it", saveSlip, { id: "save-slip", class: "main" })));
    document.body.prepend(el("a", { class: "skip", href: "#main" }, "Skip to the form"), main);
    document.body.append(el("datalist", { id: "people" }, content.people.map(([value, label]) => el("option", { value, label }))));
    for (const look of page.watchers) look();
  }

  window.addEventListener("beforeunload", (event) => { if (page.dirty) event.preventDefault(); });
  document.title = content.title;
  draw();
})();
