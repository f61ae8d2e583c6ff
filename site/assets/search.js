// Search in the site. The index comes in parts, as scripts that also load from a file share; the words stand in the address.
(() => {
  "use strict";
  const MOST = 50;
  const LONGEST = 64;
  const place = document.getElementById("search");
  const says = document.getElementById("search-says");
  const list = document.getElementById("search-found");
  const came = new Map(); // "kind name" -> its data, once there
  const waits = new Map(); // "kind name" -> a promise of it

  globalThis.casekitSearch = (kind, name, data) => came.set(kind + " " + name, data);
  const load = (kind, name) => {
    const id = kind + " " + name;
    if (!waits.has(id)) {
      waits.set(id, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = name ? kind + "_" + name + ".js" : kind + ".js";
        script.addEventListener("load", () => done(came.get(id)));
        script.addEventListener("error", () => failed(new Error(id)));
        document.head.append(script);
      }));
    }
    return waits.get(id);
  };

  // The same words as those that the index was made from.
  const words = (text) => {
    const plain = text.replaceAll("\u2019", "'").normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    return [...new Set((plain.match(/[\p{L}\p{N}]+(?:[-'][\p{L}\p{N}]+)*/gu) || []).map((w) => [...w].slice(0, LONGEST).join("")))];
  };
  const part = (word, width) => {
    const first = [...word].slice(0, width).join("");
    return /^[a-z0-9]+$/.test(first) ? first : "other";
  };
  const mark = (runs, hits, value) => {
    let at = 0;
    for (let i = 0; i < runs.length; i += 2) {
      at += runs[i];
      const end = at + runs[i + 1];
      if (end - at > 8) hits.fill(value, at, end);
      else for (let n = at; n < end; n++) hits[n] = value;
      at = end;
    }
  };

  // How well each page has a word: its title's words count more than the text's, whole words more than beginnings.
  const hitsOf = async (word, about) => {
    const hits = new Uint8Array(about.pages);
    const name = part(word, about.width);
    if (!about.parts.includes(name)) return hits;
    const known = (await load("words", name)).filter((row) => row[0].startsWith(word));
    const whole = known.filter((row) => row[0] === word);
    for (const row of known) mark(row[1], hits, 1);
    for (const row of whole) mark(row[1], hits, 2);
    for (const row of known) if (row[2]) mark(row[2], hits, 4);
    for (const row of whole) if (row[2]) mark(row[2], hits, 8);
    return hits;
  };

  // The pages that have every word, the best first, and how many there are.
  const find = async (asked) => {
    const about = await load("about", "");
    const score = new Uint16Array(about.pages).fill(1);
    for (const word of asked) {
      const hits = await hitsOf(word, about);
      for (let i = 0; i < hits.length; i++) score[i] = score[i] && hits[i] ? score[i] + hits[i] : 0;
    }
    const groups = [];
    for (let i = 0; i < score.length; i++) if (score[i]) (groups[score[i]] ||= []).push(i);
    const found = groups.filter(Boolean).reverse();
    const best = found.map((group) => group.slice(0, MOST)).flat().slice(0, MOST);
    const pages = await Promise.all(best.map(async (n) => (await load("pages", String(Math.floor(n / about.chunk))))[n % about.chunk]));
    return { total: found.reduce((sum, group) => sum + group.length, 0), pages };
  };

  const row = ([path, called, under]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = "../" + path;
    link.textContent = called;
    item.append(link);
    if (under) {
      const note = document.createElement("span");
      note.className = "note";
      note.textContent = under;
      item.append(note);
    }
    return item;
  };

  let last = 0;
  const show = async (text) => {
    const turn = ++last;
    const all = words(text);
    const asked = all.filter((word) => [...word].length > 1);
    const one = all.length > asked.length ? " Words of one letter are left out." : "";
    if (!asked.length) {
      list.replaceChildren();
      says.textContent = "Type a word of two letters or more." + one;
      return;
    }
    try {
      const { total, pages } = await find(asked);
      if (turn !== last) return;
      list.replaceChildren(...pages.map(row));
      const many = total.toLocaleString("en-GB");
      const first = total > pages.length ? ", the " + pages.length + " nearest shown; add a word to find fewer" : "";
      says.textContent = (total ? many + (total === 1 ? " page" : " pages") + first : "No page has all of these words") + "." + one;
    } catch {
      says.textContent = "A part of the index could not be loaded, so that nothing can be said. Was the whole folder copied?";
      list.replaceChildren();
    }
  };

  const label = document.createElement("label");
  const input = document.createElement("input");
  label.htmlFor = input.id = "search-words";
  label.textContent = "Words to look for";
  input.type = "search";
  input.autocomplete = "off";
  input.spellcheck = false;
  place.setAttribute("role", "search");
  place.setAttribute("aria-label", "Search in this site");
  place.append(label, input);
  const fromAddress = () => {
    input.value = new URLSearchParams(location.hash.slice(1)).get("q") || "";
    show(input.value);
  };
  input.addEventListener("input", () => {
    history.replaceState(null, "", "#" + new URLSearchParams({ q: input.value }));
    show(input.value);
  });
  globalThis.addEventListener("hashchange", fromAddress);
  fromAddress();
})();
