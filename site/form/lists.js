// What there may be several of: days, people told, concerns, actions.
const Lists = (() => {
  const { el, at, set, input, day, moment, area, select, button } = Elements;

  // A list that is drawn anew when something is added to it or taken out; the focus goes to what is new.
  function list(page, path, draw, fresh, { add, addId, empty = "" }) {
    const inside = el("div");
    const entries = () => at(page, path) ?? [];
    const render = (focus = -1) => {
      inside.replaceChildren(...(entries().length ? draw(entries(), remove) : empty ? [el("p", { class: "hint" }, empty)] : []));
      const rows = inside.querySelectorAll("[data-row]");
      if (focus >= 0 && rows[focus]) rows[focus].querySelector("input, textarea, select")?.focus();
    };
    const remove = (n) => {
      set(page, path, entries().filter((_, number) => number !== n));
      render();
      adder.focus();
    };
    const adder = button(add, () => { set(page, path, [...entries(), fresh(entries())]); render(entries().length - 1); }, { id: addId });
    render();
    return el("div", { class: "list" }, inside, adder);
  }

  const next = (letter, entries) => {
    const taken = new Set(entries.map((one) => one.id));
    let n = 1;
    while (taken.has(`${letter}${n}`)) n += 1;
    return `${letter}${n}`;
  };

  function days(page, id, label) {
    const path = ["dates", id, "days"];
    page.fields.dates[id] ??= { days: [], none: false };
    if (!page.fields.dates[id].days.length) page.fields.dates[id].days.push("");
    const draw = (entries, remove) => entries.map((_, n) => {
      const made = input(page, [...path, n], `${label}, day ${n + 1}`, { type: "date", hidden: true, narrow: true });
      made.id = Ids.of("dates", id, n);
      const take = n ? button("Take out", () => remove(n), { class: "plain", "aria-label": `Take out day ${n + 1} of ${label}` }) : null;
      return el("div", { "data-row": true }, made, take);
    });
    const none = el("input", { type: "checkbox", id: `${Ids.of("dates", id)}-none` });
    none.checked = page.fields.dates[id].none;
    none.addEventListener("change", () => set(page, ["dates", id, "none"], none.checked));
    return el("fieldset", { class: "date", "data-date": id }, el("legend", {}, label),
      list(page, path, draw, () => "", { add: "Another day", addId: `${Ids.of("dates", id)}-add` }),
      el("div", { class: "option" }, none, el("label", { for: none.id }, "None on record")));
  }

  function told(page, path, what) {
    const draw = (entries, remove) => entries.map((_, n) => el("div", { class: "row", "data-row": true },
      input(page, [...path, n, "who"], `Who was told (${n + 1})`, { list: "people" }),
      moment(page, [...path, n, "at"], `When (${n + 1})`),
      button("Take out", () => remove(n), { class: "plain", "aria-label": `Take out the ${n + 1}. person told` })));
    return el("div", { class: "told" }, el("p", { class: "label" }, what),
      list(page, path, draw, () => ({ who: "", at: "" }), { add: "Add somebody who was told", addId: `${Ids.of(...path)}-add` }));
  }

  function concerns(page) {
    const draw = (entries, remove) => entries.map((one, n) => {
      const path = ["concerns", n], siblings = [["considered", "Considered"], ["none", "There are none"], ["not_considered", "Not considered"]];
      return el("section", { class: "entry", "data-row": true }, el("h3", {}, `Concern ${one.id}`),
        moment(page, [...path, "noticed"], "When it was noticed"),
        told(page, [...path, "told"], "Who was told, and when"),
        moment(page, [...path, "at"], "When the response came"),
        area(page, [...path, "what"], "What was done so that the child is safe"),
        area(page, [...path, "why"], "If it came late: why", { rows: 2 }),
        select(page, [...path, "siblings"], "Brothers and sisters", siblings),
        day(page, [...path, "closed"], "Closed on"),
        button("Take out", () => remove(n), { class: "plain", "aria-label": `Take out concern ${one.id}` }));
    });
    const fresh = (entries) => ({ id: next("c", entries), noticed: "", told: [{ who: "", at: "" }], at: "", what: "", why: "", siblings: "", closed: "" });
    return list(page, ["concerns"], draw, fresh, { add: "Record an immediate concern", addId: "concern-add", empty: "No immediate concern is on record." });
  }

  // agreed: with the day on which each was agreed.
  function actions(page, agreed = true) {
    const heads = ["Action", "For", "What is to be done", "What it brings the child", "Owner", ...(agreed ? ["Agreed"] : []), "Due", "Take out"];
    const draw = (entries, remove) => [el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "The table of actions" }, el("table", {},
      el("caption", {}, "Actions"),
      el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, entries.map((one, n) => {
        const path = ["actions", n], name = `Action ${one.id}`;
        return el("tr", { "data-row": true }, el("th", { scope: "row" }, one.id),
          el("td", {}, select(page, [...path, "for"], `${name}: the section or question that it answers to`, page.content.targets, true)),
          el("td", {}, area(page, [...path, "do"], `${name}: what is to be done`, { hidden: true })),
          el("td", {}, area(page, [...path, "outcome"], `${name}: what it brings the child`, { hidden: true })),
          el("td", {}, input(page, [...path, "owner"], `${name}: owner`, { list: "people", hidden: true, narrow: true })),
          agreed ? el("td", {}, day(page, [...path, "agreed"], `${name}: agreed on`, { hidden: true })) : null,
          el("td", {}, day(page, [...path, "due"], `${name}: due on`, { hidden: true })),
          el("td", {}, button("Take out", () => remove(n), { class: "plain", "aria-label": `Take out action ${one.id}` })));
      }))))];
    const fresh = (entries) => ({ id: next("a", entries), for: "", do: "", outcome: "", owner: "", agreed: "", due: "" });
    return list(page, ["actions"], draw, fresh, { add: "Add an action", addId: "action-add", empty: "There are no actions yet." });
  }

  return { days, told, concerns, actions };
})();
