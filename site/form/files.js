// What the page saves is a file on this computer, and what it opens is one; nothing is kept in any other place.
const Files = (() => {
  function save(page, name, type, words) {
    const link = Elements.el("a", { download: name, href: URL.createObjectURL(new Blob([words], { type })) });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    page.dirty = false;
  }

  // What a file that was saved here says; null where it is none, or only a part of one.
  async function read(file) {
    try {
      return file.size > 5_000_000 ? null : JSON.parse(await file.text());
    } catch { return null; }
  }

  // The draft's values where they have the shape of the page's own; anything else is left out.
  function shaped(value, like) {
    if (like === null || like === undefined) return value;
    if (Array.isArray(like)) return Array.isArray(value) ? value : like;
    if (typeof like !== "object") return typeof value === typeof like ? value : like;
    if (value === null || typeof value !== "object" || Array.isArray(value)) return like;
    const keys = new Set([...Object.keys(like), ...Object.keys(value)]);
    return Object.fromEntries([...keys].map((key) => [key, shaped(value[key] ?? like[key], like[key])]));
  }

  return { save, read, shaped };
})();
