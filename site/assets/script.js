// Sorting and filtering of tables that are whole without it. State stands in the address after "#".
(() => {
  "use strict";
  const LIMIT = 500;
  const make = (tag, props, ...inside) => {
    const it = Object.assign(document.createElement(tag), props);
    it.append(...inside);
    return it;
  };
  const order = new Intl.Collator("en-GB", { numeric: true }).compare;

  // A row is its cells' texts, the keys they sort by, and how to make its <tr>.
  const fromPage = (tr) => {
    const text = [...tr.cells].map((c) => {
      const copy = c.cloneNode(true);
      copy.querySelectorAll(".note, svg").forEach((n) => n.remove());
      return copy.textContent.trim();
    });
    return { text, key: [...tr.cells].map((c, i) => c.dataset.key || text[i]), tr: () => tr };
  };
  const fromData = (cells) => {
    const parts = cells.map((c) => (typeof c === "string" ? [c] : c));
    let tr;
    const build = () =>
      make("tr", {}, ...parts.map(([text, href, tone, , note, kind], i) => {
        let it = href ? make("a", { href, textContent: text }) : text;
        if (tone) it = make("strong", { className: "tag " + tone }, it);
        const cell = make(i ? "td" : "th", i ? { className: kind || "" } : { scope: "row" }, it);
        if (note) cell.append(make("span", { className: "note", textContent: note }));
        return cell;
      }));
    return { text: parts.map((p) => p[0]), key: parts.map((p) => p[3] || p[0]), tr: () => (tr ||= build()) };
  };

  const equip = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    let rows = [...body.rows].map(fromPage);
    let limit = LIMIT;
    let whole = !table.dataset.more;
    const names = heads.map((h) => h.textContent);
    const asked = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
    let state = asked();
    const chosen = (i) => state.getAll(names[i]).filter(Boolean); // any of several

    const says = make("p", { className: "hint" });
    says.setAttribute("role", "status");
    const more = make("button", { type: "button", textContent: "Show more rows", hidden: true });
    const tools = make("div", { className: "tools" });
    tools.setAttribute("role", "search");
    tools.setAttribute("aria-label", "Filter: " + table.caption.textContent);
    const fields = new Map();
    const field = (id, label, input) => {
      input.id = table.id + "-" + id;
      fields.set(id, input);
      tools.append(make("div", {}, make("label", { htmlFor: input.id, textContent: label }), input));
    };
    field("find", "Contains", make("input", { type: "search", autocomplete: "off" }));
    heads.forEach((h, i) => "choose" in h.dataset && field(i, names[i], make("select")));
    const clear = make("button", { type: "button", textContent: "Clear" });
    tools.append(make("div", {}, clear));

    const choices = () => {
      for (const [i, input] of fields) {
        if (input.tagName !== "SELECT") continue;
        const keys = new Map();
        for (const r of rows) for (const t of r.text[i].split("; ")) if (t && !keys.has(t)) keys.set(t, r.text[i] === t ? r.key[i] : t);
        const sorted = [...keys].sort((a, b) => order(a[1], b[1])).map((k) => k[0]);
        input.replaceChildren(new Option("All", ""), ...sorted.map((t) => new Option(t, t)));
        const some = chosen(i);
        const wanted = some.join("\n");
        if (wanted && !keys.has(wanted)) input.add(new Option(some.join(" or "), wanted));
        input.value = wanted;
      }
      fields.get("find").value = state.get("find") || "";
    };

    const show = () => {
      const find = (state.get("find") || "").toLowerCase();
      let found = rows.filter((r) =>
        [...fields].every(([i, input]) => {
          const some = input.tagName === "SELECT" ? chosen(i) : [];
          return !some.length || [r.text[i], ...r.text[i].split("; ")].some((t) => some.includes(t));
        }) &&
        (!find || r.text.some((t) => t.toLowerCase().includes(find))));
      const sort = state.get("sort") || "";
      const down = sort.startsWith("-");
      const at = names.indexOf(down ? sort.slice(1) : sort);
      heads.forEach((h, i) => (i === at ? h.setAttribute("aria-sort", down ? "descending" : "ascending") : h.removeAttribute("aria-sort")));
      if (at >= 0) found = found.sort((a, b) => (down ? -1 : 1) * order(a.key[at], b.key[at]));
      body.replaceChildren(...found.slice(0, limit).map((r) => r.tr()));
      more.hidden = found.length <= limit;
      const n = (number) => number.toLocaleString("en-GB");
      const all = found.length < rows.length ? " that match, out of " + n(rows.length) : " rows";
      says.textContent = found.length || !rows.length ? "Showing " + n(Math.min(found.length, limit)) + " of " + n(found.length) + all + "." :
        "No row matches, out of " + n(rows.length) + ". Clear shows all again.";
    };

    const renew = () => {
      choices();
      show();
    };
    const load = () => {
      if (whole) return;
      whole = true;
      globalThis.casekitRows = (data) => {
        rows = data.map(fromData);
        document.querySelectorAll(".pager").forEach((p) => (p.hidden = true));
        renew();
      };
      document.head.append(make("script", { src: table.dataset.more }));
    };
    const change = (name, value) => {
      state.delete(name);
      for (const one of value.split("\n")) if (one) state.append(name, one);
      limit = LIMIT;
      history.replaceState(null, "", "#" + (state.toString() || table.id));
      if (whole) show();
      else load();
    };

    for (const [i, input] of fields) input.addEventListener("input", () => change(i === "find" ? i : names[i], input.value.trim()));
    clear.addEventListener("click", () => {
      state = new URLSearchParams();
      choices();
      change("find", "");
    });
    more.addEventListener("click", () => {
      limit += LIMIT;
      show();
    });
    heads.forEach((h, i) => {
      const button = make("button", { type: "button", textContent: names[i] });
      button.addEventListener("click", () => change("sort", h.getAttribute("aria-sort") === "ascending" ? "-" + names[i] : names[i]));
      h.replaceChildren(button);
    });
    const region = table.parentElement;
    tools.hidden = says.hidden = rows.length < 11 && fields.size < 2 && !state.size;
    region.before(tools, says);
    region.after(more);
    addEventListener("hashchange", () => {
      const wanted = [...asked()].length;
      if (!wanted && location.hash) return;
      state = asked();
      limit = LIMIT;
      if (whole) renew();
      else load();
      if (wanted) tools.scrollIntoView();
    });
    choices();
    if (whole) show();
    else if ([...state].length) load();
    else {
      says.textContent = "Showing this page; a filter or a sort looks at all pages.";
      for (const event of ["focusin", "pointerenter"]) tools.addEventListener(event, load);
    }
  };

  document.querySelectorAll("table[data-tools]").forEach(equip);
  location.hash.includes("=") && document.querySelector(".tools")?.scrollIntoView({ block: "nearest" });
})();
