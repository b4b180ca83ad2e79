/**
 * An independent implementation of charts and funnels from the text of docs/measures.md: binomials by plain sums, without
 * shared code.
 */

export interface RawPeriod {
  readonly x: number;
  readonly n: number;
}

/** P(X = k) for k = 0 … n, each computed from the one before, on logarithms. */
function binomial(n: number, p: number): readonly number[] {
  if (p === 0 || p === 1) return Array.from({ length: n + 1 }, (_, k) => Number(k === n * p));
  const logs = [n * Math.log(1 - p)];
  for (let k = 1; k <= n; k++) logs.push(logs[k - 1]! + Math.log(((n - k + 1) * p) / (k * (1 - p))));
  return logs.map((log) => Math.exp(log));
}
const add = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export interface ReferencePoint {
  readonly limits: readonly [lower: number, upper: number] | null;
  readonly outside: -1 | 0 | 1;
  /** The rules that apply, apart from the limits. */
  readonly runs: readonly string[];
}
export interface ReferenceChart {
  readonly state: 'CHARTED' | 'TRIAL_LIMITS' | 'POINTS';
  readonly points: readonly ReferencePoint[];
}

/** The chart of one stretch between re-basings. The periods are in order, without a gap in the calendar. */
export function referenceChart(periods: readonly RawPeriod[]): ReferenceChart {
  const withTrials = periods.filter(({ n }) => n > 0).length;
  const state = withTrials >= 12 ? 'CHARTED' : withTrials >= 6 ? 'TRIAL_LIMITS' : 'POINTS';
  if (state === 'POINTS') return { state, points: periods.map(() => ({ limits: null, outside: 0, runs: [] })) };

  let isIn: boolean[] = periods.map(({ n }) => n > 0);
  let points: Omit<ReferencePoint, 'runs'>[] = [];
  let full: (FullPoint | undefined)[] = [];
  for (let round = 0; round < 2; round++) {
    const base = periods.filter((_, i) => isIn[i]);
    const p = add(base.map(({ x }) => x)) / add(base.map(({ n }) => n));
    const isFull = ({ n }: RawPeriod) => n * p >= 5 - 1e-9 && n * (1 - p) >= 5 - 1e-9;
    const z = periods.map((one, i) =>
      isIn[i] && isFull(one) ? (one.x / one.n - p) / Math.sqrt((p * (1 - p)) / one.n) : undefined,
    );
    const steps: number[] = [];
    for (let i = 1; i < z.length; i++) if (z[i] !== undefined && z[i - 1] !== undefined) steps.push(Math.abs(z[i]! - z[i - 1]!));
    const sz = steps.length > 0 ? Math.max(1, add(steps) / steps.length / 1.128) : 1;
    full = periods.map((one) =>
      one.n > 0 && isFull(one) ? { off: one.x / one.n - p, near: 2 * sz * Math.sqrt((p * (1 - p)) / one.n) } : undefined,
    );
    points = periods.map((one) => {
      if (one.n === 0) return { limits: null, outside: 0 };
      if (isFull(one)) {
        const reach = 3 * sz * Math.sqrt((p * (1 - p)) / one.n);
        const off = one.x / one.n - p;
        return {
          limits: [Math.max(0, p - reach), Math.min(1, p + reach)],
          outside: off > reach + 1e-12 ? 1 : off < -reach - 1e-12 ? -1 : 0,
        };
      }
      const probabilities = binomial(one.n, p);
      const below = (x: number) => add(probabilities.slice(0, x + 1)) < 0.00135;
      const above = (x: number) => add(probabilities.slice(x)) < 0.00135;
      const inside = probabilities.map((_, x) => x).filter((x) => !below(x) && !above(x));
      return {
        limits: [inside[0]! / one.n, inside.at(-1)! / one.n],
        outside: below(one.x) ? -1 : above(one.x) ? 1 : 0,
      };
    });
    const left = periods.map(({ n }, i) => n > 0 && points[i]!.outside === 0);
    if (round === 0 && left.some(Boolean)) isIn = left;
  }
  return { state, points: points.map((point, i) => ({ ...point, runs: runsOf(full, i) })) };
}

/** A full period: its distance from the centre, and two thirds of the distance of its limit. */
interface FullPoint {
  readonly off: number;
  readonly near: number;
}
/** The rules that a period contributes to. Checks every window of seven, and the neighbours. */
function runsOf(full: readonly (FullPoint | undefined)[], place: number): string[] {
  const windows = (length: number) =>
    Array.from({ length }, (_, back) => full.slice(Math.max(0, place - back), place - back + length)).filter(
      (window, back) => place - back >= 0 && window.length === length && window.every((one) => one !== undefined),
    );
  const sign = (value: number) => (Math.abs(value) < 1e-12 ? 0 : Math.sign(value));
  const isOneWay = (signs: readonly number[]) => signs[0] !== 0 && signs.every((one) => one === signs[0]);
  const own = full[place];
  if (own === undefined) return [];
  const found: string[] = [];
  if (windows(7).some((window) => isOneWay(window.map((one) => sign(one!.off))))) found.push('SEVEN_ON_ONE_SIDE');
  const steps = (window: (typeof full)[number][]) => window.slice(1).map((one, i) => sign(one!.off - window[i]!.off));
  if (windows(7).some((window) => isOneWay(steps(window)))) found.push('SEVEN_POINT_RUN');
  const far = ({ off, near }: FullPoint) => (Math.abs(off) > near + 1e-12 ? sign(off) : 0);
  // Two points beyond the near limit count as two of three even if there is no third point yet.
  const isOther = (step: number) => {
    const [between, other] = [full[place + step / Math.abs(step)], full[place + step]];
    return between !== undefined && other !== undefined && far(other) === far(own);
  };
  if (far(own) !== 0 && [-2, -1, 1, 2].some(isOther)) found.push('TWO_OF_THREE_NEAR_LIMIT');
  return found;
}

/** The z with P(Z > z) = tail, for tails of at most a half. Uses bisection on logarithms, so that no tail is too small. */
function normalZ(tail: number): number {
  // P(Z > z) = density(z) times the integral of exp(-zu - u²/2) over u > 0, by Simpson's rule up to where the rest is negligible.
  const logTail = (z: number) => {
    const steps = 400;
    const h = 40 / (z + 4) / steps;
    let total = 1;
    for (let i = 1; i < steps; i++) total += (i % 2 === 1 ? 4 : 2) * Math.exp(-z * i * h - (i * h) ** 2 / 2);
    return -(z * z) / 2 - Math.log(2 * Math.PI) / 2 + Math.log((total * h) / 3);
  };
  let [low, high] = [0, 40];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (logTail(middle) > Math.log(tail)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export function referenceFunnel(units: readonly RawPeriod[]): {
  readonly z: readonly number[];
  readonly standings: readonly string[];
} {
  const p0 = add(units.map(({ x }) => x)) / add(units.map(({ n }) => n));
  const raw = units.map(({ x, n }) => {
    const probabilities = binomial(n, p0);
    const below = add(probabilities.slice(0, x)) + probabilities[x]! / 2;
    const above = add(probabilities.slice(x + 1)) + probabilities[x]! / 2;
    return below <= above ? -normalZ(below) : normalZ(above);
  });
  let divisor = 1;
  if (units.length >= 10) {
    const tenth = Math.floor(units.length / 10);
    const sorted = [...raw].sort((a, b) => a - b);
    const pulled = raw.map((z) => Math.max(sorted[tenth]!, Math.min(sorted[sorted.length - 1 - tenth]!, z)));
    divisor = Math.sqrt(Math.max(1, add(pulled.map((z) => z * z)) / pulled.length));
  }
  const z = raw.map((one) => one / divisor);
  const name = (one: number) => {
    const size = Math.abs(one) > 3.090232306 ? 'FAR_' : Math.abs(one) > 1.959963985 ? '' : null;
    return size === null ? 'WITHIN' : `${size}${one < 0 ? 'BELOW' : 'ABOVE'}`;
  };
  return { z, standings: z.map(name) };
}
