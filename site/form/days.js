// Days and lengths of time as the engine counts them. A day is written "2026-10-15"; a length is [number, unit].
const Days = (() => {
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];
  const FIRST = "0001-01-01", LAST = "9999-12-31";

  const parts = (day) => day.split("-").map(Number);
  const made = (year, month, day) =>
    `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const leap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const inMonth = (year, month) => [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];

  function known(text) {
    if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
    const [year, month, day] = parts(text);
    return year > 0 && month > 0 && month < 13 && day > 0 && day <= inMonth(year, month);
  }

  // So many days since a fixed day long ago, and back.
  function number(text) {
    const [year, month, day] = parts(text);
    const past = year - 1;
    let days = past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
    for (let m = 1; m < month; m += 1) days += inMonth(year, m);
    return days + day;
  }

  function moved(text, days) {
    const wanted = number(text) + days;
    if (wanted < 1) return FIRST;
    if (wanted > number(LAST)) return LAST;
    let year = Math.max(1, Math.floor(wanted / 365.2425));
    while (year < 9999 && number(made(year + 1, 1, 1)) <= wanted) year += 1;
    while (year > 1 && number(made(year, 1, 1)) > wanted) year -= 1;
    let left = wanted - number(made(year, 1, 1)), month = 1;
    while (left >= inMonth(year, month)) { left -= inMonth(year, month); month += 1; }
    return made(year, month, left + 1);
  }

  function plusMonths(text, months) {
    const [year, month, day] = parts(text);
    const all = year * 12 + month - 1 + months;
    const then = Math.floor(all / 12), at = all - then * 12 + 1;
    if (then < 1) return FIRST;
    if (then > 9999) return LAST;
    return made(then, at, Math.min(day, inMonth(then, at)));
  }

  function shifted(text, [count, unit], sign) {
    if (unit === "months") return plusMonths(text, sign * count);
    if (unit === "years") return plusMonths(text, sign * count * 12);
    return moved(text, sign * count * (unit === "weeks" ? 7 : 1));
  }

  const plus = (text, length) => shifted(text, length, 1);
  const less = (text, length) => shifted(text, length, -1);

  function said([count, unit]) {
    if (unit === "same day") return "the same day";
    return `${count} ${count === 1 ? unit.replace(/s$/, "") : unit}`;
  }

  function written(text) {
    const [year, month, day] = parts(text);
    return `${day} ${MONTHS[month - 1]} ${year}`;
  }

  const counted = (count, what) =>
    `${String(count).replace(/\B(?=(\d{3})+$)/g, ",")} ${what}${count === 1 ? "" : "s"}`;

  function listed(items, last = "and") {
    return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items[items.length - 1]}`;
  }

  function apart(one, other) {
    const [first, end] = one < other ? [one, other] : [other, one];
    const [y1, m1] = parts(first), [y2, m2] = parts(end);
    let months = (y2 - y1) * 12 + m2 - m1;
    if (plusMonths(first, months) > end) months -= 1;
    const days = number(end) - number(plusMonths(first, months));
    let years = 0;
    if (months >= 24) { years = Math.floor(months / 12); months %= 12; }
    const found = [[years, "year"], [months, "month"], [days, "day"]].filter(([n]) => n);
    return listed(found.map(([n, unit]) => counted(n, unit))) || "the same day";
  }

  return { known, plus, less, said, written, apart, counted, listed };
})();
