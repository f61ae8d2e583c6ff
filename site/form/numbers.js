// Exact numbers: a fraction of two whole numbers of any size, so that no score is ever off by a rounding.
const Exact = (() => {
  const size = (a) => (a < 0n ? -a : a);
  function common(a, b) { while (b) [a, b] = [b, a % b]; return a; }

  function of(n, d = 1n) {
    if (d < 0n) { n = -n; d = -d; }
    const by = common(size(n), d) || 1n;
    return { n: n / by, d: d / by };
  }

  // A whole number, or a text such as "2/3"; null stays null.
  function read(raw) {
    if (raw === null || raw === undefined) return null;
    const [n, d = "1"] = String(raw).split("/");
    return of(BigInt(n), BigInt(d));
  }

  const ZERO = of(0n), ONE = of(1n);
  const plus = (a, b) => of(a.n * b.d + b.n * a.d, a.d * b.d);
  const times = (a, b) => of(a.n * b.n, a.d * b.d);
  const over = (a, b) => of(a.n * b.d, a.d * b.n);
  const sign = (a, b) => { const x = a.n * b.d - b.n * a.d; return x < 0n ? -1 : x > 0n ? 1 : 0; };
  const sum = (items) => items.reduce(plus, ZERO);
  const floor = (a) => (a.n - (((a.n % a.d) + a.d) % a.d)) / a.d;

  function rounded(a, how) {
    if (how === "none") return a;
    if (how === "up") return of(-floor(of(-a.n, a.d)));
    return of(floor(how === "nearest" ? plus(a, of(1n, 2n)) : a));
  }

  const text = (a) => (a.d === 1n ? String(a.n) : `${a.n}/${a.d}`);

  // For people: at most two decimals, halves up.
  function figure(a) {
    const near = floor(plus(times(a, of(100n)), of(1n, 2n)));
    const whole = `${size(near) / 100n}.${String(size(near) % 100n).padStart(2, "0")}`.replace(/\.?0+$/, "");
    return near < 0n ? `-${whole}` : whole;
  }

  return { of, read, plus, times, over, sign, sum, rounded, text, figure, ZERO, ONE };
})();
