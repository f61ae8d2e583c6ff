// An audit as text, in the one order and style in which casekit writes a whole audit file. Data is made of objects,
// lists, texts, whole numbers, true, false and null.
const Write = (() => {
  const WIDTH = 100, PROSE = 76;
  const ORDER = ["id", "rubric", "second_of", "together_with", "case", "auditor", "independent", "period",
    "with_practitioner", "three_way", "completed", "dates", "feedback", "sections", "overall", "discussed", "shared",
    "concerns", "replies", "moderations", "disputes", "reflection", "waivers", "actions"];
  const ENTRY = ["by", "case", "dates", "grade", "override", "themes", "why", "answers", "reasons", "told", "sections",
    "each"];
  const ACTION = ["id", "for", "do", "outcome", "owner", "agreed", "due", "moved", "handed", "done", "verified",
    "cancelled"];
  const EACH_SPREAD = new Set(["sections", "each", "people"]);
  const ITEMS = new Set(["concerns", "replies", "moderations", "disputes", "waivers", "actions"]);
  const SPREAD = new Set(["case", "dates", "feedback", "overall", "answers", "reasons", "override", "teams",
    ...EACH_SPREAD, ...ITEMS]);

  const BLANK = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const LETTER = "\\p{L}\\p{N}_";
  const whole = (pattern, flags = "u") => new RegExp(`^(?:${pattern})$`, flags);
  const WORD = whole(`(?!\\p{Nd})[${LETTER}][${LETTER}.+/@\\-]*(?::[${LETTER}.+/@\\-]+)*` +
    "|\\p{Nd}{4}-\\p{Nd}\\p{Nd}-\\p{Nd}\\p{Nd}(?:T\\p{Nd}\\p{Nd}:\\p{Nd}\\p{Nd}(?::\\p{Nd}\\p{Nd})?)?");
  const PLAIN = whole(`[^${BLANK}\\-?:,\\[\\]\\{\\}#&*!|>'"%@\`<=~.]` +
    `(?:[^\\t\\n:#]|:(?=[^${BLANK}#])|(?<=[^${BLANK}:])#)*(?<! )`);
  const NOT_TEXT = whole(`true|false|null|[\\-+]?[\\p{Nd}.][\\p{Nd}_.]*(?:e[\\-+]?\\p{Nd}*)?|0[xob][${LETTER}]*`, "iu");
  const UNSAFE = /[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
  const EVERY_UNSAFE = new RegExp(UNSAFE.source, "gu");
  const BLANK_EDGE = /^[ \t\n]|[ \t\n](?![^])|[ \t]$|^[ \t]/mu;

  const size = (text) => { let n = 0; for (const _ of text) n += 1; return n; };
  const isWord = (text) => WORD.test(text) && !NOT_TEXT.test(text);
  const isPlain = (text) => PLAIN.test(text) && !NOT_TEXT.test(text) && !UNSAFE.test(text);
  const isProse = (text) =>
    (size(text) > PROSE || text.includes("\n")) && !BLANK_EDGE.test(text) && !UNSAFE.test(text);
  const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const isEmpty = (value) => (Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0);

  function quoted(text) {
    const escaped = text.replace(/["\\\n\t]/g, (c) => ({ '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t" })[c]);
    return `"${escaped.replace(EVERY_UNSAFE, (c) => {
      const code = c.codePointAt(0);
      return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
    })}"`;
  }

  function inline(value) {
    if (typeof value === "string") return isWord(value) || isPlain(value) ? value : quoted(value);
    return String(value);
  }

  // The line cut at single blanks into pieces of at most width characters, where its words allow.
  function wrapped(line, width) {
    if (line.includes("  ") || line.includes("\t")) return [line];
    const letters = Array.from(line), pieces = [];
    let start = 0;
    while (letters.length - start > width) {
      let cut = letters.lastIndexOf(" ", start + width);
      if (cut < start) cut = letters.indexOf(" ", start + width);
      if (cut < 0) break;
      pieces.push(letters.slice(start, cut).join(""));
      start = cut + 1;
    }
    return [...pieces, letters.slice(start).join("")];
  }

  function folded(text, indent) {
    const out = [];
    for (const line of text.split("\n")) out.push(...(line ? [...wrapped(line, WIDTH - indent.length), ""] : [""]));
    return out.slice(0, -1).map((line) => (line ? indent + line : "")).join("\n");
  }

  function ordered(keys, order) {
    const known = order.filter((key) => keys.includes(key)), others = keys.filter((key) => !order.includes(key));
    const last = order[order.length - 1];
    return known[known.length - 1] !== last ? [...known, ...others] : [...known.slice(0, -1), ...others, last];
  }

  // The order of the keys of the mapping at a route, as far as there is one.
  function orderOf(route) {
    const [first, , each, , inner] = route, depth = route.length;
    if (depth === 0) return ORDER;
    if (depth === 1 && first === "overall") return ENTRY;
    if (first === "actions") return depth === 2 ? ACTION : [];
    if (first !== "sections") return [];
    if (depth === 2 || (depth === 4 && each === "each")) return ENTRY;
    return depth === 6 && each === "each" && inner === "sections" ? ENTRY : [];
  }

  function arranged(route, value) {
    if (Array.isArray(value)) return value.map((item, n) => arranged([...route, n], item));
    if (!isMapping(value)) return value;
    const order = orderOf(route), keys = order.length ? ordered(Object.keys(value), order) : Object.keys(value);
    return Object.fromEntries(keys.map((key) => [key, arranged([...route, key], value[key])]));
  }

  function flow(value) {
    if (value === null) return null;
    if (typeof value === "string") return isWord(value) ? value : null;
    if (Array.isArray(value)) {
      const items = value.map(flow);
      return items.includes(null) ? null : `[${items.join(", ")}]`;
    }
    if (typeof value === "object") {
      const pairs = Object.entries(value).map(([key, item]) => [isWord(key) ? key : null, flow(item)]);
      return pairs.some((pair) => pair.includes(null)) ? null : `{${pairs.map(([k, v]) => `${k}: ${v}`).join(", ")}}`;
    }
    return inline(value);
  }

  function pair(key, value, indent, out, spread = false) {
    const name = inline(key);
    if (typeof value === "string") {
      out.push(isProse(value) ? `${indent}${name}: >-\n${folded(value, indent + "  ")}\n` : `${indent}${name}: ${inline(value)}\n`);
    } else if (value === null) {
      out.push(`${indent}${name}:\n`);
    } else if (typeof value === "object") {
      const empty = isEmpty(value), text = !empty && (spread || SPREAD.has(key)) ? null : flow(value);
      if (text !== null && (empty || indent.length + size(name) + 2 + size(text) <= WIDTH)) {
        out.push(`${indent}${name}: ${text}\n`);
      } else {
        out.push(`${indent}${name}:\n`);
        beneath(key, value, indent + "  ", out);
      }
    } else out.push(`${indent}${name}: ${inline(value)}\n`);
  }

  function beneath(key, value, indent, out) {
    if (Array.isArray(value)) {
      for (const entry of value) item(entry, indent, out, !ITEMS.has(key));
      return;
    }
    const spread = EACH_SPREAD.has(key);
    for (const [inner, entry] of Object.entries(value)) {
      if (typeof entry === "string" && size(entry) <= PROSE && !entry.includes("\n")) {
        out.push(`${indent}${inline(inner)}: ${inline(entry)}\n`);
      } else pair(inner, entry, indent, out, spread);
    }
  }

  function item(value, indent, out, small) {
    const empty = value !== null && typeof value === "object" ? isEmpty(value) : !value;
    const text = small || empty ? flow(value) : null;
    if (text !== null && (empty || indent.length + 2 + size(text) <= WIDTH)) out.push(`${indent}- ${text}\n`);
    else if (isMapping(value)) {
      const lines = [];
      for (const [key, inner] of Object.entries(value)) pair(key, inner, indent + "  ", lines);
      lines[0] = `${indent}- ${lines[0].slice(indent.length + 2)}`;
      out.push(...lines);
    } else if (Array.isArray(value)) {
      out.push(`${indent}-\n`);
      for (const inner of value) item(inner, indent + "  ", out, true);
    } else if (typeof value === "string" && isProse(value)) {
      out.push(`${indent}- >-\n${folded(value, indent + "  ")}\n`);
    } else out.push(`${indent}- ${value === null ? "null" : inline(value)}\n`);
  }

  // Only sections are put in order at every depth; of the others the keys of their own entries.
  function top(key, value, out) {
    const deep = key === "sections" && isMapping(value), lists = key === "actions" && Array.isArray(value);
    let made = value;
    if (deep) made = arranged([key], value);
    else if (key === "overall" && isMapping(value)) made = sorted(value, ENTRY);
    else if (lists) made = value.map((one) => (isMapping(one) ? sorted(one, ACTION) : one));
    pair(key, made, "", out);
  }

  const sorted = (value, order) => Object.fromEntries(ordered(Object.keys(value), order).map((key) => [key, value[key]]));

  // The audit file. parts: the body's headings as [level, title, text].
  function auditText(data, parts) {
    const out = ["---\n"];
    for (const key of ordered(Object.keys(data), ORDER)) top(key, data[key], out);
    out.push("---\n");
    for (const [level, title, text] of parts) {
      out.push(`\n${"#".repeat(level)} ${title}\n`);
      if (text) out.push(`\n${text}\n`);
    }
    return out.join("");
  }

  return { auditText };
})();
